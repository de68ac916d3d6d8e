import { describe, expect, test } from '@jest/globals';
import { addWorkingDays } from '#libs/domain/calendar/calendar';
import { planUnitYear } from '#libs/domain/policy/plan-unit-year';
import type { CycleTerms, TreeUnit } from '#libs/domain/policy/planning';
import type { DutyStart, UnitYearStart } from '#libs/domain/unit-year/state';
import { loadPack } from './load.ts';

/**
 * What the demo asks, typed in a second time: however it is spread over the packs below it, a drill must find the same
 * duties, dates, days and ladders.
 */

const quarters = ['Q1', 'Q2', 'Q3', 'Q4'];
const departments = ['440811D05', '440811D03', '440811D04', '440811D01', '440811D02'];
const each = (policy: string, days: readonly string[]): Record<string, string> => Object.fromEntries(quarters.map((quarter, i) => [`${policy}-${quarter}`, days[i] ?? '']));
const progress = each('progress', ['2026-04-10', '2026-07-10', '2026-10-10', '2027-01-11']);
const meeting = ['2026-04-07', '2026-07-06', '2026-10-08', '2027-01-05'];
const plans = { annualPlan: '2026-03-31', fundsPlan: '2026-04-15' };
const verified = Object.fromEntries(quarters.flatMap((quarter) => departments.map((one) => [`progress-${quarter}-by-${one}`, '5'])));

/** Key → the date; or working days after its beginning, of what begins with an act. */
const asked: Readonly<Record<string, Record<string, string>>> = {
  '440811101': { letter: '15', ...progress, allocation: '5', ...plans, ...each('study', meeting), ...each('linkedLeader', meeting), 'annualReport-Y': '2027-01-20', ...verified },
  '440811F01': { letter: '15', ...progress, allocation: '5', ...plans, 'annualReport-Y': '2027-01-20', ...verified },
  '440811101206': { letter: '15', ...progress },
  '440811D01': { departmentPlan: '2026-03-31' },
  '440811A01': { assistancePlan: '2026-03-20' },
};

/** Call → days and ladder, alike for everyone who has it; `letter.sign` is 15 working days on the ladder `signing`. */
const calls: Readonly<Record<string, string>> = {
  'letter.sign': '15 signing', 'letter.answer': '5 deciding', 'letter.countersign': '5 deciding', 'letter.supplement': '10 supplementing',
  'progress.report': '- reporting', 'progress.correct': '3 correcting', 'progress.review': '5 handling', 'allocation.allocate': '5 allocating',
  'annualPlan.submit': '- planning', 'annualPlan.correct': '3 correcting', 'annualPlan.review': '5 handling',
  'fundsPlan.submit': '- planning', 'fundsPlan.correct': '3 correcting', 'fundsPlan.review': '5 handling',
  'departmentPlan.submit': '- planning', 'departmentPlan.correct': '3 correcting', 'departmentPlan.review': '5 handling',
  'assistancePlan.submit': '- planning', 'assistancePlan.correct': '3 correcting', 'assistancePlan.review': '5 handling',
  'study.record': '- meeting', 'linkedLeader.record': '- meeting',
  'annualReport.report': '- reporting', 'annualReport.correct': '5 correcting', 'annualReport.review': '10 handling',
  'verification.verify': '5 verifying', 'extension.decide': '3 extending',
  'order.issue': '3 ordering', 'order.acknowledge': '2 receipting', 'order.feedback': '- fulfilling', 'order.complete': '10 fulfilling', 'order.review': '5 ordering',
};

/** Ladder → its stages and when they come, in working days. */
const ladders: Readonly<Record<string, string>> = {
  signing: 'issued start, before-3 -3, after-1 1, after-5 5, after-10 10!',
  reporting: 'opened start, handed-over held, before-2 -2, after-1 1, after-5 5, after-10 10!, after-20 20!order',
  correcting: 'returned start, handed-over held, after-1 1, after-5 5!',
  handling: 'to-handle start, handle-after-1 1, handle-after-5 5!',
  deciding: 'to-decide start, decide-after-1 1, decide-after-5 5!',
  ordering: 'to-decide start, decide-after-1 1, decide-after-5 5!',
  receipting: 'ordered start, after-1 1, after-3 3!',
  fulfilling: 'before-2 -2, after-1 1, after-5 5!',
  allocating: 'to-allocate start, allocate-after-1 1, allocate-after-5 5!',
  supplementing: 'supplemented start, after-1 1, after-10 10!',
  planning: 'asked start, before-5 -5, after-1 1, after-5 5, after-10 10!',
  meeting: 'before-3 -3, after-1 1, after-5 5, after-10 10!',
  money: 'before-3 -3, after-1 1, after-5 5!order, after-15 15!',
  verifying: 'to-verify start, verify-after-1 1, verify-after-5 5!',
  extending: 'to-decide start, decide-after-1 1, deputy 2!',
};

