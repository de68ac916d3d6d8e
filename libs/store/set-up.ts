import mysql from 'mysql2/promise';
import { ensureApplicationAccount, grantToApplication } from './grants.ts';
import { recordSource, sqlOf } from './sql.ts';

/** A migration of a large office may take its time. */
const migrationMillis = 3_600_000;

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.toString();
}

/**
 * Brings the record up to date: the database, its migrations, and the application's account with its narrow rights.
 *
 * @param owner URL of an account that may create databases and users
 * @param application URL with user, password and database of the application's account
 */
export async function setUpRecord(owner: string, application: string): Promise<void> {
  const app = new URL(application);
  const database = app.pathname.slice(1);
  const root = await mysql.createConnection({ uri: withDatabase(owner, ''), connectTimeout: 5_000 });
  try {
    await root.query('CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', [database]);
  } finally {
    await root.end();
  }
  const source = await recordSource(withDatabase(owner, database), 2, migrationMillis).initialize();
  try {
    await source.runMigrations();
    const user = decodeURIComponent(app.username);
    if (user !== decodeURIComponent(new URL(owner).username)) {
      await ensureApplicationAccount(sqlOf(source), user, decodeURIComponent(app.password));
      await grantToApplication(source, user);
    }
  } finally {
    await source.destroy();
  }
}
