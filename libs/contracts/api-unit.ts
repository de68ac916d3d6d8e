import { z } from 'zod';
import { obligationItem, orderItem } from './api.ts';
import { light } from './api-parts.ts';
import { instant, localDate } from './common.ts';

const heldPost = z.strictObject({ post: z.string(), title: z.string(), person: z.string().nullable() });

/** A unit with all its page shows. Imported by the routes, not re-exported by `api.ts`, which it is made of. */
export const unitPage = z.strictObject({
  now: instant, unit: z.string(), unitName: z.string(), type: z.string(), administeredBy: z.string().nullable(),
  /** The units above it that one may see, the highest first. */
  ancestors: z.array(z.strictObject({ unit: z.string(), unitName: z.string() })).max(20),
  /** Today's holders; `since` is the first day of the tenure. `told`: notices told to the post this month. */
  posts: z.array(heldPost.extend({ functions: z.array(z.string()), since: localDate.nullable(), told: z.int() })).max(60),
  children: z.int(), below: z.record(light, z.int()),
  /** What the unit owes; drafts of orders are not among it. */
  duties: z.array(obligationItem).max(200), moreDuties: z.int(),
  orders: z.array(orderItem).max(200),
  /** The unit above, and its posts that what this unit owes goes to; null at the root. */
  above: z.strictObject({ unit: z.string(), unitName: z.string(), posts: z.array(heldPost).max(60) }).nullable(),
});
