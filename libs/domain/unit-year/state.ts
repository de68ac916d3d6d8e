import type { BasisText, CallPolicy, ResolvedStage, Timing } from '../call/call.ts';
import type { DocumentReference, Letter, Target } from '../letter/letter.ts';
import type { AskedFigure, Report } from '../report/report.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

export type Duty = Letter | Report;

interface DutyStart {
  key: string;
  policy: string;
  title: BasisText;
  basis: BasisText;
  calls: Record<string, CallPolicy>;
}

export interface LetterStart extends DutyStart {
  kind: 'letter';
  requiredBy: DocumentReference | null;
  approvedBy: DocumentReference | null;
  targets: Target[];
  needsCountersign: boolean;
  /** The unit stands directly under the root, which has no letter: issued at launch. */
  issueAtLaunch: boolean;
}

export interface ReportStart extends DutyStart {
  kind: 'report';
  period: string;
  opensAt: Instant;
  dueOn: LocalDate;
  asked: AskedFigure[];
}

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
  duties: (LetterStart | ReportStart)[];
}

/** One unit's year: plain JSON, below 200 KB. */
export interface UnitYear {
  status: 'unopened' | 'open' | 'ended';
  /** The stream's clock: the instant of the last event. */
  now: Instant;
  about: Pick<UnitYearStart, 'stream' | 'cycle' | 'unit' | 'superior' | 'root' | 'subordinates'> | null;
  timing: Timing;
  duties: Record<string, Duty>;
  /** The last message heard from each sender. */
  heard: Record<string, number>;
}

export const unopened: UnitYear = {
  status: 'unopened',
  now: '1970-01-01T00:00:00.000Z',
  about: null,
  timing: { calendar: { version: '', from: '1970-01-01', days: '' }, slots: [], nearWorkingDays: 0, escalationDelayMinutes: 0, ladders: {} },
  duties: {},
  heard: {},
};
