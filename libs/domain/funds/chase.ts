import { workingDaysBetween } from '../calendar/calendar.ts';
import { endCall, startCall } from '../call/call.ts';
import type { BasisText, Timing } from '../call/call.ts';
import { escalationNotices, nextStageAt, plannedReminders, stageName, stagesDue } from '../call/stages.ts';
import type { NoticeFrame } from '../call/stages.ts';
import type { Effects, Happened, Task } from '../decider.ts';
import { earlier, later, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import { withdrawals } from './candidates.ts';
import type { Money, MoneyCall } from './chasing.ts';
import type { FundsEvent } from './events.ts';
import { wanYuan } from './fen.ts';
import { freeOf, freeRetentionOf, isSurplus, lineLink } from './line.ts';
import type { Fen, FundsDue, FundsLine, Parcel } from './line.ts';

/** Chasing money: what waits where, until when, and who is told. Of money without a date nobody is reminded. */

interface Wanted {
  call: MoneyCall;
  /** The parcel, hop or request. */
  item: string;
  parcel: string;
  unit: string;
  amount: Fen;
  due: FundsDue;
}

export const moneyKey = (line: string, { item, call }: Pick<Wanted, 'item' | 'call'>): string => `${line}-${item}-${call}`;

/** What waits now, each at the door of whoever has the money in hand. */
function wantedOf(line: FundsLine): Wanted[] {
  if (line.status !== 'open' || isSurplus(line)) return [];
  return Object.values(line.parcels).filter(({ suspensions }) => suspensions.every(({ to }) => to !== null)).flatMap((parcel) => [...atUnit(line, parcel), ...asked(line, parcel)]);
}

function atUnit(line: FundsLine, parcel: Parcel): Wanted[] {
  const { id, unit, due, retention } = parcel;
  const passesOn = Object.values(line.route).some(({ from }) => from === unit);
  const free = freeOf(line, parcel);
  const kept = freeRetentionOf(line, parcel);
  const flying = Object.values(line.hops).filter(({ from, status }) => from === id && status === 'inFlight');
  return [
    ...(due && free > 0 ? [{ call: passesOn ? 'passOn' as const : 'use' as const, item: id, parcel: id, unit, amount: free, due }] : []),
    ...(retention && kept > 0 ? [{ call: 'release' as const, item: id, parcel: id, unit, amount: kept, due: retention.due }] : []),
    ...(due ? flying.map(({ id: item, amount }) => ({ call: 'deliver' as const, item, parcel: id, unit, amount, due })) : []),
  ];
}

/**
 * Requests on their way. Finance is held to its own date, or to the money's where that was still ahead when it came to it:
 * of what a unit asked for too late nothing says how long finance may take.
 */
function asked(line: FundsLine, parcel: Parcel): Wanted[] {
  const finance = line.about?.finance.unit ?? '';
  return Object.values(line.requests).filter((one) => one.parcel === parcel.id).flatMap(({ id: item, amount, status, ofRetention, passages, due: own }): Wanted[] => {
    const due = ofRetention ? parcel.retention?.due ?? parcel.due : parcel.due;
    const since = passages.at(-1)?.on ?? '';
    const ahead = due !== null && due.dueOn >= since ? due : null;
    const [call, unit, until] = status === 'filed' ? ['examine' as const, finance, ahead] : status === 'accepted' ? ['pay' as const, finance, own ?? ahead] : status === 'returned' ? ['correct' as const, parcel.unit, due] : [null, '', null];
    return call === null || until === null ? [] : [{ call, item, parcel: parcel.id, unit, amount, due: until }];
  });
}

const dayOf = (event: Happened<FundsEvent>): LocalDate =>
  ('on' in event ? event.on : 'arrival' in event ? event.arrival.on : event.type === 'moneyPaid' ? event.payment.on : localDateOf(event.at));

/** A line's duties after an event: what waits is open, what no longer does is ended by what became of it. */
export function followMoney(line: FundsLine, event: Happened<FundsEvent>): FundsLine {
  const { about } = line;
  if (!about?.chasing) return line;
  const wanted = new Map(wantedOf(line).map((one) => [moneyKey(about.line, one), one]));
  const duties = { ...line.duties };
  for (const [key, one] of wanted) duties[key] = opened(line, key, one, event.at);
  for (const duty of Object.values(duties)) {
    if (wanted.has(duty.key) || (duty.status !== 'open' && duty.status !== 'waiting')) continue;
    const status = becameOf(line, duty);
    duties[duty.key] = { ...endCall(duty), status, ...(status === 'moved' ? { movedAt: event.at, onTime: isUnrecorded(event) ? null : dayOf(event) <= (duty.call?.dueOn ?? duty.originalDueOn ?? '') } : {}) };
  }
  return { ...line, duties };
}

/** Entered after the fact: whether it had been on time nobody can say. */
const isUnrecorded = (event: FundsEvent): boolean => event.type === 'moneyPaid' && event.payment.caughtUpOn !== undefined;

function becameOf(line: FundsLine, { item, parcel }: Money): Money['status'] {
  if (line.status === 'closed') return 'carried';
  if (line.requests[item]?.status === 'withdrawn' || line.hops[item]?.status === 'takenBack') return 'withdrawn';
  return line.parcels[parcel]?.suspensions.some(({ to }) => to === null) ? 'waiting' : 'moved';
}

/**
 * A date that had passed before it came here is not made up for: whoever has it now is reminded from today on, step by step,
 * and its days over are told as they are. One of a year before (money carried over) is counted from where the calendar begins.
 */
function opened(line: FundsLine, key: string, { call, item, parcel, unit, amount, due }: Wanted, at: Instant): Money {
  const { about, calendar } = line;
  const chasing = about?.chasing;
  const known = line.duties[key];
  const dueOn = later(due.dueOn, calendar.from);
  if (known?.call?.dueOn === dueOn && known.amount === amount) return known;
  const title = titleOf(chasing?.titles[call] ?? { zh: '', en: '' }, about?.purpose ?? '', amount);
  const base: Money = known ? { ...known, title, amount } : {
    key, policy: 'money', title, obligation: `${about?.cycle ?? ''}/${unit}/${key}`, basis: chasing?.basis ?? due.basis, kind: 'money', status: 'open', unit, line: about?.line ?? '', item, parcel, amount,
    calls: {}, call: null, datings: {}, originalDueOn: due.dueOn, reached: [], explanations: [], openedAt: at, movedAt: null, onTime: null,
  };
  if (known?.call?.dueOn === dueOn) return base;
  const { keepers = [], treasurers = [] } = chasing?.units[unit] ?? {};
  const posts = call === 'examine' || call === 'pay' ? treasurers : keepers;
  const begun = startCall({ ...base, status: 'open' as const, movedAt: null, onTime: null, calls: { [call]: { posts, ladder: 'money', basis: due.basis } } }, call, at, dueOn, true);
  const today = localDateOf(at);
  return dueOn < today && begun.call ? { ...begun, call: { ...begun.call, heldDays: workingDaysBetween(calendar, dueOn, today) } } : begun;
}

const titleOf = ({ zh, en }: BasisText, purpose: string, amount: Fen): BasisText => {
  const filled = (text: string): string => text.replaceAll('{purpose}', purpose).replaceAll('{amount}', wanYuan(amount));
  return { zh: filled(zh), en: filled(en) };
};

/** What dates are made with at a unit: the ladder tells that unit's posts. */
export function timingOf({ about, calendar }: FundsLine, unit: string): Timing {
  const { slots = [], nearWorkingDays = 0, escalationDelayMinutes = 0, ladder = [], units = {} } = about?.chasing ?? {};
  return { calendar, slots, nearWorkingDays, escalationDelayMinutes, ladders: { money: ladder.map((stage) => ({ ...stage, tell: units[unit]?.tell[stage.id] ?? [] })) } };
}

/** Stages of the ladders that are due; each with what it proposes. */
export function moneyStages(line: FundsLine, now: Instant): FundsEvent[] {
  return Object.values(line.duties).flatMap((duty) => stagesDue(duty, timingOf(line, duty.unit), now).map((stage) => ({ type: 'stageReached' as const, duty: duty.key, ...stage })))
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}

export const moneyDeadline = (line: FundsLine): Instant | null => (line.status !== 'open' ? null : Object.values(line.duties).reduce<Instant | null>((least, duty) => {
  const at = nextStageAt(duty, timingOf(line, duty.unit));
  return at === null ? least : least === null ? at : earlier(least, at);
}, null));

export const moneyTasks = ({ status, duties }: FundsLine): Task[] => (status !== 'open' ? [] : Object.values(duties).flatMap(({ obligation, call, calls, openedAt }) =>
  (call === null ? [] : (calls[call.name]?.posts ?? []).map((post) => ({ obligation, post, act: call.name, opensAt: openedAt, dueOn: call.dueOn, dueAt: call.dueAt })))));

function frameOf({ about }: FundsLine, { unit, call, calls, originalDueOn, line }: Money): NoticeFrame {
  return { acted: [], holders: calls[call?.name ?? '']?.posts ?? [], originalDueOn, unit, unitName: about?.chasing?.units[unit]?.name ?? unit, link: lineLink(about?.cycle ?? '', line) };
}

/** Who is told, and no longer; what the unit's year drafts an order of, or takes back. */
export function moneyEffects(before: FundsLine, event: Happened<FundsEvent>, after: FundsLine): Effects {
  const effects: Effects = { cancel: [], plan: [], messages: [] };
  const moot = new Map<string, MoneyMoved['gone']>();
  for (const duty of Object.values(after.duties)) {
    const was = before.duties[duty.key];
    if (was === duty) continue;
    const timing = timingOf(after, duty.unit);
    if (event.type === 'stageReached' && event.duty === duty.key) {
      effects.plan.push(...escalationNotices(duty, event, timing, frameOf(after, duty)));
      effects.messages.push(...orderWanted(after, duty, event.stage));
    }
    if (was?.call === duty.call || (was?.call && duty.call && was.call.dating === duty.call.dating && was.call.dueOn === duty.call.dueOn)) continue;
    if (was?.call) {
      effects.cancel.push({ obligation: duty.obligation, posts: null });
      // With the year the units' years end, and their drafts with them.
      const to = event.type === 'lineClosed' ? null : orderDrafted(after, was);
      if (to !== null) moot.set(to, [...moot.get(to) ?? [], { duty: was.key, dating: was.call.dating }]);
    }
    effects.plan.push(...plannedReminders(duty, timing, frameOf(after, duty), event.at));
  }
  // One event says one thing to each unit, of however much money there.
  for (const [to, gone] of moot) effects.messages.push({ to, body: { kind: 'moneyMoved', gone: [...gone] } });
  return effects;
}

/** What a unit's year hears of overdue money: an order is drafted, for people to issue or not. */
export interface MoneyOverdue {
  kind: 'moneyOverdue';
  order: string;
  duty: string;
  title: BasisText;
  call: string;
  stage: string;
  dating: number;
  dueOn: LocalDate;
}

/** The money went on: an order that nobody has issued yet is withdrawn. */
export interface MoneyMoved {
  kind: 'moneyMoved';
  gone: { duty: string; dating: number }[];
}

export type MoneyWord = MoneyOverdue | MoneyMoved;

const orderStage = ({ about }: FundsLine, duty: Money, reached: string) => {
  const { call } = duty;
  return call === null ? undefined : about?.chasing?.ladder.find((stage) => stage.action === 'draftOrder' && stageName(call, { ...stage, tell: [] }) === reached);
};

function orderWanted(line: FundsLine, duty: Money, reached: string): Effects['messages'] {
  const { call, key, title, unit } = duty;
  const order = orderStage(line, duty, reached)?.order;
  const to = line.about?.chasing?.units[unit]?.stream;
  if (!call || order === undefined || !to) return [];
  return [{ to, body: { kind: 'moneyOverdue', order, duty: key, title: { ...title }, call: call.name, stage: reached, dating: call.dating, dueOn: call.dueOn } }];
}

/** The unit whose year drafted an order because of this; null where none did. */
function orderDrafted(line: FundsLine, { call, unit, reached, ...was }: Money): string | null {
  const isDrafted = reached.some(({ stage, dating }) => dating === call?.dating && orderStage(line, { call, unit, reached, ...was }, stage) !== undefined);
  return isDrafted ? line.about?.chasing?.units[unit]?.stream ?? null : null;
}

/** Events, each with the candidates it lists or withdraws right behind it. */
export function withCandidates(before: FundsLine, events: readonly FundsEvent[], fold: (line: FundsLine, event: FundsEvent) => FundsLine): FundsEvent[] {
  let line = before;
  return events.flatMap((event) => {
    line = fold(line, event);
    const following = withdrawals(line, event);
    for (const one of following) line = fold(line, one);
    return [event, ...following];
  });
}
