import '../testing/no-clock.ts';
import { describe, expect, it } from '@jest/globals';
import { workingCalendar, workingDaysLeft } from './calendar.ts';

const calendar = workingCalendar([{ year: 2026, standing: 'official', source: '', holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }], workedWeekendDays: ['2026-10-10'] }]);

describe('working days to a date', () => {
  it('are counted without the day itself, across a holiday and a worked Saturday', () => {
    expect(workingDaysLeft(calendar, '2026-09-30', '2026-09-30')).toBe(0);
    expect(workingDaysLeft(calendar, '2026-09-30', '2026-10-12')).toBe(4);
  });

  it('go below zero once it has passed, and stay at zero over a weekend', () => {
    expect(workingDaysLeft(calendar, '2026-10-12', '2026-09-30')).toBe(-4);
    expect(workingDaysLeft(calendar, '2026-11-22', '2026-11-20')).toBe(0);
  });

  it('end with the calendar: a year that nobody closed can still be read', () => {
    expect(workingDaysLeft(calendar, '2027-06-01', '2026-12-28')).toBe(-3);
  });
});
