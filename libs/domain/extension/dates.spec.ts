import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { submission } from '../testing/acts.ts';
import { campaignOf, demo, letterOf, reportsOf, tiny, withoutSteps } from '../testing/campaigns.ts';
import { stepsOf } from '../testing/life.ts';
import { everyYear, plans, units } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import type { Extension } from './extension.ts';

const plan = withoutSteps(plans.drill.get(units.direct[0] ?? '') as UnitYearStart);
const duty = reportsOf(plan)[0]?.key ?? '';
const [reporter = ''] = reportsOf(plan)[0]?.calls['report']?.posts ?? [];
const [office = ''] = reportsOf(plan)[0]?.calls['review']?.posts ?? [];
const leader = `${plan.unit.id}/partySecretary`;
const leaderAbove = `${plan.superior.id}/head`;
/** Q1 is due on 10 April. */
const launched = (): Year => new Year(plan, '2026-02-09 10:00').act('voidLetter', { duty: 'letter', reason: '不在本例' }, '2026-02-09 11:00', 'x/y');
const request = (dueOn = '2026-04-20') => ({ duty, dueOn, reason: '台风导致道路中断', progress: '已完成八成' });
const asked = (at = '2026-04-09 10:00'): Year => launched().act('requestExtension', request(), at, leader);
const requestIn = (year: Year): Extension => year.state.duties['extension-1'] as Extension;
const submit = (year: Year, at: string): Year => year.act('submitReport', submission(year.report(duty), 99), at, reporter);
const toldLater = (year: Year, after: string): string[] => year.moments.flatMap(({ steps }) => steps).filter(({ event }) => event.at >= shanghai(after))
  .flatMap(({ effects }) => effects.plan.filter(({ obligation }) => obligation.endsWith(duty)).map(({ key, at }) => `${key.split('/').at(-4)} ${at}`));

