import { nextSlot } from '../calendar/calendar.ts';
import { noticesToCome, stagesOfHolders } from '../call/stages.ts';
import type { NoticeFrame } from '../call/stages.ts';
import { reject } from '../decider.ts';
import type { Context, Effects, Happened, Rejection } from '../decider.ts';
import type { WhoMay } from '../may.ts';
import { endOfDay, later, localDateOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import { actOf, kindOf } from '../unit-year/kinds.ts';
import type { Duty, UnitYear } from '../unit-year/state.ts';
import type { YearCommand } from '../unit-year/year-command.ts';
import { stageByHand } from './reminding.ts';
import type { Reminded, RemindingEvent } from './reminding.ts';

/** Whoever chases the unit anyway: the office above it, and who runs or supervises the year. */
const whoReminds: WhoMay = { anyOf: [{ function: 'reviewer', of: 'superior' }, { function: 'administrator', of: 'root' }, { function: 'supervisor', of: 'above' }] };

/** Telephone calls settle a stage or two each; what is older than this was told of a dating that is long over. */
const mostSettled = 40;

/**
 * Reminds whoever of the unit owes a duty now (催办), at the next slot and besides the ladder, once a day.
 *
 * @rejects nothingToRemind, waitsForOthers, reminderTooEarly, remindedAlready; remindingPaused, as a year that stands still asks nobody
 */
const remindDuty: YearCommand<{ duty: string; from: string }> = {
  who: whoReminds,
  decide(state, duty, { from }, context) {
    if (state.pausedAt !== null) return reject('remindingPaused', { since: localDateOf(state.pausedAt) });
    const owed = owedNow(state, duty, context);
    if ('rejected' in owed) return owed;
    const told = remindedOn(duty, owed);
    const posts = owed.posts.filter((post) => !told.includes(post));
    if (posts.length === 0) return reject('remindedAlready', { posts: owed.posts });
    return [{ type: 'dutyReminded', duty: duty.key, ...owed, posts, from, by: context.actor?.person ?? '' }];
  },
};

/**
 * Puts a telephone call on record. It counts as the reminder that would go out that day or at the next slot to those
 * who owe it; what is escalated stays, and so do copies to others.
 *
 * @rejects nothingToRemind, waitsForOthers, reminderTooEarly
 */
const logPhoneReminder: YearCommand<{ duty: string; whom: string; note?: string }> = {
  who: whoReminds,
  decide(state, duty, { whom, note }, context) {
    const owed = owedNow(state, duty, context);
    if ('rejected' in owed) return owed;
    const stages = stagesSettled(state, duty, owed.posts, context.now);
    return [{ type: 'phoneReminderLogged', duty: duty.key, ...owed, whom, note: note ?? null, stages, by: context.actor?.person ?? '' }];
  },
};

export const remindingCommands = { remindDuty, logPhoneReminder } as const;

/** What the unit owes at this moment, and which of its posts. */
function owedNow(state: UnitYear, duty: Duty, { now }: Context): Reminded | Rejection {
  const { call } = duty;
  if (!call) return reject('nothingToRemind', { status: duty.status });
  const posts = [...kindOf(duty).waitingPosts(duty)];
  const { standing, opensAt } = kindOf(duty).facts(duty);
  if (standing !== 'owed' || !posts.every((post) => post.startsWith(`${state.about?.unit.id}/`))) return reject('waitsForOthers', { posts, act: actOf(duty) });
  const opens = later(opensAt, call.since);
  if (opens > now) return reject('reminderTooEarly', { opensOn: localDateOf(opens) });
  return { call: call.name, dating: call.dating, on: localDateOf(now), posts };
}

const remindedOn = ({ reminded }: Duty, { call, dating, on }: Reminded): string[] =>
  (reminded?.call === call && reminded.dating === dating && reminded.on === on ? reminded.posts : []);

/** Reminders of the ladder to these posts that would go out today, or at the next slot where that is later. */
function stagesSettled({ timing }: UnitYear, duty: Duty, posts: readonly string[], now: Instant): string[] {
  const until = later(endOfDay(localDateOf(now)), nextSlot(timing.calendar, timing.slots, now));
  return noticesToCome(duty, timing, posts, now).filter(({ at }) => at <= until).map(({ stage }) => stage);
}

/** The duty with what was said remembered, so that nothing of it is told again. */
export function evolveReminding(duty: Duty, event: RemindingEvent): Duty {
  const { call, dating, on, posts } = event;
  const reminded: Reminded = { call, dating, on, posts: [...new Set([...remindedOn(duty, event), ...posts])] };
  if (event.type === 'dutyReminded') return { ...duty, reminded };
  const toldByPhone = [...new Set([...duty.toldByPhone ?? [], ...settledKeys(duty, event)])].slice(-mostSettled);
  return { ...duty, reminded, ...(toldByPhone.length > 0 ? { toldByPhone } : {}) };
}

const settledKeys = (duty: Duty, { stages, dating, posts }: Extract<RemindingEvent, { type: 'phoneReminderLogged' }>): string[] =>
  stages.flatMap((stage) => posts.map((post) => `${duty.obligation}/${stage}/${dating}/${post}`));

/** What a reminder by hand plans, and what a telephone call takes back. */
export function remindingEffects(event: Happened<UnitYearEvent>, { duties, timing }: UnitYear, frameOf: (duty: Duty) => NoticeFrame): Pick<Effects, 'cancel' | 'plan'> {
  const duty = event.type === 'dutyReminded' || event.type === 'phoneReminderLogged' ? duties[event.duty] : undefined;
  if (!duty?.call) return { cancel: [], plan: [] };
  const { obligation, call } = duty;
  if (event.type === 'phoneReminderLogged') {
    // A reminder by hand that still waits for its slot, and one for the paper just handed over, say nothing more than the call did.
    const also = [stageByHand(event.call, event.on), ...stagesOfHolders(duty, timing)];
    return { cancel: [{ obligation, posts: event.posts, keys: settledKeys(duty, { ...event, stages: [...event.stages, ...also] }) }], plan: [] };
  }
  if (event.type !== 'dutyReminded') return { cancel: [], plan: [] };
  const { unit, unitName, originalDueOn, link } = frameOf(duty);
  const stage = stageByHand(event.call, event.on);
  return {
    cancel: [],
    plan: event.posts.map((post) => ({
      key: `${obligation}/${stage}/${event.dating}/${post}`, obligation, stage, dating: event.dating, post, at: nextSlot(timing.calendar, timing.slots, event.at),
      content: {
        unit, unitName, title: duty.title.zh, act: call.name, stage: 'by-hand', words: `${event.from}提醒`, dueOn: call.dueOn, originalDueOn: originalDueOn ?? call.dueOn,
        basis: (duty.calls[call.name]?.basis ?? duty.basis).zh, link,
      },
    })),
  };
}
