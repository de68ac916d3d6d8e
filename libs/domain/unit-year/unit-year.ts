import { eventsOfChange } from '../calendar/moves.ts';
import type { CalendarChange } from '../calendar/change.ts';
import { escalationNotices, movedReminders, nextStageAt, plannedReminders, stagesDue } from '../call/stages.ts';
import type { NoticeFrame } from '../call/stages.ts';
import { isRejection, noEffects, reject } from '../decider.ts';
import type { Context, Decider, Effects, Happened, Json, Rejection, Task } from '../decider.ts';
import { judgedAt, movesOfAll, withDueMoved, yearCommands } from '../extension/dates.ts';
import type { YearCommand } from './year-command.ts';
import type { Actor } from '../may.ts';
import { datesAfterPause, nextBoundary, pausesAfter, toldAfterPause } from '../pause/dates.ts';
import { sharesOf } from '../allocation/allocation.ts';
import { obligationLink } from '../call/link.ts';
import { notStated } from '../letter/letter.ts';
import type { TargetFigure } from '../letter/letter.ts';
import { cycleStream } from '../cycle/series.ts';
import type { NumberGiven } from '../cycle/series.ts';
import { issueLetter } from '../letter/rules.ts';
import { askedForYear } from '../report/compile.ts';
import type { MoneyWord } from '../funds/chase.ts';
import { assistingNotices } from '../order/assisting.ts';
import { heardOfMoney } from '../order/follow.ts';
import { numberText } from '../order/order.ts';
import { askedIn } from '../report/report.ts';
import { withFiguresGiven } from '../verification/verification.ts';
import { evolveReminding, remindingEffects } from '../reminding/rules.ts';
import { earlier } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import { openForOrders, unitYearChanges } from './changes.ts';
import type { UnitYearEvent } from './events.ts';
import { followEvery, followUps } from './follow.ts';
import { actOf, dutyCommands, dutyOpenings, kindOf, openDuty } from './kinds.ts';
import type { DutyContext } from './obligation-kind.ts';
import { nextKey } from './on-demand.ts';
import { rowsOf } from './rows.ts';
import { unopened } from './state.ts';
import type { Duty, UnitYear, UnitYearStart } from './state.ts';

/** A command to a unit's year: the system's own three, and those of its duties. */
export type UnitYearCommand =
  | { name: 'openYear'; input: UnitYearStart }
  | { name: 'hear'; input: { from: string; n: number; body: Json } }
  | { name: 'endYear'; input: { reason: 'closed' | 'cancelled' } }
  | { name: string; input: { duty: string } & Record<string, unknown> };

/**
 * One unit's year: its letter, its reports, and whatever else it owes.
 *
 * @rejects yearUnopened, yearEnded, alreadyOpened, alreadyReceived, unknownDuty, notPossibleNow, and what the duty's rule says
 */
