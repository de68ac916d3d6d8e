import fc from 'fast-check';
import { workingCalendar } from '../calendar/calendar.ts';
import { isRejection } from '../decider.ts';
import type { Rejection } from '../decider.ts';
import type { FundsEvent } from '../funds/events.ts';
import { fundsLineDecider } from '../funds/funds-line.ts';
import type { FundsCommand } from '../funds/funds-line.ts';
import { moneyCalls } from '../funds/chasing.ts';
import type { Chasing } from '../funds/chasing.ts';
import { freeOf, freeRetentionOf } from '../funds/line.ts';
import type { Fen, FundsLine, LineStart, RoutePlace } from '../funds/line.ts';
import { addDays, instantAt } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';

/** Lives of allocations: what people do with money in a year, right and wrong. */

export const finance = 'F';
const says = (zh: string) => ({ zh, en: zh });
const place = (unit: string, from: string | null, ...rules: RoutePlace['rules']): RoutePlace => ({ unit, name: unit, from, rules });
const within = (days: number, counted: 'natural' | 'working') => ({ within: { days, counted }, basis: says(`within ${days} ${counted}`) });
/** A district, two towns, three villages: one place with days, one with a day, one of which nothing speaks. */
export const route: readonly RoutePlace[] = [
  place('R', null, within(30, 'natural')), place('A', 'R', { by: '2026-06-30', basis: says('by') }, within(15, 'working')), place('B', 'R'),
  place('A1', 'A', within(20, 'working')), place('A2', 'A', { by: '2026-05-01', basis: says('by') }), place('B1', 'B', within(60, 'natural')),
];
const calendar = workingCalendar([2026, 2027].map((year) => ({ year, standing: 'official' as const, source: 'test', holidays: [{ name: 'spring', from: `${year}-02-16`, to: `${year}-02-22` }], workedWeekendDays: [] })));

/** A ladder like the packs': told before and after, an order, a proposal; each unit has one post that keeps its money. */
export const chasing: Chasing = {
  slots: ['09:00', '15:00'], nearWorkingDays: 3, escalationDelayMinutes: 0, basis: says('the campaign chases'),
  ladder: [
    { id: 'before-3', when: -3, slot: '09:00', tellsHolder: true, action: 'remind', words: 'soon' }, { id: 'after-1', when: 1, slot: '09:00', tellsHolder: true, action: 'remind', words: 'late' },
    { id: 'after-5', when: 5, slot: '09:00', tellsHolder: true, action: 'draftOrder', order: 'order', words: 'order' }, { id: 'after-15', when: 15, slot: '09:00', action: 'propose', words: 'proposed' },
  ],
  titles: Object.fromEntries(moneyCalls.map((call) => [call, says(`${call} {purpose} {amount}`)])) as Chasing['titles'],
  situations: { fundsNotPaidOnTime: { id: 'late', row: '7', basis: says('row 7') }, fundsNotUsedOnTime: { id: 'late', row: '7', basis: says('row 7') } },
  units: Object.fromEntries([...route.map(({ unit, from }) => [unit, from ?? 'R']), [finance, 'R']].map(([unit = '', superior = '']) => [unit, {
    name: unit, superior, stream: unit === 'R' ? null : `unit-year/c/${unit}`, keepers: [`${unit}/keeper`], treasurers: unit === finance ? ['F/treasurer'] : [],
    tell: { 'after-5': [`${unit}/leader`, `${superior}/reviewer`], 'after-15': ['R/supervisor'] },
  }])),
};

export const startOf = (more: Partial<LineStart> = {}): LineStart => ({
  stream: 'funds-line/c/L1', cycle: 'c', line: 'L1', root: 'R', finance: { unit: finance, name: 'finance' }, document: { number: '1', title: 'document' }, source: { id: 'centre', name: says('centre') },
  kind: 'budget', payee: 'contractor', purpose: 'a road', arrivals: [{ unit: 'R', amount: 10_000_00, on: '2026-01-10' }], route, calendar, payWithin: null, returnsAtMost: 1, carriedFrom: null, carried: 0,
  surplusAfterYears: 2, chasing, ...more,
});

export interface MoneyAct {
  now: string;
  command: FundsCommand;
  rejection: Rejection | null;
  events: readonly FundsEvent[];
  before: FundsLine;
  after: FundsLine;
}

export interface MoneyLife {
  start: LineStart;
  acts: readonly MoneyAct[];
  line: FundsLine;
}

