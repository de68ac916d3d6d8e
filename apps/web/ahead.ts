import { ask, client, keyOf } from './base/api.ts';
import { pages } from './pages.ts';

/** What the address will need, asked for at once and not one after the other: who it is, the page's own files, what is owed. */
export function ahead(path: string): void {
  const fetchQuery = <T>(queryKey: readonly unknown[], queryFn: () => Promise<T>): void => void client.prefetchQuery({ queryKey, queryFn, retry: false });
  fetchQuery(keyOf('whoAmI', {}), () => ask('whoAmI', {}));
  const [, cycle, rest] = /^\/cycles\/([^/]+)(\/.*)$/.exec(path) ?? [];
  if (cycle === undefined) return;
  void pages.find((page) => page.path === rest)?.load();
  const query = { cycle };
  fetchQuery(keyOf('myTasks', { query }), () => ask('myTasks', { query }));
}
