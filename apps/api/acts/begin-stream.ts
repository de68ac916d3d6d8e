import { startStream } from '#activities/start-stream';
import type { HostStart } from '#workflows/host';
import type { Engine } from '../engine.ts';
import { Problem } from '../problem/problem.ts';

/** Numbers tried beyond the last known, where several begin at once. */
const mostAtOnce = 100;

type Begins = Omit<HostStart<unknown>, 'stream' | 'opening' | 'carried'>;

/**
 * Starts the workflow of a stream that an act begins.
 *
 * @param act who gives it, under which key, with which body: the same act tried again comes to the same stream
 * @returns whether the stream is this act's own
 * @throws Problem engineUnavailable
 */
export function beginStream({ client, taskQueue }: Engine, type: Parameters<typeof startStream>[2], start: Begins & { stream: string }, act: string): Promise<boolean> {
  return startStream(client, taskQueue, type, start, act).catch(() => {
    throw new Problem('engineUnavailable', {}, { retryAfter: 5 });
  });
}

/** The same under the first free number after the last. @throws Problem engineUnavailable, streamCrowded */
export async function beginNumbered(engine: Engine, type: Parameters<typeof startStream>[2], start: Begins, { last, stream, act }: { last: number; stream(n: number): string; act: string }): Promise<number> {
  for (let n = last + 1; n <= last + mostAtOnce; n += 1) {
    if (await beginStream(engine, type, { ...start, stream: stream(n) }, act)) return n;
  }
  throw new Problem('streamCrowded', {}, { retryAfter: 2 });
}