/** Gives one command to a line at an instant. */
export function give(line: FundsLine, command: FundsCommand, now: string): MoneyAct {
  const decided = fundsLineDecider.decide(line, command, { now, actor: null, since: () => true });
  if (isRejection(decided)) return { now, command, rejection: decided, events: [], before: line, after: line };
  return { now, command, rejection: null, events: decided, before: line, after: decided.reduce((state, event) => fundsLineDecider.evolve(state, { ...event, at: now }), line) };
}

interface Throw {
  what: number;
  which: number;
  share: number;
  days: number;
  back: number;
  wrong: number;
}

const throws = fc.record({ what: fc.nat(999), which: fc.nat(99), share: fc.integer({ min: 1, max: 100 }), days: fc.nat(12), back: fc.nat(9), wrong: fc.nat(79) });
const starts = fc.record({ isCash: fc.boolean(), isBatch: fc.boolean(), carried: fc.constantFrom(0, 0, 0, 1, 2), amount: fc.integer({ min: 1, max: 999_999_999 }), payWithin: fc.boolean() });

export const moneyLives: fc.Arbitrary<MoneyLife> = fc.record({ of: starts, throws: fc.array(throws, { minLength: 10, maxLength: 60 }) }).map(({ of, throws: thrown }) => {
  const start = startOf({
    kind: of.isCash ? 'cash' : 'budget', payee: of.isBatch ? 'beneficiaries' : 'contractor', carried: of.carried, arrivals: [{ unit: 'R', amount: of.amount, on: '2026-01-10' }],
    payWithin: of.payWithin ? within(10, 'working') : null,
  });
  let day: LocalDate = '2026-01-10';
  const opened = give(fundsLineDecider.initial, { name: 'registerLine', input: start }, instantAt(day, '09:00'));
  const acts: MoneyAct[] = [opened];
  let line = opened.after;
  for (const one of thrown) {
    day = addDays(day, one.days);
    const act = give(line, commandOf(line, one, day), instantAt(day, '10:00'));
    acts.push(act);
    line = act.after;
  }
  return { start, acts, line };
});

/** Which mistakes are made in which acts. */
const mistakes: Readonly<Record<number, readonly FundsCommand['name'][]>> = {
  6: ['payRequest', 'recordPayment', 'catchUpPayment'], 7: ['payRequest', 'recordPayment', 'catchUpPayment'], 8: ['passOn', 'setRetention', 'reallocate'], 9: ['passOn'], 10: ['closeLine'], 11: ['returnRequest'], 12: ['fileRequest'], 13: ['takeOut'], 14: ['suspendMoney'],
};

const pick = <T>(all: readonly T[], n: number): T | undefined => (all.length === 0 ? undefined : all[n % all.length]);
const document = { number: '2', title: 'revised' };

