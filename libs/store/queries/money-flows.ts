import type { Sql } from '../sql.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

export interface MoneyAtLevel {
  /** Of the unit in the tree, counted in its path. */
  depth: number;
  units: number;
  /** Types of unit there. */
  types: string[];
  held: number;
  inFlight: number;
  paid: number;
}

export interface MoneyOfSource {
  source: string;
  held: number;
  inFlight: number;
  paid: number;
}

/** Where the money of a cycle is, by level of the tree and by source, of units in sight. What moved from unit to unit, and back, cancels out. */
export async function moneyByLevel(sql: Sql, cycle: string, sight: Sight): Promise<{ levels: MoneyAtLevel[]; sources: MoneyOfSource[]; lines: number }> {
  const seen = inSight(sight);
  const from = `FROM funds_parcel p JOIN funds_line l ON l.cycle = p.cycle AND l.line = p.line JOIN unit u ON u.id = p.unit JOIN unit_path up ON up.unit = p.unit WHERE p.cycle = ? AND ${seen.where}`;
  const sums = 'SUM(p.held) AS held, SUM(p.in_flight) AS inFlight, SUM(p.paid) AS paid';
  const values = [cycle, ...seen.values];
  const levels = await sql.query<{ depth: number; units: number; types: string; held: string; inFlight: string; paid: string }>(
    `SELECT LENGTH(up.path) - LENGTH(REPLACE(up.path, '/', '')) AS depth, COUNT(DISTINCT p.unit) AS units, GROUP_CONCAT(DISTINCT u.type ORDER BY u.type) AS types, ${sums} ${from} GROUP BY depth ORDER BY depth LIMIT 12`, values);
  const sources = await sql.query<{ source: string; held: string; inFlight: string; paid: string }>(`SELECT l.source, ${sums} ${from} GROUP BY l.source ORDER BY l.source LIMIT 200`, values);
  const [lines] = await sql.query<{ n: number }>(`SELECT COUNT(DISTINCT p.line) AS n ${from}`, values);
  const numbers = <T extends { held: string; inFlight: string; paid: string }>(row: T) => ({ ...row, held: Number(row.held), inFlight: Number(row.inFlight), paid: Number(row.paid) });
  return { levels: levels.map((row) => ({ ...numbers(row), depth: Number(row.depth), units: Number(row.units), types: row.types.split(',') })), sources: sources.map(numbers), lines: Number(lines?.n ?? 0) };
}

/** Money that left lines at the root of the tree, and what is kept back as retention, by source. */
export async function moneyOut(sql: Sql, cycle: string): Promise<{ source: string; returned: number; retained: number }[]> {
  const rows = await sql.query<{ source: string; returned: string; retained: string }>('SELECT source, SUM(returned) AS returned, SUM(retained) AS retained FROM funds_line WHERE cycle = ? GROUP BY source ORDER BY source LIMIT 200', [cycle]);
  return rows.map(({ source, returned, retained }) => ({ source, returned: Number(returned), retained: Number(retained) }));
}
