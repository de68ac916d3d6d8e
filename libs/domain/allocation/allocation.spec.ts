import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { campaignOf, demo, letterOf, passingDown } from '../testing/campaigns.ts';
import type { Target } from '../letter/letter.ts';
import { stepsOf } from '../testing/life.ts';
import { everyYear } from '../testing/unit-years.ts';
import { Year } from '../testing/year.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import { allocationRules, shortfallsOf, sumOf } from './allocation.ts';
import type { Allocation, Line, Share } from './allocation.ts';
import { rootShortfalls } from './root-totals.ts';

const campaign = campaignOf(demo);
const farmId = campaign.owing.find(({ type }) => type === 'farm')?.id ?? '';
const townId = campaign.owing.filter(({ type }) => type === 'township')[1]?.id ?? '';
const farm = campaign.plan(farmId);
const town = campaign.plan(townId);
const communityId = campaign.owing.find(({ under }) => under === farmId)?.id ?? '';
const leader = `${farmId}/partySecretary`;
const issuer = letterOf(farm).calls['answer']?.posts[0] ?? '';
const duty = 'allocation';
const full = { unit: communityId, indicator: 'villageLabour', value: 90, byPeriod: { Q1: 65, Q2: 80, Q3: 87, Q4: 90 } };

const inForce = (plan: typeof farm, at = '2026-03-13 10:00'): Year => new Year(plan, '2026-02-02 09:00')
  .act('signLetter', { duty: 'letter' }, '2026-03-04 10:00', ...(letterOf(plan).calls['sign']?.posts ?? []))
  .act('countersignLetter', { duty: 'letter' }, at, issuer);
const allocationOf = (year: Year): Allocation => year.state.duties[duty] as Allocation;
const messages = (year: Year): { to: string; body: unknown }[] => year.moments.flatMap(({ steps }) => steps.flatMap(({ effects }) => effects.messages));

describe('over whole years', () => {
  test('no letter below is let be issued before the shares reach the targets, or somebody gave the reason', () => everyYear((life) => {
    let looked = 0;
    for (const { event, after } of stepsOf(life)) {
      if (event.type !== 'targetsAllocated') continue;
      const allocation = after.duties[event.duty] as Allocation;
      for (const line of allocation.lines.filter(({ aggregation }) => aggregation === 'sum')) {
        const target = allocation.targets.find(({ indicator }) => indicator === line.indicator);
        const { value } = sumOf(line, event.shares);
        const isReached = value >= (target?.value ?? 0);
        assert.ok(isReached || event.overrideReason !== null, `${line.indicator}: ${value} of ${target?.value}`);
      }
      looked += 1;
    }
    return looked;
  }));

  test('the targets passed down are those of the letter in force, also after a supplement', () => everyYear((life) => {
    let looked = 0;
    for (const { after } of stepsOf(life)) {
      const [letter, allocation] = [after.duties['letter'], after.duties[duty]];
      if (letter?.kind !== 'letter' || allocation?.kind !== 'allocation' || !['inForce', 'supplementing'].includes(letter.status)) continue;
      for (const target of allocation.targets) {
        const own: Target | undefined = letter.targets.find(({ indicator }) => indicator === target.indicator);
        // Between the letter coming into force and what follows it in the same turn the old figures stand.
        if (after.now === allocation.openedAt) assert.deepEqual(own && [own.value, own.byPeriod], [target.value, target.byPeriod]);
        looked += 1;
      }
    }
    return looked;
  }));
});

