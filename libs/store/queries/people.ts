import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';

export interface AccountRow {
  id: string;
  person: string;
  name: string;
  role: 'official' | 'supervisor' | 'auditor';
  passwordHash: string;
  mustChange: boolean;
}

/** An account that may sign in, by its login. */
export async function accountOf(sql: Sql, login: string): Promise<AccountRow | null> {
  // Logins are ASCII; anything else is nobody's, and cannot be compared with one.
  if (!/^[\x20-\x7e]+$/.test(login)) return null;
  const [row] = await sql.query<AccountRow>(
    `SELECT a.id, a.person, p.name, a.role, a.password_hash AS passwordHash, a.must_change AS mustChange FROM account a JOIN person p ON p.id = a.person
      WHERE a.login = ? AND a.is_active = 1`,
    [login],
  );
  return row ?? null;
}

export interface SessionRow {
  account: string;
  person: string;
  name: string;
  role: AccountRow['role'];
  /** Signed in with a first password. */
  mustChange: boolean;
  csrf: string;
  expiresAt: string;
  /** When the password was last given in this session: at its beginning, or to confirm. */
  confirmedAt: string | null;
}

/** A session that has not expired, with its account as it is now. */
export async function sessionOf(sql: Sql, tokenHash: string, now: string): Promise<SessionRow | null> {
  const [row] = await sql.query<SessionRow>(
    `SELECT s.account, a.person, p.name, a.role, a.must_change AS mustChange, s.csrf, s.expires_at AS expiresAt, s.confirmed_at AS confirmedAt FROM session s
      JOIN account a ON a.id = s.account JOIN person p ON p.id = a.person
      WHERE s.token_hash = ? AND s.expires_at > ? AND a.is_active = 1`,
    [tokenHash, sqlInstant(now)],
  );
  return row ?? null;
}

/** The session's person has just given the password. */
export const confirmSession = async (sql: Sql, tokenHash: string, at: string): Promise<void> => {
  await sql.run('UPDATE session SET confirmed_at = ? WHERE token_hash = ?', [sqlInstant(at), tokenHash]);
};

/** The login and the kept password of an account that is signed in. */
export async function passwordOf(sql: Sql, account: string): Promise<{ login: string; passwordHash: string } | null> {
  const [row] = await sql.query<{ login: string; passwordHash: string }>('SELECT login, password_hash AS passwordHash FROM account WHERE id = ? AND is_active = 1', [account]);
  return row ?? null;
}

/** Opens a session, for which the password was just given, and sweeps away the account's expired ones. */
export async function openSession(sql: Sql, session: { tokenHash: string; account: string; csrf: string; createdAt: string; expiresAt: string }): Promise<void> {
  const { tokenHash, account, csrf, createdAt, expiresAt } = session;
  await sql.run('DELETE FROM session WHERE account = ? AND expires_at <= ?', [account, sqlInstant(createdAt)]);
  await sql.run('INSERT IGNORE INTO session (token_hash, account, csrf, created_at, expires_at, confirmed_at) VALUES (?, ?, ?, ?, ?, ?)',
    [tokenHash, account, csrf, sqlInstant(createdAt), sqlInstant(expiresAt), sqlInstant(createdAt)]);
}

export const closeSession = async (sql: Sql, tokenHash: string): Promise<void> => {
  await sql.run('DELETE FROM session WHERE token_hash = ?', [tokenHash]);
};

/** One spell of a post, with the place of its unit; both dated, last day inclusive. */
export interface TenureRow {
  tenure: string;
  post: string;
  title: string;
  functions: string[];
  unit: string;
  unitName: string;
  path: string;
  from: string;
  to: string | null;
  pathFrom: string;
  pathTo: string | null;
}

/** Every post a person holds, held or will hold: the day is chosen by the caller, because each cycle has its own clock. */
export async function tenuresOf(sql: Sql, person: string): Promise<TenureRow[]> {
  const rows = await sql.query<Omit<TenureRow, 'functions'> & { functions: unknown }>(
    `SELECT t.id AS tenure, t.post, p.title, p.functions, p.unit, u.name AS unitName, up.path,
        t.valid_from AS \`from\`, t.valid_to AS \`to\`, up.valid_from AS pathFrom, up.valid_to AS pathTo
      FROM tenure t JOIN post p ON p.id = t.post JOIN unit u ON u.id = p.unit JOIN unit_path up ON up.unit = u.id
      WHERE t.person = ? ORDER BY t.post, t.valid_from LIMIT 500`,
    [person],
  );
  return rows.map((row) => ({ ...row, functions: fromJson<string[]>(row.functions) }));
}

