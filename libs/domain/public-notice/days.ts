import { isWorkingDay } from '../calendar/calendar.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import { addDays, earlier, weekday } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { Posting, PublicNotice, SetDays } from './public-notice.ts';
import { lastDay } from './standing.ts';

/** A day on which a notice is up. */
export interface NoticeDay {
  on: LocalDate;
  /** Which of the days that are set it is, the first 1; null where it is none of them. */
  n: number | null;
  /** Why it is none: the day of posting, a weekend or a holiday where working days are counted, or it was down by then. */
  why: 'posting' | 'weekend' | 'holiday' | 'takenDown' | null;
}

/** No setting asks for more than a few weeks. */
const mostDays = 120;

/** The last posting's days, one by one, from its day to the last of those that are set: which of them count, and why not. */
export function daysOf({ about, calendar, postings }: PublicNotice): NoticeDay[] {
  const posting = postings.at(-1);
  return posting ? daysFrom(posting, about?.setDays ?? null, calendar) : [];
}

/** The days of a posting, also of one that is only thought of; none where nothing sets any. */
export function daysFrom({ from, takenDown }: Pick<Posting, 'from' | 'takenDown'>, set: Pick<SetDays, 'days' | 'counted'> | null, calendar: WorkingCalendar): NoticeDay[] {
  if (!set) return [];
  const end = earlier(lastDay(calendar, from, set), addDays(from, mostDays));
  const days: NoticeDay[] = [{ on: from, n: null, why: 'posting' }];
  let n = 0;
  for (let on = addDays(from, 1); on <= end; on = addDays(on, 1)) {
    const why = takenDown && on >= takenDown.on ? 'takenDown' : set.counted === 'working' && !isWorkingDay(calendar, on) ? (weekday(on) % 6 === 0 ? 'weekend' : 'holiday') : null;
    if (why === null) n += 1;
    days.push({ on, n: why === null ? n : null, why });
  }
  return days;
}
