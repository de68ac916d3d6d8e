import { useInfiniteQuery } from '@tanstack/react-query';
import { ask, keyOf } from './api.ts';
import type { AnswerOf, Asked, ReadName, Refusal } from './api.ts';

/** Reads that give a list in pages. */
export type ListName = { [N in ReadName]: AnswerOf<N> extends { items: readonly unknown[]; next: string | null } ? N : never }[ReadName];
export type ItemOf<N extends ListName> = AnswerOf<N>['items'][number];

interface Page {
  items: readonly unknown[];
  next: string | null;
}

const askPage = (name: ListName, asked: object, cursor: string | null, signal?: AbortSignal): Promise<Page> =>
  ask(name as 'obligations', { ...asked, query: { ...(asked as { query?: object }).query, ...(cursor === null ? {} : { cursor }) } } as unknown as Asked<'obligations'>, signal ? { signal } : {}) as unknown as Promise<Page>;

export interface Pages<N extends ListName> {
  items: readonly ItemOf<N>[];
  /** The first page, with what it says besides its items; undefined until it was read. */
  first: AnswerOf<N> | undefined;
  error: Refusal | null;
  refetch: () => unknown;
  hasMore: boolean;
  isReadingMore: boolean;
  more: () => void;
}

/** A list read page by page, the next one when it is asked for. */
export function usePages<N extends ListName>(name: N, asked: Asked<N>, { when = true }: { when?: boolean } = {}): Pages<N> {
  const list = useInfiniteQuery<Page, Refusal, { pages: Page[] }, readonly unknown[], string | null>({
    queryKey: [...keyOf(name, asked), 'pages'], enabled: when, initialPageParam: null, getNextPageParam: ({ next }) => next,
    queryFn: ({ pageParam, signal }) => askPage(name, asked as object, pageParam, signal),
  });
  return {
    items: (list.data?.pages.flatMap((page) => page.items) ?? []) as ItemOf<N>[], first: list.data?.pages[0] as AnswerOf<N> | undefined, error: list.error,
    refetch: () => list.refetch(), hasMore: list.hasNextPage, isReadingMore: list.isFetchingNextPage, more: () => void list.fetchNextPage(),
  };
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
    const page: Page = await askPage(name, { ...(asked as object), query: { ...(asked as { query?: object }).query, limit: 200 } }, cursor);
    items.push(...page.items as ItemOf<N>[]);
    onProgress(items.length);
    cursor = page.next;
    if (cursor === null || items.length >= most) return items.slice(0, most);
  }
}
