import '../testing/no-clock.ts';
import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWorkingDay } from '../calendar/calendar.ts';
import type { Effects, Happened, NoticePlan } from '../decider.ts';
import { takesBack } from '../decider.ts';
import { give, moneyLives, startOf } from '../testing/money.ts';
import type { MoneyLife } from '../testing/money.ts';
import { instantAt, later, localDateOf, timeOfDayOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { MoneyWord } from './chase.ts';
import type { MoneyCall } from './chasing.ts';
import type { FundsEvent } from './events.ts';
import { wanYuan } from './fen.ts';
import { fundsLineDecider } from './funds-line.ts';
import type { FundsCommand } from './funds-line.ts';
import { holdingsOf } from './holdings.ts';
import { isSurplus } from './line.ts';
import type { FundsLine, LineStart } from './line.ts';

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401);
/** Each is woken some hundred times: fewer than of the acts alone. */
const numRuns = Math.ceil(Number(process.env['PROPERTY_RUNS'] ?? 100) * 0.4);

interface Step { at: Instant; event: Happened<FundsEvent>; before: FundsLine; after: FundsLine; effects: Effects; planned: NoticePlan[] }

/** The line of some acts, woken whenever it asks to be, up to a last instant. */
class Woken {
  line = fundsLineDecider.initial;
  planned: NoticePlan[] = [];
  readonly told: NoticePlan[] = [];
  readonly steps: Step[] = [];
  refused: string | undefined;

  act(command: FundsCommand, at: Instant): this {
    this.until(at);
    const { events, rejection } = give(this.line, command, at);
    this.refused = rejection?.rejected;
    return this.happen(events, at);
  }

  until(end: Instant): this {
    for (let at = fundsLineDecider.nextDeadline(this.line); at !== null && at <= end; at = fundsLineDecider.nextDeadline(this.line)) {
      const now = later(at, this.line.now);
      const events = fundsLineDecider.tick(this.line, { now, actor: null, since: () => true });
      if (events.length === 0) throw new Error(`woken at ${now} for nothing`);
      this.happen(events, now);
    }
    const due = this.planned.filter(({ at }) => at <= end);
    this.told.push(...due);
    this.planned = this.planned.filter(({ at }) => at > end);
    return this;
  }

  private happen(events: readonly FundsEvent[], at: Instant): this {
    const due = this.planned.filter((notice) => notice.at < at);
    this.told.push(...due);
    for (const plain of events) {
      const event = { ...plain, at };
      const before = this.line;
      this.line = fundsLineDecider.evolve(before, event);
      const effects = fundsLineDecider.react(before, event, this.line);
      // What was told stays told: the record plans no key again that was sent.
      const plan = effects.plan.filter(({ key }) => !this.told.some((one) => one.key === key));
      this.planned = [...this.planned.filter((notice) => notice.at >= at && !effects.cancel.some((one) => takesBack(one, notice))), ...plan];
      this.steps.push({ at, event, before, after: this.line, effects, planned: this.planned });
    }
    return this;
  }
}

const relived = ({ start, acts }: MoneyLife): Woken => {
  const woken = new Woken();
  for (const { command, now, rejection } of acts) if (rejection === null) woken.act(command, now);
  const last = acts.at(-1)?.now ?? instantAt(start.arrivals[0]?.on ?? '', '09:00');
  return woken.until(instantAt(localDateOf(last), '23:00'));
};
/** All lives are lived once; each check says how much it looked at, so that none looks at nothing. */
const lives = fc.sample(moneyLives, { seed, numRuns }).map(relived);
const inEveryLife = (check: (woken: Woken) => number): void => expect(lives.reduce((looked, life) => looked + check(life), 0)).toBeGreaterThan(numRuns / 10);

const phases: Readonly<Record<MoneyCall, string>> = { passOn: 'holding', use: 'holding', deliver: 'inFlight', correct: 'correcting', examine: 'examining', pay: 'paying', release: 'retained' };

