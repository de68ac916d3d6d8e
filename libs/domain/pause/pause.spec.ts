import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { submission } from '../testing/acts.ts';
import { demo, reportsOf, withoutSteps } from '../testing/campaigns.ts';
import { leftPlanned } from '../testing/life.ts';
import { secondCalendar } from '../testing/second-calendar.ts';
import { plans, units } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import { addDays } from '../time/instant.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';

const calendar = secondCalendar(demo.calendarYears);
const plan = withoutSteps(plans.drill.get(units.direct[0] ?? '') as UnitYearStart);
const duty = reportsOf(plan)[0]?.key ?? '';
const [reporter = ''] = reportsOf(plan)[0]?.calls['report']?.posts ?? [];
const launched = (): Year => new Year(plan, '2026-02-09 10:00').act('voidLetter', { duty: 'letter', reason: '不在本例' }, '2026-02-09 11:00', 'x/y');
let heard = 0;
const set = (year: Year, id: string, from: string, to: string | null, at: string): Year =>
  year.hear({ kind: 'pauseSet', pause: id, from: shanghai(from), to: to === null ? null : shanghai(to), reason: '防汛' }, at, (heard += 1), 'cycle/x');
const end = (year: Year, id: string, at: string): Year => year.hear({ kind: 'pauseEnded', pause: id, to: shanghai(at) }, at, (heard += 1), 'cycle/x');
const dueOf = (year: Year): string => year.report(duty).call?.dueOn ?? '';
const planned = (year: Year): string[] => leftPlanned(year.moments.flatMap(({ steps }) => steps)).filter(({ obligation }) => obligation.endsWith(duty)).map(({ stage, at }) => `${stage} ${at}`);

describe('a pause', () => {
  test('takes back what was to be told, and gives back its working days when it is over', () => {
    const year = set(launched().until('2026-04-02 10:00'), 'p1', '2026-04-03 08:00', null, '2026-04-02 10:00').until('2026-04-03 08:00');
    expect(planned(year)).toEqual([]);
    expect([year.state.pausedAt, unitYearDecider.nextDeadline(year.state)]).toEqual([shanghai('2026-04-03 08:00'), null]);
    // 3 April is a Friday, the 4th to the 6th are 清明: 7, 8 and 9 April are the working days after it.
    end(year, 'p1', '2026-04-09 12:00');
    expect(year.events('dueMoved')[0]).toMatchObject({ duty, from: '2026-04-10', dueOn: '2026-04-15', cause: { kind: 'pause', reference: '2026-04-03–2026-04-09' } });
    expect(year.report(duty)).toMatchObject({ originalDueOn: '2026-04-10', dueOn: '2026-04-15' });
    expect(planned(year)[0]).toBe(`report.before-2 ${shanghai('2026-04-13 09:00')}`);
  });

  test('shows what it stopped as waiting, whatever the date says meanwhile', () => {
    const year = set(launched(), 'p1', '2026-04-03 08:00', null, '2026-04-02 10:00').until('2026-04-03 08:00');
    expect(year.light(year.report(duty), '2026-05-01 10:00')).toBe('waiting');
    expect(end(year, 'p1', '2026-05-06 12:00').light(year.report(duty), '2026-05-06 12:00')).toBe('onTrack');
  });

  test('lets people act: a report sent in meanwhile is received', () => {
    const year = set(launched(), 'p1', '2026-04-02 08:00', null, '2026-04-01 10:00').until('2026-04-02 08:00');
    year.act('submitReport', submission(year.report(duty), 99), '2026-04-07 10:00', reporter);
    expect([year.report(duty).status, year.report(duty).onTime, planned(year)]).toEqual(['submitted', true, []]);
    // The review began during the pause: it gets the days from then on.
    end(year, 'p1', '2026-04-09 12:00');
    expect([year.report(duty).call?.name, dueOf(year)]).toEqual(['review', calendar.plus(calendar.plus('2026-04-07', 5), 2)]);
  });

  test('announces when it is over what began in it, and what began so shortly before it that nobody was told', () => {
    const begun = (at: string, from: string): Year => {
      const year = set(launched(), 'p1', from, null, '2026-04-01 10:00');
      return end(year.until(at).act('submitReport', submission(year.report(duty), 99), at, reporter), 'p1', '2026-04-09 12:00');
    };
    const announced = (year: Year): string[] => planned(year).filter((one) => one.startsWith('review.to-handle'));
    expect(announced(begun('2026-04-07 10:00', '2026-04-02 08:00'))).toEqual([`review.to-handle ${shanghai('2026-04-09 15:00')}`]);
    expect(announced(begun('2026-04-07 16:00', '2026-04-07 17:00'))).toEqual([`review.to-handle ${shanghai('2026-04-09 15:00')}`]);
    // What begins only after it is announced when it begins: the second quarter opens on 1 July.
    expect(begun('2026-04-07 10:00', '2026-04-02 08:00').report('progress-Q2').call?.toldFrom).toBeUndefined();
    // Told at three, two hours before the pause: nobody is told again.
    expect(announced(begun('2026-04-07 10:00', '2026-04-07 17:00')).filter((one) => one >= `review.to-handle ${shanghai('2026-04-08 00:00')}`)).toEqual([]);
  });

  test('judges what is sent in meanwhile by when the pause began: its date has not come', () => {
    const paused = (): Year => set(launched(), 'p1', '2026-04-08 08:00', null, '2026-04-01 10:00').until('2026-04-08 08:00');
    expect(paused().act('submitReport', submission(paused().report(duty), 99), '2026-04-13 10:00', reporter).report(duty).onTime).toBe(true);
    const late = set(launched(), 'p1', '2026-04-14 08:00', null, '2026-04-01 10:00').until('2026-04-14 08:00');
    expect(late.act('submitReport', submission(late.report(duty), 99), '2026-04-15 10:00', reporter).report(duty).onTime).toBe(false);
  });

  test('tells nobody of a date that moves meanwhile; when it is over the date moved to is told of', () => {
    const year = set(launched(), 'p1', '2026-04-08 08:00', null, '2026-04-01 10:00').until('2026-04-08 08:00')
      .act('requestExtension', { duty, dueOn: '2026-04-20', reason: '台风', progress: '' }, '2026-04-09 10:00', `${plan.unit.id}/partySecretary`);
    year.act('grantExtension', { duty: 'extension-1', dueOn: '2026-04-20', reason: '属实' }, '2026-04-09 11:00', reportsOf(plan)[0]?.calls['review']?.posts[0] ?? '');
    expect([dueOf(year), planned(year)]).toEqual(['2026-04-20', []]);
    end(year, 'p1', '2026-04-09 12:00');
    expect([dueOf(year), planned(year)[0]]).toEqual(['2026-04-21', `report.before-2 ${shanghai('2026-04-17 09:00')}`]);
  });

  test('holds the ladder of what was late before, and leaves it late', () => {
    // Due on 10 April; told at +5, escalated at +10 (24 April).
    const year = set(launched(), 'p1', '2026-04-14 08:00', '2026-04-21 08:00', '2026-04-13 10:00').until('2026-05-07 00:00');
    expect(dueOf(year)).toBe('2026-04-10');
    expect(year.light(year.report(duty), '2026-04-30 00:00')).toBe('late');
    const days = calendar.between('2026-04-14', '2026-04-21');
    expect(year.events('stageReached').filter((event) => event.duty === duty).map(({ stage, dueAt }) => [stage, dueAt])).toEqual([['report.after-10', shanghai(`${calendar.plus('2026-04-10', 10 + days)} 09:00`)]]);
  });

  test('that a stream slept through gives the same journal as one that was awake', () => {
    const awake = set(launched(), 'p1', '2026-04-14 08:00', '2026-04-21 08:00', '2026-04-13 10:00').until('2026-05-30 00:00');
    const asleep = set(launched(), 'p1', '2026-04-14 08:00', '2026-04-21 08:00', '2026-04-13 10:00');
    const events = unitYearDecider.tick(asleep.state, { now: shanghai('2026-05-30 00:00'), actor: null, since: () => true });
    // What is decided on waking, as a draft of an order, is dated by when it is decided; all other dates and stages are the same.
    const isDate = ({ type, ...event }: { type: string; duty?: string }): boolean => !event.duty?.startsWith('order') && ['yearPaused', 'yearResumed', 'dueMoved', 'dueHeld', 'stageReached'].includes(type);
    const told = awake.moments.flatMap(({ steps }) => steps.map(({ event: { at: _at, ...event } }) => event)).filter(isDate);
    expect(events.filter(isDate)).toEqual(told.slice(-events.filter(isDate).length));
    expect(events.length).toBeGreaterThan(4);
  });

  test('ended before it began leaves every date where it was', () => {
    const year = set(launched(), 'p1', '2026-04-07 08:00', null, '2026-04-01 10:00');
    end(year, 'p1', '2026-04-02 10:00').until('2026-04-08 00:00');
    expect([dueOf(year), year.events('yearPaused')]).toEqual(['2026-04-10', []]);
  });
});

