import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addSpending, noSpending, rateOf } from '#libs/domain/funds/expenditure';
import type { Spending } from '#libs/domain/funds/expenditure';
import { spendingOf } from '#libs/domain/funds/flows';
import type { FundsLine } from '#libs/domain/funds/line';
import { addDays } from '#libs/domain/time/instant';
import { fromJson } from '#libs/store/queries/json';
import type { Answer, Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, tinyPack } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const document = { number: '示街财〔2026〕5号', title: '关于下达安全专项资金的通知' };
const registration = {
  document, source: 'budget', kind: 'budget', payee: 'contractor', purpose: '隐患整治', amount: 1_000_000_00, receivedOn: '2026-01-05',
  route: [{ unit: 'S1', from: null }, { unit: 'P1', from: 'S1' }, { unit: 'E1', from: 'P1' }, { unit: 'E2', from: 'P1' }], terms: [],
};

/** The small campaign, with curves and an indicator that is taken from the lines. */
async function packWithCurves(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'zeren-rates-')), 'tiny');
  await cp(tinyPack, folder, { recursive: true });
  const text = await readFile(join(folder, 'pack.yaml'), 'utf8');
  const basis = 'basis: {setting: 测试所设}';
  await writeFile(join(folder, 'pack.yaml'), text
    .replace("    payAfterAcceptance:", `    spendingCurves: {value: [{id: quarterly, name: {zh: 按季, en: Quarterly}, byPeriod: {Q1: 25, Q2: 50, Q3: 75, Q4: 100}}, {id: early, name: {zh: 前紧后松, en: Early}, byPeriod: {M02: 60, M12: 100}}], ${basis}}
    spendingCurve: {value: quarterly, basis: {setting: 测试所设，按季}}
    rateShown: {value: [withRetention, withoutRetention], ${basis}}
    payAfterAcceptance:`)
    .replace('indicators:\n', 'indicators:\n  - {id: moneySpent, name: {zh: 资金支出率, en: Funds spent}, measure: {zh: "%", en: "%"}, direction: atLeast, period: cumulative, aggregation: ratio, source: ledger}\n')
    .replace('targets:\n', 'targets:\n  - {for: {unitType: park}, indicator: moneySpent, value: 95, byPeriod: {Q1: 25, Q2: 50, Q3: 75, Q4: 95}}\n'));
  return folder;
}

interface Row { of: string; received: number; paid: number; retainedNotDue: number; atFinance: number; coming: number; rateWith: number | null; rateWithout: number | null; scheduled: number | null; spent: number | null; behindBy: number | null; isBehind: boolean }

