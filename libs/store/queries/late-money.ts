import { addDays } from '../../domain/time/instant.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { breadthOf, inSight, seesAll } from './places.ts';
import type { Sight } from './places.ts';

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

export interface LateOptions {
  sight: Sight;
  today: LocalDate;
  holder?: string | undefined;
  source?: string | undefined;
}

/** Money that is late on a day: rows `h` of `funds_holding`, each found in an index alone. */
interface Late {
  from: string;
  where: string;
  values: (string | number)[];
}

/**
 * Where late money is looked for: from the holder, from the units where few are in sight, else in the order of dates with
 * the units looked up; who sees the whole year sees every holder.
 */
async function lateMoney(sql: Sql, cycle: string, { sight, today, holder, source }: LateOptions): Promise<Late> {
  const seen = inSight(sight);
  const [byUnit, byDate] = ['funds_holding h FORCE INDEX (funds_holding_unit)', 'funds_holding h FORCE INDEX (funds_holding_late)'];
  const late = 'h.cycle = ? AND h.late_from < ? AND h.is_suspended = 0';
  const narrowed = { sql: `${late} ${source === undefined ? '' : 'AND h.source = ?'}`, values: [cycle, today, ...(source === undefined ? [] : [source])] };
  if (holder !== undefined) {
    return { from: `${byUnit} JOIN unit_path up ON up.unit = h.unit AND ${seen.where}`, where: `${narrowed.sql} AND h.unit = ?`, values: [...seen.values, ...narrowed.values, holder] };
  }
  if (await seesAll(sql, cycle, sight)) return { from: byDate, where: narrowed.sql, values: narrowed.values };
  const { of } = await breadthOf(sql, seen);
  const from = {
    few: `unit_path up JOIN ${byUnit} ON h.unit = up.unit AND ${seen.where}`,
    many: `${byDate} JOIN (SELECT DISTINCT up.unit FROM unit_path up WHERE ${seen.where}) up ON up.unit = h.unit`,
    most: `${byDate} JOIN unit_path up ON up.unit = h.unit AND ${seen.where}`,
  }[of];
  return { from, where: narrowed.sql, values: [...seen.values, ...narrowed.values] };
}

/** Overdue money at the units in sight, the longest overdue first: who has it now, and only for what is that holder's own. */
export async function overdueMoney(sql: Sql, cycle: string, { limit, cursor, ...options }: LateOptions & { limit: number; cursor?: string | undefined }): Promise<Page<HeldMoney>> {
  const late = await lateMoney(sql, cycle, options);
  const after = keyOf(cursor, ['string', 'string', 'number']);
  const [on = '', line = '', n = 0] = after ?? [];
  const rows = await sql.query<HeldMoney & { lateFrom: LocalDate }>(
    `SELECT h.line, h.n, h.purpose, h.source, l.document_number AS documentNumber, h.unit, u.name AS unitName, h.phase, h.amount, h.since, h.due_on AS dueOn, h.late_from AS lateFrom, DATEDIFF(?, h.late_from) AS daysOver
      FROM (SELECT STRAIGHT_JOIN h.line, h.n FROM ${late.from} WHERE ${late.where} ${after ? 'AND (h.late_from > ? OR h.late_from = ? AND (h.line > ? OR h.line = ? AND h.n > ?))' : ''}
        ORDER BY h.late_from, h.line, h.n LIMIT ?) page
      JOIN funds_holding h ON h.cycle = ? AND h.line = page.line AND h.n = page.n JOIN funds_line l ON l.cycle = h.cycle AND l.line = h.line JOIN unit u ON u.id = h.unit ORDER BY h.late_from, h.line, h.n`,
    [options.today, ...late.values, ...(after ? [on, on, line, line, n] : []), limit + 1, cycle],
  );
  return pageOf(rows, limit, (row) => [row.lateFrom, row.line, row.n], ({ lateFrom: _lateFrom, ...row }) => ({ ...row, daysOver: Number(row.daysOver) }));
}

/** What a list of overdue money comes to, all its pages together. */
export async function overdueTotals(sql: Sql, cycle: string, options: LateOptions): Promise<{ n: number; amount: number }> {
  const late = await lateMoney(sql, cycle, options);
  const [row] = await sql.query<{ n: number; amount: string | null }>(`SELECT STRAIGHT_JOIN COUNT(*) AS n, SUM(h.amount) AS amount FROM ${late.from} WHERE ${late.where}`, late.values);
  return { n: Number(row?.n ?? 0), amount: Number(row?.amount ?? 0) };
}

export interface Ageing {
  /** A unit's id, a source's id, or the purpose as it was entered. */
  of: string;
  name: string | null;
  /** Fen by band of days over, the pack's bands and one open upwards. */
  bands: number[];
  total: number;
}

/** How long overdue money has been so, in bands, by who has it, where it came from, or what for; the most money first. */
export async function ageingOf(sql: Sql, cycle: string, { by, upTo, ...options }: LateOptions & { by: 'unit' | 'source' | 'purpose'; upTo: readonly number[] }): Promise<Ageing[]> {
  const late = await lateMoney(sql, cycle, options);
  const edges = [0, ...upTo];
  const bands = edges.map((_, n) => `SUM(IF(h.late_from < ?${n + 1 < edges.length ? ' AND h.late_from >= ?' : ''}, h.amount, 0)) AS b${n}`);
  const ago = (days: number): LocalDate => addDays(options.today, -days);
  const values = edges.flatMap((from, n) => [ago(from), ...(n + 1 < edges.length ? [ago(edges[n + 1] ?? 0)] : [])]);
  const rows = await sql.query<{ of: string; name: string | null; total: string } & Record<string, string>>(
    `SELECT t.*, ${by === 'unit' ? 'u.name' : 'NULL'} AS name FROM (
        SELECT STRAIGHT_JOIN h.${by} AS \`of\`, SUM(h.amount) AS total, ${bands.join(', ')} FROM ${late.from} WHERE ${late.where} GROUP BY h.${by} ORDER BY total DESC, \`of\` LIMIT 500) t
      ${by === 'unit' ? 'JOIN unit u ON u.id = t.of' : ''} ORDER BY t.total DESC, t.of`,
    [...values, ...late.values],
  );
  return rows.map((row) => ({ of: row.of, name: row.name, bands: edges.map((_, n) => Number(row[`b${n}`])), total: Number(row.total) }));
}

/** Who has overdue money, the most first; at most 2,000. */
export async function lateHolders(sql: Sql, cycle: string, options: LateOptions): Promise<{ unit: string; name: string; n: number; amount: number }[]> {
  const late = await lateMoney(sql, cycle, options);
  const rows = await sql.query<{ unit: string; name: string; n: number; amount: string }>(
    `SELECT t.*, u.name FROM (SELECT STRAIGHT_JOIN h.unit, COUNT(*) AS n, SUM(h.amount) AS amount FROM ${late.from} WHERE ${late.where} GROUP BY h.unit ORDER BY amount DESC, h.unit LIMIT 2000) t
      JOIN unit u ON u.id = t.unit ORDER BY t.amount DESC, t.unit`,
    late.values,
  );
  return rows.map((row) => ({ ...row, n: Number(row.n), amount: Number(row.amount) }));
}
