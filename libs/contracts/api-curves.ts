import { z } from 'zod';
import { basis, contradiction, list, page } from './api-parts.ts';
import { localDate, unitId, policyId, instant } from './common.ts';

/** What the API takes and gives about expenditure against the curve. Amounts are fen; percents have two decimals, half up. */

const fen = z.int().describe('fen');
const percent = z.number().describe('percent, two decimals');
const lineId = z.string().regex(/^L[1-9]\d{0,9}$/);
const curve = z.strictObject({ id: z.string(), name: basis, basis, scheduled: percent });

/** `under`: only what is at that unit and below it. `on`: by the end of that day; absent, today. `behind`: only what is behind. */
export const ratesQuery = z.strictObject({
  ...page, by: z.enum(['unit', 'subtree', 'source', 'level', 'line', 'project']).default('unit'), on: localDate.optional(), under: unitId.optional(), source: policyId.optional(), behind: z.enum(['true']).optional(),
});

/**
 * How much was spent of what had come. A unit's own money is what has arrived there and did not go on; a subtree's is that of all its
 * units. Each sum is measured from the day it came to the unit that has it; what is with finance, or retained and not due, is not.
 */
export const rates = list(z.strictObject({
  /** The unit, the source, the type of unit, the line, or the project's code; of a project, with the lines that pay for it. */
  of: z.string(), name: basis.nullable(), lines: z.array(z.string()).max(50).optional(),
  received: fen, paid: fen, retainedNotDue: fen, atFinance: fen,
  /** On its way there and not recorded yet: in no other figure of the row. */
  coming: fen,
  rateWith: percent.nullable(), rateWithout: percent.nullable(),
  /** What is measured, and what of it is to be spent by then and was; null where no curve speaks or nothing is measured. */
  measured: fen, scheduled: percent.nullable(), spent: percent.nullable(), behindBy: percent.nullable().describe('percentage points; below zero: ahead'),
  isBehind: z.boolean(), light: z.enum(['onTrack', 'behind']).nullable(), words: basis.nullable(),
})).extend({ on: localDate, curve: curve.nullable(), margin: percent });

export const curveQuery = z.strictObject({ unit: unitId.optional(), source: policyId.optional(), line: lineId.optional() });
/** The year at its month ends and today: the curve as it stands, and what was spent; what is still to come has no actual figure. */
export const moneyCurve = z.strictObject({
  on: localDate, curve: curve.nullable(), margin: percent, received: fen, paid: fen,
  points: z.array(z.strictObject({ on: localDate, scheduled: percent.nullable(), received: fen.nullable(), paid: fen.nullable(), rateWith: percent.nullable(), rateWithout: percent.nullable() })).max(15),
});

export const contradictionsQuery = z.strictObject({ ...page, period: z.string().max(4).optional() });
export const contradictions = list(contradiction.extend({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), period: z.string(), status: z.string(), submission: z.int(), submittedAt: instant,
})).extend({ now: instant });
