import type { Attachment } from '../attachment/attachment.ts';
import type { BasisText, DutyBase, DutyStartBase } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import type { MoveCause } from '../extension/extension.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** What a supervision order may become. 督办单: issued by a named officer, receipted, reported on in stages, reviewed, closed (销号). */
export const orderTransitions = {
  drafted: { issue: 'issued', discard: 'discarded', lapse: 'lapsed' },
  issued: { acknowledge: 'acknowledged', void: 'voided', lapse: 'lapsed' },
  acknowledged: { feedback: 'acknowledged', complete: 'reported', void: 'voided', lapse: 'lapsed' },
  reported: { return: 'acknowledged', close: 'closed', void: 'voided', lapse: 'lapsed' },
  closed: {},
  voided: {},
  discarded: {},
  lapsed: {},
} as const satisfies TransitionTable;

export type OrderStatus = keyof typeof orderTransitions;

/** What an order may come from: an overdue item, a leader's written instruction, a decision of a meeting, a finding. */
export const orderOrigins = ['overdue', 'instruction', 'meeting', 'finding'] as const;

export type OrderOrigin =
  /** Drafted by the ladder: a call of a duty of this year, or of money at this unit, so many working days past this date. */
  | { by: 'ladder'; kind: 'overdue'; duty: string; title: BasisText; call: string; stage: string; dating: number; dueOn: LocalDate }
  /** Drafted by hand: number, title or date of what asks for it, as the drafter writes it. */
  | { by: 'hand'; kind: (typeof orderOrigins)[number]; reference: string };

/** A stage of the matter with a date of its own, given in the order. */
export interface AskedStage {
  what: string;
  dueOn: LocalDate;
}

/** `{n}` in the template is the number that the cycle gives; numbers of one series have no gap. */
export interface NumberSeries {
  id: string;
  template: string;
}

/** A unit that assists (协办), with the posts that are told; found when the order is drafted. */
export interface Assisting {
  unit: string;
  name: string;
  posts: string[];
}

export interface OrderStart extends DutyStartBase {
  kind: 'order';
  series: NumberSeries;
  /** What the ladder's draft says, with {title} and {dueOn} of what is overdue. */
  overdueMatter: BasisText;
}

export interface Feedback {
  n: number;
  at: Instant;
  by: string;
  text: string;
  /** The stage it answers, counted from 0; null for word in between. */
  stage: number | null;
  /** The unit that assists, if it was one; null for the unit in charge. */
  assisting: string | null;
  attachments?: Attachment[];
}

export interface Order extends DutyBase {
  kind: 'order';
  status: OrderStatus;
  series: NumberSeries;
  overdueMatter: BasisText;
  /** Null only between the two events of a drafting. */
  origin: OrderOrigin | null;
  matter: BasisText;
  assisting: Assisting[];
  draftedBy: string | null;
  draftedAt: Instant;
  deadline: LocalDate | null;
  stages: (AskedStage & { answeredAt: Instant | null; onTime: boolean | null })[];
  issued: { at: Instant; by: string } | null;
  /** Follows the issue within moments: the series is kept by the cycle. */
  number: { n: number; text: string } | null;
  acknowledged: { at: Instant; by: string; onTime: boolean } | null;
  /** The latest few; the journal has them all, and the state stays small. */
  feedback: Feedback[];
  feedbacks: number;
  /** The latest report of completion (报办结), and why it came back. */
  completion: { at: Instant; by: string; result: string; returned?: { at: Instant; by: string; reason: string } } | null;
  firstCompletedAt: Instant | null;
  onTime: boolean | null;
  closed: { at: Instant; by: string; opinion: string } | null;
  /** Why it was voided or discarded; nobody's name where what was overdue was done before anybody issued it. */
  ended: { at: Instant; by: string | null; reason: string | null } | null;
}

export type OrderEvent =
  | { type: 'orderDrafted'; duty: string; by: string | null; origin: OrderOrigin; matter: BasisText; deadline: LocalDate | null; stages: AskedStage[]; assisting: Assisting[]; issueDueOn: LocalDate }
  | { type: 'orderDiscarded'; duty: string; by: string | null; reason: string | null }
  | { type: 'orderIssued'; duty: string; by: string; series: string; deadline: LocalDate; stages: AskedStage[]; acknowledgeDueOn: LocalDate }
  | { type: 'orderNumbered'; duty: string; n: number; number: string }
  /** What is not asked for yet moves along with what is: the later stages (null for one that is answered or asked for), and the deadline. */
  | { type: 'orderDatesMoved'; duty: string; stages: (LocalDate | null)[]; deadline: LocalDate; cause: MoveCause }
  | { type: 'orderAcknowledged'; duty: string; by: string; onTime: boolean }
  | ({ type: 'orderFeedback'; duty: string; onTime: boolean | null } & Omit<Feedback, 'at'>)
  | { type: 'orderCompleted'; duty: string; by: string; result: string; onTime: boolean; reviewDueOn: LocalDate }
  | { type: 'orderReturned'; duty: string; by: string; reason: string; dueOn: LocalDate }
  | { type: 'orderClosed'; duty: string; by: string; opinion: string }
  | { type: 'orderVoided'; duty: string; by: string; reason: string };

/** The first stage that nobody has answered yet. */
export const openStage = (order: Pick<Order, 'stages'>): number => order.stages.findIndex((stage) => stage.answeredAt === null);

/** A number as it stands on paper. */
export const numberText = ({ template }: NumberSeries, n: number): string => template.replaceAll('{n}', String(n));
