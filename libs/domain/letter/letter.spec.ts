import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { unsignedPosts } from './letter.ts';
import { campaignOf, demo, letterDocuments, letterOf, tiny } from '../testing/campaigns.ts';
import { actsOf, decideAct, dutyIn, stepsOf } from '../testing/life.ts';
import { dayOf, secondCalendar } from '../testing/second-calendar.ts';
import { everyYear, plans, units } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import { unopened } from '../unit-year/state.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import type { Letter } from './letter.ts';

const calendar = secondCalendar(demo.calendarYears);
const [town = '', village = ''] = [units.direct[1], units.below[0]];
const townPlan = plans.drill.get(town) as UnitYearStart;
const villagePlan = plans.drill.get(village) as UnitYearStart;
const [secretary = '', mayor = ''] = letterOf(townPlan).calls['sign']?.posts ?? [];
const [issuer = ''] = letterOf(townPlan).calls['answer']?.posts ?? [];
const target = letterOf(townPlan).targets[0];
const duty = 'letter';
const objection = { duty, indicator: target?.indicator ?? '', reason: '基数有误', proposed: 1 };
const launched = (): Year => new Year(townPlan, '2026-02-09 10:00');
const inForce = { kind: 'superiorLetterInForce', version: 1 };

describe('over whole years', () => {
  const letterBefore = (step: ReturnType<typeof stepsOf>[number]): Letter => dutyIn(step.before, step.event) as Letter;

  test('a refused objection gives the unit back the working days the level above took', () => everyYear((life) => {
    let looked = 0;
    for (const step of stepsOf(life)) {
      if (step.event.type !== 'objectionRefused') continue;
      const letter = letterBefore(step);
      const [objectedOn, refusedOn, was, is] = [dayOf(letter.objections.at(-1)?.at ?? ''), dayOf(step.event.at), letter.datings['sign']?.dueOn ?? '', step.event.dueOn];
      assert.ok(is >= was, `${was} → ${is}`);
      // Objected to in time, it has as many days left as before the objection.
      if (objectedOn <= was) assert.equal(calendar.between(refusedOn, is), calendar.between(objectedOn, was));
      else assert.equal(calendar.between(was, is), calendar.between(objectedOn, refusedOn));
      looked += 1;
    }
    return looked;
  }, 72));

  test('a revision clears the signatures, a refusal keeps them', () => everyYear((life) => {
    let looked = 0;
    for (const step of stepsOf(life)) {
      const after = dutyIn(step.after, step.event) as Letter;
      if (step.event.type === 'objectionRevised') assert.deepEqual([after.signatures, after.version], [[], letterBefore(step).version + 1]);
      else if (step.event.type === 'objectionRefused') assert.deepEqual([after.signatures, after.version], [letterBefore(step).signatures, letterBefore(step).version]);
      else continue;
      looked += 1;
    }
    return looked;
  }));

  test('one person in both posts signs once, for both', () => everyYear((life) => {
    let looked = 0;
    for (const { act, rejection, before, steps } of actsOf(life)) {
      if (act.command.name !== 'signLetter' || rejection) continue;
      const letter = before.duties[duty] as Letter;
      const held = act.actor?.posts.map(({ post }) => post) ?? [];
      const signed = steps.flatMap(({ event }) => (event.type === 'letterSigned' ? [event.posts] : []));
      assert.deepEqual(signed, [unsignedPosts(letter).filter((post) => held.includes(post))]);
      // With the last post the letter leaves the unit's hands.
      const isComplete = unsignedPosts(letter).every((post) => held.includes(post));
      assert.equal(steps.some(({ event }) => event.type === 'letterSignedByAll'), isComplete);
      looked += 1;
    }
    return looked;
  }));

  test('before the issue nobody is reminded of a letter, asked to sign it, or late', () => everyYear((life) => {
    let looked = 0;
    if (!life.start.duties.some((one) => one.kind === 'letter')) return 0;
    for (const { before, after, event, effects } of stepsOf(life)) {
      const [was, is] = [before.duties[duty] as Letter | undefined, after.duties[duty] as Letter];
      if (was && was.issuedAt !== null) break;
      if (event.type !== 'letterIssued') assert.deepEqual([is.call, effects.plan.filter((notice) => notice.obligation === is.obligation)], [null, []]);
      else assert.deepEqual([is.issuedAt, calendar.between(dayOf(event.at), event.dueOn)], [event.at, 15]);
      looked += 1;
    }
    return looked;
  }));

  test('units directly under the root get their letter at the launch, the others only when the superior’s is in force', () => everyYear((life) => {
    const issues = stepsOf(life).filter(({ event }) => event.type === 'letterIssued');
    assert.ok(issues.length <= 1);
    for (const moment of life.moments.filter(({ steps }) => steps.some(({ event }) => event.type === 'letterIssued'))) {
      const isDirect = life.start.superior.id === life.start.root;
      assert.equal(moment.act?.command.name, isDirect ? 'openYear' : 'hear');
      if (!isDirect) assert.equal((moment.act?.command.input as { body?: { kind: string } }).body?.kind, 'superiorLetterInForce');
    }
    return issues.length;
  }));

  test('the units directly below hear when the targets of the letter in force are allocated, and of nothing else', () => everyYear((life) => {
    let looked = 0;
    for (const { event, before, effects } of stepsOf(life)) {
      const told = effects.messages.map(({ to }) => to).filter((to) => to.startsWith('unit-year/'));
      const allocation = event.type === 'targetsAllocated' ? before.duties[event.duty] : undefined;
      if (allocation?.kind !== 'allocation') assert.deepEqual(told, []);
      else if (allocation.allocatedAt === null) assert.deepEqual(told, life.start.subordinates);
      else assert.ok(told.every((to) => life.start.subordinates.includes(to)));
      looked += told.length;
    }
    return looked;
  }));

  test('a letter that was launched without document or minutes is never issued', () => {
    for (const plan of [...plans.undocumented.values(), ...plans.unminuted.values()].filter(({ duties }) => duties.some((one) => one.kind === 'letter'))) {
      const rejected = letterOf(plan).requiredBy ? 'letterWithoutMinutes' : 'letterWithoutDocument';
      const opened = decideAct(unopened, { command: { name: 'openYear', input: plan }, actor: null }, shanghai('2026-02-09 10:00'));
      if (letterOf(plan).issueAtLaunch) {
        expect(opened.rejection?.rejected).toBe(rejected);
        continue;
      }
      const year = new Year(plan, '2026-02-09 10:00').hear(inForce, '2026-02-10 10:00', 1);
      expect([year.letter.status, year.state.heard]).toEqual(['drafted', { 'unit-year/above': 1 }]);
    }
  });
});

