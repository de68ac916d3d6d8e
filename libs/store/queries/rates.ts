import type { Fen } from '../../domain/funds/line.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

/** What some money comes to by the end of a day, of lines on one curve; `curve` is empty where none speaks. */
export interface SpendingFacts {
  of: string;
  curve: string;
  received: Fen;
  paid: Fen;
  retained: Fen;
  atFinance: Fen;
  coming: Fen;
  base: Fen;
  weight: bigint;
  asked: bigint;
}

type Row = Omit<SpendingFacts, 'weight' | 'asked'> & { weight: string; asked: string };

const columns = ['received', 'paid', 'retained', 'at_finance', 'coming', 'base', 'weight', 'asked'];
/** Sums of what `of` names, over rows of `t`. Weights are too large for a number. */
const summed = `SUM(t.received) AS received, SUM(t.paid) AS paid, SUM(t.retained) AS retained, SUM(t.at_finance) AS atFinance, SUM(t.coming) AS coming, SUM(t.base) AS base,
  CAST(SUM(t.weight) AS CHAR) AS weight, CAST(SUM(t.asked) AS CHAR) AS asked`;
const facts = ({ weight, asked, ...row }: Row): SpendingFacts => ({ ...row, weight: BigInt(weight), asked: BigInt(asked) });

/** Everything up to the end of a day: the months before, and the days of its own month. */
const upTo = (cycle: string, day: LocalDate, source: string | undefined): { from: string; values: string[] } => {
  const of = source === undefined ? '' : 'AND source = ?';
  const named = source === undefined ? [] : [source];
  return {
    from: `(SELECT unit, source, curve, ${columns.join(', ')} FROM funds_month WHERE cycle = ? AND month < ? ${of}
      UNION ALL SELECT unit, source, curve, ${columns.join(', ')} FROM funds_flow WHERE cycle = ? AND on_day BETWEEN ? AND ? ${of})`,
    values: [cycle, day.slice(0, 7), ...named, cycle, `${day.slice(0, 7)}-01`, day, ...named],
  };
};

export interface SpendingOptions {
  sight: Sight;
  day: LocalDate;
  source?: string | undefined;
}

/** The unit right below a place of the sight that a unit stands under; of the place itself, that place. */
const branchOf = ({ paths }: Sight): { sql: string; values: string[] } => ({
  sql: `CASE ${paths.map((path) => `WHEN up.path = ? THEN up.unit WHEN up.path LIKE ? THEN SUBSTRING_INDEX(SUBSTRING_INDEX(up.path, '/', ${path.split('/').length}), '/', -1)`).join(' ')} END`,
  values: paths.flatMap((path) => [path, `${path}%`]),
});

/** Money at the units in sight by the end of a day, by unit, by the branches below where one looks from, by source, by type of unit, or together. */
export async function spendingBy(sql: Sql, cycle: string, by: 'unit' | 'subtree' | 'source' | 'level' | 'all', { sight, day, source }: SpendingOptions): Promise<SpendingFacts[]> {
  const seen = inSight(sight);
  const all = upTo(cycle, day, source);
  // Summed by unit first: whatever they are grouped by, units are far fewer than months.
  const units = `(SELECT unit, ${by === 'source' ? 'source' : "'' AS source"}, curve, ${columns.map((column) => `SUM(${column}) AS ${column}`).join(', ')} FROM ${all.from} m GROUP BY unit, ${by === 'source' ? 'source, ' : ''}curve)`;
  const branch = branchOf(sight);
  const of = { unit: 't.unit', subtree: branch.sql, source: 't.source', level: 'u.type', all: "''" }[by];
  const rows = await sql.query<Row>(
    `SELECT ${of} AS \`of\`, t.curve, ${summed} FROM ${units} t JOIN unit_path up ON up.unit = t.unit ${by === 'level' ? 'JOIN unit u ON u.id = t.unit' : ''}
      WHERE ${seen.where} GROUP BY 1, t.curve ORDER BY 1, t.curve LIMIT 50000`,
    [...(by === 'subtree' ? branch.values : []), ...all.values, ...seen.values],
  );
  return rows.map(facts);
}

