import { describe, expect, test } from '@jest/globals';
import type { FundsCommand } from '#libs/domain/funds/funds-line';
import { fundsLineDecider } from '#libs/domain/funds/funds-line';
import { holdingsOf } from '#libs/domain/funds/holdings';
import { sumsOf } from '#libs/domain/funds/line';
import type { FundsLine, LineStart } from '#libs/domain/funds/line';
import { give, startOf } from '#libs/domain/testing/money';
import { instantAt } from '#libs/domain/time/instant';
import { axisOf, branchesOf, placeOf, verdictOf } from './route.ts';
import type { HeldRow, LineView, RouteRow } from './route.ts';

const amount = 96_000_000;
const says = (zh: string) => ({ zh, en: zh });

/** A line after some acts, as the API gives it. */
function after(until: string, acts: readonly [day: string, command: FundsCommand][], start: Partial<LineStart> = {}): LineView {
  let line: FundsLine = give(fundsLineDecider.initial, { name: 'registerLine', input: startOf({ arrivals: [{ unit: 'R', amount, on: '2026-01-10' }], ...start }) }, instantAt('2026-01-10', '09:00')).after;
  for (const [day, command] of acts) {
    const act = give(line, command, instantAt(day, '10:00'));
    expect({ day, command, why: act.rejection }).toEqual({ day, command, why: null });
    line = act.after;
  }
  const { about, route, parcels, hops, requests, payments, leavings } = line;
  return {
    ...about, ...sumsOf(line), route: Object.values(route), parcels: Object.values(parcels), hops: Object.values(hops), requests: Object.values(requests), payments: Object.values(payments), leavings,
    holdings: holdingsOf(line, until).map((one) => ({ ...one, unitName: one.unit })), may: [],
  } as unknown as LineView;
}

const pass = (to: string, on: string, parcel: string, part = amount): FundsCommand => ({ name: 'passOn', input: { parcel, parts: [{ to, amount: part }], on, document: null } });
const receive = (hop: string, on: string): FundsCommand => ({ name: 'recordReceipt', input: { hop, on } });
const on = (day: string, command: FundsCommand): [string, FundsCommand] => [day, command];
const down: [string, FundsCommand][] = [on('2026-01-21', pass('A', '2026-01-21', 'p1')), on('2026-01-21', receive('h1', '2026-01-21')), on('2026-02-12', pass('A1', '2026-02-12', 'p2')), on('2026-02-12', receive('h2', '2026-02-12'))];
const request = { request: 'r1' };
const asked: [string, FundsCommand][] = [
  on('2026-04-02', { name: 'fileRequest', input: { parcel: 'p3', amount, payee: '施工单位', ofRetention: false, on: '2026-04-02' } }), on('2026-04-09', { name: 'returnRequest', input: { ...request, defects: ['缺合同'], on: '2026-04-09' } }),
  on('2026-04-13', { name: 'refileRequest', input: { ...request, note: '', on: '2026-04-13' } }), on('2026-04-14', { name: 'acceptRequest', input: { ...request, on: '2026-04-14' } }),
];
const paid = on('2026-05-22', { name: 'payRequest', input: { ...request, voucher: '2026-0522-118', payees: 1, on: '2026-05-22' } });
const payWithin = { within: { days: 17, counted: 'natural' as const }, basis: says('专项设置') };
const brief = (row: RouteRow) => ('spans' in row ? [row.what, row.name, row.depth, row.days, row.daysOver, row.limit] : [row.what, row.name, row.depth, row.on]);
const held = (rows: readonly RouteRow[], what: HeldRow['what']): HeldRow => rows.find((row): row is HeldRow => row.what === what) as HeldRow;
const rowsOf = (view: LineView, today: string): RouteRow[] => branchesOf(view, today).flatMap(({ rows }) => rows);

