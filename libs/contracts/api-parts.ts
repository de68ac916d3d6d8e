import { z } from 'zod';
import { lights } from '../domain/light.ts';
import { cursor, limit } from './common.ts';

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