/** What somebody might do next: mostly possible, sometimes not. */
function commandOf(line: FundsLine, { what, which, share, back, wrong }: Throw, today: LocalDate): FundsCommand {
  const parcels = Object.values(line.parcels);
  const parcel = pick(parcels.filter((one) => freeOf(line, one) > 0), which) ?? pick(parcels, which);
  const on = wrong === 0 ? addDays(today, 1) : wrong === 1 ? '2025-12-31' : back === 0 && parcel !== undefined && parcel.receivedOn < today ? addDays(today, -1) : today;
  const free = parcel ? freeOf(line, parcel) : 0;
  const part = (of: Fen): Fen => (wrong === 2 || wrong === 12 ? of + 1 : wrong === 3 ? -5 : wrong === 4 ? 0.5 : Math.max(1, Math.floor((of * share) / 100)));
  const p = { parcel: wrong === 5 ? 'p99' : parcel?.id ?? 'p1' };
  const next = Object.values(line.route).filter(({ from }) => from === parcel?.unit).map(({ unit }) => unit);
  const requests = Object.values(line.requests);
  const filed = pick(requests.filter(({ status }) => status === 'filed'), which)?.id ?? 'r1';
  const flying = pick(Object.values(line.hops).filter(({ status }) => status === 'inFlight'), which)?.id ?? 'h1';
  const voucher = wrong === 6 ? 'V1' : `V${Object.keys(line.payments).length + 1}`;
  const payees = wrong === 7 ? 40 : line.about?.payee === 'beneficiaries' ? 12 : 1;
  const commands: readonly [number, () => FundsCommand][] = [
    [24, () => ({ name: 'passOn', input: { ...p, on, document: null, parts: splitOf(wrong === 8 ? ['A1', 'R'] : wrong === 9 ? [...next, ...next] : next, part(free), share) } })],
    [24, () => ({ name: 'recordReceipt', input: { hop: flying, on } })],
    [3, () => ({ name: 'takeBack', input: { hop: flying, on, reason: 'sent twice' } })],
    [5, () => ({ name: 'giveBack', input: { ...p, amount: part(free), on, reason: 'not needed' } })],
    [4, () => ({ name: 'callBack', input: { ...p, amount: part(free), on, document } })],
    [4, () => ({ name: 'reallocate', input: { ...p, amount: part(free), on, document, to: wrong === 8 ? 'Z' : pick(['A', 'B', 'A1', 'A2', 'B1'], which) ?? 'A' } })],
    [3, () => ({ name: 'takeOut', input: { amount: wrong === 13 ? 2e9 : part(Math.max(1, Math.floor(free / 4))), on, document, why: share > 50 ? 'reduced' : 'returnedToSource' } })],
    [5, () => ({ name: 'setRetention', input: { ...p, amount: Math.max(1, Math.floor(part(free) / 10)), dueOn: addDays(on, wrong === 8 ? -3 : 90), basis: 'contract', on } })],
    [16, () => { const kept = pick(parcels.filter((one) => freeRetentionOf(line, one) > 0), which); return (share > 70 || wrong === 12) && kept ? { name: 'fileRequest', input: { parcel: kept.id, amount: part(freeRetentionOf(line, kept)), payee: 'builder', ofRetention: true, on } } : { name: 'fileRequest', input: { ...p, amount: part(free), payee: 'builder', ofRetention: false, on } }; }],
    [8, () => ({ name: 'returnRequest', input: { request: wrong === 11 ? pick(requests.filter(({ status, returns }) => status === 'filed' && returns > 0), which)?.id ?? filed : filed, defects: ['no contract'], on } })],
    [9, () => ({ name: 'refileRequest', input: { request: pick(requests.filter(({ status }) => status === 'returned'), which)?.id ?? filed, note: 'added', on } })],
    [10, () => ({ name: 'acceptRequest', input: { request: filed, on } })],
    [3, () => ({ name: 'withdrawRequest', input: { request: pick(requests.filter(({ status }) => status === 'filed' || status === 'returned'), which)?.id ?? filed, on } })],
    [10, () => ({ name: 'payRequest', input: { request: pick(requests.filter(({ status }) => status === 'accepted'), which)?.id ?? 'r9', voucher, payees, on } })],
    [8, () => ({ name: 'recordPayment', input: { ...p, amount: part(free), payee: 'builder', voucher, payees, on } })],
    [5, () => ({ name: 'catchUpPayment', input: { ...p, amount: part(Math.max(1, Math.floor(free / 3))), payee: 'builder', voucher, payees, on } })],
    [4, () => ({ name: 'suspendMoney', input: { parcel: wrong === 14 ? pick(parcels.filter(({ held }) => held === 0), which)?.id ?? p.parcel : p.parcel, on, reason: 'audit', document: null } })],
    [4, () => ({ name: 'resumeMoney', input: { parcel: pick(parcels.filter(({ suspensions }) => suspensions.some(({ to }) => to === null)), which)?.id ?? 'p1', on } })],
    [wrong === 10 && share > 90 ? 2 : 0, () => ({ name: 'closeLine', input: {} })],
  ];
  const possible = commands.filter(([weight, make]) => {
    if (weight === 0) return false;
    const command = make();
    return mistakes[wrong]?.includes(command.name) ?? (wrong < 6 || !isOffTheMark(line, command));
  });
  const all = possible.length > 0 ? possible : commands.filter(([weight]) => weight > 0);
  let left = what % all.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, make] of all) {
    if (left < weight) return make();
    left -= weight;
  }
  throw new RangeError('the weights do not add up');
}

/** What most people would not try. */
const isOffTheMark = (line: FundsLine, command: FundsCommand): boolean => give(line, command, instantAt('2027-06-30', '10:00')).rejection !== null;

function splitOf(units: readonly string[], sum: Fen, share: number): { to: string; amount: Fen }[] {
  const [first = 'Z', second] = units;
  const part = Math.floor((sum * share) / 100);
  if (second === undefined || share > 60 || part < 1 || sum - part < 1) return [{ to: share % 2 === 0 && second !== undefined ? second : first, amount: sum }];
  return [{ to: first, amount: part }, { to: second, amount: sum - part }];
}

