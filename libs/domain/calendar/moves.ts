import { localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { Duty, UnitYear } from '../unit-year/state.ts';
import { addWorkingDays } from './calendar.ts';
import type { WorkingCalendar } from './calendar.ts';
import type { CalendarChange, RuleDates } from './change.ts';

/**
 * What another calendar changes in a unit's year: the calendar itself, and each date that a rule or a number of
 * working days gave. A date that people set by hand stays; none moves into the past; the same change twice is one.
 */
export function eventsOfChange(state: UnitYear, { calendar, source, dates }: CalendarChange, now: Instant): UnitYearEvent[] {
  if (calendar.version === state.timing.calendar.version) return [];
  const moved = Object.values(state.duties).flatMap((duty): UnitYearEvent[] => {
    const to = newDate(duty, state.timing.calendar, calendar, dates);
    if (!duty.call || to === null || to === duty.call.dueOn || to < localDateOf(now)) return [];
    return [{ type: 'dueMoved', duty: duty.key, call: duty.call.name, from: duty.call.dueOn, dueOn: to, cause: { kind: 'calendar', reference: source } }];
  });
  return [{ type: 'calendarChanged', calendar, source }, ...moved];
}

function newDate({ key, call, calls }: Duty, old: WorkingCalendar, calendar: WorkingCalendar, dates: RuleDates): LocalDate | null {
  if (!call) return null;
  const within = calls[call.name]?.withinWorkingDays;
  if (within === undefined) return dates[key]?.from === call.dueOn ? (dates[key]?.to ?? null) : null;
  const since = localDateOf(call.since);
  return addWorkingDays(old, since, within) === call.dueOn ? addWorkingDays(calendar, since, within) : null;
}
