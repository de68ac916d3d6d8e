import type { CalendarEvent } from '../calendar/change.ts';
import type { AllocationEvent } from '../allocation/allocation.ts';
import type { BasisText } from '../call/call.ts';
import type { Json } from '../decider.ts';
import type { ExtensionEvent } from '../extension/extension.ts';
import type { ExemptionEvent } from '../exemption/exemption.ts';
import type { LetterEvent } from '../letter/letter.ts';
import type { PauseEvent } from '../pause/pause.ts';
import type { MeetingEvent } from '../meeting/meeting.ts';
import type { PlanEvent } from '../plan/plan.ts';
import type { OrderEvent } from '../order/order.ts';
import type { RemindingEvent } from '../reminding/reminding.ts';
import type { ReportEvent } from '../report/report.ts';
import type { VerificationEvent } from '../verification/verification.ts';
import type { UnitYearStart } from './state.ts';

/** Everything that can happen in one unit's year. */
export type UnitYearEvent =
  | { type: 'yearOpened'; start: UnitYearStart }
  /** A duty that nobody planned: made from the template of its policy. What it is about follows in an event of its kind. */
  | { type: 'dutyOpened'; duty: string; policy: string; title: BasisText }
  | LetterEvent
  | ReportEvent
  | ExtensionEvent
  | RemindingEvent
  | PauseEvent
  | CalendarEvent
  | AllocationEvent
  | PlanEvent
  | MeetingEvent
  | ExemptionEvent
  | OrderEvent
  | VerificationEvent
  | { type: 'stageReached'; duty: string; stage: string; dating: number; dueAt: string }
  /** A message from another stream, heard once. */
  | { type: 'received'; from: string; n: number; body: Json }
  /** An act that was possible when it was admitted and no longer when its turn came. */
  | { type: 'actRefused'; command: string; code: string }
  | { type: 'yearEnded'; reason: 'fulfilled' | 'closed' | 'cancelled' };
