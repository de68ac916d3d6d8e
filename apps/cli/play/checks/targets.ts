import type { Given, GivenFigure, Manifest } from './expect.ts';
import type { UnitType } from './ladders.ts';

/**
 * Workers in employment, the one target that is passed down: typed in from the demo's settings a second time, each unit's
 * year figure last; and what the villages together must reach.
 */
export const periods = ['Q1', 'Q2', 'Q3', 'Q4'] as const;

export interface Figures {
  value: number;
  byPeriod: Record<string, number>;
}

const figures = (...[q1, q2, q3, q4]: readonly [number, number, number, number]): Figures => ({ value: q4, byPeriod: { Q1: q1, Q2: q2, Q3: q3, Q4: q4 } });

export const ofUnit = 'labourEmployed';
export const ofVillage = 'villageLabour';
export const passDown: readonly UnitType[] = ['township', 'farm'];

const village = figures(34, 40, 44, 46);
const farm = figures(65, 80, 87, 90);
const units: Readonly<Record<Manifest['targets'], Readonly<Record<string, Figures>>>> = {
  full: { '440811100': figures(810, 990, 1080, 1120), '440811101': figures(900, 1100, 1200, 1240), '440811102': figures(830, 1020, 1110, 1150), '440811F01': farm },
  short: { '440811100': figures(136, 160, 176, 184), '440811101': figures(68, 80, 88, 92), '440811102': figures(68, 80, 88, 92), '440811F01': farm },
};

export function plannedFigures(targets: Manifest['targets'], unit: string, type: UnitType): Figures {
  const found = type === 'village' ? village : units[targets][unit];
  if (!found) throw new Error(`the checks know no target of ${unit}`);
  return found;
}

/** Figures with another year's figure and other quarters: a quarter not named asks for no more than the year. */
export function changed(before: Figures, given: GivenFigure): Figures {
  const byPeriod = Object.fromEntries(Object.entries(before.byPeriod).map(([period, figure]) =>
    [period, given.byPeriod?.[period] ?? (figure === before.value ? given.value : Math.min(figure, given.value))]));
  return { value: given.value, byPeriod };
}

export const totalOf = (shares: readonly Figures[]): Figures => ({
  value: shares.reduce((sum, { value }) => sum + value, 0),
  byPeriod: Object.fromEntries(periods.map((period) => [period, shares.reduce((sum, { byPeriod }) => sum + (byPeriod[period] ?? 0), 0)])),
});

export const reaches = (sum: Figures, target: Figures): boolean =>
  sum.value >= target.value && periods.every((period) => (sum.byPeriod[period] ?? 0) >= (target.byPeriod[period] ?? 0));

export const givenTo = (given: Given | undefined, indicator: string): GivenFigure | undefined => given?.targets?.find((one) => one.indicator === indicator);
