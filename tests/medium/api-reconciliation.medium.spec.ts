import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import writeSheet from 'write-excel-file/node';
import type { Answer, Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

type Cell = string | number | Date | null | { value: string; rowSpan: number };
const sheet = (rows: readonly (readonly Cell[])[]): Promise<Buffer> => writeSheet(rows.map((row) => row.map((value) => (value === null || value === '' ? null
  : value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : typeof value === 'object' ? { ...value, type: String } : { value }))) as never).toBuffer();
const csv = (rows: readonly (readonly (string | number | null)[])[]): Buffer => Buffer.from(`\ufeff${rows.map((row) => row.map((cell) => (/[",]/.test(String(cell)) ? `"${cell}"` : cell ?? '')).join(',')).join('\r\n')}`);

const head = ['序号', '资金渠道', '指标文号', '资金用途', '指标金额（万元）', '到位时间', '用款单位', '下达时限', '备注'];
const entry = { number: '示街财〔2026〕5号', source: '街道安全专项资金' };
const listHead = ['支付凭证编号', '清算日期', '收款人全称', '实付金额(元)', '预算单位名称', '指标文号', '摘要'];

describe('the finance office’s books', () => {
  let office: ApiOffice;
  let slug: string;
  let registrar: Person;
  let finance: Person;
  let park: Person;
  let plant: Person;
  beforeAll(async () => {
    office = await openApiOffice();
    registrar = await office.signIn('S1-safetyOffice');
    [finance, park, plant] = await Promise.all(['C1-secretary', 'P1-deskOfficer', 'E1-safetyOfficer'].map((login) => office.signIn(login))) as [Person, Person, Person];
    slug = await launchDrill(registrar);
    await advance(registrar, slug, '2026-03-16T01:00:00.000Z');
  });
  afterAll(async () => { await office.close(); });

  const base = (): string => `/cycles/${slug}/money`;
  const check = (file: Buffer, person = registrar): Promise<Answer> => person.upload(`${base()}/ledger/check`, file);
  const bring = (file: Buffer, key: string = randomUUID(), more = ''): Promise<Answer> => registrar.upload(`${base()}/ledger/import${more}`, file, 'application/octet-stream', key);
  const registered = async (answer: Answer): Promise<Answer> => {
    expect(answer).toMatchObject({ status: 200 });
    return until(registrar, `${base()}/ledger/imports/${String(answer.body['import'])}`, ({ body }) => body.state === 'done');
  };
  const faultsIn = ({ body }: Answer) => (body['faults'] as { row: number; column: string; code: string }[]).map(({ row, column, code }) => [row, column, code]);
  const lines = async (): Promise<{ line: string; purpose: string; received: number }[]> => ((await registrar.get(`/cycles/${slug}/funds?limit=200`)).body as unknown as { items: { line: string; purpose: string; received: number }[] }).items;
  const treasury = (file: Buffer, person = finance): Promise<Answer> => person.upload(`${base()}/treasury`, file);
  interface Entry { entry: string; state: string; voucher: string; differs: string[]; proposals: { command: string | null; line: string; request: string | null; parcel: string; agrees: string[] }[]; setAside: { reason: string } | null; record: { line: string } | null }
  const entries = async (query = '', person = finance): Promise<Entry[]> => ((await person.get(`${base()}/reconciliation?limit=200${query}`)).body as unknown as { items: Entry[] }).items;
  const counts = async (): Promise<Record<string, { n: number; amount: number }>> => (await finance.get(`${base()}/reconciliation`)).body['counts'] as never;
  const states = async () => Object.fromEntries(Object.entries(await counts()).map(([state, { n }]) => [state, n]));
  const act = async (person: Person, line: string, path: string, body: object): Promise<void> => { expect(await person.post(`/cycles/${slug}/funds/${line}/${path}`, body)).toMatchObject({ status: 200 }); };

  const ledger = (): Cell[][] => [
    ['示例街道2026年安全资金台账'],
    ['单位：万元'],
    head,
    [1, entry.source, { value: entry.number, rowSpan: 2 }, '隐患整治', 28.800000000000001, new Date('2026-03-05T00:00:00Z'), '示例机械厂', '收到后30日内下达', null],
    [2, '街道安全', null, '消防改造', 0.1 + 0.2, '3月5日', '北苑产业园示例食品厂', null, null],
    [null, '小 计', null, null, 29.1, null, null, null, null],
    [3, 'budget', '示街财〔2026〕6号', '培训', '１,２３４.５６', '2026.3.6', 'P1', null, '补登'],
    [null, '合计', null, null, '1263.66', null, null, null, null],
    ['填表人：张三', null, null, null, null, null, null, null, null],
  ];

  it('take a ledger as finance keeps it: looked at first, registered whole, each line by its route with its dates', async () => {
    const file = await sheet(ledger());
    const looked = await check(file);
    expect(looked).toMatchObject({ status: 200, body: { isPossible: true, faults: [], rows: 3, new: 3, unchanged: 0, totals: 2, amount: 1_263_660_000, sources: [{ n: 3, amount: 1_263_660_000, name: { zh: '街道安全专项资金' } }], ignored: [{ column: 'A' }, { column: 'I', heading: '备注' }] } });
    expect(looked.body['lines']).toMatchObject([
      { row: 4, documentNumber: entry.number, source: 'budget', amount: 28_800_000, receivedOn: '2026-03-05', route: ['示例街道', '北苑产业园', '示例机械厂'], terms: ['收到后30日内下达'] },
      { row: 5, documentNumber: entry.number, amount: 300_000, receivedOn: '2026-03-05', route: ['示例街道', '北苑产业园', '示例食品厂'] }, { row: 7, amount: 1_234_560_000, receivedOn: '2026-03-06', route: ['示例街道', '北苑产业园'] },
    ]);
    expect(await lines()).toEqual([]);
    const key = randomUUID();
    expect(await bring(file, randomUUID(), `?preview=${'0'.repeat(64)}`)).toMatchObject({ status: 409, body: { code: 'previewStale' } });
    const done = await registered(await bring(file, key, `?preview=${String(looked.body['hash'])}`));
    expect(done.body).toMatchObject({ new: 3, unchanged: 0, done: 3, of: 3, failed: [] });
    expect((await lines()).map(({ line, received }) => [line, received]).sort()).toEqual([['L1', 28_800_000], ['L2', 300_000], ['L3', 1_234_560_000]]);
    expect((await registrar.get(`/cycles/${slug}/funds/L1`)).body).toMatchObject({
      document: { number: entry.number }, purpose: '隐患整治', route: [{ unit: 'S1' }, { unit: 'P1' }, { unit: 'E1' }], parcels: [{ unit: 'S1', receivedOn: '2026-03-05', due: { dueOn: '2026-04-04', basis: { zh: `${entry.number}：收到后30日内下达` } } }],
    });
    // As an act of whoever brought it, by the post that may.
    const [event] = await office.source.query<{ type: string; account: string; posts: string }[]>("SELECT type, account, posts FROM event WHERE stream LIKE 'funds-line/%/L1' ORDER BY seq");
    expect(event).toMatchObject({ type: 'lineRegistered', account: 'S1-safetyOffice', posts: expect.stringContaining('S1/safetyOffice') });

    // The same request is the same import; the same rows again change nothing, in another order and another wording too.
    expect((await bring(file, key, `?preview=${String(looked.body['hash'])}`)).body['import']).toBe(done.body['import']);
    expect(await bring(await sheet([head]), key)).toMatchObject({ status: 422, body: { code: 'keyReused' } });
    expect((await registered(await bring(file))).body).toMatchObject({ new: 0, unchanged: 3, of: 0 });
    const again = csv([['使用单位代码', '金额（元）', '文号', '到账日期', '项目名称', '资金来源'], ['E1', '288,000.00', entry.number, '20260305', '隐患整治', 'budget']]);
    expect((await check(again)).body).toMatchObject({ new: 0, unchanged: 1, isPossible: true, alike: [] });
    const other = csv([['使用单位代码', '金额（元）', '文号', '到账日期', '项目名称', '资金来源'], ['E1', '288,000.00', '示街财[2026]5号', '20260305', '隐患整治', 'budget'], ['E1', '288,000.01', '示街财（2026）5号', '20260305', '隐患整治', 'budget']]);
    expect((await check(other)).body).toMatchObject({ new: 1, unchanged: 1, alike: [{ row: 3, line: 'L1', was: 28_800_000 }] });
    expect((await lines()).length).toBe(3);
    // The next by hand goes on from there, without a gap.
    await registrar.post(`/cycles/${slug}/funds`, { document: { number: '示街财〔2026〕7号', title: '通知' }, source: 'budget', kind: 'cash', payee: 'contractor', purpose: '=手工登记', amount: 5_000_00, receivedOn: '2026-03-06', route: [{ unit: 'S1', from: null }, { unit: 'P1', from: 'S1' }, { unit: 'E1', from: 'P1' }, { unit: 'E2', from: 'P1' }] });
    expect((await lines()).map(({ line }) => line)).toContain('L4');
  });

  it('name each fault by its cell, and change nothing', async () => {
    const before = await office.source.query<object[]>('SELECT id FROM money_import');
    const wrong = (row: Cell[]): Cell[] => [9, entry.source, '示街财〔2026〕9号', '甲', 1, '2026-03-05', 'E1', null, null].map((cell, at) => (row[at] === undefined ? cell : row[at] as Cell));
    const at = (index: number, value: Cell): Cell[] => wrong(Object.assign([], { [index]: value }) as Cell[]);
    const rows = [at(6, '南山村'), at(4, '-3'), at(4, '0.0000001'), at(5, '2026.2.30'), at(5, '2026-12-01'), at(1, '市级'), at(7, '尽快'), at(4, null), at(2, null), at(4, '约3')];
    const answer = await check(await sheet([head, ...rows]));
    expect(faultsIn(answer)).toEqual([
      [2, 'G', 'unitUnknown'], [3, 'E', 'amountNegative'], [4, 'E', 'amountFraction'], [5, 'F', 'dayUnclear'], [6, 'F', 'dayAhead'], [7, 'B', 'sourceUnknown'], [8, 'H', 'termUnclear'], [9, 'E', 'missing'], [10, 'C', 'missing'], [11, 'E', 'amountInvalid'],
    ]);
    expect(await bring(await sheet([head, wrong([]), ...rows]))).toMatchObject({ status: 422, body: { code: 'importFaults', facts: { faults: 10, row: 3, column: 'G' }, errors: expect.arrayContaining([{ pointer: '/3/G', detail: expect.stringContaining('没有单位“南山村”') }]) } });
    // One unknown unit among thousands, exactly.
    const many = Array.from({ length: 5_000 }, (_, n) => [n, entry.source, `某〔2026〕${n}号`, '大批', '1.5', '2026-03-05', n === 4_810 ? '通明村' : 'E1', '', '']);
    expect(await bring(csv([head, ...many]))).toMatchObject({ status: 422, body: { code: 'importFaults', facts: { faults: 1, row: 4_812, column: 'G' } } });
    expect(faultsIn(await check(await sheet([head.map((one) => (one === '指标金额（万元）' ? '指标金额' : one)), wrong([])])))).toEqual([[2, 'E', 'amountUnitMissing']]);
    expect(faultsIn(await check(await sheet([head, wrong([]), wrong([])])))).toEqual([[3, 'C', 'allocationTwice']]);
    expect(faultsIn(await check(await sheet([head, wrong([]), [null, '合计', null, null, 2, null, null, null, null]])))).toEqual([[3, 'E', 'totalDiffers']]);
    expect(faultsIn(await check(csv([['文号', '金额（元）']])))).toEqual([[1, '—', 'columnMissing'], [1, '—', 'columnMissing'], [1, '—', 'columnMissing'], [1, '—', 'columnMissing']]);
    expect(await check(Buffer.from('4d5a90000300000004000000ffff', 'hex'))).toMatchObject({ status: 415, body: { code: 'tableType' } });
    expect(await check(Buffer.from('PK\u0003\u0004 no sheet at all'))).toMatchObject({ status: 422, body: { code: 'tableBroken' } });
    expect(await check(csv(Array.from({ length: 100_000 }, () => ['1', 'E1'])))).toMatchObject({ status: 413, body: { code: 'tableTooLarge' } });
    expect(await check(Buffer.alloc(10 * 1024 * 1024 + 1, 'a'))).toMatchObject({ status: 413 });
    for (const login of ['C1-secretary', 'P1-deskOfficer']) expect(await check(await sheet(ledger()), await office.signIn(login))).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await office.source.query('SELECT id FROM money_import')).toEqual(before);
    expect((await lines()).length).toBe(4);
  });

  it('begin with the treasury’s list: what it has paid is found at the request it pays, and one confirmation makes it the record', async () => {
    const [on, payee] = ['2026-03-16', '某建筑（集团）公司'];
    await act(registrar, 'L1', 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 28_800_000 }], on });
    await act(park, 'L1', 'receive', { hop: 'h1', on });
    await act(park, 'L1', 'pass-on', { parcel: 'p2', parts: [{ to: 'E1', amount: 28_800_000 }], on });
    await act(plant, 'L1', 'receive', { hop: 'h2', on });
    for (const amount of [10_000_00, 20_000_00, 20_000_00, 30_000_00]) await act(plant, 'L1', 'requests/file', { parcel: 'p3', amount, payee: amount === 30_000_00 ? '某监理公司' : payee, on });
    for (const request of ['r1', 'r2', 'r4']) await act(finance, 'L1', 'requests/accept', { request, on });
    await act(finance, 'L1', 'requests/pay', { request: 'r4', voucher: '国库2026-9', on });

    const list = [listHead, ['国库2026-1', on, '某建筑(集团)公司', '10,000.00', '示例机械厂', entry.number, '工程款'], ['国库2026-2', on, payee, 20_000, '市直某单位', null, null], ['国库2026-3', '2026.3.16', '某某', 77.77, null, null, null], ['合计', null, null, 30_077.77, null, null, null]];
    expect(await treasury(await sheet(list), plant)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await treasury(await sheet(list))).toMatchObject({ status: 200, body: { rows: 3, new: 3, changed: 0, unchanged: 0, amount: 30_077_77 } });
    expect(await treasury(await sheet(list))).toMatchObject({ body: { new: 0, changed: 0, unchanged: 3 } });
    expect(await states()).toEqual({ matched: 0, missingInRecord: 3, missingAtTreasury: 1, differing: 0, setAside: 0 });

    const open = await entries('&state=missingInRecord');
    expect(open.map(({ voucher, proposals }) => [voucher, proposals.map(({ command, line, request, agrees }) => [command, line, request, agrees])])).toEqual([
      ['国库2026-1', [['payRequest', 'L1', 'r1', ['amount', 'payee', 'unit', 'document']]]],
      // Two requests of that amount to that payee; only the accepted one can be paid.
      ['国库2026-2', [['payRequest', 'L1', 'r2', ['amount', 'payee']]]],
      ['国库2026-3', []],
    ]);
    expect(open.map(({ entry: id }) => id)).toEqual(['t1', 't2', 't3']);
    // Who may, is as for the act itself.
    expect(await plant.post(`${base()}/reconciliation/t1/confirm`, { line: 'L1', request: 'r1' })).toMatchObject({ status: 403, body: { code: 'notAllowed', facts: { unit: 'C1' } } });
    expect(await finance.post(`${base()}/reconciliation/t99/confirm`, { line: 'L1', request: 'r1' })).toMatchObject({ status: 404, body: { code: 'unknownEntry' } });
    const key = randomUUID();
    const first = await finance.post(`${base()}/reconciliation/t1/confirm`, { line: 'L1', request: 'r1' }, key);
    expect(first).toMatchObject({ status: 200, body: { state: 'recorded', events: ['moneyPaid'] } });
    expect((await finance.post(`${base()}/reconciliation/t1/confirm`, { line: 'L1', request: 'r1' }, key)).body).toEqual(first.body);
    expect(await finance.post(`${base()}/reconciliation/t1/confirm`, { line: 'L1', request: 'r2' })).toMatchObject({ status: 409, body: { code: 'voucherUsed' } });
    expect((await registrar.get(`/cycles/${slug}/funds/L1`)).body).toMatchObject({ payments: [{ voucher: '国库2026-9' }, { request: 'r1', voucher: '国库2026-1', on, amount: 10_000_00 }] });
    expect(await states()).toEqual({ matched: 1, missingInRecord: 2, missingAtTreasury: 1, differing: 0, setAside: 0 });
  });

  it('show what differs, until it is put right or set aside with a reason; a new difference shows again', async () => {
    const list = (amount: number, payee: string): Cell[][] => [listHead, ['国库2026-9', '2026-03-16', payee, amount, '示例机械厂', null, null]];
    expect(await treasury(await sheet(list(29_999.99, '某监理公司')))).toMatchObject({ body: { new: 1 } });
    expect(await entries('&state=differing')).toMatchObject([{ voucher: '国库2026-9', differs: ['amount'], record: { line: 'L1' } }]);
    const [{ entry: id = '' } = {}] = await entries('&state=differing');
    expect(await plant.post(`${base()}/reconciliation/${id}/set-aside`, { reason: '银行扣了手续费' })).toMatchObject({ status: 403 });
    expect(await finance.post(`${base()}/reconciliation/t1/set-aside`, { reason: '无' })).toMatchObject({ status: 409, body: { code: 'nothingDiffers' } });
    expect(await finance.post(`${base()}/reconciliation/${id}/set-aside`, { reason: '银行扣了手续费' })).toMatchObject({ status: 200, body: { state: 'setAside' } });
    expect(await entries('&state=setAside')).toMatchObject([{ voucher: '国库2026-9', setAside: { reason: '银行扣了手续费', by: expect.stringContaining('社区书记') } }]);
    expect(await states()).toMatchObject({ differing: 0, setAside: 1 });
    expect(await treasury(await sheet(list(30_000, '某监理公司')))).toMatchObject({ body: { new: 0, changed: 1 } });
    expect(await states()).toMatchObject({ matched: 2, differing: 0, setAside: 0 });
    await treasury(await sheet(list(30_000, '另一公司')));
    expect((await entries('', plant)).map(({ voucher, state }) => [voucher, state])).toEqual(expect.arrayContaining([['国库2026-1', 'matched'], ['国库2026-9', 'differing']]));
    // A unit sees what is its own: the treasury’s other payments are not.
    expect((await entries('', plant)).map(({ voucher }) => voucher)).not.toContain('国库2026-3');
    expect((await (await office.signIn('E2-safetyOfficer')).get(`${base()}/reconciliation`)).body).toMatchObject({ items: [], listed: null, counts: { matched: { n: 0, amount: 0 } } });
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const { items, next } = (await finance.get(`${base()}/reconciliation?limit=1${cursor}`)).body as unknown as { items: Entry[]; next: string | null };
      paged.push(...items.map(({ voucher }) => voucher));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(paged.length).toBe(new Set(paged).size);
    expect(paged.length).toBe((await entries()).length);
  });

  it('let cash be recorded from the list by whoever keeps it', async () => {
    const on = '2026-03-16';
    await act(registrar, 'L4', 'pass-on', { parcel: 'p1', parts: [{ to: 'P1', amount: 5_000_00 }], on });
    await act(park, 'L4', 'receive', { hop: 'h1', on });
    await treasury(await sheet([listHead, ['现金2026-1', on, '某农机公司', 1_200.5, '北苑产业园', null, null]]));
    const [found] = (await entries('&state=missingInRecord', park)).filter(({ voucher }) => voucher === '现金2026-1');
    expect(found?.proposals).toMatchObject([{ command: 'recordPayment', line: 'L4', parcel: 'p2', agrees: ['unit'] }]);
    expect(await finance.post(`${base()}/reconciliation/${found?.entry}/confirm`, { line: 'L4', parcel: 'p2' })).toMatchObject({ status: 403 });
    expect(await park.post(`${base()}/reconciliation/${found?.entry}/confirm`, { line: 'L4', parcel: 'p2' })).toMatchObject({ status: 200 });
    expect((await registrar.get(`/cycles/${slug}/funds/L4`)).body).toMatchObject({ paid: 1_200_50, payments: [{ voucher: '现金2026-1', payee: '某农机公司', amount: 1_200_50 }] });
  });

  it('let finance enter in one step what the treasury paid though nobody had asked on record: marked so, and the days before held against nobody', async () => {
    const payee = '某检测公司';
    await act(plant, 'L1', 'requests/file', { parcel: 'p3', amount: 15_000_00, payee, on: '2026-03-16' });
    await advance(registrar, slug, '2026-03-23T01:00:00.000Z');
    await treasury(await sheet([listHead, ['国库2026-4', '2026-03-20', '某设计院', 5_000, '示例机械厂', entry.number, '设计费'], ['国库2026-5', '2026-03-20', payee, 15_000, '示例机械厂', null, null]]));
    const found = async (voucher: string) => (await entries()).find((one) => one.voucher === voucher);
    const [asked, unasked] = [await found('国库2026-5'), await found('国库2026-4')];
    // Asked for on record and not accepted yet: that request is waited for, and no other money offered.
    expect(asked?.proposals).toMatchObject([{ command: null, line: 'L1', request: 'r5', agrees: ['amount', 'payee', 'unit'] }]);
    expect(unasked?.proposals).toMatchObject([{ command: 'catchUpPayment', line: 'L1', request: null, parcel: 'p3', agrees: ['unit', 'document'] }]);
    const at = `${base()}/reconciliation/${unasked?.entry}/catch-up`;
    for (const person of [plant, registrar]) expect(await person.post(at, { line: 'L1', parcel: 'p3' })).toMatchObject({ status: 403, body: { code: 'notAllowed', facts: { unit: 'C1' } } });
    expect(await finance.post(`${base()}/reconciliation/t99/catch-up`, { line: 'L1', parcel: 'p3' })).toMatchObject({ status: 404, body: { code: 'unknownEntry' } });
    expect(await finance.post(at, { line: 'L4', parcel: 'p2' })).toMatchObject({ status: 422, body: { code: 'cashIsNotTreasurys' } });
    const before = await states();
    const key = randomUUID();
    const first = await finance.post(at, { line: 'L1', parcel: 'p3' }, key);
    expect(first).toMatchObject({ status: 200, body: { state: 'recorded', events: ['moneyPaid'] } });
    expect((await finance.post(at, { line: 'L1', parcel: 'p3' }, key)).body).toEqual(first.body);
    expect(await finance.post(at, { line: 'L1', parcel: 'p3' })).toMatchObject({ status: 409, body: { code: 'voucherUsed' } });
    const { body } = await registrar.get(`/cycles/${slug}/funds/L1`);
    expect(body).toMatchObject({ payments: expect.arrayContaining([{ id: 'v3', parcel: 'p3', request: null, amount: 5_000_00, payee: '某设计院', payees: 1, voucher: '国库2026-4', on: '2026-03-20', caughtUpOn: '2026-03-23' }]) });
    expect((body['holdings'] as unknown as { phase: string; unit: string; days: number; daysOver: number; due: null }[]).filter(({ phase }) => phase === 'unrecorded')).toMatchObject([{ unit: 'E1', days: 4, daysOver: 0, due: null }]);
    expect(await states()).toEqual({ ...before, matched: (before['matched'] ?? 0) + 1, missingInRecord: (before['missingInRecord'] ?? 0) - 1 });
    expect(await found('国库2026-4')).toMatchObject({ state: 'matched', record: { documentNumber: entry.number, purpose: '隐患整治', isCaughtUp: true } });
  });

  it('come out as files that open as they should and, brought back, change nothing', async () => {
    const taken = async (of: string, as = 'xlsx', person = registrar): Promise<Buffer> => {
      const answer = await person.download(`${base()}/export?of=${of}&as=${as}`);
      expect({ of, as, status: answer.status }).toEqual({ of, as, status: 200 });
      return answer.content;
    };
    for (const as of ['xlsx', 'csv'] as const) {
      const file = await taken('ledger', as);
      expect((await check(file)).body).toMatchObject({ isPossible: true, new: 0, unchanged: 4 });
      expect((await registered(await bring(file))).body).toMatchObject({ new: 0, unchanged: 4 });
    }
    // A template has the headings that are recognised, all of them needed or taken.
    for (const as of ['xlsx', 'csv'] as const) expect((await check(await taken('ledgerTemplate', as))).body).toMatchObject({ isPossible: true, rows: 0, faults: [], ignored: [] });
    expect(await treasury(await taken('treasuryTemplate', 'xlsx', finance))).toMatchObject({ status: 200, body: { rows: 0, ignored: [] } });
    const rows = await readSheet(await taken('ledger'));
    expect(rows[0]?.slice(0, 9)).toEqual(['资金编号', '资金来源', '文件文号', '文件名称', '项目/用途', '金额（万元）', '金额（元）', '到账日期', '使用单位代码']);
    expect(rows[1]?.slice(0, 9)).toEqual(['L1', '街道安全专项资金', entry.number, entry.number, '隐患整治', 28.8, 288_000, new Date('2026-03-05T00:00:00.000Z'), 'E1']);
    const text = (await taken('ledger', 'csv')).toString('utf8');
    expect(text.startsWith('\ufeff资金编号,')).toBe(true);
    const cells = parse(text, { bom: true });
    expect(cells[4]?.slice(4, 8)).toEqual(["'=手工登记", '0.50', '5000.00', '2026-03-06']);
    expect(cells[2]?.slice(5, 7)).toEqual(['0.30', '3000.00']);
    expect((await readSheet(await taken('payments', 'xlsx', finance))).slice(1).map((row) => [row[0], row[4]])).toEqual(expect.arrayContaining([['国库2026-1', 10_000], ['现金2026-1', 1_200.5]]));
    expect((await readSheet(await taken('reconciliation', 'xlsx', finance))).slice(1).map((row) => [row[0], row[1]])).toEqual(expect.arrayContaining([['相符', '国库2026-1'], ['系统无', '国库2026-3']]));
    expect((await readSheet(await taken('overdue')))[0]?.slice(-3)).toEqual(['起算日期', '到期日', '逾期天数']);
    expect((await readSheet(await taken('payments', 'xlsx', await office.signIn('E2-safetyOfficer')))).length).toBe(1);
  });

  it('register a ledger line by line whatever becomes of the worker', async () => {
    const { workflowBundle } = await import('../support/workflow-bundles.ts');
    const rows = Array.from({ length: 60 }, (_, n) => ['budget', `某〔2026〕${n}号`, '批量', '1.5', '2026-03-05', 'E1']);
    const answer = await bring(csv([['来源', '文号', '用途', '金额（元）', '到账日期', '使用单位'], ...rows]));
    expect(answer.body).toMatchObject({ state: 'registering', of: 60 });
    // Registered by hand meanwhile: another number, and nobody's twice.
    const byHand = registrar.insist(`/cycles/${slug}/funds`, { document: { number: '手工〔2026〕1号', title: '通知' }, source: 'budget', kind: 'budget', payee: 'contractor', purpose: '手工', amount: 100, receivedOn: '2026-03-06', route: [{ unit: 'S1', from: null }] });
    await office.release(await workflowBundle());
    expect((await byHand).status).toBe(200);
    expect((await registered(answer)).body).toMatchObject({ done: 60, failed: [] });
    const numbers = (await office.source.query<{ line: string }[]>('SELECT line FROM funds_line')).map(({ line }) => Number(line.slice(1))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 65 }, (_, n) => n + 1));
  }, 90_000);
});