describe('over whole lives of money', () => {
  test('whoever has money under a date in hand is asked for all of it, and nobody else for any', () => inEveryLife(({ line, steps }) => {
    if (isSurplus(line)) return 0;
    for (const { after, at } of steps) {
      if (after.status !== 'open') continue;
      const asked: Record<string, number> = {};
      for (const { call, unit, amount } of Object.values(after.duties)) if (call) { const key = `${unit} ${phases[call.name as MoneyCall]} ${call.dueOn}`; asked[key] = (asked[key] ?? 0) + amount; }
      const held: Record<string, number> = {};
      for (const { parcel, unit, phase, amount, from, to, due } of holdingsOf(after, localDateOf(at))) {
        const isFinances = phase === 'examining' || phase === 'paying';
        const isOwn = phase === 'paying' && Object.values(after.requests).some((one) => one.parcel === parcel && one.due !== null && one.due === due);
        const isStill = after.parcels[parcel]?.suspensions.some((one) => one.to === null);
        if (to !== null || due === null || isStill || (isFinances && !isOwn && due.dueOn < from)) continue;
        const key = `${unit} ${phase} ${due.dueOn}`;
        held[key] = (held[key] ?? 0) + amount;
      }
      deepEqual({ at, asked }, { at, asked: held });
    }
    return steps.length;
  }));

  test('nobody is reminded on a day off, more than twice before a date, of money that has gone on, or twice of the same', () => inEveryLife(({ steps, told, line }) => {
    for (const { after, planned, at } of steps) {
      for (const notice of planned.filter((one) => one.at > at)) {
        const duty = Object.values(after.duties).find(({ obligation }) => obligation === notice.obligation);
        deepEqual([notice.key, duty?.call?.dating], [notice.key, notice.dating]);
      }
    }
    for (const { at } of told) deepEqual([isWorkingDay(line.calendar, localDateOf(at)), timeOfDayOf(at)], [true, '09:00']);
    equal(new Set(told.map(({ key }) => key)).size, told.length);
    return told.length;
  }));

  test('a candidate is listed once for a date, at whose own days over it is, and stays no longer than the money', () => inEveryLife(({ steps, line }) => {
    const listed = steps.flatMap(({ event, after, at }) => (event.type === 'candidateListed' ? [{ event, after, at }] : []));
    equal(new Set(listed.map(({ event }) => `${event.duty} ${event.dating}`)).size, listed.length);
    for (const { event, after, at } of listed) {
      const own = holdingsOf(after, localDateOf(at)).filter(({ unit, to, daysOver }) => unit === event.unit && to === null && daysOver >= 15);
      deepEqual([event.candidate, own.length > 0], [event.candidate, true]);
    }
    for (const { after } of steps) {
      if (after.status !== 'open') continue;
      for (const { status, duty, dating } of Object.values(after.candidates)) if (status === 'listed' && !isEvent(steps, after, 'candidateWithdrawn')) equal(after.duties[duty]?.call?.dating, dating);
    }
    return Object.keys(line.candidates).length;
  }));

  test('an order is asked for once a date, and taken back when the money goes on', () => inEveryLife(({ steps, line }) => {
    for (const { effects: { messages } } of steps) equal(new Set(messages.map(({ to }) => to)).size, messages.length);
    const heard = steps.flatMap(({ effects }) => effects.messages.map(({ body }) => body as unknown as MoneyWord));
    const asked = heard.flatMap((word) => (word.kind === 'moneyOverdue' ? [`${word.duty} ${word.dating}`] : []));
    equal(new Set(asked).size, asked.length);
    const moot = heard.flatMap((word) => (word.kind === 'moneyMoved' ? word.gone.map(({ duty, dating }) => `${duty} ${dating}`) : []));
    for (const one of moot) ok(asked.includes(one), one);
    for (const one of asked) { const [duty = '', dating] = one.split(' '); if (line.duties[duty]?.call?.dating !== Number(dating)) ok(moot.includes(one), one); }
    return asked.length;
  }));
});

/** Between a move and the withdrawal right behind it a candidate stands for a moment without its duty. */
const isEvent = (steps: readonly Step[], state: FundsLine, type: FundsEvent['type']): boolean => steps[steps.findIndex(({ after }) => after === state) + 1]?.event.type === type;

