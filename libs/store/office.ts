import { createHash } from 'node:crypto';
import type { OfficeChanges } from '../domain/organisation/records.ts';
import { insertMany, since } from './seed.ts';
import { sqlInstant } from './sql.ts';
import type { Sql } from './sql.ts';

/** Whoever changes the office's own records, and when. */
export interface ChangedBy {
  account: string;
  person: string;
  at: string;
  /** The import it belongs to; absent by hand. */
  batch?: string;
}

export interface AuditLine {
  what: 'unitAdded' | 'unitRenamed' | 'unitEnded' | 'postAdded' | 'personAdded' | 'personChanged' | 'tenureAdded' | 'tenureChanged' | 'firstPassword' | 'passwordChanged';
  subject: string;
  before?: object;
  after?: object;
}

/**
 * Lets one change of the office's records happen at a time; held until the transaction ends.
 *
 * @throws the driver's 1205 when somebody else holds it: the transaction is tried again, then given up
 */
export const lockOffice = (sql: Sql): Promise<unknown> => sql.query('SELECT id FROM office_lock WHERE id = 1 FOR UPDATE NOWAIT');

/** No password yet: nothing that is typed hashes to this. */
const noPassword = 'none';

/**
 * A first password as it is kept. It is 80 random bits of our own making: a fast hash keeps them as safe as a slow one,
 * and ten thousand of them are made in a moment (ADR 22).
 */
export const firstPasswordHash = (password: string): string => `first$${createHash('sha256').update(password).digest('hex')}`;
export const isFirstPassword = (hash: string): boolean => hash.startsWith('first$') || hash === noPassword;

/** Writes what an import or a hand changed, and a line of audit for each change. */
export async function writeOffice(sql: Sql, changes: OfficeChanges, by: ChangedBy, progress: (phase: string, done: number) => Promise<void> = async () => undefined): Promise<void> {
  const { newUnits, renamedUnits, newPosts, newPeople, changedPeople, newTenures, changedTenures } = changes;
  await insertMany(sql, 'unit', ['id', 'name', 'type', 'under', 'valid_from'], newUnits.map(({ id, name, type, under }) => [id, name, type, under, since]), 'INSERT');
  await insertMany(sql, 'unit_path', ['unit', 'path', 'valid_from'], newUnits.map(({ id, path }) => [id, path, since]), 'INSERT');
  for (const { id, after } of renamedUnits) await sql.run('UPDATE unit SET name = ? WHERE id = ?', [after.name, id]);
  await progress('posts', newUnits.length + renamedUnits.length);
  await insertMany(sql, 'post', ['id', 'unit', 'kind', 'title', 'functions'], newPosts.map(({ id, unit, kind, title, functions }) => [id, unit, kind, title, JSON.stringify(functions)]), 'INSERT');
  await progress('people', newUnits.length + renamedUnits.length + newPosts.length);
  await insertMany(sql, 'person', ['id', 'name', 'email'], newPeople.map(({ id, name, email }) => [id, name, email]), 'INSERT');
  await insertMany(sql, 'account', ['id', 'person', 'login', 'password_hash', 'role', 'must_change'], newPeople.map(({ id }) => [id, id, id, noPassword, 'official', 1]), 'INSERT');
  for (const { id, after } of changedPeople) await sql.run('UPDATE person SET name = ?, email = ? WHERE id = ?', [after.name, after.email, id]);
  await progress('tenures', newUnits.length + renamedUnits.length + newPosts.length + newPeople.length + changedPeople.length);
  await insertMany(sql, 'tenure', ['id', 'post', 'person', 'valid_from', 'valid_to'], newTenures.map(({ id, post, person, from, to }) => [id, post, person, from, to]), 'INSERT');
  for (const { id, after } of changedTenures) await sql.run('UPDATE tenure SET valid_from = ?, valid_to = ? WHERE id = ?', [after.from, after.to, id]);
  await audit(sql, by, [
    ...newUnits.map(({ id, ...after }): AuditLine => ({ what: 'unitAdded', subject: id, after })),
    ...renamedUnits.map(({ id, before, after }): AuditLine => ({ what: 'unitRenamed', subject: id, before, after })),
    ...newPosts.map(({ id, ...after }): AuditLine => ({ what: 'postAdded', subject: id, after })),
    ...newPeople.map(({ id, ...after }): AuditLine => ({ what: 'personAdded', subject: id, after })),
    ...changedPeople.map(({ id, before, after }): AuditLine => ({ what: 'personChanged', subject: id, before, after })),
    ...newTenures.map(({ id, ...after }): AuditLine => ({ what: 'tenureAdded', subject: id, after })),
    ...changedTenures.map(({ id, before, after }): AuditLine => ({ what: 'tenureChanged', subject: id, before, after })),
  ]);
}

export const audit = (sql: Sql, { at, account, person, batch }: ChangedBy, lines: readonly AuditLine[]): Promise<void> => insertMany(
  sql, 'admin_audit', ['at', 'account', 'person', 'import', 'what', 'subject', 'before_was', 'after_is'],
  lines.map(({ what, subject, before, after }) => [sqlInstant(at), account, person, batch ?? null, what, subject, before ? JSON.stringify(before) : null, after ? JSON.stringify(after) : null]), 'INSERT');

/** Gives accounts first passwords, in one statement for many; open sessions of theirs end. */
export async function setFirstPasswords(sql: Sql, passwords: readonly { account: string; password: string }[]): Promise<void> {
  for (let start = 0; start < passwords.length; start += 500) {
    const part = passwords.slice(start, start + 500);
    const marks = part.map(() => '?').join(', ');
    await sql.run(
      `UPDATE account SET must_change = 1, password_hash = CASE id ${part.map(() => 'WHEN ? THEN ?').join(' ')} ELSE password_hash END WHERE id IN (${marks})`,
      [...part.flatMap(({ account, password }) => [account, firstPasswordHash(password)]), ...part.map(({ account }) => account)]);
    await sql.run(`DELETE FROM session WHERE account IN (${marks})`, part.map(({ account }) => account));
  }
}

/** Ends a unit with its place and the tenures of its posts; `on` is the last day. */
export async function endUnit(sql: Sql, unit: string, on: string, by: ChangedBy): Promise<number> {
  await sql.run('UPDATE unit SET valid_to = ? WHERE id = ?', [on, unit]);
  await sql.run('UPDATE unit_path SET valid_to = ? WHERE unit = ? AND (valid_to IS NULL OR valid_to > ?)', [on, unit, on]);
  const open = await sql.query<{ id: string; from: string; to: string | null }>(
    'SELECT t.id, t.valid_from AS `from`, t.valid_to AS `to` FROM tenure t JOIN post p ON p.id = t.post WHERE p.unit = ? AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to > ?)', [unit, on, on]);
  for (const { id } of open) await sql.run('UPDATE tenure SET valid_to = ? WHERE id = ?', [on, id]);
  await audit(sql, by, [
    { what: 'unitEnded', subject: unit, after: { on } },
    ...open.map(({ id, from, to }): AuditLine => ({ what: 'tenureChanged', subject: id, before: { from, to }, after: { from, to: on } })),
  ]);
  return 1 + open.length;
}
