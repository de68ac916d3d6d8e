import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { campaignOf, letterOf, reportsOf, tiny } from '../testing/campaigns.ts';
import { stateOf } from '../testing/life.ts';
import { dayOf, secondCalendar, timeOf } from '../testing/second-calendar.ts';
import { Year, shanghai } from '../testing/year.ts';
import { kindOf } from './kinds.ts';
import { obligationLink } from '../call/link.ts';
import { unitYearDecider } from './unit-year.ts';

/** Another campaign: three duties, another ladder, other posts and words, an enterprise three leaders sign for. No code. */
const campaign = campaignOf(tiny);
const calendar = secondCalendar(tiny.calendarYears);
const plans = new Map(campaign.owing.map((unit) => [unit.id, campaign.plan(unit.id)]));
const launchedAt = '2026-01-05 09:00';

/** Each unit in the order of the tree: what a letter in force lets be issued comes after it. */
function quarter(): Map<string, Year> {
  const years = new Map([...plans].map(([id, plan]) => [id, new Year(plan, launchedAt)]));
  const next = new Map<string, number>();
  for (const [id, year] of years) {
    const { calls, needsCountersign } = letterOf(plans.get(id) ?? missing(id));
    for (const post of calls['sign']?.posts ?? []) year.act('signLetter', { duty: 'pledge' }, '2026-01-08 11:00', post);
    if (needsCountersign) year.act('countersignLetter', { duty: 'pledge' }, '2026-01-09 11:00', calls['countersign']?.posts[0] ?? '');
    for (const message of year.moments.flatMap(({ steps }) => steps.flatMap(({ effects }) => effects.messages))) {
      const n = (next.get(message.to) ?? 0) + 1;
      next.set(message.to, n);
      years.get(message.to.split('/').at(-1) ?? '')?.hear(message.body, '2026-01-08 11:00', n, plans.get(id)?.stream);
    }
  }
  for (const [id, year] of years) for (const report of reportsOf(plans.get(id) ?? missing(id))) handIn(year, report.key);
  return years;
}

/** Handed in on the due date, accepted two days later; the second month is returned once. */
function handIn(year: Year, key: string): void {
  const report = year.report(key);
  const [reporter = ''] = report.calls['report']?.posts ?? [];
  const [reviewer = ''] = report.calls['review']?.posts ?? [];
  const figures = report.asked.map(({ indicator, planned }) => ({ indicator, value: planned }));
  year.act('submitReport', { duty: key, figures, problems: '无', nextSteps: '继续排查' }, `${report.dueOn} 17:00`, reporter);
  if (key === 'hazard-M02') {
    year.act('returnReport', { duty: key, comments: [{ field: 'problems', comment: '请写明' }] }, `${report.dueOn} 17:30`, reviewer);
    year.act('submitReport', { duty: key, figures, problems: '楼道堆物', nextSteps: '继续排查' }, `${report.dueOn} 18:00`, reporter);
  }
  year.act('acceptReport', { duty: key }, `${report.dueOn} 19:00`, reviewer);
}

const missing = (id: string): never => {
  throw new Error(`${id} is not planned`);
};

