import { escalationNotices, movedReminders, nextStageAt, plannedReminders, stagesDue } from '../call/stages.ts';
import type { NoticeFrame } from '../call/stages.ts';
import { isRejection, noEffects, reject } from '../decider.ts';
import type { Context, Decider, Effects, Happened, Json, Rejection, Task } from '../decider.ts';
import { issueLetter } from '../letter/rules.ts';
import { askedIn } from '../report/report.ts';
import { earlier } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYearEvent } from './events.ts';
import { followUps } from './follow.ts';
import { actOf, dutyCommands, kindOf, openDuty } from './kinds.ts';
import { rowsOf } from './rows.ts';
import { unopened } from './state.ts';
import type { Duty, UnitYear, UnitYearStart } from './state.ts';

/** A command to a unit's year: the system's own three, and those of its duties. */
export type UnitYearCommand =
  | { name: 'openYear'; input: UnitYearStart }
  | { name: 'hear'; input: { from: string; n: number; body: Json } }
  | { name: 'endYear'; input: { reason: 'cancelled' } }
  | { name: string; input: { duty: string } & Record<string, unknown> };

/**
 * One unit's year: its letter, its reports, and whatever else it owes.
 *
 * @rejects yearUnopened, yearEnded, alreadyOpened, alreadyReceived, unknownDuty, notPossibleNow, and what the duty's rule says
 */
export const unitYearDecider: Decider<UnitYear, UnitYearCommand, UnitYearEvent> = {
  kind: 'unit-year',
  initial: unopened,
  commands: ['openYear', 'hear', 'endYear', ...Object.keys(dutyCommands)],

  decide(state, command, context) {
    const decided = decide(state, command, context);
    return isRejection(decided) ? decided : withFollowing(state, decided, context);
  },

  tick: (state, context) => withFollowing(state, tick(state, context), context),

  evolve,
  react,

  nextDeadline(state) {
    if (state.status !== 'open') return null;
    return Object.values(state.duties).reduce<Instant | null>((least, duty) => {
      const ats = [nextStageAt(duty, state.timing), kindOf(duty).changesAt?.(duty) ?? null].filter((at) => at !== null);
      return ats.reduce<Instant | null>((least_, at) => (least_ === null ? at : earlier(least_, at)), least);
    }, null);
  },

  tasksOf(state) {
    if (state.status !== 'open') return [];
    return Object.values(state.duties).flatMap(tasksOfDuty);
  },

  rowsOf: (state) => rowsOf(state) as unknown as Readonly<Record<string, Json>>,
  isEnded: (state) => state.status === 'ended',
};

function decide(state: UnitYear, command: UnitYearCommand, context: Context): readonly UnitYearEvent[] | Rejection {
  if (command.name === 'openYear') return open(state, command.input as UnitYearStart, context);
  if (state.status === 'unopened') return reject('yearUnopened');
  if (command.name === 'hear') return hear(state, command.input as { from: string; n: number; body: Json }, context);
  if (state.status === 'ended') return reject('yearEnded');
  if (command.name === 'endYear') return [{ type: 'yearEnded', reason: 'cancelled' }];
  return decideDuty(state, command as { name: string; input: { duty: string } }, context);
}

function tick(state: UnitYear, context: Context): readonly UnitYearEvent[] {
  if (state.status !== 'open') return [];
  const reached = Object.values(state.duties).flatMap((duty): UnitYearEvent[] => [
    ...changesDue(duty, context.now),
    ...stagesDue(duty, state.timing, context.now).map((stage): UnitYearEvent => ({ type: 'stageReached', duty: duty.key, ...stage })),
  ]);
  const isFulfilled = Object.values(state.duties).every((duty) => kindOf(duty).settled.includes(duty.status));
  return isFulfilled ? [...reached, { type: 'yearEnded', reason: 'fulfilled' }] : reached;
}

/** What time alone makes of a duty. */
function changesDue(duty: Duty, now: Instant): UnitYearEvent[] {
  const kind = kindOf(duty);
  const at = kind.changesAt?.(duty) ?? null;
  return at !== null && at <= now && kind.change ? [kind.change(duty)] : [];
}

