/**
 * Instants and local dates as plain strings, so that they cross continue-as-new, JSON and SQL unchanged.
 *
 * The campaign's clock is Asia/Shanghai: +08:00 all year, no daylight saving. Nothing here reads a clock.
 */

/** A UTC instant with milliseconds, `2026-04-10T16:00:00.000Z`. Compares as text in the order of time. */
export type Instant = string;
/** A date of the Chinese calendar day, `2026-04-10`. Compares as text in the order of time. */
export type LocalDate = string;
/** A time of day in Asia/Shanghai, `09:00`. `24:00` is the end of the day. */
export type TimeOfDay = string;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SHANGHAI = 8 * 60 * MINUTE;

export const millisOf = (instant: Instant): number => Date.parse(instant);
export const instantFrom = (millis: number): Instant => new Date(millis).toISOString();

/** The instant at which it is `time` on `date` in Asia/Shanghai. */
export function instantAt(date: LocalDate, time: TimeOfDay): Instant {
  const hours = Number(time.slice(0, 2));
  const minutes = Number(time.slice(3, 5));
  return instantFrom(Date.parse(`${date}T00:00:00.000Z`) - SHANGHAI + (hours * 60 + minutes) * MINUTE);
}

/** The last instant of a due date, exclusive: what happens before it is in time. */
export const endOfDay = (date: LocalDate): Instant => instantAt(date, '24:00');

export const localDateOf = (instant: Instant): LocalDate => instantFrom(millisOf(instant) + SHANGHAI).slice(0, 10);
export const timeOfDayOf = (instant: Instant): TimeOfDay => instantFrom(millisOf(instant) + SHANGHAI).slice(11, 16);

/** Days since 1970-01-01; a date's number on the line. */
export const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00.000Z`) / DAY;
export const dateOfDayNumber = (day: number): LocalDate => instantFrom(day * DAY).slice(0, 10);
export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDayNumber(dayNumber(date) + days);
export const addMinutes = (instant: Instant, minutes: number): Instant => instantFrom(millisOf(instant) + minutes * MINUTE);

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (date: LocalDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7;

export const later = <T extends string>(a: T, b: T): T => (a > b ? a : b);
export const earlier = <T extends string>(a: T, b: T): T => (a < b ? a : b);

/** A real date written as `YYYY-MM-DD`; refuses 2026-02-30. */
export const isLocalDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00.000Z`)) && addDays(text, 0) === text;