export const isOn = (spell: { from: string; to: string | null }, day: string): boolean => spell.from <= day && (spell.to === null || spell.to >= day);

export const tenuresOn = (tenures: readonly TenureRow[], day: string): TenureRow[] =>
  tenures.filter((one) => isOn(one, day) && isOn({ from: one.pathFrom, to: one.pathTo }, day));

export interface PostHolder {
  post: string;
  title: string;
  unit: string;
  /** Name of whoever holds it on the day; null when it is vacant. */
  person: string | null;
}

/** Posts by id, with their holders on a day. */
export async function holdersOf(sql: Sql, posts: readonly string[], day: string): Promise<Map<string, PostHolder>> {
  if (posts.length === 0) return new Map();
  const rows = await sql.query<PostHolder>(
    `SELECT p.id AS post, p.title, p.unit, n.name AS person FROM post p
      LEFT JOIN tenure t ON t.post = p.id AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to >= ?)
      LEFT JOIN person n ON n.id = t.person
      WHERE p.id IN (${posts.map(() => '?').join(', ')}) ORDER BY p.id, t.valid_from, t.id`,
    [day, day, ...posts],
  );
  // Where tenures overlap, the later one holds the post, as in the mail: the last wins.
  return new Map(rows.map((row) => [row.post, row]));
}

/** Titles of a unit's posts that have a function: who it takes to do something. */
export async function postsWith(sql: Sql, unit: string, functionName: string): Promise<{ unitName: string; posts: string[] }> {
  const rows = await sql.query<{ name: string; title: string | null; functions: unknown }>(
    'SELECT u.name, p.title, p.functions FROM unit u LEFT JOIN post p ON p.unit = u.id WHERE u.id = ? ORDER BY p.id LIMIT 60', [unit]);
  return {
    unitName: rows[0]?.name ?? unit,
    posts: rows.filter((row) => row.title !== null && fromJson<string[]>(row.functions).includes(functionName)).map((row) => row.title ?? ''),
  };
}

/** Ids of a unit's posts that have a function. */
export async function postIdsWith(sql: Sql, unit: string, functionName: string): Promise<string[]> {
  const rows = await sql.query<{ id: string; functions: unknown }>('SELECT id, functions FROM post WHERE unit = ? ORDER BY id LIMIT 60', [unit]);
  return rows.filter((row) => fromJson<string[]>(row.functions).includes(functionName)).map(({ id }) => id);
}

/** Names of people by id. An id that is nobody's (the system) stays as it is. */
export async function namesOf(sql: Sql, people: readonly (string | null)[]): Promise<(id: string) => string> {
  const ids = [...new Set(people.filter((id) => id !== null))];
  if (ids.length === 0) return (id) => id;
  const rows = await sql.query<{ id: string; name: string }>(`SELECT id, name FROM person WHERE id IN (${ids.map(() => '?').join(', ')})`, ids);
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => names.get(id) ?? id;
}

/** Posts that somebody holds on a day. */
export async function postsHeldOn(sql: Sql, day: string): Promise<Set<string>> {
  const rows = await sql.query<{ post: string }>('SELECT DISTINCT post FROM tenure WHERE valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)', [day, day]);
  return new Set(rows.map(({ post }) => post));
}

/** Titles of posts, and their units' names. */
export async function postNames(sql: Sql, posts: readonly string[]): Promise<Map<string, { title: string; unitName: string }>> {
  if (posts.length === 0) return new Map();
  const rows = await sql.query<{ id: string; title: string; unitName: string }>(
    `SELECT p.id, p.title, u.name AS unitName FROM post p JOIN unit u ON u.id = p.unit WHERE p.id IN (${posts.map(() => '?').join(', ')})`, posts);
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

/** Sets an account's own password; its other sessions end. */
export async function setPassword(sql: Sql, account: string, passwordHash: string, keptSession: string): Promise<void> {
  await sql.run('UPDATE account SET password_hash = ?, must_change = 0 WHERE id = ?', [passwordHash, account]);
  await sql.run('DELETE FROM session WHERE account = ? AND token_hash <> ?', [account, keptSession]);
}