export const unitYearDecider: Decider<UnitYear, UnitYearCommand, UnitYearEvent> = {
  kind: 'unit-year',
  initial: unopened,
  commands: ['openYear', 'hear', 'endYear', ...Object.keys(dutyCommands), ...Object.keys(yearCommands), ...Object.keys(dutyOpenings)],
  changes: unitYearChanges,

  decide(state, command, context) {
    const decided = decide(state, command, context);
    return isRejection(decided) ? decided : withFollowing(state, decided, context);
  },

  tick: (state, context) => withFollowing(state, tick(state, context), context),

  evolve,
  react,

  nextDeadline(state) {
    if (state.status !== 'open') return null;
    const boundary = nextBoundary(state);
    if (state.pausedAt !== null) return boundary;
    return Object.values(state.duties).reduce<Instant | null>((least, duty) => {
      const ats = [nextStageAt(duty, state.timing), kindOf(duty).changesAt?.(duty) ?? null].filter((at) => at !== null);
      return ats.reduce<Instant | null>((least_, at) => (least_ === null ? at : earlier(least_, at)), least);
    }, boundary);
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
  if (command.name === 'endYear') return [{ type: 'yearEnded', reason: (command.input as { reason: 'closed' | 'cancelled' }).reason }];
  return decideDuty(state, command as { name: string; input: { duty: string } }, context);
}

/** What time alone made happen, in its order: stages up to where a pause begins, what the pause did, stages after it. */
function tick(before: UnitYear, context: Context): readonly UnitYearEvent[] {
  if (before.status !== 'open') return [];
  let state = before;
  const happened: UnitYearEvent[] = [];
  const add = (events: readonly UnitYearEvent[]): void => {
    happened.push(...events);
    for (const event of events) state = evolve(state, { ...event, at: context.now });
  };
  for (;;) {
    const boundary = nextBoundary(state);
    const isReached = boundary !== null && boundary <= context.now;
    if (state.pausedAt === null) add(stagesUntil(state, isReached ? boundary : context.now));
    if (!isReached) break;
    add(state.pausedAt === null ? [{ type: 'yearPaused', from: boundary }] : [{ type: 'yearResumed', from: state.pausedAt, to: boundary }, ...datesAfterPause(state, state.pausedAt, boundary)]);
  }
  const mayBeOrdered = Object.values(state.templates).some(({ kind }) => kind === 'order') && context.since(openForOrders);
  const isFulfilled = !mayBeOrdered && Object.values(state.duties).every((duty) => isSettled(state, duty));
  return isFulfilled ? [...happened, { type: 'yearEnded', reason: 'fulfilled' }] : happened;
}

/** Nothing is owed of it any more; of a verification also where nothing is owed of its report. */
function isSettled({ duties }: UnitYear, duty: Duty): boolean {
  const report = duty.kind === 'verification' ? duties[duty.report] : undefined;
  return kindOf(duty).settled.includes(duty.status) || (report !== undefined && kindOf(report).settled.includes(report.status));
}

const stagesUntil = (state: UnitYear, until: Instant): UnitYearEvent[] => [
  ...Object.values(state.duties).flatMap((duty) => changesDue(duty, until)),
  ...Object.values(state.duties).flatMap((duty) => stagesDue(duty, state.timing, until).map((stage) => ({ type: 'stageReached' as const, duty: duty.key, ...stage }))).sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0)),
];

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
    const following: UnitYearEvent[] = [];
    for (const begin of [...(followUps[event.type] ?? []) as typeof followEvery, ...followEvery]) {
      const begun = withFollowing(state, begin(state, event, context), context);
      for (const one of begun) state = evolve(state, { ...one, at: context.now });
      following.push(...begun);
    }
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
  const { kind, shares = [] } = (message.body ?? {}) as { kind?: string; shares?: TargetFigure[] };
  if (kind === 'dueMovedForMany' && state.status === 'open') return [received, ...movedForMany(state, message.body)];
  if (kind === 'calendarChanged' && state.status === 'open') return [received, ...eventsOfChange(state, message.body as unknown as CalendarChange, context.now)];
  if ((kind === 'pauseSet' || kind === 'pauseEnded') && state.status === 'open') return [received, ...heardOfPause(state, kind, message.body)];
  if ((kind === 'moneyOverdue' || kind === 'moneyMoved') && state.status === 'open') return [received, ...heardOfMoney(state, message.body as unknown as MoneyWord, context.now)];
  if (kind === 'numberGiven') return [received, ...numbered(state, message.body as unknown as NumberGiven)];
  if (kind !== 'superiorLetterInForce' || state.status !== 'open') return [received];
  const heard = sharesHeard(state, shares);
  const issued = issueWhere(state, context, (duty) => duty.kind === 'letter' && duty.status === 'drafted');
  // A letter that may not be issued (no document) stays a draft: the message is heard all the same.
  return isRejection(issued) ? [received, ...heard] : [received, ...heard, ...issued];
}

