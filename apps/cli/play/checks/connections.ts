import { Client, Connection as TemporalConnection } from '@temporalio/client';
import { createConnection } from 'mysql2/promise';
import type { Connection, RowDataPacket } from 'mysql2/promise';

/** Where the run can be looked at. `mysqlUrl` is the owner's. */
export interface Addresses {
  mysqlUrl: string;
  database: string;
  temporalAddress: string;
  namespace: string;
  mailPageUrl: string | undefined;
  apiUrl: string;
}

export interface Connections {
  sql: Connection;
  temporal: Client;
  mailPageUrl: string | undefined;
  apiUrl: string;
  close(): Promise<void>;
}

/** @throws when the database or the Temporal server does not answer */
export async function openConnections({ mysqlUrl, database, temporalAddress, namespace, mailPageUrl, apiUrl }: Addresses): Promise<Connections> {
  // Dates as text: a driver's Date would bring the host's time zone in.
  const sql = await createConnection({ uri: mysqlUrl, database, dateStrings: true, timezone: 'Z', charset: 'utf8mb4', supportBigNumbers: true });
  const connection = await TemporalConnection.connect({ address: temporalAddress, connectTimeout: '10s' });
  return {
    sql, temporal: new Client({ connection, namespace }), mailPageUrl: mailPageUrl || undefined, apiUrl,
    async close() {
      await sql.end();
      await connection.close();
    },
  };
}

export async function rows<T>(sql: Connection, statement: string, values: readonly unknown[] = []): Promise<T[]> {
  const [found] = await sql.query<RowDataPacket[]>(statement, values as unknown[]);
  return found as T[];
}

/** `2026-02-02 01:00:00.000` as the instant it is. */
export const instant = <T extends string | null>(text: T): T => (text === null ? text : `${text.slice(0, 10)}T${text.slice(11, 19)}.${(text.slice(20) || '0').padEnd(3, '0')}Z`) as T;
