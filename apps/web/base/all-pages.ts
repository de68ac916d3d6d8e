import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from './api.ts';
import type { AnswerOf, Asked, ReadName, Refusal } from './api.ts';

type Listed = { next: string | null };

/**
 * A whole list, page after page: for what has to be counted or searched as a whole.
 *
 * @returns its pages so far; `isWhole` once the last is there
 */
export function useAllPages<N extends ReadName>(name: N, asked: Asked<N>, { when = true }: { when?: boolean } = {}): { pages: AnswerOf<N>[] | undefined; isWhole: boolean; error: Refusal | null; refetch: () => unknown } {
  const { params = {}, query = {} } = asked as { params?: object; query?: object };
  const list = useInfiniteQuery<AnswerOf<N>, Refusal>({
    queryKey: [name, params, { ...query, all: true }], enabled: when, initialPageParam: undefined, getNextPageParam: (page) => (page as Listed).next ?? undefined,
    queryFn: ({ pageParam, signal }) => ask(name, { ...asked, query: { ...query, ...(pageParam === undefined ? {} : { cursor: String(pageParam) }) } } as Asked<N>, { signal }),
  });
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = list;
  useEffect(() => { if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage(); }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  return { pages: list.data?.pages, isWhole: list.data !== undefined && !hasNextPage, error: list.error, refetch: list.refetch };
}