/** What the level above allocated and the unit's letter does not state: a draft takes it, a letter issued shows it. */
function sharesHeard(state: UnitYear, shares: readonly TargetFigure[]): UnitYearEvent[] {
  return Object.values(state.duties).flatMap((duty): UnitYearEvent[] => {
    if (duty.kind !== 'letter' || duty.status === 'voided' || duty.status === 'lapsed') return [];
    const targets = notStated(duty.targets, shares);
    return targets.length > 0 || duty.toSupplement.length > 0 ? [{ type: 'letterShareHeard', duty: duty.key, targets }] : [];
  });
}

/** One act of the level above for many units, with its document (台风等集体延期). */
function movedForMany(state: UnitYear, body: Json): readonly UnitYearEvent[] {
  const { duty, dueOn, document, reason } = body as { duty: string; dueOn: string; document: string; reason: string };
  return movesOfAll(state, duty, dueOn, { kind: 'collective', reference: document, reason });
}

/** A pause of the cycle or of a subtree, set or ended; one that never began leaves no trace in the dates. */
function heardOfPause(state: UnitYear, kind: 'pauseSet' | 'pauseEnded', body: Json): readonly UnitYearEvent[] {
  const { pause, from, to, reason } = body as { pause: string; from: string; to: string | null; reason: string };
  if (kind === 'pauseSet') return [{ type: 'pauseSet', pause, from, to, reason }];
  return state.pauses[pause] && to !== null ? [{ type: 'pauseEnded', pause, to }] : [];
}

/** The number that the cycle gave to an order of this year. */
function numbered(state: UnitYear, { duty: key, n }: NumberGiven): UnitYearEvent[] {
  const duty = Object.hasOwn(state.duties, key) ? state.duties[key] : undefined;
  return duty?.kind === 'order' && duty.number === null ? [{ type: 'orderNumbered', duty: key, n, number: numberText(duty.series, n) }] : [];
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
  if (Object.hasOwn(yearCommands, name)) return decideYear(state, yearCommands[name as keyof typeof yearCommands] as YearCommand<never>, input, context);
  if (Object.hasOwn(dutyOpenings, name)) return openByHand(state, { name, input }, context);
  const row = Object.hasOwn(dutyCommands, name) ? dutyCommands[name as keyof typeof dutyCommands] : undefined;
  if (!row) return reject('unknownCommand', { command: name });
  const duty = Object.hasOwn(state.duties, input.duty) ? state.duties[input.duty] : undefined;
  if (!duty || !row.kinds.includes(duty.kind)) return reject('unknownDuty', { duty: input.duty }, '/duty');
  const edges = kindOf(duty).transitions[duty.status] ?? {};
  if (!(row.command.edge in edges)) return reject('notPossibleNow', { duty: duty.key, status: duty.status, possible: Object.keys(edges) });
  const { actor } = context;
  return actor ? row.command.decide(duty, input as never, dutyContext(state, context, actor)) : reject('actorMissing');
}

const dutyContext = (state: UnitYear, context: Context, { person, posts }: Actor): DutyContext =>
  ({ ...context, judgedAt: judgedAt(state, context.now), timing: state.timing, person, posts: posts.map(({ post }) => post), duties: state.duties });

function decideYear(state: UnitYear, command: YearCommand<never>, input: { duty: string }, context: Context): readonly UnitYearEvent[] | Rejection {
  const duty = Object.hasOwn(state.duties, input.duty) ? state.duties[input.duty] : undefined;
  if (!duty) return reject('unknownDuty', { duty: input.duty }, '/duty');
  return context.actor ? command.decide(state, duty, input as never, context) : reject('actorMissing');
}

