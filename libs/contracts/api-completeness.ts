import { z } from 'zod';
import { list, page } from './api-parts.ts';
import { instant, period, policyId, unitId } from './common.ts';

/** `policy` is the report's id in the pack; without a period, all of them together. */
export const completenessQuery = z.strictObject({ under: unitId.optional(), period: period.optional(), policy: policyId.optional(), ...page });

/** Defined at `Completeness` (libs/store/queries/completeness.ts). Rates in percent of what is expected; null where nothing is. */
export const completenessCounts = z.strictObject({
  expected: z.int(), received: z.int(), onTime: z.int(), onTimeByOriginalDate: z.int(), late: z.int(), missing: z.int(), toCome: z.int(), accepted: z.int(),
  rate: z.number().nullable(), onTimeRate: z.number().nullable(),
});

/** `own`: the unit's own reports; with those of all units directly below it they make the total. */
export const completeness = list(completenessCounts.extend({ unit: z.string(), unitName: z.string(), unitType: z.string() })).extend({
  now: instant, under: z.string(), period: z.string().nullable(), policy: z.string().nullable(), total: completenessCounts, own: completenessCounts,
});
