import { z } from 'zod';
import { holding } from './api-funds.ts';
import { basis, list, page } from './api-parts.ts';
import { cycleSlug, instant, localDate, unitId } from './common.ts';

/** Lateness that came to its ladder's end: what it may be a case of, and what shows it. People decide. */

export const candidatesQuery = z.strictObject({ ...page, status: z.enum(['listed', 'withdrawn']).default('listed'), unit: unitId.optional(), line: z.string().regex(/^L[1-9]\d{0,9}$/).optional() });
export const candidatePath = z.strictObject({ cycle: cycleSlug, line: z.string().regex(/^L[1-9]\d{0,9}$/), candidate: z.string().regex(/^c[1-9]\d{0,5}$/) });

const item = {
  line: z.string(), candidate: z.string(), situation: z.strictObject({ id: z.string(), row: z.string(), basis, trigger: basis }),
  /** Which of the situation's facts the record shows. */
  sign: z.enum(['fundsNotPaidOnTime', 'fundsNotUsedOnTime']), unit: z.string(), unitName: z.string(), purpose: z.string(), source: z.string(), documentNumber: z.string(),
  amount: z.int().describe('fen'), dueOn: localDate, status: z.enum(['listed', 'withdrawn']), listedAt: instant, endedAt: instant.nullable(),
};
export const candidates = list(z.strictObject(item));

export const candidateView = z.strictObject({
  /** `basis` is why it is chased, `dueBasis` what its date rests on. */
  ...item, basis, dueBasis: basis, duty: z.string(), title: basis, now: instant,
  /** The situation's conditions, each with what the record shows of it; what it does not show a person must confirm. */
  conditions: z.array(z.strictObject({
    id: z.string(), is: z.enum(['cause', 'act', 'effect']),
    anyOf: z.array(z.strictObject({ id: z.string(), says: basis, shownBy: z.enum(['record', 'person']), isShown: z.boolean() })),
  })).max(6),
  /** Who had this money when, up to now; days over are the holder's own. */
  holdings: z.array(holding).max(1_000),
  /** Days over, by holder, the most first. */
  daysOver: z.array(z.strictObject({ unit: z.string(), unitName: z.string(), days: z.int() })).max(300),
  suspensions: z.array(z.strictObject({ from: localDate, to: localDate.nullable(), reason: z.string() })),
  notices: z.array(z.strictObject({ at: instant, stage: z.string(), words: z.string(), postTitle: z.string(), person: z.string().nullable(), toldAt: instant.nullable() })).max(500),
  orders: z.array(z.strictObject({ unit: z.string(), duty: z.string(), status: z.string(), number: z.string().nullable(), deadline: localDate.nullable() })).max(50),
});
