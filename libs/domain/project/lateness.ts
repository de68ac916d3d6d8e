import { holdingsOf } from '../funds/holdings.ts';
import type { Holding } from '../funds/holdings.ts';
import type { Fen, FundsLine, Parcel, PaymentRequest } from '../funds/line.ts';
import { addDays, dayNumber, earlier, later } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { overOn } from './project.ts';
import type { FundsShare, Milestone, Project } from './project.ts';

/** Money of a project that somebody else had, after its day. `[from, to)`. */
export interface Delay {
  line: string;
  unit: string;
  from: LocalDate;
  to: LocalDate;
}

/** A milestone that came, or has not come, after its day: whose days these are. `days = own + the days of byMoney`. */
export interface Lateness {
  milestone: string;
  dueOn: LocalDate;
  /** The day it was reached, or the day it is looked at. */
  until: LocalDate;
  days: number;
  own: number;
  /** Days on which its money lay late with somebody else; each day at one door, that of the delay that began first. */
  byMoney: (Delay & { days: number })[];
}

/**
 * The project's milestones that are late, each day told apart: late by late money, or by its own unit.
 *
 * Money that lies late elsewhere excuses the unit for as long as it lies there, and no longer (M27(7) blames whoever is
 * at fault, not the village at the end).
 *
 * @param lines the project's funds lines by their keys
 */
export function latenessOf(project: Project, lines: ReadonlyMap<string, FundsLine>, today: LocalDate): Lateness[] {
  const end = earlier(overOn(project) ?? today, today);
  const late = Object.values(project.milestones).flatMap((one) => lateIn(one, end));
  if (late.length === 0) return [];
  const unit = project.about?.unit ?? '';
  const delays = project.funds.flatMap((share) => delaysOf(lines.get(share.line), share, unit, today));
  return late.map(({ milestone, dueOn, until }) => {
    const days = dayNumber(until) - dayNumber(dueOn);
    const byMoney = toldApart(dueOn, until, delays);
    return { milestone, dueOn, until, days, own: days - byMoney.reduce((sum, one) => sum + one.days, 0), byMoney };
  });
}

function lateIn({ id, planned, reachedOn }: Milestone, end: LocalDate): Pick<Lateness, 'milestone' | 'dueOn' | 'until'>[] {
  const until = reachedOn ?? end;
  return planned !== null && until > planned.dueOn ? [{ milestone: id, dueOn: planned.dueOn, until }] : [];
}

/**
 * Spans in which a unit's money of a line lay late with others: with those it comes from, until the unit had as much as the
 * line gives the project; and with finance, from a request for it to its payment.
 */
export function delaysOf(line: FundsLine | undefined, { line: name, amount, requests }: FundsShare, unit: string, today: LocalDate): Delay[] {
  if (!line) return [];
  const above = unitsAbove(line, unit);
  const came = cameOn(line, unit, amount);
  return holdingsOf(line, today).flatMap((holding) => {
    const { parcel: id, unit: holder, phase, from, to, due, daysOver } = holding;
    const parcel = line.parcels[id];
    if (!parcel || due === null || daysOver === 0 || holder === unit) return [];
    const isFinances = (phase === 'examining' || phase === 'paying') && parcel.unit === unit && (requests === undefined || requests.some((one) => isWith(line.requests[one], holding)));
    const isOnItsWay = (phase === 'holding' || phase === 'inFlight') && above.has(parcel.unit);
    if (!isFinances && !isOnItsWay) return [];
    const gone = isFinances || came === null ? to ?? today : earlier(to ?? today, came);
    return running(parcel, later(from, due.dueOn), gone).map((span) => ({ line: name, unit: holder, ...span }));
  });
}

/** Whether a sum is that of a request, from a day on which the request changed hands. */
const isWith = (request: PaymentRequest | undefined, { parcel, amount, from }: Holding): boolean =>
  request?.parcel === parcel && request.amount === amount && request.passages.some(({ on }) => on === from);

/** The units that the money comes through, the unit itself aside. */
function unitsAbove({ route }: FundsLine, unit: string): Set<string> {
  const above = new Set<string>();
  for (let from = route[unit]?.from ?? null; from !== null && !above.has(from); from = route[from]?.from ?? null) above.add(from);
  return above;
}

/** The day by which the unit had received so much of a line; null if it has not. */
function cameOn({ parcels }: FundsLine, unit: string, amount: Fen): LocalDate | null {
  let sum = 0;
  for (const parcel of Object.values(parcels).filter((one) => one.unit === unit).sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1))) {
    sum += parcel.amount;
    if (sum >= amount) return parcel.receivedOn;
  }
  return null;
}

/** `[from, to)` without the days on which the parcel's clock stood still. */
function running({ suspensions }: Parcel, from: LocalDate, to: LocalDate): { from: LocalDate; to: LocalDate }[] {
  let open = from < to ? [{ from, to }] : [];
  for (const { from: stop, to: go } of suspensions) {
    open = open.flatMap((span) => [{ from: span.from, to: earlier(span.to, stop) }, { from: go === null ? span.to : later(span.from, go), to: span.to }].filter((one) => one.from < one.to));
  }
  return open;
}

/** Each day of `[from, to)` on which something lay late, at the door of the delay that began first; days in a row are one span. */
function toldApart(from: LocalDate, to: LocalDate, delays: readonly Delay[]): Lateness['byMoney'] {
  const first = [...delays].sort((a, b) => (`${a.from} ${a.line} ${a.unit}` < `${b.from} ${b.line} ${b.unit}` ? -1 : 1));
  const spans: Lateness['byMoney'] = [];
  for (let day = from; day < to; day = addDays(day, 1)) {
    const delay = first.find((one) => one.from <= day && day < one.to);
    if (!delay) continue;
    const last = spans.at(-1);
    if (last?.to === day && last.line === delay.line && last.unit === delay.unit) {
      last.to = addDays(day, 1);
      last.days += 1;
    } else {
      spans.push({ line: delay.line, unit: delay.unit, from: day, to: addDays(day, 1), days: 1 });
    }
  }
  return spans;
}
