import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const document = { number: '示街财〔2026〕5号', title: '关于下达安全专项资金的通知' };
const registration = {
  document, source: 'budget', kind: 'budget', payee: 'contractor', purpose: '隐患整治', amount: 1_000_000_00, receivedOn: '2026-01-05',
  route: [{ unit: 'S1', from: null }, { unit: 'P1', from: 'S1' }, { unit: 'E1', from: 'P1' }, { unit: 'E2', from: 'P1' }],
  terms: [{ of: { unit: 'S1' }, within: { days: 30, counted: 'natural' }, says: '收到后30日内下达' }, { of: 'use', by: '2026-02-13', says: '2月13日前支付完毕' }],
};

/** One line: 600,000 to the park, of which 400,000 and 100,000 were sent to two plants; one of them recorded it and asked for 300,000. */
describe('what is read of money', () => {
  let office: ApiOffice;
  let slug: string;
  let registrar: Person;
  let park: Person;
  let plant: Person;
  let other: Person;
  let finance: Person;
  beforeAll(async () => {
    office = await openApiOffice();
    [registrar, park, plant, other, finance] = await Promise.all(['S1-safetyOffice', 'P1-deskOfficer', 'E1-safetyOfficer', 'E2-safetyOfficer', 'C1-secretary'].map((login) => office.signIn(login))) as [Person, Person, Person, Person, Person];
    slug = await launchDrill(registrar);
    await done(registrar, '', registration);
    await done(registrar, '/L1/pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 600_000_00 }], on: '2026-01-05' });
    await done(park, '/L1/receive', { hop: 'h1', on: '2026-01-05' });
    await done(park, '/L1/pass-on', { parcel: 'p2', parts: [{ to: 'E1', amount: 400_000_00 }, { to: 'E2', amount: 100_000_00 }], on: '2026-01-05' });
    await done(plant, '/L1/receive', { hop: 'h2', on: '2026-01-05' });
    await done(plant, '/L1/requests/file', { parcel: 'p3', amount: 300_000_00, payee: '某建筑公司', on: '2026-01-05' });
  });
  afterAll(async () => { await office.close(); });

  const done = async (person: Person, path: string, body: object): Promise<void> => { expect(await person.post(`/cycles/${slug}/funds${path}`, body)).toMatchObject({ status: 200 }); };
  const get = async <T>(person: Person, path: string): Promise<T> => {
    const answer = await person.get(`/cycles/${slug}${path}`);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body as T;
  };
  type Queue = { items: { line: string; at: string; what: string; unit: string; other: string; payee: string | null; amount: number; since: string; dueOn: string | null; basis: { zh: string } | null; daysOver: number; defects: string[] }[]; counts: Record<string, { n: number; amount: number }> };
  const queue = (person: Person, what: string): Promise<Queue> => get(person, `/money/queue?what=${what}`);
  const may = async (person: Person): Promise<Set<string>> => new Set((await get<{ may: { act: string; at: string }[] }>(person, '/funds/L1')).may.map(({ act, at }) => `${act} ${at}`));

  it('offers each person the acts that the API takes from them, and no others', async () => {
    expect(await may(finance)).toEqual(new Set(['returnRequest r1', 'acceptRequest r1']));
    expect(await may(other)).toEqual(new Set(['recordReceipt h3']));
    expect(await may(plant)).toEqual(new Set(['withdrawRequest r1', 'fileRequest p3', 'setRetention p3', 'giveBack p3']));
    expect(await may(park)).toEqual(new Set(['takeBack h3', 'passOn p2', 'fileRequest p2', 'setRetention p2', 'giveBack p2']));
    expect([...await may(registrar)]).toEqual(expect.arrayContaining(['takeOut ', 'callBack p3', 'suspendMoney p2', 'passOn p1']));
    expect(await may(await office.signIn('P1-director'))).toEqual(new Set());
  });

  it('has in one queue what waits for whom, the date and what gives it', async () => {
    expect(await queue(finance, 'examine')).toMatchObject({
      items: [{ line: 'L1', at: 'r1', what: 'examine', unit: 'C1', other: 'E1', payee: '某建筑公司', amount: 300_000_00, since: '2026-01-05', dueOn: '2026-02-13', basis: { zh: '示街财〔2026〕5号：2月13日前支付完毕' } }],
      counts: { examine: { n: 1, amount: 300_000_00 }, pay: { n: 0, amount: 0 }, correct: { n: 0, amount: 0 }, record: { n: 0, amount: 0 } },
    });
    // What was sent to a plant is the plant's to record, and nobody's beside it; the date is the sender's, here none.
    expect(await queue(other, 'record')).toMatchObject({ items: [{ at: 'h3', unit: 'E2', other: 'P1', amount: 100_000_00, payee: null, dueOn: null, basis: null }], counts: { record: { n: 1 }, examine: { n: 0 } } });
    expect((await queue(plant, 'record')).items).toEqual([]);
    expect((await queue(registrar, 'record')).items).toHaveLength(1);
    await done(finance, '/L1/requests/return', { request: 'r1', defects: ['缺合同', '缺验收单'], on: '2026-01-05' });
    expect(await queue(plant, 'correct')).toMatchObject({ items: [{ at: 'r1', unit: 'E1', other: 'E1', defects: ['缺合同', '缺验收单'] }] });
    await done(plant, '/L1/requests/refile', { request: 'r1', note: '已补', on: '2026-01-05' });
    await done(finance, '/L1/requests/accept', { request: 'r1', on: '2026-01-05' });
    expect(await queue(finance, 'pay')).toMatchObject({ items: [{ at: 'r1', what: 'pay', since: '2026-01-05' }], counts: { examine: { n: 0 }, pay: { n: 1 } } });
  });

  it('flows level by level: what came in is passed on, held, in flight, paid or returned, to the fen', async () => {
    await done(finance, '/L1/requests/pay', { request: 'r1', voucher: '国库2026-1', on: '2026-01-05' });
    await done(registrar, '/L1/take-out', { amount: 50_000_00, on: '2026-01-05', document, why: 'reduced' });
    type Level = Record<'level' | 'received' | 'held' | 'inFlight' | 'paid' | 'returned' | 'passedOn' | 'units', number>;
    type Flows = { sources: { id: string; received: number }[]; levels: Level[]; totals: Record<string, number>; overdue: { n: number; amount: number; units: { unit: string }[] } };
    const whole = await get<Flows>(registrar, '/money/flows');
    expect(whole.levels).toMatchObject([
      { level: 0, received: 1_000_000_00, held: 350_000_00, inFlight: 0, paid: 0, returned: 50_000_00, passedOn: 600_000_00 },
      { level: 1, received: 600_000_00, held: 100_000_00, inFlight: 100_000_00, paid: 0, passedOn: 400_000_00 },
      { level: 2, units: 1, received: 400_000_00, held: 100_000_00, paid: 300_000_00, passedOn: 0 },
    ]);
    expect(whole.totals).toEqual({ received: 1_000_000_00, held: 550_000_00, inFlight: 100_000_00, paid: 300_000_00, returned: 50_000_00, retained: 0 });
    expect(whole.sources).toContainEqual(expect.objectContaining({ id: 'budget', received: 1_000_000_00 }));
    // The park sees what came to it, and below.
    const parks = await get<Flows>(park, '/money/flows');
    expect(parks.levels.map(({ received, paid }) => [received, paid])).toEqual([[600_000_00, 0], [400_000_00, 300_000_00]]);
    expect(parks.totals).toMatchObject({ received: 600_000_00, returned: 0 });
  });

  it('says before a line is registered what date each place would have, and by what; nothing is registered', async () => {
    const preview = async (more: object = {}) => registrar.post(`/cycles/${slug}/funds/preview`, { ...registration, ...more });
    expect(await preview()).toMatchObject({
      status: 200, body: { finance: { unit: 'C1' }, places: [
        { unit: 'S1', name: '示例街道', does: 'passOn', due: { dueOn: '2026-02-04', basis: { zh: '示街财〔2026〕5号：收到后30日内下达' } } }, { unit: 'P1', does: 'passOn', due: null, rules: [] },
        { unit: 'E1', does: 'use', due: { dueOn: '2026-02-13' } }, { unit: 'E2', does: 'use' },
      ] },
    });
    expect(await preview({ source: 'nobody' })).toMatchObject({ status: 422, body: { code: 'unknownSource', errors: [{ pointer: '/source' }] } });
    expect((await get<{ items: unknown[] }>(registrar, '/funds')).items).toHaveLength(1);
  });

  it('names, of what is overdue, whoever keeps the money, the document and the basis', async () => {
    await advance(registrar, slug, '2026-02-16T01:00:00.000Z');
    const { items } = await get<{ items: { unit: string; daysOver: number; document: object; basis: object; posts: { post: string; person: string | null }[] }[] }>(registrar, '/money/overdue');
    expect(items).toMatchObject([
      { unit: 'S1', daysOver: 12, document, basis: { zh: '示街财〔2026〕5号：收到后30日内下达' }, posts: [{ post: 'S1/safetyOffice' }] },
      { unit: 'E1', daysOver: 3, basis: { zh: '示街财〔2026〕5号：2月13日前支付完毕' }, posts: [{ post: 'E1/safetyOfficer' }] },
    ]);
    expect((await get<{ overdue: object }>(registrar, '/money/flows')).overdue).toMatchObject({ n: 2, amount: 450_000_00, units: [{ unit: 'S1', amount: 350_000_00 }, { unit: 'E1' }] });
    // What a list comes to counts all its pages, and what its filters leave.
    const totals = async (query: string): Promise<object> => (await get<{ totals: object }>(registrar, `/money/overdue?${query}`)).totals;
    expect(await Promise.all(['limit=1', 'holder=S1', 'holder=E1', 'source=nowhere'].map(totals))).toEqual([{ n: 2, amount: 450_000_00 }, { n: 1, amount: 350_000_00 }, { n: 1, amount: 100_000_00 }, { n: 0, amount: 0 }]);
  });
});
