import type { LocalDate } from '#libs/domain/time/instant';
import type { Sql } from '#libs/store/sql';

/** A post with whoever holds it on one day. */
export interface HeldPost {
  post: string;
  unit: string;
  unitName: string;
  title: string;
  functions: readonly string[];
  /** Null while the post is vacant. */
  person: { id: string; name: string; address: string | null } | null;
}

interface Row {
  post: string;
  unit: string;
  unit_name: string | null;
  title: string;
  functions: string | string[];
  person: string | null;
  name: string | null;
  email: string | null;
}

const select = `SELECT post.id AS post, post.unit, unit.name AS unit_name, post.title, post.functions, tenure.person, person.name, person.email
  FROM post LEFT JOIN unit ON unit.id = post.unit
  LEFT JOIN tenure ON tenure.post = post.id AND tenure.valid_from <= ? AND (tenure.valid_to IS NULL OR tenure.valid_to >= ?)
  LEFT JOIN person ON person.id = tenure.person`;

/** One mailbox and nothing else: what has blanks, brackets or a second address is no address. */
const mailbox = /^[^\s<>()[\],;:"\\@]+@[^\s<>()[\],;:"\\@]+$/u;

function heldPost(row: Row): HeldPost {
  const functions = typeof row.functions === 'string' ? (JSON.parse(row.functions) as string[]) : row.functions;
  const address = row.email !== null && mailbox.test(row.email) ? row.email : null;
  return {
    post: row.post, unit: row.unit, unitName: row.unit_name ?? row.unit, title: row.title, functions,
    person: row.person === null ? null : { id: row.person, name: row.name ?? row.person, address },
  };
}

/** Where tenures overlap, the later one holds the post: the rows come in that order, the last wins. */
const inOrder = 'ORDER BY post.id, tenure.valid_from, tenure.id';

/** Who holds these posts on `day`, by post; a post nobody made is absent. */
export async function holdersOn(sql: Sql, posts: readonly string[], day: LocalDate): Promise<Map<string, HeldPost>> {
  if (posts.length === 0) return new Map();
  const rows = await sql.query<Row>(`${select} WHERE post.id IN (${posts.map(() => '?').join(', ')}) ${inOrder}`, [day, day, ...posts]);
  return new Map(rows.map((row) => [row.post, heldPost(row)]));
}

/** All posts of a unit with their holders on `day`. */
export async function postsOf(sql: Sql, unit: string, day: LocalDate): Promise<HeldPost[]> {
  const rows = await sql.query<Row>(`${select} WHERE post.unit = ? ${inOrder}`, [day, day, unit]);
  return [...new Map(rows.map((row) => [row.post, heldPost(row)])).values()];
}
