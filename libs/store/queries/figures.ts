import type { Report } from '../../domain/report/report.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';

interface Where {
  cycle: string;
  period: string;
  policy?: string | undefined;
  day: string;
  /** The path of the unit whose subtree is meant. */
  path: string;
}

/** The reports of a period in a subtree on a day. */
const reports = ({ cycle, period, policy, day, path }: Where): { sql: string; values: string[] } => ({
  sql: `obligation o JOIN unit_path up ON up.unit = o.unit AND up.valid_from <= ? AND (up.valid_to IS NULL OR up.valid_to >= ?) AND up.path LIKE ?
    JOIN unit u ON u.id = o.unit WHERE o.cycle = ? AND o.kind = 'report' AND o.period = ?${policy === undefined ? '' : ' AND o.policy = ?'}`,
  values: [day, day, `${path}%`, cycle, period, ...(policy === undefined ? [] : [policy])],
});

const standing = "(CASE WHEN o.status = 'accepted' THEN 'in' WHEN o.standing = 'void' THEN 'exempt' ELSE 'missing' END)";

export interface Total {
  unitType: string;
  indicator: string;
  name: string;
  measure: string;
  direction: string;
  aggregation: string;
  units: number;
  sum: number;
  least: number;
  most: number;
}

/** Accepted figures by type of unit and indicator. An accepted report keeps one submission, the accepted one. */
export async function totalsOf(sql: Sql, where: Where): Promise<Total[]> {
  const { sql: from, values } = reports(where);
  return sql.query<Total>(
    `SELECT r.type AS unitType, a.indicator, MAX(a.name) AS name, MAX(a.measure) AS measure, MAX(a.direction) AS direction, MAX(a.aggregation) AS aggregation,
        COUNT(*) AS units, SUM(f.value) AS sum, MIN(f.value) AS least, MAX(f.value) AS most
      FROM (SELECT u.type, o.detail FROM ${from} AND o.status = 'accepted') r,
        JSON_TABLE(r.detail, '$.submissions[0].figures[*]' COLUMNS (indicator varchar(40) PATH '$.indicator', value decimal(20,2) PATH '$.value')) f,
        JSON_TABLE(r.detail, '$.asked[*]' COLUMNS (indicator varchar(40) PATH '$.indicator', name varchar(200) PATH '$.name', measure varchar(60) PATH '$.measure',
          direction varchar(20) PATH '$.direction', aggregation varchar(20) PATH '$.aggregation')) a
      WHERE a.indicator = f.indicator GROUP BY r.type, a.indicator ORDER BY r.type, a.indicator LIMIT 2000`,
    values,
  );
}

/** How many units of each type are in, missing, or owe nothing. */
export async function unitsIn(sql: Sql, where: Where): Promise<{ unitType: string; in: number; missing: number; exempt: number }[]> {
  const { sql: from, values } = reports(where);
  const rows = await sql.query<{ unitType: string; isIn: number; missing: number; exempt: number }>(
    `SELECT u.type AS unitType, SUM(${standing} = 'in') AS isIn, SUM(${standing} = 'missing') AS missing, SUM(${standing} = 'exempt') AS exempt
      FROM ${from} GROUP BY u.type ORDER BY u.type LIMIT 100`,
    values,
  );
  return rows.map(({ unitType, isIn, missing, exempt }) => ({ unitType, in: isIn, missing, exempt }));
}

export interface Reporter {
  unit: string;
  unitName: string;
  unitType: string;
  duty: string;
  status: string;
  standing: 'in' | 'missing' | 'exempt';
  isNil: boolean;
  acceptedAt: string | null;
  figures: { indicator: string; value: number }[];
}

/** The units behind the totals, by id, each with the figures accepted from it. */
export async function reportersOf(sql: Sql, { limit, cursor, ...where }: Where & { limit: number; cursor?: string | undefined }): Promise<Page<Reporter>> {
  const after = keyOf(cursor, ['string', 'string']);
  const { sql: from, values } = reports(where);
  const rows = await sql.query<Omit<Reporter, 'isNil' | 'acceptedAt' | 'figures'> & { detail: unknown }>(
    `SELECT o.unit, u.name AS unitName, u.type AS unitType, o.obligation_key AS duty, o.status, ${standing} AS standing, o.detail
      FROM ${from} ${after ? 'AND (o.unit > ? OR (o.unit = ? AND o.obligation_key > ?))' : ''} ORDER BY o.unit, o.obligation_key LIMIT ?`,
    [...values, ...(after ? [after[0], after[0], after[1]] : []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.unit, row.duty], ({ detail, ...row }) => {
    const { acceptedAt, submissions } = fromJson<Report>(detail);
    const accepted = acceptedAt === null ? undefined : submissions.at(-1);
    return { ...row, isNil: accepted?.isNil ?? false, acceptedAt, figures: (accepted?.figures ?? []).map(({ indicator, value }) => ({ indicator, value })) };
  });
}