const amount = 10_000_00;
const request = { request: 'r1' };
const down: [string, FundsCommand][] = [
  ['2026-03-02', { name: 'passOn', input: { parcel: 'p1', parts: [{ to: 'A', amount }], on: '2026-03-02', document: null } }], ['2026-03-02', { name: 'recordReceipt', input: { hop: 'h1', on: '2026-03-02' } }],
  ['2026-03-02', { name: 'passOn', input: { parcel: 'p2', parts: [{ to: 'A1', amount }], on: '2026-03-02', document: null } }], ['2026-03-02', { name: 'recordReceipt', input: { hop: 'h2', on: '2026-03-02' } }],
  ['2026-03-03', { name: 'fileRequest', input: { parcel: 'p3', amount, payee: 'builder', ofRetention: false, on: '2026-03-03' } }],
];
const lived = (start: Partial<LineStart>, acts: readonly [string, FundsCommand][], until: string): Woken => {
  const woken = new Woken().act({ name: 'registerLine', input: startOf(start) }, instantAt('2026-01-12', '10:00'));
  for (const [day, command] of acts) woken.act(command, instantAt(day, '10:00'));
  return woken.until(instantAt(until, '23:00'));
};
const payWithin = { within: { days: 10, counted: 'working' as const }, basis: { zh: '设定', en: 'setting' } };
const toldFrom = (woken: Woken, from: string): string[] => woken.told.filter(({ at }) => localDateOf(at) >= from).map(({ at, stage, post }) => `${localDateOf(at)} ${stage} ${post}`);

describe('a request that finance accepts and does not pay', () => {
  const acts: [string, FundsCommand][] = [...down, ['2026-03-04', { name: 'acceptRequest', input: { ...request, on: '2026-03-04' } }]];

  test('is chased at finance: before its date, after it, with an order and the level above in copy, then proposed; the village hears nothing', () => {
    const woken = lived({ payWithin }, acts, '2026-04-30');
    // Ten working days from 4 March are 18 March.
    expect(toldFrom(woken, '2026-03-04')).toEqual([
      '2026-03-13 pay.before-3 F/treasurer', '2026-03-19 pay.after-1 F/treasurer', '2026-03-25 pay.after-5 F/leader', '2026-03-25 pay.after-5 R/reviewer', '2026-03-25 pay.after-5 F/treasurer', '2026-04-08 pay.after-15 R/supervisor',
    ]);
    expect(woken.steps.flatMap(({ effects }) => effects.messages)).toMatchObject([{ to: 'unit-year/c/F', body: { kind: 'moneyOverdue', order: 'order', duty: 'L1-r1-pay', dueOn: '2026-03-18', stage: 'pay.after-5' } }]);
    expect(Object.values(woken.line.candidates)).toMatchObject([{ unit: 'F', sign: 'fundsNotPaidOnTime', situation: 'late', amount, dueOn: '2026-03-18', status: 'listed' }]);
    expect(fundsLineDecider.tasksOf(woken.line)).toMatchObject([{ obligation: 'c/F/L1-r1-pay', post: 'F/treasurer', act: 'pay', dueOn: '2026-03-18' }]);
  });

  test('and is paid at last: the draft of the order and the candidate are taken back, and nothing more is told', () => {
    const paid: [string, FundsCommand] = ['2026-04-09', { name: 'payRequest', input: { ...request, voucher: 'V1', payees: 1, on: '2026-04-09' } }];
    const woken = lived({ payWithin }, [...acts, paid], '2026-06-30');
    expect(woken.steps.at(-1)?.event.type).toBe('candidateWithdrawn');
    expect(woken.steps.flatMap(({ effects }) => effects.messages).at(-1)).toEqual({ to: 'unit-year/c/F', body: { kind: 'moneyMoved', gone: [{ duty: 'L1-r1-pay', dating: 1 }] } });
    expect(toldFrom(woken, '2026-04-09')).toEqual([]);
    expect(woken.line.duties['L1-r1-pay']).toMatchObject({ status: 'moved', onTime: false, call: null });
  });

  test('is nothing that finance is held to where neither its own date nor the money’s was ahead', () => {
    const late: [string, FundsCommand][] = [...down.slice(0, 4), ['2026-04-15', { name: 'fileRequest', input: { parcel: 'p3', amount, payee: 'builder', ofRetention: false, on: '2026-04-15' } }]];
    const woken = lived({}, late, '2026-12-31');
    expect([fundsLineDecider.tasksOf(woken.line), toldFrom(woken, '2026-04-16')]).toEqual([[], []]);
  });
});

