import type { Attachment } from '../attachment/attachment.ts';
import type { DutyStartBase } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import { exemptionEdges } from '../exemption/exemption.ts';
import type { Exemptible } from '../exemption/exemption.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** What a regular meeting may become: 定期研究部署 (M27(3)), 挂钩领导定期汇报 (M13). */
export const meetingTransitions = {
  awaited: { record: 'held', lapse: 'lapsed', ...exemptionEdges.awaited },
  held: {},
  noTask: exemptionEdges.noTask,
  waived: {},
  lapsed: {},
} as const satisfies TransitionTable;

export type MeetingStatus = keyof typeof meetingTransitions;

/** What is on record of a meeting; its minutes are found by their number. */
export interface HeldMeeting {
  heldOn: LocalDate;
  minutesNumber: string;
  topic: string;
  attendees?: number | undefined;
  attachments?: Attachment[];
}

/** A meeting as the launch resolves it: one a period. */
export interface MeetingStart extends DutyStartBase {
  kind: 'meeting';
  period: string;
  from: LocalDate;
  to: LocalDate;
  opensAt: Instant;
  dueOn: LocalDate;
}

export interface Meeting extends Exemptible {
  kind: 'meeting';
  status: MeetingStatus;
  period: string;
  /** First and last day on which it may be held. */
  from: LocalDate;
  to: LocalDate;
  held: (HeldMeeting & { by: string; at: Instant }) | null;
  onTime: boolean | null;
}

export type MeetingEvent = { type: 'meetingRecorded'; duty: string; by: string; onTime: boolean } & HeldMeeting;
