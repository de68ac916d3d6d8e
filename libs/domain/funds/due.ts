import { addWorkingDays } from '../calendar/calendar.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import { addDays, dayNumber } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { DueRule, FundsDue, Parcel } from './line.ts';

/**
 * By when money that arrived on a day has to go on: by the first rule that speaks of it.
 *
 * A day named by a document says nothing of money that came after that day: who had it before is to blame for that.
 *
 * @returns null where nothing speaks: no source gives days from district to town, and none are made up
 * @throws RangeError when the calendar does not reach so far
 */
export function dueOf(rules: readonly DueRule[], receivedOn: LocalDate, calendar: WorkingCalendar): FundsDue | null {
  for (const { by, within, basis } of rules) {
    if (by !== undefined && by >= receivedOn) return { dueOn: by, basis, counted: 'natural' };
    if (within !== undefined) return { dueOn: within.counted === 'working' ? addWorkingDays(calendar, receivedOn, within.days) : addDays(receivedOn, within.days), basis, counted: within.counted };
  }
  return null;
}

/** Days of `[from, to)` on which a parcel's clock stood still. */
export function suspendedDays({ suspensions }: Pick<Parcel, 'suspensions'>, from: LocalDate, to: LocalDate): number {
  return suspensions.reduce((days, one) => days + overlap(from, to, one.from, one.to ?? to), 0);
}

/** Days that `[a, b)` and `[c, d)` have in common. */
export function overlap(a: LocalDate, b: LocalDate, c: LocalDate, d: LocalDate): number {
  return Math.max(0, Math.min(dayNumber(b), dayNumber(d)) - Math.max(dayNumber(a), dayNumber(c)));
}
