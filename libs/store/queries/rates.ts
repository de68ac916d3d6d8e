import type { Fen } from '../../domain/funds/line.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { breadthOf, inSight } from './places.ts';
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

const sums = (sign = ''): string => columns.map((column) => `${sign}SUM(${column}) AS ${column}`).join(', ');

/**
 * Everything up to the end of a day, summed by unit and curve (and source): whole months, and the days between, added or taken off,
 * whichever are fewer. After today there are only dates of retention to come.
 */
function upTo(cycle: string, day: LocalDate, { source, today, by = '', few }: { source?: string | undefined; today: LocalDate; by?: 'source' | ''; few?: ReturnType<typeof inSight> | undefined }): { from: string; values: string[] } {
  const month = day.slice(0, 7);
  const isBack = day.slice(8) > '15' || month === today.slice(0, 7);
  // Of few units only theirs are added up.
  const of = `cycle = ? ${source === undefined ? '' : 'AND source = ?'} ${few ? `AND unit IN (SELECT up.unit FROM unit_path up WHERE ${few.where})` : ''}`;
  const index = few ? 'funds_flow_unit' : 'funds_flow_day';
  const named = [cycle, ...(source === undefined ? [] : [source]), ...(few?.values ?? [])];
  const [group, what] = by === 'source' ? ['unit, source, curve', 'unit, source, curve'] : ['unit, curve', "unit, '' AS source, curve"];
  return {
    from: `(SELECT ${what}, ${sums()} FROM funds_month WHERE ${of} AND month ${isBack ? '<=' : '<'} ? GROUP BY ${group}
      UNION ALL SELECT ${what}, ${sums(isBack ? '-' : '')} FROM funds_flow FORCE INDEX (${index}) WHERE ${of} AND on_day ${isBack ? '> ? AND on_day <= LAST_DAY(?)' : '>= ? AND on_day <= ?'} GROUP BY ${group})`,
    values: [...named, month, ...named, ...(isBack ? [day, day] : [`${month}-01`, day])],
  };
}

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
  const isFew = (await breadthOf(sql, seen)).of === 'few';
  const all = upTo(cycle, day, { source, today: sight.day, by: by === 'source' ? 'source' : '', few: isFew ? seen : undefined });
  const branch = branchOf(sight);
  const of = { unit: 't.unit', subtree: branch.sql, source: 't.source', level: 'u.type', all: "''" }[by];
  const rows = await sql.query<Row>(
    `SELECT ${of} AS \`of\`, t.curve, ${summed} FROM ${all.from} t JOIN unit_path up ON up.unit = t.unit ${by === 'level' ? 'JOIN unit u ON u.id = t.unit' : ''}
      WHERE ${seen.where} GROUP BY 1, t.curve ORDER BY 1, t.curve LIMIT 50000`,
    [...(by === 'subtree' ? branch.values : []), ...all.values, ...seen.values],
  );
  return rows.map(facts);
}

