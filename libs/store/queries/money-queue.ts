import { holdingsOf } from '../../domain/funds/holdings.ts';
import type { Holding } from '../../domain/funds/holdings.ts';
import type { FundsLine } from '../../domain/funds/line.ts';
import { localDateOf } from '../../domain/time/instant.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { holdersOf } from './people.ts';
import type { PostHolder } from './people.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

/** What money waits for, by the phase it is in: finance examines and pays, a unit corrects, and records what was sent to it. */
const phases = { examine: 'examining', pay: 'paying', correct: 'correcting', record: 'inFlight' } as const;
export type Waits = keyof typeof phases;

export interface Waiting {
  line: string;
  n: number;
  purpose: string;
  source: string;
  documentNumber: string;
  /** The request, or the hop. */
  at: string;
  unit: string;
  unitName: string;
  other: string;
  otherName: string;
  amount: number;
  since: LocalDate;
  days: number;
  dueOn: LocalDate | null;
  daysOver: number;
}

/** Whose turn it is: of what is in flight whoever is to get it. */
const turn = "IF(h.phase = 'inFlight', h.party, h.unit)";
const other = "IF(h.phase = 'inFlight', h.unit, h.party)";

/** What waits for units in sight, the oldest first. */
export async function moneyQueue(sql: Sql, cycle: string, options: { what: Waits; sight: Sight; today: LocalDate; holder?: string | undefined; limit: number; cursor?: string | undefined }): Promise<Page<Waiting>> {
  const { what, sight, today, holder, limit, cursor } = options;
  const seen = inSight(sight);
  const after = keyOf(cursor, ['string', 'string', 'number']);
  const rows = await sql.query<Waiting>(
    `SELECT h.line, h.n, l.purpose, l.source, l.document_number AS documentNumber, h.item AS at, ${turn} AS unit, u.name AS unitName, ${other} AS other, o.name AS otherName,
        h.amount, h.since, DATEDIFF(?, h.since) AS days, h.due_on AS dueOn, IF(h.is_suspended OR h.late_from IS NULL, 0, GREATEST(0, DATEDIFF(?, h.late_from))) AS daysOver
      FROM funds_holding h JOIN funds_line l ON l.cycle = h.cycle AND l.line = h.line JOIN unit u ON u.id = ${turn} JOIN unit o ON o.id = ${other} JOIN unit_path up ON up.unit = ${turn}
      WHERE h.cycle = ? AND h.phase = ? AND h.item IS NOT NULL AND ${seen.where} ${holder === undefined ? '' : `AND ${turn} = ?`} ${after ? 'AND (h.since, h.line, h.n) > (?, ?, ?)' : ''}
      ORDER BY h.since, h.line, h.n LIMIT ?`,
    [today, today, cycle, phases[what], ...seen.values, ...(holder === undefined ? [] : [holder]), ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.since, row.line, row.n], (row) => ({ ...row, days: Number(row.days), daysOver: Number(row.daysOver) }));
}

/** How much waits for what. */
export async function moneyWaiting(sql: Sql, cycle: string, sight: Sight, holder?: string): Promise<Record<Waits, { n: number; amount: number }>> {
  const seen = inSight(sight);
  const names = Object.values(phases);
  const rows = await sql.query<{ phase: string; n: number; amount: string }>(
    `SELECT h.phase, COUNT(*) AS n, SUM(h.amount) AS amount FROM funds_holding h JOIN unit_path up ON up.unit = ${turn}
      WHERE h.cycle = ? AND h.phase IN (${names.map(() => '?').join(', ')}) AND h.item IS NOT NULL AND ${seen.where} ${holder === undefined ? '' : `AND ${turn} = ?`} GROUP BY h.phase`,
    [cycle, ...names, ...seen.values, ...(holder === undefined ? [] : [holder])],
  );
  const of = (what: Waits): { n: number; amount: number } => {
    const row = rows.find(({ phase }) => phase === phases[what]);
    return { n: Number(row?.n ?? 0), amount: Number(row?.amount ?? 0) };
  };
  return { examine: of('examine'), pay: of('pay'), correct: of('correct'), record: of('record') };
}

/**
 * The holdings behind rows of `funds_holding`, for what the rows do not carry: the basis of a date, a request's payee.
 *
 * @returns by `{line} {n}`
 */
export async function holdingsBehind(sql: Sql, cycle: string, rows: readonly { line: string; n: number }[]): Promise<Map<string, { holding: Holding; line: FundsLine }>> {
  const lines = [...new Set(rows.map(({ line }) => line))];
  if (lines.length === 0) return new Map();
  const found = await sql.query<{ line: string; detail: unknown }>(`SELECT line, detail FROM funds_line WHERE cycle = ? AND line IN (${lines.map(() => '?').join(', ')})`, [cycle, ...lines]);
  return new Map(found.flatMap(({ line: id, detail }) => {
    const line = fromJson<FundsLine>(detail);
    // As the rows were made: what somebody has on the day of the line's last turn.
    return holdingsOf(line, localDateOf(line.now)).filter(({ to }) => to === null).map((holding, n) => [`${id} ${n}`, { holding, line }] as const);
  }));
}

/** Posts of units that have a function, and who holds them on a day. */
export async function keepersOf(sql: Sql, units: readonly string[], functionName: string, day: LocalDate): Promise<Map<string, Omit<PostHolder, 'unit'>[]>> {
  const asked = [...new Set(units)];
  if (asked.length === 0) return new Map();
  const posts = await sql.query<{ id: string; functions: unknown }>(`SELECT id, functions FROM post WHERE unit IN (${asked.map(() => '?').join(', ')}) ORDER BY id`, asked);
  const holders = await holdersOf(sql, posts.filter(({ functions }) => fromJson<string[]>(functions).includes(functionName)).map(({ id }) => id), day);
  const keepers = new Map<string, Omit<PostHolder, 'unit'>[]>();
  for (const { unit, ...post } of holders.values()) keepers.set(unit, [...keepers.get(unit) ?? [], post]);
  return keepers;
}

/** The units that allocations pass through, with who pays them, by line. */
export async function routesOf(sql: Sql, cycle: string, lines: readonly string[]): Promise<Map<string, string[]>> {
  if (lines.length === 0) return new Map();
  const rows = await sql.query<{ line: string; units: unknown; finance: string | null }>(
    `SELECT line, JSON_KEYS(detail, '$.route') AS units, JSON_VALUE(detail, '$.about.finance.unit') AS finance FROM funds_line WHERE cycle = ? AND line IN (${lines.map(() => '?').join(', ')})`, [cycle, ...lines]);
  return new Map(rows.map(({ line, units, finance }) => [line, [...fromJson<string[]>(units), ...(finance === null ? [] : [finance])]]));
}
