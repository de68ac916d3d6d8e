import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';

export interface ImportRow {
  id: string;
  account: string;
  bodyHash: string;
  state: 'running' | 'done' | 'failed';
  phase: string;
  done: number;
  of: number;
  /** JSON of what was written, or of why nothing was. */
  outcome: string | null;
  startedAt: string;
  beatAt: string;
  endedAt: string | null;
}

const columns = 'id, account, body_hash AS bodyHash, state, phase, done, of_rows AS `of`, outcome, started_at AS startedAt, beat_at AS beatAt, ended_at AS endedAt';

export const importByKey = async (sql: Sql, account: string, key: string): Promise<ImportRow | null> =>
  (await sql.query<ImportRow>(`SELECT ${columns} FROM import_batch WHERE account = ? AND act_key = ?`, [account, key]))[0] ?? null;

/** An import of one's own. */
export const importById = async (sql: Sql, account: string, id: string): Promise<ImportRow | null> =>
  (await sql.query<ImportRow>(`SELECT ${columns} FROM import_batch WHERE id = ? AND account = ?`, [id, account]))[0] ?? null;

/** @returns false where the key is taken already */
export async function beginImport(sql: Sql, { id, account, key, bodyHash, pack, of, at }: { id: string; account: string; key: string; bodyHash: string; pack: string; of: number; at: string }): Promise<boolean> {
  const { affectedRows } = await sql.run(
    `INSERT IGNORE INTO import_batch (id, account, act_key, body_hash, pack, state, phase, done, of_rows, started_at, beat_at) VALUES (?, ?, ?, ?, ?, 'running', 'checking', 0, ?, ?, ?)`,
    [id, account, key, bodyHash, pack, of, sqlInstant(at), sqlInstant(at)]);
  return affectedRows === 1;
}

/** Takes over an import whose process has not been heard since an instant. @returns whether it is ours now */
export const takeOverImport = async (sql: Sql, id: string, silentSince: string, at: string): Promise<boolean> =>
  (await sql.run("UPDATE import_batch SET beat_at = ?, phase = 'checking', done = 0 WHERE id = ? AND state = 'running' AND beat_at < ?", [sqlInstant(at), id, sqlInstant(silentSince)])).affectedRows === 1;

export const importProgress = (sql: Sql, id: string, phase: string, done: number, of: number, at: string): Promise<unknown> =>
  sql.run("UPDATE import_batch SET phase = ?, done = ?, of_rows = ?, beat_at = ? WHERE id = ? AND state = 'running'", [phase, done, of, sqlInstant(at), id]);

export const importBeat = (sql: Sql, id: string, at: string): Promise<unknown> => sql.run("UPDATE import_batch SET beat_at = ? WHERE id = ? AND state = 'running'", [sqlInstant(at), id]);

export const endImport = (sql: Sql, id: string, state: 'done' | 'failed', outcome: object, done: number, at: string): Promise<unknown> =>
  sql.run('UPDATE import_batch SET state = ?, phase = ?, done = ?, of_rows = ?, outcome = ?, ended_at = ? WHERE id = ?', [state, state, done, done, JSON.stringify(outcome), sqlInstant(at), id]);

export interface Newcomer {
  account: string;
  person: string;
  login: string;
  name: string;
  unit: string;
  unitName: string;
  title: string;
}

/** Whom an import brought and who has not chosen a password yet, each with the first of the posts held. */
export const newcomersOf = (sql: Sql, id: string): Promise<Newcomer[]> => sql.query<Newcomer>(
  `SELECT a.id AS account, a.person, a.login, n.name, COALESCE(u.id, '') AS unit, COALESCE(u.name, '') AS unitName, COALESCE(p.title, '') AS title
    FROM admin_audit l JOIN person n ON n.id = l.subject JOIN account a ON a.person = n.id AND a.must_change = 1
    LEFT JOIN (SELECT person, MIN(post) AS post FROM tenure GROUP BY person) t ON t.person = n.id LEFT JOIN post p ON p.id = t.post LEFT JOIN unit u ON u.id = p.unit
    WHERE l.import = ? AND l.what = 'personAdded' ORDER BY u.id, p.id, a.login LIMIT 200000`, [id]);
