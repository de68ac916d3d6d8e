import type { FundsLine } from '../../domain/funds/line.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

export interface FundsLineFacts {
  line: string;
  status: 'open' | 'closed';
  source: string;
  documentNumber: string;
  kind: 'budget' | 'cash';
  purpose: string;
  receivedOn: LocalDate;
  received: number;
  held: number;
  inFlight: number;
  paid: number;
  returned: number;
  retained: number;
  dueOn: LocalDate | null;
}

/** Lines with money at a unit in sight, the earliest date among what is held first; those without a date last. */
export async function fundsLinesOf(sql: Sql, cycle: string, options: { sight: Sight; today: LocalDate; source?: string | undefined; holder?: string | undefined; overdue?: boolean; limit: number; cursor?: string | undefined }): Promise<Page<FundsLineFacts>> {
  const { sight, today, source, holder, overdue = false, limit, cursor } = options;
  const seen = inSight(sight);
  const after = keyOf(cursor, ['string', 'number']);
  const rows = await sql.query<FundsLineFacts & { n: number }>(
    `SELECT t.* FROM (
      SELECT l.line, CAST(SUBSTRING(l.line, 2) AS UNSIGNED) AS n, l.status, l.source, l.document_number AS documentNumber, l.kind, l.purpose, l.received_on AS receivedOn,
          l.received, l.held, l.in_flight AS inFlight, l.paid, l.returned, l.retained, MIN(IF(p.held + p.in_flight > 0 AND NOT p.is_suspended, p.due_on, NULL)) AS dueOn
        FROM funds_line l JOIN funds_parcel p ON p.cycle = l.cycle AND p.line = l.line JOIN unit_path up ON up.unit = p.unit
        WHERE l.cycle = ? AND ${seen.where} ${source === undefined ? '' : 'AND l.source = ?'} ${holder === undefined ? '' : 'AND p.unit = ? AND p.held + p.in_flight > 0'}
        GROUP BY l.cycle, l.line) t
      WHERE TRUE ${overdue ? 'AND t.dueOn < ?' : ''} ${after ? "AND (COALESCE(t.dueOn, '9999-12-31'), t.n) > (?, ?)" : ''}
      ORDER BY COALESCE(t.dueOn, '9999-12-31'), t.n LIMIT ?`,
    [cycle, ...seen.values, ...(source === undefined ? [] : [source]), ...(holder === undefined ? [] : [holder]), ...(overdue ? [today] : []), ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.dueOn ?? '9999-12-31', row.n], ({ n: _n, ...row }) => row);
}

/** A line whole, and where its journal stands. */
export async function fundsLineOf(sql: Sql, cycle: string, line: string): Promise<{ seq: number; line: FundsLine } | null> {
  const [row] = await sql.query<{ seq: number; detail: unknown }>('SELECT seq, detail FROM funds_line WHERE cycle = ? AND line = ?', [cycle, line]);
  return row ? { seq: row.seq, line: fromJson<FundsLine>(row.detail) } : null;
}

export async function lastLine(sql: Sql, cycle: string): Promise<number> {
  const [row] = await sql.query<{ n: number | null }>('SELECT MAX(CAST(SUBSTRING(line, 2) AS UNSIGNED)) AS n FROM funds_line WHERE cycle = ?', [cycle]);
  return Number(row?.n ?? 0);
}

/** The payment that a voucher stands for, in whichever line of the cycle. */
export async function voucherOf(sql: Sql, cycle: string, voucher: string): Promise<{ line: string; payment: string; on: LocalDate } | null> {
  const [row] = await sql.query<{ line: string; payment: string; on: LocalDate }>('SELECT line, payment, paid_on AS `on` FROM funds_voucher WHERE cycle = ? AND voucher = ?', [cycle, voucher]);
  return row ?? null;
}
