import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { shortOf, submission } from '../testing/acts.ts';
import { campaignOf, demo, reportsOf } from '../testing/campaigns.ts';
import { dutyIn, stepsOf } from '../testing/life.ts';
import { dayOf, secondCalendar } from '../testing/second-calendar.ts';
import { everyYear, plans, units } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import type { Target } from '../letter/letter.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import { askedIn, changesBetween, reaches } from './report.ts';
import type { AskedFigure, Report } from './report.ts';

const calendar = secondCalendar(demo.calendarYears);
const plan = plans.drill.get(units.below[0] ?? '') as UnitYearStart;
const first = reportsOf(plan)[0];
const duty = first?.key ?? '';
const [reporter = ''] = first?.calls['report']?.posts ?? [];
const [reviewer = ''] = first?.calls['review']?.posts ?? [];
const launched = (): Year => new Year(plan, '2026-02-09 10:00');
/** A form as good as asked; another number makes another text. */
const form = (year: Year, more: object = {}): ReturnType<typeof submission> => ({ ...submission(year.report(duty), 99), ...more });
const submitted = (at: string): Year => {
  const year = launched();
  return year.act('submitReport', form(year), at, reporter);
};
const comment = (field: string): { duty: string; comments: object[] } => ({ duty, comments: [{ field, comment: '请核实' }] });

describe('over whole years', () => {
  test('a return gives no fewer working days than the pack says, and never an earlier date than the first one', () => everyYear((life) => {
    let looked = 0;
    for (const { event, before, after } of stepsOf(life)) {
      if (event.type !== 'reportReturned') continue;
      const report = dutyIn(before, event) as Report;
      const given = report.calls['correct']?.withinWorkingDays ?? NaN;
      assert.ok(calendar.between(dayOf(event.at), event.correctDueOn) >= given, `${event.at} → ${event.correctDueOn}`);
      assert.ok(event.correctDueOn >= (report.originalDueOn ?? ''));
      assert.deepEqual([(dutyIn(after, event) as Report).call?.dueOn, (dutyIn(after, event) as Report).originalDueOn], [event.correctDueOn, reportsOf(life.start).find(({ key }) => key === event.duty)?.dueOn]);
      looked += 1;
    }
    return looked;
  }));

  test('received, in time and complete are kept apart: only the first submission decides whether it came in time', () => everyYear((life) => {
    let looked = 0;
    const first = new Map<string, string>();
    for (const { event, after } of stepsOf(life)) {
      if (event.type === 'reportSubmitted' && !first.has(event.duty)) first.set(event.duty, event.at);
      if (event.type !== 'reportSubmitted' && event.type !== 'reportReturned' && event.type !== 'reportAccepted') continue;
      const report = dutyIn(after, event) as Report;
      const earliest = first.get(event.duty) ?? '';
      assert.ok(report.submissions.length <= (event.type === 'reportAccepted' ? 1 : 2));
      assert.deepEqual([report.firstSubmittedAt, report.onTime], [earliest, dayOf(earliest) <= report.dueOn]);
      assert.equal(report.acceptedAt, event.type === 'reportAccepted' ? event.at : null);
      looked += 1;
    }
    return looked;
  }));

  test('no report is received before it opens', () => everyYear((life) => {
    const received = stepsOf(life).flatMap(({ event, before }) => (event.type === 'reportSubmitted' ? [[event.at, (dutyIn(before, event) as Report).opensAt] as const] : []));
    for (const [at, opensAt] of received) assert.ok(at >= opensAt);
    return received.length;
  }));
});

