import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { campaignOf, demo } from '../testing/campaigns.ts';
import { Year, shanghai } from '../testing/year.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import type { Plan, PlanItem } from './plan.ts';

const campaign = campaignOf(demo, { isDrill: true, launchedOn: '2026-02-02' } as never);
const town = campaign.plan('440811100');
const launched = (plan: UnitYearStart = town): Year => new Year(plan, '2026-02-02 09:00');
const planIn = (year: Year, key = 'annualPlan'): Plan => year.state.duties[key] as Plan;
const [reporter, reviewer] = ['440811100/office', '440811/office'];
const items: PlanItem[] = [
  { title: '走访监测对象', owner: '乡村振兴办', dueOn: '2026-06-30', measure: '每季一次' },
  { title: '村道硬化', owner: '分管副镇长', dueOn: '2026-11-30', amountFen: 96_000_000 },
];
const duty = 'annualPlan';
const submitted = (at = '2026-03-10 10:00'): Year => launched().act('submitPlan', { duty, items, text: '按季推进' }, at, reporter);

describe('a plan', () => {
  test('is asked for from the launch on, by its own date with its own basis', () => {
    const plan = planIn(launched());
    expect(plan).toMatchObject({ status: 'awaited', dueOn: '2026-03-31', originalDueOn: '2026-03-31', opensAt: shanghai('2026-02-02 09:00'), call: { name: 'submit', dueOn: '2026-03-31' } });
    expect(plan.calls['submit']?.basis.zh).toContain('3月31日前报送');
    expect(plan.basis.zh).toContain('第九条');
    expect(town.duties.filter(({ kind }) => kind === 'plan').map(({ key, title }) => [key, title.zh.slice(0, 5), title.zh.slice(-6)])).toEqual([['annualPlan', '2026年', '年度工作计划'], ['fundsPlan', '2026年', '资金使用计划']]);
  });

  test('is owed by departments and assisting units as well, and theirs may count from the launch', () => {
    expect(campaign.plan('440811D01').duties.map(({ key }) => key)).toEqual(['departmentPlan']);
    // Thirty working days after 2 February: the Spring Festival is off, 14 and 28 February are worked.
    expect(planIn(launched(campaign.plan('440811A01')), 'assistancePlan').dueOn).toBe('2026-03-20');
  });

  test('submitted it waits for the level above, returned it comes back, submitted again and approved it is done', () => {
    const year = submitted();
    expect(planIn(year)).toMatchObject({ status: 'submitted', onTime: true, call: { name: 'review', dueOn: '2026-03-17' } });
    expect(year.light(planIn(year), '2026-05-01 09:00')).toBe('waiting');
    year.act('returnPlan', { duty, comments: [{ field: 'items.1', comment: '请写明资金来源' }] }, '2026-03-12 10:00', reviewer);
    expect(planIn(year)).toMatchObject({ status: 'returned', call: { name: 'correct', dueOn: '2026-03-31' }, submission: { returned: { comments: [{ field: 'items.1' }] } } });
    year.act('submitPlan', { duty, items, text: '按季推进，资金来源为省级驻镇资金' }, '2026-04-02 10:00', reporter).act('approvePlan', { duty }, '2026-04-03 10:00', reviewer);
    expect(planIn(year)).toMatchObject({ status: 'approved', onTime: true, approvedAt: shanghai('2026-04-03 10:00'), call: null, submission: { n: 2 } });
    expect(year.light(planIn(year), '2026-05-01 09:00')).toBe('done');
  });

  test('returned late in its time the unit still gets the working days of a correction', () => {
    const year = submitted('2026-03-31 10:00').act('returnPlan', { duty, comments: [{ field: 'text', comment: '过简' }] }, '2026-04-07 10:00', reviewer);
    expect(planIn(year).call).toMatchObject({ name: 'correct', dueOn: '2026-04-10' });
  });

  test('received on the last minute of its date is in time, a minute later it is late for good', () => {
    expect([submitted('2026-03-31 23:59'), submitted('2026-04-01 00:00')].map((year) => planIn(year).onTime)).toEqual([true, false]);
  });

  test('has items of its own year, each once', () => {
    const [first] = items as [PlanItem];
    const refused = (given: PlanItem[]): object => launched().refusal('submitPlan', { duty, items: given, text: '' }, '2026-03-10 10:00', reporter);
    expect(refused([first, { ...first, title: '另一项', dueOn: '2027-01-01' }])).toEqual({ rejected: 'itemOutsideYear', pointer: '/items/1/dueOn', facts: { title: '另一项', dueOn: '2027-01-01', year: 2026 } });
    expect(refused([first, { ...first, title: ` ${first.title} ` }])).toMatchObject({ rejected: 'itemTwice', pointer: '/items/1/title' });
  });

  test('sent in unchanged after it was returned is refused, however its fields are ordered', () => {
    const year = submitted().act('returnPlan', { duty, comments: [{ field: 'text', comment: '过简' }] }, '2026-03-12 10:00', reviewer);
    const same = items.map(({ dueOn, owner, title, ...more }) => ({ ...more, dueOn, owner, title }));
    expect(year.refusal('submitPlan', { duty, items: same, text: '按季推进' }, '2026-03-13 10:00', reporter)).toEqual({ rejected: 'planUnchanged', facts: { comments: 1 } });
  });

  test('can be commented on where it has something, and nowhere else', () => {
    expect(submitted().refusal('returnPlan', { duty, comments: [{ field: 'text', comment: '?' }, { field: 'items.2', comment: '?' }] }, '2026-03-12 10:00', reviewer))
      .toMatchObject({ rejected: 'unknownField', pointer: '/comments/1/field', facts: { known: ['text', 'items', 'items.0', 'items.1'] } });
  });

  test('never sent, climbs its ladder to the office above', () => {
    const year = launched().until('2026-04-15 08:59');
    expect(year.escalations.filter((one) => one.startsWith(duty))).toEqual([]);
    expect(year.until('2026-04-15 09:00').escalations.filter((one) => one.startsWith(duty))).toEqual([`${duty} submit.after-10`]);
  });

  test('lapses with the year, approved it stays', () => {
    const year = submitted().act('approvePlan', { duty }, '2026-03-12 10:00', reviewer).cancel('2026-05-01 09:00');
    expect([planIn(year).status, planIn(year, 'fundsPlan').status]).toEqual(['approved', 'lapsed']);
  });
});

test('a town’s year with all its duties is small: every form full, every text at its limit', () => {
  const year = launched();
  const longest = Array.from({ length: 40 }, (_one, n): PlanItem => ({ title: `${n}`.padEnd(60, '事'), owner: '人'.repeat(30), dueOn: '2026-06-30', measure: '量'.repeat(60), amountFen: 99_999_999_999 }));
  for (const plan of ['annualPlan', 'fundsPlan']) year.act('submitPlan', { duty: plan, items: longest, text: '文'.repeat(2000) }, '2026-03-10 10:00', reporter);
  const bytes = Buffer.byteLength(JSON.stringify(year.state));
  expect(bytes).toBeLessThan(200_000);
});
