import type { OrderPolicy } from '../../contracts/policy.ts';
import { attached } from '../attachment/attachment.ts';
import type { Attached } from '../attachment/attachment.ts';
import { addWorkingDays } from '../calendar/calendar.ts';
import { dueWithin, endCall, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened, Rejection } from '../decider.ts';
import type { WhoMay } from '../may.ts';
import { endOfDay, later, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import { ordersJudgedByPause } from '../unit-year/changes.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { DutyCommand, DutyContext, DutyOpening, ObligationKind } from '../unit-year/obligation-kind.ts';
import { drafting } from './draft.ts';
import { openStage, orderTransitions } from './order.ts';
import type { AskedStage, Assisting, Order, OrderOrigin, OrderStart } from './order.ts';
import { planOrder } from './plan.ts';

/** Nobody issues, reviews or voids an order to one's own unit; which post above is the officer, the pack names. */
const officer: WhoMay = { function: 'orderIssuer', of: 'above' };
const ordered: WhoMay = { function: 'reporter', of: 'unit' };

const today = (context: DutyContext): LocalDate => localDateOf(context.now);

const notNamed = (order: Order, call: 'issue' | 'review', { posts }: DutyContext): Rejection | null => {
  const named = order.calls[call]?.posts ?? [];
  return posts.some((post) => named.includes(post)) ? null : reject('notTheOfficer', { posts: named });
};

/**
 * Dates that an order gives: the deadline lies ahead, the stages rise up to it.
 *
 * @throws RangeError when the calendar does not reach the ladder of the deadline: later it would be too late to say so
 */
function datesAtFault({ calls }: Pick<OrderStart, 'calls'>, deadline: LocalDate, stages: readonly AskedStage[], { timing, now: at }: DutyContext): Rejection | null {
  const now = localDateOf(at);
  for (const { when } of timing.ladders[calls['complete']?.ladder ?? ''] ?? []) if (typeof when === 'number') addWorkingDays(timing.calendar, deadline, when);
  if (deadline <= now) return reject('deadlineNotAhead', { deadline, today: now }, '/deadline');
  const wrong = stages.findIndex(({ dueOn }, index) => dueOn <= (stages[index - 1]?.dueOn ?? now) || dueOn > deadline);
  return wrong < 0 ? null : reject('stagesNotInOrder', { n: wrong + 1, dueOn: stages[wrong]?.dueOn ?? '', deadline }, `/stages/${wrong}/dueOn`);
}

interface DraftInput {
  duty: string;
  origin: Omit<Extract<OrderOrigin, { by: 'hand' }>, 'by'>;
  subject: string;
  matter: string;
  deadline: LocalDate;
  stages: AskedStage[];
  assisting: Assisting[];
}

/**
 * Drafts an order by hand: from a leader's written instruction, a meeting, a finding, or what is overdue.
 *
 * @returns `dutyOpened`, `orderDrafted`; the named officer then has to decide on it
 * @rejects deadlineNotAhead, stagesNotInOrder, assistsItself
 */
const draftOrder: DutyOpening<OrderStart, DraftInput> = {
  who: { function: 'supervisor', of: 'above' },
  decide(template, { origin, subject, matter, deadline, stages, assisting }, context) {
    const fault = datesAtFault(template, deadline, stages, context);
    if (fault) return fault;
    const self = assisting.findIndex(({ unit }) => unit === context.unit);
    if (self >= 0) return reject('assistsItself', { unit: context.unit }, `/assisting/${self}`);
    return drafting(template, context.key, { zh: subject, en: subject }, {
      by: context.person, origin: { by: 'hand', ...origin }, matter: { zh: matter, en: matter }, deadline, stages, assisting,
    }, context.now, context.timing);
  },
};

/**
 * Issues a draft, with the dates it gives: those of the draft unless others are given; without any, the pack's
 * working days from today. Its number follows from the series that the cycle keeps.
 *
 * @rejects notTheOfficer, deadlineNotAhead, stagesNotInOrder
 */
const issue: DutyCommand<Order, { duty: string; deadline?: LocalDate; stages?: AskedStage[] }> = {
  who: officer,
  edge: 'issue',
  decide(order, given, context) {
    const deadline = given.deadline ?? order.deadline ?? dueWithin(order, 'complete', today(context), context.timing);
    const stages = given.stages ?? order.stages.map(({ what, dueOn }) => ({ what, dueOn }));
    return notNamed(order, 'issue', context) ?? datesAtFault(order, deadline, stages, context) ?? [{
      type: 'orderIssued', duty: order.key, by: context.person, series: order.series.id, deadline, stages,
      acknowledgeDueOn: dueWithin(order, 'acknowledge', today(context), context.timing),
    }];
  },
};

/** Decides against a draft, with the reason. @rejects notTheOfficer */
const discard: DutyCommand<Order, { duty: string; reason: string }> = {
  who: officer,
  edge: 'discard',
  decide: (order, { reason }, context) => notNamed(order, 'issue', context) ?? [{ type: 'orderDiscarded', duty: order.key, by: context.person, reason }],
};

/** The ordered unit's receipt (签收). */
const acknowledge: DutyCommand<Order, { duty: string }> = {
  who: ordered,
  edge: 'acknowledge',
  decide: (order, _input, context) => [{ type: 'orderAcknowledged', duty: order.key, by: context.person, onTime: isOnTime(order, context) }],
};

/** Feedback, to the stage that is open or in between; as often as there is something to say. */
const feedback: DutyCommand<Order, { duty: string; text: string } & Attached> = {
  who: ordered,
  edge: 'feedback',
  decide(order, { text, ...rest }, context) {
    const isAsked = order.call?.name === 'feedback';
    return [{
      type: 'orderFeedback', duty: order.key, n: order.feedbacks + 1, by: context.person, text, ...attached(rest),
      assisting: null, stage: isAsked ? openStage(order) : null, onTime: isAsked ? isOnTime(order, context) : null,
    }];
  },
};

/** Word of a unit that assists; it answers no stage, which the unit in charge does. @rejects notAssisting */
const assist: DutyCommand<Order, { duty: string; text: string } & Attached> = {
  who: { function: 'reporter', of: 'assisting' },
  edge: 'feedback',
  decide(order, { text, ...rest }, context) {
    const unit = order.assisting.find(({ posts }) => posts.some((post) => context.posts.includes(post)));
    if (!unit) return reject('notAssisting', { units: order.assisting.map(({ name }) => name) });
    return [{ type: 'orderFeedback', duty: order.key, n: order.feedbacks + 1, by: context.person, text, ...attached(rest), assisting: unit.unit, stage: null, onTime: null }];
  },
};

/** Reports the matter done (报办结). Only the first report decides whether it came in time: a return moves no blame. */
const complete: DutyCommand<Order, { duty: string; result: string }> = {
  who: ordered,
  edge: 'complete',
  decide: (order, { result }, context) => [{
    type: 'orderCompleted', duty: order.key, by: context.person, result, onTime: order.onTime ?? context.judgedAt < endOfDay(order.deadline ?? ''),
    reviewDueOn: dueWithin(order, 'review', today(context), context.timing),
  }],
};

/** Sends it back, with the reason: the unit gets the pack's working days, and never fewer than it had. @rejects notTheOfficer */
const returnOrder: DutyCommand<Order, { duty: string; reason: string }> = {
  who: officer,
  edge: 'return',
  decide: (order, { reason }, context) => notNamed(order, 'review', context) ?? [{
    type: 'orderReturned', duty: order.key, by: context.person, reason, dueOn: later(dueWithin(order, 'complete', today(context), context.timing), order.deadline ?? ''),
  }],
};

/** Closes it (办结、销号). @rejects notTheOfficer, notNumberedYet */
const close: DutyCommand<Order, { duty: string; opinion: string }> = {
  who: officer,
  edge: 'close',
  decide: (order, { opinion }, context) => notNamed(order, 'review', context) ?? unnumbered(order) ?? [{ type: 'orderClosed', duty: order.key, by: context.person, opinion }],
};

/** Voids an issued order, with the reason; it keeps its number (作废). @rejects notTheOfficer, notNumberedYet */
const voidOrder: DutyCommand<Order, { duty: string; reason: string }> = {
  who: officer,
  edge: 'void',
  decide: (order, { reason }, context) => notNamed(order, 'issue', context) ?? unnumbered(order) ?? [{ type: 'orderVoided', duty: order.key, by: context.person, reason }],
};

/** The number is a moment behind the issue: an order that ended without it would leave the year with a number nobody shows. */
const unnumbered = (order: Order): Rejection | null => (order.number ? null : reject('notNumberedYet', { duty: order.key }));

const isOnTime = ({ call }: Order, { since, judgedAt, now }: DutyContext): boolean => (since(ordersJudgedByPause) ? judgedAt : now) < (call?.dueAt ?? '');

const standings = {
  drafted: 'waiting', issued: 'owed', acknowledged: 'owed', reported: 'waiting', closed: 'done', voided: 'void', discarded: 'void', lapsed: 'void',
} as const;
const settled = ['closed', 'voided', 'discarded', 'lapsed'] as const;

export const orderKind = {
  kind: 'order',
  isOnDemand: true,
  plan: planOrder,
  open: ({ series, overdueMatter }, base, at) => ({
    ...base, kind: 'order', status: 'drafted', series, overdueMatter, origin: null, matter: { zh: '', en: '' }, assisting: [], draftedBy: null, draftedAt: at,
    deadline: null, stages: [], issued: null, number: null, acknowledged: null, feedback: [], feedbacks: 0, completion: null, firstCompletedAt: null, onTime: null,
    closed: null, ended: null,
  }),
  transitions: orderTransitions,
  settled,
  openings: { draftOrder },
  commands: {
    issueOrder: issue,
    discardOrder: discard,
    acknowledgeOrder: acknowledge,
    giveFeedback: feedback,
    assistFeedback: assist,
    completeOrder: complete,
    returnOrder,
    closeOrder: close,
    voidOrder,
  },
  evolve,
  waitingPosts: (order) => order.calls[order.call?.name ?? '']?.posts ?? [],
  redated: (order, call, dueOn) => (call === 'complete' && order.firstCompletedAt === null ? { ...order, deadline: dueOn }
    : call === 'feedback' ? { ...order, stages: order.stages.map((stage, index) => (index === openStage(order) ? { ...stage, dueOn } : stage)) } : order),
  facts: (order) => ({
    standing: standings[order.status],
    opensAt: order.draftedAt,
    firstSubmittedAt: order.firstCompletedAt,
    onTime: order.onTime,
    completeAt: order.closed?.at ?? null,
  }),
  lapse: (order) => endCall({ ...order, status: settled.some((one) => one === order.status) ? order.status : 'lapsed' }),
} as const satisfies ObligationKind<Order, OrderStart, OrderPolicy>;

function evolve(order: Order, event: Happened<UnitYearEvent>): Order {
  const { at } = event;
  switch (event.type) {
    case 'orderDrafted': {
      const { by, origin, matter, deadline, stages, assisting } = event;
      return startCall({ ...order, draftedBy: by, origin, matter, deadline, stages: unanswered(stages), assisting }, 'issue', at, event.issueDueOn);
    }
    case 'orderDiscarded':
      return endCall({ ...order, status: 'discarded', ended: { at, by: event.by, reason: event.reason } });
    case 'orderIssued': {
      const { by, deadline, stages } = event;
      return startCall({ ...order, status: 'issued', issued: { at, by }, deadline, stages: unanswered(stages) }, 'acknowledge', at, event.acknowledgeDueOn);
    }
    case 'orderNumbered':
      return { ...order, number: { n: event.n, text: event.number } };
    case 'orderDatesMoved':
      return { ...order, deadline: event.deadline, stages: order.stages.map((one, index) => ({ ...one, dueOn: event.stages[index] ?? one.dueOn })) };
    case 'orderAcknowledged':
      return askNext({ ...order, status: 'acknowledged', acknowledged: { at, by: event.by, onTime: event.onTime } }, at);
    case 'orderFeedback': {
      const { n, by, text, stage, assisting, onTime } = event;
      const stages = order.stages.map((one, index) => (index === stage ? { ...one, answeredAt: at, onTime } : one));
      const heard = { ...order, stages, feedbacks: n, feedback: [...order.feedback, { n, at, by, text, stage, assisting, ...attached(event) }].slice(-5) };
      return stage === null ? heard : askNext(heard, at);
    }
    case 'orderCompleted': {
      const { by, result, onTime } = event;
      const completed = { ...order, status: 'reported' as const, completion: { at, by, result }, onTime, firstCompletedAt: order.firstCompletedAt ?? at };
      return startCall(completed, 'review', at, event.reviewDueOn);
    }
    case 'orderReturned': {
      const { by, reason } = event;
      const completion = order.completion && { ...order.completion, returned: { at, by, reason } };
      return startCall({ ...order, status: 'acknowledged', completion, originalDueOn: order.deadline }, 'complete', at, event.dueOn);
    }
    case 'orderClosed':
      return endCall({ ...order, status: 'closed', closed: { at, by: event.by, opinion: event.opinion } });
    case 'orderVoided':
      return endCall({ ...order, status: 'voided', ended: { at, by: event.by, reason: event.reason } });
    default:
      return order;
  }
}

const unanswered = (stages: readonly AskedStage[]): Order['stages'] => stages.map(({ what, dueOn }) => ({ what, dueOn, answeredAt: null, onTime: null }));

/** What the unit is asked for next: feedback to the first stage that is open, else the matter itself. */
function askNext(order: Order, at: Instant): Order {
  const stage = order.stages[openStage(order)];
  if (stage) return startCall(order, 'feedback', at, stage.dueOn);
  return startCall({ ...order, originalDueOn: order.deadline }, 'complete', at, order.deadline ?? '');
}
