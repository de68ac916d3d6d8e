import type { Order } from '../../order/order.ts';
import { addDays, localDateOf } from '../../time/instant.ts';
import type { Instant } from '../../time/instant.ts';
import type { UnitYear } from '../../unit-year/state.ts';
import { by, bySystem, nextMessage } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';

export const orderActs: KindActs<Order> = {
  kind: 'order',
  first: 'drafted',
  terminal: ['closed', 'voided', 'discarded', 'lapsed'],
  edges: {
    issueOrder: 'issue', discardOrder: 'discard', acknowledgeOrder: 'acknowledge', giveFeedback: 'feedback', assistFeedback: 'feedback', completeOrder: 'complete', returnOrder: 'return',
    closeOrder: 'close', voidOrder: 'void',
  },
  barredIn: {
    drafted: ['acknowledgeOrder', 'closeOrder', 'voidOrder'],
    issued: ['issueOrder', 'discardOrder', 'completeOrder'],
    acknowledged: ['acknowledgeOrder', 'returnOrder'],
    reported: ['giveFeedback', 'assistFeedback', 'completeOrder'],
    closed: ['voidOrder', 'returnOrder'],
    voided: ['acknowledgeOrder'],
    discarded: ['issueOrder'],
  },
  possible,
  wrong,
  edgeTaken(event) {
    switch (event.type) {
      case 'orderIssued': return 'issue';
      case 'orderDiscarded': return 'discard';
      case 'orderAcknowledged': return 'acknowledge';
      case 'orderFeedback': return 'feedback';
      case 'orderCompleted': return 'complete';
      case 'orderReturned': return 'return';
      case 'orderClosed': return 'close';
      case 'orderVoided': return 'void';
      default: return null;
    }
  },
};

const officerOf = (order: Order): string => order.calls['issue']?.posts[0] ?? '';
const receiverOf = (order: Order): string => order.calls['acknowledge']?.posts[0] ?? '';

/** The number that the cycle would give: one further each time. */
function numbering(order: Order, situation: Situation): Chance[] {
  const from = `cycle/${situation.start.cycle}`;
  if (order.issued === null || order.number !== null) return [];
  return [bySystem(120, 'hear', { from, n: nextMessage(situation, from), body: { kind: 'numberGiven', series: order.series.id, duty: order.key, n: nextMessage(situation, from) } })];
}

function possible(order: Order, situation: Situation): Chance[] {
  const { detail, at } = situation;
  const [duty, officer, receiver] = [order.key, officerOf(order), receiverOf(order)];
  const voided = (weight: number): Chance[] => (order.number === null ? [] : [by(weight, 'voidOrder', { duty, reason: '重复签发' }, officer)]);
  switch (order.status) {
    case 'drafted':
      return [
        by(60, 'issueOrder', { duty, ...datesFrom(at, detail) }, officer),
        by(25, 'discardOrder', { duty, reason: '已另行布置' }, officer),
      ];
    case 'issued':
      return [...numbering(order, situation), by(70, 'acknowledgeOrder', { duty }, receiver), ...voided(18)];
    case 'acknowledged':
      return [
        ...numbering(order, situation), by(order.feedbacks < 4 ? 40 : 5, 'giveFeedback', { duty, text: '正在办理' }, receiver),
        ...order.assisting.map(({ posts }) => by(35, 'assistFeedback', { duty, text: '已配合' }, ...posts)), by(45, 'completeOrder', { duty, result: '已办结' }, receiver), ...voided(10),
      ];
    case 'reported':
      return [...numbering(order, situation), ...(order.number ? [by(50, 'closeOrder', { duty, opinion: '同意销号' }, officer)] : []), by(40, 'returnOrder', { duty, reason: '请补充材料' }, officer), ...voided(12)];
    case 'closed':
    case 'voided':
    case 'discarded':
    case 'lapsed':
      return [];
    default:
      return order.status satisfies never;
  }
}

const datesFrom = (at: Instant, detail: number): { deadline: string; stages: { what: string; dueOn: string }[] } => {
  const today = localDateOf(at);
  const stages = [{ what: '报方案', dueOn: addDays(today, 3) }, { what: '报进展', dueOn: addDays(today, 6 + (detail % 3)) }];
  return { deadline: addDays(today, 10 + (detail % 5)), stages: stages.slice(0, detail % 3) };
};

const assistant = { unit: 'A1', name: '协办单位', posts: ['A1/office'] };

const templateOf = (state: UnitYear): string | undefined => Object.values(state.templates).find(({ kind }) => kind === 'order')?.policy;

const draft = (duty: string, at: Instant, detail: number): { duty: string } & Record<string, unknown> =>
  ({ duty, origin: { kind: 'instruction', reference: '批示〔2026〕3号' }, subject: '项目开工', matter: '请限期开工', assisting: detail % 2 === 0 ? [] : [assistant], ...datesFrom(at, detail) });

/** An order drafted by hand: a few in a year, or years would have nothing else and never come to their end. */
export function draftsByHand({ state, start, at, detail }: Situation): Chance[] {
  const duty = templateOf(state);
  const drafted = Object.values(state.duties).filter((one) => one.kind === 'order' && one.origin?.by === 'hand').length;
  if (duty === undefined || drafted > 2) return [];
  return [by([14, 5, 2][drafted] ?? 0, 'draftOrder', draft(duty, at, detail), `${start.root}/office`)];
}

/** Drafts that must be refused. */
export function wrongDrafts({ state, start, at, detail }: Situation): Chance[] {
  const duty = templateOf(state);
  if (duty === undefined || state.status !== 'open') return [];
  const by_ = (given: object): Chance => by(6, 'draftOrder', { ...draft(duty, at, detail), ...given }, `${start.root}/office`);
  return [by_({ assisting: [{ unit: start.unit.id, name: start.unit.name, posts: [] }] }), by_({ deadline: localDateOf(at), stages: [] }), by_({ duty: 'letter' })];
}

function wrong(order: Order, { at }: Situation): Chance[] {
  const [duty, officer, receiver] = [order.key, officerOf(order), receiverOf(order)];
  const today = localDateOf(at);
  switch (order.status) {
    case 'drafted':
      return [
        by(12, 'issueOrder', { duty, deadline: addDays(today, 5), stages: [] }, receiver),
        by(12, 'issueOrder', { duty, deadline: today, stages: [] }, officer),
        by(12, 'issueOrder', { duty, deadline: addDays(today, 5), stages: [{ what: '报方案', dueOn: addDays(today, 6) }] }, officer),
        by(6, 'discardOrder', { duty, reason: '不办' }, receiver),
      ];
    case 'issued':
      return order.number === null ? [by(20, 'voidOrder', { duty, reason: '重复签发' }, officer)] : [by(5, 'voidOrder', { duty, reason: '不办' }, receiver)];
    case 'acknowledged':
      return [by(6, 'assistFeedback', { duty, text: '与我无关' }, 'x/y')];
    case 'reported':
      return [by(10, 'closeOrder', { duty, opinion: '同意' }, receiver), ...(order.number === null ? [by(10, 'closeOrder', { duty, opinion: '同意' }, officer)] : [])];
    default:
      return [];
  }
}
