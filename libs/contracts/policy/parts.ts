import { z } from 'zod';
import { isLocalDate } from '../../domain/time/instant.ts';

/** What all parts of a policy pack are made of: words, ids, days, and the basis on which everything stands. */

export const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof words>;

export const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'letters and digits, starting small');
/** A unit's id: an official division code, or letters and digits of one's own. */
export const unitId = z.string().regex(/^[A-Za-z0-9]{1,20}$/);
export const period = z.string().regex(/^(Q[1-4]|M(0[1-9]|1[0-2])|Y)$/);
/** A recurring duty's periods; a period named twice would make one key twice. */
export const periods = z.array(period).min(1).max(12).refine((given) => new Set(given).size === given.length, 'each period once');
/** A day that every year has. */
export const monthDay = z.string().regex(/^\d{2}-\d{2}$/).refine((day) => isLocalDate(`2027-${day}`), 'a day that every year has, MM-DD');
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** A decimal as JSON number with at most two places. */
export const figure = z.number().min(-1e12).max(1e12).multipleOf(0.01).refine((value) => Math.round(value * 100) / 100 === value, 'at most two decimal places');

/** Where a date or a duty comes from. Every due date carries one, in the page and in the mail. */
export const basis = z.union([
  z.strictObject({ article: z.string().regex(/^[A-Z]{1,2}\d+(\(\d+\))?$/).describe('source, article and item: M9, M27(7)'), note: z.string().optional() }),
  z.strictObject({ document: z.string().min(1).describe('number and title of a document'), note: z.string().optional() }),
  z.strictObject({ setting: z.string().min(1).describe('who set it, and why, where no source states it') }),
]);
export type Basis = z.infer<typeof basis>;

export const source = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z]?$/),
  title: z.string().min(1),
  number: z.string().optional(),
  /** How it counts itself: 第二十七条, or （二十九） in a document of numbered headings. */
  numbering: z.enum(['article', 'heading']).optional(),
  /** How many articles the source has; a citation beyond is an error. */
  articles: z.int().min(1),
  /** Articles that have numbered items, and how many. */
  items: z.record(z.string(), z.int().min(1)).optional(),
  /** The only articles that may be cited, where not all of the text at hand can be trusted. */
  citable: z.array(z.int().min(1)).min(1).optional(),
});

/**
 * A post's function at a place seen from the unit that owes: itself, the unit above, the root of the tree, the department
 * that a verification asks. The function `holder` is no post's: it is whoever holds the paper when the stage comes.
 */
export const postAt = z.strictObject({ function: id, of: z.enum(['unit', 'superior', 'root', 'department']) });
export type PostAt = z.infer<typeof postAt>;

/** A value and where it comes from. */
export const setting = <T extends z.ZodType>(value: T) => z.strictObject({ value, basis });
