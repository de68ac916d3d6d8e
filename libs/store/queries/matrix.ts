import { worstFirst } from '../../domain/light.ts';
import type { Light } from '../../domain/light.ts';
import { obligationKinds } from '../../domain/unit-year/kinds.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { lightSql } from './light.ts';
import { unissuedOrder } from './obligations.ts';
import { breadthOf, inSight } from './places.ts';
import type { Sight } from './places.ts';

/**
 * Kinds of which a unit may have several that no other unit has: they share a column a policy. What is opened during the
 * year, and the verifications, which are one for each report and department.
 */
export const foldedKinds: readonly string[] = [...Object.values(obligationKinds).filter((kind) => 'isOnDemand' in kind).map(({ kind }) => kind), 'verification'];

export interface MatrixWhere {
  cycle: string;
  now: string;
  sight: Sight;
  kind?: string | undefined;
}

/** Duties that every unit of a sort owes alike; folded kinds have no period of their own. */
export interface MatrixColumn {
  kind: string;
  policy: string;
  period: string | null;
}

export interface CountedColumn extends MatrixColumn {
  /** Units by the light of their cell; null where too many are in sight to be counted. */
  counts: Partial<Record<Light, number>> | null;
}

export const columnKey = ({ policy, period }: Pick<MatrixColumn, 'policy' | 'period'>): string => (period === null ? policy : `${policy}-${period}`);

/** Money has lists of its own: a column of it would say of each unit only that some lies there. */
const noMoney = "AND o.kind <> 'money'";

const marks = (of: readonly unknown[]): string => of.map(() => '?').join(', ');

/** The columns of all units in sight, with how many units show which light in each: from the index of units, orders aside. */
export async function matrixColumns(sql: Sql, { cycle, now, sight, kind }: MatrixWhere): Promise<CountedColumn[]> {
  const seen = inSight(sight);
  const ofKind = kind === undefined ? { where: noMoney, values: [] } : { where: 'AND o.kind = ?', values: [kind] };
  // Beyond some ten thousand units nobody reads the sums of a matrix; the tree has the counts of a province.
  if ((await breadthOf(sql, seen)).of === 'most') {
    const rows = await sql.query<MatrixColumn>(
      `SELECT DISTINCT o.kind, o.policy, IF(o.kind IN (${marks(foldedKinds)}), NULL, o.period) AS period FROM (SELECT DISTINCT kind, period, policy FROM obligation WHERE cycle = ?) o WHERE TRUE ${ofKind.where}`,
      [...foldedKinds, cycle, ...ofKind.values]);
    return rows.map((row) => ({ ...row, counts: null }));
  }
  const light = lightSql(now);
  const from = `unit_path up JOIN obligation o FORCE INDEX (obligation_unit) ON o.unit = up.unit WHERE ${seen.where} AND o.cycle = ? ${ofKind.where}`;
  const fromValues = [...seen.values, cycle, ...ofKind.values];
  const rows = await sql.query<MatrixColumn & { light: Light; n: number }>(
    `SELECT STRAIGHT_JOIN o.kind, o.policy, o.period, ${light.sql} AS light, COUNT(*) AS n FROM ${from} AND o.kind NOT IN (${marks(foldedKinds)}) GROUP BY 1, 2, 3, 4
      UNION ALL SELECT kind, policy, NULL, ELT(worst, ${marks(worstFirst)}), COUNT(*) FROM (
        SELECT STRAIGHT_JOIN o.unit, o.kind, o.policy, MIN(FIELD(${light.sql}, ${marks(worstFirst)})) AS worst FROM ${from} AND o.kind IN (${marks(foldedKinds)}) AND NOT ${unissuedOrder} GROUP BY 1, 2, 3) folded
      GROUP BY 1, 2, 4`,
    [...light.values, ...fromValues, ...foldedKinds, ...worstFirst, ...light.values, ...worstFirst, ...fromValues, ...foldedKinds],
  );
  const columns = new Map<string, CountedColumn>();
  for (const { light: shown, n, ...column } of rows) {
    const key = columnKey(column);
    columns.set(key, { ...column, counts: { ...columns.get(key)?.counts, [shown]: Number(n) } });
  }
  return [...columns.values()];
}

export interface MatrixUnit {
  unit: string;
  name: string;
  type: string;
  under: string | null;
  path: string;
}

/** Units in sight in the order of the tree: a unit, then all that stands below it. Runs over the index of paths. */
export async function matrixUnits(sql: Sql, { sight, limit, cursor }: { sight: Sight; limit: number; cursor?: string | undefined }): Promise<Page<MatrixUnit>> {
  const after = keyOf(cursor, ['string']);
  const seen = inSight(sight);
  const rows = await sql.query<MatrixUnit>(
    `SELECT STRAIGHT_JOIN u.id AS unit, u.name, u.type, u.under, up.path FROM unit_path up JOIN unit u ON u.id = up.unit
      WHERE ${seen.where} ${after ? 'AND up.path > ?' : ''} ORDER BY up.path LIMIT ?`,
    [...seen.values, ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.path], (row) => row);
}

/** What a unit shows in a column: the worst light of its duties there, how many they are, and since when the longest overdue is. */
export interface MatrixCellFacts {
  light: Light;
  n: number;
  lateAt: string | null;
}

/** The cells of some units, by unit and column key. */
export async function matrixCells(sql: Sql, { cycle, now, kind }: Omit<MatrixWhere, 'sight'>, units: readonly string[]): Promise<Map<string, Map<string, MatrixCellFacts>>> {
  const cells = new Map<string, Map<string, MatrixCellFacts>>();
  if (units.length === 0) return cells;
  const light = lightSql(now);
  const select = `SELECT o.unit, o.kind, o.policy, o.period, ${light.sql} AS light, o.due_at AS dueAt FROM obligation o FORCE INDEX (obligation_unit) WHERE o.cycle = ? AND o.unit IN (${marks(units)}) ${kind === undefined ? noMoney : 'AND o.kind = ?'}`;
  const values = [...light.values, cycle, ...units, ...(kind === undefined ? [] : [kind])];
  // Of an order the row has to be read: whether it was issued stands in its text.
  const rows = await sql.query<MatrixColumn & { unit: string; light: Light; dueAt: string | null }>(
    `${select} AND o.kind <> 'order' UNION ALL ${select} AND o.kind = 'order' AND NOT ${unissuedOrder}`, [...values, ...values]);
  for (const { unit, dueAt, ...row } of rows) {
    const of = cells.get(unit) ?? new Map<string, MatrixCellFacts>();
    cells.set(unit, of);
    const key = columnKey({ policy: row.policy, period: foldedKinds.includes(row.kind) ? null : row.period });
    of.set(key, together(of.get(key), { light: row.light, n: 1, lateAt: row.light === 'late' ? dueAt : null }));
  }
  return cells;
}

const together = (a: MatrixCellFacts | undefined, b: MatrixCellFacts): MatrixCellFacts => (a === undefined ? b : {
  light: worstFirst.indexOf(a.light) <= worstFirst.indexOf(b.light) ? a.light : b.light, n: a.n + b.n,
  lateAt: a.lateAt === null || (b.lateAt !== null && b.lateAt < a.lateAt) ? b.lateAt : a.lateAt,
});
