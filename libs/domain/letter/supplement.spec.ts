import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { campaignOf, demo, letterOf, tiny } from '../testing/campaigns.ts';
import { stepsOf } from '../testing/life.ts';
import { everyYear } from '../testing/unit-years.ts';
import { Year } from '../testing/year.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import type { Letter } from './letter.ts';

const campaign = campaignOf(demo);
const townId = campaign.owing.filter(({ type }) => type === 'township')[1]?.id ?? '';
const villageId = campaign.owing.find(({ under }) => under === townId)?.id ?? '';
const town = campaign.plan(townId);
const [secretary = '', mayor = ''] = letterOf(town).calls['sign']?.posts ?? [];
const issuer = letterOf(town).calls['answer']?.posts[0] ?? '';
const duty = 'letter';
const document = { number: '补〔2026〕1号', title: '关于追加任务的通知' };
const given = { duty, targets: [{ indicator: 'riskResolved', value: 40, byPeriod: { Q3: 28, Q4: 40 } }], requiredBy: document, reason: '市级追加4户' };

const inForce = (): Year => new Year(town, '2026-02-02 09:00').act('signLetter', { duty }, '2026-02-10 10:00', secretary, mayor).act('countersignLetter', { duty }, '2026-02-10 10:30', issuer);
const supplemented = (): Year => inForce().act('supplementLetter', given, '2026-06-01 10:00', issuer);
const figure = (letter: Letter, indicator = 'riskResolved'): number | undefined => letter.targets.find((one) => one.indicator === indicator)?.value;

test('over whole years the chain counts the versions up, and whatever is in force is the last that everybody signed', () => everyYear((life) => {
  let looked = 0;
  for (const { after } of stepsOf(life)) {
    for (const letter of Object.values(after.duties)) {
      if (letter.kind !== 'letter' || letter.versions.length === 0) continue;
      const numbers = letter.versions.map(({ version }) => version);
      assert.deepEqual(numbers, numbers.map((_one, index) => (numbers[0] ?? 0) + index));
      assert.equal(letter.versions.at(-1)?.version, letter.version);
      if (letter.inForceAt === null) continue;
      const last = letter.versions.at(-1);
      assert.ok(last?.inForceAt);
      assert.deepEqual(last.targets, Object.fromEntries(letter.targets.map(({ indicator, value }) => [indicator, value])));
      assert.deepEqual(last.signatures.flatMap(({ posts }) => posts).sort(), [...(letter.calls['sign']?.posts ?? [])].sort());
      looked += 1;
    }
  }
  return looked;
}));

describe('a supplement to a letter in force', () => {
  test('is signed anew by each leader within its own 10 working days and countersigned; until then the version in force stands', () => {
    const year = supplemented();
    expect(year.letter).toMatchObject({ status: 'supplementing', version: 1, signatures: [], originalDueOn: '2026-06-15', call: { name: 'supplement', dueOn: '2026-06-15', dating: 1 } });
    expect([figure(year.letter), year.report('progress-Q3').asked.find(({ indicator }) => indicator === 'riskResolved')?.planned]).toEqual([36, 25]);
    expect(year.letter.versions[0]).toMatchObject({ version: 1, origin: 'issued', signatures: [{ posts: [secretary, mayor] }], countersignature: { posts: [issuer] } });
    expect(unitYearDecider.tasksOf(year.state).filter(({ act }) => act === 'supplement').map(({ post }) => post)).toEqual([secretary, mayor]);
    expect([year.light(year.letter, '2026-06-01 11:00'), year.light(year.letter, '2026-06-16 00:00')]).toEqual(['onTrack', 'late']);

    year.act('signLetter', { duty }, '2026-06-02 10:00', secretary).act('signLetter', { duty }, '2026-06-30 10:00', mayor);
    expect(year.letter).toMatchObject({ status: 'supplementSigned', call: { name: 'countersign' }, onTime: true });
    expect(figure(year.letter)).toBe(36);

    year.act('countersignLetter', { duty }, '2026-07-01 10:00', issuer);
    expect(year.letter).toMatchObject({ status: 'inForce', version: 2, supplement: null, inForceAt: '2026-02-10T02:30:00.000Z' });
    expect([figure(year.letter), year.report('progress-Q3').asked.find(({ indicator }) => indicator === 'riskResolved')?.planned]).toEqual([40, 28]);
  });

  test('leaves the chain of versions: each with its origin, its document and its figures', () => {
    const year = supplemented().act('signLetter', { duty }, '2026-06-02 10:00', secretary, mayor).act('countersignLetter', { duty }, '2026-06-03 10:00', issuer);
    expect(year.letter.versions.map(({ version, origin, document: by, targets, inForceAt }) => [version, origin, by?.number, targets['riskResolved'], inForceAt])).toEqual([
      [1, 'issued', '示文〔2026〕1号', 36, '2026-02-10T02:30:00.000Z'], [2, 'supplement', '补〔2026〕1号', 40, '2026-06-03T02:00:00.000Z'],
    ]);
  });

  test('withdrawn, the version in force is as it was, with its signatures and its first date', () => {
    const year = supplemented().act('signLetter', { duty }, '2026-06-02 10:00', secretary).act('withdrawSupplement', { duty, reason: '市级暂缓' }, '2026-06-03 10:00', issuer);
    const before = inForce().letter;
    const { datings: _a, reached: _b, ...now } = year.letter;
    const { datings: _c, reached: _d, ...was } = before;
    expect(now).toEqual(was);
    expect(year.refusal('withdrawSupplement', { duty, reason: '再撤' }, '2026-06-04 10:00', issuer)).toMatchObject({ rejected: 'notPossibleNow' });
  });

  test('whose year ends before it is signed leaves the version in force', () => {
    expect(supplemented().cancel('2026-06-05 10:00').letter).toMatchObject({ status: 'inForce', version: 1, supplement: null, signatures: [{ posts: [secretary, mayor] }] });
  });

  test('changes something, of a target the letter has, once, and for periods it plans', () => {
    const year = inForce();
    const refusal = (...targets: object[]) => year.refusal('supplementLetter', { ...given, targets }, '2026-06-01 10:00', issuer);
    expect(refusal({ indicator: 'roads', value: 1 })).toMatchObject({ rejected: 'unknownIndicator', pointer: '/targets/0/indicator' });
    expect(refusal({ indicator: 'riskResolved', value: 36 })).toEqual({ rejected: 'supplementChangesNothing', facts: { name: '风险消除户', target: 36, measure: '户' }, pointer: '/targets/0/value' });
    expect(refusal(given.targets[0] as object, given.targets[0] as object)).toMatchObject({ rejected: 'targetTwice', pointer: '/targets/1/indicator' });
    expect(refusal({ indicator: 'incomeGrowth', value: 9, byPeriod: { Q1: 2 } })).toMatchObject({ rejected: 'yearEndOnly', pointer: '/targets/0/byPeriod' });
    expect(refusal({ indicator: 'riskResolved', value: 37, byPeriod: { M01: 2 } })).toMatchObject({ rejected: 'periodNotPlanned', facts: { period: 'M01', known: ['Q1', 'Q2', 'Q3', 'Q4'] } });
    expect(year.letter).toMatchObject({ status: 'inForce', version: 1 });
  });

  test('cannot be given to a letter that is not in force', () => {
    expect(new Year(town, '2026-02-02 09:00').refusal('supplementLetter', given, '2026-02-03 10:00', issuer)).toMatchObject({ rejected: 'notPossibleNow', facts: { status: 'issued' } });
  });
});

