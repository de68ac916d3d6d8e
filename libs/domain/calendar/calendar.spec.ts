import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { demo } from '../testing/campaigns.ts';
import { dayOf, secondCalendar, timeOf } from '../testing/second-calendar.ts';
import { shanghai } from '../testing/year.ts';
import { addWorkingDays, calendarOfYear, isWorkingDay, nextSlot, periodDates, roll, workingCalendar, workingDaysBefore, workingDaysBetween } from './calendar.ts';
import type { CalendarYear } from './calendar.ts';

const { calendar, calendarYears } = demo;
const second = secondCalendar(calendarYears);
const slots = ['09:00', '15:00'];
const days = fc.integer({ min: 90, max: 600 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const runs = { seed: 20_260_401, numRuns: 200 };

const yearOf = (given: Partial<CalendarYear> = {}): CalendarYear => ({ year: 2026, standing: 'official', source: '测试', holidays: [], workedWeekendDays: [], ...given });

describe('2026 as published', () => {
  test('weekends are off, and so are the weekdays of the holidays', () => {
    const off = ['2026-01-01', '2026-02-16', '2026-02-23', '2026-04-06', '2026-05-05', '2026-06-19', '2026-09-25', '2026-10-07', '2026-11-21'];
    expect(off.filter((day) => isWorkingDay(calendar, day))).toEqual([]);
    expect(['2026-02-13', '2026-02-24', '2026-04-07', '2026-05-06', '2026-10-08'].every((day) => isWorkingDay(calendar, day))).toBe(true);
  });

  test('the make-up Saturdays and Sundays are worked', () => {
    expect(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'].every((day) => isWorkingDay(calendar, day))).toBe(true);
  });

  test('every day is as the notice says, counted a second way', () => {
    const wrong = Array.from({ length: 730 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
      .filter((day) => isWorkingDay(calendar, day) !== second.isWorked(day));
    expect(wrong).toEqual([]);
  });
});

describe('a due date', () => {
  test('on Saturday 10 October 2026, a make-up day, does not roll', () => {
    expect(roll(calendar, '2026-10-10', 'forward')).toBe('2026-10-10');
  });

  test('on Sunday 10 January 2027 rolls to the 11th, and rests on a provisional year', () => {
    expect(roll(calendar, '2027-01-10', 'forward')).toBe('2027-01-11');
    expect('2027-01-11' >= (calendar.provisionalFrom ?? '')).toBe(true);
    expect('2026-10-10' < (calendar.provisionalFrom ?? '')).toBe(true);
    expect(calendar.version).toBe('2026+2027p');
  });

  test('rolls forward, back, or stays, as the rule says', () => {
    expect((['forward', 'back', 'none'] as const).map((rule) => roll(calendar, '2026-10-03', rule))).toEqual(['2026-10-08', '2026-09-30', '2026-10-03']);
  });
});

describe('working days', () => {
  test('after Friday 13 February 2026 go on with the worked Saturday and then after Spring Festival', () => {
    expect([1, 2, 3, 5, 6].map((count) => addWorkingDays(calendar, '2026-02-13', count))).toEqual(['2026-02-14', '2026-02-24', '2026-02-25', '2026-02-27', '2026-02-28']);
  });

  test('before 24 February 2026 go back over Spring Festival', () => {
    expect([-1, -2].map((count) => addWorkingDays(calendar, '2026-02-24', count))).toEqual(['2026-02-14', '2026-02-13']);
    expect([1, 2].map((count) => workingDaysBefore(calendar, '2026-02-24', count))).toEqual(['2026-02-14', '2026-02-13']);
  });

  test('none at all gives the date as it stands, worked or not', () => {
    expect([addWorkingDays(calendar, '2026-02-15', 0), addWorkingDays(calendar, '2026-02-16', -0)]).toEqual(['2026-02-15', '2026-02-16']);
  });

  test('are counted alike forwards, backwards and between, and as counted a second way', () => {
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 40 }), (date, count) => {
      const after = addWorkingDays(calendar, date, count);
      expect(after).toBe(second.plus(date, count));
      expect(workingDaysBetween(calendar, date, after)).toBe(count);
      expect(addWorkingDays(calendar, date, -count)).toBe(second.plus(date, -count));
      expect(workingDaysBefore(calendar, date, count)).toBe(second.plus(date, -count));
      if (second.isWorked(date)) expect(addWorkingDays(calendar, after, -count)).toBe(date);
    }), runs);
  });

  test('between a day and an earlier one are none', () => {
    expect([workingDaysBetween(calendar, '2026-03-10', '2026-03-10'), workingDaysBetween(calendar, '2026-03-10', '2026-03-02')]).toEqual([0, 0]);
  });

  test('before the calendar’s first day there are none to go back to', () => {
    expect(workingDaysBefore(calendar, '2026-01-05', 3)).toBe('2026-01-01');
  });
});

describe('the next slot', () => {
  test('is strictly later, the same day or the next one worked', () => {
    const next = (at: string): string => nextSlot(calendar, slots, shanghai(at));
    expect([next('2026-03-02 08:59'), next('2026-03-02 09:00'), next('2026-03-02 15:00')]).toEqual(['2026-03-02 09:00', '2026-03-02 15:00', '2026-03-03 09:00'].map(shanghai));
    expect([next('2026-02-14 16:00'), next('2026-09-30 15:00'), next('2026-10-09 23:00')]).toEqual(['2026-02-24 09:00', '2026-10-08 09:00', '2026-10-10 09:00'].map(shanghai));
  });

  test('is the first of the day, in whatever order the pack lists them', () => {
    expect(nextSlot(calendar, ['15:00', '09:00'], shanghai('2026-03-02 08:00'))).toBe(shanghai('2026-03-02 09:00'));
  });

  test('lies on a working day, at a slot, with no slot in between', () => {
    fc.assert(fc.property(days, fc.nat(1439), (date, minute) => {
      const instant = new Date(Date.parse(shanghai(`${date} 00:00`)) + minute * 60_000).toISOString();
      const next = nextSlot(calendar, slots, instant);
      expect(next).toBe(second.nextSlot(slots, instant));
      expect([next > instant, second.isWorked(dayOf(next)), slots.includes(timeOf(next))]).toEqual([true, true, true]);
    }), runs);
  });
});

describe('a calendar is refused', () => {
  test('when a day is both a holiday and worked', () => {
    expect(() => workingCalendar([yearOf({ holidays: [{ name: '春节', from: '2026-02-15', to: '2026-02-23' }], workedWeekendDays: ['2026-02-22'] })]))
      .toThrow('2026-02-22 is both a holiday and a worked day');
  });

  test('when a year is missing in between, or there is none', () => {
    expect(() => workingCalendar([yearOf(), yearOf({ year: 2028 })])).toThrow('gap before 2028');
    expect(() => workingCalendar([])).toThrow(RangeError);
  });

  test('for a date outside its years: a guess would be a wrong due date', () => {
    for (const date of ['2025-12-31', '2028-01-01']) expect(() => isWorkingDay(calendar, date)).toThrow(`does not reach ${date}`);
    expect(() => addWorkingDays(calendar, '2027-12-30', 10)).toThrow('does not reach 2028-01-01');
    expect(() => nextSlot(calendar, slots, shanghai('2027-12-31 15:00'))).toThrow('does not reach 2028-01-01');
  });

  test('but not for the order in which the years come', () => {
    expect(workingCalendar([...calendarYears].reverse())).toEqual(workingCalendar(calendarYears));
  });
});

describe('the calendar of a draft', () => {
  const versionOf = (year: number, draftedOn: string): unknown => {
    const found = calendarOfYear(calendarYears, year, draftedOn);
    return 'missing' in found ? found.missing : found.version;
  };

  test('reaches from the day of the draft to the end of the year after its own', () => {
    expect([versionOf(2026, '2026-02-02'), versionOf(2027, '2026-11-20'), versionOf(2027, '2027-01-04'), versionOf(2026, '2027-03-01')])
      .toEqual(['2026+2027p', '2026+2027p+2028p', '2027p+2028p', '2026+2027p']);
  });

  test('is not made of years that nobody knows: they are named', () => {
    expect([versionOf(2028, '2027-11-20'), versionOf(2030, '2026-11-20'), versionOf(2025, '2026-01-01')]).toEqual([[2029], [2029, 2030, 2031], [2025]]);
  });

  test('counts a day on which two holidays fall together once', () => {
    const found = calendarOfYear(calendarYears, 2027, '2027-01-04');
    if ('missing' in found) throw new Error('2027 and 2028 are known');
    expect(['2028-10-02', '2028-10-03', '2028-10-04'].map((day) => isWorkingDay(found, day))).toEqual([false, false, true]);
    expect(found.provisionalFrom).toBe('2027-01-01');
  });
});

test('a period has its first and its last day: quarters, months, the year', () => {
  expect(['Q1', 'Q4', 'M02', 'M12', 'Y'].map((period) => periodDates(2026, period))).toEqual([
    { from: '2026-01-01', to: '2026-03-31' }, { from: '2026-10-01', to: '2026-12-31' }, { from: '2026-02-01', to: '2026-02-28' },
    { from: '2026-12-01', to: '2026-12-31' }, { from: '2026-01-01', to: '2026-12-31' },
  ]);
  expect(periodDates(2028, 'M02').to).toBe('2028-02-29');
  for (const period of ['Q5', 'M13', 'M00', 'H1', '']) expect(() => periodDates(2026, period)).toThrow(RangeError);
});
