import { useInfiniteQuery } from '@tanstack/react-query';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask, keyOf } from './api.ts';
import type { AnswerOf, Asked, ReadName, Refusal } from './api.ts';

/** Reads that give a list in pages. */
export type ListName = { [N in ReadName]: AnswerOf<N> extends { items: readonly unknown[]; next: string | null } ? N : never }[ReadName];
/** Those, and the matrix, whose pages hold rows. */
export type PagedName = { [N in ReadName]: AnswerOf<N> extends { next: string | null } ? N : never }[ReadName];
export type ItemOf<N extends ListName> = AnswerOf<N>['items'][number];

interface Page {
  items: readonly unknown[];
  next: string | null;
}

const askPage = <N extends PagedName>(name: N, asked: Asked<N>, cursor: string | null, signal?: AbortSignal): Promise<AnswerOf<N>> => {
  const { query } = asked as { query?: object };
  return ask(name, { ...asked, query: { ...query, ...(cursor === null ? {} : { cursor }) } } as Asked<N>, signal ? { signal } : {});
};

/** A read in pages, as the cache keeps it; the next page comes when it is fetched. */
export const usePageQuery = <N extends PagedName>(name: N, asked: Asked<N>, { when = true }: { when?: boolean } = {}): UseInfiniteQueryResult<InfiniteData<AnswerOf<N>>, Refusal> =>
  useInfiniteQuery<AnswerOf<N>, Refusal, InfiniteData<AnswerOf<N>>, readonly unknown[], string | null>({
    queryKey: [...keyOf(name, asked), 'pages'], enabled: when, initialPageParam: null, getNextPageParam: (page) => (page as { next: string | null }).next,
    queryFn: ({ pageParam, signal }) => askPage(name, asked, pageParam, signal),
  });

export interface Pages<N extends ListName> {
  /** All that was read so far; undefined before the first page. */
  items: ItemOf<N>[] | undefined;
  /** The first page, with what it says besides its items. */
  first: AnswerOf<N> | undefined;
  error: Refusal | null;
  hasMore: boolean;
  isReading: boolean;
  more: () => void;
  refetch: () => unknown;
}

/** A list read page by page, the next one when it is asked for. */
export function usePages<N extends ListName>(name: N, asked: Asked<N>, options: { when?: boolean } = {}): Pages<N> {
  const list = usePageQuery(name, asked, options);
  return {
    items: list.data?.pages.flatMap((page) => (page as Page).items as ItemOf<N>[]), first: list.data?.pages[0], error: list.error,
    hasMore: list.hasNextPage, isReading: list.isFetchingNextPage, more: () => void list.fetchNextPage(), refetch: () => list.refetch(),
  };
}

/**
 * A whole list, page after page: for what has to be counted or searched as a whole.
 *
 * @returns its pages so far; `isWhole` once the last is there
 */
export function useAllPages<N extends PagedName>(name: N, asked: Asked<N>): { pages: AnswerOf<N>[] | undefined; isWhole: boolean; error: Refusal | null; refetch: () => unknown } {
  const { data, error, hasNextPage, isFetchingNextPage, isError, fetchNextPage, refetch } = usePageQuery(name, asked);
  useEffect(() => { if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage(); }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  return { pages: data?.pages, isWhole: data !== undefined && !hasNextPage, error, refetch };
}

/**
 * Every item of a list, for an export.
 *
 * @param most what is not read beyond; the list then ends there
 * @param onProgress how many were read so far
 */
export async function everyItem<N extends ListName>(name: N, asked: Asked<N>, most: number, onProgress: (n: number) => void): Promise<ItemOf<N>[]> {
  const items: ItemOf<N>[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Page = await askPage(name, { ...(asked as object), query: { ...(asked as { query?: object }).query, limit: 200 } } as unknown as Asked<N>, cursor) as Page;
    items.push(...page.items as ItemOf<N>[]);
    onProgress(items.length);
    cursor = page.next;
    if (cursor === null || items.length >= most) return items.slice(0, most);
  }
}
