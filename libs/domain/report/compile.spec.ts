import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { submission } from '../testing/acts.ts';
import { campaignOf, demo, withoutSteps } from '../testing/campaigns.ts';
import { everyYear } from '../testing/unit-years.ts';
import { stepsOf } from '../testing/life.ts';
import { Year, shanghai } from '../testing/year.ts';
import type { Figure, Report } from './report.ts';
import { rolledUp } from './roll-up.ts';

const campaign = campaignOf(demo, { isDrill: true });
const town = withoutSteps(campaign.plan('440811101'));
const [reporter, office] = ['440811101/office', '440811/office'];
const annual = 'annualReport-Y';
const launched = (): Year => new Year(town, '2026-02-02 09:00');
const figures = (year: Year, key: string, change: Record<string, number> = {}): Figure[] =>
  year.report(key).asked.map(({ indicator, planned }) => ({ indicator, value: change[indicator] ?? planned, cause: '据实' }));
const handIn = (year: Year, key: string, at: string, change?: Record<string, number>): Year =>
  year.act('submitReport', { ...submission(year.report(key), 99), figures: figures(year, key, change) }, at, reporter);
const accept = (year: Year, key: string, at: string): Year => year.act('acceptReport', { duty: key }, at, office);
const from = (year: Year, indicator: string): object | undefined => year.report(annual).compiled.find((one) => one.indicator === indicator);

describe('the annual report', () => {
  test('asks for every target against the year’s figure, the year-end ones as well, and is due in January', () => {
    const report = launched().report(annual);
    expect(report).toMatchObject({ compiledFrom: 'progress', dueOn: '2027-01-20', opensAt: shanghai('2027-01-01 00:00'), compiled: [] });
    expect(report.asked.map(({ indicator, planned }) => [indicator, planned])).toContainEqual(['incomeGrowth', 8]);
    expect(report.asked.map(({ indicator, planned }) => [indicator, planned])).toContainEqual(['riskResolved', 36]);
  });

  test('takes over what was accepted, with its source: which report, which submission, when; what was only handed in it does not', () => {
    const year = handIn(launched(), 'progress-Q1', '2026-04-02 10:00', { riskResolved: 7 });
    expect(year.report(annual).compiled).toEqual([]);
    year.act('returnReport', { duty: 'progress-Q1', comments: [{ field: 'problems', comment: '?' }] }, '2026-04-03 10:00', office);
    accept(handIn(year, 'progress-Q1', '2026-04-07 10:00', { riskResolved: 8 }), 'progress-Q1', '2026-04-08 10:00');
    expect(from(year, 'riskResolved')).toEqual({ indicator: 'riskResolved', value: 8, from: 'progress-Q1', submission: 2, acceptedAt: shanghai('2026-04-08 10:00') });
    expect(from(year, 'incomeGrowth')).toBeUndefined();
    expect(year.report(annual).status).toBe('awaited');
  });

  test('lets the latest period speak for the year, in whatever order they are accepted', () => {
    const year = handIn(handIn(launched(), 'progress-Q1', '2026-04-02 10:00'), 'progress-Q2', '2026-07-02 10:00', { riskResolved: 16 });
    accept(year, 'progress-Q2', '2026-07-03 10:00');
    accept(year, 'progress-Q1', '2026-07-06 10:00');
    expect(from(year, 'riskResolved')).toMatchObject({ value: 16, from: 'progress-Q2' });
    accept(handIn(year, 'progress-Q3', '2026-10-08 10:00', { riskResolved: 24 }), 'progress-Q3', '2026-10-09 10:00');
    expect(from(year, 'riskResolved')).toMatchObject({ value: 24, from: 'progress-Q3' });
  });

  test('differs from an accepted figure only with its cause; a typed figure is free', () => {
    const year = accept(handIn(launched(), 'progress-Q1', '2026-04-02 10:00', { riskResolved: 30 }), 'progress-Q1', '2026-04-03 10:00');
    const { asked, compiled } = year.report(annual);
    const value = (indicator: string, planned: number): number => compiled.find((one) => one.indicator === indicator)?.value ?? planned;
    const form = (own: Record<string, Partial<Figure>>): Figure[] => asked.map(({ indicator, planned }) => {
      const compiledValue = value(indicator, planned);
      return { indicator, value: compiledValue, ...(compiledValue === planned ? {} : { cause: '据实' }), ...own[indicator] };
    });
    const send = { duty: annual, problems: '无', nextSteps: '无' };
    expect(year.refusal('submitReport', { ...send, figures: form({ riskResolved: { value: 36, cause: ' ' } }) }, '2027-01-05 10:00', reporter))
      .toMatchObject({ rejected: 'figureDiffers', facts: { indicator: 'riskResolved', value: 36, compiled: 30, from: 'progress-Q1', period: 'Q1' }, pointer: `/figures/${asked.findIndex((one) => one.indicator === 'riskResolved')}/cause` });
    year.act('submitReport', { ...send, figures: form({ riskResolved: { value: 36, cause: '四季度新增6户，季报后核定' }, incomeGrowth: { value: 9 } }) }, '2027-01-05 10:00', reporter);
    expect(year.report(annual)).toMatchObject({ status: 'submitted', onTime: true });
  });

  test('accepted, it is no longer changed by what is accepted afterwards', () => {
    const year = handIn(launched(), 'progress-Q1', '2026-04-02 10:00');
    accept(handIn(year, annual, '2027-01-05 10:00'), annual, '2027-01-06 10:00');
    accept(year, 'progress-Q1', '2027-01-07 10:00');
    expect(year.report(annual)).toMatchObject({ status: 'accepted', compiled: [] });
  });

  test('waived it takes nothing over any more; declared away it still does, for it may be required', () => {
    const of = (name: string, input: object, post: string): Year => {
      const year = launched().act(name, { duty: annual, reason: '机构调整', ...input }, '2026-03-02 10:00', post);
      return accept(handIn(year, 'progress-Q1', '2026-04-02 10:00'), 'progress-Q1', '2026-04-03 10:00');
    };
    expect(of('waiveDuty', { document: { number: '1', title: '1' } }, '440811/head').report(annual).compiled).toEqual([]);
    expect(of('declareNoTask', {}, '440811101/mayor').report(annual).compiled).toHaveLength(7);
  });

  test('a target revised on an objection is the year’s figure there too', () => {
    const year = launched().act('objectToLetter', { duty: 'letter', indicator: 'riskResolved', reason: '基数有误', proposed: 28 }, '2026-02-05 10:00', '440811101/mayor')
      .act('reviseLetter', { duty: 'letter', value: 30, reason: '调减' }, '2026-02-06 10:00', '440811/head');
    expect(year.report(annual).asked.find(({ indicator }) => indicator === 'riskResolved')?.planned).toBe(30);
  });
});

