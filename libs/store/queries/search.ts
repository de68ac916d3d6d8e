import type { Duty } from '../../domain/unit-year/state.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';
import { unissuedOrder } from './obligations.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

/** How many of a kind a search gives. */
const most = 10;

interface Search {
  cycle: string;
  sight: Sight;
  /** Two characters or more. */
  q: string;
}

const literal = (q: string): string => q.replace(/[\\%_]/g, (mark) => `\\${mark}`);
const anywhere = (q: string): string => `%${literal(q)}%`;
const atStart = (q: string): string => `${literal(q)}%`;
/** The whole first, then what begins with it, then what holds it; and of those the shorter before the longer. */
const nearness = (column: string): string => `CASE WHEN ${column} = ? THEN 0 WHEN ${column} LIKE ? THEN 1 ELSE 2 END`;
/** Latin letters are found in either case; where none are asked for, nothing need be folded. */
const folded = (column: string, q: string): string => (/[a-z]/i.test(q) ? `${column} COLLATE utf8mb4_general_ci` : column);
/** Ids are ASCII: anything else is no unit's, and cannot be compared with one. */
const isCode = (q: string): boolean => /^[A-Za-z0-9]+$/.test(q);

export interface UnitFound {
  unit: string;
  name: string;
  type: string;
  under: string | null;
  underName: string | null;
}

/** Units in sight by name, anywhere in it, or by the beginning of their code. Reads the index of paths and the units of that range: 5,000 take some 15 ms. */
export async function unitsFound(sql: Sql, { sight, q }: Search): Promise<UnitFound[]> {
  const seen = inSight(sight);
  const byCode = isCode(q) ? { where: 'OR u.id COLLATE ascii_general_ci LIKE ?', values: [atStart(q)], first: 'IF(u.id COLLATE ascii_general_ci = ?, 0, 1),', firstValues: [q] } : { where: '', values: [], first: '', firstValues: [] };
  const name = folded('u.name', q);
  return sql.query<UnitFound>(
    `SELECT u.id AS unit, u.name, u.type, u.under, s.name AS underName FROM unit_path up JOIN unit u ON u.id = up.unit LEFT JOIN unit s ON s.id = u.under
      WHERE ${seen.where} AND (${name} LIKE ? ${byCode.where}) ORDER BY ${byCode.first} ${nearness(name)}, CHAR_LENGTH(u.name), up.path LIMIT ${most}`,
    [...seen.values, anywhere(q), ...byCode.values, ...byCode.firstValues, q, atStart(q)],
  );
}

export interface PaperFound {
  kind: 'order' | 'letter';
  number: string;
  unit: string;
  unitName: string;
  duty: string;
  title: Duty['title'];
  status: string;
}

/** Orders by their number, and letters by that of the document that requires them: from the index of papers, which holds these alone. */
export async function papersFound(sql: Sql, asked: Search): Promise<PaperFound[]> {
  const orders = await ordersFound(sql, asked);
  return [...orders, ...orders.length < most ? await lettersFound(sql, asked, most - orders.length) : []];
}

type PaperRow = Omit<PaperFound, 'title' | 'kind'> & { detail: unknown };
const paperOf = (kind: PaperFound['kind']) => ({ detail, ...row }: PaperRow): PaperFound => ({ kind, ...row, title: fromJson<Duty>(detail).title });
const paperColumns = 'o.paper_number AS number, o.unit, u.name AS unitName, o.obligation_key AS duty, o.status, o.detail';

/** Each order has a number of its own: those that match are looked up in the tree. */
async function ordersFound(sql: Sql, { cycle, sight, q }: Search): Promise<PaperFound[]> {
  const seen = inSight(sight);
  const number = folded('o.paper_number', q);
  const rows = await sql.query<PaperRow>(
    `SELECT ${paperColumns} FROM (
        SELECT o.id, ${nearness(number)} AS nearness, CHAR_LENGTH(o.paper_number) AS length, o.paper_number FROM obligation o FORCE INDEX (obligation_paper) JOIN unit_path up ON up.unit = o.unit
          WHERE o.cycle = ? AND o.kind = 'order' AND ${number} LIKE ? AND ${seen.where} ORDER BY nearness, length, o.paper_number LIMIT ${most}) found
      JOIN obligation o ON o.id = found.id JOIN unit u ON u.id = o.unit WHERE NOT ${unissuedOrder} ORDER BY found.nearness, found.length, found.paper_number`,
    [q, atStart(q), cycle, anywhere(q), ...seen.values],
  );
  return rows.map(paperOf('order'));
}

