import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { may } from '../may.ts';
import { campaignOf, demo, reportsOf } from '../testing/campaigns.ts';
import { dutyIn, leftPlanned, stepsOf } from '../testing/life.ts';
import { dayOf } from '../testing/second-calendar.ts';
import { everyYear } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import { dutyCommands } from '../unit-year/kinds.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import { hasExemption } from './exemption.ts';
import type { Exemptible } from './exemption.ts';

const village = campaignOf(demo, { isDrill: true }).plan('440811100201');
const [leader, clerk, office, above] = ['440811100201/director', '440811100201/clerk', '440811100/office', '440811100/mayor'];
const launched = (): Year => new Year(village, '2026-02-02 09:00');
const quarters = reportsOf(village).map(({ key }) => key);
const statuses = (year: Year): string[] => quarters.map((key) => year.report(key).status);
const none = { reason: '整村搬迁，今年没有这项任务' };
const document = { number: '湛麻农组〔2026〕8号', title: '关于免予报送的通知' };
const planned = (year: Year): string[] => leftPlanned(year.moments.flatMap(({ steps }) => steps)).map(({ key }) => key).filter((key) => key.includes('/progress-'));

describe('无此项任务', () => {
  test('is said once: every quarter still to come falls away with its reminders, and is told with its reason', () => {
    const year = launched();
    expect(planned(year).length).toBeGreaterThan(0);
    year.act('declareNoTask', { duty: 'progress-Q1', ...none }, '2026-02-05 10:00', leader);
    expect(statuses(year)).toEqual(['noTask', 'noTask', 'noTask', 'noTask']);
    expect(planned(year)).toEqual([]);
    expect(year.events('noTaskDeclared').map(({ duty, reason, through }) => [duty, reason, through])).toEqual([
      ['progress-Q1', none.reason, null], ...['progress-Q2', 'progress-Q3', 'progress-Q4'].map((key) => [key, none.reason, 'progress-Q1']),
    ]);
    const report = year.report('progress-Q3');
    expect(report).toMatchObject({ call: null, exemption: { kind: 'noTask', reason: none.reason }, originalDueOn: '2026-10-10' });
    expect(year.light(report, '2026-12-31 09:00')).toBe('void');
    expect(unitYearDecider.tasksOf(year.state).filter(({ obligation }) => obligation.includes('progress'))).toEqual([]);
    expect(year.letter.status).toBe('drafted');
  });

  test('what is late stays late: it cannot be declared away, and what was handed in stays', () => {
    const year = launched();
    expect(year.refusal('declareNoTask', { duty: 'progress-Q1', ...none }, '2026-04-11 00:00', leader)).toEqual({ rejected: 'pastDue', facts: { dueOn: '2026-04-10' } });
    year.act('declareNoTask', { duty: 'progress-Q2', ...none }, '2026-04-11 00:00', leader);
    expect(statuses(year)).toEqual(['awaited', 'noTask', 'noTask', 'noTask']);
    const handedIn = launched().act('submitNil', { duty: 'progress-Q1', reason: '本季没有发生' }, '2026-04-02 10:00', clerk).act('declareNoTask', { duty: 'progress-Q2', ...none }, '2026-04-03 10:00', leader);
    expect(statuses(handedIn)).toEqual(['submitted', 'noTask', 'noTask', 'noTask']);
    expect(handedIn.refusal('declareNoTask', { duty: 'progress-Q1', ...none }, '2026-04-03 11:00', leader).rejected).toBe('notPossibleNow');
  });

  test('may be refused from above: what is still to come is owed again and reminded anew, what is past is not', () => {
    const year = launched().act('declareNoTask', { duty: 'progress-Q1', ...none }, '2026-02-05 10:00', leader);
    expect(year.refusal('requireTask', { duty: 'progress-Q1', reason: '仍有任务' }, '2026-04-11 00:00', office)).toEqual({ rejected: 'noTaskPast', facts: { dueOn: '2026-04-10' } });
    year.act('requireTask', { duty: 'progress-Q2', reason: '仍有任务' }, '2026-04-20 10:00', office);
    expect(statuses(year)).toEqual(['noTask', 'awaited', 'awaited', 'awaited']);
    expect(year.report('progress-Q2')).toMatchObject({ exemption: null, dueOn: '2026-07-10', call: { name: 'report', dating: 2, dueOn: '2026-07-10' } });
    expect(planned(year)).toContain(`${year.report('progress-Q2').obligation}/report.opened/2/${clerk}`);
  });

  test('required on its last day it gets the working days of a correction, and the first date stays on record', () => {
    const year = launched().act('declareNoTask', { duty: 'progress-Q1', ...none }, '2026-02-05 10:00', leader).act('requireTask', { duty: 'progress-Q1', reason: '仍有任务' }, '2026-04-10 16:00', office);
    expect(year.report('progress-Q1')).toMatchObject({ dueOn: '2026-04-15', originalDueOn: '2026-04-10', call: { dueOn: '2026-04-15' } });
    year.act('submitNil', { duty: 'progress-Q1', reason: '没有发生' }, '2026-04-15 23:00', clerk);
    expect(year.report('progress-Q1').onTime).toBe(true);
  });
});

