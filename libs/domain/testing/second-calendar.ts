import type { CalendarYear } from '../calendar/calendar.ts';

/**
 * Working days counted a second time, day by day from the published years, sharing no code with `calendar/`:
 * what the properties compare with.
 */
export interface SecondCalendar {
  isWorked(date: string): boolean;
  /** `count` working days after (before, if negative) the date. */
  plus(date: string, count: number): string;
  /** Working days after `from`, up to and including `to`. */
  between(from: string, to: string): number;
  /** The first of the day's times, on a working day, after the instant. */
  nextSlot(times: readonly string[], instant: string): string;
}

const hours = 3_600_000;
const utc = (date: string): Date => new Date(`${date}T12:00:00.000Z`);
const shift = (date: string, days: number): string => new Date(utc(date).getTime() + days * 24 * hours).toISOString().slice(0, 10);

/** The calendar day in Shanghai. */
export const dayOf = (instant: string): string => new Date(Date.parse(instant) + 8 * hours).toISOString().slice(0, 10);
export const timeOf = (instant: string): string => new Date(Date.parse(instant) + 8 * hours).toISOString().slice(11, 16);
/** An instant by the clock in Shanghai. */
export const at = (date: string, time: string): string => new Date(`${date}T${time}:00.000+08:00`).toISOString();

export function secondCalendar(years: readonly CalendarYear[]): SecondCalendar {
  const isWorked = (date: string): boolean => {
    const year = years.find((one) => String(one.year) === date.slice(0, 4));
    if (!year) throw new Error(`no calendar for ${date}`);
    if (year.workedWeekendDays.includes(date)) return true;
    if (year.holidays.some(({ from, to }) => from <= date && date <= to)) return false;
    return ![0, 6].includes(utc(date).getUTCDay());
  };
  const known = new Map<string, string>();
  const plus = (date: string, count: number): string => {
    const key = `${date}${count}`;
    const day = known.get(key) ?? counted(date, count);
    known.set(key, day);
    return day;
  };
  const counted = (date: string, count: number): string => {
    let [day, left] = [date, Math.abs(count)];
    while (left > 0) {
      day = shift(day, count < 0 ? -1 : 1);
      if (isWorked(day)) left -= 1;
    }
    return day;
  };
  const between = (from: string, to: string): number => {
    let count = 0;
    for (let day = shift(from, 1); day <= to; day = shift(day, 1)) if (isWorked(day)) count += 1;
    return count;
  };
  const nextSlot = (times: readonly string[], instant: string): string => {
    const found = [...times].sort().map((time) => at(dayOf(instant), time)).find((one) => one > instant && isWorked(dayOf(instant)));
    return found ?? nextSlot(times, at(shift(dayOf(instant), 1), '00:00'));
  };
  return { isWorked, plus, between, nextSlot };
}
