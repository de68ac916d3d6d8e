import type { DutyBase, DutyStartBase } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import type { Target, TargetFigure } from '../letter/letter.ts';
import type { Instant } from '../time/instant.ts';

/**
 * What the passing down of a unit's targets (目标分解) may become. A supplement of the unit's own letter opens it
 * again; what was allocated stays until it is allocated anew.
 */
export const allocationTransitions = {
  waiting: { open: 'open', lapse: 'lapsed' },
  open: { allocate: 'allocated', reopen: 'open', lapse: 'lapsed' },
  allocated: { reopen: 'open' },
  lapsed: {},
} as const satisfies TransitionTable;

export type AllocationStatus = keyof typeof allocationTransitions;

/** One target of the unit, and the indicator in which the units below carry it. */
export interface Line extends Pick<Target, 'indicator' | 'name' | 'measure' | 'direction' | 'period' | 'aggregation'> {
  to: string;
  toName: string;
}

/** What one unit below carries; `indicator` is the one its own letter states. */
export interface Share extends TargetFigure {
  unit: string;
}

/** A unit directly below, and the indicators of its letter that carry something of this unit's. */
export interface Carrier {
  unit: string;
  name: string;
  stream: string;
  indicators: string[];
}

/** By how much shares miss a target: their sum, or where sums mean nothing one unit's own share. */
export interface Shortfall {
  indicator: string;
  name: string;
  measure: string;
  direction: Target['direction'];
  /** `Y` is the year's own figure. */
  period: string;
  /** Null where the sum of all is meant. */
  unit: string | null;
  unitName: string | null;
  target: number;
  /** The sum, or the unit's share. */
  sum: number;
  /** How much is missing; where less is better, how much is too much. */
  missing: number;
}

export interface AllocationStart extends DutyStartBase {
  kind: 'allocation';
  /** Key of the letter whose targets are passed down. */
  letter: string;
  lines: Line[];
  below: Carrier[];
  /** Indicators of the letters below, whether or not they carry anything: to say why one does not. */
  known: { indicator: string; name: string; measure: string }[];
  /** What the pack plans for each. */
  shares: Share[];
}

export interface Allocation extends DutyBase, Pick<AllocationStart, 'letter' | 'lines' | 'below' | 'known'> {
  kind: 'allocation';
  status: AllocationStatus;
  shares: Share[];
  /** The unit's own figures of the lines, as its letter in force states them. */
  targets: TargetFigure[];
  /** What the shares miss: of the plan while it is open, accepted with a reason once it is allocated. */
  shortfalls: Shortfall[];
  overrideReason: string | null;
  /** Who allocated; `plan` where the planned shares sufficed. */
  by: string | null;
  openedAt: Instant | null;
  allocatedAt: Instant | null;
  onTime: boolean | null;
}

export type AllocationEvent =
  /** The letter came into force; no date where the planned shares suffice. */
  | { type: 'allocationOpened'; duty: string; targets: TargetFigure[]; shortfalls: Shortfall[]; dueOn: string | null }
  | { type: 'targetsAllocated'; duty: string; by: string; shares: Share[]; shortfalls: Shortfall[]; overrideReason: string | null; onTime: boolean | null }
  | { type: 'allocationLapsed'; duty: string };

const round = (value: number): number => Math.round(value * 100) / 100;

/** How much a figure misses what is asked; 0 when it reaches it. */
function missingOf(direction: Target['direction'], figure: number, asked: number): number {
  switch (direction) {
    case 'atLeast':
    case 'done':
      return round(Math.max(0, asked - figure));
    case 'atMost':
      return round(Math.max(0, figure - asked));
    case 'equal':
      return round(Math.abs(asked - figure));
  }
}

/** What is compared with what: the year's figures, and for each period with a plan the period's. */
function figuresOf(line: Line, target: TargetFigure): { period: string; asked: number; of: (share: Share) => number | undefined }[] {
  const year = { period: 'Y', asked: target.value, of: ({ value }: Share) => value };
  if (line.period === 'yearEnd') return [year];
  return [...Object.entries(target.byPeriod ?? {}).map(([period, asked]) => ({ period, asked, of: (share: Share) => share.byPeriod?.[period] })), year];
}

type AllocationRule = (line: Line, target: TargetFigure, shares: readonly Share[], nameOf: (unit: string) => string) => Shortfall[];

/** Together, the shares must reach the target: in the year and in every period that has a plan. */
const together: AllocationRule = (line, target, shares) => figuresOf(line, target).flatMap(({ period, asked, of }) => {
  const sum = round(shares.reduce((total, share) => total + (of(share) ?? 0), 0));
  const missing = missingOf(line.direction, sum, asked);
  return missing === 0 ? [] : [shortfall(line, { period, unit: null, unitName: null, target: asked, sum, missing })];
});

/** Every share must reach the target by itself; nothing adds up. A period that a share does not plan is not compared. */
const alone = (directionOf: (line: Line) => Target['direction']): AllocationRule => (line, target, shares, nameOf) =>
  shares.flatMap((share) => figuresOf(line, target).flatMap(({ period, asked, of }) => {
    const figure = of(share);
    const missing = figure === undefined ? 0 : missingOf(directionOf(line), figure, asked);
    return missing === 0 ? [] : [shortfall(line, { period, unit: share.unit, unitName: nameOf(share.unit), target: asked, sum: figure ?? 0, missing })];
  }));

const shortfall = ({ indicator, name, measure, direction }: Line, rest: Pick<Shortfall, 'period' | 'unit' | 'unitName' | 'target' | 'sum' | 'missing'>): Shortfall =>
  ({ indicator, name, measure, direction, ...rest });

/**
 * What the units below must carry of a target, by how it aggregates. Only sums add up. A rate is each unit's own, and no
 * part may lie below the whole's, for the whole is made of its parts; what does not aggregate is not passed down.
 */
export const allocationRules: Readonly<Record<Target['aggregation'], AllocationRule | null>> = {
  sum: together,
  each: alone(({ direction }) => direction),
  ratio: alone(({ direction }) => (direction === 'atMost' ? 'atMost' : 'atLeast')),
  none: null,
};

/** All that the shares miss of the unit's targets, line by line. */
export function shortfallsOf({ lines, below }: Pick<Allocation, 'lines' | 'below'>, targets: readonly TargetFigure[], shares: readonly Share[]): Shortfall[] {
  const nameOf = (unit: string): string => below.find((one) => one.unit === unit)?.name ?? unit;
  return lines.flatMap((line) => {
    const target = targets.find(({ indicator }) => indicator === line.indicator);
    return target ? (allocationRules[line.aggregation]?.(line, target, shares.filter(({ indicator }) => indicator === line.to), nameOf) ?? []) : [];
  });
}

/** The sum of what the units below carry of a line, for the year and by period. */
export function sumOf(line: Line, shares: readonly Share[]): { value: number; byPeriod: Record<string, number> } {
  const byPeriod: Record<string, number> = {};
  let value = 0;
  for (const share of shares.filter(({ indicator }) => indicator === line.to)) {
    value = round(value + share.value);
    for (const [period, planned] of Object.entries(share.byPeriod ?? {})) byPeriod[period] = round((byPeriod[period] ?? 0) + planned);
  }
  return { value, byPeriod };
}

/** What one unit is to carry, as the message to it says. */
export const sharesOf = ({ shares }: Pick<Allocation, 'shares'>, unit: string): TargetFigure[] =>
  shares.filter((share) => share.unit === unit).map(({ unit: _unit, ...figure }) => figure);
