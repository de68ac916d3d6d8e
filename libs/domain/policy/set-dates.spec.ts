import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { draftYear } from '../cycle/draft-year.ts';
import type { DraftedYear, YearGround } from '../cycle/draft-year.ts';
import { reviewWords } from '../cycle/change-words.ts';
import { datesOf } from '../cycle/dates-of-year.ts';
import { isRejection } from '../decider.ts';
import type { Rejection } from '../decider.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import { campaignOf, demo, letterDocuments } from '../testing/campaigns.ts';
import { Year, shanghai } from '../testing/year.ts';
import { planUnitYear } from './plan-unit-year.ts';
import type { CycleTerms, TreeUnit } from './planning.ts';
import type { SetDate } from './set-dates.ts';

const { tree, root, terms } = campaignOf(demo, { isDrill: true });
const town = [...tree.values()].find((one) => one.under === root && one.administeredBy === null && one.type === 'township') as TreeUnit;
const set = (duty: string, dueOn: string, reason = '示文〔2026〕9号'): SetDate => ({ duty, dueOn, reason });
const withDates = (...dueDates: SetDate[]): CycleTerms => ({ ...terms, launchedOn: '2026-02-02', dueDates });
const planned = (given: CycleTerms) => planUnitYear(given, tree, root, town).duties;
const dateOf = (given: CycleTerms, key: string) => planned(given).flatMap((duty) => (duty.key === key && 'dueOn' in duty ? [duty.dueOn] : []))[0];

describe('a due date set for the year', () => {
  test('takes the place of the rule’s for a report, a plan, a meeting; all else of the year stays as it was', () => {
    const given = withDates(set('progress-Q1', '2026-04-15'), set('annualPlan', '2026-03-20'), set('study-Q1', '2026-04-02'));
    expect(['progress-Q1', 'annualPlan', 'study-Q1'].map((key) => dateOf(given, key))).toEqual(['2026-04-15', '2026-03-20', '2026-04-02']);
    const rest = (all: ReturnType<typeof planned>) => all.filter(({ key }) => !['progress-Q1', 'annualPlan', 'study-Q1'].includes(key));
    expect(rest(planned(given))).toEqual(rest(planned({ ...terms, launchedOn: '2026-02-02' })));
  });

  test('says in both languages what was set, why, and the day that the rule gives', () => {
    const call = planned(withDates(set('progress-Q1', '2026-04-15'))).find(({ key }) => key === 'progress-Q1')?.calls['report'];
    const rule = planned(withDates()).find(({ key }) => key === 'progress-Q1')?.calls['report'];
    expect(call?.basis.zh).toBe(`示文〔2026〕9号，定为2026-04-15；按规则为2026-04-10（${rule?.basis.zh}）`);
    expect(call?.basis.en).toBe(`示文〔2026〕9号: set to 2026-04-15; by the rule 2026-04-10 (${rule?.basis.en})`);
  });

  test('is reminded of, told as late and judged by the day set', () => {
    const year = new Year(planUnitYear(withDates(set('progress-Q1', '2026-04-20')), tree, root, town), '2026-02-02 09:00');
    expect(year.report('progress-Q1')).toMatchObject({ dueOn: '2026-04-20', originalDueOn: '2026-04-20', call: { dueAt: shanghai('2026-04-21 00:00') } });
    year.until('2026-06-10 09:00');
    const reached = year.events('stageReached').filter(({ duty }) => duty === 'progress-Q1');
    expect(reached.length).toBeGreaterThan(0);
    for (const { dueAt } of reached) expect(dueAt > shanghai('2026-04-21 00:00')).toBe(true);
  });

  test('keeps a report in the year whose rule’s day had passed at the launch, with its verification; one before the launch is left out', () => {
    const late = { ...terms, launchedOn: '2026-04-20' };
    expect(dateOf(late, 'progress-Q1')).toBeUndefined();
    expect(dateOf({ ...late, dueDates: [set('progress-Q1', '2026-05-15')] }, 'progress-Q1')).toBe('2026-05-15');
    const verified = (given: CycleTerms) => planned(given).filter((duty) => duty.kind === 'verification' && duty.report === 'progress-Q1').length;
    expect([verified(late) === 0, verified({ ...late, dueDates: [set('progress-Q1', '2026-05-15')] }) > 0]).toEqual([true, true]);
    expect(dateOf({ ...terms, launchedOn: '2026-05-16', dueDates: [set('progress-Q1', '2026-05-15')] }, 'progress-Q1')).toBeUndefined();
  });

  test('is what the rehearsal rehearses and the dates of the year show, with the rule’s own beside it', () => {
    const given = withDates(set('progress-Q1', '2026-04-18', '集中填报'));
    const shown = datesOf(given, tree, root).duties.find(({ duty }) => duty === 'progress-Q1');
    // 18 April 2026 is a Saturday.
    expect(shown).toMatchObject({ dates: [{ dueOn: '2026-04-18' }], set: { reason: '集中填报', byRule: '2026-04-10', nextWorkingDay: '2026-04-20' }, settableFrom: '2026-04-01' });
    expect(shown?.dueBasis.zh).toContain('按规则为2026-04-10');
    const duties = datesOf(given, tree, root).duties;
    expect(duties.find(({ duty }) => duty === 'progress-Q2')?.set).toBeNull();
    expect(duties.find(({ kind }) => kind === 'letter')?.settableFrom).toBeNull();
    const found = rehearse(given, tree, root, '2026-02-02T01:00:00.000Z').findings.filter(({ duty }) => duty === 'progress-Q1');
    expect(found).toMatchObject([{ code: 'dueOnDayOff', facts: { dueOn: '2026-04-18' } }]);
  });
});

