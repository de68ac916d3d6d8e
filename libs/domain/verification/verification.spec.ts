import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { may, postsNamed } from '../may.ts';
import type { HeldPost, Place, WhoMay } from '../may.ts';
import { planUnitYear } from '../policy/plan-unit-year.ts';
import { submission } from '../testing/acts.ts';
import { campaignOf, demo } from '../testing/campaigns.ts';
import { stepsOf } from '../testing/life.ts';
import { everyYear, plans, units } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import { obligationKinds } from '../unit-year/kinds.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import { partsOfKey } from './verification.ts';
import type { Verification } from './verification.ts';

const [town = ''] = units.direct;
const plan = plans.drill.get(town) as UnitYearStart;
const report = 'progress-Q1';
const [labour, insurance] = ['440811D02', '440811D04'];
const ofLabour = `${report}-by-${labour}`;
const verifier = (department: string): string => `${department}/sectionChief`;
const reviewer = '440811/office';

const pass = (year: Year, day: string): Year => year.act('passStep', { duty: report }, `${day} 10:10`, `${town}/deputy`).act('passStep', { duty: report }, `${day} 10:20`, `${town}/mayor`);
const submitted = (day = '2026-04-02'): Year => {
  const year = new Year(plan, '2026-02-09 10:00');
  return pass(year.act('submitReport', submission(year.report(report), 99), `${day} 10:00`, `${town}/office`), day);
};
/** Sends the report again, with another figure for one indicator. */
function corrected(year: Year, day: string, indicator?: string): Year {
  year.act('returnReport', { duty: report, comments: [{ field: 'problems', comment: '请核' }] }, `${day} 09:30`, reviewer);
  const form = submission(year.report(report), 99);
  const figures = form.figures.map((figure) => (figure.indicator === indicator ? { ...figure, value: figure.value - 1, cause: '更正' } : figure));
  return pass(year.act('submitReport', { ...form, figures, problems: `${day}更正` }, `${day} 10:00`, `${town}/office`), day);
}
const disputes = [{ indicator: 'labourEmployed', value: 790, reason: '系统登记790人' }];
const statusesOf = (year: Year): Record<string, string> => Object.fromEntries(Object.values(year.state.duties).flatMap((duty) =>
  (duty.kind === 'verification' && duty.report === report ? [[duty.department.id, duty.status]] : [])));
const verificationsOf = (duties: Record<string, unknown>): Verification[] => Object.values(duties as Record<string, Verification>).filter(({ kind }) => kind === 'verification');

test('the year of a unit that can be given no order ends when its last report is waived: nothing is left to verify', () => {
  const only = { ...plan, templates: plan.templates.filter(({ kind }) => kind !== 'order'), duties: plan.duties.filter((duty) => duty.kind === 'letter' || duty.key === report || (duty.kind === 'verification' && duty.report === report)) };
  expect(only.duties.filter(({ kind }) => kind === 'verification').length).toBeGreaterThan(0);
  const year = new Year(only, '2026-02-09 10:00').act('voidLetter', { duty: 'letter', reason: '不在本例' }, '2026-02-09 11:00', 'x/y');
  year.act('waiveDuty', { duty: report, reason: '受灾', document: { number: '某办〔2026〕1号', title: '通知' } }, '2026-04-20 10:00', reviewer);
  expect([year.state.status, year.events('yearEnded').map(({ reason }) => reason)]).toEqual(['ended', ['fulfilled']]);
});

