import type { z } from 'zod';
import type { Refusal } from './api.ts';
import { formWords as words } from './form-words.ts';
import type { Say } from './say.ts';

/** One field at fault: the steps from the body to it, and why. */
export interface Fault {
  path: (string | number)[];
  why: string;
}

const stepsOf = (pointer: string): (string | number)[] => pointer.split('/').slice(1)
  .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** What the server found wrong, field by field, in the person's language. A schema's faults come as «Chinese · English». */
export const faultsOf = ({ body: { code, words: said, errors = [] } }: Refusal, say: Say): Fault[] => errors.map(({ pointer, detail }) => {
  const [zh = detail, en = detail] = detail.split(' · ');
  return { path: stepsOf(pointer), why: code === 'invalid' ? say({ zh, en }) : say(said) };
});

/** What the route's own schema finds wrong before anything is sent. */
export function faultsBefore(schema: z.ZodType, body: unknown, say: Say): Fault[] {
  const read = schema.safeParse(body);
  return read.success ? [] : read.error.issues.map((issue) => ({ path: issue.path.map((step) => (typeof step === 'number' ? step : String(step))), why: whyOf(issue, say) }));
}

function whyOf(issue: z.core.$ZodIssue, say: Say): string {
  if (issue.code === 'too_small' && issue.origin === 'string') return say(words.missing);
  if (issue.code === 'too_big' && issue.origin === 'string') return say(words.tooLong, { max: Number(issue.maximum) });
  if (issue.code === 'invalid_type') return say(issue.expected === 'number' ? words.notANumber : words.missing);
  if (issue.code === 'not_multiple_of') return say(words.notANumber);
  return say(words.other);
}
