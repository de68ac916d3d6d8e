import { isRejection, takesBack } from '../decider.ts';
import type { Effects, Happened, NoticePlan, Rejection } from '../decider.ts';
import type { Actor } from '../may.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { Duty, UnitYear, UnitYearStart } from '../unit-year/state.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import type { UnitYearCommand } from '../unit-year/unit-year.ts';

/** An act about to be tried. Nobody acts for a message heard or the end of a year. */
export interface Act {
  command: UnitYearCommand;
  actor: Actor | null;
}

/** One event, and the state and effects on either side of it. */
export interface Step {
  event: Happened<UnitYearEvent>;
  before: UnitYear;
  after: UnitYear;
  effects: Effects;
}

/** One act, or one look at the clock: what it changed, or why it was refused. */
export interface Moment {
  at: Instant;
  act: Act | null;
  before: UnitYear;
  after: UnitYear;
  rejection: Rejection | null;
  steps: Step[];
}

/** One unit's year as it was lived. */
export interface Life {
  start: UnitYearStart;
  moments: Moment[];
}

/** Rules may not change what they are given: the journal alone makes a new state. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function happen(state: UnitYear, events: readonly UnitYearEvent[], at: Instant): Step[] {
  let before = state;
  return events.map((plain) => {
    const event: Happened<UnitYearEvent> = frozen({ ...plain, at });
    const after = frozen(unitYearDecider.evolve(before, event));
    const step = { event, before, after, effects: unitYearDecider.react(before, event, after) };
    before = after;
    return step;
  });
}

const momentOf = (before: UnitYear, at: Instant, act: Act | null, decided: readonly UnitYearEvent[] | Rejection): Moment => {
  const steps = isRejection(decided) ? [] : happen(before, decided, at);
  return { at, act, before, after: steps.at(-1)?.after ?? before, rejection: isRejection(decided) ? decided : null, steps };
};

export const decideAct = (state: UnitYear, act: Act, at: Instant): Moment =>
  momentOf(state, at, act, unitYearDecider.decide(state, act.command, { now: at, actor: act.actor, since: () => true }));

export const lookAtClock = (state: UnitYear, at: Instant): Moment =>
  momentOf(state, at, null, unitYearDecider.tick(state, { now: at, actor: null, since: () => true }));

/** As the host takes a turn: what time made happen before the act, the act, what is due after it. */
export function turnOf(state: UnitYear, act: Act, at: Instant): Moment[] {
  const before = lookAtClock(state, at);
  const decided = decideAct(before.after, act, at);
  return [before, decided, lookAtClock(decided.after, at)];
}

/** A stream that is awake when its timer rings, up to and including `until`. */
export function awakeUntil(state: UnitYear, until: Instant): Moment[] {
  const moments: Moment[] = [];
  let now = state;
  let at = unitYearDecider.nextDeadline(now);
  while (at !== null && at <= until) {
    const moment: Moment = lookAtClock(now, at > now.now ? at : now.now);
    const next = unitYearDecider.nextDeadline(moment.after);
    if (next !== null && next <= moment.at) throw new Error(`woken at ${moment.at}, the next deadline is ${next}: the stream would wake for ever`);
    moments.push(moment);
    now = moment.after;
    at = next;
  }
  return moments;
}

export const stateOf = (life: Life): UnitYear => life.moments.at(-1)?.after ?? unitYearDecider.initial;
export const stepsOf = (life: Life): Step[] => life.moments.flatMap((moment) => moment.steps);
export const actsOf = (life: Life): (Moment & { act: Act })[] => life.moments.filter((moment): moment is Moment & { act: Act } => moment.act !== null);

/** The duty an event is about, before or after it. */
export const dutyIn = (state: UnitYear, event: UnitYearEvent): Duty | undefined => ('duty' in event ? state.duties[event.duty] : undefined);

/** What a run of events leaves planned, after what was planned before: what it took back is out. */
export function leftPlanned(steps: readonly Step[], planned: readonly NoticePlan[] = []): NoticePlan[] {
  return steps.reduce<NoticePlan[]>((left, { effects }) => [...left.filter((notice) => !effects.cancel.some((one) => takesBack(one, notice))), ...effects.plan], [...planned]);
}

/** A life in lines, for the report of a property that failed. */
export const story = (life: Life): string => life.moments
  .filter((moment) => moment.act !== null || moment.steps.length > 0)
  .map(({ at, act, rejection, steps }) => {
    const input = act?.command.input as { duty?: string } | undefined;
    return `${at} ${act ? `${act.command.name} ${input?.duty ?? ''}` : 'clock'} → ${rejection?.rejected ?? steps.map(({ event }) => event.type).join(', ')}`;
  }).join('\n');
