import { problems, problemTitles, problemWords } from '#libs/contracts/problems';
import type { ProblemCode } from '#libs/contracts/problems';

/** One field at fault: a JSON pointer into what was sent, and why; without a reason of its own, the problem's sentence. */
export interface FieldFault {
  pointer: string;
  detail?: string;
}

interface Extras {
  errors?: FieldFault[];
  /** Seconds after which it is worth asking again. */
  retryAfter?: number;
}

/** A refusal on its way to the caller; the filter makes it application/problem+json. */
export class Problem extends Error {
  readonly errors: FieldFault[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(readonly code: ProblemCode, readonly facts: Readonly<Record<string, unknown>> = {}, { errors, retryAfter }: Extras = {}) {
    super(code);
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return problems[this.code].status;
  }
}

export type Language = 'zh' | 'en';

/** The body of RFC 9457, in the language asked for and in both. */
export function problemBody({ code, facts, status, errors }: Problem, language: Language): Record<string, unknown> {
  const words = problemWords(code, facts);
  return {
    type: `urn:zeren:problem:${code}`,
    title: problemTitles[status]?.[language] ?? code,
    status,
    code,
    detail: words[language],
    words,
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    ...(errors ? { errors: errors.map(({ pointer, detail }) => ({ pointer, detail: detail ?? words[language] })) } : {}),
  };
}
