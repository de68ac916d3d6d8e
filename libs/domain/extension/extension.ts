import type { Attachment } from '../attachment/attachment.ts';
import type { DutyBase, DutyStartBase } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** What a request for more time (延期申请) may become. */
export const extensionTransitions = {
  requested: { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn', close: 'closed', lapse: 'lapsed' },
  granted: {},
  refused: {},
  withdrawn: {},
  /** The duty was done in time before anybody decided. */
  closed: {},
  lapsed: {},
} as const satisfies TransitionTable;

export type ExtensionStatus = keyof typeof extensionTransitions;

export interface ExtensionStart extends DutyStartBase {
  kind: 'extension';
  /** Posts that may decide once the stage `deputy` of the ladder is reached: silence above is nobody's veto. */
  deputies: string[];
}

/** What the unit says: the duty and the call whose date it cannot keep, why, how far it is, and by when it can. */
export interface ExtensionRequest {
  of: string;
  call: string;
  /** When the waiting began that it was asked for. */
  since: Instant;
  /** The date to be moved. */
  dueOn: LocalDate;
  asked: LocalDate;
  reason: string;
  progress: string;
  attachments?: Attachment[];
}

export interface Extension extends DutyBase {
  kind: 'extension';
  status: ExtensionStatus;
  deputies: string[];
  request: (ExtensionRequest & { by: string; at: Instant }) | null;
  decision: { dueOn: LocalDate | null; reason: string; by: string; at: Instant } | null;
}

/** Why a date moved: a request granted, or one act for many units, with its document. */
export type MoveCause =
  | { kind: 'extension'; reference: string }
  | { kind: 'collective'; reference: string; reason: string }
  | { kind: 'pause'; reference: string }
  | { kind: 'calendar'; reference: string };

export type ExtensionEvent =
  | ({ type: 'extensionRequested'; duty: string; by: string; decideDueOn: LocalDate } & ExtensionRequest)
  | { type: 'extensionGranted'; duty: string; dueOn: LocalDate; reason: string; by: string }
  | { type: 'extensionRefused'; duty: string; reason: string; by: string }
  | { type: 'extensionWithdrawn'; duty: string; by: string }
  | { type: 'extensionClosed'; duty: string }
  /** A date of any duty, moved. The first one stays on record as its original. */
  | { type: 'dueMoved'; duty: string; call: string; from: LocalDate; dueOn: LocalDate; cause: MoveCause }
  /** 逾期说明: moves no date, and stays with the evidence. */
  | { type: 'latenessExplained'; duty: string; text: string; by: string };

/** The open request for a duty's date, if there is one. */
export const openRequestFor = (duties: Readonly<Record<string, { kind: string }>>, of: string): Extension | undefined =>
  Object.values(duties).find((duty): duty is Extension => duty.kind === 'extension' && (duty as Extension).status === 'requested' && (duty as Extension).request?.of === of);