describe('passing targets down', () => {
  test('begins when the letter is in force; where the planned shares suffice, nobody is asked and the letters below are issued', () => {
    const year = inForce(town, '2026-03-13 10:00');
    expect(allocationOf(year)).toMatchObject({ status: 'allocated', by: 'plan', shortfalls: [], call: null, onTime: null });
    expect(messages(year).map(({ to }) => to)).toEqual(town.subordinates);
    expect(messages(year)[0]?.body).toMatchObject({ kind: 'superiorLetterInForce', version: 1, shares: [{ indicator: 'villageLabour', value: 46 }] });
  });

  test('waits for the unit’s own leaders where they do not: with the figures, a date and its basis; nothing is issued below', () => {
    const year = inForce(farm);
    expect(messages(year)).toEqual([]);
    const allocation = allocationOf(year);
    expect(allocation).toMatchObject({ status: 'open', call: { name: 'allocate', dueOn: '2026-03-20' }, originalDueOn: '2026-03-20' });
    expect(allocation.shortfalls.map(({ period, target, sum, missing }) => [period, target, sum, missing])).toEqual([
      ['Q1', 65, 34, 31], ['Q2', 80, 40, 40], ['Q3', 87, 44, 43], ['Q4', 90, 46, 44], ['Y', 90, 46, 44],
    ]);
    expect(allocation.calls['allocate']?.basis.zh).toContain('5个工作日');
    expect(unitYearDecider.tasksOf(year.state).filter(({ act }) => act === 'allocate').map(({ post }) => post)).toEqual([`${farmId}/partySecretary`, `${farmId}/manager`]);
    expect(year.until('2026-03-27 10:00').escalations).toEqual(['allocation allocate.allocate-after-5']);
    const refused = year.refusal('allocateTargets', { duty, shares: [] }, '2026-03-27 11:00', leader);
    expect(refused).toMatchObject({ rejected: 'targetsFallShort', pointer: '/shares', facts: { indicator: 'labourEmployed', measure: '人', period: 'Q1', target: 65, sum: 34, missing: 31 } });
    expect(refused.facts['shortfalls']).toHaveLength(5);
  });

  test('allocated so that the sums are reached, the unit below hears its own share', () => {
    const year = inForce(farm).act('allocateTargets', { duty, shares: [full] }, '2026-03-16 10:00', leader);
    expect(allocationOf(year)).toMatchObject({ status: 'allocated', by: `${leader} 的任职者`, shortfalls: [], overrideReason: null, onTime: true });
    expect(messages(year)).toEqual([{ to: `unit-year/${farm.cycle}/${communityId}`, body: { kind: 'superiorLetterInForce', version: 1, shares: [{ indicator: 'villageLabour', value: 90, byPeriod: full.byPeriod }] } }]);
    expect(year.refusal('allocateTargets', { duty, shares: [full] }, '2026-03-17 10:00', leader)).toMatchObject({ rejected: 'notPossibleNow', facts: { status: 'allocated' } });
  });

  test('a share that leaves a quarter short is refused by that quarter, though the year is reached', () => {
    const refused = inForce(farm).refusal('allocateTargets', { duty, shares: [{ ...full, byPeriod: { ...full.byPeriod, Q2: 79 } }] }, '2026-03-16 10:00', leader);
    expect(refused).toMatchObject({ rejected: 'targetsFallShort', facts: { period: 'Q2', target: 80, sum: 79, missing: 1 } });
  });

  test('short with a reason, it is accepted, and the shortfall stays on record beside the reason', () => {
    const year = inForce(farm).act('allocateTargets', { duty, shares: [{ ...full, value: 80, byPeriod: { ...full.byPeriod, Q4: 80 } }], overrideReason: '其余10人由场部直接组织' }, '2026-03-23 10:00', leader);
    expect(year.events('targetsAllocated')[0]).toMatchObject({ overrideReason: '其余10人由场部直接组织', onTime: false });
    expect(allocationOf(year).shortfalls.map(({ period, missing }) => [period, missing])).toEqual([['Q4', 10], ['Y', 10]]);
  });

  test('refuses a unit that does not stand below, another measure, another indicator and a share given twice, and changes nothing', () => {
    const year = inForce(farm);
    const refusal = (...shares: object[]) => year.refusal('allocateTargets', { duty, shares, overrideReason: '…' }, '2026-03-16 10:00', leader);
    expect(refusal({ ...full, unit: townId })).toEqual({ rejected: 'unitNotBelow', facts: { unit: townId, known: [communityId] }, pointer: '/shares/0/unit' });
    expect(refusal({ ...full, indicator: 'collectiveIncome' })).toEqual({ rejected: 'otherMeasure', facts: { name: '村集体经营性收入', given: '万元', measures: ['人'] }, pointer: '/shares/0/indicator' });
    expect(refusal({ ...full, measure: '户' })).toMatchObject({ rejected: 'otherMeasure', facts: { given: '户', measures: ['人'] }, pointer: '/shares/0/measure' });
    expect(refusal({ ...full, indicator: 'insuranceMobilised' })).toMatchObject({ rejected: 'notPassedDown', facts: { known: ['villageLabour'] }, pointer: '/shares/0/indicator' });
    expect(refusal(full, full)).toMatchObject({ rejected: 'shareTwice', pointer: '/shares/1' });
    expect(refusal({ ...full, byPeriod: { M01: 3 } })).toMatchObject({ rejected: 'periodNotPlanned', facts: { period: 'M01' }, pointer: '/shares/0/byPeriod' });
    expect(allocationOf(year).shares.map(({ value }) => value)).toEqual([46]);
    expect(messages(year)).toEqual([]);
  });

  test('is given up with the letter', () => {
    const waiting = new Year(farm, '2026-02-02 09:00').act('voidLetter', { duty: 'letter', reason: '区划调整' }, '2026-02-12 09:00', issuer);
    expect(allocationOf(waiting).status).toBe('lapsed');
    const open = inForce(farm).act('voidLetter', { duty: 'letter', reason: '区划调整' }, '2026-03-16 09:00', issuer);
    expect([allocationOf(open).status, allocationOf(open).call]).toEqual(['lapsed', null]);
  });
});

