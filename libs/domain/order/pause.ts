import { addWorkingDays, workingDaysBetween } from '../calendar/calendar.ts';
import { isReached } from '../call/stages.ts';
import type { Timing } from '../call/call.ts';
import type { MoveCause } from '../extension/extension.ts';
import { addDays, endOfDay, later, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import { openStage } from './order.ts';
import type { Order } from './order.ts';

/**
 * What a pause does to the dates of an order that nobody is asked for yet: each that lay ahead when it began gets back the
 * working days it took since the issue. What is asked for now moves by itself, as every call does.
 */
export function orderDatesAfterPause(order: Order, timing: Timing, from: Instant, to: Instant, cause: MoveCause): UnitYearEvent[] {
  const { key, status, issued, deadline, call } = order;
  if (!issued || deadline === null || (status !== 'issued' && status !== 'acknowledged') || call === null || call.name === 'complete') return [];
  const { calendar } = timing;
  const days = workingDaysBetween(calendar, localDateOf(later(issued.at, from)), localDateOf(to));
  if (days === 0 || !isReached(order, 'complete', addDays(deadline, days * 3), timing)) return [];
  const moved = (dueOn: LocalDate): LocalDate => (endOfDay(dueOn) <= from ? dueOn : addWorkingDays(calendar, dueOn, days));
  const asked = call.name === 'feedback' ? openStage(order) : -1;
  const stages = order.stages.map(({ dueOn, answeredAt }, index) => (answeredAt !== null || index === asked || moved(dueOn) === dueOn ? null : moved(dueOn)));
  return moved(deadline) === deadline ? [] : [{ type: 'orderDatesMoved', duty: key, stages, deadline: moved(deadline), cause }];
}
