import type { FundsLine } from '../../domain/funds/line.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { breadthOf, inSight, seesAll } from './places.ts';
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

/** Where there is no date: as `late_on` has it, after every day. */
const never = '9999-12-31';

/**
 * Lines with money at a unit in sight, the earliest date among what is held first; those without a date last. From the units where
 * few are in sight, else in the order of the list.
 */
export async function fundsLinesOf(sql: Sql, cycle: string, options: { sight: Sight; today: LocalDate; source?: string | undefined; holder?: string | undefined; overdue?: boolean; limit: number; cursor?: string | undefined }): Promise<Page<FundsLineFacts>> {
  const { sight, today, source, holder, overdue = false, limit, cursor } = options;
  const seen = inSight(sight);
  const after = keyOf(cursor, ['string', 'number']);
  const isWhole = await seesAll(sql, cycle, sight);
  const isFew = holder !== undefined || (!isWhole && (await breadthOf(sql, seen)).of === 'few');
  const index = source === undefined ? 'funds_line_late' : 'funds_line_source';
  const own = `SELECT DISTINCT p.line FROM unit_path up JOIN funds_parcel p ON p.unit = up.unit AND p.cycle = ? WHERE ${seen.where} ${holder === undefined ? '' : 'AND p.unit = ? AND p.held + p.in_flight > 0'}`;
  const from = isFew ? `(${own}) own JOIN funds_line l ON l.cycle = ? AND l.line = own.line` : `funds_line l FORCE INDEX (${index})`;
  const among = isFew || isWhole ? 'TRUE' : `(SELECT 1 FROM funds_parcel p JOIN unit_path up ON up.unit = p.unit WHERE p.cycle = l.cycle AND p.line = l.line AND ${seen.where} LIMIT 1) IS NOT NULL`;
  const rows = await sql.query<FundsLineFacts & { n: number; lateOn: LocalDate }>(
    `SELECT l.line, l.line_no AS n, l.status, l.source, l.document_number AS documentNumber, l.kind, l.purpose, l.received_on AS receivedOn, l.received, l.held, l.in_flight AS inFlight, l.paid, l.returned, l.retained,
        NULLIF(l.late_on, '${never}') AS dueOn, CAST(l.late_on AS CHAR) AS lateOn
      FROM (SELECT l.line FROM ${from} WHERE l.cycle = ? AND ${among} ${source === undefined ? '' : 'AND l.source = ?'} ${overdue ? 'AND l.late_on < ?' : ''} ${after ? 'AND (l.late_on > ? OR l.late_on = ? AND l.line_no > ?)' : ''}
        ORDER BY l.late_on, l.line_no LIMIT ?) page
      JOIN funds_line l ON l.cycle = ? AND l.line = page.line ORDER BY l.late_on, l.line_no`,
    [
      ...(isFew ? [cycle, ...seen.values, ...(holder === undefined ? [] : [holder]), cycle] : []), cycle, ...(isFew || isWhole ? [] : seen.values), ...(source === undefined ? [] : [source]), ...(overdue ? [today] : []),
      ...(after ? [after[0] ?? '', ...after] : []), limit + 1, cycle,
    ],
  );
  return pageOf(rows, limit, (row) => [row.lateOn, row.n], ({ n: _n, lateOn: _lateOn, ...row }) => row);
}

/** A line whole, and where its journal stands. */
export async function fundsLineOf(sql: Sql, cycle: string, line: string): Promise<{ seq: number; line: FundsLine } | null> {
  const [row] = await sql.query<{ seq: number; detail: unknown }>('SELECT seq, detail FROM funds_line WHERE cycle = ? AND line = ?', [cycle, line]);
  return row ? { seq: row.seq, line: fromJson<FundsLine>(row.detail) } : null;
}

/** The greatest number that a line has, or an imported one will have. */
export async function lastLine(sql: Sql, cycle: string): Promise<number> {
  const [row] = await sql.query<{ n: number | null; waiting: number | null }>(
    'SELECT (SELECT MAX(CAST(SUBSTRING(line, 2) AS UNSIGNED)) FROM funds_line WHERE cycle = ?) AS n, (SELECT MAX(line_no) FROM money_import_row WHERE cycle = ?) AS waiting', [cycle, cycle]);
  return Math.max(Number(row?.n ?? 0), Number(row?.waiting ?? 0));
}

/** The payment that a voucher stands for, in whichever line of the cycle. */
export async function voucherOf(sql: Sql, cycle: string, voucher: string): Promise<{ line: string; payment: string; on: LocalDate } | null> {
  const [row] = await sql.query<{ line: string; payment: string; on: LocalDate }>('SELECT line, payment, paid_on AS `on` FROM funds_voucher WHERE cycle = ? AND voucher = ?', [cycle, voucher]);
  return row ?? null;
}
