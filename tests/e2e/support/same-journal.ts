import type { DataSource } from 'typeorm';
import { sqlOf } from '#libs/store/sql';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Entry {
  stream: string;
  place: number;
  type: string;
  at: string;
  account: string | null;
  person: string | null;
  posts: Json;
  body: Json;
}

/** A drill's clock is moved by acts of its own; a live year has none. */
const movesOfTheClock = new Set(['advanceStarted', 'advanceFinished']);

/**
 * A year's journal with ids set aside: the cycle is called `{cycle}` wherever it is named, and an event's number is its place
 * among those that a live year has too, also where a message names its cause by it.
 */
export async function journalOf(source: DataSource, cycle: string): Promise<Entry[]> {
  const rows = await sqlOf(source).query<{ stream: string; seq: number; type: string; at: string; account: string | null; person: string | null; posts: string; body: string }>(
    'SELECT e.stream, e.seq, e.type, e.at, e.account, e.person, e.posts, e.body FROM event e JOIN stream s ON s.id = e.stream WHERE s.cycle = ? ORDER BY e.stream, e.seq', [cycle]);
  const places = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const { stream, seq, type } of rows) {
    const place = (counts.get(stream) ?? 0) + (movesOfTheClock.has(type) ? 0 : 1);
    counts.set(stream, place);
    places.set(`${stream} ${seq}`, place);
  }
  const unnamed = (text: string): string => text.replaceAll(cycle, '{cycle}');
  return rows.filter(({ type }) => !movesOfTheClock.has(type)).map(({ stream, seq, type, at, account, person, posts, body }) => {
    const told = JSON.parse(body) as { [key: string]: Json };
    if (type === 'received') told['n'] = places.get(`${String(told['from'])} ${String(told['n'])}`) ?? null;
    return { stream: unnamed(stream), place: places.get(`${stream} ${seq}`) ?? 0, type, at, account, person, posts: JSON.parse(posts) as Json, body: JSON.parse(unnamed(JSON.stringify(told))) as Json };
  });
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Instants that the rules make of dates, and not a clock: these are the same to the millisecond. */
const madeOfDates = new Set(['dueAt', 'nearAt', 'from', 'to']);

/**
 * Where two values differ, and how; nothing when they are the same.
 *
 * @param lateMillis by how much later something may be in the live year
 */
export function differences(drill: Json | undefined, live: Json | undefined, lateMillis: number, path = ''): string[] {
  if (typeof drill === 'string' && typeof live === 'string' && instant.test(drill) && instant.test(live) && !madeOfDates.has(path.split('/').at(-1) ?? '')) {
    const later = Date.parse(live) - Date.parse(drill);
    return later >= 0 && later <= lateMillis ? [] : [`${path}: ${drill} → ${live}`];
  }
  if (typeof drill === 'object' && drill !== null && typeof live === 'object' && live !== null && Array.isArray(drill) === Array.isArray(live)) {
    const [before, after] = [drill as { [key: string]: Json }, live as { [key: string]: Json }];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => differences(before[key], after[key], lateMillis, `${path}/${key}`));
  }
  return Object.is(drill, live) ? [] : [`${path}: ${JSON.stringify(drill)} → ${JSON.stringify(live)}`];
}

export interface Told {
  notice_key: string;
  stage: string;
  dating: number;
  post: string;
  at: string;
  status: string;
  person: string | null;
  slot: string | null;
  mail: string | null;
  content: Json;
}

/** Who was told what, of which dating, for which slot, and whether the mail went out. */
export async function toldIn(source: DataSource, cycle: string): Promise<Map<string, Told>> {
  const rows = await sqlOf(source).query<Omit<Told, 'content'> & { content: string }>(
    `SELECT n.notice_key, n.stage, n.dating, n.post, n.at, n.status, n.person, m.slot, m.status AS mail, n.content
      FROM notice n LEFT JOIN mail m ON m.id = n.mail WHERE n.cycle = ? ORDER BY n.notice_key`, [cycle]);
  const unnamed = (text: string): string => text.replaceAll(cycle, '{cycle}').replaceAll(cycle.replaceAll('/', '-'), '{cycle}');
  return new Map(rows.map(({ content, ...row }) => [unnamed(row.notice_key), { ...row, notice_key: unnamed(row.notice_key), content: JSON.parse(unnamed(content)) as Json }]));
}
