import { z } from 'zod';
import { basis, list, page } from './api-parts.ts';

/** What is left of closed years, to be carried over into this one (结转). Amounts are fen. */
export const carryableQuery = z.strictObject({ ...page });
export const carryable = list(z.strictObject({
  cycle: z.string().describe('the closed year, as in an address'), title: z.string(), year: z.int(), line: z.string(), purpose: z.string(), source: z.string(), sourceName: basis, documentNumber: z.string(), left: z.int().describe('fen'),
  /** For how many years running it would be carried over then; after so many it is surplus (结余), and only goes back. */
  carried: z.int(), isSurplus: z.boolean(),
  /** The line of this year that it was carried over into already. */
  into: z.string().nullable(),
}));