describe('a town’s letter', () => {
  test('signed by both leaders and countersigned, it is in force', () => {
    const year = launched().act('signLetter', { duty }, '2026-02-10 09:30', secretary);
    expect([year.letter.status, unsignedPosts(year.letter)]).toEqual(['issued', [mayor]]);
    year.act('signLetter', { duty }, '2026-02-27 16:00', mayor);
    expect([year.letter.status, year.letter.call?.dueOn, year.letter.onTime]).toEqual(['countersigning', '2026-03-05', true]);
    year.act('countersignLetter', { duty }, '2026-03-02 11:00', issuer);
    expect([year.letter.status, year.letter.call, year.letter.countersignature?.posts]).toEqual(['inForce', null, [issuer]]);
  });

  test('issued before Spring Festival, it is to be signed 15 working days later, make-up days counted', () => {
    // 10–14 February (the 14th worked), 24–28 (the 28th worked), 2–6 March.
    expect(launched().letter).toMatchObject({ originalDueOn: '2026-03-06', call: { name: 'sign', dueOn: '2026-03-06', dueAt: '2026-03-06T16:00:00.000Z' } });
  });

  test('signed on the due date’s last minute it is on time, a minute later it is late', () => {
    const signedBy = (at: string): boolean | null => launched().act('signLetter', { duty }, at, secretary, mayor).letter.onTime;
    expect([signedBy('2026-03-06 23:59'), signedBy('2026-03-07 00:00')]).toEqual([true, false]);
  });

  test('who has signed cannot sign again; who is no leader of the unit cannot sign', () => {
    const year = launched().act('signLetter', { duty }, '2026-02-10 09:30', secretary);
    expect(year.refusal('signLetter', { duty }, '2026-02-10 09:31', secretary)).toEqual({ rejected: 'alreadySigned', facts: { version: 1 } });
    expect(year.refusal('signLetter', { duty }, '2026-02-10 09:31', issuer)).toEqual({ rejected: 'notASigner', facts: { posts: [mayor] } });
  });

  test('an objection names one of its targets and another figure, and puts the letter in the issuer’s hands', () => {
    const year = launched();
    expect(year.refusal('objectToLetter', { ...objection, indicator: 'roads' }, '2026-02-11 09:00', mayor)).toMatchObject({ rejected: 'unknownIndicator', pointer: '/indicator' });
    expect(year.refusal('objectToLetter', { ...objection, proposed: target?.value }, '2026-02-11 09:00', mayor))
      .toEqual({ rejected: 'proposalEqualsTarget', facts: { target: target?.value, measure: target?.measure }, pointer: '/proposed' });
    year.act('objectToLetter', objection, '2026-02-11 09:00', mayor);
    expect([year.letter.status, year.letter.call?.name]).toEqual(['objected', 'answer']);
    expect(year.light(year.letter, '2026-06-01 09:00')).toBe('waiting');
    expect(year.refusal('signLetter', { duty }, '2026-02-11 10:00', secretary)).toMatchObject({ rejected: 'notPossibleNow', facts: { status: 'objected', possible: ['revise', 'refuse', 'void', 'lapse'] } });
  });

  test('a revised target reaches the forms nobody has filled in: a period asks for no more than the year', () => {
    const year = launched();
    year.act('objectToLetter', objection, '2026-02-11 09:00', mayor);
    year.act('reviseLetter', { duty, value: 20, reason: '核减' }, '2026-03-02 09:00', issuer);
    const planned = Object.keys(target?.byPeriod ?? {}).map((period) => year.report(`progress-${period}`).asked.find((one) => one.indicator === target?.indicator)?.planned);
    expect(planned.length).toBeGreaterThan(1);
    expect(planned.every((figure) => figure !== undefined && figure <= 20)).toBe(true);
    expect(planned.at(-1)).toBe(20);
  });

  test('revised, it is the next version with the new figure, to be signed anew by everyone within 15 working days', () => {
    const year = launched().act('signLetter', { duty }, '2026-02-10 09:30', secretary).act('objectToLetter', objection, '2026-02-11 09:00', mayor);
    expect(year.refusal('reviseLetter', { duty, value: target?.value, reason: '维持' }, '2026-02-12 09:00', issuer)).toMatchObject({ rejected: 'revisionChangesNothing', pointer: '/value' });
    year.act('reviseLetter', { duty, value: 90, reason: '核减' }, '2026-03-02 09:00', issuer);
    expect(year.letter).toMatchObject({ status: 'issued', version: 2, signatures: [], call: { name: 'sign', dueOn: '2026-03-23', dating: 2 }, originalDueOn: '2026-03-06' });
    expect(year.letter.targets[0]?.value).toBe(90);
    expect(year.letter.objections[0]?.answer).toMatchObject({ kind: 'revised', value: 90, reason: '核减' });
  });

  test('refused after three working days, it is due three working days later; refused the same day, nobody is reminded anew', () => {
    const objected = (): Year => launched().act('signLetter', { duty }, '2026-02-10 09:30', secretary).act('objectToLetter', objection, '2026-03-03 09:00', mayor);
    const later = objected().act('refuseObjection', { duty, reason: '不予调整' }, '2026-03-06 17:00', issuer);
    expect(later.letter).toMatchObject({ status: 'issued', version: 1, call: { dueOn: '2026-03-11', dating: 2 } });
    expect(later.letter.signatures.map(({ posts }) => posts)).toEqual([[secretary]]);
    const sameDay = objected().act('refuseObjection', { duty, reason: '不予调整' }, '2026-03-03 17:00', issuer);
    expect(sameDay.letter.call).toMatchObject({ dueOn: '2026-03-06', dating: 1 });
  });

  test('voided, it stays readable with its reason and can no longer be signed', () => {
    const year = launched().act('voidLetter', { duty, reason: '区划调整' }, '2026-02-12 09:00', issuer);
    expect(year.letter).toMatchObject({ status: 'voided', voidedFor: '区划调整', call: null });
    expect(year.light(year.letter, '2026-12-01 09:00')).toBe('void');
    expect(year.refusal('signLetter', { duty }, '2026-02-13 09:00', secretary)).toMatchObject({ rejected: 'notPossibleNow', facts: { possible: [] } });
  });

  test('unsigned for ten working days after its date, it is put before the office above, once', () => {
    const year = launched().until('2026-03-20 08:59');
    expect(year.escalations).toEqual([]);
    expect(year.until('2026-03-20 09:00').escalations).toEqual(['letter sign.after-10']);
    expect(year.until('2026-04-09 00:00').escalations).toEqual(['letter sign.after-10']);
    expect(year.events('stageReached')[0]).toMatchObject({ dueAt: '2026-03-20T01:00:00.000Z', dating: 1 });
  });
});

