import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { isRejection } from '../decider.ts';
import { campaignOf, demo, letterDocuments } from '../testing/campaigns.ts';
import { draftYear } from './draft-year.ts';
import type { DraftedYear, YearGround, YearWish } from './draft-year.ts';

const { tree, root } = campaignOf(demo);
const ground: YearGround = { pack: demo.pack, digest: demo.digest, calendarYears: demo.calendarYears, tree, root, now: '2026-11-20T01:00:00.000Z' };
const wish: YearWish = { year: 2027, drillFrom: null, requiredBy: null, approvedBy: null };
const drafted = (given: Partial<YearWish> = {}, on: Partial<YearGround> = {}): DraftedYear => {
  const found = draftYear({ ...wish, ...given }, { ...ground, ...on });
  if (isRejection(found)) throw new Error(JSON.stringify(found));
  return found;
};

describe('a year drafted ahead', () => {
  test('rests on years whose notice is still to come, and says which of its dates do', () => {
    const { draft, calendar, provisional } = drafted();
    expect(draft).toMatchObject({ campaign: demo.pack.campaign.id, year: 2027, drillFrom: null, calendarVersion: '2026+2027p+2028p', calendarUntil: '2028-12-31', requiredBy: null, approvedBy: null });
    expect(calendar.provisionalFrom).toBe('2027-01-01');
    expect(provisional).toMatchObject({ from: '2027-01-01', years: [2027, 2028] });
    const progress = provisional?.dates.items.filter(({ duty }) => duty.startsWith('progress-')) ?? [];
    // 10 April 2027 is a Saturday, 10 October a Sunday; 10 January 2028 a Monday.
    expect(progress.map(({ duty, dueOn }) => `${duty} ${dueOn}`)).toEqual(['progress-Q1 2027-04-12', 'progress-Q2 2027-07-12', 'progress-Q3 2027-10-11', 'progress-Q4 2028-01-10']);
    // Counted from a launch that is still to come, it has no date yet.
    expect(provisional?.dates.items.some(({ duty }) => duty === 'assistancePlan')).toBe(false);
  });

  test('of the year that runs, only what falls into the next one is provisional', () => {
    const { draft, provisional } = drafted({ year: 2026, ...letterDocuments }, { now: '2026-02-02T01:00:00.000Z' });
    expect(draft.calendarVersion).toBe('2026+2027p');
    expect(provisional?.dates.items.every(({ dueOn }) => dueOn >= '2027-01-01')).toBe(true);
    expect(provisional?.dates.items.map(({ duty }) => duty)).toContain('progress-Q4');
    expect(provisional?.dates.items.map(({ duty }) => duty)).not.toContain('progress-Q3');
  });

  test('is no draft at all where a year it needs is not known: the year is named', () => {
    expect(draftYear({ ...wish, year: 2028 }, { ...ground, now: '2027-11-20T01:00:00.000Z' })).toEqual({
      rejected: 'calendarTooShort', facts: { year: 2028, missing: [2029], until: '2028-12-31', needed: '2029-12-31' },
    });
  });

  test('falls short of the root’s totals only with the reason, which it keeps', () => {
    const short = { ...demo.pack, targets: demo.pack.targets.map((line) => ('unit' in line.for && line.for.unit === root ? { ...line, value: line.value + 1 } : line)) };
    expect(draftYear(wish, { ...ground, pack: short })).toMatchObject({ rejected: 'targetsFallShort', pointer: '/overrideReason' });
    expect(drafted({ overrideReason: '统筹安排' }, { pack: short }).draft.targetsOverride).toMatchObject({ reason: '统筹安排', shortfalls: expect.arrayContaining([expect.objectContaining({ missing: 1 })]) });
  });

  test('of a tree in which nobody owes anything is refused', () => {
    expect(draftYear({ ...wish, overrideReason: '-' }, { ...ground, tree: new Map() })).toMatchObject({ rejected: 'packUnusable' });
  });
});
