import { noFaults, sameSet } from './expect.ts';
import type { Check, Expected, Manifest } from './expect.ts';
import { departments } from './ladders.ts';
import type { Found } from './record.ts';

/** Units of the full demo: three towns, the farm, 101 villages, six departments, an assisting unit; and four divisions with 39 villages administered elsewhere. */
const demo = { owing: 112, zone: 43 };

/** The units that somebody else administers get nothing, nor does anybody who owes nothing. */
export function zoneGetsNothing(manifest: Manifest, found: Found): Check {
  const owing = new Set(manifest.units.map(({ id }) => id));
  const zone = new Set(manifest.zone);
  // Departments owe nothing of their own, and are asked for the figures they verify.
  const verifying = new Set<string>(departments);
  const unitOf = (post: string): string => post.split('/')[0] ?? '';
  const toPosts = (posts: string): string[] => (JSON.parse(posts) as { post: string }[]).map(({ post }) => unitOf(post));
  const given = [
    ...found.obligations.map(({ unit, id }) => ({ unit, what: `obligation ${id}` })),
    ...found.streams.filter(({ kind }) => kind === 'unit-year').map(({ unit, id }) => ({ unit: unit ?? '', what: `stream ${id}` })),
    ...found.tasks.map(({ post, obligation }) => ({ unit: unitOf(post), what: `task ${obligation} ${post}` })),
    ...found.notices.map(({ post, notice_key: key }) => ({ unit: unitOf(post), what: `notice ${key}` })),
    ...found.events.flatMap(({ posts, stream, seq }) => toPosts(posts).map((unit) => ({ unit, what: `act ${stream} #${seq}` }))),
  ];
  const faults = given.filter(({ unit }) => zone.has(unit) || (!owing.has(unit) && unit !== manifest.root && !verifying.has(unit))).map(({ what }) => what);
  if (manifest.scale === 'full' && (owing.size !== demo.owing || zone.size !== demo.zone)) faults.push(`${owing.size} units that owe and ${zone.size} that do not`);
  return { ...noFaults('zone-gets-nothing', given.length, faults), expected: { zone: zone.size, given: 0 }, found: { zone: zone.size, given: faults.length, first: faults.slice(0, 6) } };
}

/** Word of a letter in force reached each unit below, once, in the order it was sent. */
export function messagesDelivered(expected: Expected, found: Found): Check {
  const heard = new Map<string, number[]>();
  for (const event of found.events) {
    if (event.type !== 'received') continue;
    const { from, n } = JSON.parse(event.body) as { from: string; n: number };
    heard.set(`${from} → ${event.stream}`, [...(heard.get(`${from} → ${event.stream}`) ?? []), n]);
  }
  const sent = new Map<string, number[]>();
  const lost: string[] = [];
  for (const { from_stream: from, to_stream: to, n, delivered_at: delivered, returned_at: returned } of found.messages) {
    sent.set(`${from} → ${to}`, [...(sent.get(`${from} → ${to}`) ?? []), n]);
    if (delivered === null || returned !== null) lost.push(`undelivered ${from} → ${to} #${n}`);
  }
  for (const [pair, numbers] of heard) {
    // The journal is read in its own order: what a receiver heard must be what was sent, once and in that order.
    if (numbers.join() !== (sent.get(pair) ?? []).join()) lost.push(`${pair}: heard ${numbers.join()}, sent ${(sent.get(pair) ?? []).join() || 'nothing'}`);
  }
  return sameSet('messages-delivered', expected.messages, [...[...sent].flatMap(([pair, numbers]) => numbers.map(() => pair)), ...lost]);
}

export const nothingSetAside = ({ setAside }: Found): Check =>
  ({ name: 'nothing-set-aside', expected: 0, found: setAside.length === 0 ? 0 : setAside.map(({ stream, what, cause }) => `${stream} ${what}: ${cause}`), ok: setAside.length === 0 });

/** The drill's clock stands where the script left it: every other check is judged at it. */
export const clockStands = ({ clock }: Manifest, { drillNow }: Found): Check => ({ name: 'clock-stands', expected: clock, found: drillNow, ok: drillNow === clock });
