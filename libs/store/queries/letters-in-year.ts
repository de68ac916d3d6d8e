import type { Letter } from '../../domain/letter/letter.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

/** A letter that a unit has in a year, with the document that requires it. */
export interface LetterInYear {
  unit: string;
  cycle: string;
  duty: string;
  status: string;
  detail: Letter;
}

/** Letters that count: of live years that run or ran, and of one's own; what was voided or lapsed binds nobody. */
const counts = `o.kind = 'letter' AND o.status NOT IN ('voided', 'lapsed') AND c.year = ?
  AND (c.id = ? OR (c.is_drill = 0 AND c.status NOT IN ('draft', 'cancelling', 'cancelled')))`;

/** How many letters each unit has in a year, over all live cycles but one. */
export async function letterCounts(sql: Sql, year: number, except: string): Promise<Map<string, number>> {
  const rows = await sql.query<{ unit: string; n: number }>(
    `SELECT o.unit, COUNT(*) AS n FROM obligation o JOIN cycle c ON c.id = o.cycle WHERE ${counts} AND c.id <> ? GROUP BY o.unit`, [year, except, except]);
  return new Map(rows.map(({ unit, n }) => [unit, Number(n)]));
}

/** The letters of some units in a year: those of live cycles, and of the cycle itself. */
export async function lettersInYear(sql: Sql, year: number, own: string, units: readonly string[]): Promise<LetterInYear[]> {
  if (units.length === 0) return [];
  const rows = await sql.query<Omit<LetterInYear, 'detail'> & { detail: unknown }>(
    `SELECT o.unit, o.cycle, o.obligation_key AS duty, o.status, o.detail FROM obligation o JOIN cycle c ON c.id = o.cycle
      WHERE ${counts} AND o.unit IN (${units.map(() => '?').join(', ')}) ORDER BY o.unit, o.cycle, o.obligation_key LIMIT 5000`,
    [year, own, ...units]);
  return rows.map(({ detail, ...row }) => ({ ...row, detail: fromJson<Letter>(detail) }));
}

/** Units in sight that have a letter in the year, by id. */
export async function unitsWithLetters(sql: Sql, { year, own, sight, limit, cursor }: { year: number; own: string; sight: Sight; limit: number; cursor?: string | undefined }): Promise<Page<{ unit: string; unitName: string }>> {
  const after = keyOf(cursor, ['string']);
  const seen = inSight(sight);
  const rows = await sql.query<{ unit: string; unitName: string }>(
    `SELECT DISTINCT o.unit, u.name AS unitName FROM obligation o JOIN cycle c ON c.id = o.cycle JOIN unit u ON u.id = o.unit JOIN unit_path up ON up.unit = o.unit
      WHERE ${counts} AND ${seen.where} ${after ? 'AND o.unit > ?' : ''} ORDER BY o.unit LIMIT ?`,
    [year, own, ...seen.values, ...(after ? [after[0]] : []), limit + 1]);
  return pageOf(rows, limit, ({ unit }) => [unit], (row) => row);
}
