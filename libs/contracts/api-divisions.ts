import { z } from 'zod';
import { line, policyId, unitId } from './common.ts';
import { list, page } from './api-parts.ts';

/** What the API gives of the national divisions (统计用区划代码): provinces, cities, districts, streets and towns, villages. */

const code = z.string().regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/).describe('2, 4, 6, 9 or 12 digits: province to village');

export const divisionLevels = ['province', 'city', 'area', 'street', 'village'] as const;
/** By name or the beginning of the code, down to streets; or what stands right below one. */
export const divisionsQuery = z.strictObject({ q: line(30).optional(), under: code.optional(), ...page });
export const divisions = list(z.strictObject({
  code: z.string(), name: z.string(), level: z.enum(divisionLevels),
  /** What it stands in, the province first. */
  within: z.array(z.string()),
  /** How many there are on each level below it, villages not counted. */
  below: z.array(z.strictObject({ level: z.enum(divisionLevels), n: z.int() })).max(4),
}));
export const divisionPath = z.strictObject({ division: code });
/**
 * The types that the division and each level below it become, separated by commas: as many levels as types. `under` is the
 * unit that the division stands below; without it the nearest division above that is on record, if any is.
 */
export const divisionTableQuery = z.strictObject({
  pack: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), under: unitId.optional(),
  types: z.string().max(400).transform((given) => given.split(',')).pipe(z.array(policyId).min(1).max(5)),
});