const dueOf = (duty: DutyStart): string => {
  if (duty.kind === 'plan' || duty.kind === 'report' || duty.kind === 'meeting') return duty.dueOn;
  return String(Object.values(duty.calls)[0]?.withinWorkingDays ?? '');
};

const loaded = await loadPack('mazhang-2026-demo');
const { pack, calendar, organisation } = loaded;
const tree = new Map((organisation?.units ?? []).map((unit): [string, TreeUnit] =>
  [unit.id, { id: unit.id, name: unit.name, type: unit.type, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }]));
const document = { number: '-', title: '-' };
const terms: CycleTerms = { cycle: `${pack.campaign.id}/2026`, year: 2026, isDrill: true, pack, calendar, letterDocuments: { requiredBy: document, approvedBy: document }, launchedOn: '2026-02-02' };
const yearOf = (unit: string): UnitYearStart => planUnitYear(terms, tree, organisation?.root ?? '', tree.get(unit) as TreeUnit);

describe('the demo, whatever packs it is made of', () => {
  test.each(Object.keys(asked))('asks %s for the same on the same days', (unit) => {
    expect(Object.fromEntries(yearOf(unit).duties.map((duty) => [duty.key, dueOf(duty)]))).toEqual(asked[unit]);
  });

  test('gives the same working days and ladders to every call', () => {
    const found = new Map(Object.keys(asked).map(yearOf).flatMap(({ duties, templates }) => [...duties, ...templates])
      .flatMap((duty) => Object.entries(duty.calls).map(([name, call]): [string, string] => [`${duty.policy}.${name}`, `${call.withinWorkingDays ?? '-'} ${call.ladder.split('@')[0]}`])));
    expect(Object.fromEntries(found)).toEqual(calls);
  });

  test('climbs the same ladders', () => {
    const found = Object.entries(pack.ladders).map(([name, stages]) =>
      [name, stages.map(({ id, when, action, order }) => `${id} ${when}${action === 'remind' ? '' : '!'}${order ?? ''}`).join(', ')]);
    expect(Object.fromEntries(found)).toEqual(ladders);
  });

  test('speaks of today, with today\'s bodies, and says on what it stands', () => {
    const titles = Object.fromEntries(Object.keys(asked).map(yearOf).flatMap(({ duties }) => duties.map(({ policy, title }) => [policy, title.zh])));
    expect(titles).toMatchObject({ letter: '2026年常态化帮扶目标责任书', annualPlan: '2026年常态化帮扶年度工作计划', fundsPlan: '2026年帮扶资金使用计划', departmentPlan: '2026年部门帮扶工作计划' });
    expect(Object.values(titles).filter((title) => /扶贫|脱贫攻坚/.test(title))).toEqual([]);
    expect(pack.lineage.map((one) => one.split('@')[0])).toEqual(['mazhang-2026-demo', 'mazhang-2017', 'guangdong-2017', 'national-2016', 'base']);
    const town = yearOf('440811101').duties;
    const basis = (key: string): string => town.find((duty) => duty.key === key)?.basis.zh ?? '';
    expect(['letter', 'progress-Q1', 'annualPlan', 'fundsPlan', 'study-Q1', 'linkedLeader-Q1'].map((key) => /（([A-Z]+\d+(\(\d+\))?)）/.exec(basis(key))?.[1])).toEqual(['D29', 'M9', 'M9', 'M12', 'M27(3)', 'M13']);
    expect(yearOf('440811D01').duties[0]?.basis.zh).toContain('第六条（M6）');
    expect(yearOf('440811A01').duties[0]?.basis.zh).toContain('第十八条（M18）');
    // The plan of an assisting unit is due 30 working days after the launch.
    expect(addWorkingDays(calendar, '2026-02-02', 30)).toBe(asked['440811A01']?.['assistancePlan']);
  });

  test('leaves to the levels above what the texts ask of them: whoever has no such level owes nothing', async () => {
    const owed = (type: string) => pack.duties.filter((duty) => duty.owedBy.some(({ unitType }) => unitType === type)).map((duty) => {
      const basis = duty.owedBy.find(({ unitType }) => unitType === type)?.basis ?? {};
      return `${duty.id} ${'article' in basis ? basis.article : '-'}`;
    });
    expect(owed('province')).toEqual(['letter N9', 'rollingPlan N9']);
    expect(owed('district')).toEqual(['letter D29', 'implementationPlan M4']);
    expect([...tree.values()].filter(({ type }) => ['centre', 'province', 'city'].includes(type))).toEqual([]);
  });
});
