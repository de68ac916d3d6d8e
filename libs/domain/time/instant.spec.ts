import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMinutes, dateOfDayNumber, dayNumber, earlier, endOfDay, instantAt, isLocalDate, later, localDateOf, timeOfDayOf, weekday } from './instant.ts';

/** The runner sets the host's zone to New York and to Shanghai; what is written here holds in both. */
describe('whatever zone the host is in, the campaign’s clock is Shanghai’s', () => {
  test('a time of day there is one instant, also in the hour that New York skips and the one it repeats', () => {
    expect(instantAt('2026-03-08', '02:30')).toBe('2026-03-07T18:30:00.000Z');
    expect(instantAt('2026-03-08', '15:30')).toBe('2026-03-08T07:30:00.000Z');
    expect(instantAt('2026-11-01', '13:30')).toBe('2026-11-01T05:30:00.000Z');
    expect(instantAt('2026-11-01', '14:30')).toBe('2026-11-01T06:30:00.000Z');
  });

  test('a day ends there at midnight, sixteen hours UTC', () => {
    expect(endOfDay('2026-04-10')).toBe('2026-04-10T16:00:00.000Z');
    expect(endOfDay('2026-12-31')).toBe('2026-12-31T16:00:00.000Z');
    expect(['2026-04-10T15:59:59.999Z', '2026-04-10T16:00:00.000Z'].map(localDateOf)).toEqual(['2026-04-10', '2026-04-11']);
    expect(['2026-04-10T15:59:00.000Z', '2026-04-10T16:00:00.000Z'].map(timeOfDayOf)).toEqual(['23:59', '00:00']);
  });

  test('a date has the weekday it has in the calendar', () => {
    expect(['2026-03-08', '2026-10-10', '2026-11-01', '2027-01-10', '1969-12-31', '2024-02-29'].map(weekday)).toEqual([0, 6, 0, 0, 3, 4]);
  });

  test('days are counted one by one over the nights in which clocks change elsewhere', () => {
    expect([addDays('2026-03-07', 1), addDays('2026-03-08', 1), addDays('2026-10-31', 1), addDays('2026-11-01', 1)]).toEqual(['2026-03-08', '2026-03-09', '2026-11-01', '2026-11-02']);
    expect(dayNumber('2026-11-02') - dayNumber('2026-03-01')).toBe(246);
  });

  test('date and time of day make the instant again', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), fc.nat(1439), (day, minute) => {
      const instant = addMinutes(instantAt(dateOfDayNumber(day), '00:00'), minute);
      expect(instantAt(localDateOf(instant), timeOfDayOf(instant))).toBe(instant);
      expect(weekday(dateOfDayNumber(day))).toBe((day + 4) % 7);
    }), { seed: 20_260_401, numRuns: 300 });
  });
});

test('only real dates are dates', () => {
  expect(['2026-02-28', '2028-02-29'].every(isLocalDate)).toBe(true);
  expect(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '2026-01-01T00:00', ''].filter(isLocalDate)).toEqual([]);
});

test('of two instants the later and the earlier are found as text', () => {
  expect([later('2026-01-02', '2026-01-10'), earlier('2026-01-02', '2026-01-10')]).toEqual(['2026-01-10', '2026-01-02']);
});
