/**
 * The working days of 2026, typed in from the official notice a second time, and those of the winter after it as the
 * script's holiday notice has them: what checks the product's calendar must not be the product's calendar.
 */

const holidays: readonly [from: string, to: string][] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
  ['2027-01-01', '2027-01-03'],
  ['2027-02-05', '2027-02-11'],
];
const workedWeekendDays = new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10', '2027-01-10']);

const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;

export const slots = ['09:00', '15:00'] as const;

export const nextDay = (date: string, days = 1): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

export function isWorked(date: string): boolean {
  if (workedWeekendDays.has(date)) return true;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.some(([from, to]) => from <= date && date <= to);
}

const known = new Map<string, string>();

/** The day `count` working days after (before, if negative) `date`, which itself is not counted. */
export function workingDay(date: string, count: number): string {
  const found = known.get(`${date} ${count}`);
  if (found !== undefined) return found;
  let day = date;
  for (let left = Math.abs(count); left > 0;) {
    day = nextDay(day, Math.sign(count));
    if (isWorked(day)) left -= 1;
  }
  known.set(`${date} ${count}`, day);
  return day;
}

/** Working days after `from`, up to and including `to`. */
export function workedDays(from: string, to: string): number {
  let count = 0;
  for (let day = nextDay(from); day <= to; day = nextDay(day)) count += isWorked(day) ? 1 : 0;
  return count;
}

/** The instant at which it is `time` on `date` in Asia/Shanghai (+08:00, no daylight saving). */
export const instantOf = (date: string, time: string): string => new Date(Date.parse(`${date}T${time}:00Z`) - shanghaiMs).toISOString();
/** The first instant after the date. */
export const endOf = (date: string): string => instantOf(nextDay(date), '00:00');
export const dateOf = (instant: string): string => new Date(Date.parse(instant) + shanghaiMs).toISOString().slice(0, 10);
export const timeOf = (instant: string): string => new Date(Date.parse(instant) + shanghaiMs).toISOString().slice(11, 16);

/** The first slot of a working day after an instant. */
export function slotAfter(instant: string): string {
  for (let day = dateOf(instant); ; day = nextDay(day)) {
    if (!isWorked(day)) continue;
    for (const slot of slots) if (instantOf(day, slot) > instant) return instantOf(day, slot);
  }
}
