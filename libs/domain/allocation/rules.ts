import type { AllocationPolicy } from '../../contracts/policy.ts';
import { dueWithin, endCall, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened, Rejection } from '../decider.ts';
import { withFigure } from '../letter/letter.ts';
import type { Letter, Target } from '../letter/letter.ts';
import { periodAtFault } from '../letter/supplement.ts';
import { endOfDay, localDateOf } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { DutyCommand, DutyContext, ObligationKind } from '../unit-year/obligation-kind.ts';
import { allocationTransitions, shortfallsOf } from './allocation.ts';
import type { Allocation, AllocationEvent, AllocationStart, Line, Share, Shortfall } from './allocation.ts';
import { planAllocation } from './plan.ts';

/** A share as people give it. `measure` guards against 元 for 万元: it must be the target's own. */
export interface GivenShare extends Share {
  measure?: string;
}

interface AllocateInput {
  duty: string;
  shares: GivenShare[];
  overrideReason?: string;
}

/** The first share that cannot be given: to nobody below, twice, of something else, in another measure, for a period without a plan. */
function shareAtFault(allocation: Allocation, shares: readonly GivenShare[]): Rejection | null {
  for (const [index, share] of shares.entries()) {
    const carrier = allocation.below.find(({ unit }) => unit === share.unit);
    if (!carrier) return reject('unitNotBelow', { unit: share.unit, known: allocation.below.map(({ unit }) => unit) }, `/shares/${index}/unit`);
    const line = allocation.lines.find(({ to }) => to === share.indicator);
    if (!line || !carrier.indicators.includes(share.indicator)) return otherIndicator(allocation, share.indicator, carrier.name, index);
    if (share.measure !== undefined && share.measure !== line.measure) {
      return reject('otherMeasure', { name: line.toName, given: share.measure, measures: [line.measure] }, `/shares/${index}/measure`);
    }
    if (shares.findIndex(({ unit, indicator }) => unit === share.unit && indicator === share.indicator) < index) {
      return reject('shareTwice', { unit: share.unit, unitName: carrier.name, indicator: share.indicator, name: line.toName }, `/shares/${index}`);
    }
    const fault = periodAtFault(planOf(allocation, line, share), share.byPeriod);
    if (fault) return { ...fault, pointer: `/shares/${index}/byPeriod` };
  }
  return null;
}

/** Why an indicator carries nothing: another unit of measure, or the pack passes nothing down to it. */
function otherIndicator({ lines, known }: Allocation, indicator: string, unitName: string, index: number): Rejection {
  const pointer = `/shares/${index}/indicator`;
  const other = known.find((one) => one.indicator === indicator);
  const measures = [...new Set(lines.map(({ measure }) => measure))];
  if (other && !measures.includes(other.measure)) return reject('otherMeasure', { name: other.name, given: other.measure, measures }, pointer);
  return reject('notPassedDown', { indicator, unitName, known: lines.map(({ to }) => to) }, pointer);
}

/** The share's plan as it stands, seen as the target it is of. */
function planOf({ shares }: Allocation, { name, period }: Line, { unit, indicator }: Share): Pick<Target, 'name' | 'period' | 'byPeriod'> {
  return { name, period, byPeriod: shares.find((one) => one.unit === unit && one.indicator === indicator)?.byPeriod ?? {} };
}

/** The shares with those given in their places; units that are not named keep what they had. */
const withShares = ({ shares, lines }: Allocation, given: readonly GivenShare[]): Share[] => shares.map((share) => {
  const other = given.find(({ unit, indicator }) => unit === share.unit && indicator === share.indicator);
  const line = lines.find(({ to }) => to === share.indicator);
  if (!other || !line) return share;
  const { value, byPeriod } = withFigure({ ...line, source: 'typed', value: share.value, byPeriod: share.byPeriod ?? {} }, other);
  return { ...share, value, byPeriod };
});

/**
 * Allocates the unit's targets to the units below, whose letters are then issued. Units not named keep what the plan
 * gives them.
 *
 * @rejects unitNotBelow, notPassedDown, otherMeasure, shareTwice, yearEndOnly, periodNotPlanned; targetsFallShort where
 *   the shares do not add up to the target and shareBelowTarget where one lies below it, each with the figures, unless a
 *   reason is given, which stays on record
 */
