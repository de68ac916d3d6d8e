import { isRejection } from '../decider.ts';
import type { Context } from '../decider.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYearStart } from './state.ts';
import { unitYearDecider } from './unit-year.ts';

/**
 * Opens a unit's year in thought, issues its letter and lays out all its dates, before anybody launches it.
 *
 * @throws RangeError when a date lies beyond the calendar
 */
export function tryYear(start: UnitYearStart, at: Instant): void {
  const context: Context = { now: at, actor: null, since: () => false };
  let state = unitYearDecider.initial;
  const commands = [
    { name: 'openYear', input: start },
    { name: 'hear', input: { from: 'above', n: 1, body: { kind: 'superiorLetterInForce' } } },
  ] as const;
  for (const command of commands) {
    const events = unitYearDecider.decide(state, command, context);
    // No document yet: a draft may wait for it.
    if (isRejection(events)) return;
    for (const event of events) {
      const before = state;
      state = unitYearDecider.evolve(before, { ...event, at });
      unitYearDecider.react(before, { ...event, at }, state);
    }
  }
  unitYearDecider.nextDeadline(state);
  unitYearDecider.rowsOf(state);
}
