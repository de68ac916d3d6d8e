import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { may } from '../may.ts';
import { campaignOf, demo } from '../testing/campaigns.ts';
import { dutyIn, leftPlanned, stepsOf } from '../testing/life.ts';
import { everyYear } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import { isByHand } from './reminding.ts';
import { remindingCommands } from './rules.ts';

const village = campaignOf(demo, { isDrill: true }).plan('440811100201');
const [leader, clerk, office] = ['440811100201/director', '440811100201/clerk', '440811100/office'];
const report = 'progress-Q1';
const launched = (): Year => new Year(village, '2026-02-02 09:00');
const planned = (year: Year, after: string) => leftPlanned(year.moments.flatMap(({ steps }) => steps)).filter(({ at, obligation }) => at > shanghai(after) && obligation.endsWith(report))
  .map(({ stage, post, at, content }) => ({ stage, post, at, words: content.words }));
const stages = (year: Year, after: string): string[] => planned(year, after).map(({ stage }) => stage).sort();
const remind = (year: Year, at: string): Year => year.act('remindDuty', { duty: report, from: '麻章镇' }, at, office);
const phone = (year: Year, at: string): Year => year.act('logPhoneReminder', { duty: report, whom: '文书', note: '明早报' }, at, office);

describe('催办 by hand', () => {
  test('is told to whoever owes it at the next slot, in the name of who reminds, besides the ladder', () => {
    const year = remind(launched(), '2026-04-03 10:00');
    expect(planned(year, '2026-04-03 10:00').filter(({ stage }) => isByHand(stage))).toEqual([{ stage: 'report.by-hand-2026-04-03', post: clerk, at: shanghai('2026-04-03 15:00'), words: '麻章镇提醒' }]);
    expect(stages(year, '2026-04-03 10:00').filter((stage) => !isByHand(stage))).toEqual(stages(launched(), '2026-04-03 10:00'));
    // In the evening, and over days off: the next slot is in the morning of a working day.
    expect(planned(remind(launched(), '2026-04-03 20:00'), '2026-04-03 20:00').find(({ stage }) => isByHand(stage))?.at).toBe(shanghai('2026-04-07 09:00'));
  });

  test('comes once a day, and again the day after', () => {
    const year = remind(launched(), '2026-04-07 10:00');
    expect(year.refusal('remindDuty', { duty: report, from: '麻章镇' }, '2026-04-07 17:00', office)).toEqual({ rejected: 'remindedAlready', facts: { posts: [clerk] } });
    expect(stages(remind(year, '2026-04-08 08:00'), '2026-04-07 10:00').filter(isByHand)).toEqual(['report.by-hand-2026-04-07', 'report.by-hand-2026-04-08']);
  });

  test('is taken back when what was asked for is done before the slot', () => {
    const year = remind(launched(), '2026-04-07 10:00').act('submitNil', { duty: report, reason: '没有发生' }, '2026-04-07 11:00', clerk);
    expect(stages(year, '2026-04-07 10:00').filter(isByHand)).toEqual([]);
  });

  test('is refused where nothing is owed, where somebody else has it, before it begins, and while the year stands still', () => {
    const year = launched();
    const why = (from: Year, at: string) => from.refusal('remindDuty', { duty: report, from: '麻章镇' }, at, office);
    expect(why(year, '2026-03-31 23:00')).toEqual({ rejected: 'reminderTooEarly', facts: { opensOn: '2026-04-01' } });
    const handedIn = launched().act('submitNil', { duty: report, reason: '没有发生' }, '2026-04-02 10:00', clerk);
    expect(why(handedIn, '2026-04-02 11:00')).toEqual({ rejected: 'waitsForOthers', facts: { posts: [office], act: 'review' } });
    expect(why(handedIn.act('acceptReport', { duty: report }, '2026-04-03 10:00', office), '2026-04-03 11:00')).toEqual({ rejected: 'nothingToRemind', facts: { status: 'accepted' } });
    const paused = launched().hear({ kind: 'pauseSet', pause: 'p1', from: shanghai('2026-04-02 08:00'), to: null, reason: '防汛' }, '2026-04-01 10:00', 1).until('2026-04-02 09:00');
    expect(why(paused, '2026-04-02 10:00')).toEqual({ rejected: 'remindingPaused', facts: { since: '2026-04-02' } });
  });

  test('is given from above: by the office above the unit, or by who runs or supervises the year', () => {
    const place = { unit: 'V', superior: 'T', root: 'R' };
    const held = (unit: string, ...functions: string[]) => [{ post: `${unit}/x`, unit, functions, tenure: '1' }];
    for (const { who } of Object.values(remindingCommands)) {
      for (const posts of [held('T', 'reviewer'), held('R', 'administrator'), held('R', 'supervisor'), held('T', 'supervisor')]) expect(may(who, posts, place)).toHaveLength(1);
      for (const posts of [held('V', 'reviewer'), held('V', 'principalLeader'), held('R', 'reviewer'), held('T', 'administrator'), [...held('T', 'reviewer'), ...held('V', 'reporter')]]) expect(may(who, posts, place)).toEqual([]);
    }
  });
});

