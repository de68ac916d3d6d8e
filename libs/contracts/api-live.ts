import { z } from 'zod';
import { basis, list, page } from './api-parts.ts';
import { instant } from './common.ts';

/** What the API gives about what others do: the changes as they come, what happened, and what comes next. */

/** The number in the feed after which to begin; the header Last-Event-ID, which a browser sends on its own, goes before it. */
export const liveQuery = z.strictObject({ since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() });

/** What one turn of a stream changed, or a few in a row. `unit` null: the cycle itself. No duties: whatever the unit owes may be different now. */
export const liveChange = z.strictObject({ unit: z.string().nullable(), duties: z.array(z.string()), at: instant, seq: z.int().describe('of the stream, the last event of the turn') });
/** Of the events `begin` (all after `head` will come) and `reset` (too far behind: load everything again, what follows `head` will come). */
export const liveHead = z.strictObject({ head: z.int() });
/** The data of one message; its id is the number in the feed up to which everything was said. */
export const liveMessage = z.union([liveChange, liveHead]);

/** Everything after this number of the feed, the newest last. A page may hold fewer than its limit and yet have a next one. */
export const happeningsQuery = z.strictObject({ since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0), ...page });
export const happening = z.strictObject({
  feedSeq: z.int(), at: instant, unit: z.string().nullable(), unitName: z.string().nullable(), duty: z.string().nullable(), title: basis.nullable(),
  type: z.string(), words: basis,
  /** Null where it came about by itself. */
  person: z.string().nullable(),
});
const toldNotice = z.strictObject({
  at: instant, unit: z.string(), unitName: z.string(), duty: z.string(), title: basis, postTitle: z.string(), person: z.string().nullable(),
  words: z.string().describe('what the stage says, in Chinese as the pack has it'), status: z.string(),
});
/** What happened after a number of the feed, and what was told between the instant of that number and now. */
export const happenings = list(happening).extend({ now: instant, head: z.int(), notices: z.strictObject({ count: z.int(), first: z.array(toldNotice).max(10), alike: z.array(toldNotice.extend({ n: z.int().describe('reminders that say the same of duties of this name; the rest is the first of them') })).max(30) }) });

/** The earliest instant after now at which something happens by itself; null where nothing will. */
export const nextThing = z.strictObject({ now: instant, at: instant.nullable(), what: basis.nullable() });
