import { describe, expect, test } from '@jest/globals';
import { meetingDuty, planDuty } from './policy.ts';

const owedBy = [{ unitType: 'town', basis: { setting: '测试所设' } }];
const title = { zh: '计划', en: 'Plan' };
const call = (name: string, of: string) => ({ by: { function: name, of }, ladder: 'pressing' });
const plan = (due: object) => planDuty.safeParse({
  id: 'plan', kind: 'plan', title, owedBy, due, calls: { submit: call('reporter', 'unit'), correct: call('reporter', 'unit'), review: call('reviewer', 'superior') },
}).success;
const meeting = (periods: string[]) => meetingDuty.safeParse({
  id: 'study', kind: 'meeting', title, owedBy, periods, due: { daysAfterPeriod: 5, roll: 'none' }, calls: { record: call('reporter', 'unit') },
}).success;

describe('a duty of the pack', () => {
  test('is due on a day that every year has, or so many working days after the launch, and not both', () => {
    expect(['03-31', '02-28'].map((on) => plan({ on, roll: 'none' }))).toEqual([true, true]);
    expect(['02-29', '02-30', '13-01', '00-10', '3-31'].map((on) => plan({ on, roll: 'none' }))).toEqual([false, false, false, false, false]);
    expect([plan({ workingDaysAfterLaunch: 30 }), plan({ workingDaysAfterLaunch: 0 }), plan({ on: '03-31', roll: 'none', workingDaysAfterLaunch: 30 })]).toEqual([true, false, false]);
  });

  test('recurs in periods that exist, each named once', () => {
    expect([meeting(['Q1', 'Q2', 'Q3', 'Q4']), meeting(['M01', 'M12']), meeting(['Y'])]).toEqual([true, true, true]);
    expect([meeting(['Q1', 'Q1']), meeting(['Q5']), meeting(['M13']), meeting([])]).toEqual([false, false, false, false]);
  });
});
