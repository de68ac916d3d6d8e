import { dateOf, endOf, instantOf, slotAfter, workingDay } from './calendar.ts';
import type { Given, OwingUnit } from './expect.ts';
import { calls, nearDays, othersWithin } from './ladders.ts';
import type { CallName, Stage } from './ladders.ts';
import type { Figures } from './targets.ts';

/** A time during which a duty waited for something, with the date it then had. */
export interface Span {
  call: CallName;
  since: string;
  /** With this date from here on: later than `since` after the date was moved. */
  from: string;
  until: string | null;
  dueOn: string;
  dating: number;
  /** Who has done their part of it, and when: one of two leaders has signed. */
  acted: Map<string, string>;
  /** Who had the paper from when on; a report moves inside its unit while its date stays. */
  held: { from: string; posts: string[] }[];
  /** Working days by which the ladder comes later, for a pause that found the duty late already. */
  heldDays: number;
}

export interface Duty {
  unit: OwingUnit;
  key: string;
  status: string;
  spans: Span[];
  onTime: boolean | null;
  originalDueOn: string | null;
  /** The date that counts; another than the first only after what was declared away was required. */
  ownDueOn: string;
  /** Duties that recur share their policy, and the call they begin with. */
  policy: string;
  main: CallName;
  opensAt: string | null;
  signed: Set<string>;
  objectedAt: string | null;
  /** Of a letter: the version that was signed last, and what it says of the target that is passed down. */
  version: number;
  figures: Figures;
  /** A supplement being signed, and the date the letter had before. */
  supplement: { given: Given | undefined; formerDueOn: string | null } | null;
  /** Of a request for more time: the duty it is for. Of an order: the report whose lateness drafted it, its deadline, the dates of the stages still to be answered. */
  about: Duty | null;
  deadline: string | null;
  stages: string[];
  assisting: readonly string[];
  issuedAt: string | null;
  /** Of a verification: whose figures of which report. */
  department: string | null;
  /** Posts that passed the paper on its way through the unit. */
  passed: Set<string>;
  /** Each time its date was moved, as `{call} {from} → {to}, {why}`. */
  moved: string[];
  /** When it was reminded of by hand, and when by telephone. */
  byHand: string[];
  phoned: string[];
}

/** Why a date is moved: as asked for, by one act for many, by a pause, by a holiday notice. */
export type MovedBy = 'extension' | 'collective' | 'pause' | 'calendar';

export const isOrder = ({ key }: Duty): boolean => key.startsWith('order-');
export const nameOf = (call: CallName): string => calls[call].name ?? call;

/** The date that so many working days from a day are, as the call has it. */
export const dueWithin = (call: CallName, from: string, policy = ''): string => workingDay(dateOf(from), othersWithin[policy]?.[call] ?? calls[call].within ?? 0);

export function current(duty: Duty): Span {
  const span = duty.spans.at(-1);
  if (!span || span.until !== null) throw new Error(`${duty.unit.name} ${duty.key} waits for nothing`);
  return span;
}

export function begin(duty: Duty, call: CallName, since: string, dueOn: string, isResumed = false): void {
  const before = duty.spans.filter((span) => span.call === call).at(-1);
  const dating = before === undefined ? 1 : isResumed && before.dueOn === dueOn ? before.dating : before.dating + 1;
  duty.spans.push({ call, since, from: since, until: null, dueOn, dating, acted: new Map(isResumed ? before?.acted : []), held: [], heldDays: 0 });
}

/** What is waited for gets another date: reminded anew, in the same hands. */
export function redate(duty: Duty, at: string, dueOn: string, why: MovedBy): void {
  const before = current(duty);
  before.until = at;
  duty.moved.push(`${nameOf(before.call)} ${before.dueOn} → ${dueOn}, ${why}`);
  duty.spans.push({ ...before, from: at, until: null, dueOn, dating: before.dating + 1 });
}

/** The ladder of what is late already waits so many working days longer. */
export function holdLadder(duty: Duty, at: string, days: number): void {
  const before = current(duty);
  before.until = at;
  duty.spans.push({ ...before, from: at, until: null, heldDays: before.heldDays + days });
}

export function wait(duty: Duty, status: string, call: CallName, at: string, dueOn: string, isResumed = false): void {
  current(duty).until = at;
  duty.status = status;
  begin(duty, call, at, dueOn, isResumed);
}

export function settle(duty: Duty, status: string, at: string): void {
  current(duty).until = at;
  duty.status = status;
}

/** What is done, or was let go, stays so when the year is closed. */
const settled = new Set(['inForce', 'allocated', 'accepted', 'approved', 'held', 'closed', 'concluded', 'granted', 'refused', 'withdrawn', 'noTask', 'waived', 'discarded', 'voided']);

/** Nothing is to come of it any more. */
export const isSettled = ({ status }: Duty): boolean => settled.has(status);

/** The year is closed: what is still open lapses; of a supplement only the supplement. */
export function lapse(duty: Duty, at: string): void {
  const span = duty.spans.at(-1);
  if (span?.until === null) span.until = at;
  if (duty.supplement) Object.assign(duty, { status: 'inForce', originalDueOn: duty.supplement.formerDueOn, supplement: null });
  else if (!isSettled(duty)) duty.status = 'lapsed';
}

export const stageAt = (stage: Stage, span: Span): string =>
  (typeof stage.when === 'string' ? slotAfter(span.since) : instantOf(workingDay(span.dueOn, stage.when + span.heldDays), '09:00'));

/** The light people see: only what the unit itself owes can be near or late. */
export function lightOf(duty: Duty, open: Span | null, clock: string): string {
  if (['inForce', 'accepted', 'allocated', 'approved', 'held', 'closed', 'confirmed', 'concluded', 'granted', 'refused'].includes(duty.status)) return 'done';
  if (['noTask', 'waived', 'lapsed', 'withdrawn', 'discarded', 'voided'].includes(duty.status)) return 'void';
  if (['objected', 'countersigning', 'supplementSigned', 'submitted', 'reported', 'waiting', 'unverified', 'disputed', 'requested'].includes(duty.status) || (isOrder(duty) && duty.status === 'drafted')) return 'waiting';
  if (!open || duty.opensAt === null) return 'notYet';
  if (endOf(open.dueOn) <= clock) return 'late';
  if (duty.opensAt > clock) return 'notYet';
  return instantOf(workingDay(open.dueOn, -nearDays), '00:00') <= clock ? 'near' : 'onTrack';
}
