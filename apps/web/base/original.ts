import type { AnswerOf } from './api.ts';

/**
 * What a duty was made for, as against the steps that follow it (会签, 审核, 补正…): the original date is of these. A step
 * after them has a date of its own, that nobody moved.
 */
const firstActs: ReadonlySet<string> = new Set(['sign', 'supplement', 'report', 'check', 'submit', 'record', 'verify', 'allocate', 'complete']);

/** The date that was moved; null where the date stands as it was set, or belongs to another step than the one waited for. */
export const originalOf = ({ act, dueOn, originalDueOn }: { act: string | undefined; dueOn: string | null; originalDueOn: string | null }): string | null =>
  (act !== undefined && firstActs.has(act) && dueOn !== null && originalDueOn !== dueOn ? originalDueOn : null);

/** In a list that gives the state instead of the act: those in which what the duty was made for is still waited for. */
const firstStates: ReadonlySet<string> = new Set(['issued', 'supplementing', 'awaited', 'inside', 'handedBack', 'open', 'waiting', 'acknowledged']);
type Item = Pick<AnswerOf<'obligations'>['items'][number], 'status' | 'dueOn' | 'originalDueOn'>;
export const originalIn = ({ status, dueOn, originalDueOn }: Item): string | null => (firstStates.has(status) && dueOn !== null && originalDueOn !== dueOn ? originalDueOn : null);
