import { addWorkingDays, workingDaysBefore } from '../calendar/calendar.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import { endOfDay, instantAt } from '../time/instant.ts';
import type { Reminded } from '../reminding/reminding.ts';
import type { Instant, LocalDate, TimeOfDay } from '../time/instant.ts';

/** Where a date or a duty comes from, as people read it. */
export interface BasisText {
  zh: string;
  en: string;
}

/** A stage of a ladder with its posts found: what the pack says, resolved for one unit. */
export interface ResolvedStage {
  id: string;
  when: 'start' | 'held' | number;
  slot: TimeOfDay;
  tell: string[];
  /** Also told: whoever holds the paper when the stage comes. */
  tellsHolder?: true;
  action: 'remind' | 'escalate' | 'draftOrder' | 'propose';
  /** The duty whose order a `draftOrder` stage drafts, by the pack's id. */
  order?: string;
  /** What the pack says of it, as the reader is told. */
  words: string;
}

/** One thing a duty can be waiting for, resolved for one unit. */
export interface CallPolicy {
  posts: string[];
  withinWorkingDays?: number;
  ladder: string;
  basis: BasisText;
}

/** What a duty waits for now: from which posts, since when, by when. */
export interface Call {
  name: string;
  since: Instant;
  dueOn: LocalDate;
  /** End of the due date, exclusive. */
  dueAt: Instant;
  /** Counts the times this call was given a date: a new date is reminded anew. */
  dating: number;
  /** Where a pause kept the beginning from being told: when that pause was over. */
  toldFrom?: Instant;
  /** Working days by which the ladder waits longer, for a pause that began when the call was late already. */
  heldDays?: number;
}

/** A recorded stage: which, of which dating, and its true instant even where telling was spread. */
export interface ReachedStage {
  stage: string;
  dating: number;
  dueAt: Instant;
}

/** What every kind of duty is planned with. */
export interface DutyStartBase {
  key: string;
  policy: string;
  title: BasisText;
  basis: BasisText;
  calls: Record<string, CallPolicy>;
}

/** What every kind of duty has. */
export interface DutyBase {
  /** Key within the unit's year: `letter`, `progress-Q1`. */
  key: string;
  /** The duty's id in the pack. */
  policy: string;
  title: BasisText;
  /** `{cycle}/{unit}/{key}` */
  obligation: string;
  basis: BasisText;
  calls: Record<string, CallPolicy>;
  call: Call | null;
  /** Per call: how often it was dated, and the date it had last. */
  datings: Record<string, { n: number; dueOn: LocalDate }>;
  /** The first date the unit was given; stays when the date moves. */
  originalDueOn: LocalDate | null;
  reached: ReachedStage[];
  /** What the unit said of being late; moves no date. */
  explanations: { text: string; by: string; at: Instant }[];
  /** The last day on which it was reminded by hand. */
  reminded?: Reminded;
  /** Keys of reminders that a telephone call took the place of: they are not planned again. */
  toldByPhone?: string[];
}

/** What dates are made with; in the state, because packs and calendars are not in the workflow's bundle. */
export interface Timing {
  calendar: WorkingCalendar;
  slots: TimeOfDay[];
  nearWorkingDays: number;
  /** Minutes by which this unit's escalations come after the morning's slot; 0 in a drill. */
  escalationDelayMinutes: number;
  ladders: Record<string, ResolvedStage[]>;
}

/**
 * Begins waiting for something.
 *
 * A call that comes back with the date it had (an objection refused) is the same dating, so that a reminder
 * already told is not told again; anything else is dated anew.
 */
export function startCall<D extends DutyBase>(duty: D, name: string, since: Instant, dueOn: LocalDate, resumed = false): D {
  const last = duty.datings[name];
  const dating = last === undefined ? 1 : resumed && last.dueOn === dueOn ? last.n : last.n + 1;
  return {
    ...duty,
    call: { name, since, dueOn, dueAt: endOfDay(dueOn), dating },
    datings: { ...duty.datings, [name]: { n: dating, dueOn } },
  };
}

export const endCall = <D extends DutyBase>(duty: D): D => ({ ...duty, call: null });

/** Whether what was done at `doneAt` came in time, now that its date is `dueOn`: a date that moves makes nothing late. */
export const onTimeAfterMove = (onTime: boolean | null, doneAt: Instant | null, dueOn: LocalDate): boolean | null =>
  (doneAt === null ? onTime : onTime === true || doneAt < endOfDay(dueOn));

/** The due date of a call that is counted in working days from the day it begins. */
export function dueWithin(duty: Pick<DutyBase, 'calls'>, name: string, from: LocalDate, timing: Timing): LocalDate {
  return addWorkingDays(timing.calendar, from, duty.calls[name]?.withinWorkingDays ?? 0);
}

/** From when on the light shows near. */
export const nearAt = (dueOn: LocalDate, timing: Timing): Instant =>
  instantAt(workingDaysBefore(timing.calendar, dueOn, timing.nearWorkingDays), '00:00');
