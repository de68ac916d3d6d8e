import { z } from 'zod';
import { lights } from '../domain/light.ts';
import { cursor, limit, localDate } from './common.ts';

/** What many answers are made of. */
export const page = { limit, cursor };
export const light = z.enum(lights);
export const list = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item).max(200), next: z.string().nullable() });
export const basis = z.strictObject({ zh: z.string(), en: z.string() });
/** Who has an item now, and how many working days are left to its date (below zero once it has passed); null where no date runs. */
export const inHand = {
  workingDaysLeft: z.int().nullable(), workingDaysLate: z.int().nullable().describe('null unless it is late'),
  waitsFor: z.array(z.strictObject({ post: z.string(), title: z.string(), person: z.string().nullable() })).max(60),
};
/** What the funds' lines say of a figure that a report takes from them: of the unit and all below it, at the end of the period, or today. */
export const ledgerFigure = z.strictObject({ indicator: z.string(), name: z.string(), measure: z.string(), value: z.number().nullable(), received: z.int(), paid: z.int(), on: localDate, source: basis });
/** A reported figure that is another than the lines', by more than rounding. */
export const contradiction = z.strictObject({ indicator: z.string(), name: z.string(), measure: z.string(), reported: z.number(), fromLedger: z.number(), difference: z.number(), on: localDate });
export const besideLedger = { fromLedger: z.array(ledgerFigure), contradictions: z.array(contradiction) };
