import type { PolicyPack } from '../../contracts/policy.ts';
import { targetsOf } from '../policy/planning.ts';
import type { TreeUnit } from '../policy/planning.ts';
import { shortfallsOf } from './allocation.ts';
import type { Line, Share, Shortfall } from './allocation.ts';

/**
 * What the letters directly below the root miss of the root's own totals. The root signs no letter, so its totals stand in
 * the pack, and are compared before a year is drafted.
 *
 * @param owing units that owe the campaign something
 */
export function rootShortfalls(pack: PolicyPack, owing: readonly TreeUnit[], root: string): Shortfall[] {
  const direct = owing.filter(({ under }) => under === root);
  // Only what the pack says of the root itself: a line for its type is for units that sign.
  const totals = targetsOf(pack, { id: root, type: '' });
  const lines = totals.map(({ indicator, name, measure, direction, period, aggregation }): Line => ({ indicator, name, measure, direction, period, aggregation, to: indicator, toName: name }));
  const shares = direct.flatMap((unit): Share[] => targetsOf(pack, unit).map(({ indicator, value, byPeriod }) => ({ unit: unit.id, indicator, value, byPeriod })));
  return shortfallsOf({ lines, below: direct.map(({ id, name }) => ({ unit: id, name, stream: '', indicators: [] })) }, totals, shares);
}