test('a nil return after a dispute leaves nothing in dispute: the figure is not given any more', () => {
  const nilAllowed = { ...plan, duties: plan.duties.map((duty) => (duty.key === report && duty.kind === 'report' ? { ...duty, isNilAllowed: true } : duty)) };
  const year = new Year(nilAllowed, '2026-02-09 10:00');
  pass(year.act('submitReport', submission(year.report(report), 99), '2026-04-02 10:00', `${town}/office`), '2026-04-02');
  year.act('disputeFigures', { duty: ofLabour, disputes }, '2026-04-03 10:00', verifier(labour));
  expect(year.refusal('acceptReport', { duty: report }, '2026-04-03 11:00', reviewer)).toMatchObject({ rejected: 'figuresDisputed' });
  year.act('returnReport', { duty: report, comments: [{ field: 'problems', comment: '请核' }] }, '2026-04-07 09:30', reviewer);
  pass(year.act('submitNil', { duty: report, reason: '本期没有发生' }, '2026-04-07 10:00', `${town}/office`), '2026-04-07');
  expect(year.verification(ofLabour)).toMatchObject({ values: {}, opinions: { labourEmployed: { opinion: 'disputed' } } });
  expect(year.act('acceptReport', { duty: report }, '2026-04-08 10:00', reviewer).report(report).status).toBe('accepted');
});

describe('over whole years', () => {
  test('a department is asked while, and only while, its report is with the level above', () => everyYear((life) => {
    let looked = 0;
    for (const { after } of life.moments) {
      if (after.status !== 'open') continue;
      for (const { status, report: key } of verificationsOf(after.duties)) {
        const isAbove = after.duties[key]?.status === 'submitted';
        if (['waiting', 'unverified'].includes(status)) assert.ok(isAbove);
        if (status === 'idle') assert.ok(!isAbove);
        assert.equal(status === 'concluded', after.duties[key]?.status === 'accepted');
        looked += 1;
      }
    }
    return looked;
  }));

  test('silence becomes 未核 at the end of the date, not a moment before or after a look at the clock, and nothing but an answer confirms', () => everyYear((life) => {
    let looked = 0;
    for (const { event, before } of stepsOf(life)) {
      if (event.type !== 'verificationExpired') continue;
      assert.ok(event.at >= (before.duties[event.duty]?.call?.dueAt ?? '9'));
      looked += 1;
    }
    for (const { act, at, after, before, steps } of life.moments) {
      if (act === null) for (const { status, call } of verificationsOf(after.duties)) if (status === 'waiting') assert.ok((call?.dueAt ?? '') > at);
      const confirmed = verificationsOf(after.duties).filter(({ key, status }) => status === 'confirmed' && (before.duties[key]?.status ?? '') !== 'confirmed');
      for (const { key } of confirmed) {
        assert.ok(steps.some(({ event }) => event.type === 'figuresConfirmed' && event.duty === key));
        looked += 1;
      }
    }
    return looked;
  }));

  test('a department opines on its own figures only', () => everyYear((life) => {
    let looked = 0;
    for (const { event, before } of stepsOf(life)) {
      if (event.type !== 'figuresConfirmed' && event.type !== 'figuresDisputed') continue;
      const verifiedBy = new Map(demo.pack.indicators.map((one) => [one.id, one.verifiedBy]));
      const said = event.type === 'figuresConfirmed' ? event.indicators : [...event.confirmed, ...event.disputes.map(({ indicator }) => indicator)];
      for (const indicator of said) assert.equal(verifiedBy.get(indicator), (before.duties[event.duty] as Verification).department.id);
      looked += said.length;
    }
    return looked;
  }));

  test('no report with a disputed figure is accepted without the reason', () => everyYear((life) => {
    let looked = 0;
    for (const { event, before } of stepsOf(life)) {
      if (event.type !== 'reportAccepted') continue;
      if (verificationsOf(before.duties).some(({ report: key, status }) => key === event.duty && status === 'disputed')) assert.ok(event.despite);
      looked += 1;
    }
    return looked;
  }));
});

