import { z } from 'zod';
import { basis } from './api-parts.ts';
import { dutyKey, instant, line, localDate, postId, sha256, unitId } from './common.ts';

/** What the API takes and gives about signing: the password that confirms it, what was signed on paper, what is attached. */

export const confirmPassword = z.strictObject({ password: z.string().min(1).max(200) });
/** Until then signing needs nothing more. */
export const confirmation = z.strictObject({ confirmedUntil: instant });

const paper = {
  document: sha256,
  /** Posts of the unit that signed the paper; left out, all that still have to. */
  posts: z.array(postId).min(1).max(10).refine((posts) => new Set(posts).size === posts.length, 'each post once').optional(),
  /** The post above that signed the same paper for the issuing side, where the pack asks for it. */
  countersigner: postId.optional(),
};
/** A letter was signed on paper on that day; the scan was uploaded for the unit before. */
export const registerSigning = z.strictObject({ signedOn: localDate, ...paper });
/** A ceremony (集中签订): many letters signed on one day. */
export const registerCeremony = z.strictObject({
  signedOn: localDate,
  items: z.array(z.strictObject({ unit: unitId, duty: dutyKey, ...paper })).min(1).max(200)
    .refine((items) => new Set(items.map(({ unit, duty }) => `${unit}/${duty}`)).size === items.length, 'each letter once'),
});
/** What became of each letter, in the order given. Each is an act of its own, found under its key. */
export const ceremony = z.strictObject({
  recorded: z.int(), pending: z.int(), refused: z.int(),
  outcomes: z.array(z.strictObject({
    unit: z.string(), duty: z.string(), key: z.string(), state: z.enum(['recorded', 'pending', 'refused']),
    /** The letter's status afterwards. */
    status: z.string().nullable(),
    problem: z.strictObject({ code: z.string(), status: z.int(), words: basis, pointers: z.array(z.string()) }).nullable(),
  })).max(200),
});

/** A signature given on paper: `document` is the scan. When it was registered is the signature's own instant. */
const onPaper = z.strictObject({ signedOn: localDate, document: z.string(), registeredBy: z.string() });
export const signature = z.strictObject({ posts: z.array(z.string()), person: z.string(), at: instant, onPaper: onPaper.optional() });

/** Documents that go with a paper: brought for the unit before, shown under the name given here. */
export const attachments = z.array(z.strictObject({ sha256, name: line(120) })).max(10)
  .refine((files) => new Set(files.map((file) => file.sha256)).size === files.length, 'each document once').optional();
export const attachmentsShown = z.array(z.strictObject({ sha256: z.string(), name: z.string() })).max(10);
