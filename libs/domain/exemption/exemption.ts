import type { DutyBase } from '../call/call.ts';
import type { DocumentReference } from '../letter/letter.ts';
import { endOfDay } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** Why nothing is owed: 无此项任务, said by the unit for the rest of the year, or 免予, granted from above with its document. */
export type Exemption =
  | { kind: 'noTask'; reason: string; by: string; at: Instant }
  | { kind: 'waived'; reason: string; by: string; at: Instant; document: DocumentReference };

/** A duty with a date that the pack sets: a report, a plan, a meeting. It can fall away and come back. */
export interface Exemptible extends DutyBase {
  opensAt: Instant;
  /** The date that counts now; the first one stays in `originalDueOn`. */
  dueOn: LocalDate;
  exemption: Exemption | null;
}

export type ExemptionEvent =
  /** `through`: the duty at which it was said, for the others of its policy; null at that duty itself. */
  | { type: 'noTaskDeclared'; duty: string; policy: string; reason: string; by: string; through: string | null }
  | { type: 'taskRequired'; duty: string; policy: string; reason: string; by: string; dueOn: LocalDate; through: string | null }
  | { type: 'dutyWaived'; duty: string; reason: string; by: string; document: DocumentReference };

/** What every such duty may become besides its own life; a table takes these rows and edges in. */
export const exemptionEdges = {
  awaited: { declareNoTask: 'noTask', waive: 'waived' },
  noTask: { require: 'awaited' },
} as const;

export const hasExemption = <D extends object>(duty: D): duty is Extract<D, Exemptible> => 'exemption' in duty;

/** Its date has not passed: what is late stays late, whatever is declared afterwards. */
export const isToCome = (duty: Pick<Exemptible, 'dueOn'>, now: Instant): boolean => now < endOfDay(duty.dueOn);
