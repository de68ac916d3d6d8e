import canonicalize from 'canonicalize';
import type { JournalEvent } from '#libs/contracts/record';

/**
 * A checksum (FNV-1a, 32 bits) of the events a turn decided, in the order and with the instants they are written.
 *
 * Temporal compares the commands of a replay, not what they carry. `record` repeats this with its answer, so that a replay
 * which decides otherwise is noticed: it would go on from a state that the journal does not tell.
 */
export function decidedMark(events: readonly JournalEvent[]): string {
  const text = (canonicalize as unknown as (value: unknown) => string)(events);
  let mark = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  return (mark >>> 0).toString(36);
}