describe('a draft with due dates set', () => {
  const ground: YearGround = { pack: demo.pack, digest: demo.digest, calendarYears: demo.calendarYears, tree, root, now: '2026-02-02T01:00:00.000Z' };
  const draft = (...dueDates: SetDate[]): DraftedYear | Rejection => draftYear({ year: 2026, drillFrom: '2026-02-02T01:00:00.000Z', ...letterDocuments, dueDates }, ground);
  const accepted = (...dueDates: SetDate[]): DraftedYear => {
    const found = draft(...dueDates);
    if (isRejection(found)) throw new Error(JSON.stringify(found));
    return found;
  };

  test('keeps them, and has none where none was set', () => {
    expect(accepted(set('progress-Q1', '2026-04-15')).draft.dueDates).toEqual([set('progress-Q1', '2026-04-15')]);
    expect(accepted().draft).not.toHaveProperty('dueDates');
  });

  test('tells of a day off with the next working day, where the rule gives working days', () => {
    const { daysOff } = accepted(set('progress-Q1', '2026-04-18'), set('progress-Q2', '2026-07-15'));
    expect(daysOff).toMatchObject({ n: 1, items: [{ duty: 'progress-Q1', dueOn: '2026-04-18', next: '2026-04-20' }] });
    expect(reviewWords({ provisional: null, changes: null, daysOff: daysOff ?? { n: 0, items: [] } }, []).zh).toContain('2026-04-18→2026-04-20');
    const asTheyFall = { ...demo.pack, duties: demo.pack.duties.map((duty) => (duty.kind === 'report' ? { ...duty, due: { ...duty.due, roll: 'none' as const } } : duty)) };
    expect(draftYear({ year: 2026, drillFrom: '2026-02-02T01:00:00.000Z', ...letterDocuments, dueDates: [set('progress-Q1', '2026-04-18')] }, { ...ground, pack: asTheyFall })).toMatchObject({ daysOff: null });
  });

  test.each([
    ['a duty the year does not have', [set('progress-Q1', '2026-04-15'), set('progress-Q9', '2026-04-15')], 'setDateUnknownDuty', '/dueDates/1/duty'],
    ['a duty whose date counts from an act', [set('letter', '2026-04-15')], 'setDateUnknownDuty', '/dueDates/0/duty'],
    ['one duty twice', [set('progress-Q1', '2026-04-15'), set('progress-Q1', '2026-04-16')], 'setDateTwice', '/dueDates/1/duty'],
    ['a day outside the calendar', [set('progress-Q1', '2028-01-01')], 'setDateOutsideCalendar', '/dueDates/0/dueOn'],
    ['a day whose reminders run past the calendar’s end', [set('progress-Q2', '2026-07-15'), set('progress-Q1', '2027-12-31')], 'setDateOutsideCalendar', '/dueDates/1/dueOn'],
    ['a day before the launch', [set('annualPlan', '2026-01-20')], 'setDateBeforeLaunch', '/dueDates/0/dueOn'],
    ['a day before anybody can report', [set('progress-Q2', '2026-06-01')], 'setDateBeforeOpening', '/dueDates/0/dueOn'],
  ])('is refused for %s, at its place', (_what, dueDates, rejected, pointer) => {
    expect(draft(...dueDates)).toMatchObject({ rejected, pointer });
  });
});
