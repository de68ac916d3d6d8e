import type { Attachment } from '../attachment/attachment.ts';
import type { DutyStartBase } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import { exemptionEdges } from '../exemption/exemption.ts';
import type { Exemptible } from '../exemption/exemption.ts';
import type { FieldComment } from '../report/report.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** What a plan may become. 年度计划、部门计划、资金使用计划、帮扶计划: N9, M4, M6, M12, M18. */
export const planTransitions = {
  awaited: { submit: 'submitted', lapse: 'lapsed', ...exemptionEdges.awaited },
  submitted: { return: 'returned', approve: 'approved', lapse: 'lapsed' },
  returned: { submit: 'submitted', waive: 'waived', lapse: 'lapsed' },
  approved: {},
  noTask: exemptionEdges.noTask,
  waived: {},
  lapsed: {},
} as const satisfies TransitionTable;

export type PlanStatus = keyof typeof planTransitions;

/** One thing to be done: who, by when, measured how, at what cost. */
export interface PlanItem {
  title: string;
  owner: string;
  dueOn: LocalDate;
  measure?: string | undefined;
  /** Integer fen. */
  amountFen?: number | undefined;
}

export interface PlanSubmission {
  n: number;
  at: Instant;
  by: string;
  items: PlanItem[];
  text: string;
  attachments?: Attachment[];
  returned?: { at: Instant; by: string; comments: FieldComment[] };
}

/** A plan as the launch resolves it. */
export interface PlanStart extends DutyStartBase {
  kind: 'plan';
  year: number;
  dueOn: LocalDate;
}

export interface Plan extends Exemptible {
  kind: 'plan';
  status: PlanStatus;
  year: number;
  /** The last one only: the journal has them all, and the state stays small. */
  submission: PlanSubmission | null;
  firstSubmittedAt: Instant | null;
  onTime: boolean | null;
  approvedAt: Instant | null;
}

export type PlanEvent =
  | { type: 'planSubmitted'; duty: string; n: number; by: string; items: PlanItem[]; text: string; attachments?: Attachment[]; onTime: boolean; reviewDueOn: LocalDate }
  | { type: 'planReturned'; duty: string; by: string; comments: FieldComment[]; correctDueOn: LocalDate }
  | { type: 'planApproved'; duty: string; by: string };