const allocate: DutyCommand<Allocation, AllocateInput> = {
  who: { function: 'issuer', of: 'unit' },
  edge: 'allocate',
  decide(allocation, { shares: given, overrideReason }, context) {
    const fault = shareAtFault(allocation, given);
    if (fault) return fault;
    const shares = withShares(allocation, given);
    const shortfalls = shortfallsOf(allocation, allocation.targets, shares);
    if (shortfalls.length > 0 && !overrideReason) return fallShort(shortfalls);
    return [{
      type: 'targetsAllocated', duty: allocation.key, by: context.person, shares, shortfalls, overrideReason: shortfalls.length > 0 ? (overrideReason ?? null) : null,
      onTime: context.judgedAt < endOfDay(allocation.call?.dueOn ?? '9999-12-30'),
    }];
  },
};

/** The first shortfall in words, all of them in the facts. */
function fallShort(shortfalls: readonly Shortfall[]): Rejection {
  const [first] = shortfalls as readonly [Shortfall];
  const facts = { ...first, shortfalls: shortfalls.slice(0, 50).map((one) => ({ ...one })) };
  return first.unit === null ? reject('targetsFallShort', facts, '/shares') : reject('shareBelowTarget', facts, '/shares');
}

/**
 * Opens the passing down when the letter comes into force, or again when a supplement changed what is passed down.
 * Where the shares suffice nobody is asked: they are allocated as they stand.
 */
export function openAllocation(allocation: Allocation, letter: Letter, context: Pick<DutyContext, 'now' | 'timing'>): readonly AllocationEvent[] {
  const targets = letter.targets.filter(({ indicator }) => allocation.lines.some((line) => line.indicator === indicator))
    .map(({ indicator, value, byPeriod }) => ({ indicator, value, byPeriod }));
  if (allocation.status !== 'waiting' && JSON.stringify(targets) === JSON.stringify(allocation.targets)) return [];
  const shortfalls = shortfallsOf(allocation, targets, allocation.shares);
  const duty = allocation.key;
  if (shortfalls.length > 0) return [{ type: 'allocationOpened', duty, targets, shortfalls, dueOn: dueWithin(allocation, 'allocate', localDateOf(context.now), context.timing) }];
  return [
    { type: 'allocationOpened', duty, targets, shortfalls, dueOn: null },
    { type: 'targetsAllocated', duty, by: 'plan', shares: allocation.shares, shortfalls, overrideReason: null, onTime: null },
  ];
}

const standings = { waiting: 'notYet', open: 'owed', allocated: 'done', lapsed: 'void' } as const;

export const allocationKind = {
  kind: 'allocation',
  plan: planAllocation,
  open: ({ letter, lines, below, known, shares }, base) => ({
    ...base, kind: 'allocation', status: 'waiting', letter, lines, below, known, shares, targets: [], shortfalls: [], overrideReason: null,
    by: null, openedAt: null, allocatedAt: null, onTime: null,
  }),
  transitions: allocationTransitions,
  settled: ['allocated', 'lapsed'],
  commands: { allocateTargets: allocate },
  evolve,
  waitingPosts: (allocation) => allocation.calls[allocation.call?.name ?? '']?.posts ?? [],
  facts: (allocation) => ({
    standing: standings[allocation.status],
    opensAt: allocation.openedAt ?? '9999-12-31T00:00:00.000Z',
    firstSubmittedAt: allocation.allocatedAt,
    onTime: allocation.onTime,
    completeAt: allocation.status === 'allocated' ? allocation.allocatedAt : null,
  }),
  lapse: (allocation) => endCall({ ...allocation, status: allocation.status === 'allocated' ? 'allocated' : 'lapsed' }),
} as const satisfies ObligationKind<Allocation, AllocationStart, AllocationPolicy>;

function evolve(allocation: Allocation, event: Happened<UnitYearEvent>): Allocation {
  switch (event.type) {
    case 'allocationOpened': {
      const { targets, shortfalls, dueOn, at } = event;
      const open = { ...allocation, status: 'open' as const, targets, shortfalls, overrideReason: null, openedAt: at, originalDueOn: dueOn };
      return dueOn === null ? endCall(open) : startCall(open, 'allocate', at, dueOn);
    }
    case 'targetsAllocated': {
      const { shares, shortfalls, overrideReason, by, onTime, at } = event;
      return endCall({ ...allocation, status: 'allocated', shares, shortfalls, overrideReason, by, onTime, allocatedAt: at });
    }
    case 'allocationLapsed':
      return endCall({ ...allocation, status: 'lapsed' });
    default:
      return allocation;
  }
}
