import type { DataSource } from 'typeorm';
import { placeholders, sqlInstant, sqlOf, transaction } from './sql.ts';
import type { Sql } from './sql.ts';
import { tallyColumns } from './tallies.ts';

/** Rows of one insert. */
const atOnce = 1_000;

interface Turn {
  id: number;
  stream: string;
  from_seq: number;
  to_seq: number;
}

/**
 * Folds the oldest turns into the tallies of every unit above, and numbers their events in the feed.
 *
 * One at a time: whoever rolls holds the feed's head. So numbers come without gaps and in the order in which events can
 * be seen: whoever has read up to a number has missed nothing below it. Each stream's events keep their order.
 *
 * @param now the real clock; a drill's duties are counted where their unit stands on the drill's day
 * @returns how many turns were taken; 0 when nothing waits
 */
export async function rollUp(source: DataSource, now: string, most = 1_000): Promise<number> {
  const [waiting] = await sqlOf(source).query('SELECT id FROM unfed LIMIT 1');
  if (!waiting) return 0;
  return transaction(source, async (sql) => {
    const [head] = await sql.query<{ feed_seq: number }>('SELECT feed_seq FROM feed_head WHERE id = 1 FOR UPDATE');
    if (!head) throw new Error('the feed has no head');
    // What others are about to insert is not waited for: it comes with a later pass.
    const turns = await sql.query<Turn>('SELECT id, stream, from_seq, to_seq FROM unfed ORDER BY id LIMIT ?', [most]);
    if (turns.length === 0) return 0;
    const ids = turns.map(({ id }) => id);
    await fold(sql, ids, now);
    await feed(sql, head.feed_seq, turns);
    for (const [table, column] of [['tally_delta', 'turn'], ['unfed', 'id']]) await sql.run(`DELETE FROM ${table} WHERE ${column} IN (${ids.map(() => '?').join(', ')})`, ids);
    return turns.length;
  });
}

async function feed(sql: Sql, last: number, turns: readonly Turn[]): Promise<void> {
  let number = last;
  const rows = turns.flatMap(({ stream, from_seq, to_seq }) => Array.from({ length: to_seq - from_seq + 1 }, (_, n) => [number += 1, stream, from_seq + n]));
  await insert(sql, 'INSERT INTO feed (feed_seq, stream, seq)', rows);
  await sql.run('UPDATE feed_head SET feed_seq = ? WHERE id = 1', [number]);
}

type Delta = Record<(typeof tallyColumns)[number], string> & { path: string; n: number };

const dayOf = 'DATE(DATE_ADD(COALESCE(c.drill_now, ?), INTERVAL 8 HOUR))';

async function fold(sql: Sql, turns: readonly number[], now: string): Promise<void> {
  const at = sqlInstant(now);
  const key = tallyColumns.map((column) => `d.${column}`).join(', ');
  const deltas = await sql.query<Delta>(
    `SELECT ${key}, up.path, SUM(d.n) AS n FROM tally_delta d LEFT JOIN cycle c ON c.id = d.cycle
      JOIN unit_path up ON up.unit = d.unit AND up.valid_from <= ${dayOf} AND (up.valid_to IS NULL OR up.valid_to >= ${dayOf})
      WHERE d.turn IN (${turns.map(() => '?').join(', ')}) GROUP BY ${key}, up.path HAVING SUM(d.n) <> 0`,
    [at, at, ...turns],
  );
  const changes = changesAbove(deltas);
  if (changes.length === 0) return;
  await insert(sql, `INSERT INTO tally (${tallyColumns.join(', ')}, n)`, changes, 'ON DUPLICATE KEY UPDATE n = n + VALUES(n)');
  const touched = new Map<string, Set<string>>();
  for (const [cycle, unit] of changes as [string, string][]) touched.set(cycle, (touched.get(cycle) ?? new Set()).add(unit));
  for (const [cycle, units] of touched) await sql.run(`DELETE FROM tally WHERE cycle = ? AND unit IN (${[...units].map(() => '?').join(', ')}) AND n = 0`, [cycle, ...units]);
}

/** The units a path leads through before its own: `/A/B/C/` is C below B below A. */
export const unitsAbove = (path: string): string[] => path.split('/').slice(1, -2);

/** What changes in the tallies of the units above, a row each. */
function changesAbove(deltas: readonly Delta[]): (string | number)[][] {
  const sums = new Map<string, { row: (string | number)[]; n: number }>();
  for (const delta of deltas) {
    for (const unit of unitsAbove(delta.path)) {
      const row = tallyColumns.map((column) => (column === 'unit' ? unit : column.endsWith('_at') ? String(sqlInstant(delta[column])) : delta[column]));
      const name = row.join('\n');
      sums.set(name, { row, n: (sums.get(name)?.n ?? 0) + Number(delta.n) });
    }
  }
  return [...sums.values()].filter(({ n }) => n !== 0).map(({ row, n }) => [...row, n]);
}

async function insert(sql: Sql, into: string, rows: readonly (string | number)[][], otherwise = ''): Promise<void> {
  for (let start = 0; start < rows.length; start += atOnce) {
    const part = rows.slice(start, start + atOnce);
    await sql.run(`${into} VALUES ${placeholders(part.length, part[0]?.length ?? 0)} ${otherwise}`, part.flat());
  }
}
