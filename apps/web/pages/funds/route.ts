import { addDays, dayNumber } from '#libs/domain/time/instant';
import type { AnswerOf } from '../../base/api.ts';

/** A line's route as it flowed: rows by whose hands the money was in, on one axis of time. */

export type LineView = AnswerOf<'fundsLine'>;
type Parcel = LineView['parcels'][number];
type Hop = LineView['hops'][number];
type Request = LineView['requests'][number];
type Holding = LineView['holdings'][number];
type Due = Holding['due'];

export interface Span {
  from: string;
  /** The day it ended; of what still goes on, today. */
  to: string;
}

interface Common {
  key: string;
  /** How far down the route, 0 where the money came in. */
  depth: number;
  unit: string;
  name: string;
  amount: number;
}

/** Money that a unit, or finance, had for some days. */
export interface HeldRow extends Common {
  what: 'held' | 'finance' | 'kept' | 'unrecorded';
  spans: Span[];
  /** Of them, in flight: sent, and not recorded by whoever is to get it. */
  flight: Span[];
  /** The holder's own days after its date. */
  over: Span[];
  isOpen: boolean;
  /** Of the part that was there longest. */
  days: number;
  daysOver: number;
  due: Due;
  /** Days from its arrival to the date. */
  limit: number | null;
  since: string;
  /** Of finance's days those after the acceptance; null before it, and of others. */
  accepted: number | null;
  /** Of what is still there: how much is past its date. */
  late: number;
  parcel: Parcel;
  request: Request | null;
  /** How it came there: none for money from outside. */
  came: Hop | null;
}

/** Money that arrived where it is for, or left the line. */
export interface EndRow extends Common {
  what: 'paid' | 'left';
  on: string;
  voucher: string;
  payees: number;
  why: 'reduced' | 'returnedToSource' | null;
}

export type RouteRow = HeldRow | EndRow;

/** Where the route begins, and each way that it took from there. */
export interface Branch {
  key: string;
  /** The unit the branch begins at; null for the trunk. */
  head: { unit: string; name: string; amount: number } | null;
  rows: RouteRow[];
}

const days = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
const isFinances = ({ phase }: Holding): boolean => phase === 'examining' || phase === 'paying';
const later = (a: string, b: string): string => (a > b ? a : b);

/** Spans laid over each other. */
function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) merged[merged.length - 1] = { from: last.from, to: later(last.to, span.to) };
    else merged.push({ ...span });
  }
  return merged.filter(({ from, to }) => from < to);
}

/** @param today local date; what still goes on ends there */
export function branchesOf(view: LineView, today: string): Branch[] {
  const nameOf = new Map([...view.route.map(({ unit, name }) => [unit, name] as const), [view.finance.unit, view.finance.name] as const]);
  const from = new Map(view.route.map((place) => [place.unit, place.from]));
  const depthOf = (unit: string): number => { let depth = 0; for (let at = from.get(unit) ?? null; at !== null; at = from.get(at) ?? null) depth += 1; return depth; };
  const own = (parcel: Parcel): RouteRow[] => rowsOf(view, parcel, { today, depth: depthOf(parcel.unit), name: nameOf.get(parcel.unit) ?? parcel.unit });
  const arrived = (parcel: Parcel): Parcel[] => view.hops.filter((hop) => hop.from === parcel.id && hop.parcel !== null).flatMap((hop) => view.parcels.filter(({ id }) => id === hop.parcel));
  const whole = (parcel: Parcel): RouteRow[] => [...own(parcel), ...arrived(parcel).flatMap(whole)];
  return view.parcels.filter(({ hop }) => hop === null).flatMap((trunk): Branch[] => [
    { key: trunk.id, head: null, rows: own(trunk) },
    ...arrived(trunk).map((parcel): Branch => ({ key: parcel.id, head: { unit: parcel.unit, name: nameOf.get(parcel.unit) ?? parcel.unit, amount: parcel.amount }, rows: whole(parcel) })),
  ]);
}

