import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { campaignOf, demo, tiny } from '../testing/campaigns.ts';
import { planUnitYear } from '../policy/plan-unit-year.ts';
import { localDateOf } from '../time/instant.ts';
import { shanghai } from '../testing/year.ts';
import { rehearse } from './rehearse.ts';
import { silentYear } from './silent-year.ts';

const launchedAt = shanghai('2026-02-02 09:00');
const campaign = campaignOf(demo, { isDrill: true });
const rehearsal = rehearse(campaign.terms, campaign.tree, campaign.root, launchedAt);

describe('a rehearsal of the demo', () => {
  test('tells each post in each month as often as every unit’s own year would, lived one by one', () => {
    const expected = new Map<string, Map<string, number>>();
    for (const unit of campaign.owing) {
      for (const { post, at } of silentYear(planUnitYear({ ...campaign.terms, launchedOn: '2026-02-02' }, campaign.tree, campaign.root, unit), launchedAt, shanghai('2027-11-22 24:00')).notices) {
        const months = expected.get(post) ?? new Map<string, number>();
        const month = localDateOf(at).slice(0, 7);
        expected.set(post, months.set(month, (months.get(month) ?? 0) + 1));
      }
    }
    expect(Object.fromEntries([...rehearsal.posts].sort().map(([post, months]) => [post, Object.fromEntries([...months].sort())])))
      .toEqual(Object.fromEntries([...expected].sort().map(([post, months]) => [post, Object.fromEntries([...months].sort())])));
    expect(rehearsal.posts.size).toBeGreaterThan(300);
  });

  test('says what would be escalated if nobody acted, and when first', () => {
    expect(rehearsal.escalations.get('progress-Q1 report.after-10')).toEqual({ n: 105, from: '2026-04-24' });
    // Only the four direct units have a letter to sign: the villages' wait for theirs.
    expect(rehearsal.escalations.get('letter sign.after-10')?.n).toBe(4);
  });

  test('finds the dates that fall badly, and nothing that cannot work', () => {
    expect(rehearsal.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(rehearsal.findings.filter(({ code }) => code === 'dueOnDayOff')).toEqual([]);
  });

  test('counts the forms of a unit, and the figures it has given before', () => {
    const village = rehearsal.burden.find(({ unitType }) => unitType === 'village');
    expect(village).toMatchObject({ units: 101 });
    expect(village?.forms).toBeGreaterThanOrEqual(4);
    expect(village?.prefilled).toBe((village?.figures ?? 0) * 3 / 4);
  });

  test('names posts that nobody holds', () => {
    const vacant = rehearse(campaign.terms, campaign.tree, campaign.root, launchedAt, (post) => post !== '440811102207/clerk').findings.filter(({ code }) => code === 'postsVacant');
    expect(vacant.map(({ units, examples, duty, facts }) => [units, examples, duty, facts['call']])).toEqual(expect.arrayContaining([[1, ['440811102207'], 'progress', 'report']]));
  });
});

describe('what cannot be launched', () => {
  test('a call that nobody can answer is an error, with the units it concerns', () => {
    const { terms, tree, root } = campaignOf(tiny);
    const pack = { ...terms.pack, unitTypes: terms.pack.unitTypes.map((type) => (type.id === 'enterprise' ? { ...type, posts: type.posts.filter(({ kind }) => kind !== 'safetyOfficer') } : type)) };
    expect(rehearse({ ...terms, pack }, tree, root, shanghai('2026-01-05 09:00')).findings.filter(({ severity, duty }) => severity === 'error' && duty === 'hazard')).toEqual([
      expect.objectContaining({ code: 'nobodyCanAct', units: 2, examples: ['E1', 'E2'], duty: 'hazard' }),
      expect.objectContaining({ code: 'nobodyCanAct', duty: 'hazard', facts: { call: 'correct' } }),
    ]);
  });

  test('a date that the calendar does not reach is an error', () => {
    const { terms, tree, root } = campaignOf(tiny);
    const calendar = { ...terms.calendar, days: terms.calendar.days.slice(0, 90) };
    expect(rehearse({ ...terms, calendar }, tree, root, shanghai('2026-01-05 09:00')).findings[0]).toMatchObject({ severity: 'error', code: 'beyondCalendar' });
  });

  test('a date on a day off, or right after a long break, is pointed out', () => {
    const { terms, tree, root } = campaignOf(tiny);
    const days = (rule: object) => ({ ...terms, pack: { ...terms.pack, duties: terms.pack.duties.map((duty) => (duty.id === 'summary' && duty.kind === 'report' ? { ...duty, due: { ...duty.due, ...rule } } : duty)) } });
    expect(rehearse(days({ daysAfterPeriod: 4 }), tree, root, shanghai('2026-01-05 09:00')).findings).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'warning', code: 'dueOnDayOff', duty: 'summary-Q1', facts: { dueOn: '2026-04-04' } })]));
    expect(rehearse(days({ daysAfterPeriod: 7 }), tree, root, shanghai('2026-01-05 09:00')).findings).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'dueAfterLongBreak', facts: { dueOn: '2026-04-07' } })]));
  });
});
