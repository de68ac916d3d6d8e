import type { DutyBase, DutyStartBase, Timing } from '../call/call.ts';
import type { Context, Happened, Rejection, TransitionTable } from '../decider.ts';
import type { LightFacts } from '../light.ts';
import type { WhoMay } from '../may.ts';
import type { Planning } from '../policy/planning.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { UnitYearEvent } from './events.ts';
import type { Duty } from './state.ts';

/** What a rule of one duty may look at besides the duty. */
export interface DutyContext extends Context {
  /** The instant by which being in time is judged: while the year is paused, when the pause began. */
  judgedAt: Instant;
  timing: Timing;
  person: string;
  /** The posts under which the person acts. */
  posts: readonly string[];
  /** All duties of the unit's year. */
  duties: Readonly<Record<string, Duty>>;
}

/** A command of a duty: who may give it, and the rule. The only statement of authority. */
export interface DutyCommand<D extends DutyBase, Input> {
  who: WhoMay;
  /** The edge of the transition table it takes; in a state without this edge it is refused. */
  edge: string;
  decide(duty: D, input: Input, context: DutyContext): readonly UnitYearEvent[] | Rejection;
}

/** A command that opens a duty of a kind during the year: `duty` of its input is the id of the policy. */
export interface DutyOpening<S extends DutyStartBase, Input> {
  who: WhoMay;
  decide(template: S, input: Input, context: OpeningContext): readonly UnitYearEvent[] | Rejection;
}

export interface OpeningContext extends DutyContext {
  /** The key that the new duty gets. */
  key: string;
  /** The unit that will owe it. */
  unit: string;
}

/** What a duty shows of itself in the read model, apart from what all duties show. */
export interface DutyFacts {
  standing: LightFacts['standing'];
  opensAt: Instant;
  firstSubmittedAt: Instant | null;
  onTime: boolean | null;
  completeAt: Instant | null;
}

/** A kind of duty inside a unit's year. Adding one is a folder and a row in `kinds.ts`. */
export interface ObligationKind<D extends DutyBase & { kind: string; status: string }, S extends DutyStartBase, P> {
  kind: D['kind'];
  /** Opened during the year, by an act or a stage, as often as need be; the launch plans only what it will be like. */
  isOnDemand?: true;
  /** What a duty of the pack means for one unit: one, one a period, or none. */
  plan(policy: P, planning: Planning): readonly S[];
  /** The duty as it stands when the year opens. */
  open(start: S, base: DutyBase, at: Instant): D;
  transitions: TransitionTable;
  /** States in which nothing is owed any more. */
  settled: readonly D['status'][];
  /** Each has its own input, of the schema its route has in the contracts. */
  commands: Readonly<Record<string, DutyCommand<D, never>>>;
  /** Commands that open a duty of this kind during the year. */
  openings?: Readonly<Record<string, DutyOpening<S, never>>>;
  evolve(duty: D, event: Happened<UnitYearEvent>, timing: Timing): D;
  /** Posts of the current call that still have to act. */
  waitingPosts(duty: D): readonly string[];
  /** What those posts are asked for, where it is not the call itself. */
  actOf?(duty: D): string;
  /** When time alone changes the duty, stages of its ladder aside, and what then happens. */
  changesAt?(duty: D): Instant | null;
  change?(duty: D): UnitYearEvent;
  facts(duty: D): DutyFacts;
  /** What a date that moved means beyond the call it belongs to: a report judges by its own date. */
  redated?(duty: D, call: string, dueOn: LocalDate): D;
  /** The duty at the end of an ended year. */
  lapse(duty: D): D;
}
