import { useParams } from 'wouter';
import { useRead } from '../base/api.ts';

const kept = 'zeren-cycle';

/** The year looked at last, on this machine. */
export const keptCycle = (): string | null => localStorage.getItem(kept);
export const keepCycle = (cycle: string): void => localStorage.setItem(kept, cycle);

/** The year a page is about, from its address. */
export const useCycle = (): string => useParams<{ cycle: string }>().cycle;
/** A page of this year: `at('/tasks')`. */
export function useAt(): (path: string) => string {
  const cycle = useCycle();
  return (path) => `/cycles/${cycle}${path}`;
}

/** What the person's posts in this year may do: `can('administrator')`. */
export function useFunctions(): { can(one: string): boolean; posts: readonly { unit: string; unitName: string; title: string; functions: readonly string[] }[] } {
  const cycle = useCycle();
  const posts = useRead('myTasks', { query: { cycle } }, { when: cycle !== undefined }).data?.posts ?? [];
  return { posts, can: (one) => posts.some(({ functions }) => functions.includes(one)) };
}
