import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { give, startOf } from '../testing/money.ts';
import type { MoneyAct } from '../testing/money.ts';
import { instantAt } from '../time/instant.ts';
import type { FundsCommand } from './funds-line.ts';
import { fundsLineDecider } from './funds-line.ts';
import { holdingsOf } from './holdings.ts';
import type { FundsLine, LineStart } from './line.ts';

/** A line after some acts, each on its day; the last one's refusal, if it was refused. */
function after(start: Partial<LineStart>, acts: readonly [day: string, command: FundsCommand][]): { line: FundsLine; refused: string | undefined } {
  const opening: [string, FundsCommand] = ['2026-01-10', { name: 'registerLine', input: startOf(start) }];
  let last: MoneyAct | undefined;
  for (const [day, command] of [opening, ...acts]) last = give(last?.after ?? fundsLineDecider.initial, command, instantAt(day, '10:00'));
  return { line: last?.after as FundsLine, refused: last?.rejection?.rejected };
}
const amount = 10_000_00;
const pass = (to: string, on: string, parcel = 'p1', part = amount): FundsCommand => ({ name: 'passOn', input: { parcel, parts: [{ to, amount: part }], on, document: null } });
const receive = (hop: string, on: string): FundsCommand => ({ name: 'recordReceipt', input: { hop, on } });
const file = (on: string, more: object = {}): FundsCommand => ({ name: 'fileRequest', input: { parcel: 'p3', amount, payee: 'builder', ofRetention: false, on, ...more } });
const request = { request: 'r1' };
/** Down to the village in one day, as the rules of the test's route have it. */
const down = (village: string, town: string, on: string): [string, FundsCommand][] => [[on, pass(town, on)], [on, receive('h1', on)], [on, pass(village, on, 'p2')], [on, receive('h2', on)]];
const days = (line: FundsLine, until: string) => holdingsOf(line, until).map(({ unit, phase, days: there, daysOver }) => [unit, phase, there, daysOver]);

describe('the date of money', () => {
  test('a day that the document names says nothing of money that came after it: the next that speaks does, or nothing', () => {
    const { line } = after({}, down('A2', 'A', '2026-07-06'));
    // A's document names 30 June; after it, 15 working days. A2's names 1 May, and nothing else speaks.
    expect([line.parcels['p2']?.due?.dueOn, line.parcels['p3']?.due]).toEqual(['2026-07-27', null]);
    expect(days(line, '2026-12-01').at(-1)).toEqual(['A2', 'holding', 148, 0]);
  });

  test('where nothing speaks there is none, and nobody is late', () => {
    const { line } = after({}, [['2026-01-12', pass('B', '2026-01-12')], ['2026-01-12', receive('h1', '2026-01-12')]]);
    expect(line.parcels['p2']?.due).toBeNull();
    expect(days(line, '2026-12-12').at(-1)).toEqual(['B', 'holding', 334, 0]);
  });

  test('moves by the days its clock stood still, counted as it was set; what was late stays late', () => {
    const stop = (on: string): FundsCommand => ({ name: 'suspendMoney', input: { parcel: 'p3', on, reason: 'audit', document: null } });
    const go = (on: string): FundsCommand => ({ name: 'resumeMoney', input: { parcel: 'p3', on } });
    const before = after({}, [...down('A1', 'A', '2026-03-02'), ['2026-03-09', stop('2026-03-09')], ['2026-03-16', go('2026-03-16')]]).line;
    // Twenty working days from 2 March are 30 March; five working days stood still.
    expect([before.parcels['p3']?.originalDueOn, before.parcels['p3']?.due?.dueOn]).toEqual(['2026-03-30', '2026-04-06']);
    const late = after({}, [...down('A1', 'A', '2026-03-02'), ['2026-04-02', stop('2026-04-02')], ['2026-04-12', go('2026-04-12')]]).line;
    expect(late.parcels['p3']?.due?.dueOn).toBe('2026-03-30');
    expect(days(late, '2026-04-14').at(-1)).toEqual(['A1', 'holding', 33, 5]);
  });
});