describe('a supplement of a unit that has allocated', () => {
  const supplement = (value: number) => ({ duty: 'letter', targets: [{ indicator: 'labourEmployed', value, byPeriod: { Q4: value } }], requiredBy: { number: '补〔2026〕1号', title: '补充通知' }, reason: '上级追加' });
  const supplemented = (value: number): Year => inForce(town).act('supplementLetter', supplement(value), '2026-06-01 10:00', issuer)
    .act('signLetter', { duty: 'letter' }, '2026-06-02 10:00', ...(letterOf(town).calls['sign']?.posts ?? []))
    .act('countersignLetter', { duty: 'letter' }, '2026-06-03 10:00', issuer);

  test('opens the allocation again where the shares no longer reach, and tells only those whose share is another', () => {
    const year = supplemented(1500);
    expect(allocationOf(year)).toMatchObject({ status: 'open', originalDueOn: '2026-06-10', shortfalls: [{ period: 'Q4', target: 1500, sum: 1426 }, { period: 'Y' }] });
    const before = messages(year).length;
    const [first] = allocationOf(year).below;
    year.act('allocateTargets', { duty, shares: [{ unit: first?.unit ?? '', indicator: 'villageLabour', value: 120, byPeriod: { Q4: 120 } }] }, '2026-06-04 10:00', `${townId}/mayor`);
    expect(messages(year).slice(before).map(({ to }) => to)).toEqual([first?.stream]);
  });

  test('leaves it as it is where they still do, with the new targets', () => {
    const year = supplemented(1400);
    expect(allocationOf(year)).toMatchObject({ status: 'allocated', by: 'plan', targets: [{ indicator: 'labourEmployed', value: 1400 }] });
    expect(messages(year)).toHaveLength(town.subordinates.length);
  });
});

describe('the root’s totals', () => {
  const shortfalls = (change: (pack: typeof demo.pack) => typeof demo.pack) => rootShortfalls(change(demo.pack), campaign.owing, campaign.root);

  test('are what the letters directly below add up to', () => {
    expect(shortfalls((pack) => pack)).toEqual([]);
  });

  test('fall short by total and period when one letter below asks for less; what the root has no total of is not compared', () => {
    const less = { for: { unit: farmId }, indicator: 'riskResolved', value: 1, byPeriod: { Q1: 0, Q2: 1, Q3: 1, Q4: 1 } };
    expect(shortfalls((pack) => ({ ...pack, targets: [...pack.targets, less] })).map(({ indicator, period, target, sum, missing }) => [indicator, period, target, sum, missing]))
      .toEqual([['riskResolved', 'Q3', 69, 68, 1], ['riskResolved', 'Q4', 100, 98, 2], ['riskResolved', 'Y', 100, 98, 2]]);
    expect(shortfalls((pack) => ({ ...pack, targets: [...pack.targets, { for: { unit: farmId }, indicator: 'incomeGrowth', value: 1 }] }))).toEqual([]);
  });
});