/** The events, each with what it begins or ends elsewhere in the year right behind it. */
function withFollowing(before: UnitYear, events: readonly UnitYearEvent[], context: Context): readonly UnitYearEvent[] {
  let state = before;
  return events.flatMap((event): UnitYearEvent[] => {
    state = evolve(state, { ...event, at: context.now });
    const follow = followUps[event.type] as ((state: UnitYear, event: UnitYearEvent, context: Context) => readonly UnitYearEvent[]) | undefined;
    if (!follow) return [event];
    const following = withFollowing(state, follow(state, event, context), context);
    for (const one of following) state = evolve(state, { ...one, at: context.now });
    return [event, ...following];
  });
}

function open(state: UnitYear, start: UnitYearStart, context: Context): readonly UnitYearEvent[] | Rejection {
  if (state.status !== 'unopened') return reject('alreadyOpened');
  const opened: UnitYearEvent = { type: 'yearOpened', start };
  const after = evolve(state, { ...opened, at: context.now });
  const issued = issueWhere(after, context, (duty) => duty.kind === 'letter' && start.duties.some((one) => one.key === duty.key && one.kind === 'letter' && one.issueAtLaunch));
  return isRejection(issued) ? issued : [opened, ...issued];
}

/**
 * Hears a message of another stream once. The superior's letter in force issues this unit's own, without a person.
 */
function hear(state: UnitYear, message: { from: string; n: number; body: Json }, context: Context): readonly UnitYearEvent[] | Rejection {
  if (message.n <= (state.heard[message.from] ?? 0)) return reject('alreadyReceived', { from: message.from, n: message.n });
  const received: UnitYearEvent = { type: 'received', ...message };
  const kind = (message.body as { kind?: string } | null)?.kind;
  if (kind !== 'superiorLetterInForce' || state.status !== 'open') return [received];
  const issued = issueWhere(state, context, (duty) => duty.kind === 'letter' && duty.status === 'drafted');
  // A letter that may not be issued (no document) stays a draft: the message is heard all the same.
  return isRejection(issued) ? [received] : [received, ...issued];
}

function issueWhere(state: UnitYear, context: Context, which: (duty: Duty) => boolean): readonly UnitYearEvent[] | Rejection {
  const events: UnitYearEvent[] = [];
  for (const duty of Object.values(state.duties)) {
    if (duty.kind !== 'letter' || !which(duty)) continue;
    const issued = issueLetter(duty, { now: context.now, timing: state.timing });
    if (isRejection(issued)) return issued;
    events.push(...issued);
  }
  return events;
}

function decideDuty(state: UnitYear, { name, input }: { name: string; input: { duty: string } }, context: Context): readonly UnitYearEvent[] | Rejection {
  const row = Object.hasOwn(dutyCommands, name) ? dutyCommands[name as keyof typeof dutyCommands] : undefined;
  if (!row) return reject('unknownCommand', { command: name });
  const duty = Object.hasOwn(state.duties, input.duty) ? state.duties[input.duty] : undefined;
  if (!duty || !row.kinds.includes(duty.kind)) return reject('unknownDuty', { duty: input.duty }, '/duty');
  const edges = kindOf(duty).transitions[duty.status] ?? {};
  if (!(row.command.edge in edges)) return reject('notPossibleNow', { duty: duty.key, status: duty.status, possible: Object.keys(edges) });
  const { actor } = context;
  if (!actor) return reject('actorMissing');
  return row.command.decide(duty, input as never, {
    ...context, timing: state.timing, person: actor.person, posts: actor.posts.map(({ post }) => post), duties: state.duties,
  });
}

function evolve(state: UnitYear, event: Happened<UnitYearEvent>): UnitYear {
  const at = event.at > state.now ? event.at : state.now;
  switch (event.type) {
    case 'yearOpened': {
      const { timing, duties, templates, ...about } = event.start;
      return {
        ...state, now: at, status: 'open', about, timing,
        duties: Object.fromEntries(duties.map((duty) => [duty.key, openDuty(duty, event.start, at)])),
        templates: Object.fromEntries(templates.map((template) => [template.policy, template])),
      };
    }
    case 'dutyOpened': {
      const template = state.templates[event.policy];
      if (!template || !state.about) return { ...state, now: at };
      const { duty: key, title } = event;
      return { ...state, now: at, duties: { ...state.duties, [key]: openDuty({ ...template, key, title }, state.about, at) } };
    }
    case 'received':
      return { ...state, now: at, heard: { ...state.heard, [event.from]: event.n } };
    case 'stageReached':
      return { ...state, now: at, ...withDuty(state, event.duty, (duty) => ({ ...duty, reached: [...duty.reached, { stage: event.stage, dating: event.dating, dueAt: event.dueAt }] })) };
    case 'yearEnded':
      return { ...state, now: at, status: 'ended', duties: Object.fromEntries(Object.entries(state.duties).map(([key, duty]) => [key, kindOf(duty).lapse(duty)])) };
    case 'actRefused':
      return { ...state, now: at };
    case 'objectionRevised':
      return followRevision({ ...state, now: at, ...withDuty(state, event.duty, (duty) => kindOf(duty).evolve(duty, event, state.timing)) }, event.duty);
    default:
      return { ...state, now: at, ...withDuty(state, event.duty, (duty) => kindOf(duty).evolve(duty, event, state.timing)) };
  }
}

