import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JournalEvent } from '../contracts/record.ts';

export const firstHash = '0'.repeat(64);

/** Canonical JSON (RFC 8785): the same bytes whoever writes them. */
export function canonical(value: unknown): string {
  const text = (canonicalize as unknown as (value: unknown) => string | undefined)(value);
  if (text === undefined) throw new TypeError('a value without JSON');
  return text;
}

/**
 * The hash of an event: over stream, seq, the hash before it, and the canonical JSON of all that the row holds.
 * A changed byte, a missing or an exchanged row no longer fits.
 */
export function eventHash(stream: string, seq: number, previous: string, event: JournalEvent): string {
  const { type, at, account, person, posts, actKey, body } = event;
  return createHash('sha256').update(canonical({ stream, seq, previous, type, at, account, person, posts, actKey, body })).digest('hex');
}
