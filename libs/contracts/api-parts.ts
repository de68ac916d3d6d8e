import { z } from 'zod';
import { lights } from '../domain/light.ts';
import { cursor, limit } from './common.ts';

/** What many answers are made of. */
export const page = { limit, cursor };
export const light = z.enum(lights);
export const list = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item).max(200), next: z.string().nullable() });
export const basis = z.strictObject({ zh: z.string(), en: z.string() });
