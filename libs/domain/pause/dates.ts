import { addWorkingDays, nextSlot, workingDaysBetween } from '../calendar/calendar.ts';
import type { Call, Timing } from '../call/call.ts';
import { isReached } from '../call/stages.ts';
import type { MoveCause } from '../extension/extension.ts';
import { orderDatesAfterPause } from '../order/pause.ts';
import { addDays, later, localDateOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { Duty, UnitYear } from '../unit-year/state.ts';
import type { Pause } from './pause.ts';

/** Where the year stops or goes on next; null when it does not by itself. Pauses that overlap are one. */
export function nextBoundary({ pauses, pausedAt }: Pick<UnitYear, 'pauses' | 'pausedAt'>): Instant | null {
  const all = Object.values(pauses).filter(({ from, to }) => to === null || from < to);
  if (pausedAt === null) return all.map(({ from }) => from).sort()[0] ?? null;
  for (let end: Instant = pausedAt; ;) {
    const lasting = all.find(({ from, to }) => from <= end && (to === null || to > end));
    if (!lasting) return end;
    if (lasting.to === null) return null;
    end = lasting.to;
  }
}

/**
 * What the pause did to the dates, once it is over: each thing waited for gets back the working days the pause took,
 * counted from when the waiting began.
 *
 * @param year as it stood while paused
 */
export function datesAfterPause(year: UnitYear, from: Instant, to: Instant): UnitYearEvent[] {
  return Object.values(year.duties).flatMap((duty) => afterPause(duty, year, from, to));
}

function afterPause(duty: Duty, { timing }: UnitYear, from: Instant, to: Instant): UnitYearEvent[] {
  const cause: MoveCause = { kind: 'pause', reference: `${localDateOf(from)}–${localDateOf(to)}` };
  return [...callAfterPause(duty, timing, from, to, cause), ...(duty.kind === 'order' ? orderDatesAfterPause(duty, timing, from, to, cause) : [])];
}

function callAfterPause(duty: Duty, timing: Timing, from: Instant, to: Instant, cause: MoveCause): UnitYearEvent[] {
  const { key, call } = duty;
  if (!call) return [];
  const { calendar } = timing;
  const days = workingDaysBetween(calendar, localDateOf(later(call.since, from)), localDateOf(to));
  if (days === 0) return [];
  // Beyond what the calendar reaches nothing could be told or moved again: the date stays where it is.
  if (!isReached(duty, call.name, addDays(call.dueOn, days * 3), timing)) return [];
  if (call.dueAt <= from) return [{ type: 'dueHeld', duty: key, call: call.name, days }];
  return [{ type: 'dueMoved', duty: key, call: call.name, from: call.dueOn, dueOn: addWorkingDays(calendar, call.dueOn, days), cause }];
}

/** What began in the pause, or so shortly before it that nobody was told, is told of when it is over. */
export function toldAfterPause({ duties, timing }: Pick<UnitYear, 'duties' | 'timing'>, from: Instant, to: Instant): Record<string, Duty> {
  const isUntold = ({ since, toldFrom = since }: Call): boolean => toldFrom < to && nextSlot(timing.calendar, timing.slots, toldFrom) >= from;
  return Object.fromEntries(Object.entries(duties).map(([key, duty]): [string, Duty] => [key, duty.call && isUntold(duty.call) ? { ...duty, call: { ...duty.call, toldFrom: to } } : duty]));
}

/** Pauses that may still matter after the year went on at `to`. */
export const pausesAfter = (pauses: Readonly<Record<string, Pause>>, to: Instant): Record<string, Pause> =>
  Object.fromEntries(Object.entries(pauses).filter(([, pause]) => pause.to === null || pause.to > to));
