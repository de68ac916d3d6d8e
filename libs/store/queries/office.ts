import type { UnitType } from '../../contracts/policy.ts';
import { mostAlike } from '../../domain/organisation/import-people.ts';
import { means } from '../../domain/organisation/import-units.ts';
import { administers, never } from '../../domain/organisation/records.ts';
import type { ImportRow, KnownOffice, PersonRecord, Realm, TenureRecord, UnitRecord } from '../../domain/organisation/records.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';

/** Values for one IN list at a time. */
const atOnce = 1_000;

async function inParts<T>(values: Iterable<string>, ask: (part: string[], marks: string) => Promise<T[]>): Promise<T[]> {
  const all = [...new Set(values)];
  const found: T[] = [];
  for (let start = 0; start < all.length; start += atOnce) {
    const part = all.slice(start, start + atOnce);
    found.push(...await ask(part, part.map(() => '?').join(', ')));
  }
  return found;
}

const ascii = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/** What is on record of units, by id, with their place now (or their last). */
export async function unitRecords(sql: Sql, ids: Iterable<string>): Promise<Map<string, UnitRecord>> {
  const rows = await inParts([...ids].filter(ascii), (part, marks) => sql.query<UnitRecord>(
    `SELECT u.id, u.name, u.type, u.under, u.valid_to AS \`to\`, p.path FROM unit u JOIN unit_path p ON p.unit = u.id WHERE u.id IN (${marks}) ORDER BY u.id, p.valid_from`, part));
  return new Map(rows.map((row) => [row.id, row]));
}

/** People by id; `isOurs` unless they hold, or will hold, a post outside the realm. */
export async function personRecords(sql: Sql, ids: Iterable<string>, realm: Realm, today: string): Promise<Map<string, PersonRecord>> {
  const wanted = [...ids];
  const people = await inParts(wanted, (part, marks) => sql.query<Omit<PersonRecord, 'isOurs'>>(`SELECT id, name, email FROM person WHERE id IN (${marks})`, part));
  const places = await inParts(wanted, (part, marks) => sql.query<{ person: string; path: string }>(
    `SELECT DISTINCT t.person, up.path FROM tenure t JOIN post p ON p.id = t.post JOIN unit_path up ON up.unit = p.unit
      WHERE t.person IN (${marks}) AND COALESCE(t.valid_to, '${never}') >= ? AND COALESCE(up.valid_to, '${never}') >= ?`, [...part, today, today]));
  const elsewhere = new Set(places.filter(({ path }) => !administers(realm, path)).map(({ person }) => person));
  return new Map(people.map((one) => [one.id, { ...one, isOurs: !elsewhere.has(one.id) }]));
}

/** Tenures of posts, whoever holds them. */
export const tenureRecords = (sql: Sql, posts: Iterable<string>): Promise<TenureRecord[]> => inParts(posts, (part, marks) => sql.query<TenureRecord>(
  `SELECT id, post, person, valid_from AS \`from\`, valid_to AS \`to\` FROM tenure WHERE post IN (${marks}) ORDER BY post, valid_from, id`, part));

/** Whose these logins are; an id of a person is taken alike. */
const loginsTaken = (sql: Sql, logins: readonly string[]): Promise<{ login: string; person: string }[]> => inParts(logins.filter(ascii), (part, marks) =>
  sql.query<{ login: string; person: string }>(`SELECT login, person FROM account WHERE login IN (${marks}) UNION SELECT id, id FROM person WHERE id IN (${marks})`, [...part, ...part]));

const kindsMeant = (post: string, unitTypes: readonly UnitType[]): string[] =>
  [...new Set(unitTypes.flatMap((type) => type.posts.filter((one) => means(post, one.kind, one.title)).map(({ kind }) => kind)))];