test('money that was late when it was registered is reminded from then on, step by step, and its days are told as they are', () => {
  const woken = new Woken().act({ name: 'registerLine', input: startOf() }, instantAt('2026-03-16', '10:00')).until(instantAt('2026-04-30', '23:00'));
  // Thirty days from 10 January: 9 February, 20 working days before. One day past it, counted from 16 March, is the 17th.
  expect(woken.line.duties['L1-p1-passOn']?.call).toMatchObject({ dueOn: '2026-02-09' });
  expect(toldFrom(woken, '2026-01-01').map((one) => one.replace(/ R.*/, ''))).toEqual(['2026-03-17 passOn.after-1', '2026-03-23 passOn.after-5', '2026-03-23 passOn.after-5', '2026-03-23 passOn.after-5', '2026-04-06 passOn.after-15'].map((one) => expect.stringContaining(one)));
});

test('money carried over from a year that the calendar does not reach is late, and chased from today on', () => {
  const due = { dueOn: '2025-11-30', basis: { zh: '去年的文件', en: 'last year’s document' }, counted: 'natural' as const };
  const woken = new Woken().act({ name: 'registerLine', input: startOf({ carried: 1, arrivals: [{ unit: 'A1', amount, on: '2025-09-01', due }] }) }, instantAt('2026-01-12', '10:00')).until(instantAt('2026-02-28', '23:00'));
  expect(woken.line.duties['L1-p1-use']).toMatchObject({ originalDueOn: '2025-11-30', call: { dueOn: '2026-01-01' } });
  expect(toldFrom(woken, '2026-01-01')[0]).toBe('2026-01-13 use.after-1 A1/keeper');
});

test('money whose clock stands still is nobody’s to do, and asked for again when it goes on', () => {
  const stop: [string, FundsCommand] = ['2026-03-09', { name: 'suspendMoney', input: { parcel: 'p3', on: '2026-03-09', reason: 'audit', document: null } }];
  const go: [string, FundsCommand] = ['2026-03-16', { name: 'resumeMoney', input: { parcel: 'p3', on: '2026-03-16' } }];
  const still = lived({}, [...down.slice(0, 4), stop], '2026-03-15').line;
  expect([still.duties['L1-p3-use']?.status, fundsLineDecider.tasksOf(still)]).toEqual(['waiting', []]);
  expect(lived({}, [...down.slice(0, 4), stop, go], '2026-03-17').line.duties['L1-p3-use']).toMatchObject({ status: 'open', call: { dueOn: '2026-04-06', dating: 2 } });
});

test('a line registered before money was chased goes on as it was', () => {
  const { chasing: _none, ...start } = startOf();
  const woken = new Woken().act({ name: 'registerLine', input: start }, instantAt('2026-01-12', '10:00')).until(instantAt('2026-12-31', '23:00'));
  expect([woken.line.duties, woken.told, fundsLineDecider.nextDeadline(woken.line)]).toEqual([{}, [], null]);
});

test('what comes back to a line is heard once, and changes nothing about its money', () => {
  const back = { name: 'hear' as const, input: { from: 'unit-year/c/F', n: 7, body: { kind: 'messageReturned' } } };
  const woken = lived({}, [['2026-02-02', back], ['2026-02-03', back]], '2026-02-04');
  expect([woken.refused, woken.line.heard, Object.keys(woken.line.duties)]).toEqual(['alreadyReceived', { 'unit-year/c/F': 7 }, ['L1-p1-passOn']]);
});

test('an amount is said in 万元, to the fen', () => {
  expect([96_000_000, 288_000_01, 1, 4_680_000_00].map(wanYuan)).toEqual(['96', '28.800001', '0.000001', '468']);
});
