import { addWorkingDays, nextSlot, roll } from '../calendar/calendar.ts';
import type { NoticePlan } from '../decider.ts';
import { addDays, addMinutes, earlier, instantAt } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { Call, DutyBase, ReachedStage, ResolvedStage, Timing } from './call.ts';

/**
 * The instant a stage of a call falls on: a slot of a working day counted from the due date.
 *
 * @param heldSince when the paper came into the hands that hold it now
 */
export function stageInstant(stage: ResolvedStage, call: Call, timing: Timing, heldSince: Instant = call.since): Instant {
  if (stage.when === 'start') return nextSlot(timing.calendar, timing.slots, call.toldFrom ?? call.since);
  if (stage.when === 'held') return nextSlot(timing.calendar, timing.slots, heldSince);
  // A due date that was not rolled may be a day off: its own morning is then the working day before.
  const days = stage.when + (call.heldDays ?? 0);
  const day = days === 0 ? roll(timing.calendar, call.dueOn, 'back') : addWorkingDays(timing.calendar, call.dueOn, days);
  return instantAt(day, stage.slot);
}

/** `sign.after-1`: the stage's name within a duty, whose calls may have ladders with the same stage ids. */
export const stageName = (call: Call, stage: ResolvedStage): string => `${call.name}.${stage.id}`;

const ladderOf = (duty: DutyBase, call: Call, timing: Timing): readonly ResolvedStage[] =>
  timing.ladders[duty.calls[call.name]?.ladder ?? ''] ?? [];

const isRecorded = (duty: DutyBase, name: string, dating: number): boolean =>
  duty.reached.some((reached) => reached.stage === name && reached.dating === dating);

export interface NoticeFrame {
  /** Posts that have done their part of the call: one leader has signed, the other has not. They are not told again. */
  acted: readonly string[];
  /** Posts that hold the paper. */
  holders: readonly string[];
  /** The unit's first date, where it is the unit that is asked; the level above has no other date than its own. */
  originalDueOn: LocalDate | null;
  unit: string;
  unitName: string;
  link: string;
}

/** Whom a stage tells: the posts it names and those that hold the paper, without those that have done their part. */
const told = (stage: ResolvedStage, { acted, holders }: Pick<NoticeFrame, 'acted' | 'holders'>): string[] =>
  [...new Set([...stage.tell, ...(stage.tellsHolder ? holders : [])])].filter((post) => !acted.includes(post));

function noticesOf(duty: DutyBase, call: Call, stage: ResolvedStage, at: Instant, frame: NoticeFrame, posts = told(stage, frame)): NoticePlan[] {
  const name = stageName(call, stage);
  return posts.filter((post) => !duty.toldByPhone?.includes(`${duty.obligation}/${name}/${call.dating}/${post}`)).map((post) => ({
    key: `${duty.obligation}/${name}/${call.dating}/${post}`,
    obligation: duty.obligation,
    stage: name,
    dating: call.dating,
    post,
    at,
    content: {
      unit: frame.unit,
      unitName: frame.unitName,
      title: duty.title.zh,
      act: call.name,
      stage: stage.id,
      words: stage.words,
      dueOn: call.dueOn,
      originalDueOn: frame.originalDueOn ?? call.dueOn,
      basis: (duty.calls[call.name]?.basis ?? duty.basis).zh,
      link: frame.link,
    },
  }));
}

/** The reminders of a call that just began: those still to come; what is past is not told late. */
export function plannedReminders(duty: DutyBase, timing: Timing, frame: NoticeFrame, now: Instant): NoticePlan[] {
  const { call } = duty;
  if (!call) return [];
  return ladderOf(duty, call, timing)
    // Whoever has the paper from the beginning is told by the beginning.
    .filter((stage) => stage.action === 'remind' && stage.when !== 'held')
    .flatMap((stage) => {
      const at = stageInstant(stage, call, timing);
      return at >= now ? noticesOf(duty, call, stage, at, frame) : [];
    });
}

