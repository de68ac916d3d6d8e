import { ask, client, keyOf } from './base/api.ts';
import type { AnswerOf, Asked, ReadName } from './base/api.ts';
import { pages } from './pages.ts';
import { dutyParts, isKind } from './pages/obligation/kinds.ts';

const read = <N extends ReadName>(name: N, asked: Asked<N>): Promise<AnswerOf<N>> => client.fetchQuery({ queryKey: keyOf(name, asked), queryFn: () => ask(name, asked), retry: false });
/** A refusal is said by the page that needs it. */
const silently = (begun: Promise<unknown>): void => void begun.catch(() => undefined);

/** What the address will need, asked for at once and not one after the other: who it is, the page's own files, what it shows. */
export function ahead(path: string): void {
  silently(read('whoAmI', {}));
  const [, cycle, rest = ''] = /^\/cycles\/([^/]+)(\/.*)$/.exec(path) ?? [];
  if (cycle === undefined) return;
  silently(read('myTasks', { query: { cycle } }));
  silently(read('cycle', { params: { cycle } }));
  const page = pages.find((one) => new RegExp(`^${one.path.replace(/:\w+/g, '[^/]+')}$`).test(rest));
  if (page) silently(page.load());
  const [, unit, duty] = /^\/units\/([^/]+)\/obligations\/([^/]+)$/.exec(rest) ?? [];
  if (unit !== undefined && duty !== undefined) silently(obligation({ cycle, unit, duty }));
}

/** Its story says of what kind it is, and that what its page is made of. */
async function obligation(params: { cycle: string; unit: string; duty: string }): Promise<void> {
  const { kind } = await read('story', { params });
  if (!isKind(kind)) return;
  silently(dutyParts[kind]());
  silently(read(kind, { params }));
}
