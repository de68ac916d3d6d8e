import type { Request } from 'express';
import { Problem } from '../problem/problem.ts';

/**
 * A request's body as bytes. It is read here and not before: only who is signed in may send megabytes.
 *
 * @throws Problem documentTooLarge, documentEmpty, notAFile where the body was JSON and was read already
 */
export async function bytesIn(request: Request, limit: { bytes: number; shown: string }, notAFile: Problem): Promise<Buffer> {
  const tooLarge = new Problem('documentTooLarge', { limit: limit.shown });
  if (Number(request.headers['content-length'] ?? 0) > limit.bytes) throw tooLarge;
  // JSON was read already, by the parser that all routes share.
  if (request.body !== undefined) throw notAFile;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit.bytes) throw tooLarge;
    chunks.push(chunk);
  }
  if (bytes === 0) throw new Problem('documentEmpty');
  return Buffer.concat(chunks);
}