describe('电话催办', () => {
  test('takes the place of the reminder that would go out next; those after it, and what is escalated, stay', () => {
    // Two working days before 10 April: 8 April, 09:00.
    const year = phone(launched(), '2026-04-07 16:00');
    const before = stages(launched(), '2026-04-07 16:00');
    expect(before).toContain('report.before-2');
    expect(stages(year, '2026-04-07 16:00')).toEqual(before.filter((stage) => stage !== 'report.before-2'));
    expect(year.events('phoneReminderLogged')).toMatchObject([{ posts: [clerk], whom: '文书', note: '明早报', stages: ['report.before-2'] }]);
    expect(year.until('2026-05-20 00:00').escalations.filter((stage) => stage.startsWith(report))).toEqual([`${report} report.after-10`, `${report} report.after-20`]);
  });

  test('days before, it takes nothing back', () => {
    const year = phone(launched(), '2026-04-03 10:00');
    expect([stages(year, '2026-04-03 10:00'), year.events('phoneReminderLogged')[0]?.stages]).toEqual([stages(launched(), '2026-04-03 10:00'), []]);
  });

  test('copies to others still go out: who was called is told by telephone only', () => {
    const year = phone(launched(), '2026-04-16 16:00');
    // Five working days after the date, the leaders are told too.
    const told = planned(year, '2026-04-16 16:00').filter(({ stage }) => stage === 'report.after-5').map(({ post }) => post);
    expect([told.includes(clerk), told.includes(leader)]).toEqual([false, true]);
  });

  test('says also what a reminder by hand would have said, and is not followed by one that day', () => {
    const year = phone(remind(launched(), '2026-04-07 10:00'), '2026-04-07 11:00');
    expect(stages(year, '2026-04-07 11:00').filter(isByHand)).toEqual([]);
    expect(phone(launched(), '2026-04-07 10:00').refusal('remindDuty', { duty: report, from: '麻章镇' }, '2026-04-07 11:00', office).rejected).toBe('remindedAlready');
  });

  test('stays said when the year pauses and goes on before the slot', () => {
    const pause = { kind: 'pauseSet', pause: 'p1', from: shanghai('2026-04-07 17:00'), to: shanghai('2026-04-07 20:00'), reason: '停电' };
    const [called, uncalled] = [phone(launched(), '2026-04-07 16:00'), launched()].map((year) => year.hear(pause, '2026-04-07 16:30', 1).until('2026-04-07 23:00')) as [Year, Year];
    expect([stages(uncalled, '2026-04-07 23:00').includes('report.before-2'), stages(called, '2026-04-07 23:00').includes('report.before-2')]).toEqual([true, false]);
  });
});

describe('over whole years', () => {
  test('a reminder by hand reaches each post that owes the duty and was not reminded that day, and nobody else', () => everyYear((life) => {
    let looked = 0;
    const told = new Set<string>();
    for (const { event, before, effects } of stepsOf(life)) {
      if (event.type !== 'dutyReminded' && event.type !== 'phoneReminderLogged') continue;
      for (const post of event.posts) {
        const key = `${event.duty} ${event.call} ${event.dating} ${event.on} ${post}`;
        if (event.type === 'dutyReminded') assert.ok(!told.has(key), key);
        told.add(key);
      }
      if (event.type !== 'dutyReminded') continue;
      const duty = dutyIn(before, event);
      assert.deepEqual([duty?.call?.name, effects.plan.map(({ post }) => post), effects.cancel], [event.call, event.posts, []]);
      assert.ok(event.posts.every((post) => post.startsWith(`${life.start.unit.id}/`)));
      looked += 1;
    }
    return looked;
  }));

  test('what a telephone call said is not told again to whoever was called', () => everyYear((life) => {
    let looked = 0;
    const said = new Set<string>();
    for (const { event, after, effects } of stepsOf(life)) {
      for (const { key } of effects.plan) assert.ok(!said.has(key), key);
      if (event.type !== 'phoneReminderLogged') continue;
      assert.deepEqual(effects.plan, []);
      for (const stage of event.stages) for (const post of event.posts) said.add(`${after.duties[event.duty]?.obligation}/${stage}/${event.dating}/${post}`);
      looked += 1;
    }
    return looked;
  }));
});
