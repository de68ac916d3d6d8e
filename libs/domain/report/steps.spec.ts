import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import { submission } from '../testing/acts.ts';
import { campaignOf, demo, reportsOf } from '../testing/campaigns.ts';
import { leftPlanned, stepsOf } from '../testing/life.ts';
import { everyYear, plans, units } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import type { UnitYearStart } from '../unit-year/state.ts';

const [town = '', , , farm = ''] = units.direct;
const planOf = (unit: string): UnitYearStart => plans.drill.get(unit) as UnitYearStart;
const duty = 'progress-Q1';
const [office, deputy, secretary, mayor] = ['office', 'deputy', 'partySecretary', 'mayor'].map((kind) => `${town}/${kind}`) as [string, string, string, string];
const prepared = (at = '2026-04-02 10:00', unit = town): Year => {
  const year = new Year(planOf(unit), '2026-02-09 10:00');
  return year.act('submitReport', submission(year.report(duty), 99), at, `${unit}/office`);
};
const again = (year: Year, text: string): ReturnType<typeof submission> => ({ ...submission(year.report(duty), 99), problems: text });
const holding = (year: Year): string[] => unitYearDecider.tasksOf(year.state).filter(({ obligation }) => obligation.endsWith(`/${duty}`)).map(({ post, act, dueOn }) => `${post.split('/')[1]} ${act} ${dueOn}`);
const toldOf = (year: Year): string[] => leftPlanned(stepsOf({ start: planOf(town), moments: year.moments }))
  .filter(({ obligation, at }) => obligation.endsWith(`/${duty}`) && at > year.state.now).map(({ stage, post }) => `${stage} ${post.split('/')[1]}`).sort();
const paper = { duty, signer: '签字的人', signedOn: '2026-04-02', document: 'a'.repeat(64) };

describe('over whole years', () => {
  test('nobody above receives a report before every one of its unit’s steps has passed it, after the last preparation', () => everyYear((life) => {
    let looked = 0;
    const passed = new Map<string, string[]>();
    for (const { event, before } of stepsOf(life)) {
      if (event.type === 'reportPrepared') passed.set(event.duty, []);
      if (event.type === 'stepPassed') passed.get(event.duty)?.push(...event.posts.map((post) => `${event.step} ${post}`));
      if (event.type !== 'reportSubmitted') continue;
      const report = before.duties[event.duty];
      for (const step of report?.kind === 'report' ? report.steps : []) {
        const done = step.posts.filter((post) => passed.get(event.duty)?.includes(`${step.id} ${post}`));
        assert.ok(step.mode === 'all' ? done.length === step.posts.length : done.length > 0, step.id);
        looked += 1;
      }
    }
    return looked;
  }));

  test('while the paper goes through the unit its date, its dating and its original date stay', () => everyYear((life) => {
    let looked = 0;
    for (const { event, before, after } of stepsOf(life)) {
      if (event.type !== 'reportPrepared' && event.type !== 'stepReturned' && event.type !== 'stepPassed') continue;
      assert.deepEqual([after.duties[event.duty]?.call, after.duties[event.duty]?.originalDueOn], [before.duties[event.duty]?.call, before.duties[event.duty]?.originalDueOn]);
      looked += 1;
    }
    return looked;
  }));

  test('a reminder still to come that is for whoever holds the paper is planned for exactly those who do', () => everyYear((life) => {
    let looked = 0;
    let outbox: ReturnType<typeof leftPlanned> = [];
    for (const { at: now, after, steps } of life.moments) {
      outbox = leftPlanned(steps, outbox).filter((notice) => notice.at > now);
      const tasks = unitYearDecider.tasksOf(after);
      for (const notice of outbox) {
        const [call = '', id] = notice.stage.split(/\.(.*)/);
        const report = Object.values(after.duties).find(({ obligation }) => obligation === notice.obligation);
        const stage = after.timing.ladders[report?.calls[call]?.ladder ?? '']?.find((one) => one.id === id);
        if (!stage?.tellsHolder || stage.tell.includes(notice.post)) continue;
        assert.ok(tasks.some(({ obligation, post }) => obligation === notice.obligation && post === notice.post), notice.key);
        looked += 1;
      }
    }
    return looked;
  }));
});

