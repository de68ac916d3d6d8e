import type { PolicyPack } from '../../contracts/policy.ts';
import { periodDates } from '../calendar/calendar.ts';
import { basisText } from '../policy/basis.ts';
import type { SpendingCurve } from './expenditure.ts';

/** The year of a cycle, by its id: `safety/2026/drill-1`. */
export const yearOf = (cycle: string): number => Number(cycle.split('/')[1]);

const points = (percent: number): number => Math.round(percent * 100);
const quarters = ['Q1', 'Q2', 'Q3', 'Q4'] as const;

/**
 * A curve of the pack laid over a year: the one that is named, else the pack's own. `linear` follows the days of the year
 * and is measured at the ends of quarters; any other at the end of each of its periods.
 *
 * @returns null where the pack has none of that name, or names none
 */
export function curveOf(pack: Pick<PolicyPack, 'settings' | 'sources'>, year: number, named?: string): SpendingCurve | null {
  const { funds, lights } = pack.settings;
  const id = named ?? funds?.spendingCurve?.value;
  const curve = funds?.spendingCurves?.value.find((one) => one.id === id);
  if (!funds || !curve) return null;
  const from = `${year}-01-01`;
  const byPeriod = 'linear' in curve ? [] : Object.entries(curve.byPeriod).map(([period, percent]) => ({ on: periodDates(year, period).to, by: points(percent) })).sort((a, b) => (a.on < b.on ? -1 : 1));
  const chosen = named === undefined ? funds.spendingCurve : undefined;
  const basis = chosen?.basis ?? funds.spendingCurves?.basis;
  return {
    id: curve.id, name: curve.name, basis: basis ? basisText(pack, basis) : curve.name, from,
    points: 'linear' in curve ? [{ on: `${year}-12-31`, by: 10_000 }] : byPeriod,
    checkpoints: 'linear' in curve ? quarters.map((quarter) => periodDates(year, quarter).to) : byPeriod.map(({ on }) => on),
    margin: points(lights?.behindPercentagePoints?.value ?? 0), withoutRetention: funds.rateShown?.value.includes('withoutRetention') ?? false,
  };
}

/** Every curve of the pack over a year, by its id. */
export const curvesOf = (pack: Pick<PolicyPack, 'settings' | 'sources'>, year: number): ReadonlyMap<string, SpendingCurve> =>
  new Map((pack.settings.funds?.spendingCurves?.value ?? []).flatMap(({ id }) => { const curve = curveOf(pack, year, id); return curve ? [[id, curve] as const] : []; }));