describe('a route as it flowed', () => {
  test('has a row for whoever had the money, in the order in which it came down, and the payee at its end', () => {
    const view = after('2026-06-01', [...down, ...asked, paid], { payWithin });
    expect(rowsOf(view, '2026-06-01').map(brief)).toEqual([
      ['held', 'R', 0, 11, 0, 30], ['held', 'A', 1, 22, 0, 160],
      // Forty-nine days before it asked, and four in correction: the village's, whose date was 19 March; the days between are finance's.
      ['held', 'A1', 2, 53, 18, 35],
      // Seven and one of examination, then 38 from the acceptance, 17 of which its own date allows. Examination by the village's date.
      ['finance', 'finance', 2, 46, 21 + 7 + 1, 17], ['paid', '施工单位', 3, '2026-05-22'],
    ]);
  });

  test('shows red only the holder’s own days after its date', () => {
    const finance = held(rowsOf(after('2026-06-01', [...down, ...asked, paid], { payWithin, route: startOf().route.map((place) => ({ ...place, rules: [] })) }), '2026-06-01'), 'finance');
    expect([finance.daysOver, finance.spans, finance.over]).toEqual([21, [{ from: '2026-04-02', to: '2026-04-09' }, { from: '2026-04-13', to: '2026-05-22' }], [{ from: '2026-05-01', to: '2026-05-22' }]]);
  });

  test('lays what was paid without a request on record at nobody’s door, and leaves the rest where it is', () => {
    const entered = on('2026-05-25', { name: 'catchUpPayment', input: { parcel: 'p3', amount: amount / 2, payee: '施工单位', voucher: '2026-0522-118', payees: 1, on: '2026-05-22' } });
    const view = after('2026-06-01', [...down, entered]);
    expect(rowsOf(view, '2026-06-01').slice(2).map(brief)).toEqual([['held', 'A1', 2, 109, 74, 35], ['unrecorded', 'A1', 2, 99, 0, null], ['paid', '施工单位', 3, '2026-05-22']]);
    expect(verdictOf(view, '2026-06-01')).toMatchObject({ unrecorded: amount / 2, at: { name: 'A1', days: 109, daysOver: 74, amount: amount / 2 } });
    const whole = after('2026-06-01', [...down, on('2026-05-25', { ...entered[1], input: { ...entered[1].input, amount } } as FundsCommand)]);
    expect(verdictOf(whole, '2026-06-01')).toMatchObject({ isPaid: true, unrecorded: amount, at: { name: 'A', daysOver: 0 } });
  });

  test('is split where the money was: each way below the district is a branch of its own', () => {
    const view = after('2026-03-20', [
      on('2026-01-21', { name: 'passOn', input: { parcel: 'p1', parts: [{ to: 'A', amount: 60 }, { to: 'B', amount: 30 }], on: '2026-01-21', document: null } }),
      on('2026-01-22', receive('h1', '2026-01-22')), on('2026-01-30', receive('h2', '2026-01-30')), on('2026-03-01', pass('B1', '2026-03-01', 'p3', 10)),
    ]);
    const branches = branchesOf(view, '2026-03-20');
    expect(branches.map(({ head, rows }) => [head?.name ?? null, rows.length])).toEqual([[null, 1], ['A', 1], ['B', 1]]);
    const [root, , b] = branches.map(({ rows }) => rows[0] as HeldRow);
    // What was in flight until the 30th was the district's; the rest is there still, and over since 9 February.
    expect([root?.spans, root?.flight, root?.daysOver]).toEqual([[{ from: '2026-01-10', to: '2026-03-20' }], [{ from: '2026-01-21', to: '2026-01-30' }], 39]);
    // Sixty-nine days is what the last of it was there, not the sum over its parts.
    expect([root?.days, root?.came, b?.came?.receivedOn]).toEqual([69, null, '2026-01-30']);
    expect([b?.due, b?.limit, b?.flight]).toEqual([null, null, [{ from: '2026-03-01', to: '2026-03-20' }]]);
  });

  test('keeps a retention apart, with its own date', () => {
    const keep: FundsCommand = { name: 'setRetention', input: { parcel: 'p3', amount: 2_880_000, dueOn: '2027-05-22', basis: '合同', on: '2026-02-12' } };
    const rows = rowsOf(after('2026-06-01', [...down, on('2026-02-12', keep)]), '2026-06-01');
    expect([held(rows, 'kept').amount, held(rows, 'kept').due?.dueOn, held(rows, 'kept').daysOver]).toEqual([2_880_000, '2027-05-22', 0]);
    expect(axisOf(rows).to < '2026-08-01').toBe(true);
  });
});

describe('the verdict', () => {
  test('lays the days over at the door of whoever had them, and names those whose they are not', () => {
    const bare = startOf().route.map((place) => ({ ...place, rules: [] }));
    const view = after('2026-06-01', [...down, ...asked, paid], { payWithin, route: bare });
    expect(verdictOf(view, '2026-06-01')).toEqual({ days: 132, isPaid: true, paid: amount, left: 0, at: { name: 'finance', days: 46, daysOver: 21, isOpen: false, amount }, others: ['A', 'A1'], hasDates: true, unrecorded: 0 });
  });

  test('does not clear a unit on the way that was over its own date too', () => {
    expect(verdictOf(after('2026-06-01', [...down, ...asked, paid], { payWithin }), '2026-06-01')).toMatchObject({ at: { name: 'finance', daysOver: 29 }, others: ['A'] });
  });

  test('of money that is stuck above counts no day against whoever waits below', () => {
    const view = after('2026-03-20', []);
    expect(verdictOf(view, '2026-03-20')).toMatchObject({ days: 69, isPaid: false, left: amount, at: { name: 'R', daysOver: 39, isOpen: true }, others: ['A', 'B', 'A1', 'A2', 'B1'] });
  });

  test('where nothing names a date says so, and blames nobody', () => {
    const view = after('2026-03-20', [], { route: startOf().route.map((place) => ({ ...place, rules: [] })) });
    expect(verdictOf(view, '2026-03-20')).toMatchObject({ hasDates: false, others: [], at: { daysOver: 0, days: 69 } });
  });
});

describe('the axis', () => {
  test('has every bar on it, and the first of each month', () => {
    const rows = rowsOf(after('2026-06-01', [...down, ...asked, paid], { payWithin }), '2026-06-01');
    const axis = axisOf(rows);
    expect(axis.months).toEqual(['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01']);
    for (const row of rows) if ('spans' in row) for (const { from, to } of row.spans) expect(placeOf(from, axis)).toBeLessThan(placeOf(to, axis));
    expect([placeOf(axis.from, axis), placeOf(axis.to, axis)]).toEqual([0, 100]);
  });
});