describe('each indicator by its own rule', () => {
  const line = (given: Partial<Line>): Line => ({ indicator: 'a', name: '甲', measure: '%', direction: 'atLeast', period: 'cumulative', aggregation: 'sum', to: 'b', toName: '乙', ...given });
  const shares = (...values: number[]): Share[] => values.map((value, index) => ({ unit: `U${index}`, indicator: 'b', value, byPeriod: { Q1: value / 2 } }));
  const missed = (given: Partial<Line>, asked: { value: number; byPeriod?: Record<string, number> }, ...values: number[]) =>
    shortfallsOf({ lines: [line(given)], below: [] }, [{ indicator: 'a', ...asked }], shares(...values)).map(({ unit, period, sum, missing }) => [unit, period, sum, missing]);

  test('only sums add up: at least, at most, or exactly', () => {
    expect(missed({}, { value: 10 }, 4, 6)).toEqual([]);
    expect(missed({}, { value: 10.5 }, 4.1, 6.2)).toEqual([[null, 'Y', 10.3, 0.2]]);
    expect(missed({ direction: 'atMost' }, { value: 1 }, 1, 1)).toEqual([[null, 'Y', 2, 1]]);
    expect(missed({ direction: 'atMost' }, { value: 1 }, 0, 1)).toEqual([]);
    expect(missed({ direction: 'equal' }, { value: 10 }, 5, 6)).toEqual([[null, 'Y', 11, 1]]);
    expect(missed({}, { value: 10, byPeriod: { Q1: 6 } }, 5, 5)).toEqual([[null, 'Q1', 5, 1]]);
  });

  test('“each” is reached by every unit itself, however much the others do', () => {
    expect(missed({ aggregation: 'each', direction: 'equal' }, { value: 100 }, 100, 99)).toEqual([['U1', 'Y', 99, 1]]);
    expect(missed({ aggregation: 'each', direction: 'atMost' }, { value: 0 }, 0, 0)).toEqual([]);
    expect(missed({ aggregation: 'each' }, { value: 90, byPeriod: { Q1: 46 } }, 100, 90)).toEqual([['U1', 'Q1', 45, 1]]);
  });

  test('of a ratio no part lies below the whole’s, and one may lie above', () => {
    expect(missed({ aggregation: 'ratio', direction: 'equal' }, { value: 98 }, 98, 100)).toEqual([]);
    expect(missed({ aggregation: 'ratio' }, { value: 95 }, 94, 99)).toEqual([['U0', 'Y', 94, 1]]);
  });

  test('what does not aggregate has no rule; a figure of the year’s end is compared for the year alone', () => {
    expect(allocationRules.none).toBeNull();
    expect(missed({ period: 'yearEnd' }, { value: 10, byPeriod: { Q1: 10 } }, 5, 5)).toEqual([]);
    expect(missed({ period: 'yearEnd' }, { value: 12 }, 5, 5)).toEqual([[null, 'Y', 10, 2]]);
  });

  test('a figure each must reach refuses the unit that does not, by name', () => {
    const more = campaignOf(passingDown);
    const year = inForce(more.plan(farmId));
    const refused = year.refusal('allocateTargets', { duty, shares: [full, { unit: communityId, indicator: 'leadsVerified', value: 99 }] }, '2026-03-16 10:00', leader);
    expect(refused).toMatchObject({ rejected: 'shareBelowTarget', facts: { unit: communityId, unitName: '湖光农场场部社区', target: 100, sum: 99, period: 'Q1' } });
    expect(year.refusal('allocateTargets', { duty, shares: [{ unit: communityId, indicator: 'collectiveIncome', value: 12, byPeriod: { Q1: 1 } }] }, '2026-03-16 10:00', leader)).toMatchObject({ rejected: 'yearEndOnly' });
  });
});
