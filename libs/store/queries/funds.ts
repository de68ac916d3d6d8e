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
          l.received, l.held, l.in_flight AS inFlight, l.paid, l.returned, l.retained, (SELECT MIN(h.late_from) FROM funds_holding h WHERE h.cycle = l.cycle AND h.line = l.line AND NOT h.is_suspended) AS dueOn
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

export interface HeldMoney {
  line: string;
  n: number;
  purpose: string;
  source: string;
  documentNumber: string;
  unit: string;
  unitName: string;
  phase: 'holding' | 'inFlight' | 'examining' | 'correcting' | 'paying' | 'retained';
  amount: number;
  since: LocalDate;
  dueOn: LocalDate | null;
  daysOver: number;
}

/** Days over at a day, of a holding `h`; nothing while its clock stands still. */
const daysOver = 'IF(h.is_suspended OR h.late_from IS NULL, 0, GREATEST(0, DATEDIFF(?, h.late_from)))';

/** Overdue money at the units in sight, the longest overdue first: who has it now, and only for what is that holder's own. */
export async function overdueMoney(sql: Sql, cycle: string, options: { sight: Sight; today: LocalDate; holder?: string | undefined; source?: string | undefined; limit: number; cursor?: string | undefined }): Promise<Page<HeldMoney>> {
  const { sight, today, holder, source, limit, cursor } = options;
  const seen = inSight(sight);
  const after = keyOf(cursor, ['string', 'string', 'number']);
  const rows = await sql.query<HeldMoney & { lateFrom: LocalDate }>(
    `SELECT h.line, h.n, l.purpose, l.source, l.document_number AS documentNumber, h.unit, u.name AS unitName, h.phase, h.amount, h.since, h.due_on AS dueOn, h.late_from AS lateFrom, ${daysOver} AS daysOver
      FROM funds_holding h JOIN funds_line l ON l.cycle = h.cycle AND l.line = h.line JOIN unit u ON u.id = h.unit JOIN unit_path up ON up.unit = h.unit
      WHERE h.cycle = ? AND h.late_from < ? AND NOT h.is_suspended AND ${seen.where} ${holder === undefined ? '' : 'AND h.unit = ?'} ${source === undefined ? '' : 'AND l.source = ?'}
        ${after ? 'AND (h.late_from, h.line, h.n) > (?, ?, ?)' : ''} ORDER BY h.late_from, h.line, h.n LIMIT ?`,
    [today, cycle, today, ...seen.values, ...(holder === undefined ? [] : [holder]), ...(source === undefined ? [] : [source]), ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.lateFrom, row.line, row.n], ({ lateFrom: _lateFrom, ...row }) => ({ ...row, daysOver: Number(row.daysOver) }));
}

export interface Ageing {
  /** A unit's id, a source's id, or the purpose as it was entered. */
  of: string;
  name: string | null;
  /** Fen by band of days over, the pack's bands and one open upwards. */
  bands: number[];
  total: number;
}

const grouped = { unit: 'h.unit', source: 'l.source', purpose: 'l.purpose' } as const;

/** How long overdue money has been so, in bands, by who has it, where it came from, or what for; the most money first. */
export async function ageingOf(sql: Sql, cycle: string, options: { sight: Sight; today: LocalDate; by: keyof typeof grouped; upTo: readonly number[] }): Promise<Ageing[]> {
  const { sight, today, by, upTo } = options;
  const seen = inSight(sight);
  const edges = [0, ...upTo];
  const bands = edges.map((from, n) => `SUM(IF(t.d > ${from}${n + 1 < edges.length ? ` AND t.d <= ${edges[n + 1] ?? 0}` : ''}, t.amount, 0)) AS b${n}`);
  const rows = await sql.query<{ of: string; name: string | null; total: string } & Record<string, string>>(
    `SELECT t.of, MAX(t.name) AS name, SUM(t.amount) AS total, ${bands.join(', ')} FROM (
      SELECT ${grouped[by]} AS \`of\`, ${by === 'unit' ? 'u.name' : 'NULL'} AS name, h.amount, ${daysOver} AS d
        FROM funds_holding h JOIN funds_line l ON l.cycle = h.cycle AND l.line = h.line JOIN unit u ON u.id = h.unit JOIN unit_path up ON up.unit = h.unit
        WHERE h.cycle = ? AND h.late_from < ? AND NOT h.is_suspended AND ${seen.where}) t
      GROUP BY t.of ORDER BY total DESC, t.of LIMIT 500`,
    [today, cycle, today, ...seen.values],
  );
  return rows.map((row) => ({ of: row.of, name: row.name, bands: edges.map((_, n) => Number(row[`b${n}`])), total: Number(row.total) }));
}
