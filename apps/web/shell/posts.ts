import { useRead } from '../base/api.ts';
import type { AnswerOf } from '../base/api.ts';
import { useCycle } from './cycle.ts';

export type OwnPost = AnswerOf<'myTasks'>['posts'][number];

/** The person's posts on the day of this year, as `may` reads them. */
export function usePosts(): readonly OwnPost[] {
  const cycle = useCycle();
  return useRead('myTasks', { query: { cycle } }).data?.posts ?? [];
}
