import { z } from 'zod';
import { isLocalDate } from '../domain/time/instant.ts';

/** Shapes that many routes share. Every text has a limit; every id a pattern. */

export const instant = z.iso.datetime({ precision: 3 }).refine((text) => text >= '2000' && text < '2101', 'a year from 2000 to 2100').describe('UTC instant with milliseconds, 2026-04-10T01:00:00.000Z');
export const localDate = z.string().refine(isLocalDate, 'a real date, YYYY-MM-DD').describe('date in Asia/Shanghai, YYYY-MM-DD');
/** A cycle in a path: `{campaign}-{year}` or `{campaign}-{year}-drill-{n}`; the id has slashes instead. */
export const cycleSlug = z.string().regex(/^[a-z][a-z0-9]{0,29}-\d{4}(-drill-[1-9]\d{0,3})?$/);
export const cycleId = z.string().regex(/^[a-z][a-z0-9]{0,29}\/\d{4}(\/drill-[1-9]\d{0,3})?$/);
export const unitId = z.string().regex(/^[A-Za-z0-9]{1,20}$/);
/** The pack's id, then a period, or the number of a duty opened during the year; then whose part of it. */
export const dutyKey = z.string().max(40).regex(/^[a-z][A-Za-z0-9]*(-(Q[1-4]|M(0[1-9]|1[0-2])|Y|[1-9]\d{0,3}))?(-by-[A-Za-z0-9]{1,20})?$/);
export const period = z.string().regex(/^(Q[1-4]|M(0[1-9]|1[0-2])|Y)$/);
/** The id of a duty, or of a kind of duty, in a pack. */
export const policyId = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256 in hexadecimal');
export const postId = z.string().regex(/^[A-Za-z0-9]{1,20}\/[a-z][A-Za-z0-9]{0,38}$/).describe('{unit}/{kind of post}');
export const idempotencyKey = z.string().regex(/^[A-Za-z0-9._:-]{8,80}$/);
/** Controls, and marks that turn the direction of reading: what is shown would not be what is stored. Line breaks are for texts. */
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
/** Text from people: kept as text, never as markup. */
export const line = (max: number) => z.string().trim().min(1).max(max).refine((said) => !unprintable.test(said) && !said.includes('\n'), 'one line, without control characters');
export const text = (max: number) => z.string().trim().max(max).refine((said) => !unprintable.test(said), 'without control characters');
export const documentReference = z.strictObject({ number: line(60), title: line(120) });
export const limit = z.coerce.number().int().min(1).max(200).default(50);
export const cursor = z.string().max(300).optional();

export const cycleIdOf = (slug: string): string => slug.replace(/^([a-z0-9]+)-(\d{4})(?:-(drill-\d+))?$/, (_all, campaign: string, year: string, drill?: string) => `${campaign}/${year}${drill ? `/${drill}` : ''}`);
export const cycleSlugOf = (id: string): string => id.replaceAll('/', '-');
