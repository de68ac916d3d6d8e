import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Patient } from '#apps/cli/doctor/examination';
import { money } from '#apps/cli/doctor/examinations/money';
import { fundsCommands } from '#libs/domain/funds/funds-line';
import { sqlOf } from '#libs/store/sql';
import type { Answer, Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const document = { number: '示街财〔2026〕5号', title: '关于下达安全专项资金的通知' };
const registration = {
  document, source: 'budget', kind: 'budget', payee: 'contractor', purpose: '隐患整治', amount: 1_000_000_00, receivedOn: '2026-01-05',
  route: [{ unit: 'S1', from: null }, { unit: 'P1', from: 'S1' }, { unit: 'E1', from: 'P1' }, { unit: 'E2', from: 'P1' }],
  terms: [{ of: { unit: 'S1' }, within: { days: 30, counted: 'natural' }, says: '收到后30日内下达' }, { of: 'use', by: '2026-05-08', says: '5月8日前支付完毕' }],
};

describe('money', () => {
  let office: ApiOffice;
  let slug: string;
  let registrar: Person;
  let park: Person;
  let plant: Person;
  let finance: Person;
  beforeAll(async () => {
    office = await openApiOffice();
    registrar = await office.signIn('S1-safetyOffice');
    [park, plant, finance] = await Promise.all(['P1-deskOfficer', 'E1-safetyOfficer', 'C1-secretary'].map((login) => office.signIn(login))) as [Person, Person, Person];
    slug = await launchDrill(registrar);
  });
  afterAll(async () => { await office.close(); });

  const register = async (more: object = {}): Promise<string> => {
    const answer = await registrar.post(`/cycles/${slug}/funds`, { ...registration, ...more });
    expect(answer).toMatchObject({ status: 200 });
    const { items } = (await registrar.get(`/cycles/${slug}/funds?limit=200`)).body as unknown as { items: { line: string }[] };
    return items.map(({ line }) => line).sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)))[0] ?? '';
  };
  const give = (person: Person, line: string, path: string, body: object): Promise<Answer> => person.post(`/cycles/${slug}/funds/${line}/${path}`, body);
  const done = async (person: Person, line: string, path: string, body: object): Promise<void> => { expect(await give(person, line, path, body)).toMatchObject({ status: 200 }); };
  const view = async (line: string, person = registrar): Promise<Record<string, never>> => (await person.get(`/cycles/${slug}/funds/${line}`)).body as never;

  it('is registered with each date by the first that speaks; where nothing speaks there is none', async () => {
    const line = await register();
    expect(await view(line)).toMatchObject({
      line, received: 1_000_000_00, held: 1_000_000_00, paid: 0, parcels: [{ unit: 'S1', due: { dueOn: '2026-02-04', basis: { zh: '示街财〔2026〕5号：收到后30日内下达' } } }],
      holdings: [{ unit: 'S1', unitName: '示例街道', phase: 'holding', days: 0, daysOver: 0 }],
    });
    await done(registrar, line, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 600_000_00 }], on: '2026-01-05' });
    expect(await view(line)).toMatchObject({ held: 400_000_00, inFlight: 600_000_00 });
    await done(park, line, 'receive', { hop: 'h1', on: '2026-01-05' });
    expect(await view(line)).toMatchObject({ held: 1_000_000_00, inFlight: 0, parcels: [{ passedOn: 600_000_00 }, { unit: 'P1', due: null }] });
    await done(park, line, 'pass-on', { parcel: 'p2', parts: [{ to: 'E1', amount: 400_000_00 }, { to: 'E2', amount: 100_000_00 }], on: '2026-01-05' });
    await done(plant, line, 'receive', { hop: 'h2', on: '2026-01-05' });
    expect(await view(line)).toMatchObject({ parcels: [{}, { held: 100_000_00, inFlight: 100_000_00, passedOn: 400_000_00 }, { unit: 'E1', due: { dueOn: '2026-05-08' } }] });
  });

  it('is judged line by line: each act by the post it takes, at the unit it is about', async () => {
    const line = await register();
    await done(registrar, line, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 500_000_00 }], on: '2026-01-05' });
    await done(park, line, 'receive', { hop: 'h1', on: '2026-01-05' });
    await done(park, line, 'pass-on', { parcel: 'p2', parts: [{ to: 'E1', amount: 300_000_00 }, { to: 'E2', amount: 1 }], on: '2026-01-05' });
    await done(plant, line, 'receive', { hop: 'h2', on: '2026-01-05' });
    await done(plant, line, 'requests/file', { parcel: 'p3', amount: 50_000_00, payee: '某公司', on: '2026-01-05' });
    const [on, amount, parcel, request] = ['2026-01-05', 100, 'p3', 'r1'];
    // What the treasury paid without a request comes from its list: `api-reconciliation`.
    const acts: Record<Exclude<keyof typeof fundsCommands, 'catchUpPayment'>, [path: string, body: object, may: string]> = {
      passOn: ['pass-on', { parcel: 'p2', parts: [{ to: 'E2', amount }], on }, 'P1-deskOfficer'], recordReceipt: ['receive', { hop: 'h3', on }, 'E2-safetyOfficer'], takeBack: ['take-back', { hop: 'h3', on, reason: '误' }, 'P1-deskOfficer'],
      giveBack: ['give-back', { parcel, amount, on, reason: '多余' }, 'E1-safetyOfficer'], callBack: ['call-back', { parcel, amount, on, document }, 'S1-safetyOffice'], reallocate: ['reallocate', { parcel, amount, to: 'E2', on, document }, 'S1-safetyOffice'],
      takeOut: ['take-out', { amount, on, document, why: 'reduced' }, 'S1-safetyOffice'], setRetention: ['retention', { parcel, amount, dueOn: '2026-12-31', basis: '合同', on }, 'E1-safetyOfficer'],
      fileRequest: ['requests/file', { parcel, amount, payee: '某', on }, 'E1-safetyOfficer'], returnRequest: ['requests/return', { request, defects: ['缺合同'], on }, 'C1-secretary'], refileRequest: ['requests/refile', { request, note: '', on }, 'E1-safetyOfficer'],
      acceptRequest: ['requests/accept', { request, on }, 'C1-secretary'], withdrawRequest: ['requests/withdraw', { request, on }, 'E1-safetyOfficer'], payRequest: ['requests/pay', { request, voucher: 'X-1', on }, 'C1-secretary'],
      recordPayment: ['payments', { parcel, amount, payee: '某', voucher: 'X-2', on }, 'E1-safetyOfficer'], suspendMoney: ['suspend', { parcel, on, reason: '审计' }, 'S1-safetyOffice'], resumeMoney: ['resume', { parcel, on }, 'S1-safetyOffice'],
    };
    const people = ['S1-safetyOffice', 'P1-deskOfficer', 'E1-safetyOfficer', 'E2-safetyOfficer', 'C1-secretary', 'C2-secretary', 'E1-owner'];
    const before = await view(line);
    for (const [path, body, may] of Object.values(acts)) {
      for (const login of people.filter((one) => one !== may)) {
        expect({ path, login, ...await give(await office.signIn(login), line, path, body) }).toMatchObject({ path, login, status: 403, body: { code: 'notAllowed' } });
      }
    }
    expect(await view(line)).toEqual(before);
    for (const name of ['giveBack', 'callBack', 'reallocate', 'takeOut', 'setRetention', 'fileRequest', 'returnRequest', 'refileRequest', 'acceptRequest', 'payRequest', 'suspendMoney', 'resumeMoney', 'passOn', 'takeBack'] as const) {
      const [path, body, may] = acts[name];
      expect({ path, ...await give(await office.signIn(may), line, path, body) }).toMatchObject({ path, status: 200 });
    }
  });

  it('is refused precisely where something is wrong, and nothing changes', async () => {
    const line = await register();
    const other = await register();
    await done(registrar, line, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 500_000_00 }], on: '2026-01-05' });
    await done(park, line, 'receive', { hop: 'h1', on: '2026-01-05' });
    const before = await view(line);
    const wrong: [Person, string, object, number, string, string | null][] = [
      [registrar, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: -5 }], on: '2026-01-05' }, 400, 'invalid', '/parts/0/amount'],
      [registrar, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 0.5 }], on: '2026-01-05' }, 400, 'invalid', '/parts/0/amount'],
      [registrar, 'pass-on', { parcel: 'p1', parts: [{ to: 'E1', amount: 5 }], on: '2026-01-05' }, 422, 'offRoute', '/parts/0/to'],
      [registrar, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 5 }], on: '2026-01-06' }, 422, 'dayInFuture', '/on'],
      [registrar, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 600_000_00 }], on: '2026-01-05' }, 422, 'notEnough', '/parts'],
      [registrar, 'take-out', { amount: 700_000_00, on: '2026-01-05', document, why: 'reduced' }, 422, 'reductionBelowSpent', '/amount'],
      [park, 'payments', { parcel: 'p2', amount: 5, payee: '某', voucher: 'X-9', on: '2026-01-05' }, 422, 'budgetNeedsRequest', '/parcel'],
      [registrar, 'pass-on', { parcel: 'p9', parts: [{ to: 'P1', amount: 5 }], on: '2026-01-05' }, 404, 'notInLine', null],
    ];
    for (const [person, path, body, status, code, pointer] of wrong) {
      const answer = await give(person, line, path, body);
      expect({ path, ...answer }).toMatchObject({ path, status, body: { code, ...(pointer === null ? {} : { errors: [{ pointer }] }) } });
    }
    expect(await view(line)).toEqual(before);
    // A voucher stands for one payment, in whichever line.
    const cash = { kind: 'cash' };
    const [one, two] = [await register(cash), await register(cash)];
    const payment = { parcel: 'p1', amount: 5, payee: '某', voucher: '凭2026-7', on: '2026-01-05' };
    await done(registrar, one, 'payments', payment);
    expect(await give(registrar, two, 'payments', payment)).toMatchObject({ status: 409, body: { code: 'voucherUsed', facts: { payment: `${one} v1` } } });
    expect(await view(other)).toMatchObject({ paid: 0 });
    const count = async (): Promise<number> => ((await registrar.get(`/cycles/${slug}/funds?limit=200`)).body as unknown as { items: unknown[] }).items.length;
    const registered = await count();
    for (const [more, code] of [[{ source: 'nobody' }, 'unknownSource'], [{ route: [{ unit: 'P1', from: null }] }, 'routeBeginsElsewhere'], [{ route: [{ unit: 'S1', from: null }, { unit: 'Z9', from: 'S1' }] }, 'unitNotInTree'], [{ receivedOn: '2026-02-01' }, 'dayInFuture']] as const) {
      expect(await registrar.post(`/cycles/${slug}/funds`, { ...registration, ...more })).toMatchObject({ status: 422, body: { code } });
    }
    // What is refused takes no number, and leaves no workflow behind.
    expect(await register()).toBe(`L${registered + 1}`);
  });

  it('is seen along its route and by finance, and by nobody else', async () => {
    const line = await register({ route: [{ unit: 'S1', from: null }, { unit: 'P1', from: 'S1' }, { unit: 'E1', from: 'P1' }] });
    for (const login of ['P1-director', 'E1-safetyOfficer', 'C1-secretary']) expect(await (await office.signIn(login)).get(`/cycles/${slug}/funds/${line}`)).toMatchObject({ status: 200 });
    for (const login of ['C2-secretary', 'E2-safetyOfficer']) expect(await (await office.signIn(login)).get(`/cycles/${slug}/funds/${line}`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    const seen = (await (await office.signIn('C2-secretary')).get(`/cycles/${slug}/funds`)).body as unknown as { items: unknown[] };
    expect(seen.items).toEqual([]);
  });

  it('has its days told apart: before the request the unit’s, then finance’s, in correction the unit’s', async () => {
    const line = await register();
    await done(registrar, line, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 1_000_000_00 }], on: '2026-01-05' });
    await done(park, line, 'receive', { hop: 'h1', on: '2026-01-05' });
    await done(park, line, 'pass-on', { parcel: 'p2', parts: [{ to: 'E1', amount: 1_000_000_00 }], on: '2026-01-05' });
    await done(plant, line, 'receive', { hop: 'h2', on: '2026-01-05' });
    const steps: [string, Person, string, object][] = [
      ['2026-04-02', plant, 'requests/file', { parcel: 'p3', amount: 1_000_000_00, payee: '某建筑公司' }], ['2026-04-09', finance, 'requests/return', { request: 'r1', defects: ['缺合同', '缺验收单'] }],
      ['2026-04-13', plant, 'requests/refile', { request: 'r1', note: '已补' }], ['2026-04-14', finance, 'requests/accept', { request: 'r1' }], ['2026-05-22', finance, 'requests/pay', { request: 'r1', voucher: '国库2026-1' }],
    ];
    for (const [on, person, path, body] of steps) {
      await advance(registrar, slug, `${on}T01:00:00.000Z`);
      await done(person, line, path, { ...body, on });
    }
    const { holdings, paid } = await view(line) as unknown as { holdings: { unit: string; phase: string; days: number; daysOver: number }[]; paid: number };
    expect(paid).toBe(1_000_000_00);
    expect(holdings.filter(({ unit }) => unit !== 'S1' && unit !== 'P1').map(({ unit, phase, days, daysOver }) => [unit, phase, days, daysOver])).toEqual([
      ['E1', 'holding', 87, 0], ['C1', 'examining', 7, 0], ['E1', 'correcting', 4, 0], ['C1', 'examining', 1, 0],
      // Five working days from 14 April end on the 21st: the rest is finance's own delay, and the plant's date of 8 May is not held against it.
      ['C1', 'paying', 38, 31],
    ]);
  });

  it('is listed where it is late, at the door of who has it, and aged; whoever waits further down has nothing', async () => {
    const line = await register({ receivedOn: '2026-01-06', purpose: '迟到的钱' });
    type Held = { line: string; unit: string; unitName: string; phase: string; amount: number; dueOn: string; daysOver: number };
    const overdue = async (person: Person, query = ''): Promise<Held[]> => ((await person.get(`/cycles/${slug}/money/overdue?limit=200${query}`)).body as unknown as { items: Held[] }).items;
    // Arrived on 6 January, to go on within 30 days: on 22 May it is 106 days over, and the district's alone.
    expect((await overdue(registrar)).filter((held) => held.line === line)).toMatchObject([{ unit: 'S1', unitName: '示例街道', phase: 'holding', amount: 1_000_000_00, dueOn: '2026-02-05', daysOver: 106 }]);
    expect((await overdue(plant)).filter((held) => held.line === line)).toEqual([]);
    const age = async (by: string): Promise<{ of: string; bands: number[]; total: number }[]> => ((await registrar.get(`/cycles/${slug}/money/ageing?by=${by}`)).body as unknown as { rows: { of: string; bands: number[]; total: number }[] }).rows;
    expect((await age('purpose')).find(({ of }) => of === '迟到的钱')).toMatchObject({ bands: [0, 0, 0, 1_000_000_00], total: 1_000_000_00 });
    await done(registrar, line, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 400_000_00 }], on: '2026-05-22' });
    await done(registrar, line, 'suspend', { parcel: 'p1', on: '2026-05-22', reason: '审计' });
    expect((await overdue(registrar)).filter((held) => held.line === line)).toEqual([]);
    await done(registrar, line, 'resume', { parcel: 'p1', on: '2026-05-22' });
    await done(park, line, 'receive', { hop: 'h1', on: '2026-05-22' });
    expect((await overdue(registrar, '&holder=S1')).filter((held) => held.line === line)).toMatchObject([{ amount: 600_000_00, daysOver: 106 }]);
    expect(await overdue(park, '&holder=P1')).toEqual([]);
    expect((await age('unit')).map(({ of, total }) => [of, total])).toContainEqual(['S1', (await overdue(registrar)).filter(({ unit }) => unit === 'S1').reduce((sum, { amount }) => sum + amount, 0)]);
  });

  it('is chased at whoever has it: a task and a reminder, an order drafted, a candidate with its evidence; all taken back when it is paid', async () => {
    const later = await launchDrill(registrar);
    const at = (path: string): string => `/cycles/${later}/${path}`;
    const post = async (person: Person, path: string, body: object): Promise<void> => { expect({ path, ...await person.post(at(`funds/L1/${path}`), body) }).toMatchObject({ path, status: 200 }); };
    const get = async <T>(person: Person, path: string): Promise<T> => (await person.get(at(path))).body as unknown as T;
    expect(await registrar.post(at('funds'), { ...registration, terms: [] })).toMatchObject({ status: 200 });
    const on = '2026-01-05';
    await post(registrar, 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 1_000_000_00 }], on });
    await post(park, 'receive', { hop: 'h1', on });
    await post(park, 'pass-on', { parcel: 'p2', parts: [{ to: 'E1', amount: 1_000_000_00 }], on });
    await post(plant, 'receive', { hop: 'h2', on });
    await post(plant, 'requests/file', { parcel: 'p3', amount: 1_000_000_00, payee: '某建筑公司', on });
    await post(finance, 'requests/accept', { request: 'r1', on });
    type Task = { duty: string; unit: string; title: { zh: string }; act: string; dueOn: string; basis: { zh: string }; link: string; light: string };
    const tasks = async (person: Person): Promise<Task[]> => (await person.get(`/tasks?cycle=${later}&limit=200`)).body['items'] as unknown as Task[];
    // Five working days from 5 January.
    expect((await tasks(finance)).filter(({ duty }) => duty.startsWith('L'))).toMatchObject([{ duty: 'L1-r1-pay', unit: 'C1', act: 'pay', title: { zh: '支付：隐患整治（100万元）' }, dueOn: '2026-01-12', basis: { zh: expect.stringContaining('第十一条') }, link: `/cycles/${later}/funds/L1` }]);
    expect((await tasks(plant)).filter(({ duty }) => duty.startsWith('L'))).toEqual([]);
    await advance(registrar, later, '2026-01-15T00:00:00.000Z');
    // The order is a draft: the officer's to decide on.
    expect((await tasks(registrar)).filter(({ act }) => act === 'issue')).toMatchObject([{ unit: 'C1', title: { zh: '隐患督办单：支付：隐患整治（100万元）' } }]);
    await advance(registrar, later, '2026-01-20T00:00:00.000Z');
    type Candidate = { line: string; candidate: string; unit: string; status: string };
    const candidates = async (person: Person, query = ''): Promise<Candidate[]> => (await get<{ items: Candidate[] }>(person, `candidates${query}`)).items;
    expect(await candidates(registrar)).toMatchObject([{ line: 'L1', candidate: 'c1', unit: 'C1', unitName: '东苑社区', situation: { id: 'moneyLate', row: '4', basis: { zh: expect.stringContaining('第十二条') } }, sign: 'fundsNotPaidOnTime', amount: 1_000_000_00, dueOn: '2026-01-12', status: 'listed' }]);
    expect([await candidates(plant), (await candidates(finance)).length]).toEqual([[], 1]);
    expect(await get(registrar, 'funds/L1/candidates/c1')).toMatchObject({
      conditions: [{ id: 'late', anyOf: [{ shownBy: 'record', isShown: true }] }, { id: 'harm', anyOf: [{ shownBy: 'person', isShown: false }] }], daysOver: [{ unit: 'C1', days: 8 }],
      notices: [{ stage: 'pay.soon', postTitle: '社区书记' }, { stage: 'pay.ordered' }, { stage: 'pay.ordered' }, { stage: 'pay.proposed', postTitle: '应急管理办公室主任' }], orders: [{ unit: 'C1', status: 'drafted', number: null }],
    });
    expect([await candidates(registrar, '?line=L1'), await candidates(registrar, '?line=L9')]).toMatchObject([[{ candidate: 'c1' }], []]);
    // What was told, under its line: to each only of units in sight, a draft only to whoever stands above.
    type Told = { items: { unitName: string; postTitle: string; words: string; duty: string; title: { zh: string }; dueOn: string; basis: { zh: string }; toldAt: string | null }[]; orders: { unit: string; about: string; status: string; issuedAt: null }[]; next: string | null };
    const told = await get<Told>(registrar, 'funds/L1/told?limit=200');
    expect(told.items.filter(({ toldAt }) => toldAt !== null)).toMatchObject([
      { unitName: '东苑社区', postTitle: '社区书记', duty: 'L1-r1-pay', title: { zh: '支付：隐患整治（100万元）' }, dueOn: '2026-01-12', basis: { zh: expect.stringContaining('第十一条') } },
      { duty: 'L1-r1-pay' }, { duty: 'L1-r1-pay' }, { duty: 'L1-r1-pay', postTitle: '应急管理办公室主任' },
    ]);
    expect(told.orders).toMatchObject([{ unit: 'C1', unitName: '东苑社区', about: 'L1-r1-pay', title: { zh: '支付：隐患整治（100万元）' }, status: 'drafted', issuedAt: null }]);
    expect((await get<Told>(finance, 'funds/L1/told?limit=200'))).toMatchObject({ items: told.items.map(({ words }) => ({ words })), orders: [] });
    expect((await get<Told>(plant, 'funds/L1/told?limit=200'))).toMatchObject({ items: [], orders: [] });
    const page = await get<Told>(registrar, 'funds/L1/told?limit=2');
    expect([page.items.length, (await get<Told>(registrar, `funds/L1/told?limit=200&cursor=${page.next}`)).items.length]).toEqual([2, told.items.length - 2]);
    expect(await plant.get(at('funds/L1/candidates/c1'))).toMatchObject({ status: 404, body: { code: 'unknownCandidate' } });
    await post(finance, 'requests/pay', { request: 'r1', voucher: '国库2026-8', on: '2026-01-19' });
    expect([await candidates(registrar), await candidates(registrar, '?status=withdrawn')]).toMatchObject([[], [{ candidate: 'c1', status: 'withdrawn' }]]);
    await until(registrar, `/tasks?cycle=${later}&limit=200`, (answer) => (answer.body['items'] as unknown as Task[]).every(({ act }) => act !== 'issue'));
    expect((await tasks(finance)).filter(({ duty }) => duty.startsWith('L'))).toEqual([]);
  });

  it('is closed with the year, and carried over a year older with the dates it had', async () => {
    const line = await register();
    expect(await registrar.post(`/cycles/${slug}/close`, {})).toMatchObject({ status: 200 });
    await until(registrar, `/cycles/${slug}`, (answer) => answer.body['status'] === 'closed');
    expect(await view(line)).toMatchObject({ status: 'closed', held: 1_000_000_00 });
    // The same money in a year to come: its dates stay, and it is a year older.
    const later = await launchDrill(registrar);
    const carried = { ...registration, carriedFrom: { cycle: slug, line }, receivedOn: '2026-01-05' };
    const elsewhere = await registrar.post(`/cycles/${later}/funds`, { ...carried, amount: 5 });
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'carriedDiffers', facts: { left: 1_000_000_00 } } });
    await advance(registrar, later, '2026-05-25T01:00:00.000Z');
    expect(await registrar.post(`/cycles/${later}/funds`, { ...carried, route: [{ unit: 'P1', from: null }] })).toMatchObject({ status: 422, body: { code: 'routeBeginsElsewhere' } });
    // What is left is listed with the age it would have: to whoever registers, until it is carried over.
    const carryable = async () => (await registrar.get(`/cycles/${later}/money/carryable?limit=200`)).body['items'] as unknown as { line: string; into: string | null }[];
    expect((await carryable()).find((one) => one.line === line)).toMatchObject({ cycle: slug, purpose: registration.purpose, left: 1_000_000_00, carried: 1, isSurplus: false, into: null });
    expect(await finance.get(`/cycles/${later}/money/carryable`)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await registrar.post(`/cycles/${later}/funds`, carried)).toMatchObject({ status: 200 });
    expect((await carryable()).find((one) => one.line === line)?.into).toBe('L1');
    // The same money twice would be money made.
    expect(await registrar.post(`/cycles/${later}/funds`, carried)).toMatchObject({ status: 409, body: { code: 'carriedAlready', facts: { line, into: 'L1' } } });
    expect((await registrar.get(`/cycles/${later}/funds/L1`)).body).toMatchObject({ carried: 1, received: 1_000_000_00, parcels: [{ unit: 'S1', receivedOn: '2026-05-22', due: { dueOn: '2026-02-04' } }] });
    const [event] = await office.source.query<{ body: string }[]>('SELECT body FROM event WHERE stream LIKE ? ORDER BY seq DESC LIMIT 1', [`funds-line/%/${line}`]);
    expect(JSON.parse(event?.body ?? '{}')).toMatchObject({ type: 'lineClosed', left: 1_000_000_00 });
  });

  it('is added up once more by the doctor, who finds what was altered', async () => {
    const examine = async () => (await money.examine({ sql: sqlOf(office.source), note: () => undefined } as unknown as Patient)).map(({ code }) => code);
    expect(await examine()).toEqual([]);
    await office.source.query('UPDATE funds_month SET paid = paid + 1 LIMIT 1');
    await office.source.query("UPDATE funds_line SET late_on = '2020-01-01' LIMIT 1");
    expect(await examine()).toEqual(['monthWrong', 'lineWrong']);
  });
});
