import type { ResolvedStage, Timing } from '../call/call.ts';
import type { Extension, ExtensionStart } from '../extension/extension.ts';
import type { Allocation, AllocationStart } from '../allocation/allocation.ts';
import type { Letter, LetterStart } from '../letter/letter.ts';
import type { Pause } from '../pause/pause.ts';
import type { Meeting, MeetingStart } from '../meeting/meeting.ts';
import type { Plan, PlanStart } from '../plan/plan.ts';
import type { Order, OrderStart } from '../order/order.ts';
import type { Report, ReportStart } from '../report/report.ts';
import type { Verification, VerificationStart } from '../verification/verification.ts';
import type { Instant } from '../time/instant.ts';

export type Duty = Letter | Report | Extension | Allocation | Plan | Meeting | Order | Verification;
export type DutyStart = LetterStart | ReportStart | ExtensionStart | AllocationStart | PlanStart | MeetingStart | OrderStart | VerificationStart;

/**
 * All that a unit's year needs to know, resolved at launch from pack, calendar and tree: afterwards neither
 * has to be read, and a running cycle keeps the version it was launched with.
 */
export interface UnitYearStart {
  stream: string;
  cycle: string;
  unit: { id: string; name: string; type: string };
  superior: { id: string; name: string };
  root: string;
  /** Streams of the units directly below, told when this unit's letter comes into force. */
  subordinates: string[];
  timing: Omit<Timing, 'ladders'> & { ladders: Record<string, ResolvedStage[]> };
  duties: DutyStart[];
  /** What duties opened during the year will be like, by the pack's id. */
  templates: DutyStart[];
}

/** One unit's year: plain JSON, below 200 KB. */
export interface UnitYear {
  status: 'unopened' | 'open' | 'ended';
  /** The stream's clock: the instant of the last event. */
  now: Instant;
  about: Pick<UnitYearStart, 'stream' | 'cycle' | 'unit' | 'superior' | 'root' | 'subordinates'> | null;
  timing: Timing;
  duties: Record<string, Duty>;
  /** See `UnitYearStart`, by the pack's id. */
  templates: Record<string, DutyStart>;
  /** Pauses under way or to come, and since when the year stands still. */
  pauses: Record<string, Pause>;
  pausedAt: Instant | null;
  /** The last message heard from each sender. */
  heard: Record<string, number>;
}

export const unopened: UnitYear = {
  status: 'unopened',
  now: '1970-01-01T00:00:00.000Z',
  about: null,
  timing: { calendar: { version: '', from: '1970-01-01', days: '' }, slots: [], nearWorkingDays: 0, escalationDelayMinutes: 0, ladders: {} },
  duties: {},
  templates: {},
  pauses: {},
  pausedAt: null,
  heard: {},
};
