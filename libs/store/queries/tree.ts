import type { Light } from '../../domain/light.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { lightSql } from './light.ts';
import { unissuedOrder } from './obligations.ts';
import type { Sight } from './places.ts';

export interface TreeItem {
  id: string;
  name: string;
  type: string;
  under: string | null;
  administeredBy: string | null;
  path: string;
  children: number;
}

interface TreeOptions {
  /** Children of a unit, or the tops of what is in sight. */
  under: string | null;
  sight: Sight;
  limit: number;
  cursor?: string | undefined;
}

/** Takes the day four times. */
const unitColumns = `SELECT u.id, u.name, u.type, u.under, u.administered_by AS administeredBy, up.path,
    (SELECT COUNT(*) FROM unit c WHERE c.under = u.id AND c.valid_from <= ? AND (c.valid_to IS NULL OR c.valid_to >= ?)) AS children
  FROM unit u JOIN unit_path up ON up.unit = u.id AND up.valid_from <= ? AND (up.valid_to IS NULL OR up.valid_to >= ?)`;

/** Units of one level, by id, with how many stand directly below each. */
export async function unitsOf(sql: Sql, { under, sight, limit, cursor }: TreeOptions): Promise<Page<TreeItem>> {
  const after = keyOf(cursor, ['string']);
  const { day, paths } = sight;
  const rows = await sql.query<TreeItem>(
    `${unitColumns}
      WHERE ${under === null ? `up.path IN (${paths.map(() => '?').join(', ') || 'NULL'})` : 'u.under = ?'} ${after ? 'AND u.id > ?' : ''}
      ORDER BY u.id LIMIT ?`,
    [day, day, day, day, ...(under === null ? paths : [under]), ...(after ? [after[0]] : []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.id], (row) => row);
}

/** One unit as the tree has it; null where it does not stand in it on that day. */
export async function unitOf(sql: Sql, unit: string, day: string): Promise<TreeItem | null> {
  const [row] = await sql.query<TreeItem>(`${unitColumns} WHERE u.id = ?`, [day, day, day, day, unit]);
  return row ?? null;
}

export interface UnitDuty {
  unit: string;
  obligation: string;
  duty: string;
  status: string;
  light: Light;
  dueOn: string | null;
}

/** The own duties of some units, at most sixty each. */
export async function dutiesOf(sql: Sql, cycle: string, units: readonly string[], now: string): Promise<Map<string, UnitDuty[]>> {
  if (units.length === 0) return new Map();
  const light = lightSql(now);
  const rows = await sql.query<UnitDuty>(
    `SELECT o.unit, o.id AS obligation, o.obligation_key AS duty, o.status, ${light.sql} AS light, o.due_on AS dueOn FROM obligation o
      WHERE o.cycle = ? AND o.unit IN (${units.map(() => '?').join(', ')}) AND NOT ${unissuedOrder} ORDER BY o.unit, o.obligation_key LIMIT ?`,
    [...light.values, cycle, ...units, units.length * 60],
  );
  const byUnit = new Map<string, UnitDuty[]>();
  for (const row of rows) byUnit.set(row.unit, [...(byUnit.get(row.unit) ?? []), row]);
  return byUnit;
}

/**
 * How many duties show which light below each of some units: the tallies, with what the roller has not folded yet. Both
 * are read in one statement, so that a caller who has just acted sees the act counted.
 */
export async function lightsBelow(sql: Sql, cycle: string, units: readonly TreeItem[], day: string, now: string): Promise<Map<string, Partial<Record<Light, number>>>> {
  const parents = units.filter((unit) => unit.children > 0);
  if (parents.length === 0) return new Map();
  const [folded, pending] = [lightSql(now, 't'), lightSql(now, 'd')];
  const rows = await sql.query<{ unit: string; light: Light; n: number }>(
    `SELECT unit, light, SUM(n) AS n FROM (
      SELECT t.unit, ${folded.sql} AS light, t.n FROM tally t WHERE t.cycle = ? AND t.unit IN (${parents.map(() => '?').join(', ')})
      UNION ALL
      SELECT a.unit, ${pending.sql} AS light, d.n FROM tally_delta d
        JOIN unit_path up ON up.unit = d.unit AND up.valid_from <= ? AND (up.valid_to IS NULL OR up.valid_to >= ?)
        JOIN (${parents.map(() => 'SELECT ? AS unit, ? AS path').join(' UNION ALL ')}) a ON up.path LIKE CONCAT(a.path, '_%')
        WHERE d.cycle = ?) counted
      GROUP BY unit, light HAVING SUM(n) <> 0`,
    [...folded.values, cycle, ...parents.map(({ id }) => id), ...pending.values, day, day, ...parents.flatMap(({ id, path }) => [id, path]), cycle],
  );
  const counts = new Map<string, Partial<Record<Light, number>>>();
  for (const row of rows) counts.set(row.unit, { ...counts.get(row.unit), [row.light]: Number(row.n) });
  return counts;
}
