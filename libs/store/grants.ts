import type { DataSource } from 'typeorm';
import type { Sql } from './sql.ts';

/** Tables whose rows are evidence, and the feed that numbers it. */
const unchangeable = new Set(['event', 'document', 'document_upload', 'feed', 'admin_audit', 'difference_set_aside']);

/**
 * Gives the application's account its rights table by table, never on the schema: a schema grant cannot be
 * narrowed afterwards. On the journal and on documents, which are evidence, it may insert and select, nothing else.
 */
export async function grantToApplication(source: DataSource, user: string, host = '%'): Promise<void> {
  const tables = await source.query<{ name: string }[]>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()');
  const account = `\`${user}\`@\`${host}\``;
  for (const { name } of tables) {
    const rights = unchangeable.has(name) ? 'SELECT, INSERT' : name === 'migration' ? 'SELECT' : 'SELECT, INSERT, UPDATE, DELETE';
    await source.query(`GRANT ${rights} ON \`${name}\` TO ${account}`);
  }
}

/** Makes or renews the application's account. */
export async function ensureApplicationAccount(sql: Sql, user: string, password: string, host = '%'): Promise<void> {
  await sql.run(`CREATE USER IF NOT EXISTS ?@? IDENTIFIED BY ?`, [user, host, password]);
  await sql.run(`ALTER USER ?@? IDENTIFIED BY ?`, [user, host, password]);
}