function rowsOf(view: LineView, parcel: Parcel, { today, depth, name }: { today: string; depth: number; name: string }): RouteRow[] {
  const holdings = view.holdings.filter((one) => one.parcel === parcel.id);
  const came = view.hops.find(({ id }) => id === parcel.hop) ?? null;
  const held = (what: HeldRow['what'], key: string, some: readonly Holding[], at: { unit: string; name: string; amount: number; due: Due; request?: Request }): HeldRow[] => {
    const [first] = some;
    if (!first) return [];
    const span = ({ from, to }: Holding): Span => ({ from, to: to ?? today });
    const since = some.reduce((least, one) => (one.from < least ? one.from : least), first.from);
    // The parts of a sum went their ways apart: what is said is of the part that was there longest.
    const parts = [...new Set(some.map(({ slice }) => slice))].map((slice) => some.filter((one) => one.slice === slice));
    const most = (of: 'days' | 'daysOver'): number => Math.max(...parts.map((part) => part.reduce((sum, one) => sum + one[of], 0)));
    const due = at.due;
    return [{
      what, key, depth, unit: at.unit, name: at.name, amount: at.amount, parcel, came, request: at.request ?? null, since, accepted: null, late: some.reduce((sum, { to, daysOver, amount }) => sum + (to === null && daysOver > 0 ? amount : 0), 0),
      spans: union(some.map(span)), flight: union(some.filter(({ phase }) => phase === 'inFlight').map(span)),
      over: union(some.filter(({ daysOver }) => daysOver > 0).map((one) => ({ from: later(one.from, one.due?.dueOn ?? one.from), to: one.to ?? today }))),
      isOpen: some.some(({ to }) => to === null), days: most('days'), daysOver: most('daysOver'), due, limit: due ? days(since, due.dueOn) : null,
    }];
  };
  const at = { unit: parcel.unit, name, amount: parcel.amount };
  const requests = view.requests.filter((one) => one.parcel === parcel.id && one.status !== 'withdrawn');
  const paid = ({ id, amount, payee, payees, voucher, on }: LineView['payments'][number]): EndRow => ({ what: 'paid', key: `${parcel.id} ${id}`, depth: depth + 1, unit: '', name: payee, amount, on, voucher, payees, why: null });
  return [
    ...held('held', parcel.id, holdings.filter((one) => !isFinances(one) && one.phase !== 'retained' && one.phase !== 'unrecorded'), { ...at, due: parcel.due }),
    ...requests.flatMap((request): RouteRow[] => {
      const finances = holdings.filter((one) => one.item === request.id && isFinances(one));
      const paying = finances.find(({ phase }) => phase === 'paying') ?? finances.at(-1);
      const { unit, name: financeName } = view.finance;
      const [row] = held('finance', `${parcel.id} ${request.id}`, finances, { unit, name: financeName, amount: request.amount, due: request.due ?? paying?.due ?? null, request });
      // Its own date runs from the acceptance.
      const accepted = paying?.phase === 'paying' ? paying.from : null;
      return [
        ...(row ? [{ ...row, accepted: accepted === null ? null : paying?.days ?? null, limit: row.due && (request.due && accepted !== null ? days(accepted, row.due.dueOn) : row.limit) }] : []),
        ...view.payments.filter((one) => one.request === request.id).map(paid),
      ];
    }),
    // Paid without a request on record: whose days those before it were nobody knows.
    ...held('unrecorded', `${parcel.id} unrecorded`, holdings.filter(({ phase }) => phase === 'unrecorded'), { ...at, amount: view.payments.filter((one) => one.parcel === parcel.id && one.caughtUpOn !== undefined).reduce((sum, one) => sum + one.amount, 0), due: null }),
    ...view.payments.filter((one) => one.parcel === parcel.id && one.request === null).map(paid),
    ...held('kept', `${parcel.id} kept`, holdings.filter(({ phase }) => phase === 'retained'), { ...at, amount: parcel.retention?.amount ?? 0, due: parcel.retention?.due ?? null }).filter(({ amount }) => amount > 0),
    ...view.leavings.filter((one) => one.parcel === parcel.id).map(({ amount, on, why, document }, n): EndRow => ({ what: 'left', key: `${parcel.id} left ${n}`, depth, unit: parcel.unit, name, amount, on, voucher: document.number, payees: 1, why })),
  ];
}

export interface Axis {
  from: string;
  to: string;
  /** First days of months on it. */
  months: string[];
}

