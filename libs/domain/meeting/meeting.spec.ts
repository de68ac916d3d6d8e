import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { campaignOf, demo } from '../testing/campaigns.ts';
import { Year, shanghai } from '../testing/year.ts';
import type { Meeting } from './meeting.ts';

const town = campaignOf(demo, { isDrill: true }).plan('440811100');
const reporter = '440811100/office';
const duty = 'study-Q1';
const launched = (): Year => new Year(town, '2026-02-02 09:00');
const meeting = (year: Year, key = duty): Meeting => year.state.duties[key] as Meeting;
const minutes = { duty, minutesNumber: '太纪〔2026〕5号', topic: '研究部署一季度工作', attendees: 14 };
const recorded = (at: string, heldOn = '2026-03-20'): Year => launched().act('recordMeeting', { ...minutes, heldOn }, at, reporter);

describe('a regular meeting', () => {
  test('is owed once a period, and on record some days after it', () => {
    const meetings = town.duties.filter((one) => one.policy === 'study');
    expect(meetings.map(({ key, title }) => [key, title.zh])).toEqual([
      ['study-Q1', '2026年第一季度专题研究部署'], ['study-Q2', '2026年第二季度专题研究部署'], ['study-Q3', '2026年第三季度专题研究部署'], ['study-Q4', '2026年第四季度专题研究部署'],
    ]);
    // 5 April and 5 October lie in holidays, 5 July is a Sunday.
    expect(meetings.map((one) => (one.kind === 'meeting' ? one.dueOn : ''))).toEqual(['2026-04-07', '2026-07-06', '2026-10-08', '2027-01-05']);
    expect(meetings[0]?.basis.zh).toContain('第二十七条第3项');
  });

  test('recorded with its minutes is done at once; nobody reviews it', () => {
    const year = recorded('2026-03-23 10:00');
    expect(meeting(year)).toMatchObject({
      status: 'held', onTime: true, call: null, held: { heldOn: '2026-03-20', minutesNumber: '太纪〔2026〕5号', topic: '研究部署一季度工作', attendees: 14, at: shanghai('2026-03-23 10:00') },
    });
    expect(year.light(meeting(year), '2026-03-23 10:00')).toBe('done');
  });

  test('recorded on the last minute of its date is in time, a minute later late, whenever it was held', () => {
    expect([recorded('2026-04-07 23:59'), recorded('2026-04-08 00:00')].map((year) => meeting(year).onTime)).toEqual([true, false]);
  });

  test('was held in its period, on its first or last day or between, and not tomorrow', () => {
    const refused = (heldOn: string, at: string): object => launched().refusal('recordMeeting', { ...minutes, heldOn }, at, reporter);
    expect(refused('2025-12-31', '2026-04-02 10:00')).toEqual({ rejected: 'heldOutsidePeriod', pointer: '/heldOn', facts: { heldOn: '2025-12-31', from: '2026-01-01', to: '2026-03-31' } });
    expect(refused('2026-04-01', '2026-04-02 10:00')).toMatchObject({ rejected: 'heldOutsidePeriod' });
    expect(refused('2026-03-24', '2026-03-23 23:59')).toEqual({ rejected: 'heldInFuture', pointer: '/heldOn', facts: { heldOn: '2026-03-24', today: '2026-03-23' } });
    for (const heldOn of ['2026-01-01', '2026-03-31']) expect(meeting(recorded('2026-04-02 10:00', heldOn)).status).toBe('held');
  });

  test('missing, is overdue and climbs its ladder', () => {
    const year = launched().until('2026-04-21 09:00');
    expect(year.light(meeting(year), '2026-04-08 00:00')).toBe('late');
    expect(year.events('stageReached').filter((event) => event.duty === duty).map(({ stage, dueAt }) => [stage, dueAt])).toEqual([['record.after-10', shanghai('2026-04-21 09:00')]]);
    const told = year.moments.flatMap(({ steps }) => steps.flatMap(({ effects }) => effects.plan)).filter(({ obligation }) => obligation.endsWith(`/${duty}`));
    expect(told.map(({ stage, at, post }) => `${stage} ${at} ${post}`)).toEqual([
      `record.before-3 ${shanghai('2026-04-01 09:00')} 440811100/office`, `record.after-1 ${shanghai('2026-04-08 09:00')} 440811100/office`,
      `record.after-5 ${shanghai('2026-04-14 09:00')} 440811100/office`, `record.after-5 ${shanghai('2026-04-14 09:00')} 440811100/partySecretary`,
      `record.after-5 ${shanghai('2026-04-14 09:00')} 440811100/mayor`,
      ...['440811100/partySecretary', '440811100/mayor', '440811/office'].map((post) => `record.after-10 ${shanghai('2026-04-21 09:00')} ${post}`),
    ]);
  });

  test('a later period’s is not owed before it begins', () => {
    const year = launched();
    expect(['2026-03-31 23:59', '2026-04-01 00:00'].map((at) => year.light(meeting(year, 'study-Q2'), at))).toEqual(['notYet', 'onTrack']);
  });
});
