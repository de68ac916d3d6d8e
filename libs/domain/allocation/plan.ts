import type { AllocationPolicy } from '../../contracts/policy.ts';
import { unitYearStream } from '../policy/streams.ts';
import { startOf, targetsOf } from '../policy/planning.ts';
import type { Planning } from '../policy/planning.ts';
import type { AllocationStart, Line } from './allocation.ts';

/** What a unit passes down to the units directly below: nothing where the pack names no indicator for it, or nobody is below. */
export function planAllocation(duty: AllocationPolicy, planning: Planning): AllocationStart[] {
  const { terms: { cycle, pack }, unit, below } = planning;
  const letter = pack.duties.find((one) => one.kind === 'letter' && one.owedBy.some(({ unitType }) => unitType === unit.type));
  const units = below.map((one) => ({ unit: one, targets: targetsOf(pack, one) }));
  const lines = targetsOf(pack, unit).flatMap(({ indicator, name, measure, direction, period, aggregation }): Line[] => {
    const to = pack.indicators.find(({ id }) => id === indicator)?.passesTo;
    const carried = pack.indicators.find(({ id }) => id === to);
    const isCarried = units.some(({ targets }) => targets.some((target) => target.indicator === to));
    return carried && isCarried ? [{ indicator, name, measure, direction, period, aggregation, to: carried.id, toName: carried.name.zh }] : [];
  });
  if (!letter || lines.length === 0) return [];
  const carries = new Set(lines.map(({ to }) => to));
  const known = new Map(units.flatMap(({ targets }) => targets.map(({ indicator, name, measure }) => [indicator, { indicator, name, measure }] as const)));
  return [{
    ...startOf(planning, duty, duty.id),
    kind: 'allocation',
    title: { zh: `${planning.terms.year}年${duty.title.zh}`, en: `${duty.title.en} ${planning.terms.year}` },
    letter: letter.id,
    lines,
    below: units.map(({ unit: { id, name }, targets }) => ({
      unit: id, name, stream: unitYearStream(cycle, id), indicators: targets.map(({ indicator }) => indicator).filter((indicator) => carries.has(indicator)),
    })),
    known: [...known.values()],
    shares: units.flatMap(({ unit: { id }, targets }) => targets.filter(({ indicator }) => carries.has(indicator))
      .map(({ indicator, value, byPeriod }) => ({ unit: id, indicator, value, byPeriod }))),
  }];
}