test('a supplement of a unit that passes nothing down is told to nobody: the letters below are issued already', () => {
  const park = campaignOf(tiny).plan('P1');
  const told = (year: Year): number => year.moments.flatMap(({ steps }) => steps.flatMap(({ effects }) => effects.messages)).length;
  const year = new Year(park, '2026-01-05 09:00').act('signLetter', { duty: 'pledge' }, '2026-01-08 11:00', 'P1/director');
  expect([year.letter.status, told(year)]).toEqual(['inForce', 2]);
  year.act('supplementLetter', { ...given, duty: 'pledge', targets: [{ indicator: 'hazardsFixed', value: 45 }] }, '2026-02-02 11:00', 'S1/chief').act('signLetter', { duty: 'pledge' }, '2026-02-03 11:00', 'P1/director');
  expect([year.letter.status, year.letter.version, told(year)]).toEqual(['inForce', 2, 2]);
});

describe('what the level above allocates', () => {
  const shared = (value: number) => ({ kind: 'superiorLetterInForce', version: 1, shares: [{ indicator: 'villageLabour', value, byPeriod: { Q1: 40, Q2: 50, Q3: 60, Q4: value } }] });
  const village = () => new Year(campaign.plan(villageId), '2026-02-02 09:00');

  test('is what a drafted letter is issued with, and what the reports ask', () => {
    const year = village().hear(shared(70), '2026-02-10 10:00', 1);
    expect(year.letter).toMatchObject({ status: 'issued', version: 1 });
    expect(figure(year.letter, 'villageLabour')).toBe(70);
    expect(year.letter.versions[0]?.targets['villageLabour']).toBe(70);
    expect(year.report('progress-Q3').asked.find(({ indicator }) => indicator === 'villageLabour')?.planned).toBe(60);
  });

  test('of a letter issued already is shown as to be supplemented, until the issuer does', () => {
    const posts = letterOf(campaign.plan(villageId)).calls['sign']?.posts ?? [];
    const year = village().hear(shared(70), '2026-02-10 10:00', 1).act('signLetter', { duty }, '2026-02-12 10:00', ...posts).hear(shared(80), '2026-06-01 10:00', 2);
    expect([figure(year.letter, 'villageLabour'), year.letter.toSupplement.map(({ value }) => value)]).toEqual([70, [80]]);
    year.act('supplementLetter', { ...given, targets: year.letter.toSupplement }, '2026-06-02 10:00', `${townId}/mayor`).act('signLetter', { duty }, '2026-06-03 10:00', ...posts);
    expect([figure(year.letter, 'villageLabour'), year.letter.version, year.letter.toSupplement]).toEqual([80, 2, []]);
  });
});