describe('免予', () => {
  test('settles one duty with its document; its first date stays visible, its reminders are taken back', () => {
    const year = launched().act('waiveDuty', { duty: 'progress-Q1', reason: '受灾', document }, '2026-04-20 10:00', above);
    expect(statuses(year)).toEqual(['waived', 'awaited', 'awaited', 'awaited']);
    expect(year.report('progress-Q1')).toMatchObject({ originalDueOn: '2026-04-10', call: null, exemption: { kind: 'waived', document, at: shanghai('2026-04-20 10:00') } });
    expect(planned(year).filter((key) => key.includes('progress-Q1'))).toEqual([]);
    expect(year.until('2026-06-01 00:00').escalations).toEqual([]);
    for (const name of ['waiveDuty', 'requireTask', 'declareNoTask']) expect(year.refusal(name, { duty: 'progress-Q1', reason: '?', document }, '2026-06-01 10:00', above).rejected).toBe('notPossibleNow');
  });

  test('comes from the leaders above; nobody waives an item of one’s own unit', () => {
    const { who } = dutyCommands.waiveDuty.command;
    expect(who).toEqual({ function: 'issuer', of: 'superior' });
    const mayor = { post: 'T/mayor', unit: 'T', functions: ['issuer'], tenure: '1' };
    const inVillage = { post: 'V/director', unit: 'V', functions: ['principalLeader'], tenure: '2' };
    const place = { unit: 'V', superior: 'T', root: 'R' };
    expect([may(who, [mayor], place).length, may(who, [mayor, inVillage], place).length]).toEqual([1, 0]);
  });

  test('is the same rule for reports, plans and meetings, and no letter’s', () => {
    for (const name of ['declareNoTask', 'requireTask', 'waiveDuty'] as const) expect(dutyCommands[name].kinds).toEqual(['report', 'plan', 'meeting']);
  });
});

describe('over whole years', () => {
  test('nothing falls away after its date, and only within its policy', () => everyYear((life) => {
    let looked = 0;
    for (const { event, before, after } of stepsOf(life)) {
      if (event.type !== 'noTaskDeclared') continue;
      const was = dutyIn(before, event) as Exemptible;
      assert.ok(dayOf(event.at) <= was.dueOn, `${event.at} > ${was.dueOn}`);
      assert.equal(was.policy, event.policy);
      assert.deepEqual([after.duties[event.duty]?.status, after.duties[event.duty]?.call], ['noTask', null]);
      looked += 1;
    }
    return looked;
  }));

  test('what is required again never has an earlier date than its own, and is reminded under a new dating', () => everyYear((life) => {
    let looked = 0;
    for (const { event, before, after } of stepsOf(life)) {
      if (event.type !== 'taskRequired') continue;
      const [was, is] = [dutyIn(before, event), dutyIn(after, event)] as [Exemptible, Exemptible];
      const main = is.call?.name ?? '';
      assert.ok(event.dueOn >= was.dueOn);
      assert.deepEqual([is.call?.dueOn, is.call?.dating, is.originalDueOn], [event.dueOn, (was.datings[main]?.n ?? 0) + 1, was.originalDueOn]);
      looked += 1;
    }
    return looked;
  }, 150));

  test('whatever is waived or not owed waits for nobody and says why', () => everyYear((life) => {
    let looked = 0;
    for (const { after } of life.moments.filter(({ steps }) => steps.length > 0)) {
      for (const duty of Object.values(after.duties).filter(hasExemption)) {
        const isExempt = duty.status === 'noTask' || duty.status === 'waived';
        assert.equal(duty.exemption !== null, isExempt);
        if (isExempt) assert.equal(duty.call, null);
        looked += isExempt ? 1 : 0;
      }
    }
    return looked;
  }));
});