describe('whose days they were', () => {
  test('money stuck above is no day of the village at the end', () => {
    const { line } = after({}, [['2026-01-10', pass('A', '2026-01-10')]]);
    // In flight it stays the sender's: 30 days from 10 January, and 40 more.
    expect(days(line, '2026-03-21')).toEqual([['R', 'inFlight', 70, 40]]);
    expect(days(after({}, [['2026-01-10', pass('A', '2026-01-10')], ['2026-03-21', receive('h1', '2026-03-21')]]).line, '2026-03-22')).toEqual([['R', 'inFlight', 70, 40], ['A', 'holding', 1, 0]]);
  });

  test('a request that was withdrawn counts as never made', () => {
    const { line } = after({}, [...down('A1', 'A', '2026-03-02'), ['2026-03-10', file('2026-03-10')], ['2026-04-20', { name: 'withdrawRequest', input: { ...request, on: '2026-04-20' } }]]);
    expect(days(line, '2026-04-20').filter(([unit]) => unit !== 'R' && unit !== 'A')).toEqual([['A1', 'holding', 49, 21]]);
  });

  test('after acceptance finance has its own date, where one is set; else the unit’s', () => {
    const acts: [string, FundsCommand][] = [...down('A1', 'A', '2026-03-02'), ['2026-03-20', file('2026-03-20')], ['2026-03-23', { name: 'acceptRequest', input: { ...request, on: '2026-03-23' } }]];
    const own = { within: { days: 10, counted: 'working' as const }, basis: { zh: '十日', en: 'ten days' } };
    expect(days(after({ payWithin: own }, acts).line, '2026-04-10').at(-1)).toEqual(['F', 'paying', 18, 4]);
    expect(days(after({}, acts).line, '2026-04-10').at(-1)).toEqual(['F', 'paying', 18, 11]);
  });

  test('retention is not late before its own date', () => {
    const keep: FundsCommand = { name: 'setRetention', input: { parcel: 'p3', amount: 300_00, dueOn: '2026-09-01', basis: 'contract', on: '2026-03-02' } };
    const { line } = after({}, [...down('A1', 'A', '2026-03-02'), ['2026-03-02', keep], ['2026-03-03', file('2026-03-03', { amount: amount - 300_00 })]]);
    expect(days(line, '2026-08-31').filter(([, phase]) => phase === 'retained')).toEqual([['A1', 'retained', 182, 0]]);
    expect(days(line, '2026-09-04').filter(([, phase]) => phase === 'retained')).toEqual([['A1', 'retained', 186, 3]]);
    expect(after({}, [...down('A1', 'A', '2026-03-02'), ['2026-03-02', keep], ['2026-03-03', file('2026-03-03')]]).refused).toBe('notEnough');
  });
});

describe('what the treasury paid without a request on record', () => {
  const enter: FundsCommand = { name: 'catchUpPayment', input: { parcel: 'p3', amount: 400_00, payee: 'builder', voucher: 'V1', payees: 1, on: '2026-04-20' } };
  const entered = after({}, [...down('A1', 'A', '2026-03-02'), ['2026-05-08', enter]]);

  test('is entered with the day it was entered; the days before are nobody’s, and what is left is still the unit’s', () => {
    expect(entered.refused).toBeUndefined();
    expect(entered.line.payments['v1']).toEqual({ id: 'v1', parcel: 'p3', request: null, amount: 400_00, payee: 'builder', voucher: 'V1', payees: 1, on: '2026-04-20', caughtUpOn: '2026-05-08' });
    // Twenty working days from 2 March are 30 March: of the rest, 39 days over.
    expect(days(entered.line, '2026-05-08').filter(([unit]) => unit === 'A1')).toEqual([['A1', 'unrecorded', 49, 0], ['A1', 'holding', 67, 39]]);
  });

  test('ends the reminders of what is paid, and says neither that it was late nor that it was not', () => {
    const whole: FundsCommand = { ...enter, input: { ...enter.input, amount } } as FundsCommand;
    const { line } = after({}, [...down('A1', 'A', '2026-03-02'), ['2026-05-08', whole]]);
    expect(line.duties['L1-p3-use']).toMatchObject({ status: 'moved', onTime: null, call: null });
  });

  test('comes from what is free of a budget allocation only', () => {
    expect(after({}, [...down('A1', 'A', '2026-03-02'), ['2026-03-10', file('2026-03-10')], ['2026-05-08', enter]]).refused).toBe('notEnough');
    expect(after({ kind: 'cash' }, [...down('A1', 'A', '2026-03-02'), ['2026-05-08', enter]]).refused).toBe('cashIsNotTreasurys');
    expect(after({}, [...down('A1', 'A', '2026-04-21'), ['2026-05-08', enter]]).refused).toBe('beforeReceipt');
    expect(after({}, [...down('A1', 'A', '2026-03-02'), ['2026-05-08', enter], ['2026-05-08', enter]]).refused).toBe('voucherUsed');
  });
});

describe('surplus', () => {
  test('carried over two years running, money only goes back', () => {
    const old = { carried: 2, surplusAfterYears: 2 };
    expect(after(old, [['2026-01-12', pass('A', '2026-01-12')]]).refused).toBe('isSurplus');
    expect(after(old, [['2026-01-12', { name: 'takeOut', input: { amount, on: '2026-01-12', document: { number: '1', title: 't' }, why: 'returnedToSource' } }]]).line.parcels['p1']).toMatchObject({ held: 0, returned: amount });
    expect(after({ carried: 1, surplusAfterYears: 2 }, [['2026-01-12', pass('A', '2026-01-12')]]).refused).toBeUndefined();
  });
});
