import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { may } from '../may.ts';
import { campaignOf, demo, letterDocuments } from '../testing/campaigns.ts';
import { planUnitYear } from './plan-unit-year.ts';

describe('fairness at the edges', () => {
  test('a year launched late asks for no report whose date had passed before anybody was asked', () => {
    const { tree, root, unit } = firstTown();
    const keys = (launchedOn: string) => planUnitYear({ cycle: 'x/2026', year: 2026, isDrill: true, pack: demo.pack, calendar: demo.calendar, letterDocuments, launchedOn }, tree, root, unit).duties.filter(({ kind }) => kind !== 'verification').map((duty) => duty.key).filter((key) => /^(letter|progress)/.test(key));
    expect(keys('2026-02-02')).toEqual(['letter', 'progress-Q1', 'progress-Q2', 'progress-Q3', 'progress-Q4']);
    expect(keys('2026-07-10')).toEqual(['letter', 'progress-Q2', 'progress-Q3', 'progress-Q4']);
    expect(keys('2026-07-11')).toEqual(['letter', 'progress-Q3', 'progress-Q4']);
  });

  test('the same for its plans and meetings', () => {
    const { tree, root, unit } = firstTown();
    const keys = (launchedOn: string) => planUnitYear({ cycle: 'x/2026', year: 2026, isDrill: true, pack: demo.pack, calendar: demo.calendar, letterDocuments, launchedOn }, tree, root, unit).duties.map((duty) => duty.key).filter((key) => /^(annualPlan|fundsPlan|study)/.test(key));
    expect(keys('2026-03-31')).toEqual(['annualPlan', 'fundsPlan', 'study-Q1', 'study-Q2', 'study-Q3', 'study-Q4']);
    expect(keys('2026-04-01')).toEqual(['fundsPlan', 'study-Q1', 'study-Q2', 'study-Q3', 'study-Q4']);
    // Qingming is a holiday: the first quarter's meeting may be recorded until the 7th.
    expect(keys('2026-04-07')).toEqual(['fundsPlan', 'study-Q1', 'study-Q2', 'study-Q3', 'study-Q4']);
    expect(keys('2026-04-16')).toEqual(['study-Q2', 'study-Q3', 'study-Q4']);
  });

  test('nobody decides an item of one’s own unit, even from a post above it', () => {
    const clerk = { post: 'V/clerk', unit: 'V', functions: ['reporter'], tenure: 't1' };
    const office = { post: 'T/office', unit: 'T', functions: ['reviewer'], tenure: 't2' };
    const place = { unit: 'V', superior: 'T', root: 'R' };
    const review = { function: 'reviewer', of: 'superior' } as const;
    expect(may(review, [office], place)).toEqual([office]);
    expect(may(review, [office, clerk], place)).toEqual([]);
    expect(may({ function: 'reporter', of: 'unit' }, [office, clerk], place)).toEqual([clerk]);
  });
});

function firstTown() {
  const { tree, root } = campaignOf(demo);
  const unit = [...tree.values()].find((one) => one.under === root && one.administeredBy === null && one.type === 'township');
  if (!unit) throw new Error('the demo has no town');
  return { tree, root, unit };
}
