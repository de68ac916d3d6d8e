import { isWorkingDay, nextSlot } from '#libs/domain/calendar/calendar';
import { addDays, instantAt, localDateOf, timeOfDayOf } from '#libs/domain/time/instant';
import type { Instant, TimeOfDay } from '#libs/domain/time/instant';
import type { DeliveryTerms } from './terms.ts';

type Hours = Pick<DeliveryTerms, 'calendar' | 'slots' | 'quiet'>;

/** The longest row of days off is a week; a calendar with a month of them is broken. */
const longestRest = 31;

const isQuiet = ({ from, to }: DeliveryTerms['quiet'], time: TimeOfDay): boolean =>
  (from <= to ? time >= from && time < to : time >= from || time < to);

/** Whether anything may be told at this instant: a working day, outside quiet hours. */
export const isOpen = (hours: Hours, at: Instant): boolean =>
  isWorkingDay(hours.calendar, localDateOf(at)) && !isQuiet(hours.quiet, timeOfDayOf(at));

/** The slots outside quiet hours; where a pack leaves none, the end of the quiet hours is one. */
const openSlots = ({ slots, quiet }: Hours): readonly TimeOfDay[] => {
  const open = slots.filter((slot) => !isQuiet(quiet, slot));
  return open.length > 0 ? open : [quiet.to];
};

/** The first slot strictly after `at` at which something may be told. */
export const nextOpenSlot = (hours: Hours, at: Instant): Instant => nextSlot(hours.calendar, openSlots(hours), at);

/** The last slot of a working day at or before `at`; null when there was none for a month. */
export function latestSlot(hours: Hours, at: Instant): Instant | null {
  const slots = [...openSlots(hours)].reverse();
  for (let back = 0; back < longestRest; back += 1) {
    const day = addDays(localDateOf(at), -back);
    if (!isWorkingDay(hours.calendar, day)) continue;
    const slot = slots.map((time) => instantAt(day, time)).find((instant) => instant <= at);
    if (slot) return slot;
  }
  return null;
}
