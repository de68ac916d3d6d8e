import { addDays, dateOfDayNumber, dayNumber, earlier, instantAt, weekday } from '../time/instant.ts';
import type { Instant, LocalDate, TimeOfDay } from '../time/instant.ts';

/** One year's official notice: which weekdays are holidays, which weekend days are worked (调休). */
export interface CalendarYear {
  year: number;
  /** `provisional`: only the statutory days are known, the official notice is still to come. */
  standing: 'official' | 'provisional';
  /** The notice's document number, or why there is none yet. */
  source: string;
  holidays: readonly { name: string; from: LocalDate; to: LocalDate }[];
  workedWeekendDays: readonly LocalDate[];
}

/**
 * Working days as data small enough to live in a workflow's state: one character a day, `1` worked.
 * `version` names the years and their standing, so that each resolved date can say what it was resolved by.
 */
export interface WorkingCalendar {
  version: string;
  from: LocalDate;
  days: string;
  /** First day that rests on a provisional year; absent when all years are official. */
  provisionalFrom?: LocalDate;
}

/**
 * Lays years side by side into one working calendar.
 *
 * @throws RangeError when years have a gap, or a day is both a holiday and a worked weekend day
 */
export function workingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  const first = sorted[0];
  if (!first) throw new RangeError('a calendar needs at least one year');
  let days = '';
  let provisionalFrom: LocalDate | undefined;
  sorted.forEach((year, index) => {
    if (year.year !== first.year + index) throw new RangeError(`calendar years have a gap before ${year.year}`);
    if (year.standing === 'provisional') provisionalFrom ??= `${year.year}-01-01`;
    days += daysOfYear(year);
  });
  const version = sorted.map((year) => `${year.year}${year.standing === 'provisional' ? 'p' : ''}`).join('+');
  return { version, from: `${first.year}-01-01`, days, ...(provisionalFrom ? { provisionalFrom } : {}) };
}

/**
 * The calendar that a year's draft rests on: from the day it is drafted, if that lies before the year, to the end of the
 * year after, into which the last dates and their ladders fall. Years ahead may be provisional; none may be missing.
 *
 * @param draftedOn an earlier day than the year's first takes its own year in
 * @returns the calendar, or the years that nobody knows yet
 */
export function calendarOfYear(years: readonly CalendarYear[], year: number, draftedOn: LocalDate): WorkingCalendar | { missing: number[] } {
  const from = Math.min(year, Number(draftedOn.slice(0, 4)));
  const needed = Array.from({ length: year + 2 - from }, (_, n) => from + n);
  const missing = needed.filter((one) => !years.some((known) => known.year === one));
  return missing.length > 0 ? { missing } : workingCalendar(years.filter((known) => needed.includes(known.year)));
}

/**
 * A calendar with one year's notice in the place of what was known of it, or added behind the last.
 *
 * @param version names the result; the same name is never given to another content
 * @throws RangeError when the year does not join the calendar, or a day is both a holiday and a worked weekend day
 */
export function withYear(calendar: WorkingCalendar, year: CalendarYear, version: string): WorkingCalendar {
  const start = dayNumber(`${year.year}-01-01`) - dayNumber(calendar.from);
  if (start < 0 || start > calendar.days.length) throw new RangeError(`the year ${year.year} does not join the calendar ${calendar.version}`);
  const { days } = workingCalendar([year]);
  const { provisionalFrom, ...rest } = calendar;
  // Later years that were provisional stay so.
  const stillProvisional = provisionalFrom !== undefined && provisionalFrom > `${year.year}-01-01` ? provisionalFrom
    : provisionalFrom !== undefined && calendar.days.length > start + days.length ? `${year.year + 1}-01-01` : undefined;
  return { ...rest, version, days: calendar.days.slice(0, start) + days + calendar.days.slice(start + days.length), ...(stillProvisional ? { provisionalFrom: stillProvisional } : {}) };
}

function daysOfYear(year: CalendarYear): string {
  const worked = new Set(year.workedWeekendDays);
  const holidays = new Set<LocalDate>();
  for (const holiday of year.holidays) {
    for (let day = holiday.from; day <= holiday.to; day = addDays(day, 1)) {
      if (worked.has(day)) throw new RangeError(`${day} is both a holiday and a worked day`);
      holidays.add(day);
    }
  }
  let days = '';
  for (let day = `${year.year}-01-01`; day <= `${year.year}-12-31`; day = addDays(day, 1)) {
    const weekend = weekday(day) === 0 || weekday(day) === 6;
    days += worked.has(day) || (!weekend && !holidays.has(day)) ? '1' : '0';
  }
  return days;
}

