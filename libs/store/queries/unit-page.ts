import { isOn } from './people.ts';
import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';

export interface PostOfUnit {
  post: string;
  title: string;
  functions: string[];
  /** Who holds it on the day, and the first day of that tenure; null when it is vacant. */
  person: string | null;
  since: string | null;
}

/** A unit's posts with their holders on a day. Where tenures overlap, the later one holds the post, as in the mail. */
export async function postsOfUnit(sql: Sql, unit: string, day: string): Promise<PostOfUnit[]> {
  const rows = await sql.query<{ post: string; title: string; functions: unknown; person: string | null; from: string | null; to: string | null }>(
    `SELECT p.id AS post, p.title, p.functions, n.name AS person, t.valid_from AS \`from\`, t.valid_to AS \`to\` FROM post p
      LEFT JOIN tenure t ON t.post = p.id LEFT JOIN person n ON n.id = t.person WHERE p.unit = ? ORDER BY p.id, t.valid_from, t.id LIMIT 2000`, [unit]);
  const posts = new Map<string, PostOfUnit>();
  for (const { post, title, functions, person, from, to } of rows) {
    const held = from !== null && isOn({ from, to }, day) ? { person, since: from } : { person: posts.get(post)?.person ?? null, since: posts.get(post)?.since ?? null };
    posts.set(post, { post, title, functions: fromJson<string[]>(functions), ...held });
  }
  return [...posts.values()].slice(0, 60);
}

/** How many notices of a cycle were told to each post since an instant: over the index of the people who held the posts then. */
export async function toldSince(sql: Sql, cycle: string, posts: readonly string[], since: string): Promise<Map<string, number>> {
  if (posts.length === 0) return new Map();
  const marks = posts.map(() => '?').join(', ');
  const rows = await sql.query<{ post: string; n: number }>(
    `SELECT n.post, COUNT(*) AS n FROM (SELECT DISTINCT person FROM tenure WHERE post IN (${marks}) AND (valid_to IS NULL OR valid_to >= DATE(?))) h
      JOIN notice n ON n.person = h.person WHERE n.cycle = ? AND n.post IN (${marks}) AND n.told_at >= ? GROUP BY n.post`,
    [...posts, sqlInstant(since), cycle, ...posts, sqlInstant(since)],
  );
  return new Map(rows.map(({ post, n }) => [post, Number(n)]));
}
