import type { Sql } from '../sql.ts';

/** A unit with its dated places in the tree; `path` is `/root/…/unit/`. */
export interface UnitPlaces {
  id: string;
  name: string;
  type: string;
  under: string | null;
  administeredBy: string | null;
  paths: { path: string; from: string; to: string | null }[];
}

/** Units by id, with every place they had. */
export async function placesOf(sql: Sql, where: { units: readonly string[] } | { under: readonly string[] }): Promise<UnitPlaces[]> {
  const ids = 'units' in where ? where.units : where.under;
  if (ids.length === 0) return [];
  const rows = await sql.query<Omit<UnitPlaces, 'paths'> & { path: string; from: string; to: string | null }>(
    `SELECT u.id, u.name, u.type, u.under, u.administered_by AS administeredBy, p.path, p.valid_from AS \`from\`, p.valid_to AS \`to\`
      FROM unit u JOIN unit_path p ON p.unit = u.id WHERE u.${'units' in where ? 'id' : 'under'} IN (${ids.map(() => '?').join(', ')}) ORDER BY u.id LIMIT 2000`,
    ids,
  );
  const units = new Map<string, UnitPlaces>();
  for (const { path, from, to, ...unit } of rows) {
    const known = units.get(unit.id) ?? { ...unit, paths: [] };
    known.paths.push({ path, from, to });
    units.set(unit.id, known);
  }
  return [...units.values()];
}

/**
 * What a person may see on a day: everything below the places of the posts held. Paths that lie below another of
 * them are left out.
 */
export interface Sight {
  day: string;
  paths: string[];
}

export const sightOf = (day: string, paths: readonly string[]): Sight => ({
  day,
  paths: [...new Set(paths)].filter((path, _index, all) => !all.some((other) => other !== path && path.startsWith(other))),
});

/** Whether a place lies below what one may see from, and is not one of those places itself. */
export const isBelow = (path: string, sight: Sight): boolean => sight.paths.some((one) => path !== one && path.startsWith(one));

/** Whether a place is in sight, itself or below. */
export const isSeen = (path: string, { paths }: Sight): boolean => paths.some((one) => path.startsWith(one));

/** Joins and narrows to what is in sight: `path` is the alias of unit_path joined on the unit. */
export const inSight = (sight: Sight, path = 'up'): { where: string; values: string[] } => ({
  where: `${path}.valid_from <= ? AND (${path}.valid_to IS NULL OR ${path}.valid_to >= ?) AND (${sight.paths.map(() => `${path}.path LIKE ?`).join(' OR ') || 'FALSE'})`,
  values: [sight.day, sight.day, ...sight.paths.map((one) => `${one}%`)],
});

/** How many units are in sight; of `many` the least and the greatest id, between which all of them lie. */
export type Breadth = { of: 'few' | 'most' } | { of: 'many'; from: string; to: string };

/** Up to `few` units a list begins with them, each one look into the index; up to `many` they are put aside to be looked up. */
const bounds = { few: 2_000, many: 10_000 };

export async function breadthOf(sql: Sql, seen: ReturnType<typeof inSight>): Promise<Breadth> {
  const [units] = await sql.query<{ n: number; least: string; greatest: string }>(
    `SELECT COUNT(*) AS n, MIN(unit) AS least, MAX(unit) AS greatest FROM (SELECT up.unit FROM unit_path up WHERE ${seen.where} LIMIT ?) counted`, [...seen.values, bounds.many + 1]);
  const n = Number(units?.n);
  if (n <= bounds.few) return { of: 'few' };
  return n > bounds.many ? { of: 'most' } : { of: 'many', from: units?.least ?? '', to: units?.greatest ?? '' };
}

/** Whether all of a cycle is in sight: its root is. What has left the tree since is seen from there too. */
export async function seesAll(sql: Sql, cycle: string, sight: Sight): Promise<boolean> {
  const seen = inSight(sight);
  return (await sql.query(`SELECT 1 FROM cycle c JOIN unit_path up ON up.unit = c.root WHERE c.id = ? AND ${seen.where} LIMIT 1`, [cycle, ...seen.values])).length > 0;
}