describe('a report received', () => {
  test('is put before every department at the same time, each with its own figures and date', () => {
    const year = submitted();
    const opened = year.events('verificationOpened');
    expect(opened.map(({ duty }) => partsOfKey(duty)?.department).sort()).toEqual(['440811D01', labour, '440811D03', insurance, '440811D05']);
    expect(new Set(opened.map(({ at, dueOn }) => `${at} ${dueOn}`))).toEqual(new Set([`${shanghai('2026-04-02 10:20')} 2026-04-10`]));
    expect(year.verification(ofLabour)).toMatchObject({ status: 'waiting', asked: ['labourEmployed'], call: { name: 'verify' } });
    expect(unitYearDecider.tasksOf(year.state).filter(({ act }) => act === 'verify').map(({ post }) => post).sort()).toEqual(opened.map(({ duty }) => verifier(partsOfKey(duty)?.department ?? '')).sort());
  });

  test('is confirmed and disputed side by side, an answer of one being no other’s', () => {
    const year = submitted().act('confirmFigures', { duty: `${report}-by-${insurance}` }, '2026-04-03 10:00', verifier(insurance)).act('disputeFigures', { duty: ofLabour, disputes }, '2026-04-03 11:00', verifier(labour));
    expect(statusesOf(year)).toEqual({ '440811D01': 'waiting', [labour]: 'disputed', '440811D03': 'waiting', [insurance]: 'confirmed', '440811D05': 'waiting' });
    expect(year.verification(ofLabour).opinions).toEqual({ labourEmployed: { opinion: 'disputed', value: 810, proposed: 790, reason: '系统登记790人', by: `${verifier(labour)} 的任职者`, at: shanghai('2026-04-03 11:00') } });
  });

  test('shows 未核 from the end of the date without an answer; a late one is still taken', () => {
    const year = submitted().until('2026-04-11 00:00');
    expect(year.events('verificationExpired').map(({ at }) => at)).toEqual(Array.from({ length: 5 }, () => shanghai('2026-04-11 00:00')));
    expect(year.verification(ofLabour)).toMatchObject({ status: 'unverified', call: { name: 'verify' }, opinions: {} });
    expect(year.act('confirmFigures', { duty: ofLabour }, '2026-04-15 10:00', verifier(labour)).verification(ofLabour)).toMatchObject({ status: 'confirmed', call: null });
    expect(year.until('2026-04-20 10:00').escalations.filter((line) => line.includes('verify'))).toEqual(['440811D05', '440811D03', insurance, '440811D01'].map((id) => `${report}-by-${id} verify.verify-after-5`));
  });
});

describe('an answer is refused', () => {
  test.each([
    ['notYourFigure', [{ indicator: 'healthInsured', reason: '不符' }], '/disputes/0/indicator'],
    ['figureTwice', [...disputes, ...disputes], '/disputes/1/indicator'],
    ['disputeEqualsFigure', [{ indicator: 'labourEmployed', value: 810, reason: '不符' }], '/disputes/0/value'],
  ])('%s, naming the field', (rejected, wrong, pointer) => {
    expect(submitted().refusal('disputeFigures', { duty: ofLabour, disputes: wrong }, '2026-04-03 10:00', verifier(labour))).toMatchObject({ rejected, pointer });
  });

  test('before the report is received, and after it is accepted', () => {
    const year = new Year(plan, '2026-02-09 10:00');
    expect(year.refusal('confirmFigures', { duty: ofLabour }, '2026-04-02 10:00', verifier(labour))).toMatchObject({ rejected: 'notPossibleNow' });
    const accepted = submitted().act('acceptReport', { duty: report }, '2026-04-03 10:00', reviewer);
    expect(accepted.verification(ofLabour)).toMatchObject({ status: 'concluded', call: null, opinions: {} });
    expect(accepted.refusal('confirmFigures', { duty: ofLabour }, '2026-04-03 11:00', verifier(labour))).toMatchObject({ rejected: 'notPossibleNow' });
  });
});

