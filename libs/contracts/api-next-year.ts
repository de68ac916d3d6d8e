import { z } from 'zod';
import { basis } from './api-parts.ts';
import { cycleId, instant, localDate } from './common.ts';

/** What the API gives about a draft and the year before it. */

/** All are counted, the first are named. */
const few = <T extends z.ZodType>(item: T) => z.strictObject({ n: z.int(), items: z.array(item).max(50) });
const named = { unit: z.string(), name: z.string() };
const held = { post: z.string(), title: z.string(), unitName: z.string() };

/** What a draft has otherwise than the year before, what it rests on that may still change, and what it lacks. */
export const yearChanges = z.strictObject({
  cycle: cycleId, status: z.string(), now: instant, words: basis,
  /** Documents without which it is not launched. */
  missing: z.array(z.enum(['requiredBy', 'approvedBy'])),
  provisional: z.strictObject({
    from: localDate, years: z.array(z.int()), dates: few(z.strictObject({ duty: z.string(), title: z.string(), dueOn: localDate, units: z.int() })),
  }).nullable(),
  /** Due dates set by hand on days off. */
  daysOff: few(z.strictObject({ duty: z.string(), title: z.string(), dueOn: localDate, next: localDate })),
  changes: z.strictObject({
    since: cycleId, joined: few(z.strictObject(named)), left: few(z.strictObject(named)),
    renamed: few(z.strictObject({ unit: z.string(), from: z.string(), to: z.string() })), moved: few(z.strictObject({ ...named, from: z.string(), to: z.string() })),
    vacant: few(z.strictObject(held)), holders: few(z.strictObject({ ...held, from: z.string().nullable(), to: z.string() })),
    targets: few(z.strictObject({ unit: z.string(), unitName: z.string(), indicator: z.string(), name: z.string(), measure: z.string(), from: z.number().nullable(), to: z.number().nullable() })),
    targetsKept: z.int(), pack: z.strictObject({ from: z.string(), to: z.string(), isSame: z.boolean() }),
  }).nullable(),
});
/** Why the next year could not be drafted yet. */
export const nextYearWaits = z.strictObject({ year: z.int(), code: z.string(), words: basis, at: instant });
