import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';

/** A cycle's state whole, as its decider left it. */
export async function cycleState(sql: Sql, id: string): Promise<Cycle> {
  const [row] = await sql.query<{ detail: unknown }>('SELECT detail FROM cycle WHERE id = ?', [id]);
  if (!row) throw new RangeError(`cycle ${id} is not recorded`);
  return fromJson<Cycle>(row.detail);
}

/** What ends with a cycle that is cancelled. */
export interface WouldEnd {
  units: number;
  /** Letters by whether they are in force; voided and lapsed ones left out. */
  inForce: number;
  notInForce: number;
  /** Planned, or in a mail that is not on its way yet. */
  notices: number;
  tasks: number;
  /** Duties of every kind that are still open. */
  duties: number;
}

export async function wouldEnd(sql: Sql, cycle: string): Promise<WouldEnd> {
  const [row] = await sql.query<Record<keyof WouldEnd, number | null>>(
    `SELECT (SELECT COUNT(*) FROM stream WHERE cycle = ? AND kind = 'unit-year' AND head_seq > 0 AND ended_at IS NULL) AS units,
      (SELECT COUNT(*) FROM notice WHERE cycle = ? AND status IN ('planned', 'frozen')) AS notices, (SELECT COUNT(*) FROM task WHERE cycle = ?) AS tasks, o.*
      FROM (SELECT SUM(kind = 'letter' AND status IN ('inForce', 'supplementing', 'supplementSigned')) AS inForce,
        SUM(kind = 'letter' AND status IN ('drafted', 'issued', 'objected', 'countersigning')) AS notInForce, SUM(standing IN ('notYet', 'owed', 'waiting')) AS duties FROM obligation WHERE cycle = ?) o`,
    [cycle, cycle, cycle, cycle],
  );
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, n]) => [name, Number(n ?? 0)])) as unknown as WouldEnd;
}
