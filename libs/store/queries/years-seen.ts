import type { PostSeen, TargetSeen, UnitSeen } from '../../domain/cycle/changes.ts';
import type { Target } from '../../domain/letter/letter.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';

/** The units of a cycle as they were when their years were opened: the tree itself keeps no former names. */
export async function unitsOpened(sql: Sql, cycle: string): Promise<UnitSeen[]> {
  return sql.query<UnitSeen>(
    `SELECT s.unit AS id, JSON_VALUE(e.body, '$.start.unit.name') AS name, JSON_VALUE(e.body, '$.start.superior.id') AS under, JSON_VALUE(e.body, '$.start.superior.name') AS underName
      FROM stream s JOIN event e ON e.stream = s.id AND e.seq = 1 WHERE s.cycle = ? AND s.kind = 'unit-year' ORDER BY s.unit LIMIT 50000`, [cycle]);
}

/** The posts of a tree on a day with their holders; units that others administer have none. */
export async function postsUnder(sql: Sql, root: string, day: string): Promise<PostSeen[]> {
  const rows = await sql.query<{ post: string; title: string; unitName: string; person: string | null; name: string | null }>(
    `SELECT p.id AS post, p.title, u.name AS unitName, n.id AS person, n.name FROM unit_path up JOIN unit u ON u.id = up.unit JOIN post p ON p.unit = u.id
      LEFT JOIN tenure t ON t.post = p.id AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to >= ?) LEFT JOIN person n ON n.id = t.person
      WHERE up.path LIKE ? AND up.valid_from <= ? AND (up.valid_to IS NULL OR up.valid_to >= ?) ORDER BY p.id, t.valid_from, t.id LIMIT 400000`,
    [day, day, `%/${root}/%`, day, day],
  );
  // Where tenures overlap, the later one holds the post, as in the mail: the last wins.
  return [...new Map(rows.map(({ person, name, ...post }): [string, PostSeen] => [post.post, { ...post, holder: person === null ? null : { person, name: name ?? person } }])).values()];
}

/** What the letters of a cycle ask as they stand, revised and supplemented; of voided ones nothing. */
export async function letterTargets(sql: Sql, cycle: string): Promise<TargetSeen[]> {
  const rows = await sql.query<{ unit: string; unitName: string; targets: unknown }>(
    `SELECT o.unit, u.name AS unitName, JSON_EXTRACT(o.detail, '$.targets') AS targets FROM obligation o JOIN unit u ON u.id = o.unit
      WHERE o.cycle = ? AND o.kind = 'letter' AND o.status <> 'voided' ORDER BY o.unit, o.id LIMIT 50000`, [cycle]);
  return rows.flatMap(({ unit, unitName, targets }) => fromJson<Target[]>(targets).map(({ indicator, name, measure, value }) => ({ unit, unitName, indicator, name, measure, value })));
}
