import { z } from 'zod';
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
