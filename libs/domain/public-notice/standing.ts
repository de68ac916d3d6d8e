import { addWorkingDays } from '../calendar/calendar.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import type { Json } from '../decider.ts';
import { addDays, earlier, later } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { Posting, PublicNotice, SetDays } from './public-notice.ts';

/** What keeps a notice from counting. */
export type Missing =
  | { code: 'noticeTakenDown'; facts: { on: LocalDate; reason: string } }
  | { code: 'noticeRunning'; facts: { until: LocalDate } }
  | { code: 'noticeUnproved'; facts: Record<string, Json> }
  | { code: 'objectionOpen'; facts: { objection: string; on: LocalDate } };

export interface NoticeStanding {
  /** The first day that counts: the day of posting does not. */
  countsFrom: LocalDate;
  /** The last of the days that are set; null where none are. */
  setUntil: LocalDate | null;
  until: LocalDate;
  counted: boolean;
  /** The day from which it has counted. */
  countedOn: LocalDate | null;
  missing: Missing[];
}

/** The first day of a count that begins with a day's end, and its last. */
export const firstDay = (calendar: WorkingCalendar, from: LocalDate, set: SetDays | null): LocalDate => lastDay(calendar, from, { counted: set?.counted ?? 'natural', days: 1 });

export const lastDay = (calendar: WorkingCalendar, from: LocalDate, { days, counted }: Pick<SetDays, 'days' | 'counted'>): LocalDate =>
  (counted === 'working' ? addWorkingDays(calendar, from, days) : addDays(from, days));

/**
 * Whether a notice counts: its announced days have run without a break, something proves it, and every objection is
 * answered. Else what is missing.
 */
export function standingOf({ about, calendar, postings, objections, closedOn }: PublicNotice, day: LocalDate): NoticeStanding {
  const posting = postings.at(-1);
  if (!about || !posting) throw new RangeError('a notice that was never posted stands nowhere');
  const today = closedOn === null ? day : earlier(day, closedOn);
  const { from, to } = posting;
  const all = Object.values(objections);
  const missing: Missing[] = [
    ...daysMissing(posting, today),
    ...(posting.proof.length === 0 ? [{ code: 'noticeUnproved', facts: {} } as const] : []),
    ...all.filter(({ answered }) => answered === null).map(({ id, on }) => ({ code: 'objectionOpen', facts: { objection: id, on } }) as const),
  ];
  const counted = missing.length === 0;
  const reached = [addDays(to, 1), posting.provedOn ?? to, ...all.map(({ answered }) => answered?.on ?? to)];
  return {
    countsFrom: firstDay(calendar, from, about.setDays), setUntil: about.setDays && lastDay(calendar, from, about.setDays), until: to,
    counted, countedOn: counted ? reached.reduce((latest, one) => later(latest, one)) : null, missing,
  };
}

function daysMissing({ to, takenDown }: Posting, today: LocalDate): Missing[] {
  if (takenDown) return [{ code: 'noticeTakenDown', facts: { on: takenDown.on, reason: takenDown.reason } }];
  return today <= to ? [{ code: 'noticeRunning', facts: { until: to } }] : [];
}
