/** Times of one question, in milliseconds. */
export interface Times {
  name: string;
  p50: number;
  p99: number;
  worst: number;
  asked: number;
}

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;

export function timesOf(name: string, millis: readonly number[]): Times {
  const sorted = [...millis].sort((a, b) => a - b);
  return { name, p50: at(sorted, 0.5), p99: at(sorted, 0.99), worst: sorted.at(-1) ?? Number.NaN, asked: sorted.length };
}

/** A question is asked so often: what else the machine does meanwhile is not the database's. */
const tries = 5;

/** How long each of some questions takes, the quickest of five; asked one after the other. */
export async function timed<T>(cases: readonly T[], ask: (one: T) => Promise<unknown>, times = tries): Promise<number[]> {
  const millis: number[] = [];
  for (const one of cases) {
    let quickest = Infinity;
    for (let n = 0; n < times; n += 1) {
      const begun = performance.now();
      await ask(one);
      quickest = Math.min(quickest, performance.now() - begun);
    }
    millis.push(quickest);
  }
  return millis;
}

/** A list page by page: how long each page takes, and no further than so many pages. */
export async function timedPages(most: number, ask: (cursor: string | undefined) => Promise<{ next: string | null }>): Promise<number[]> {
  const cursors: (string | undefined)[] = [];
  for (let cursor: string | null | undefined; cursors.length < most && cursor !== null;) {
    cursors.push(cursor);
    ({ next: cursor } = await ask(cursor));
  }
  return timed(cursors, ask);
}
