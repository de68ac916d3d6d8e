import { z } from 'zod';
import { basis, list, page } from './api-parts.ts';
import { instant, localDate } from './common.ts';

/** What was told because of one allocation: to whom, when, about which duty. */

export const toldQuery = z.strictObject({ ...page });

/** In the order of time, of units in sight. `basis` is of the date. `duty` is null where spending is behind its curve: that is nobody's duty with a date. */
export const lineTold = list(z.strictObject({
  key: z.string(), at: instant, status: z.string(), toldAt: instant.nullable(), stage: z.string(), words: z.string(), unit: z.string(), unitName: z.string(), postTitle: z.string(), person: z.string().nullable(),
  duty: z.string().nullable(), title: basis.nullable(), dueOn: localDate.nullable(), basis: basis.nullable(),
  mail: z.strictObject({ status: z.string(), sentAt: instant.nullable() }).nullable(),
})).extend({
  /** Why lateness of money is chased at all, as the pack has it. */
  chasedBy: basis.nullable(),
  /** Supervision orders that these duties led to; drafts only for whoever stands above the unit. */
  orders: z.array(z.strictObject({
    unit: z.string(), unitName: z.string(), duty: z.string(), about: z.string(), title: basis.nullable(), status: z.string(), number: z.string().nullable(), deadline: localDate.nullable(),
    draftedAt: instant.nullable(), issuedAt: instant.nullable(), acknowledgedAt: instant.nullable(), endedAt: instant.nullable(),
  })).max(50),
  now: instant,
});