test('pauses that overlap count once: the date moves by the working days of their union', () => {
  const spell = fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(fc.property(fc.array(spell, { minLength: 1, maxLength: 4 }), (spells) => {
    const days = spells.map(([start, length]) => ({ from: addDays('2026-02-10', start), to: addDays('2026-02-10', start + length) }));
    const year = launched();
    days.forEach(({ from, to }, n) => set(year, `p${n + 1}`, `${from} 12:00`, `${to} 12:00`, '2026-02-09 12:00'));
    year.until('2026-03-25 00:00');
    // Q1 opens on 1 April: nothing of it was waited for yet, so nothing moves.
    expect(dueOf(year)).toBe('2026-04-10');
    const letter = new Year(plan, '2026-02-09 10:00');
    days.forEach(({ from, to }, n) => set(letter, `p${n + 1}`, `${from} 12:00`, `${to} 12:00`, '2026-02-09 12:00'));
    letter.until('2026-04-20 00:00');
    // Day by day: a working day counts when the day before it and it lie in one pause, which is how long the clock stood.
    const covered = (day: string): boolean => days.some(({ from, to }) => from < day && day <= to);
    let due = plan.duties.length > 0 ? calendar.plus('2026-02-09', 15) : '';
    for (let day = '2026-02-10'; day <= due; day = addDays(day, 1)) if (calendar.isWorked(day) && covered(day)) due = calendar.plus(due, 1);
    const moved = letter.events('dueMoved').filter((event) => event.duty === 'letter').at(-1)?.dueOn ?? calendar.plus('2026-02-09', 15);
    expect(moved).toBe(due);
  }), { seed: Number(process.env['PROPERTY_SEED'] ?? 20_260_401), numRuns: 60 });
});