describe('a town’s report', () => {
  test('is received when the last step has passed it, and only that decides whether it is in time', () => {
    const year = prepared('2026-04-10 10:00');
    expect(year.report(duty)).toMatchObject({ status: 'inside', firstSubmittedAt: null, onTime: null, submissions: [] });
    year.act('passStep', { duty }, '2026-04-10 11:00', deputy);
    expect(year.report(duty)).toMatchObject({ status: 'inside', onTime: null });
    year.act('passStep', { duty }, '2026-04-11 00:00', mayor);
    expect(year.report(duty)).toMatchObject({ status: 'submitted', onTime: false, firstSubmittedAt: shanghai('2026-04-11 00:00'), draft: null });
    expect(year.report(duty).submissions.map(({ by, passed }) => [by, passed?.map(({ step }) => step)])).toEqual([[`${office} 的任职者`, ['inCharge', 'principal']]]);
  });

  test('is with its holder: the task and the reminders move along, under the same date', () => {
    const year = prepared();
    expect(holding(year)).toEqual(['deputy check 2026-04-10']);
    expect(toldOf(year)).toEqual(['report.after-1 deputy', 'report.after-5 deputy', 'report.after-5 mayor', 'report.after-5 partySecretary', 'report.before-2 deputy', 'report.handed-over deputy']);
    year.act('passStep', { duty }, '2026-04-03 10:00', deputy);
    expect(holding(year)).toEqual(['partySecretary check 2026-04-10', 'mayor check 2026-04-10']);
    expect(toldOf(year).filter((line) => line.startsWith('report.before'))).toEqual(['report.before-2 mayor', 'report.before-2 partySecretary']);
    // Of the deputy, who has passed it on, remains what tells a leader in charge of lateness.
    expect(toldOf(year).filter((line) => line.includes('deputy'))).toEqual(['report.after-1 deputy']);
  });

  test('handed back by a step is with whoever prepared it, and goes through all steps anew', () => {
    const year = prepared().act('passStep', { duty }, '2026-04-02 11:00', deputy).act('returnStep', { duty, reason: '务工人数请再核' }, '2026-04-03 09:30', secretary);
    expect(year.report(duty)).toMatchObject({ status: 'handedBack', draft: { passed: [], handedBack: { step: 'principal', reason: '务工人数请再核' } } });
    expect(holding(year)).toEqual(['office report 2026-04-10']);
    expect(toldOf(year)).toContain('report.handed-over office');
    expect(year.refusal('submitReport', submission({ ...year.report(duty), draft: null }, 99), '2026-04-03 10:00', office)).toMatchObject({ rejected: 'nothingChanged' });
    year.act('submitReport', again(year, '已再核'), '2026-04-03 10:30', office);
    expect(holding(year)).toEqual(['deputy check 2026-04-10']);
  });

  test('is not passed by a post whose turn it is not, and says whose it is', () => {
    expect(prepared().refusal('passStep', { duty }, '2026-04-02 11:00', mayor)).toEqual({ rejected: 'notThisStep', facts: { step: '分管领导审核', posts: [deputy] } });
    expect(prepared().refusal('returnStep', { duty, reason: '再核' }, '2026-04-02 11:00', mayor)).toMatchObject({ rejected: 'notThisStep' });
    expect(prepared().refusal('passStepOffline', { ...paper, post: mayor }, '2026-04-02 11:00', office)).toMatchObject({ rejected: 'notThisStep', pointer: '/post' });
  });

  test('returned by the level above goes through the steps again', () => {
    const year = prepared().act('passStep', { duty }, '2026-04-02 11:00', deputy).act('passStep', { duty }, '2026-04-02 12:00', mayor);
    year.act('returnReport', { duty, comments: [{ field: 'problems', comment: '请写明' }] }, '2026-04-07 10:00', '440811/office');
    year.act('submitReport', again(year, '已补充'), '2026-04-07 16:00', office);
    expect(year.report(duty)).toMatchObject({ status: 'inside', call: { name: 'correct' }, onTime: true });
    year.act('passStep', { duty }, '2026-04-08 10:00', deputy).act('passStep', { duty }, '2026-04-08 11:00', secretary);
    expect(year.report(duty)).toMatchObject({ status: 'submitted', call: { name: 'review' } });
    expect(year.report(duty).submissions.map(({ n }) => n)).toEqual([1, 2]);
  });
});

describe('a co-signature', () => {
  test('takes every post of the step; one person in both signs once for both', () => {
    const one = prepared('2026-04-02 10:00', farm).act('passStep', { duty }, '2026-04-02 11:00', `${farm}/manager`);
    expect(one.report(duty).status).toBe('inside');
    expect(holding(one)).toEqual(['partySecretary check 2026-04-10']);
    expect(one.act('passStep', { duty }, '2026-04-02 12:00', `${farm}/partySecretary`).report(duty).status).toBe('submitted');
    expect(prepared('2026-04-02 10:00', farm).act('passStep', { duty }, '2026-04-02 11:00', `${farm}/manager`, `${farm}/partySecretary`).report(duty).status).toBe('submitted');
  });
});

describe('a sign-off on paper', () => {
  test('names the signer, the scan, and who registered it, who is somebody else', () => {
    const year = prepared().act('passStepOffline', { ...paper, post: deputy }, '2026-04-03 10:00', office);
    expect(year.events('stepPassed')).toMatchObject([{ step: 'inCharge', posts: [deputy], person: '签字的人', offline: { signedOn: '2026-04-02', document: paper.document, registeredBy: `${office} 的任职者` } }]);
    expect(holding(year)).toEqual(['partySecretary check 2026-04-10', 'mayor check 2026-04-10']);
  });

  test.each([
    ['signedInFuture', { signedOn: '2026-04-04' }, '/signedOn'],
    ['signedBeforePrepared', { signedOn: '2026-04-01' }, '/signedOn'],
    ['signerRegisters', { signer: `${office} 的任职者` }, '/post'],
  ])('is refused: %s', (rejected, change, pointer) => {
    expect(prepared().refusal('passStepOffline', { ...paper, post: deputy, ...change }, '2026-04-03 10:00', office)).toMatchObject({ rejected, pointer });
  });
});

test('a village has no steps of its own: what its clerk sends is received', () => {
  const village = units.below[0] ?? '';
  const year = new Year(planOf(village), '2026-02-09 10:00');
  expect(reportsOf(campaignOf(demo).plan(village)).flatMap(({ steps }) => steps)).toEqual([]);
  expect(year.act('submitReport', submission(year.report(duty), 99), '2026-04-02 10:00', `${village}/clerk`).report(duty)).toMatchObject({ status: 'submitted', onTime: true });
});
