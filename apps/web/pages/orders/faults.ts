import type { z } from 'zod';
import type { Refusal } from '../../base/api.ts';
import { fieldWords } from '../../base/field-words.ts';
import type { Pair } from '../../base/say.ts';

/** What is wrong, by the JSON pointer of the field. */
export type Faults = ReadonlyMap<string, Pair>;
export const noFaults: Faults = new Map();

/** What the server's own schema has against a body before it is sent. */
export function faultsBefore(schema: z.ZodType, body: unknown): Faults {
  const { error } = schema.safeParse(body);
  return new Map((error?.issues ?? []).map((issue) => [`/${issue.path.map(String).join('/')}`, issue.code === 'too_small' ? fieldWords.empty : issue.path.some((part) => part === 'deadline' || part === 'dueOn') ? fieldWords.notADate : fieldWords.notValid]));
}

/** What the server refused, at its field; a refusal that names none stays a note. */
export const faultsIn = (refusal: Refusal | null): Faults =>
  new Map(refusal?.body.errors?.flatMap(({ pointer, detail }) => (pointer === '' || pointer === '/' ? [] : [[pointer, refusal.body.code === 'invalid' ? { zh: detail, en: detail } : refusal.body.words] as const])) ?? []);
