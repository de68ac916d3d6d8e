import { z } from 'zod';
import { basis, list, page } from './api-parts.ts';
import { dutyKey, instant, line, localDate, policyId, unitId } from './common.ts';

/** Reads that pages need: search, drafts while typing, and what a pause or a cancellation will do, shown first. */

export const searchQuery = z.strictObject({ q: line(40).refine((said) => [...said].length >= 2, '至少两个字 · two characters at least') });

const foundPost = z.strictObject({ post: z.string(), title: z.string(), unit: z.string(), unitName: z.string() });
/** At most ten of each, the nearest first: the whole, then the beginning, then anywhere. Each with what a link needs. */
export const found = z.strictObject({
  now: instant, q: z.string(),
  units: z.array(z.strictObject({ kind: z.literal('unit'), unit: z.string(), name: z.string(), type: z.string(), under: z.string().nullable(), underName: z.string().nullable() })).max(10),
  /** `number`: of an order its own, of a letter that of the document that requires it. */
  papers: z.array(z.strictObject({ kind: z.enum(['order', 'letter']), number: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), title: basis, status: z.string() })).max(10),
  people: z.array(z.strictObject({ kind: z.literal('person'), person: z.string(), name: z.string(), posts: z.array(foundPost).max(10) })).max(10),
});

const draftBytes = 32_768;
/** A form as it was left: `seq` and `version` are those of the answer the page began from; 0 for a form that was not kept before. */
export const keepDraft = z.strictObject({
  form: policyId, seq: z.int().min(0), version: z.int().min(0),
  content: z.record(z.string().max(60), z.unknown()).refine((form) => new TextEncoder().encode(JSON.stringify(form)).length <= draftBytes, '草稿最多 32 KB · a draft has 32 KB at most'),
});
export const draftView = z.strictObject({
  /** The obligation as it stands: another than the draft's `seq` means that something happened to it since. Null before it is opened. */
  head: z.int().nullable(),
  draft: z.strictObject({ form: z.string(), content: z.record(z.string(), z.unknown()), seq: z.int(), version: z.int(), at: instant }).nullable(),
});

export const pausePreviewQuery = z.strictObject({ under: unitId.optional(), from: instant.optional(), to: instant.optional(), ...page });
/** Null where a date or a notice waits until somebody ends the pause. */
export const pausePreview = list(z.strictObject({
  unit: z.string(), unitName: z.string(),
  dates: z.array(z.strictObject({ duty: dutyKey, call: z.string(), from: localDate, to: localDate.nullable() })).max(200),
  /** Planned today, and falling into the pause. */
  notices: z.array(z.strictObject({ duty: dutyKey, stage: z.string(), post: z.string(), at: instant, to: instant.nullable() })).max(2_000),
  /** Planned for after the pause, and told at another time because of it. */
  later: z.int(),
})).extend({ now: instant, from: instant, to: instant.nullable(), units: z.int(), moving: z.int(), dates: z.int(), notices: z.int(), later: z.int() });

export const cancelPreview = z.strictObject({
  now: instant, units: z.int(), letters: z.strictObject({ notInForce: z.int(), inForce: z.int() }), notices: z.int(), tasks: z.int(), duties: z.int(),
});
