import { isRejection } from '../decider.ts';
import type { NoticePlan } from '../decider.ts';
import { earlier, later } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import { after } from '../unit-year/foretell.ts';
import type { Foretold } from '../unit-year/foretell.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import { nextBoundary } from './dates.ts';
import type { Pause } from './pause.ts';

/** What a pause would do to one unit's year; null where a date or a notice waits until somebody ends the pause. */
export interface PauseForetold {
  dates: { duty: string; call: string; from: LocalDate; to: LocalDate | null }[];
  /** Planned today for an instant within the pause, and when they would be told instead. */
  notices: { duty: string; stage: string; post: string; at: Instant; to: Instant | null }[];
  /** Planned for later than that, and told at another instant because of it. */
  later: number;
}

/**
 * Lives the year on by its own rules: the pause is heard, the clock comes to where it begins, and to where the year goes on
 * again (that of other pauses, should they overlap). Nobody acts meanwhile; what the ladder does by then, it does.
 *
 * @param year as its journal leaves it; one that is not open is not touched
 */
export function foretellPause(year: Foretold, { from, to }: Pause, now: Instant): PauseForetold {
  const none: PauseForetold = { dates: [], notices: [], later: 0 };
  const body = { kind: 'pauseSet', pause: 'preview', from, to, reason: '' };
  const events = unitYearDecider.decide(year.state, { name: 'hear', input: { from: 'preview', n: 1, body } }, contextAt(now));
  if (year.state.status !== 'open' || isRejection(events)) return none;
  const heard = events.reduce((at, event) => after(at, { ...event, at: now }), year);
  let paused = tickedTo(heard, later(from, now));
  for (let end = nextBoundary(paused.state); paused.state.pausedAt !== null && end !== null; end = nextBoundary(paused.state)) paused = tickedTo(paused, end);
  const isOver = paused.state.pausedAt === null;
  const until = isOver ? paused.state.now : null;
  return { dates: datesOf(year, paused, isOver, from), ...noticesOf(year, paused, { from, to: until }, now) };
}

const contextAt = (now: Instant) => ({ now, actor: null, since: () => true });

function tickedTo(year: Foretold, now: Instant): Foretold {
  return unitYearDecider.tick(year.state, contextAt(now)).reduce((at, event) => after(at, { ...event, at: now }), year);
}

/** Dates that are another afterwards; of a pause without an end those that stand still, for they were not past when it began. */
const datesOf = (was: Foretold, is: Foretold, isOver: boolean, from: Instant): PauseForetold['dates'] => Object.values(was.state.duties).flatMap(({ key, call }): PauseForetold['dates'] => {
  const then = is.state.duties[key]?.call;
  if (!call || then?.name !== call.name) return [];
  if (!isOver) return call.dueAt > from ? [{ duty: key, call: call.name, from: call.dueOn, to: null }] : [];
  return then.dueOn === call.dueOn ? [] : [{ duty: key, call: call.name, from: call.dueOn, to: then.dueOn }];
});

function noticesOf(was: Foretold, is: Foretold, { from, to }: Pause, now: Instant): Pick<PauseForetold, 'notices' | 'later'> {
  const name = ({ obligation, stage, post }: NoticePlan): string => `${obligation}/${stage}/${post}`;
  // A notice told already may be planned once more under a later dating: the first that is still to come counts.
  const then = new Map<string, Instant>();
  for (const notice of is.planned.filter(({ at }) => at >= from)) then.set(name(notice), earlier(then.get(name(notice)) ?? notice.at, notice.at));
  const toCome = was.planned.filter(({ at }) => at > now && at >= from);
  const isWithin = ({ at }: NoticePlan): boolean => to === null || at < to;
  return {
    notices: toCome.filter(isWithin).map((notice) => ({ duty: notice.obligation.slice(notice.obligation.lastIndexOf('/') + 1), stage: notice.stage, post: notice.post, at: notice.at, to: then.get(name(notice)) ?? null })),
    later: toCome.filter((notice) => !isWithin(notice) && then.get(name(notice)) !== notice.at).length,
  };
}
