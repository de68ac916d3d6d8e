import type { Attachment } from '../attachment/attachment.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import type { BasisText } from '../call/call.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** For how long at least something is shown in public, and what says so. */
export interface SetDays {
  days: number;
  counted: 'natural' | 'working';
  basis: BasisText;
}

/** What is shown: a project, a unit's money of a line, or neither. */
export type NoticeOf = { project: string } | { line: string } | null;

/** A public notice (公示: N19, G16, M7) as it is posted; names and settings are resolved. */
export interface NoticeStart {
  stream: string;
  cycle: string;
  /** Its key in the cycle: `N3`. */
  notice: string;
  root: string;
  unit: string;
  unitName: string;
  /** Before the money is spent, or after. */
  stage: 'before' | 'after';
  about: NoticeOf;
  what: string;
  /** None where nothing sets any. */
  setDays: SetDays | null;
  calendar: WorkingCalendar;
  posting: { where: string; from: LocalDate; to: LocalDate; attachments?: readonly Attachment[] | undefined };
}

/** One time that it was up. Taken down early, it begins again with the next. */
export interface Posting {
  where: string;
  from: LocalDate;
  /** The last day that was announced. */
  to: LocalDate;
  /** Photos or papers that show it, and the day of the first. */
  proof: readonly Attachment[];
  provedOn: LocalDate | null;
  takenDown: { on: LocalDate; reason: string } | null;
}

/** What somebody objects. Who it was may stay unsaid. */
export interface Objection {
  id: string;
  text: string;
  by: string | null;
  contact: string | null;
  on: LocalDate;
  answered: { on: LocalDate; answer: string } | null;
}

export interface PublicNotice {
  status: 'unposted' | 'open' | 'closed';
  now: Instant;
  about: Omit<NoticeStart, 'posting' | 'calendar'> | null;
  calendar: WorkingCalendar;
  /** The first posting first; only the last can be up. */
  postings: readonly Posting[];
  objections: Readonly<Record<string, Objection>>;
  /** The day the year was over. */
  closedOn: LocalDate | null;
}

export const unposted: PublicNotice = {
  status: 'unposted', now: '1970-01-01T00:00:00.000Z', about: null, calendar: { version: '', from: '1970-01-01', days: '' }, postings: [], objections: {}, closedOn: null,
};

export const noticeStream = (cycle: string, notice: string): string => `public-notice/${cycle}/${notice}`;