/** One document stands behind very many letters: first which documents there are, then for each the first letters in the order of the tree. */
async function lettersFound(sql: Sql, { cycle, sight, q }: Search, wanted: number): Promise<PaperFound[]> {
  const seen = inSight(sight);
  const number = folded('o.number', q);
  const documents = await sql.query<{ number: string }>(
    `SELECT o.number FROM (SELECT DISTINCT paper_number AS number FROM obligation FORCE INDEX (obligation_paper) WHERE cycle = ? AND kind = 'letter') o
      WHERE ${number} LIKE ? ORDER BY ${nearness(number)}, CHAR_LENGTH(o.number), o.number LIMIT ${most}`, [cycle, anywhere(q), q, atStart(q)]);
  const found: PaperFound[] = [];
  for (const document of documents) {
    if (found.length >= wanted) break;
    const rows = await sql.query<PaperRow>(
      `SELECT STRAIGHT_JOIN ${paperColumns} FROM unit_path up FORCE INDEX (unit_path_path) JOIN obligation o FORCE INDEX (obligation_paper) ON o.cycle = ? AND o.kind = 'letter' AND o.paper_number = ? AND o.unit = up.unit
        JOIN unit u ON u.id = o.unit WHERE ${seen.where} ORDER BY up.path LIMIT ?`, [cycle, document.number, ...seen.values, wanted - found.length]);
    found.push(...rows.map(paperOf('letter')));
  }
  return found;
}

export interface PersonFound {
  person: string;
  name: string;
  posts: { post: string; title: string; unit: string; unitName: string }[];
}

/** Up to so many units in sight people are looked for from their posts; beyond it, among all people by name. */
const fewUnits = 300;

/** People with a post in sight on that day, by name; the posts are those in sight. */
export async function peopleFound(sql: Sql, { sight, q }: Search): Promise<PersonFound[]> {
  const { day } = sight;
  const seen = inSight(sight);
  const [{ n } = { n: 0 }] = await sql.query<{ n: number }>(`SELECT COUNT(*) AS n FROM (SELECT 1 FROM unit_path up WHERE ${seen.where} LIMIT ?) counted`, [...seen.values, fewUnits + 1]);
  const from = Number(n) <= fewUnits
    ? 'unit_path up JOIN unit u ON u.id = up.unit JOIN post p ON p.unit = u.id JOIN tenure t ON t.post = p.id JOIN person h ON h.id = t.person'
    : 'person h JOIN tenure t ON t.person = h.id JOIN post p ON p.id = t.post JOIN unit u ON u.id = p.unit JOIN unit_path up ON up.unit = u.id';
  const name = folded('h.name', q);
  const rows = await sql.query<{ person: string; name: string; post: string; title: string; unit: string; unitName: string }>(
    `SELECT STRAIGHT_JOIN h.id AS person, h.name, p.id AS post, p.title, u.id AS unit, u.name AS unitName FROM ${from}
      WHERE ${name} LIKE ? AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to >= ?) AND ${seen.where}
      ORDER BY ${nearness(name)}, CHAR_LENGTH(h.name), h.id, p.id LIMIT ${most * most}`,
    [anywhere(q), day, day, ...seen.values, q, atStart(q)],
  );
  const people = new Map<string, PersonFound>();
  for (const { person, name: called, ...post } of rows) {
    const known = people.get(person) ?? { person, name: called, posts: [] };
    if (known.posts.length < most) known.posts.push(post);
    people.set(person, known);
  }
  return [...people.values()].slice(0, most);
}