/** Opens a duty from the template of its policy; nobody opens one of a kind that the pack does not have for this unit. */
function openByHand(state: UnitYear, { name, input }: { name: string; input: { duty: string } }, context: Context): readonly UnitYearEvent[] | Rejection {
  const { kind, opening } = dutyOpenings[name as keyof typeof dutyOpenings];
  const template = Object.hasOwn(state.templates, input.duty) ? state.templates[input.duty] : undefined;
  if (template?.kind !== kind) return reject('unknownDuty', { duty: input.duty }, '/duty');
  const { actor } = context;
  if (!actor) return reject('actorMissing');
  return opening.decide(template, input as never, { ...dutyContext(state, context, actor), key: nextKey(state, template.policy), unit: state.about?.unit.id ?? '' });
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
    case 'dueMoved':
      return { ...state, now: at, ...withDuty(state, event.duty, (duty) => withDueMoved(duty, event.call, event.dueOn)) };
    case 'latenessExplained':
      return { ...state, now: at, ...withDuty(state, event.duty, (duty) => ({ ...duty, explanations: [...duty.explanations, { text: event.text, by: event.by, at }] })) };
    case 'dutyReminded':
    case 'phoneReminderLogged':
      return { ...state, now: at, ...withDuty(state, event.duty, (duty) => evolveReminding(duty, event)) };
    case 'calendarChanged':
      return { ...state, now: at, timing: { ...state.timing, calendar: event.calendar } };
    case 'pauseSet':
      return { ...state, now: at, pauses: { ...state.pauses, [event.pause]: { from: event.from, to: event.to } } };
    case 'pauseEnded': {
      const pause = state.pauses[event.pause];
      return pause ? { ...state, now: at, pauses: { ...state.pauses, [event.pause]: { ...pause, to: event.to } } } : { ...state, now: at };
    }
    case 'yearPaused':
      return { ...state, now: at, pausedAt: event.from };
    case 'yearResumed':
      return { ...state, now: at, pausedAt: null, pauses: pausesAfter(state.pauses, event.to), duties: toldAfterPause(state, event.from, event.to) };
    case 'dueHeld':
      return { ...state, now: at, ...withDuty(state, event.duty, (duty) => (duty.call ? { ...duty, call: { ...duty.call, heldDays: (duty.call.heldDays ?? 0) + event.days } } : duty)) };
    case 'objectionRevised':
    case 'letterShareHeard':
    case 'letterInForce':
      return followRevision({ ...state, now: at, ...withDuty(state, event.duty, (duty) => kindOf(duty).evolve(duty, event, state.timing)) }, event.duty);
    case 'reportSubmitted': {
      const submitted = withDuty(state, event.duty, (duty) => kindOf(duty).evolve(duty, event, state.timing));
      return { ...state, now: at, duties: withFiguresGiven(submitted.duties, event.duty, event.figures) };
    }
    default:
      return { ...state, now: at, ...withDuty(state, event.duty, (duty) => kindOf(duty).evolve(duty, event, state.timing)) };
  }
}

/** A revised target reaches the forms that nobody has filled in yet. */
function followRevision(state: UnitYear, letterKey: string): UnitYear {
  const letter = state.duties[letterKey];
  if (letter?.kind !== 'letter') return state;
  const duties = Object.entries(state.duties).map(([key, duty]) =>
    [key, duty.kind === 'report' && duty.status === 'awaited' && duty.asked.length > 0 ? { ...duty, asked: duty.compiledFrom === null ? askedIn(letter.targets, duty.period) : askedForYear(letter.targets) } : duty] as const);
  return { ...state, duties: Object.fromEntries(duties) };
}

function withDuty(state: UnitYear, key: string, change: (duty: Duty) => Duty): Pick<UnitYear, 'duties'> {
  const duty = state.duties[key];
  return { duties: duty ? { ...state.duties, [key]: change(duty) } : state.duties };
}