/** Everything on record that a table touches. */
export async function officeOf(sql: Sql, rows: readonly ImportRow[], unitTypes: readonly UnitType[], realm: Realm, today: string): Promise<KnownOffice> {
  const units = await unitRecords(sql, rows.flatMap(({ unit, under }) => [unit, under]));
  const posts = await inParts(units.keys(), (part, marks) => sql.query<{ id: string; unit: string; kind: string }>(`SELECT id, unit, kind FROM post WHERE unit IN (${marks})`, part));
  const tenures = await tenureRecords(sql, posts.map(({ id }) => id));
  const logins = await loginsTaken(sql, rows.map(({ login }) => login));
  const bases = await loginsTaken(sql, rows.flatMap(({ unit, post, name, login }) => (name === '' || login !== '' ? [] : kindsMeant(post, unitTypes).map((kind) => `${unit}-${kind}`))));
  // Only where the first is taken do the others matter.
  const others = await loginsTaken(sql, bases.flatMap(({ login }) => Array.from({ length: mostAlike - 1 }, (_, n) => `${login}-${n + 2}`)));
  const addressed = await inParts(rows.map(({ email }) => email).filter((email) => email !== ''), (part, marks) => sql.query<{ id: string }>(`SELECT id FROM person WHERE email IN (${marks})`, part));
  const people = await personRecords(sql, [...tenures.map(({ person }) => person), ...logins.map(({ person }) => person), ...addressed.map(({ id }) => id)], realm, today);
  return { units, posts: new Set(posts.map(({ id }) => id)), people, tenures, logins: new Map([...logins, ...bases, ...others].map(({ login, person }) => [login, person])) };
}

export interface OfficePost {
  post: string;
  unit: string;
  kind: string;
  title: string;
  functions: string[];
}

export const postsOfUnits = async (sql: Sql, units: readonly string[]): Promise<OfficePost[]> => {
  const rows = await inParts(units, (part, marks) => sql.query<Omit<OfficePost, 'functions'> & { functions: unknown }>(
    `SELECT id AS post, unit, kind, title, functions FROM post WHERE unit IN (${marks}) ORDER BY id`, part));
  return rows.map((row) => ({ ...row, functions: fromJson<string[]>(row.functions) }));
};

export interface OfficeSpell {
  tenure: string;
  post: string;
  person: string;
  name: string;
  from: string;
  to: string | null;
}

/** Tenures of posts that are not over, in order. */
export const spellsOfPosts = (sql: Sql, posts: readonly string[], today: string): Promise<OfficeSpell[]> => inParts(posts, (part, marks) => sql.query<OfficeSpell>(
  `SELECT t.id AS tenure, t.post, t.person, n.name, t.valid_from AS \`from\`, t.valid_to AS \`to\` FROM tenure t JOIN person n ON n.id = t.person
    WHERE t.post IN (${marks}) AND COALESCE(t.valid_to, '${never}') >= ? ORDER BY t.post, t.valid_from, t.id`, [...part, today]));

export interface OfficeUnitRow {
  unit: string;
  name: string;
  type: string;
  under: string | null;
  endsOn: string | null;
  children: number;
}