/** From the first day of money to today or the last thing that happened; a date soon after that is on it, one far ahead is not. */
export function axisOf(rows: readonly RouteRow[]): Axis {
  const ends = rows.flatMap((row) => ('on' in row ? [row.on] : [...row.spans.flatMap(({ from, to }) => [from, to]), row.since])).sort();
  const [first = '2000-01-01'] = ends;
  const end = ends.at(-1) ?? first;
  const soon = addDays(end, Math.max(31, Math.round(days(first, end) * 0.25)));
  const last = rows.reduce((latest, row) => ('on' in row || row.due === null || row.due.dueOn > soon ? latest : later(latest, row.due.dueOn)), end);
  const pad = Math.max(3, Math.round(days(first, last) * 0.03));
  const [from, to] = [addDays(first, -pad), addDays(last, pad)];
  const months: string[] = [];
  for (let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7)) + 1]; ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const first1st = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first1st > to) break;
    months.push(first1st);
  }
  const step = Math.ceil(months.length / 12);
  return { from, to, months: months.filter((_, n) => n % step === 0) };
}

/** Where a day lies on the axis, in per cent. */
export const placeOf = (day: string, { from, to }: Axis): number => Math.min(100, Math.max(0, (days(from, day) / Math.max(1, days(from, to))) * 100));

export interface Verdict {
  /** Days from the first arrival to the last payment; of money that is not all paid, to today. */
  days: number;
  isPaid: boolean;
  paid: number;
  /** Held by somebody, or on its way. */
  left: number;
  /** At whose door the most days over lie; or, where nobody is over, who had it longest. */
  at: { name: string; days: number; daysOver: number; isOpen: boolean; amount: number } | null;
  /** Others on that way, none of whose days these are. */
  others: string[];
  /** Whether anything at all names a date. */
  hasDates: boolean;
  /** Paid, and entered after the fact without a request: its days are at nobody’s door. */
  unrecorded: number;
}

/** What the route says, in one piece. */
export function verdictOf(view: LineView, today: string): Verdict {
  const rows = branchesOf(view, today).flatMap((branch) => branch.rows).filter((row): row is HeldRow => 'spans' in row && row.what !== 'kept' && row.what !== 'unrecorded');
  const left = view.held - view.retained + view.inFlight;
  const isPaid = left === 0 && view.paid > 0;
  const first = view.parcels.filter(({ hop }) => hop === null).map(({ receivedOn }) => receivedOn).sort()[0] ?? today;
  const last = view.payments.map(({ on }) => on).sort().at(-1) ?? today;
  const worst = rows.reduce<HeldRow | null>((most, row) => (most === null || row.daysOver > most.daysOver || (row.daysOver === most.daysOver && row.days > most.days) ? row : most), null);
  const way = worst ? wayOf(view, worst) : [];
  const overOf = (unit: string): number => Math.max(0, ...rows.filter((row) => row.unit === unit).map(({ daysOver }) => daysOver));
  return {
    days: days(first, isPaid ? last : today), isPaid, paid: view.paid, left, hasDates: rows.some(({ due }) => due !== null), unrecorded: view.payments.reduce((sum, { caughtUpOn, amount }) => sum + (caughtUpOn === undefined ? 0 : amount), 0),
    at: worst && { name: worst.name, days: worst.days, daysOver: worst.daysOver, isOpen: worst.isOpen && worst.late > 0, amount: worst.late > 0 ? worst.late : worst.amount },
    others: worst && worst.daysOver > 0 ? view.route.filter(({ unit, from }) => from !== null && unit !== worst.unit && way.includes(unit) && overOf(unit) === 0).map(({ name }) => name) : [],
  };
}

/** Units that the money came through to a row, and those that wait further down for what is still there. */
function wayOf({ route }: LineView, { parcel, what, isOpen, parcel: { unit } }: HeldRow): string[] {
  const above: string[] = [];
  for (let at: string | null = unit; at !== null; at = route.find((place) => place.unit === at)?.from ?? null) above.push(at);
  if (what === 'finance' || (!isOpen && parcel.passedOn === 0)) return above;
  const below = (at: string): string[] => route.filter(({ from }) => from === at).flatMap((place) => [place.unit, ...below(place.unit)]);
  return [...above, ...below(unit)];
}