function react(before: UnitYear, event: Happened<UnitYearEvent>, after: UnitYear): Effects {
  const { about } = after;
  if (!about) return noEffects;
  const frame = (duty: Duty): NoticeFrame => ({ acted: actedPosts(duty), holders: kindOf(duty).waitingPosts(duty), originalDueOn: kindOf(duty).facts(duty).standing === 'owed' ? duty.originalDueOn : null, unit: about.unit.id, unitName: about.unit.name, link: obligationLink(about, duty.key) });
  const effects: Effects = { ...remindingEffects(event, after, frame), messages: [] };
  for (const duty of Object.values(after.duties)) {
    const was = before.duties[duty.key];
    if (was?.call === duty.call) {
      // The call goes on with its date, and may be in other hands.
      if (!was || was === duty) continue;
      const { gone, plan } = movedReminders(duty, after.timing, { acted: actedPosts(was), holders: kindOf(was).waitingPosts(was) }, frame(duty), event.at);
      if (gone.length > 0) effects.cancel.push({ obligation: duty.obligation, posts: gone });
      if (after.pausedAt === null) effects.plan.push(...plan);
      continue;
    }
    if (was?.call) effects.cancel.push({ obligation: duty.obligation, posts: null });
    // While the year stands still nobody is reminded: what is to be told is planned when it goes on.
    if (after.pausedAt === null) effects.plan.push(...plannedReminders(duty, after.timing, frame(duty), event.at));
    if (duty.kind === 'order' && after.pausedAt === null) effects.plan.push(...assistingNotices(duty, after.timing, frame(duty), event.at));
  }
  if (event.type === 'calendarChanged' && after.pausedAt === null) {
    for (const duty of Object.values(after.duties)) {
      // The date stays, and yet a stage counted in working days from it may fall on another day.
      const [was, is] = [before, after].map(({ timing }) => plannedReminders(duty, timing, frame(duty), event.at));
      if (JSON.stringify(was) === JSON.stringify(is)) continue;
      effects.cancel.push({ obligation: duty.obligation, posts: null });
      effects.plan.push(...(is ?? []));
    }
  }
  if (event.type === 'yearPaused') effects.cancel.push(...Object.values(after.duties).filter(({ call }) => call).map(({ obligation }) => ({ obligation, posts: null })));
  if (event.type === 'yearResumed') {
    effects.plan.push(...Object.values(after.duties).flatMap((duty) =>
      [...plannedReminders(duty, after.timing, frame(duty), event.at), ...(duty.kind === 'order' ? assistingNotices(duty, after.timing, frame(duty), event.at) : [])]));
  }
  if (event.type === 'stageReached') {
    const duty = after.duties[event.duty];
    if (duty) effects.plan.push(...escalationNotices(duty, event, after.timing, frame(duty)));
  }
  effects.messages.push(...passedDown(before, event, after));
  if (event.type === 'orderIssued') effects.messages.push({ to: cycleStream(about.cycle), body: { kind: 'numberWanted', series: event.series, duty: event.duty } });
  return effects;
}

/**
 * What lets the letters below be issued: this unit's letter in force, or where its targets are passed down, their
 * allocation. Of a later allocation only those hear whose share is another.
 */
function passedDown(before: UnitYear, event: Happened<UnitYearEvent>, { about, duties }: UnitYear): Effects['messages'] {
  if (!about) return [];
  const bodyOf = (version: number, shares: TargetFigure[]): Json => ({ kind: 'superiorLetterInForce', version, ...(shares.length > 0 ? { shares: shares.map((share) => ({ ...share })) } : {}) });
  if (event.type === 'letterInForce') {
    const was = before.duties[event.duty];
    const isPassedDown = Object.values(duties).some((duty) => duty.kind === 'allocation' && duty.letter === event.duty && duty.status !== 'lapsed');
    // A supplement issues nothing below that is not issued already.
    if (isPassedDown || (was?.kind === 'letter' && was.inForceAt !== null)) return [];
    return about.subordinates.map((to) => ({ to, body: bodyOf(event.version, []) }));
  }
  if (event.type !== 'targetsAllocated') return [];
  const [was, allocation] = [before.duties[event.duty], duties[event.duty]];
  if (was?.kind !== 'allocation' || allocation?.kind !== 'allocation') return [];
  const letter = duties[allocation.letter];
  return allocation.below
    .filter(({ unit }) => was.allocatedAt === null || JSON.stringify(sharesOf(was, unit)) !== JSON.stringify(sharesOf(allocation, unit)))
    .map(({ stream, unit }) => ({ to: stream, body: bodyOf(letter?.kind === 'letter' ? letter.version : 1, sharesOf(allocation, unit)) }));
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