/** The reminders of the ladder to some posts that are still to come, each stage with its instant. */
export function noticesToCome(duty: DutyBase, timing: Timing, posts: readonly string[], now: Instant): { stage: string; at: Instant }[] {
  const { call } = duty;
  if (!call) return [];
  return ladderOf(duty, call, timing)
    .filter((stage) => stage.action === 'remind' && stage.when !== 'held' && told(stage, { acted: [], holders: posts }).some((post) => posts.includes(post)))
    .map((stage) => ({ stage: stageName(call, stage), at: stageInstant(stage, call, timing) }))
    .filter(({ at }) => at >= now);
}

/** The stages that tell whoever the paper was handed to. */
export const stagesOfHolders = (duty: DutyBase, timing: Timing): string[] =>
  (duty.call === null ? [] : ladderOf(duty, duty.call, timing).flatMap((stage) => (stage.when === 'held' && duty.call ? [stageName(duty.call, stage)] : [])));

/**
 * What changes in the reminders of a call that goes on with the same date while the paper changes hands: those who are
 * told no longer, and the reminders still to come for those who are told from now on.
 */
export function movedReminders(duty: DutyBase, timing: Timing, was: Pick<NoticeFrame, 'acted' | 'holders'>, frame: NoticeFrame, now: Instant): { gone: string[]; plan: NoticePlan[] } {
  const { call } = duty;
  if (!call) return { gone: [], plan: [] };
  const ladder = ladderOf(duty, call, timing);
  const gone = new Set(ladder.flatMap((stage) => told(stage, was).filter((post) => !told(stage, frame).includes(post))));
  const came = new Set(frame.holders.filter((post) => !was.holders.includes(post)));
  const plan = ladder.filter((stage) => stage.action === 'remind' && stage.when !== 'start').flatMap((stage) => {
    const before = stage.when === 'held' ? [] : told(stage, was).filter((post) => !gone.has(post));
    const posts = told(stage, frame).filter((post) => !before.includes(post) && (stage.when !== 'held' || came.has(post)));
    const at = stageInstant(stage, call, timing, now);
    return at >= now ? noticesOf(duty, call, stage, at, frame, posts) : [];
  });
  return { gone: [...gone], plan };
}

/** The notices of a stage that was just recorded. */
export function escalationNotices(duty: DutyBase, reached: ReachedStage, timing: Timing, frame: NoticeFrame): NoticePlan[] {
  const { call } = duty;
  if (!call) return [];
  return ladderOf(duty, call, timing)
    .filter((stage) => stageName(call, stage) === reached.stage)
    .flatMap((stage) => noticesOf(duty, call, stage, reached.dueAt, frame));
}

/** Stages that change the record and are due by `now`, in the order of their instants. */
export function stagesDue(duty: DutyBase, timing: Timing, now: Instant): ReachedStage[] {
  return openEscalations(duty, timing)
    .filter(({ wakeAt }) => wakeAt <= now)
    .map(({ stage, dating, dueAt }) => ({ stage, dating, dueAt }))
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

/** The next instant at which the duty changes by itself. */
export function nextStageAt(duty: DutyBase, timing: Timing): Instant | null {
  return openEscalations(duty, timing).reduce<Instant | null>(
    (least, { wakeAt }) => (least === null ? wakeAt : earlier(least, wakeAt)), null);
}

function openEscalations(duty: DutyBase, timing: Timing): (ReachedStage & { wakeAt: Instant })[] {
  const { call } = duty;
  if (!call) return [];
  return ladderOf(duty, call, timing)
    .filter((stage) => stage.action !== 'remind' && !isRecorded(duty, stageName(call, stage), call.dating))
    .map((stage) => {
      const dueAt = stageInstant(stage, call, timing);
      return { stage: stageName(call, stage), dating: call.dating, dueAt, wakeAt: addMinutes(dueAt, timing.escalationDelayMinutes) };
    });
}

/** The calendar reaches the ladder of a date: what it does not reach could neither be told nor moved again. */
export function isReached(duty: Pick<DutyBase, 'calls'>, call: string, dueOn: LocalDate, timing: Timing): boolean {
  const furthest = Math.max(0, ...(timing.ladders[duty.calls[call]?.ladder ?? ''] ?? []).map(({ when }) => (typeof when === 'number' ? when : 0)));
  const last = addDays(timing.calendar.from, timing.calendar.days.length - 1);
  // A working day has never been more than two calendar weeks away.
  return addDays(dueOn, furthest * 2 + 60) <= last;
}
