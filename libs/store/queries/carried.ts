import type { FundsLine } from '../../domain/funds/line.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';

export interface Carryable {
  cycle: string;
  title: string;
  year: number;
  left: number;
  line: FundsLine;
}

/** Lines of closed years of the same tree with money left, the latest year first; of drills those of drills. */
export async function carryableInto(sql: Sql, { cycle, root, year, isDrill }: { cycle: string; root: string; year: number; isDrill: boolean }, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<Carryable>> {
  const after = keyOf(cursor, ['number', 'string', 'number', 'string']);
  const rows = await sql.query<{ cycle: string; title: string; year: number; line: string; left: number; detail: string; size: number }>(
    `SELECT c.id AS cycle, c.title, c.year, l.line, l.held + l.in_flight AS \`left\`, l.detail, CHAR_LENGTH(l.line) AS size FROM cycle c JOIN funds_line l ON l.cycle = c.id
      WHERE c.root = ? AND c.status = 'closed' AND c.is_drill = ? AND c.year <= ? AND c.id <> ? AND l.status = 'closed' AND l.held + l.in_flight > 0
        ${after ? 'AND (c.year < ? OR (c.year = ? AND (c.id, CHAR_LENGTH(l.line), l.line) > (?, ?, ?)))' : ''} ORDER BY c.year DESC, c.id, size, l.line LIMIT ?`,
    [root, isDrill ? 1 : 0, year, cycle, ...(after ? [after[0], ...after] : []), limit + 1]);
  return pageOf(rows, limit, (row) => [row.year, row.cycle, row.size, row.line], ({ cycle: from, title, year: of, left, detail }) => ({ cycle: from, title, year: of, left, line: fromJson<FundsLine>(detail) }));
}

/** The lines of a year that money of others was carried over into, by the stream it came from. A line has as much as was left, so that few are looked at. */
export async function carriedInto(sql: Sql, cycle: string, before: readonly { stream: string; left: number }[]): Promise<Map<string, string>> {
  if (before.length === 0) return new Map();
  const marks = before.map(() => '?').join(', ');
  const rows = await sql.query<{ line: string; stream: string }>(
    `SELECT line, JSON_VALUE(detail, '$.about.carriedFrom') AS stream FROM funds_line WHERE cycle = ? AND received IN (${marks}) HAVING stream IN (${marks})`, [cycle, ...before.map(({ left }) => left), ...before.map(({ stream }) => stream)]);
  return new Map(rows.map(({ stream, line }) => [stream, line]));
}
