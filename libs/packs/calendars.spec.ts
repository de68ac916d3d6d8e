import { describe, expect, test } from '@jest/globals';
import { getSolarDateFromLunar, getSolarTermDate } from 'chinese-days';
import { addDays } from '#libs/domain/time/instant';
import { readCalendars } from './calendars.ts';
import { repositoryRoot } from './place.ts';

const { calendar, calendarYears } = readCalendars(repositoryRoot());
const ahead = calendarYears.filter(({ standing }) => standing === 'provisional');

/** 全国年节及纪念日放假办法 art. 2 (2024): the festivals by the lunar tables of another hand, the others by their fixed days. */
function statutoryDays(year: number): Record<string, string[]> {
  const lunar = (monthAndDay: string): string => getSolarDateFromLunar(`${year}-${monthAndDay}`).date;
  const from = (first: string, days: number): string[] => Array.from({ length: days }, (_, n) => addDays(first, n));
  return {
    元旦: [`${year}-01-01`], 春节: from(addDays(lunar('01-01'), -1), 4), 清明节: [getSolarTermDate(year, 4, 'pure_brightness')],
    劳动节: from(`${year}-05-01`, 2), 端午节: [lunar('05-05')], 中秋节: [lunar('08-15')], 国庆节: from(`${year}-10-01`, 3),
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
