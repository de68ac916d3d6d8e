import type { BasisText } from '../../domain/call/call.ts';
import type { NoticeContent } from '../../domain/decider.ts';
import type { Duty } from '../../domain/unit-year/state.ts';
import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';
import { unissuedOrder } from './obligations.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

const marks = (of: readonly unknown[]): string => of.map(() => '?').join(', ');

/** What events say, by `{stream}#{seq}`, and who did it. The plan of a whole year is left out of its opening. */
export async function bodiesOf(sql: Sql, events: readonly { stream: string; seq: number }[]): Promise<Map<string, { person: string | null; body: unknown }>> {
  if (events.length === 0) return new Map();
  const rows = await sql.query<{ stream: string; seq: number; person: string | null; body: string }>(
    `SELECT stream, seq, person, IF(type = 'yearOpened', '{"type":"yearOpened"}', body) AS body FROM event WHERE (stream, seq) IN (${events.map(() => '(?, ?)').join(', ')})`,
    events.flatMap(({ stream, seq }) => [stream, seq]),
  );
  return new Map(rows.map(({ stream, seq, person, body }) => [`${stream}#${seq}`, { person, body: JSON.parse(body) as unknown }]));
}

export interface NamedDuty {
  duty: Duty;
  /** What its stages said, in the pack's words. */
  stages: { stage: string; words: string }[];
}

/** Duties by the id of the obligation, with the words of their stages. */
export async function dutiesNamed(sql: Sql, obligations: readonly string[]): Promise<Map<string, NamedDuty>> {
  if (obligations.length === 0) return new Map();
  const rows = await sql.query<{ id: string; detail: unknown }>(`SELECT id, detail FROM obligation WHERE id IN (${marks(obligations)})`, obligations);
  const stages = await sql.query<{ obligation: string; stage: string; words: string }>(
    `SELECT DISTINCT obligation, stage, JSON_VALUE(content, '$.words') AS words FROM notice WHERE obligation IN (${marks(obligations)}) AND JSON_VALUE(content, '$.words') IS NOT NULL LIMIT 5000`, obligations);
  return new Map(rows.map(({ id, detail }) => [id, { duty: fromJson<Duty>(detail), stages: stages.filter(({ obligation }) => obligation === id) }]));
}