describe('a report returned', () => {
  test('is put before a department again only with figures that changed; a confirmed figure that stayed stays confirmed', () => {
    const year = submitted().act('confirmFigures', { duty: `${report}-by-${insurance}` }, '2026-04-03 10:00', verifier(insurance)).act('confirmFigures', { duty: ofLabour }, '2026-04-03 11:00', verifier(labour));
    corrected(year, '2026-04-07', 'labourEmployed');
    expect(year.events('verificationClosed').map(({ duty }) => partsOfKey(duty)?.department)).toEqual(['440811D05', '440811D03', '440811D01']);
    expect(statusesOf(year)).toMatchObject({ [labour]: 'waiting', [insurance]: 'confirmed', '440811D01': 'waiting' });
    expect(year.verification(ofLabour)).toMatchObject({ asked: ['labourEmployed'], values: { labourEmployed: 809 }, call: { dueOn: '2026-04-14', dating: 2 } });
  });

  test('with a disputed figure unchanged stays disputed', () => {
    const year = corrected(submitted().act('disputeFigures', { duty: ofLabour, disputes }, '2026-04-03 11:00', verifier(labour)), '2026-04-07');
    expect(year.verification(ofLabour).status).toBe('disputed');
  });
});

describe('accepting with a disputed figure', () => {
  const disputed = (): Year => submitted().act('disputeFigures', { duty: ofLabour, disputes }, '2026-04-03 11:00', verifier(labour));

  test('is refused, naming figure and department, unless the reason is given, which is kept', () => {
    expect(disputed().refusal('acceptReport', { duty: report }, '2026-04-07 10:00', reviewer)).toEqual({
      rejected: 'figuresDisputed', facts: { figures: ['脱贫劳动力务工（区人力资源和社会保障局）'], indicators: ['labourEmployed'] }, pointer: '/despite',
    });
    expect(disputed().act('acceptReport', { duty: report, despite: '已到村核对名册' }, '2026-04-07 10:00', reviewer).report(report)).toMatchObject({ status: 'accepted', acceptedDespite: '已到村核对名册' });
  });

  test('needs no reason once the department has withdrawn the dispute', () => {
    const year = disputed().act('confirmFigures', { duty: ofLabour }, '2026-04-07 10:00', verifier(labour));
    expect(year.act('acceptReport', { duty: report }, '2026-04-07 11:00', reviewer).report(report)).toMatchObject({ status: 'accepted', acceptedDespite: null });
  });
});

describe('nobody decides an item of one’s own unit', () => {
  const post = (unit: string, ...functions: string[]): HeldPost => ({ post: `${unit}/${functions[0]}`, unit, functions, tenure: '1' });
  const deciding = Object.values(obligationKinds).flatMap(({ commands }) => Object.values(commands as Record<string, { who: WhoMay }>).flatMap(({ who }) => postsNamed(who))).filter(({ of }) => of !== 'unit' && of !== 'assisting');

  test('who decides for another unit may not while holding a post in it, whatever else is held', () => {
    const place: Place = { unit: 'T', superior: 'D', root: 'R', department: 'X' };
    const functions = ['principalLeader', 'issuer', 'reviewer', 'verifier', 'checker', 'reporter', 'administrator', 'orderIssuer', 'supervisor'];
    const there = ['D', 'R', 'X'].map((unit) => post(unit, ...functions));
    expect(deciding.length).toBeGreaterThan(5);
    for (const who of deciding) {
      expect(may(who, there, place).length).toBeGreaterThan(0);
      expect(may(who, [...there, post('T', 'clerk')], place)).toEqual([]);
    }
  });

  test('a department does not verify figures of its own, nor one that a path does not name', () => {
    const verify = { function: 'verifier', of: 'department' } as const;
    expect(may(verify, [post('X', 'verifier')], { unit: 'X', superior: 'D', root: 'R', department: 'X' })).toEqual([]);
    expect(may(verify, [post('X', 'verifier')], { unit: 'T', superior: 'D', root: 'R', department: null })).toEqual([]);
    const { terms, tree, root } = campaignOf(demo);
    const own = { ...demo.pack, indicators: demo.pack.indicators.map((one) => ({ ...one, verifiedBy: town })) };
    const planned = planUnitYear({ ...terms, pack: own }, tree, root, tree.get(town) as never);
    expect(planned.duties.filter(({ kind }) => kind === 'verification')).toEqual([]);
  });
});