describe('a quarterly report', () => {
  test('is asked for on the day after the quarter, and not before', () => {
    const year = launched();
    expect(year.report(duty)).toMatchObject({ opensAt: shanghai('2026-04-01 00:00'), dueOn: '2026-04-10', status: 'awaited' });
    expect([year.light(year.report(duty), '2026-03-31 23:59'), year.light(year.report(duty), '2026-04-01 00:00')]).toEqual(['notYet', 'onTrack']);
    expect(year.refusal('submitReport', form(year), '2026-03-31 23:59', reporter)).toEqual({ rejected: 'notYetOpen', facts: { opensOn: '2026-04-01', period: 'Q1' } });
  });

  test('is due on the tenth: 10 October, a make-up Saturday, stays; Sunday 10 January 2027 becomes the 11th', () => {
    expect(reportsOf(plan).filter(({ policy }) => policy === first?.policy).map(({ dueOn }) => dueOn)).toEqual(['2026-04-10', '2026-07-10', '2026-10-10', '2027-01-11']);
  });

  test('runs its course whatever becomes of the letter', () => {
    const year = launched().act('voidLetter', { duty: 'letter', reason: '区划调整' }, '2026-02-12 09:00', 'x/y');
    expect(year.act('submitReport', form(year), '2026-04-02 09:00', reporter).report(duty).status).toBe('submitted');
  });

  test('received on the due date’s last minute is on time, a minute later it is late for good', () => {
    expect([submitted('2026-04-10 23:59').report(duty).onTime, submitted('2026-04-11 00:00').report(duty).onTime]).toEqual([true, false]);
    const late = submitted('2026-04-11 00:00').act('acceptReport', { duty }, '2026-04-13 10:00', reviewer);
    expect(late.report(duty)).toMatchObject({ onTime: false, firstSubmittedAt: shanghai('2026-04-11 00:00'), acceptedAt: shanghai('2026-04-13 10:00'), status: 'accepted', call: null });
    expect(late.light(late.report(duty), '2026-06-01 09:00')).toBe('done');
  });

  test('received in time, returned and corrected after the date is still on time, and complete only when accepted', () => {
    const year = submitted('2026-04-10 09:00').act('returnReport', comment('problems'), '2026-04-15 09:00', reviewer);
    expect(year.report(duty)).toMatchObject({ status: 'returned', onTime: true, acceptedAt: null, call: { name: 'correct', dueOn: '2026-04-20' } });
    year.act('submitReport', form(year), '2026-04-28 09:00', reporter);
    expect(year.report(duty)).toMatchObject({ status: 'submitted', onTime: true, acceptedAt: null });
    year.act('acceptReport', { duty }, '2026-04-29 09:00', reviewer);
    expect(year.report(duty)).toMatchObject({ onTime: true, firstSubmittedAt: shanghai('2026-04-10 09:00'), acceptedAt: shanghai('2026-04-29 09:00') });
  });

  test('returned well before its date may still take until that date', () => {
    const year = submitted('2026-04-01 09:00').act('returnReport', comment('nextSteps'), '2026-04-02 09:00', reviewer);
    expect(year.report(duty).call).toMatchObject({ name: 'correct', dueOn: '2026-04-10' });
  });

  test('while it lies with the level above it waits, however long', () => {
    const year = submitted('2026-04-10 09:00');
    expect(['2026-04-10 09:00', '2026-04-11 09:00', '2026-12-31 09:00'].map((at) => year.light(year.report(duty), at))).toEqual(['waiting', 'waiting', 'waiting']);
    expect(year.until('2026-05-30 00:00').escalations.filter((one) => one.startsWith(duty))).toEqual([`${duty} review.handle-after-5`]);
  });

  test('sent in again says field by field what changed; unchanged it is refused', () => {
    const year = submitted('2026-04-08 09:00');
    const [figure] = form(year).figures;
    year.act('returnReport', { duty, comments: [{ field: `figures.${figure?.indicator}`, comment: '与台账不符' }, { field: 'problems', comment: '过简' }] }, '2026-04-09 09:00', reviewer);
    const same = year.report(duty).submissions[0];
    expect(year.refusal('submitReport', { duty, figures: same?.figures, problems: same?.problems, nextSteps: same?.nextSteps }, '2026-04-10 09:00', reporter))
      .toEqual({ rejected: 'nothingChanged', facts: { comments: 2 } });
    const corrected = (same?.figures ?? []).map((one, index) => (index === 0 ? { ...one, value: one.value - 1, cause: '更正' } : one));
    year.act('submitReport', form(year, { figures: corrected, problems: '道路被冲毁' }), '2026-04-10 10:00', reporter);
    expect(year.report(duty).submissions[1]?.changed).toEqual([
      { field: `figures.${figure?.indicator}`, before: String(figure?.value), after: String((figure?.value ?? 0) - 1) },
      { field: `figures.${figure?.indicator}.cause`, before: '', after: '更正' },
      { field: 'problems', before: '第1次报送', after: '道路被冲毁' },
    ]);
    expect(year.report(duty).submissions[0]?.returned?.comments).toHaveLength(2);
  });

  test('a comment on a field that the form does not have is refused, and says which comment', () => {
    const comments = [{ field: 'problems', comment: '过简' }, { field: 'figures.noSuchIndicator', comment: '?' }];
    const refused = submitted('2026-04-08 09:00').refusal('returnReport', { duty, comments }, '2026-04-09 09:00', reviewer);
    expect(refused).toMatchObject({ rejected: 'unknownField', pointer: '/comments/1/field', facts: { field: 'figures.noSuchIndicator' } });
    expect(refused.facts['known']).toEqual(expect.arrayContaining(['problems', 'nextSteps', `figures.${first?.asked[0]?.indicator}`]));
  });

  test('asks each figure once, a cause where it falls short of the plan, and nothing that was not asked', () => {
    const year = launched();
    const { figures } = form(year);
    const refused = (given: readonly object[]): object => year.refusal('submitReport', form(year, { figures: given }), '2026-04-02 09:00', reporter);
    const [asked] = first?.asked ?? [];
    expect(refused(figures.slice(1))).toMatchObject({ rejected: 'figureMissing', pointer: '/figures', facts: { indicator: asked?.indicator } });
    expect(refused([...figures, figures[0] ?? {}])).toMatchObject({ rejected: 'figureTwice', pointer: `/figures/${figures.length}/indicator` });
    expect(refused([{ indicator: 'noSuchIndicator', value: 1 }])).toMatchObject({ rejected: 'figureNotAsked', pointer: '/figures/0/indicator' });
    const short = { indicator: asked?.indicator ?? '', value: shortOf(asked as AskedFigure) };
    for (const cause of [undefined, '', '   ']) {
      expect(refused([{ ...short, ...(cause === undefined ? {} : { cause }) }, ...figures.slice(1)])).toMatchObject({ rejected: 'causeMissing', pointer: '/figures/0/cause', facts: { planned: asked?.planned } });
    }
    const accepted = form(year, { figures: [{ ...short, cause: '台风影响' }, ...figures.slice(1)] });
    expect(year.act('submitReport', accepted, '2026-04-02 09:00', reporter).report(duty).status).toBe('submitted');
  });

  test('asks for a year-end figure only in the period for which the plan gives one', () => {
    const indicators = first?.asked.map(({ indicator }) => indicator) ?? [];
    const targets = plan.duties.flatMap((one) => (one.kind === 'letter' ? one.targets : []));
    expect(targets.filter(({ byPeriod }) => byPeriod['Q1'] === undefined).map(({ period }) => period)).toEqual(['yearEnd']);
    expect(indicators).toEqual(targets.filter(({ byPeriod }) => byPeriod['Q1'] !== undefined).map(({ indicator }) => indicator));
  });

  test('never sent, climbs the ladder: ten working days late to the office above, twenty to the top', () => {
    const year = launched().until('2026-04-24 08:59');
    expect(year.escalations.filter((one) => one.startsWith(duty))).toEqual([]);
    year.until('2026-04-24 09:00');
    expect(year.escalations.filter((one) => one.startsWith(duty))).toEqual([`${duty} report.after-10`]);
    // Labour Day and the make-up Saturday of 9 May lie between.
    year.until('2026-05-12 08:59').until('2026-05-12 09:00');
    expect(year.events('stageReached').filter((event) => event.duty === duty).map(({ stage, dueAt }) => [stage, dueAt]))
      .toEqual([['report.after-10', shanghai('2026-04-24 09:00')], ['report.after-20', shanghai('2026-05-12 09:00')]]);
  });
});

