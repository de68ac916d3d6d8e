import { after, unforetold } from '../../domain/unit-year/foretell.ts';
import type { Foretold } from '../../domain/unit-year/foretell.ts';
import type { UnitYearEvent } from '../../domain/unit-year/events.ts';
import type { Sql } from '../sql.ts';

/** Years folded at once: a journal is read whole. */
const atOnce = 100;

/** Units' years as their journals leave them, with the heads they were read at. */
export async function yearsOf(sql: Sql, streams: readonly string[]): Promise<Map<string, Foretold & { seq: number }>> {
  const years = new Map<string, Foretold & { seq: number }>();
  for (let from = 0; from < streams.length; from += atOnce) {
    const some = streams.slice(from, from + atOnce);
    const rows = await sql.query<{ stream: string; seq: number; at: string; body: string }>(
      `SELECT stream, seq, at, body FROM event WHERE stream IN (${some.map(() => '?').join(', ')}) ORDER BY stream, seq`, some);
    for (const { stream, seq, at, body } of rows) {
      years.set(stream, { ...after(years.get(stream) ?? unforetold, { ...(JSON.parse(body) as UnitYearEvent), at }), seq });
    }
  }
  return years;
}

/** Units with a year in a cycle that stand in a subtree on a day, by id. */
export const cycleUnits = (sql: Sql, cycle: string, under: string, day: string, limit: number): Promise<{ id: string; name: string }[]> => sql.query<{ id: string; name: string }>(
  `SELECT DISTINCT u.id, u.name FROM stream s JOIN unit u ON u.id = s.unit JOIN unit_path p ON p.unit = u.id
    WHERE s.cycle = ? AND s.kind = 'unit-year' AND s.ended_at IS NULL AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?) AND p.path LIKE ?
    ORDER BY u.id LIMIT ?`,
  [cycle, day, day, `%/${under}/%`, limit],
);

/** Units one act may concern at once: each is a message to carry. */
export const mostUnits = 5_000;
