import type { Allocation } from '../../allocation/allocation.ts';
import { by, pick } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';

export const allocationActs: KindActs<Allocation> = {
  kind: 'allocation',
  first: 'waiting',
  terminal: ['lapsed'],
  edges: { allocateTargets: 'allocate' },
  barredIn: { waiting: ['allocateTargets'], allocated: ['allocateTargets'], lapsed: ['allocateTargets'] },
  possible,
  wrong,
  edgeTaken(event, was) {
    switch (event.type) {
      case 'allocationOpened': return was.status === 'waiting' ? 'open' : 'reopen';
      case 'targetsAllocated': return 'allocate';
      case 'allocationLapsed': return 'lapse';
      default: return null;
    }
  },
};

const leaderOf = (allocation: Allocation, detail: number): string => pick(allocation.calls['allocate']?.posts ?? [], detail) ?? '';

/** Just enough for everything, spread over all, so that a supplement opens it again; or as it stands, with the reason. */
function possible(allocation: Allocation, { detail }: Situation): Chance[] {
  if (allocation.status !== 'open') return [];
  const leader = leaderOf(allocation, detail);
  const enough = allocation.shares.map(({ unit, indicator }) => {
    const line = allocation.lines.find(({ to }) => to === indicator);
    const target = allocation.targets.find((one) => one.indicator === line?.indicator);
    const carriers = line?.aggregation === 'sum' ? allocation.shares.filter((share) => share.indicator === indicator).length : 1;
    const part = (figure: number): number => Math.ceil(figure / carriers);
    const byPeriod = Object.fromEntries(Object.entries(target?.byPeriod ?? {}).map(([period, figure]) => [period, part(figure)]));
    return { unit, indicator, value: part(target?.value ?? 0), ...(Object.keys(byPeriod).length > 0 ? { byPeriod } : {}) };
  });
  return [
    by(50, 'allocateTargets', { duty: allocation.key, shares: enough }, leader),
    by(10, 'allocateTargets', { duty: allocation.key, shares: [], overrideReason: '其余由本级直接组织' }, leader),
  ];
}

function wrong(allocation: Allocation, { detail }: Situation): Chance[] {
  if (allocation.status !== 'open') return [];
  const share = pick(allocation.shares, detail);
  const summed = allocation.shares.find(({ indicator }) => allocation.lines.some(({ to, aggregation, period }) => to === indicator && aggregation === 'sum' && period === 'cumulative'));
  const each = allocation.shares.find(({ indicator }) => allocation.lines.some(({ to, aggregation }) => to === indicator && aggregation === 'each'));
  const yearEnd = allocation.shares.find(({ indicator }) => allocation.lines.some(({ to, period }) => to === indicator && period === 'yearEnd'));
  const other = allocation.known.find(({ measure }) => !allocation.lines.some((line) => line.measure === measure));
  const alike = allocation.known.find(({ indicator, measure }) => allocation.lines.some((line) => line.measure === measure && line.to !== indicator) && !allocation.lines.some(({ to }) => to === indicator));
  const give = (...shares: object[]): Chance => by(110, 'allocateTargets', { duty: allocation.key, shares }, leaderOf(allocation, detail));
  return [
    give(),
    ...(share ? [give({ ...share, unit: 'Z9' }), give(share, share), give({ ...share, measure: '元' })] : []),
    ...(share && other ? [give({ ...share, indicator: other.indicator })] : []),
    ...(share && alike ? [give({ ...share, indicator: alike.indicator })] : []),
    ...(summed ? [give({ ...summed, byPeriod: { M01: 1 } }), give({ ...summed, value: 0 })] : []),
    ...(each ? [give(...enoughBut(allocation, each))] : []),
    ...(yearEnd ? [give({ ...yearEnd, byPeriod: { Q1: 1 } })] : []),
  ];
}

/** Every sum reached, and one unit below what each must reach. */
const enoughBut = (allocation: Allocation, each: Allocation['shares'][number]): object[] => allocation.shares.map((share) => {
  const line = allocation.lines.find(({ to }) => to === share.indicator);
  const target = allocation.targets.find(({ indicator }) => indicator === line?.indicator);
  return share === each ? { ...share, value: (target?.value ?? 0) - 1 } : { ...share, value: target?.value ?? 0, byPeriod: target?.byPeriod };
});