test('in every year a compiled figure is the one accepted from the report it names', () => everyYear((life) => {
  let looked = 0;
  for (const { event, after } of stepsOf(life)) {
    if (event.type !== 'figuresCompiled') continue;
    const source = after.duties[event.from] as Report;
    assert.deepEqual([source.status, source.acceptedAt, source.submissions.at(-1)?.n], ['accepted', event.acceptedAt, event.submission]);
    for (const { indicator, value } of event.figures) assert.equal(source.submissions.at(-1)?.figures.find((one) => one.indicator === indicator)?.value, value);
    looked += 1;
  }
  return looked;
}, 200));

describe('零报告', () => {
  const village = campaign.plan('440811100201');
  const clerk = '440811100201/clerk';
  const opened = (): Year => new Year(village, '2026-02-02 09:00');
  const nil = { duty: 'progress-Q1', reason: '本季没有新增监测对象' };

  test('is a submission without figures that is reviewed like any other', () => {
    const year = opened().act('submitNil', nil, '2026-04-02 10:00', clerk);
    expect(year.report('progress-Q1')).toMatchObject({ status: 'submitted', onTime: true, submissions: [{ isNil: true, figures: [], problems: nil.reason }], call: { name: 'review' } });
    year.act('returnReport', { duty: 'progress-Q1', comments: [{ field: 'problems', comment: '台账有走访记录' }] }, '2026-04-03 10:00', '440811100/office');
    expect(year.refusal('submitNil', nil, '2026-04-07 10:00', clerk)).toMatchObject({ rejected: 'nothingChanged' });
    year.act('submitReport', submission(year.report('progress-Q1'), 99), '2026-04-07 10:00', clerk);
    expect(year.report('progress-Q1').submissions.at(-1)?.changed).toContainEqual({ field: 'nil', before: 'yes', after: 'no' });
    expect(year.report('progress-Q1').submissions.at(-1)?.isNil).toBeUndefined();
  });

  test('is possible only where the pack says so, and only once reporting is open', () => {
    expect(opened().refusal('submitNil', nil, '2026-03-31 23:59', clerk)).toMatchObject({ rejected: 'notYetOpen' });
    expect(launched().refusal('submitNil', nil, '2026-04-02 10:00', reporter)).toEqual({ rejected: 'nilNotAllowed', facts: { period: 'Q1' } });
  });
});

test('figures of many units come together by their indicator: sums, the one furthest from what each must reach, or not at all', () => {
  const spread = { sum: 10.1 + 20.2, least: 10.1, most: 20.2 };
  const together = (aggregation: string, direction: string): number | null => rolledUp({ aggregation, direction }, spread);
  expect([together('sum', 'atLeast'), together('each', 'equal'), together('each', 'atLeast'), together('each', 'atMost'), together('ratio', 'atLeast'), together('none', 'atLeast')])
    .toEqual([30.3, 10.1, 10.1, 20.2, null, null]);
});