/** @throws RangeError when the calendar does not reach `date`: a guess would be a wrong due date */
export function isWorkingDay(calendar: WorkingCalendar, date: LocalDate): boolean {
  const mark = calendar.days[dayNumber(date) - dayNumber(calendar.from)];
  if (mark === undefined) throw beyond(calendar, date);
  return mark === '1';
}

const beyond = (calendar: WorkingCalendar, date: LocalDate): RangeError => new RangeError(`the calendar ${calendar.version} does not reach ${date}`);

/**
 * `count` working days after `date` (before it, when negative). The day itself is never counted;
 * 0 gives the date as it stands.
 */
export function addWorkingDays(calendar: WorkingCalendar, date: LocalDate, count: number): LocalDate {
  const step = Math.sign(count);
  const first = dayNumber(calendar.from);
  let left = Math.abs(count);
  let day = dayNumber(date);
  while (left > 0) {
    day += step;
    const mark = calendar.days[day - first];
    if (mark === undefined) throw beyond(calendar, dateOfDayNumber(day));
    if (mark === '1') left -= 1;
  }
  return dateOfDayNumber(day);
}

/** `count` working days before `date`, but never before the calendar's first day: for what matters only while still to come. */
export function workingDaysBefore(calendar: WorkingCalendar, date: LocalDate, count: number): LocalDate {
  let left = count;
  let day = date;
  while (left > 0 && day > calendar.from) {
    day = addDays(day, -1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** The date itself if worked, else the next (`forward`) or previous (`back`) working day; `none` keeps it. */
export function roll(calendar: WorkingCalendar, date: LocalDate, rule: 'forward' | 'back' | 'none'): LocalDate {
  if (rule === 'none' || isWorkingDay(calendar, date)) return date;
  return addWorkingDays(calendar, date, rule === 'forward' ? 1 : -1);
}

/**
 * Working days after `from` up to and including `to`; 0 when `to` is not later.
 *
 * @throws RangeError when the calendar does not reach them
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number {
  const [first, last] = [dayNumber(calendar.from), dayNumber(to)];
  let count = 0;
  for (let day = dayNumber(from) + 1; day <= last; day += 1) {
    const mark = calendar.days[day - first];
    if (mark === undefined) throw beyond(calendar, dateOfDayNumber(day));
    if (mark === '1') count += 1;
  }
  return count;
}

/** Working days from a day to a due date; below zero once it has passed. Days beyond the calendar's end are not counted. */
export function workingDaysLeft(calendar: WorkingCalendar, today: LocalDate, dueOn: LocalDate): number {
  const last = addDays(calendar.from, calendar.days.length - 1);
  const [from, to] = [today, dueOn].map((day) => earlier(day, last)) as [LocalDate, LocalDate];
  return from <= to ? workingDaysBetween(calendar, from, to) : 0 - workingDaysBetween(calendar, to, from);
}

/** The first delivery slot of a working day strictly after `instant`. */
export function nextSlot(calendar: WorkingCalendar, slots: readonly TimeOfDay[], instant: Instant): Instant {
  let day = dateOfDayNumber(Math.floor((Date.parse(instant) + 8 * 3_600_000) / 86_400_000));
  const inOrder = [...slots].sort();
  for (;;) {
    if (isWorkingDay(calendar, day)) {
      for (const slot of inOrder) {
        const at = instantAt(day, slot);
        if (at > instant) return at;
      }
    }
    day = addDays(day, 1);
  }
}

/** A period of a year: a quarter (`Q1`), a month (`M03`) or the year itself (`Y`). */
export type Period = string;

/** First and last day of a period of `year`. */
export function periodDates(year: number, period: Period): { from: LocalDate; to: LocalDate } {
  const month = (n: number): string => String(n).padStart(2, '0');
  const span = (first: number, last: number) => ({
    from: `${year}-${month(first)}-01`,
    to: addDays(last === 12 ? `${year + 1}-01-01` : `${year}-${month(last + 1)}-01`, -1),
  });
  if (/^Q[1-4]$/.test(period)) return span(Number(period[1]) * 3 - 2, Number(period[1]) * 3);
  if (/^M(0[1-9]|1[0-2])$/.test(period)) return span(Number(period.slice(1)), Number(period.slice(1)));
  if (period === 'Y') return span(1, 12);
  throw new RangeError(`unknown period ${period}`);
}