test('a live year spreads its escalations over the morning and records when they were really due; a drill spreads nothing', () => {
  const campaign = campaignOf(demo);
  const delays = campaign.owing.map((unit) => campaign.plan(unit.id).timing.escalationDelayMinutes);
  expect([Math.min(...delays) >= 0, Math.max(...delays) < 30, new Set(delays).size > 15]).toEqual([true, true, true]);
  expect([...plans.drill.values()].map(({ timing }) => timing.escalationDelayMinutes).every((minutes) => minutes === 0)).toBe(true);
  const late = [...plans.live.values()].find(({ timing }) => timing.escalationDelayMinutes > 0) as UnitYearStart;
  const year = new Year(late, '2026-02-09 10:00').until('2026-04-24 09:30');
  const [escalated] = year.events('stageReached').filter((event) => event.duty === duty);
  expect([escalated?.dueAt, Date.parse(escalated?.at ?? '') - Date.parse(escalated?.dueAt ?? '')]).toEqual([shanghai('2026-04-24 09:00'), late.timing.escalationDelayMinutes * 60_000]);
});

test('a figure reaches its plan by its direction', () => {
  const asked = (direction: AskedFigure['direction']): AskedFigure => ({ indicator: 'x', name: 'x', measure: '%', direction, aggregation: 'sum', planned: 10 });
  const reached = (direction: AskedFigure['direction']): boolean[] => [9.99, 10, 10.01].map((value) => reaches(asked(direction), value));
  expect([reached('atLeast'), reached('atMost'), reached('equal'), reached('done')])
    .toEqual([[false, true, true], [true, true, false], [false, true, false], [false, true, true]]);
});

test('what is to be equal at the end of the year may be ahead of its period’s plan, and no further than the year’s', () => {
  const target = { indicator: 'insured', name: '参保率', measure: '%', direction: 'equal', aggregation: 'ratio', period: 'cumulative', source: 'typed', value: 100, byPeriod: { Q1: 98, Q2: 100 } } satisfies Target;
  const [first, second] = ['Q1', 'Q2'].map((period) => askedIn([target], period)[0] as AskedFigure);
  expect([97.9, 98, 98.5, 100, 100.1].map((value) => reaches(first as AskedFigure, value))).toEqual([false, true, true, true, false]);
  expect([99.9, 100, 100.1].map((value) => reaches(second as AskedFigure, value))).toEqual([false, true, false]);
  const falling = askedIn([{ ...target, value: 0, byPeriod: { Q1: 3 } }], 'Q1')[0] as AskedFigure;
  expect([-1, 0, 2, 3, 4].map((value) => reaches(falling, value))).toEqual([false, true, true, true, false]);
  expect(askedIn([{ ...target, direction: 'atLeast' }], 'Q1')[0]).not.toHaveProperty('yearly');
});

test('a first submission changes nothing', () => {
  expect(changesBetween(undefined, { figures: [{ indicator: 'x', value: 1 }], problems: 'a', nextSteps: 'b' })).toEqual([]);
});