describe('a request for more time', () => {
  test('is made before the date, with reason, progress and a later date, and lies with the office above for 3 working days', () => {
    expect(requestIn(asked())).toMatchObject({
      status: 'requested', call: { name: 'decide', dueOn: '2026-04-14' },
      request: { of: duty, call: 'report', dueOn: '2026-04-10', asked: '2026-04-20', reason: '台风导致道路中断', progress: '已完成八成' },
    });
    expect(launched().act('requestExtension', request(), '2026-04-10 23:59', leader).report(duty).dueOn).toBe('2026-04-10');
    expect(launched().refusal('requestExtension', request(), '2026-04-11 00:00', leader)).toEqual({ rejected: 'extensionTooLate', facts: { dueOn: '2026-04-10' } });
  });

  test('asks for a later date, once at a time, and only for what the unit itself owes', () => {
    expect(launched().refusal('requestExtension', request('2026-04-10'), '2026-04-09 10:00', leader)).toMatchObject({ rejected: 'extensionNotLater', pointer: '/dueOn' });
    expect(asked().refusal('requestExtension', request('2026-04-25'), '2026-04-09 11:00', leader)).toEqual({ rejected: 'extensionPending', facts: { request: 'extension-1', dueOn: '2026-04-14' } });
    expect(submit(launched(), '2026-04-08 10:00').refusal('requestExtension', request(), '2026-04-09 10:00', leader)).toMatchObject({ rejected: 'extensionNotFor' });
  });

  test('asks for no date whose ladder the calendar does not reach, and for one thing three times at most', () => {
    expect(launched().refusal('requestExtension', request('2027-12-30'), '2026-04-09 10:00', leader)).toEqual({ rejected: 'dateOutOfReach', facts: { dueOn: '2027-12-30' }, pointer: '/dueOn' });
    expect(asked().refusal('grantExtension', { duty: 'extension-1', dueOn: '2027-12-30', reason: '属实' }, '2026-04-09 11:00', office)).toMatchObject({ rejected: 'dateOutOfReach' });
    const year = launched();
    for (const n of [1, 2, 3]) year.act('requestExtension', request(), `2026-04-0${n} 10:00`, leader).act('withdrawExtension', { duty: `extension-${n}` }, `2026-04-0${n} 11:00`, leader);
    expect(year.refusal('requestExtension', request(), '2026-04-09 10:00', leader)).toEqual({ rejected: 'tooManyRequests', facts: { limit: 3 } });
  });

  test('is not known where the pack does not name it', () => {
    const campaign = campaignOf(tiny);
    const year = new Year(campaign.plan('P1'), '2026-01-05 09:00');
    expect(year.refusal('requestExtension', { ...request(), duty: 'pledge' }, '2026-01-06 09:00', 'x/y')).toEqual({ rejected: 'extensionUnknown', facts: {} });
  });

  test('granted moves the date to the one that is written; the first stays as the original, and the new one is reminded anew', () => {
    const year = asked().act('grantExtension', { duty: 'extension-1', dueOn: '2026-04-17', reason: '情况属实' }, '2026-04-10 10:00', office);
    expect(year.report(duty)).toMatchObject({ dueOn: '2026-04-17', originalDueOn: '2026-04-10', call: { name: 'report', dueOn: '2026-04-17', dating: 2 } });
    expect([year.light(year.report(duty), '2026-04-12 10:00'), year.light(year.report(duty), '2026-04-18 00:00')]).toEqual(['onTrack', 'late']);
    expect(toldLater(year, '2026-04-10 10:00').map((one) => one.split(' ')[0])).toEqual(['report.before-2', 'report.after-1', 'report.after-1', 'report.after-5', 'report.after-5', 'report.after-5']);
    expect(submit(year, '2026-04-17 20:00').report(duty).onTime).toBe(true);
  });

  test('refused moves nothing', () => {
    const year = asked().act('refuseExtension', { duty: 'extension-1', reason: '各镇情况相同' }, '2026-04-10 10:00', office);
    expect([year.report(duty).call?.dueOn, requestIn(year).status, requestIn(year).decision?.reason]).toEqual(['2026-04-10', 'refused', '各镇情况相同']);
  });

  test('for the signing outlives an objection, answered one way or the other: the signing goes on', () => {
    const whole = plans.drill.get(units.direct[0] ?? '') as UnitYearStart;
    const signer = `${whole.unit.id}/partySecretary`;
    const { indicator, value } = letterOf(whole).targets[0] ?? { indicator: '', value: 0 };
    const objected = (): Year => new Year(whole, '2026-02-09 10:00').act('requestExtension', { duty: 'letter', dueOn: '2026-04-20', reason: '主要领导变动', progress: '' }, '2026-02-10 10:00', signer)
      .act('objectToLetter', { duty: 'letter', indicator, reason: '与实际不符', proposed: value - 1 }, '2026-02-11 10:00', signer);
    for (const [name, answer] of [['reviseLetter', { value: value - 1 }], ['refuseObjection', {}]] as const) {
      const year = objected().act(name, { duty: 'letter', reason: '经核实', ...answer }, '2026-02-12 10:00', leaderAbove);
      expect({ name, status: requestIn(year).status }).toEqual({ name, status: 'requested' });
      year.act('grantExtension', { duty: 'extension-1', dueOn: '2026-04-20', reason: '属实' }, '2026-02-13 10:00', office);
      expect(year.state.duties['letter']?.call).toMatchObject({ name: 'sign', dueOn: '2026-04-20' });
    }
    expect(requestIn(objected().act('voidLetter', { duty: 'letter', reason: '误发' }, '2026-02-12 10:00', leaderAbove)).status).toBe('closed');
  });

  test('taken back may be made again', () => {
    const year = asked().act('withdrawExtension', { duty: 'extension-1' }, '2026-04-09 12:00', leader).act('requestExtension', request('2026-04-15'), '2026-04-09 13:00', leader);
    expect([requestIn(year).status, year.state.duties['extension-2']?.status]).toEqual(['withdrawn', 'requested']);
  });

  test('nobody decides is chased; from the deputy’s stage on the leaders above may decide, and not before', () => {
    const year = asked();
    const grant = { duty: 'extension-1', dueOn: '2026-04-20', reason: '代为决定' };
    expect(year.refusal('grantExtension', grant, '2026-04-15 10:00', leaderAbove)).toEqual({ rejected: 'notYourTurn', facts: { posts: [office] } });
    // Two working days after 14 April, at nine.
    year.until('2026-04-16 09:00');
    expect(year.escalations).toContain('extension-1 decide.deputy');
    expect(year.act('grantExtension', grant, '2026-04-16 10:00', leaderAbove).report(duty).call?.dueOn).toBe('2026-04-20');
  });

  test('asked in time and answered late still says that the lateness was justified', () => {
    const year = submit(asked(), '2026-04-14 10:00');
    expect([year.report(duty).onTime, requestIn(year).status]).toEqual([false, 'requested']);
    year.act('grantExtension', { duty: 'extension-1', dueOn: '2026-04-15', reason: '情况属实' }, '2026-04-16 10:00', office);
    expect(year.report(duty)).toMatchObject({ onTime: true, originalDueOn: '2026-04-10', dueOn: '2026-04-15', status: 'submitted' });
  });

  test('is granted to a date later than the one that stands now, which a pause may have moved', () => {
    const year = asked('2026-04-07 09:00').hear({ kind: 'pauseSet', pause: 'p1', from: shanghai('2026-04-07 10:00'), to: shanghai('2026-04-09 10:00'), reason: '防汛' }, '2026-04-07 10:00', 1, 'cycle/x').until('2026-04-09 12:00');
    expect(year.report(duty).dueOn).toBe('2026-04-14');
    expect(year.refusal('grantExtension', { duty: 'extension-1', dueOn: '2026-04-13', reason: '属实' }, '2026-04-09 13:00', office)).toMatchObject({ rejected: 'extensionNotLater', facts: { dueOn: '2026-04-14', asked: '2026-04-13' } });
  });

  test('done in time leaves nothing to decide', () => {
    const year = submit(asked(), '2026-04-10 09:00');
    expect([requestIn(year).status, requestIn(year).call]).toEqual(['closed', null]);
  });
});

