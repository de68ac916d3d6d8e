import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

/** Units by their names and places today, those out of sight left out. */
export async function placesInSight(sql: Sql, units: readonly string[], sight: Sight): Promise<Map<string, { name: string; path: string }>> {
  if (units.length === 0) return new Map();
  const seen = inSight(sight);
  const rows = await sql.query<{ unit: string; name: string; path: string }>(
    `SELECT up.unit, u.name, up.path FROM unit_path up JOIN unit u ON u.id = up.unit WHERE up.unit IN (${units.map(() => '?').join(', ')}) AND ${seen.where}`, [...units, ...seen.values]);
  return new Map(rows.map(({ unit, name, path }) => [unit, { name, path }]));
}

export interface Told {
  key: string;
  obligation: string;
  at: string;
  status: string;
  toldAt: string | null;
  stage: string;
  /** What it says, in Chinese as it was told. */
  words: string;
  postTitle: string;
  person: string | null;
  mailStatus: string | null;
  sentAt: string | null;
}

/** Everything told or to be told about some obligations, in the order of time. */
export async function toldAbout(sql: Sql, obligations: readonly string[], { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<Told>> {
  if (obligations.length === 0) return { items: [], next: null };
  const after = keyOf(cursor, ['string', 'number']);
  const rows = await sql.query<Told & { id: number; moment: string }>(
    `SELECT n.id, DATE_FORMAT(n.at, '%Y-%m-%d %H:%i:%s.%f') AS moment, n.notice_key AS \`key\`, n.obligation, n.at, n.status, n.told_at AS toldAt, n.stage, COALESCE(JSON_VALUE(n.content, '$.words'), n.stage) AS words,
        COALESCE(p.title, n.post) AS postTitle, COALESCE(h.name, n.person) AS person, m.status AS mailStatus, m.sent_at AS sentAt
      FROM notice n LEFT JOIN post p ON p.id = n.post LEFT JOIN person h ON h.id = n.person LEFT JOIN mail m ON m.id = n.mail
      WHERE n.obligation IN (${obligations.map(() => '?').join(', ')}) ${after ? 'AND (n.at, n.id) > (?, ?)' : ''} ORDER BY n.at, n.id LIMIT ?`,
    [...obligations, ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.moment, Number(row.id)], ({ id: _id, moment: _moment, ...row }) => row);
}

export interface OrderAbout {
  unit: string;
  duty: string;
  about: string;
  status: string;
  number: string | null;
  deadline: string | null;
  draftedAt: string | null;
  issuedAt: string | null;
  acknowledgedAt: string | null;
  endedAt: string | null;
}

/** Supervision orders drafted because of some duties of these units, the first drafted first; at most 50. */
export async function ordersFor(sql: Sql, cycle: string, units: readonly string[], duties: readonly string[]): Promise<OrderAbout[]> {
  if (units.length === 0 || duties.length === 0) return [];
  return sql.query(
    `SELECT unit, obligation_key AS duty, JSON_VALUE(detail, '$.origin.duty') AS about, status, JSON_VALUE(detail, '$.number.text') AS number, JSON_VALUE(detail, '$.deadline') AS deadline,
        JSON_VALUE(detail, '$.draftedAt') AS draftedAt, JSON_VALUE(detail, '$.issued.at') AS issuedAt, JSON_VALUE(detail, '$.acknowledged.at') AS acknowledgedAt,
        COALESCE(JSON_VALUE(detail, '$.closed.at'), JSON_VALUE(detail, '$.ended.at')) AS endedAt
      FROM obligation WHERE cycle = ? AND unit IN (${units.map(() => '?').join(', ')}) AND kind = 'order' AND JSON_VALUE(detail, '$.origin.duty') IN (${duties.map(() => '?').join(', ')})
      ORDER BY JSON_VALUE(detail, '$.draftedAt'), obligation_key LIMIT 50`, [cycle, ...units, ...duties]);
}
