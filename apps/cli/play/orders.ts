/** The script of the supervision orders: drafted by hand, or by the ladder 20 working days after the reports' date (12 May). */

export interface OrderText {
  origin: { kind: 'instruction' | 'meeting' | 'finding' | 'overdue'; reference: string };
  subject: string;
  matter: string;
  deadline: string;
  stages: readonly { what: string; dueOn: string }[];
  assisting: readonly string[];
}

/** What a move on an order says, as its request has it. */
export type OrderMove =
  | { act: 'draftOrder'; order: OrderText }
  | { act: 'issueOrder' | 'acknowledgeOrder' }
  | { act: 'discardOrder' | 'returnOrder' | 'voidOrder'; reason: string }
  | { act: 'giveFeedback' | 'assistFeedback'; text: string }
  | { act: 'completeOrder'; result: string }
  | { act: 'closeOrder'; opinion: string };

type Timed = OrderMove & { at: string; by: 'officer' | 'reporter' | 'assistant'; twice?: 'after' | 'together' };

/** The town that assists its neighbour. */
export const assistant = '440811101';

export const orders = {
  /**
   * From a leader's written instruction: receipted only when the leaders were told, one stage in time and one a day
   * late, sent back once, closed.
   */
  instructed: [
    {
      at: '03-05 10:00', by: 'officer', act: 'draftOrder',
      order: {
        origin: { kind: 'instruction', reference: '主要领导批示〔2026〕5号（演练）' }, subject: '供水管网项目开工', matter: '请查明项目未开工的原因，明确责任人，限期开工。',
        deadline: '2026-04-02', stages: [{ what: '报开工方案', dueOn: '2026-03-18' }, { what: '报施工进场', dueOn: '2026-03-23' }], assisting: [assistant],
      },
    },
    { at: '03-06 10:00', by: 'officer', act: 'issueOrder' },
    { at: '03-13 10:00', by: 'reporter', act: 'acknowledgeOrder' },
    { at: '03-18 10:00', by: 'reporter', act: 'giveFeedback', text: '开工方案已报，责任人为分管副镇长。' },
    { at: '03-19 10:00', by: 'assistant', act: 'assistFeedback', text: '输水管线用地已配合协调。' },
    { at: '03-24 10:00', by: 'reporter', act: 'giveFeedback', text: '施工队已进场，迟一天。', twice: 'together' },
    { at: '04-01 10:00', by: 'reporter', act: 'completeOrder', result: '项目已开工。' },
    { at: '04-02 10:00', by: 'officer', act: 'returnOrder', reason: '请补充开工令和现场照片。' },
    { at: '04-08 10:00', by: 'reporter', act: 'completeOrder', result: '项目已开工，附开工令和现场照片。' },
    { at: '04-09 10:00', by: 'officer', act: 'closeOrder', opinion: '同意销号。' },
  ],
  /** From a meeting; the officer decides against it. */
  decidedAgainst: [
    {
      at: '03-05 10:00', by: 'officer', act: 'draftOrder',
      order: {
        origin: { kind: 'meeting', reference: '专题会议纪要〔2026〕3号（演练）' }, subject: '台账核对', matter: '请核对监测对象台账。', deadline: '2026-03-31', stages: [], assisting: [],
      },
    },
    { at: '03-06 10:00', by: 'officer', act: 'discardOrder', reason: '已在例会布置，不另发督办单。' },
  ],
  /** Drafted by the ladder and issued before the late report came; done and closed. */
  overdueClosed: [
    { at: '05-12 09:30', by: 'officer', act: 'issueOrder' },
    { at: '05-13 10:00', by: 'reporter', act: 'acknowledgeOrder' },
    { at: '05-18 10:00', by: 'reporter', act: 'completeOrder', result: '报表已补报，今后由村文书专人负责。' },
    { at: '05-19 10:00', by: 'officer', act: 'closeOrder', opinion: '同意销号。' },
  ],
  /** Drafted by the ladder, issued, and never acknowledged. */
  overdueIgnored: [{ at: '05-13 10:00', by: 'officer', act: 'issueOrder' }],
  /** Issued by mistake and voided: its number stays. */
  overdueVoided: [
    { at: '05-13 10:00', by: 'officer', act: 'issueOrder' },
    { at: '05-18 10:00', by: 'officer', act: 'voidOrder', reason: '与面上通报重复。' },
  ],
} as const satisfies Record<string, readonly Timed[]>;

/** Each unit's order, where the script says more of it than the ladder does by itself. */
export const ordersOf: Readonly<Record<string, keyof typeof orders>> = {
  '440811102': 'instructed',
  '440811F01': 'decidedAgainst',
  '440811100202': 'overdueClosed',
  '440811100203': 'overdueIgnored',
  '440811102207': 'overdueVoided',
};

/** The body of an order's request; other acts have bodies of their own. */
export function orderBody(given: { act: string }): object {
  const move = given as OrderMove;
  switch (move.act) {
    case 'draftOrder':
      return move.order;
    case 'discardOrder':
    case 'returnOrder':
    case 'voidOrder':
      return { reason: move.reason };
    case 'giveFeedback':
    case 'assistFeedback':
      return { text: move.text };
    case 'completeOrder':
      return { result: move.result };
    case 'closeOrder':
      return { opinion: move.opinion };
    default:
      return {};
  }
}

/** The dates that an act gave, a draft of an order or more time granted, and who was to assist: what must have come of it cannot be told without. */
export function datesOf(given: { act: string }): { deadline: string; stages: string[]; assisting: readonly string[] } | null {
  const extension = given as { act: string; body?: { dueOn?: string } };
  if (extension.act === 'grantExtension') return { deadline: extension.body?.dueOn ?? '', stages: [], assisting: [] };
  const move = given as OrderMove;
  return move.act === 'draftOrder' ? { deadline: move.order.deadline, stages: move.order.stages.map(({ dueOn }) => dueOn), assisting: move.order.assisting } : null;
}
