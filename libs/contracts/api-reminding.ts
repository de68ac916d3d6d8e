import { z } from 'zod';
import { basis } from './api-parts.ts';
import { dutyKey, line, text, unitId } from './common.ts';

/** What the API takes and gives about reminders that a person gives: by hand, one or many, and by telephone. */

/** `whom`: who answered. */
export const logPhoneReminder = z.strictObject({ whom: line(30), note: text(200).optional() });

export const remindAll = z.strictObject({
  obligations: z.array(z.strictObject({ unit: unitId, duty: dutyKey })).min(1).max(200)
    .refine((all) => new Set(all.map(({ unit, duty }) => `${unit}/${duty}`)).size === all.length, '每项一次 · each one once'),
});

/**
 * What became of each, in the order they were given: `recorded`; `pending`, accepted and not on record yet, and `later`, not
 * decided: send the same request with the same key again; `refused`, with the reason.
 */
export const remindedAll = z.strictObject({
  reminders: z.array(z.strictObject({
    unit: z.string(), duty: z.string(), outcome: z.enum(['recorded', 'pending', 'later', 'refused']),
    problem: z.strictObject({ code: z.string(), words: basis }).nullable(),
  })).max(200),
});