describe('one act for many units', () => {
  const typhoon = { kind: 'dueMovedForMany', duty, dueOn: '2026-04-24', document: '湛麻办〔2026〕9号', reason: '台风' };

  test('moves what the unit itself owes, with its document; heard twice it moves once; what is done stays', () => {
    const year = launched().hear(typhoon, '2026-04-08 10:00', 1, 'cycle/x').hear(typhoon, '2026-04-08 11:00', 2, 'cycle/x');
    expect(year.events('dueMoved')).toMatchObject([{ from: '2026-04-10', dueOn: '2026-04-24', cause: { kind: 'collective', reference: '湛麻办〔2026〕9号', reason: '台风' } }]);
    expect(year.report(duty)).toMatchObject({ dueOn: '2026-04-24', originalDueOn: '2026-04-10', call: { dating: 2 } });
    const done = submit(launched(), '2026-04-08 10:00').hear(typhoon, '2026-04-08 11:00', 1, 'cycle/x');
    expect(done.events('dueMoved')).toEqual([]);
  });

  test('never brings a date forward', () => {
    expect(launched().hear({ ...typhoon, dueOn: '2026-04-09' }, '2026-04-08 10:00', 1, 'cycle/x').events('dueMoved')).toEqual([]);
  });
});

describe('an explanation of lateness', () => {
  test('moves no date and stays with the duty; before the date there is nothing to explain', () => {
    const text = { duty, text: '道路中断三天，数据已补齐' };
    expect(launched().refusal('explainLateness', text, '2026-04-10 12:00', leader)).toMatchObject({ rejected: 'notLate' });
    const year = launched().act('explainLateness', text, '2026-04-11 09:00', leader);
    expect(year.report(duty)).toMatchObject({ call: { dueOn: '2026-04-10', dating: 1 }, explanations: [{ text: text.text, at: shanghai('2026-04-11 09:00') }] });
    expect(submit(year, '2026-04-12 09:00').act('explainLateness', { duty, text: '补充：有台账' }, '2026-04-13 09:00', leader).report(duty).explanations).toHaveLength(2);
  });
});

describe('over whole years', () => {
  test('a date only ever moves later, and the first one stays on record', () => everyYear(({ moments, start }) => {
    let looked = 0;
    const steps = stepsOf({ moments, start });
    for (const { event, before, after } of steps) {
      if (event.type !== 'dueMoved') continue;
      const [was, is] = [before.duties[event.duty], after.duties[event.duty]];
      assert.ok(event.dueOn > event.from);
      assert.equal(is?.originalDueOn, was?.originalDueOn);
      assert.equal(is?.datings[event.call]?.dueOn, event.dueOn);
      assert.equal((is?.datings[event.call]?.n ?? 0) - (was?.datings[event.call]?.n ?? 0), 1);
      looked += 1;
    }
    return looked;
  }));

  test('a request is decided once, and moves at most one date', () => everyYear((life) => {
    const decided = stepsOf(life).flatMap(({ event }) => (event.type === 'extensionGranted' || event.type === 'extensionRefused' ? [event.duty] : []));
    assert.equal(new Set(decided).size, decided.length);
    const moved = stepsOf(life).flatMap(({ event }) => (event.type === 'dueMoved' && event.cause.kind === 'extension' ? [event.cause.reference] : []));
    assert.equal(new Set(moved).size, moved.length);
    return decided.length;
  }));
});