describe('a campaign with duties, a ladder and words of its own', () => {
  test('runs its quarter to the end: every letter in force, every report accepted, and every year fulfilled whose unit can be given no order', () => {
    const years = quarter();
    expect(years.size).toBe(6);
    for (const [id, year] of years) {
      const state = stateOf({ start: plans.get(id) ?? missing(id), moments: year.moments });
      expect([id, ...Object.values(state.duties).map(({ status }) => status)]).toEqual([id, 'inForce', ...reportsOf(plans.get(id) ?? missing(id)).map(() => 'accepted')]);
      const mayBeOrdered = Object.values(state.templates).some(({ kind }) => kind === 'order');
      expect([state.status, year.events('yearEnded').map(({ reason }) => reason), unitYearDecider.nextDeadline(state)]).toEqual(mayBeOrdered ? ['open', [], null] : ['ended', ['fulfilled'], null]);
      expect(Object.values(state.duties).map((duty) => kindOf(duty).facts(duty).onTime)).toEqual(Object.values(state.duties).map(() => true));
      expect(year.escalations).toEqual([]);
    }
  });

  test('issues down its own tree: the street’s communities and park at the launch, the park’s enterprises after the park', () => {
    expect([...plans].map(([id, plan]) => [id, letterOf(plan).issueAtLaunch])).toEqual([['C1', true], ['C2', true], ['C3', true], ['P1', true], ['E1', false], ['E2', false]]);
    expect(plans.get('P1')?.subordinates).toEqual([plans.get('E1')?.stream, plans.get('E2')?.stream]);
  });

  test('has its own dates: months open on their last day, are due back from a day off, the quarter’s does not roll', () => {
    const dates = reportsOf(plans.get('C1') ?? missing('C1')).map(({ key, opensAt, dueOn }) => [key, dayOf(opensAt), dueOn]);
    expect(dates).toEqual([
      ['hazard-M01', '2026-01-31', '2026-02-05'], ['hazard-M02', '2026-02-28', '2026-03-05'], ['hazard-M03', '2026-03-31', '2026-04-03'],
      ['summary-Q1', '2026-04-02', '2026-04-15'],
    ]);
  });

  test('climbs its own ladder: told at the next ten o’clock, pressed two working days late', () => {
    const year = new Year(plans.get('C1') ?? missing('C1'), launchedAt);
    const told = year.moments.flatMap(({ steps }) => steps.flatMap(({ effects }) => effects.plan));
    expect(told.map(({ stage, at, post }) => [stage, dayOf(at), timeOf(at), post])).toEqual([
      ['report.asked', '2026-02-02', '10:00', 'C1/secretary'], ['report.asked', '2026-02-28', '10:00', 'C1/secretary'],
      ['report.asked', '2026-03-31', '10:00', 'C1/secretary'], ['report.asked', '2026-04-02', '10:00', 'C1/secretary'],
      ['sign.asked', '2026-01-05', '10:00', 'C1/secretary'],
    ]);
    year.until('2026-06-30 00:00');
    expect(year.events('stageReached').map(({ duty, stage, dueAt }) => `${duty} ${stage} ${dayOf(dueAt)} ${timeOf(dueAt)}`).sort()).toEqual([
      `hazard-M01 report.pressed ${calendar.plus('2026-02-05', 2)} 10:00`, `hazard-M02 report.pressed ${calendar.plus('2026-03-05', 2)} 10:00`,
      `hazard-M03 report.pressed ${calendar.plus('2026-04-03', 2)} 10:00`, `pledge sign.pressed ${calendar.plus('2026-01-14', 2)} 10:00`,
      `summary-Q1 report.pressed ${calendar.plus('2026-04-15', 2)} 10:00`,
    ].sort());
    const pressed = year.moments.flatMap(({ steps }) => steps.flatMap(({ event, effects }) => (event.type === 'stageReached' ? effects.plan.map(({ post }) => post) : [])));
    expect([...new Set(pressed)]).toEqual(['C1/secretary', 'S1/safetyOffice']);
  });

  test('a stage may have its own hour: what waits on the park’s leaders is pressed at two in the afternoon', () => {
    const enterprise = new Year(plans.get('E1') ?? missing('E1'), launchedAt).hear({ kind: 'superiorLetterInForce', version: 1 }, '2026-01-08 12:00', 1);
    enterprise.act('objectToLetter', { duty: 'pledge', indicator: 'fatalAccidents', reason: '口径不明', proposed: 1 }, '2026-01-09 09:00', 'E1/owner').until('2026-01-20 00:00');
    expect(enterprise.events('stageReached').map(({ stage, dueAt }) => [stage, dueAt])).toEqual([['answer.unanswered', shanghai(`${calendar.plus('2026-01-13', 4)} 14:00`)]]);
  });

  test('one person who is owner and manager signs once for both; the letter waits for the plant chief', () => {
    const enterprise = new Year(plans.get('E1') ?? missing('E1'), launchedAt).hear({ kind: 'superiorLetterInForce', version: 1 }, '2026-01-08 12:00', 1);
    enterprise.act('signLetter', { duty: 'pledge' }, '2026-01-09 09:00', 'E1/owner', 'E1/manager');
    expect([enterprise.letter.status, enterprise.letter.signatures.map(({ posts }) => posts)]).toEqual(['issued', [['E1/owner', 'E1/manager']]]);
    expect(unitYearDecider.tasksOf(enterprise.state).filter(({ act }) => act === 'sign').map(({ post }) => post)).toEqual(['E1/plantChief']);
    enterprise.act('signLetter', { duty: 'pledge' }, '2026-01-09 10:00', 'E1/plantChief');
    expect(enterprise.letter.status).toBe('countersigning');
  });

  test('says it in its own words, each date with its basis', () => {
    const [letter, monthly, , , summary] = plans.get('C1')?.duties ?? [];
    expect([letter?.title.zh, monthly?.title.zh, summary?.title.zh]).toEqual(['2026年安全生产目标管理责任状', '2026年1月隐患排查月报', '2026年第一季度安全生产季度小结']);
    expect([letter?.basis.zh, monthly?.calls['report']?.basis.zh, summary?.calls['report']?.basis.zh]).toEqual([
      '《示例街道安全生产目标管理办法》第三条（S3）', '示街办〔2026〕2号 关于隐患月报的通知', '《示例街道安全生产目标管理办法》第七条（S7）',
    ]);
    expect(obligationLink({ cycle: 'safety/2026/drill-1', unit: { id: 'C1' } }, 'pledge')).toBe('/cycles/safety-2026-drill-1/units/C1/obligations/pledge');
  });
});

describe('who owes something', () => {
  test('is whoever is administered from within the tree, whatever the map says', () => {
    const outside = campaignOf({ ...tiny, organisation: { root: 'S1', holders: [], vacant: [], units: (tiny.organisation?.units ?? []).map((unit) => (unit.id === 'P1' ? { ...unit, administeredBy: 'zone' } : unit)) } });
    expect(outside.owing.map(({ id }) => id)).toEqual(['C1', 'C2', 'C3']);
  });

  test('has somebody above', () => {
    expect(() => campaign.plan('S1')).toThrow('S1 has nobody above it');
  });
});