/** Lines with money at a unit in sight, in the order of their keys; a line is seen whole. */
export async function spendingOfLines(sql: Sql, cycle: string, { sight, day, source, line, after, limit }: SpendingOptions & { line?: string | undefined; after?: string | undefined; limit: number }): Promise<{ lines: { line: string; name: string }[]; facts: SpendingFacts[] }> {
  const seen = inSight(sight);
  const lines = await sql.query<{ line: string; name: string }>(
    `SELECT l.line, CONCAT(l.purpose, '（', l.document_number, '）') AS name FROM funds_line l
      WHERE l.cycle = ? AND EXISTS (SELECT 1 FROM funds_flow f JOIN unit_path up ON up.unit = f.unit WHERE f.cycle = l.cycle AND f.line = l.line AND ${seen.where})
        ${line === undefined ? '' : 'AND l.line = ?'} ${source === undefined ? '' : 'AND l.source = ?'} ${after === undefined ? '' : 'AND l.line > ?'} ORDER BY l.line LIMIT ?`,
    [cycle, ...seen.values, ...(line === undefined ? [] : [line]), ...(source === undefined ? [] : [source]), ...(after === undefined ? [] : [after]), limit],
  );
  if (lines.length === 0) return { lines, facts: [] };
  const rows = await sql.query<Row>(
    `SELECT t.line AS \`of\`, t.curve, ${summed} FROM funds_flow t WHERE t.cycle = ? AND t.line IN (${lines.map(() => '?').join(', ')}) AND t.on_day <= ? GROUP BY t.line, t.curve`,
    [cycle, ...lines.map((one) => one.line), day],
  );
  return { lines, facts: rows.map(facts) };
}

/** What each month, and each day of the month that is not over, changed; of one line, or of what is in sight. */
export async function spendingChanges(sql: Sql, cycle: string, { sight, day, source, line }: SpendingOptions & { line?: string | undefined }): Promise<(SpendingFacts & { on: string })[]> {
  if (line !== undefined) {
    const rows = await sql.query<Row & { on: string }>(
      `SELECT '' AS \`of\`, CAST(t.on_day AS CHAR) AS \`on\`, t.curve, ${summed} FROM funds_flow t WHERE t.cycle = ? AND t.line = ? AND t.on_day <= ? GROUP BY t.on_day, t.curve ORDER BY t.on_day`, [cycle, line, day]);
    return rows.map((row) => ({ ...facts(row), on: row.on }));
  }
  const seen = inSight(sight);
  const of = source === undefined ? '' : 'AND t.source = ?';
  const rows = await sql.query<Row & { on: string }>(
    `SELECT '' AS \`of\`, t.month AS \`on\`, t.curve, ${summed} FROM funds_month t JOIN unit_path up ON up.unit = t.unit WHERE t.cycle = ? AND t.month < ? ${of} AND ${seen.where} GROUP BY t.month, t.curve
      UNION ALL SELECT '' AS \`of\`, CAST(t.on_day AS CHAR) AS \`on\`, t.curve, ${summed} FROM funds_flow t JOIN unit_path up ON up.unit = t.unit WHERE t.cycle = ? AND t.on_day BETWEEN ? AND ? ${of} AND ${seen.where} GROUP BY t.on_day, t.curve`,
    [cycle, day.slice(0, 7), ...(source === undefined ? [] : [source]), ...seen.values, cycle, `${day.slice(0, 7)}-01`, day, ...(source === undefined ? [] : [source]), ...seen.values],
  );
  return rows.map((row) => ({ ...facts(row), on: row.on }));
}

/** What the units, and all below each of them in today's tree, have spent by the end of a day. */
export async function spendingBelow(sql: Sql, cycle: string, units: readonly string[], { day, today }: { day: LocalDate; today: LocalDate }): Promise<SpendingFacts[]> {
  if (units.length === 0) return [];
  const all = upTo(cycle, day, undefined);
  const rows = await sql.query<Row>(
    `SELECT top.unit AS \`of\`, t.curve, ${summed} FROM unit_path top JOIN unit_path up ON up.path LIKE CONCAT(top.path, '%') AND up.valid_from <= ? AND (up.valid_to IS NULL OR up.valid_to >= ?)
      JOIN (SELECT unit, curve, ${columns.map((column) => `SUM(${column}) AS ${column}`).join(', ')} FROM ${all.from} m GROUP BY unit, curve) t ON t.unit = up.unit
      WHERE top.unit IN (${units.map(() => '?').join(', ')}) AND top.valid_from <= ? AND (top.valid_to IS NULL OR top.valid_to >= ?) GROUP BY top.unit, t.curve`,
    [today, today, ...all.values, ...units, today, today],
  );
  return rows.map(facts);
}

export async function unitNames(sql: Sql, units: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (units.length === 0) return new Map();
  const rows = await sql.query<{ id: string; name: string }>(`SELECT id, name FROM unit WHERE id IN (${units.map(() => '?').join(', ')})`, units);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
