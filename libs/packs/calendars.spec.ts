import { describe, expect, test } from '@jest/globals';
import { getLunarDate } from 'chinese-days';
import { addDays } from '#libs/domain/time/instant';
import { readCalendars } from './calendars.ts';
import { repositoryRoot } from './place.ts';

const { calendar, calendarYears } = readCalendars(repositoryRoot());
const ahead = calendarYears.filter(({ standing }) => standing === 'provisional');

/** The day of a year that is a day of the lunar calendar, by the tables of another hand. Of their functions this one reads no zone of the machine. */
function lunarDay(year: number, month: number, day: number): string {
  const found = Array.from({ length: 366 }, (_, n) => addDays(`${year}-01-01`, n)).find((date) => {
    const { lunarMon, lunarDay: of, isLeap } = getLunarDate(date);
    return lunarMon === month && of === day && !isLeap;
  });
  return found ?? `no day of ${year}`;
}

/** 清明 in this century, by the usual formula. */
const clearBright = (year: number): string => `${year}-04-0${Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4)}`;

/** 全国年节及纪念日放假办法 art. 2 (2024): the festivals by the lunar tables, the others by their fixed days. */
function statutoryDays(year: number): Record<string, string[]> {
  const from = (first: string, days: number): string[] => Array.from({ length: days }, (_, n) => addDays(first, n));
  return {
    元旦: [`${year}-01-01`], 春节: from(addDays(lunarDay(year, 1, 1), -1), 4), 清明节: [clearBright(year)],
    劳动节: from(`${year}-05-01`, 2), 端午节: [lunarDay(year, 5, 5)], 中秋节: [lunarDay(year, 8, 15)], 国庆节: from(`${year}-10-01`, 3),
  };
}

describe('a year whose notice is still to come', () => {
  test.each(ahead)('$year is kept with its statutory days, and no other', ({ year, holidays, workedWeekendDays, source }) => {
    const kept = Object.fromEntries(holidays.map(({ name, from, to }) => [name, Array.from({ length: 8 }, (_, n) => addDays(from, n)).filter((day) => day <= to)]));
    expect(kept).toEqual(statutoryDays(year));
    expect(workedWeekendDays).toEqual([]);
    expect(source).toContain(`${year}年放假安排的通知尚未发布`);
  });

  test('is known far enough ahead to draft the year after the one that runs', () => {
    expect(ahead.map(({ year }) => year)).toEqual([2027, 2028]);
  });

  test('moves nothing of a year that runs now: that rests on the official years and the first after them', () => {
    expect(calendar.version).toBe('2026+2027p');
  });
});