describe('a village’s letter', () => {
  test('waits as a draft until the town’s letter is in force, and is in force without a countersignature', () => {
    const year = new Year(villagePlan, '2026-02-09 10:00');
    expect([year.letter.status, year.light(year.letter, '2026-12-01 09:00')]).toEqual(['drafted', 'notYet']);
    year.hear({ kind: 'allocationOfTargets' }, '2026-02-20 09:00', 3);
    expect(year.letter.status).toBe('drafted');
    year.hear(inForce, '2026-03-02 11:00', 5);
    expect(year.letter).toMatchObject({ status: 'issued', call: { dueOn: '2026-03-23' } });
    year.act('signLetter', { duty }, '2026-03-09 15:00', ...(letterOf(villagePlan).calls['sign']?.posts ?? []));
    expect(year.letter).toMatchObject({ status: 'inForce', onTime: true, countersignature: null });
    expect(year.letter.signatures).toHaveLength(1);
  });

  test('a message heard twice, or after a later one, is refused', () => {
    const year = new Year(villagePlan, '2026-02-09 10:00').hear(inForce, '2026-03-02 11:00', 5);
    expect(() => year.hear(inForce, '2026-03-02 11:00', 5)).toThrow(/alreadyReceived \{"from":"unit-year\/above","n":5\}/);
    expect(() => year.hear(inForce, '2026-03-02 11:00', 4)).toThrow(/alreadyReceived/);
    expect(year.hear(inForce, '2026-03-02 11:00', 1, 'unit-year/another').letter.status).toBe('issued');
  });

  test('a message that says nothing is heard all the same', () => {
    expect(new Year(villagePlan, '2026-02-09 10:00').hear(null, '2026-03-02 11:00', 1).state.heard).toEqual({ 'unit-year/above': 1 });
  });
});

test('an objection in the first days of the calendar has a light: what would lie before the calendar is near from its first day', () => {
  const campaign = campaignOf(tiny, { letterDocuments });
  const [community] = campaign.owing;
  const year = new Year(campaign.plan(community?.id ?? ''), '2026-01-01 09:00');
  const { duties } = campaign.plan(community?.id ?? '');
  const post = letterOf({ ...villagePlan, duties }).calls['sign']?.posts[0] ?? '';
  year.act('objectToLetter', { duty: 'pledge', indicator: 'hazardsFixed', reason: '基数有误', proposed: 1 }, '2026-01-02 10:00', post);
  expect(year.letter.call?.dueOn).toBe('2026-01-05');
  expect(year.light(year.letter, '2026-01-02 10:00')).toBe('waiting');
});
