import type { z } from 'zod';
import type { Refusal } from './api.ts';
import { fieldWords as words } from './field-words.ts';
import type { Facts, Pair } from './say.ts';
import { fill } from './say.ts';

/** What is wrong, by the JSON pointer of the field: `/document/number`. */
export type Faults = ReadonlyMap<string, Pair>;
export const noFaults: Faults = new Map();

/** What the server refused, at its field. A schema's fault comes as «Chinese · English»; of a rule's, the field says the rule's sentence. */
export const faultsIn = (refusal: Refusal | null): Faults => new Map((refusal?.body.errors ?? []).map(({ pointer, detail }) => {
  const [zh = detail, en = detail] = detail.split(' · ');
  return [pointer, refusal && refusal.body.code !== 'invalid' && pointer !== '' ? refusal.body.words : { zh, en }];
}));

/** Fields left empty that may not be. */
export const missingIn = (typed: Readonly<Record<string, string>>): Faults => new Map(Object.entries(typed).flatMap(([pointer, text]) => (text.trim() === '' ? [[pointer, words.empty] as const] : [])));

/** What the route's own schema has against a form before it is sent. */
export function faultsOf(schema: z.ZodType, value: unknown): Faults {
  const { error } = schema.safeParse(value);
  return new Map((error?.issues ?? []).map((issue) => [`/${issue.path.map(String).join('/')}`, whyOf(issue)]));
}

function whyOf(issue: z.core.$ZodIssue): Pair {
  const saying = (pair: Pair, facts: Facts): Pair => ({ zh: fill(pair, 'zh', facts), en: fill(pair, 'en', facts) });
  if (issue.code === 'too_big' && issue.origin === 'string') return saying(words.tooLong, { max: Number(issue.maximum) });
  if (issue.code === 'invalid_type' && issue.expected === 'number' || issue.code === 'not_multiple_of') return words.notANumber;
  return issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.input === undefined) ? words.empty : words.notValid;
}