export async function unitNames(sql: Sql, units: readonly string[]): Promise<Map<string, string>> {
  if (units.length === 0) return new Map();
  const rows = await sql.query<{ id: string; name: string }>(`SELECT id, name FROM unit WHERE id IN (${marks(units)})`, units);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Where a cycle's clock stood at its last event up to a number of the feed; null where nothing had happened. */
export async function instantAt(sql: Sql, cycle: string, feedSeq: number): Promise<string | null> {
  const [row] = await sql.query<{ at: string }>(
    `SELECT e.at FROM feed f JOIN stream s ON s.id = f.stream JOIN event e ON e.stream = f.stream AND e.seq = f.seq
      WHERE f.feed_seq <= ? AND s.cycle = ? ORDER BY f.feed_seq DESC LIMIT 1`, [feedSeq, cycle]);
  return row?.at ?? null;
}

export interface ToldNotice {
  at: string;
  unit: string;
  unitName: string;
  duty: string;
  title: BasisText;
  postTitle: string;
  person: string | null;
  words: string;
  status: string;
}

/** Reminders that say the same of duties of one name, whichever the unit: how many, and the first of them. */
export interface ToldAlike extends ToldNotice {
  n: number;
}

const mostAlike = 30;

/** Reminders in sight that were told, or could not be, after one instant and up to another: how many, the first few, and those alike together. */
export async function toldBetween(sql: Sql, { cycle, after, upTo, sight, first }: { cycle: string; after: string | null; upTo: string; sight: Sight; first: number }): Promise<{ count: number; first: ToldNotice[]; alike: ToldAlike[] }> {
  const seen = inSight(sight);
  // Word of an order that was not issued is for those above its unit.
  const places = sight.paths.length > 0 ? `up.path NOT IN (${marks(sight.paths)})` : 'FALSE';
  const from = `FROM notice n JOIN obligation o ON o.id = n.obligation JOIN unit_path up ON up.unit = o.unit
    WHERE n.cycle = ? AND n.status IN ('told', 'undeliverable') AND n.at > ? AND n.at <= ? AND (${seen.where}) AND (NOT ${unissuedOrder} OR ${places})`;
  const values = [cycle, sqlInstant(after ?? '2000-01-01T00:00:00.000Z'), sqlInstant(upTo), ...seen.values, ...sight.paths];
  const [counted] = await sql.query<{ n: number }>(`SELECT COUNT(*) AS n ${from}`, values);
  type Row = Omit<ToldAlike, 'title' | 'words'> & { content: unknown; detail: unknown };
  const told = (of: string, end: readonly unknown[]): Promise<Row[]> => sql.query<Row>(
    `SELECT t.at, t.unit, u.name AS unitName, t.duty, COALESCE(p.title, t.post) AS postTitle, h.name AS person, t.status, t.n, t.content, t.detail
      FROM (${of}) t JOIN unit u ON u.id = t.unit LEFT JOIN post p ON p.id = t.post LEFT JOIN person h ON h.id = t.person ORDER BY t.at, t.id`, [...values, ...end]);
  const columns = 'n.id, n.at, n.post, n.person, n.status, n.content, o.unit, o.obligation_key AS duty, o.detail';
  const rows = await told(`SELECT ${columns}, 1 AS n ${from} ORDER BY n.at, n.id LIMIT ?`, [first]);
  const groups = await told(
    `SELECT ${columns}, g.n FROM (SELECT MIN(n.id) AS id, COUNT(*) AS n ${from} GROUP BY JSON_VALUE(n.content, '$.title'), COALESCE(JSON_VALUE(n.content, '$.words'), JSON_VALUE(n.content, '$.stage')) ORDER BY id LIMIT ?) g
      JOIN notice n ON n.id = g.id JOIN obligation o ON o.id = n.obligation`, [mostAlike]);
  const shown = ({ content, detail, n: _n, ...row }: Row): ToldNotice => ({ ...row, title: fromJson<Duty>(detail).title, words: wordsOf(fromJson<NoticeContent>(content)) });
  return { count: Number(counted?.n ?? 0), first: rows.map(shown), alike: groups.map((row) => ({ ...shown(row), n: Number(row.n) })) };
}

const wordsOf = ({ words, stage }: NoticeContent): string => words ?? stage;

/** What comes by itself at the next instant: streams whose deadline it is, reminders planned for it. */
export interface NextThing {
  at: string;
  units: { n: number; first: string | null };
  notices: { n: number; first: { unitName: string; title: BasisText; words: string } | null };
}

/** The earliest deadline of a stream or planned reminder of a cycle after an instant: where a drill's clock would stop next. */
export async function nextThing(sql: Sql, cycle: string, now: string): Promise<NextThing | null> {
  const at = sqlInstant(now);
  const [deadline] = await sql.query<{ at: string | null }>('SELECT MIN(next_deadline) AS at FROM stream WHERE cycle = ? AND next_deadline > ? AND ended_at IS NULL', [cycle, at]);
  const [planned] = await sql.query<{ at: string | null }>("SELECT MIN(at) AS at FROM notice WHERE cycle = ? AND status = 'planned' AND at > ?", [cycle, at]);
  const next = [deadline?.at, planned?.at].filter((one) => typeof one === 'string').sort()[0];
  if (next === undefined) return null;
  const [units] = await sql.query<{ n: number; first: string | null }>(
    'SELECT COUNT(*) AS n, MIN(u.name) AS first FROM stream s LEFT JOIN unit u ON u.id = s.unit WHERE s.cycle = ? AND s.next_deadline = ? AND s.ended_at IS NULL', [cycle, sqlInstant(next)]);
  const [notices] = await sql.query<{ n: number; first: number | null }>("SELECT COUNT(*) AS n, MIN(id) AS first FROM notice WHERE cycle = ? AND status = 'planned' AND at = ?", [cycle, sqlInstant(next)]);
  const [first] = await sql.query<{ content: unknown; detail: unknown }>('SELECT n.content, o.detail FROM notice n JOIN obligation o ON o.id = n.obligation WHERE n.id = ?', [notices?.first ?? 0]);
  const content = first && fromJson<NoticeContent>(first.content);
  return {
    at: next, units: { n: Number(units?.n ?? 0), first: units?.first ?? null },
    notices: { n: Number(notices?.n ?? 0), first: first && content ? { unitName: content.unitName, title: fromJson<Duty>(first.detail).title, words: wordsOf(content) } : null },
  };
}
