import { canonical, sha256 } from './canonical.ts';
import { noFaults } from './expect.ts';
import type { Check } from './expect.ts';
import type { EventRow, Found } from './record.ts';

export const firstHash = '0'.repeat(64);

/** The hash of an event over everything its row says and the hash before it. */
export function hashOf(event: EventRow, previous: string): string {
  const { stream, seq, type, at, account, person, act_key: actKey } = event;
  return sha256(canonical({ stream, seq, previous, type, at, account, person, posts: JSON.parse(event.posts), actKey, body: JSON.parse(event.body) }));
}

export function byStream(events: readonly EventRow[]): Map<string, EventRow[]> {
  const streams = new Map<string, EventRow[]>();
  for (const event of events) {
    const list = streams.get(event.stream);
    if (list) list.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}

/** Each event's hash, recomputed: a byte changed, a row gone or exchanged no longer fits. */
export function hashChain({ events }: Found): Check {
  const faults: string[] = [];
  for (const [stream, list] of byStream(events)) {
    let previous = firstHash;
    for (const event of list) {
      if (event.prev_hash !== previous || event.hash !== hashOf(event, previous)) faults.push(`${stream} #${event.seq} ${event.type}`);
      previous = event.hash;
    }
  }
  return noFaults('journal-hash-chain', events.length, faults);
}

/** Each stream's events are 1, 2, 3 … up to its head, and the head carries the last one's hash. */
export function gapless({ events, streams }: Found): Check {
  const lists = byStream(events);
  const faults = streams.flatMap(({ id, head_seq, head_hash }) => {
    const list = lists.get(id) ?? [];
    const gap = list.findIndex((event, index) => event.seq !== index + 1);
    if (gap >= 0) return [`${id}: #${gap + 1} is missing`];
    if (list.length !== head_seq) return [`${id}: ${list.length} events, head ${head_seq}`];
    return list.at(-1)?.hash === head_hash ? [] : [`${id}: the head has another hash`];
  });
  return noFaults('journal-gapless', streams.length, faults);
}