/** Lines with money at a unit in sight, in the order of their keys; a line is seen whole. */
export async function spendingOfLines(sql: Sql, cycle: string, { sight, day, source, line, after, limit }: SpendingOptions & { line?: string | undefined; after?: string | undefined; limit: number }): Promise<{ lines: { line: string; name: string }[]; facts: SpendingFacts[] }> {
  const seen = inSight(sight);
  // From the units where there are few of them; else line by line, until there are enough.
  const isFew = (await breadthOf(sql, seen)).of === 'few';
  const lines = await sql.query<{ line: string; name: string }>(
    `SELECT l.line, CONCAT(l.purpose, '（', l.document_number, '）') AS name
      FROM ${isFew ? `(SELECT DISTINCT p.line FROM unit_path up JOIN funds_parcel p ON p.unit = up.unit AND p.cycle = ? WHERE ${seen.where}) own JOIN funds_line l ON l.line = own.line` : 'funds_line l'}
      WHERE l.cycle = ? ${isFew ? '' : `AND (SELECT 1 FROM funds_parcel p JOIN unit_path up ON up.unit = p.unit WHERE p.cycle = l.cycle AND p.line = l.line AND ${seen.where} LIMIT 1) IS NOT NULL`}
        ${line === undefined ? '' : 'AND l.line = ?'} ${source === undefined ? '' : 'AND l.source = ?'} ${after === undefined ? '' : 'AND l.line > ?'} ORDER BY l.line LIMIT ?`,
    [...(isFew ? [cycle, ...seen.values, cycle] : [cycle, ...seen.values]), ...(line === undefined ? [] : [line]), ...(source === undefined ? [] : [source]), ...(after === undefined ? [] : [after]), limit],
  );
  if (lines.length === 0) return { lines, facts: [] };
  const rows = await sql.query<Row>(
    `SELECT t.line AS \`of\`, t.curve, ${summed} FROM funds_flow t WHERE t.cycle = ? AND t.line IN (${lines.map(() => '?').join(', ')}) AND t.on_day <= ? GROUP BY t.line, t.curve`,
    [cycle, ...lines.map((one) => one.line), day],
  );
  return { lines, facts: rows.map(facts) };
}

/** What each month changed up to today, of what is in sight; of one line, what each day did. */
export async function spendingChanges(sql: Sql, cycle: string, { sight, day, source, line }: SpendingOptions & { line?: string | undefined }): Promise<(SpendingFacts & { on: string })[]> {
  if (line !== undefined) {
    const rows = await sql.query<Row & { on: string }>(
      `SELECT '' AS \`of\`, CAST(t.on_day AS CHAR) AS \`on\`, t.curve, ${summed} FROM funds_flow t WHERE t.cycle = ? AND t.line = ? AND t.on_day <= ? GROUP BY t.on_day, t.curve ORDER BY t.on_day`, [cycle, line, day]);
    return rows.map((row) => ({ ...facts(row), on: row.on }));
  }
  const seen = inSight(sight);
  const of = source === undefined ? '' : 'AND t.source = ?';
  const month = day.slice(0, 7);
  const rows = await sql.query<Row & { on: string }>(
    `SELECT '' AS \`of\`, t.month AS \`on\`, t.curve, ${summed} FROM funds_month t JOIN unit_path up ON up.unit = t.unit WHERE t.cycle = ? AND t.month <= ? ${of} AND ${seen.where} GROUP BY t.month, t.curve
      UNION ALL SELECT '' AS \`of\`, ? AS \`on\`, t.curve, ${summed.replaceAll('SUM(', '-SUM(')} FROM funds_flow t FORCE INDEX (funds_flow_day) JOIN unit_path up ON up.unit = t.unit WHERE t.cycle = ? AND t.on_day > ? AND t.on_day <= LAST_DAY(?) ${of} AND ${seen.where} GROUP BY t.curve`,
    [cycle, month, ...(source === undefined ? [] : [source]), ...seen.values, month, cycle, day, day, ...(source === undefined ? [] : [source]), ...seen.values],
  );
  return rows.map((row) => ({ ...facts(row), on: row.on }));
}

/** What the units, and all below each of them in today's tree, have spent by the end of a day. */
export async function spendingBelow(sql: Sql, cycle: string, units: readonly string[], { day, today }: { day: LocalDate; today: LocalDate }): Promise<SpendingFacts[]> {
  if (units.length === 0) return [];
  const all = upTo(cycle, day, { today });
  const rows = await sql.query<Row>(
    `SELECT top.unit AS \`of\`, t.curve, ${summed} FROM unit_path top JOIN unit_path up ON up.path LIKE CONCAT(top.path, '%') AND up.valid_from <= ? AND (up.valid_to IS NULL OR up.valid_to >= ?)
      JOIN ${all.from} t ON t.unit = up.unit
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