/** A revised target reaches the forms that nobody has filled in yet. */
function followRevision(state: UnitYear, letterKey: string): UnitYear {
  const letter = state.duties[letterKey];
  if (letter?.kind !== 'letter') return state;
  const duties = Object.entries(state.duties).map(([key, duty]) =>
    [key, duty.kind === 'report' && duty.status === 'awaited' && duty.asked.length > 0 ? { ...duty, asked: askedIn(letter.targets, duty.period) } : duty] as const);
  return { ...state, duties: Object.fromEntries(duties) };
}

function withDuty(state: UnitYear, key: string, change: (duty: Duty) => Duty): Pick<UnitYear, 'duties'> {
  const duty = state.duties[key];
  return { duties: duty ? { ...state.duties, [key]: change(duty) } : state.duties };
}

/** The page an item's link opens. */
export const obligationLink = (about: { cycle: string; unit: { id: string } }, key: string): string =>
  `/api/v1/cycles/${about.cycle.replaceAll('/', '-')}/units/${about.unit.id}/obligations/${key}`;

function react(before: UnitYear, event: Happened<UnitYearEvent>, after: UnitYear): Effects {
  const { about } = after;
  if (!about) return noEffects;
  const frame = (duty: Duty): NoticeFrame => ({ acted: actedPosts(duty), holders: kindOf(duty).waitingPosts(duty), originalDueOn: kindOf(duty).facts(duty).standing === 'owed' ? duty.originalDueOn : null, unit: about.unit.id, unitName: about.unit.name, link: obligationLink(about, duty.key) });
  const effects: Effects = { cancel: [], plan: [], messages: [] };
  for (const duty of Object.values(after.duties)) {
    const was = before.duties[duty.key];
    if (was?.call === duty.call) {
      // The call goes on with its date, and may be in other hands.
      if (!was || was === duty) continue;
      const { gone, plan } = movedReminders(duty, after.timing, { acted: actedPosts(was), holders: kindOf(was).waitingPosts(was) }, frame(duty), event.at);
      if (gone.length > 0) effects.cancel.push({ obligation: duty.obligation, posts: gone });
      effects.plan.push(...plan);
      continue;
    }
    if (was?.call) effects.cancel.push({ obligation: duty.obligation, posts: null });
    effects.plan.push(...plannedReminders(duty, after.timing, frame(duty), event.at));
  }
  if (event.type === 'stageReached') {
    const duty = after.duties[event.duty];
    if (duty) effects.plan.push(...escalationNotices(duty, event, after.timing, frame(duty)));
  }
  if (event.type === 'letterInForce') {
    effects.messages.push(...about.subordinates.map((to) => ({ to, body: { kind: 'superiorLetterInForce', version: event.version } })));
  }
  return effects;
}

/** Posts of the current call that have done their part. */
function actedPosts(duty: Duty): readonly string[] {
  if (!duty.call) return [];
  const waiting = kindOf(duty).waitingPosts(duty);
  return (duty.calls[duty.call.name]?.posts ?? []).filter((post) => !waiting.includes(post));
}

function tasksOfDuty(duty: Duty): Task[] {
  const { call } = duty;
  if (!call) return [];
  const { opensAt } = kindOf(duty).facts(duty);
  return kindOf(duty).waitingPosts(duty).map((post) => ({
    obligation: duty.obligation, post, act: actOf(duty), opensAt: call.since > opensAt ? call.since : opensAt, dueOn: call.dueOn, dueAt: call.dueAt,
  }));
}

