import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { submission } from '../testing/acts.ts';
import { demo, reportsOf, withoutSteps } from '../testing/campaigns.ts';
import { leftPlanned } from '../testing/life.ts';
import { plans, units } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import { isWorkingDay, withYear } from './calendar.ts';
import type { CalendarYear } from './calendar.ts';

const plan = withoutSteps(plans.drill.get(units.direct[0] ?? '') as UnitYearStart);
const last = reportsOf(plan).find(({ key }) => key === 'progress-Q4');
const duty = last?.key ?? '';
const [reporter = ''] = last?.calls['report']?.posts ?? [];
/** Invented: the notice makes Sunday 10 January a working day and gives the Monday after it off. */
const official: CalendarYear = {
  year: 2027, standing: 'official', source: '国办发明电〔2026〕7号', workedWeekendDays: ['2027-01-10'],
  holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }, { name: '调休', from: '2027-01-11', to: '2027-01-11' }],
};
const calendar = withYear(demo.calendar, official, '2026+2027');
const change = (dates: object = { [duty]: { from: '2027-01-11', to: '2027-01-10' } }) => ({ kind: 'calendarChanged', calendar, source: official.source, dates }) as never;
const launched = (): Year => new Year(plan, '2026-02-09 10:00').act('voidLetter', { duty: 'letter', reason: '不在本例' }, '2026-02-09 11:00', 'x/y');
const planned = (year: Year): string[] => leftPlanned(year.moments.flatMap(({ steps }) => steps)).filter(({ obligation }) => obligation.endsWith(duty)).map(({ key, at }) => `${key.split('/').slice(-4, -2).join('/')} ${at}`);

describe('an official notice in the place of a provisional year', () => {
  test('changes that year and no other, and is provisional no more', () => {
    expect([isWorkingDay(calendar, '2027-01-10'), isWorkingDay(calendar, '2027-01-11'), isWorkingDay(calendar, '2027-02-05')]).toEqual([true, false, true]);
    expect([calendar.days.slice(0, 365), calendar.days.length, demo.calendar.provisionalFrom, calendar.provisionalFrom]).toEqual([demo.calendar.days.slice(0, 365), demo.calendar.days.length, '2027-01-01', undefined]);
    expect(withYear(demo.calendar, { ...official, year: 2028, holidays: [], workedWeekendDays: [] }, 'x').days.length).toBe(demo.calendar.days.length + 366);
  });

  test('that makes a day both holiday and worked, or leaves a gap, is refused', () => {
    expect(() => withYear(demo.calendar, { ...official, workedWeekendDays: ['2027-01-11'] }, 'x')).toThrow('both a holiday and a worked day');
    expect(() => withYear(demo.calendar, { ...official, year: 2030, holidays: [], workedWeekendDays: [] }, 'x')).toThrow('does not join');
  });

  test('moves the date that rests on it, keeps the original, and reminds of the new one', () => {
    const year = launched().hear(change(), '2026-11-20 10:00', 1, 'cycle/x');
    expect(year.events('dueMoved')).toMatchObject([{ duty, from: '2027-01-11', dueOn: '2027-01-10', cause: { kind: 'calendar', reference: '国办发明电〔2026〕7号' } }]);
    expect(year.report(duty)).toMatchObject({ originalDueOn: '2027-01-11', dueOn: '2027-01-10', call: { dating: 2 } });
    // Two working days before Sunday the 10th are Thursday the 7th, one after it is Tuesday the 12th.
    expect(planned(year).slice(0, 3)).toEqual([`report.opened/2 ${shanghai('2027-01-04 09:00')}`, `report.before-2/2 ${shanghai('2027-01-07 09:00')}`, `report.after-1/2 ${shanghai('2027-01-12 09:00')}`]);
  });

  test('applied twice is applied once', () => {
    const year = launched().hear(change(), '2026-11-20 10:00', 1, 'cycle/x').hear(change(), '2026-11-20 11:00', 2, 'cycle/x');
    expect([year.events('calendarChanged').length, year.events('dueMoved').length]).toEqual([1, 1]);
  });

  test('moves the stages that are counted by it, also where the date stays', () => {
    const year = launched().hear(change({}), '2026-11-20 10:00', 1, 'cycle/x');
    expect(year.events('dueMoved')).toEqual([]);
    expect(planned(year).slice(0, 3)).toEqual([`report.opened/1 ${shanghai('2027-01-04 09:00')}`, `report.before-2/1 ${shanghai('2027-01-08 09:00')}`, `report.after-1/1 ${shanghai('2027-01-12 09:00')}`]);
  });

  test('leaves a date that people set by hand', () => {
    const year = launched().act('requestExtension', { duty, dueOn: '2027-01-20', reason: '结算', progress: '八成' }, '2026-11-19 10:00', `${plan.unit.id}/partySecretary`)
      .act('grantExtension', { duty: 'extension-1', dueOn: '2027-01-18', reason: '属实' }, '2026-11-19 11:00', last?.calls['review']?.posts[0] ?? '')
      .hear(change(), '2026-11-20 10:00', 1, 'cycle/x');
    expect([year.events('dueMoved').length, year.report(duty).call?.dueOn]).toEqual([1, '2027-01-18']);
  });

  test('counts anew what is waited for a number of working days', () => {
    const year = launched().act('submitReport', submission(launched().report(duty), 99), '2027-01-04 10:00', reporter);
    const before = year.report(duty).call?.dueOn;
    year.hear(change(), '2027-01-05 10:00', 1, 'cycle/x');
    expect([before, year.report(duty).call]).toMatchObject(['2027-01-11', { name: 'review', dueOn: '2027-01-10' }]);
  });

  test('moves nothing into the past', () => {
    const year = launched().until('2027-01-11 08:00').hear(change(), '2027-01-11 08:00', 1, 'cycle/x');
    expect([year.events('dueMoved'), year.report(duty).call?.dueOn]).toEqual([[], '2027-01-11']);
  });
});