/** Units that stand today: those directly under one, or those at the top of what somebody administers. */
export async function unitsUnder(sql: Sql, under: string | null, realm: Realm, today: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<OfficeUnitRow>> {
  const after = String(keyOf(cursor, ['string'])?.[0] ?? '');
  const tops = realm.paths.filter((path, _n, all) => !all.some((other) => other !== path && path.startsWith(other)));
  const where = under !== null ? { sql: 'u.under = ?', values: [under] }
    : realm.everywhere ? { sql: 'u.under IS NULL', values: [] } : { sql: `up.path IN (${tops.map(() => '?').join(', ') || 'NULL'})`, values: tops };
  const rows = await sql.query<OfficeUnitRow>(
    `SELECT u.id AS unit, u.name, u.type, u.under, u.valid_to AS endsOn, (SELECT COUNT(*) FROM unit b WHERE b.under = u.id AND (b.valid_to IS NULL OR b.valid_to >= ?)) AS children
      FROM unit u JOIN unit_path up ON up.unit = u.id AND up.valid_from <= ? AND (up.valid_to IS NULL OR up.valid_to >= ?)
      WHERE u.id > ? AND ${where.sql} ORDER BY u.id LIMIT ?`, [today, today, today, after, ...where.values, limit + 1]);
  return pageOf(rows, limit, ({ unit }) => [unit], (row) => ({ ...row, children: Number(row.children) }));
}

export interface OfficePersonRow {
  person: string;
  login: string | null;
  name: string;
  email: string | null;
  hasFirstPassword: boolean;
}

const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** People with a post in the realm now or later, and those without any; by the beginning of name, login or e-mail. */
export async function peopleOf(sql: Sql, q: string | undefined, realm: Realm, today: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<OfficePersonRow>> {
  const after = String(keyOf(cursor, ['string'])?.[0] ?? '');
  const standing = `t.person = n.id AND COALESCE(t.valid_to, '${never}') >= ?`;
  const inRealm = realm.everywhere ? 'TRUE' : `(NOT EXISTS (SELECT 1 FROM tenure t WHERE ${standing})
    OR EXISTS (SELECT 1 FROM tenure t JOIN post p ON p.id = t.post JOIN unit_path up ON up.unit = p.unit WHERE ${standing} AND (${realm.paths.map(() => 'up.path LIKE ?').join(' OR ') || 'FALSE'})))`;
  const begins = q === undefined ? [] : [`${likeText(q)}%`];
  const rows = await sql.query<Omit<OfficePersonRow, 'hasFirstPassword'> & { must: number | boolean | null }>(
    `SELECT n.id AS person, a.login, n.name, n.email, a.must_change AS must FROM person n LEFT JOIN account a ON a.person = n.id
      WHERE n.id > ? ${q === undefined ? '' : `AND (n.name LIKE ? OR n.email LIKE ?${ascii(q) ? ' OR n.id LIKE ? OR a.login LIKE ?' : ''})`} AND ${inRealm} ORDER BY n.id LIMIT ?`,
    [after, ...begins, ...begins, ...(q !== undefined && ascii(q) ? [...begins, ...begins] : []), ...(realm.everywhere ? [] : [today, today, ...realm.paths.map((path) => `${path}%`)]), limit + 1]);
  return pageOf(rows, limit, ({ person }) => [person], ({ must, ...row }) => ({ ...row, hasFirstPassword: Boolean(must) }));
}

/** Posts that people hold now or will hold. */
export const postsOfPeople = (sql: Sql, people: readonly string[], today: string): Promise<{ person: string; tenure: string; post: string; title: string; unit: string; unitName: string; from: string; to: string | null }[]> =>
  inParts(people, (part, marks) => sql.query(
    `SELECT t.person, t.id AS tenure, t.post, p.title, u.id AS unit, u.name AS unitName, t.valid_from AS \`from\`, t.valid_to AS \`to\`
      FROM tenure t JOIN post p ON p.id = t.post JOIN unit u ON u.id = p.unit WHERE t.person IN (${marks}) AND COALESCE(t.valid_to, '${never}') >= ? ORDER BY t.post, t.valid_from`, [...part, today]));

/** A year that runs with this unit in it; null where there is none. */
export const yearWith = async (sql: Sql, unit: string): Promise<string | null> => (await sql.query<{ id: string }>(
  `SELECT c.id FROM cycle c WHERE c.status NOT IN ('closed', 'cancelled') AND (c.root = ? OR EXISTS (SELECT 1 FROM stream s WHERE s.cycle = c.id AND s.unit = ?)) ORDER BY c.id LIMIT 1`, [unit, unit]))[0]?.id ?? null;

export const standingBelow = async (sql: Sql, unit: string, day: string): Promise<number> =>
  Number((await sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM unit WHERE under = ? AND (valid_to IS NULL OR valid_to > ?)', [unit, day]))[0]?.n ?? 0);

export const loginIsTaken = async (sql: Sql, login: string): Promise<boolean> => (await loginsTaken(sql, [login])).length > 0;

export const accountsOf = (sql: Sql, person: string): Promise<{ account: string; login: string }[]> => sql.query('SELECT id AS account, login FROM account WHERE person = ? ORDER BY id LIMIT 10', [person]);
