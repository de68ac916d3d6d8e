import { isRejection, takesBack } from '../decider.ts';
import type { NoticePlan } from '../decider.ts';
import type { Instant } from '../time/instant.ts';
import { later } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { UnitYear, UnitYearStart } from '../unit-year/state.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';

/** A unit's year in which nobody does anything. */
export interface SilentYear {
  state: UnitYear;
  /** Everything told or still to be told, as the outbox of such a year would hold it. */
  notices: NoticePlan[];
  reached: Extract<UnitYearEvent, { type: 'stageReached' }>[];
}

/**
 * Lives a unit's year up to an instant with the rules themselves: opened at the launch, then woken at each deadline.
 *
 * @throws RangeError when a date lies beyond the calendar
 */
export function silentYear(start: UnitYearStart, launchedAt: Instant, until: Instant): SilentYear {
  let state = unitYearDecider.initial;
  let notices: NoticePlan[] = [];
  const reached: SilentYear['reached'] = [];
  const happen = (events: readonly UnitYearEvent[], at: Instant): void => {
    for (const event of events) {
      const before = state;
      state = unitYearDecider.evolve(before, { ...event, at });
      const { cancel, plan } = unitYearDecider.react(before, { ...event, at }, state);
      // What was told stays told: a drill wakes its streams before it tells what is due at the same instant.
      if (cancel.length > 0) notices = notices.filter((notice) => notice.at < at || !cancel.some((one) => takesBack(one, notice)));
      notices.push(...plan);
      if (event.type === 'stageReached') reached.push(event);
    }
  };
  const context = (now: Instant) => ({ now, actor: null, since: () => true });
  const opened = unitYearDecider.decide(state, { name: 'openYear', input: start }, context(launchedAt));
  if (isRejection(opened)) return { state, notices, reached };
  happen(opened, launchedAt);
  happen(unitYearDecider.tick(state, context(launchedAt)), launchedAt);
  for (let at = unitYearDecider.nextDeadline(state); at !== null && at <= until; at = unitYearDecider.nextDeadline(state)) {
    const now = later(at, state.now);
    happen(unitYearDecider.tick(state, context(now)), now);
  }
  // A key is told once: planned again at the same place it is the same row.
  return { state, notices: [...new Map(notices.map((notice) => [notice.key, notice])).values()], reached };
}
