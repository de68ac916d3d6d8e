import { QueryClient, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { problem as problemSchema } from '#libs/contracts/api';
import type { RouteName, routes } from '#libs/contracts/routes';
import { baseWords } from './words.ts';

type Routes = typeof routes;
type PartOf<N extends RouteName, P extends string> = Routes[N] extends Record<P, infer S extends z.ZodType> ? z.input<S> : never;
/** What a request to a route is made of: exactly the parts its row in the table has. */
export type Asked<N extends RouteName> =
  & (PartOf<N, 'params'> extends never ? object : { params: PartOf<N, 'params'> })
  & (PartOf<N, 'query'> extends never ? object : { query?: PartOf<N, 'query'> })
  & (PartOf<N, 'body'> extends never ? object : { body: PartOf<N, 'body'> });
export type AnswerOf<N extends RouteName> = z.output<Routes[N]['answer']>;
export type ReadName = { [N in RouteName]: Routes[N]['method'] extends 'GET' ? N : never }[RouteName];
export type ProblemBody = z.output<typeof problemSchema>;

/** A refusal by the API, with its sentence in both languages; `offline` where nobody answered. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly body: Pick<ProblemBody, 'code' | 'words'> & Partial<ProblemBody>, readonly retryAfter: number | null = null) {
    super(body.words.zh);
  }
}

const offline = { code: 'offline', words: baseWords.offline };

export function addressOf(name: RouteName, { params, query }: { params?: object; query?: object }): string {
  const [, path = ''] = __ADDRESSES__[name] ?? [];
  const filled = path.replace(/\{(\w+)\}/g, (_all, part: string) => encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[part] ?? '')));
  const search = new URLSearchParams(Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '').map(([key, value]) => [key, String(value)]));
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ''}`;
}

/** The CSRF token stands in a cookie of its own, made for scripts to read. */
export const csrf = (): string => decodeURIComponent(/(?:^|; )zeren_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? '');

interface More { key?: string; seen?: number | undefined; file?: Blob; signal?: AbortSignal }

/**
 * Asks a route.
 *
 * @throws Refusal whatever is not an answer of success
 */
export const ask = async <N extends RouteName>(name: N, asked: Asked<N>, more: More = {}): Promise<AnswerOf<N>> => await (await send(name, asked, more)).json() as AnswerOf<N>;

/**
 * Asks a route whose answer is a file, not JSON.
 *
 * @throws Refusal whatever is not an answer of success
 */
export const askFile = async <N extends RouteName>(name: N, asked: Asked<N>, more: More = {}): Promise<Blob> => (await send(name, asked, more)).blob();

async function send<N extends RouteName>(name: N, asked: Asked<N>, more: More): Promise<Response> {
  const [method = 'GET'] = __ADDRESSES__[name] ?? [];
  const { body } = asked as { body?: unknown };
  const content: BodyInit | null = more.file ?? (method === 'GET' || body === undefined ? null : JSON.stringify(body));
  const headers: Record<string, string> = {
    ...(method === 'GET' ? {} : { 'X-CSRF-Token': csrf() }),
    ...(content === null ? {} : { 'Content-Type': more.file ? more.file.type || 'application/octet-stream' : 'application/json' }),
    ...(more.key === undefined ? {} : { 'Idempotency-Key': more.key }),
    ...(more.seen === undefined ? {} : { 'If-Match': `"${more.seen}"` }),
  };
  const answer = await fetch(addressOf(name, asked as object), { method, headers, body: content, signal: more.signal ?? null }).catch((error: unknown) => {
    if (more.signal?.aborted) throw error;
    throw new Refusal(0, offline);
  });
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => null) as ProblemBody | null;
  if (answer.status === 401 && name !== 'signIn' && name !== 'whoAmI') void client.invalidateQueries({ queryKey: ['whoAmI'] });
  throw new Refusal(answer.status, said?.words ? said : offline, Number(answer.headers.get('Retry-After')) || null);
}

/** One cache for all pages. What was read is shown at once and asked again when another person's change is heard (live.ts). */
export const client: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000, refetchOnWindowFocus: true,
      retry: (count, error) => count < 2 && (!(error instanceof Refusal) || error.status === 0 || error.status >= 500),
    },
  },
});

export const keyOf = <N extends ReadName>(name: N, asked: Asked<N>): readonly unknown[] => [name, (asked as { params?: object }).params ?? {}, (asked as { query?: object }).query ?? {}];

/** Reads a route; `when: false` waits. */
export const useRead = <N extends ReadName>(name: N, asked: Asked<N>, { when = true }: { when?: boolean } = {}): UseQueryResult<AnswerOf<N>, Refusal> =>
  useQuery<AnswerOf<N>, Refusal>({ queryKey: keyOf(name, asked), queryFn: ({ signal }) => ask(name, asked, { signal }), enabled: when });
