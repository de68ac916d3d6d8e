import type { Order } from '../../domain/order/order.ts';
import { partsOfKey } from '../../domain/verification/verification.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';

/** One event as the feed numbers it. */
export interface FeedEvent {
  feedSeq: number;
  stream: string;
  cycle: string;
  /** Of the stream: `cycle`, `unit-year`. */
  kind: string;
  unit: string | null;
  seq: number;
  type: string;
  at: string;
  /** The duty it is about, and the one that this one is about (a request for more time names both). */
  duty: string | null;
  of: string | null;
}

/** The newest number of the feed; 0 where nothing was numbered yet. Nothing at or below it is missing (ADR 18). */
export async function feedHead(sql: Sql): Promise<number> {
  const [head] = await sql.query<{ feed_seq: number }>('SELECT feed_seq FROM feed_head WHERE id = 1');
  return Number(head?.feed_seq ?? 0);
}

/** Events of some cycles after one number and up to another, in their order. An opening is about the whole year: its plan is not read. */
export async function feedBetween(sql: Sql, { after, upTo, cycles, limit }: { after: number; upTo: number; cycles: readonly string[]; limit: number }): Promise<FeedEvent[]> {
  if (cycles.length === 0 || upTo <= after) return [];
  const named = (path: string): string => `IF(e.type = 'yearOpened', NULL, JSON_VALUE(e.body, '${path}'))`;
  return sql.query<FeedEvent>(
    `SELECT f.feed_seq AS feedSeq, f.stream, s.cycle, s.kind, s.unit, f.seq, e.type, e.at, ${named('$.duty')} AS duty, ${named('$.of')} AS \`of\`
      FROM feed f JOIN stream s ON s.id = f.stream JOIN event e ON e.stream = f.stream AND e.seq = f.seq
      WHERE f.feed_seq > ? AND f.feed_seq <= ? AND s.cycle IN (${cycles.map(() => '?').join(', ')}) ORDER BY f.feed_seq LIMIT ?`,
    [after, upTo, ...cycles, limit],
  );
}

/** What is special about a duty when it comes to who may see it; see `Scope.maySee` and `assists`. */
export interface Concern {
  /** An order that was not issued: only for those above its unit. */
  isDraft: boolean;
  /** Departments that verify it, or whose verification it is. */
  departments: string[];
  /** Units that assist with it. */
  assisting: string[];
}

/** Duties of one cycle that concern others than those above their unit, or fewer of them, by `{unit}/{duty}`. */
export async function concernsOf(sql: Sql, cycle: string, duties: readonly { unit: string; duty: string }[]): Promise<Map<string, Concern>> {
  const concerns = new Map<string, Concern>();
  if (duties.length === 0) return concerns;
  const ids = [...new Set(duties.map(({ unit, duty }) => `${cycle}/${unit}/${duty}`))];
  const orders = await sql.query<{ unit: string; duty: string; status: string; detail: unknown }>(
    `SELECT unit, obligation_key AS duty, status, detail FROM obligation WHERE id IN (${ids.map(() => '?').join(', ')}) AND kind = 'order'`, ids);
  for (const { unit, duty, status, detail } of orders) {
    const { issued, assisting } = fromJson<Order>(detail);
    const isUnissued = status === 'drafted' || status === 'discarded';
    concerns.set(`${unit}/${duty}`, { isDraft: issued === null, departments: [], assisting: isUnissued ? [] : assisting.map((one) => one.unit) });
  }
  const units = [...new Set(duties.map(({ unit }) => unit))];
  const verifications = await sql.query<{ unit: string; duty: string }>(
    `SELECT unit, obligation_key AS duty FROM obligation WHERE cycle = ? AND unit IN (${units.map(() => '?').join(', ')}) AND kind = 'verification'`, [cycle, ...units]);
  for (const { unit, duty } of verifications) {
    const parts = partsOfKey(duty);
    if (!parts) continue;
    for (const key of [duty, parts.report]) {
      const known = concerns.get(`${unit}/${key}`) ?? { isDraft: false, departments: [], assisting: [] };
      concerns.set(`${unit}/${key}`, { ...known, departments: [...known.departments, parts.department] });
    }
  }
  return concerns;
}