describe('expenditure against the curve', () => {
  let folder: string;
  let office: ApiOffice;
  let slug: string;
  let [registrar, park, plant, finance]: Person[] = [];
  beforeAll(async () => {
    folder = await packWithCurves();
    office = await openApiOffice({ packs: [folder] });
    [registrar, park, plant, finance] = await Promise.all(['S1-safetyOffice', 'P1-deskOfficer', 'E1-safetyOfficer', 'C1-secretary'].map((login) => office.signIn(login)));
    slug = await launchDrill(registrar as Person);
    const [a, b] = ['L1', 'L2'];
    const at = '2026-01-05';
    await done(registrar, '', registration);
    await done(registrar, `/${a}/pass-on`, { parcel: 'p1', parts: [{ to: 'P1', amount: 600_000_00 }], on: at });
    await done(park, `/${a}/receive`, { hop: 'h1', on: at });
    await done(park, `/${a}/pass-on`, { parcel: 'p2', parts: [{ to: 'E1', amount: 400_000_00 }], on: at });
    await done(plant, `/${a}/receive`, { hop: 'h2', on: at });
    await done(plant, `/${a}/requests/file`, { parcel: 'p3', amount: 100_000_00, payee: '某公司', on: at });
    await done(finance, `/${a}/requests/accept`, { request: 'r1', on: at });
    await done(finance, `/${a}/requests/pay`, { request: 'r1', voucher: '国库2026-1', on: at });
    await done(plant, `/${a}/retention`, { parcel: 'p3', amount: 30_000_00, dueOn: '2026-03-20', basis: '合同', on: at });
    // By a document that names its own curve; all of it goes on, and is on its way.
    await done(registrar, '', { ...registration, amount: 90_000_00, curve: 'early', document: { ...document, number: '示街财〔2026〕6号' } });
    await done(registrar, `/${b}/pass-on`, { parcel: 'p1', parts: [{ to: 'P1', amount: 90_000_00 }], on: at });
  });
  afterAll(async () => { await office.close(); await rm(join(folder, '..'), { recursive: true }); });

  const done = async (person: Person | undefined, path: string, body: object): Promise<void> => { expect(await (person as Person).post(`/cycles/${slug}/funds${path}`, body)).toMatchObject({ status: 200 }); };
  const ask = (query: string, person = registrar): Promise<Answer> => (person as Person).get(`/cycles/${slug}/money/rates?limit=200${query}`);
  const rates = async (query: string, person = registrar): Promise<Row[]> => { const answer = await ask(query, person); expect(answer).toMatchObject({ status: 200 }); return (answer.body as unknown as { items: Row[] }).items; };
  const named = async (query: string, person = registrar): Promise<Record<string, Row>> => Object.fromEntries((await rates(query, person)).map((row) => [row.of, row]));

  it('a curve that the pack does not have is refused', async () => {
    expect(await (registrar as Person).post(`/cycles/${slug}/funds`, { ...registration, curve: 'steep' })).toMatchObject({ status: 422, body: { code: 'unknownCurve', errors: [{ pointer: '/curve' }] } });
  });

  it('at the end of the quarter exactly the posts are told whose unit is behind, in the first slot after it and once', async () => {
    await advance(registrar as Person, slug, '2026-04-01T01:00:00.000Z');
    const told = async (): Promise<string[]> => (await office.source.query<{ post: string; at: string; stage: string; obligation: string; status: string }[]>("SELECT post, at, stage, obligation, status FROM notice WHERE stage LIKE 'behind-%' ORDER BY at, obligation, post"))
      .map(({ post, at, stage, obligation, status }) => [post, new Date(at).toISOString().slice(0, 16), stage, obligation.split('/').at(-1), status].join(' '));
    expect(await told()).toEqual(['S1/safetyOffice 2026-03-02T02:00 behind-2026-02-28 curve-L2 told']);
    await advance(registrar as Person, slug, '2026-04-03T04:00:00.000Z');
    // 25 % of the plant's is paid, 23.95 % asked for; the office and the park have spent nothing of what they still have.
    const after = ['S1/safetyOffice 2026-03-02T02:00 behind-2026-02-28 curve-L2 told', 'P1/deskOfficer 2026-04-01T02:00 behind-2026-03-31 curve-L1 told', 'S1/safetyOffice 2026-04-01T02:00 behind-2026-03-31 curve-L1 told'];
    expect(await told()).toEqual(after);
    const inbox = (await (park as Person).get('/inbox?limit=50')).body as unknown as { items: { act: string; title: string; basis: string; dueOn: string; link: string }[] };
    expect(inbox.items.filter(({ act }) => act === 'spend')).toMatchObject([{ title: '隐患整治（示街财〔2026〕5号）', dueOn: '2026-06-30', basis: '按季。设定：测试所设，按季', link: `/cycles/${slug}/funds/L1` }]);
  });

  it('shows of each unit what it has, what it spent of that, and what was asked for since it came', async () => {
    expect(await named('&by=unit&on=2026-03-31')).toMatchObject({
      S1: { received: 490_000_00, paid: 0, rateWith: 0, isBehind: true }, P1: { received: 200_000_00, paid: 0, coming: 90_000_00, scheduled: 23.95, spent: 0, behindBy: 23.95, isBehind: true },
      E1: { received: 400_000_00, paid: 100_000_00, rateWith: 25, rateWithout: 25, scheduled: 23.95, spent: 25, behindBy: -1.05, isBehind: false },
    });
    // Before its date the retention is left out; both rates are there.
    expect(await named('&by=unit&on=2026-03-19')).toMatchObject({ E1: { retainedNotDue: 30_000_00, rateWith: 25, rateWithout: 27.03, spent: 27.03 } });
    expect(await rates('&by=unit&on=2026-01-04')).toEqual([]);
    expect((await rates('&by=unit&behind=true&on=2026-03-31')).map(({ of }) => of)).toEqual(['P1', 'S1']);
    expect(await ask('&on=2026-04-04')).toMatchObject({ status: 422, body: { code: 'dayInFuture' } });
  });

  it('adds up below a unit, by source, by level and by line, and is seen from one’s own place down', async () => {
    expect(await named('&by=subtree')).toMatchObject({ S1: { received: 490_000_00 }, P1: { received: 600_000_00, paid: 100_000_00, rateWith: 16.67 } });
    expect(await named('&by=subtree&under=P1')).toMatchObject({ P1: { received: 200_000_00 }, E1: { received: 400_000_00 } });
    expect(await named('&by=source')).toMatchObject({ budget: { received: 1_090_000_00, paid: 100_000_00, rateWith: 9.17 } });
    expect(await named('&by=level')).toMatchObject({ subdistrict: { received: 490_000_00 }, park: { received: 200_000_00 }, enterprise: { received: 400_000_00 } });
    expect(await named('&by=line')).toMatchObject({ L1: { received: 1_000_000_00, paid: 100_000_00 }, L2: { received: 90_000_00, paid: 0 } });
    expect((await rates('&by=unit', plant)).map(({ of }) => of)).toEqual(['E1']);
    expect(await ask('&under=S1', plant)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    const first = (await (registrar as Person).get(`/cycles/${slug}/money/rates?limit=1`)).body as unknown as { items: Row[]; next: string };
    expect([first.items.map(({ of }) => of), ((await (registrar as Person).get(`/cycles/${slug}/money/rates?limit=2&cursor=${first.next}`)).body as unknown as { items: Row[] }).items.map(({ of }) => of)]).toEqual([['E1'], ['P1', 'S1']]);
  });

  it('is at every date what somebody finds who only reads the lines', async () => {
    const lines = (await office.source.query<{ detail: unknown }[]>('SELECT detail FROM funds_line')).map(({ detail }) => fromJson<FundsLine>(detail));
    for (let day = '2026-01-04'; day <= '2026-04-03'; day = addDays(day, day < '2026-03-15' ? 9 : 1)) {
      const wanted: Record<string, Spending> = {};
      for (const line of lines) for (const [unit, cohorts] of spendingOf(line, day)) for (const sum of cohorts.values()) wanted[unit] = addSpending(wanted[unit] ?? noSpending, sum);
      const found = Object.fromEntries((await rates(`&by=unit&on=${day}`)).filter(({ received, paid }) => received !== 0 || paid !== 0).map(({ of, received, paid, retainedNotDue, atFinance, rateWith }) => [of, { received, paid, retainedNotDue, atFinance, rateWith }]));
      expect({ day, ...found }).toEqual({ day, ...Object.fromEntries(Object.entries(wanted).map(([unit, sum]) => [unit, { ...sum, rateWith: (rateOf(sum.paid, sum.received) ?? Number.NaN) / 100 }])) });
    }
  });

  it('draws the year: the curve at each month end, what was spent up to today', async () => {
    const curve = (await (registrar as Person).get(`/cycles/${slug}/money/curve?line=L1`)).body as unknown as { curve: { id: string }; points: { on: string; scheduled: number; paid: number | null; rateWith: number | null }[] };
    expect(curve.curve.id).toBe('quarterly');
    expect(curve.points.map(({ on }) => on)).toHaveLength(13);
    expect(curve.points.filter(({ on }) => ['2026-03-31', '2026-04-03', '2026-04-30', '2026-12-31'].includes(on)).map(({ on, scheduled, paid, rateWith }) => [on, scheduled, paid, rateWith]))
      .toEqual([['2026-03-31', 25, 100_000_00, 10], ['2026-04-03', 25.82, 100_000_00, 10], ['2026-04-30', 33.24, null, null], ['2026-12-31', 100, null, null]]);
    const ofPark = (await (registrar as Person).get(`/cycles/${slug}/money/curve?unit=P1`)).body as unknown as { received: number; points: { on: string; rateWith: number }[] };
    expect([ofPark.received, ofPark.points.find(({ on }) => on === '2026-01-31')?.rateWith]).toEqual([600_000_00, 16.67]);
    expect(await (plant as Person).get(`/cycles/${slug}/money/curve?line=L2`)).toMatchObject({ status: 404, body: { code: 'unknownLine' } });
  });

  it('fills a report from the lines, and says to the reviewer where the report says otherwise', async () => {
    const path = `/cycles/${slug}/units/P1/reports/summary-Q1`;
    const view = async (): Promise<{ asked: { indicator: string }[]; fromLedger: object[]; contradictions: object[] }> => (await (registrar as Person).get(path)).body as never;
    expect(await view()).toMatchObject({ fromLedger: [{ indicator: 'moneySpent', value: 16.67, received: 600_000_00, paid: 100_000_00, on: '2026-03-31', source: { zh: '资金台账：已支付÷到账，不含未到期质保金' } }], contradictions: [] });
    const figures = (spent: number) => ({ figures: (asked).map((indicator) => ({ indicator, value: indicator === 'moneySpent' ? spent : 99, cause: '进度慢' })), problems: '', nextSteps: '' });
    const asked = (await view()).asked.map(({ indicator }) => indicator);
    const list = async (person = registrar): Promise<object[]> => ((await (person as Person).get(`/cycles/${slug}/money/contradictions?limit=200`)).body as unknown as { items: object[] }).items;
    expect(await (park as Person).post(`${path}/submit`, figures(61))).toMatchObject({ status: 200 });
    const fact = { indicator: 'moneySpent', reported: 61, fromLedger: 16.67, difference: 44.33, on: '2026-03-31' };
    expect(await view()).toMatchObject({ contradictions: [fact] });
    expect(await list()).toMatchObject([{ ...fact, unit: 'P1', unitName: expect.any(String), duty: 'summary-Q1', period: 'Q1', submission: 1 }]);
    expect(await list(plant)).toEqual([]);
    expect(await (registrar as Person).post(`${path}/return`, { comments: [{ field: 'figures.moneySpent', comment: '与台账不符' }] })).toMatchObject({ status: 200 });
    expect(await (park as Person).post(`${path}/submit`, figures(16.7))).toMatchObject({ status: 200 });
    expect([(await view()).contradictions, await list()]).toEqual([[], []]);
  });

  it('tells apart what each project has spent of the money that came for it: by the requests named for it', async () => {
    const on = '2026-04-03';
    const propose = async (person: Person | undefined, code: string, unit: string, amount: number): Promise<void> => {
      expect(await (person as Person).post(`/cycles/${slug}/projects`, { code, name: `项目${code}`, unit, department: null, cost: amount, funds: [{ line: 'L1', amount }], plan: { start: null, finish: null, acceptance: null }, milestones: [], on })).toMatchObject({ status: 200 });
    };
    const sums = async (query = ''): Promise<Record<string, Row>> => named(`&by=project${query}`);
    await propose(plant, 'XM-01', 'E1', 250_000_00);
    await propose(plant, 'XM-02', 'E1', 90_000_00);
    await propose(park, 'XM-03', 'P1', 900_000_00);
    // Nothing is named yet: any payment of the unit may be theirs. Of 900,000 the park has 200,000.
    expect(await sums()).toMatchObject({ 'XM-01': { received: 250_000_00, paid: 100_000_00, rateWith: 40, isBehind: false }, 'XM-02': { received: 90_000_00, paid: 90_000_00, rateWith: 100 }, 'XM-03': { received: 200_000_00, paid: 0, scheduled: 24.78, spent: 0, isBehind: true } });
    expect(await (plant as Person).post(`/cycles/${slug}/projects/XM-01/requests`, { line: 'L1', request: 'r1' })).toMatchObject({ status: 200 });
    await done(plant, '/L1/requests/file', { parcel: 'p3', amount: 60_000_00, payee: '另一公司', on });
    expect(await (plant as Person).post(`/cycles/${slug}/projects/XM-02/requests`, { line: 'L1', request: 'r2' })).toMatchObject({ status: 200 });
    expect(await sums()).toMatchObject({ 'XM-01': { received: 250_000_00, paid: 100_000_00, atFinance: 0 }, 'XM-02': { received: 90_000_00, paid: 0, atFinance: 60_000_00, measured: 30_000_00, isBehind: true } });
    expect(await rates('&by=project')).toMatchObject([{ of: 'XM-01', name: { zh: '项目XM-01' }, lines: ['L1'] }, { of: 'XM-02' }, { of: 'XM-03' }]);
    expect(Object.keys(await sums('&behind=true'))).toEqual(['XM-02', 'XM-03']);
    expect([Object.keys(await sums('&under=E1')), (await rates('&by=project', plant)).map(({ of }) => of), await rates('&by=project&on=2026-01-04')]).toEqual([['XM-01', 'XM-02'], ['XM-01', 'XM-02'], []]);
    const first = (await (registrar as Person).get(`/cycles/${slug}/money/rates?by=project&limit=2`)).body as unknown as { items: Row[]; next: string };
    expect([first.items.map(({ of }) => of), ((await (registrar as Person).get(`/cycles/${slug}/money/rates?by=project&limit=2&cursor=${first.next}`)).body as unknown as { items: Row[] }).items.map(({ of }) => of)]).toEqual([['XM-01', 'XM-02'], ['XM-03']]);
    expect(await (registrar as Person).post(`/cycles/${slug}/projects/XM-02/withdraw`, { on, reason: '停建' })).toMatchObject({ status: 200 });
    expect(Object.keys(await sums())).toEqual(['XM-01', 'XM-03']);
  });
});
