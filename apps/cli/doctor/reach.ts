import { Client, Connection } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { isDatabaseAway } from '#libs/delivery/away';
import type { Settings } from '#libs/platform/settings';
import { recordSource } from '#libs/store/sql';
import { Unreachable } from './examination.ts';

/** Host and port of an address, never its password. */
const placeOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '?');

const setUpFirst = {
  zh: '请运行 npm run zeren -- setup', en: 'run npm run zeren -- setup',
};

/**
 * The record, with the application's account.
 *
 * @throws Unreachable with what to do
 */
export async function reachDatabase({ mysqlUrl }: Settings): Promise<DataSource> {
  try {
    return await recordSource(mysqlUrl, 4).initialize();
  } catch (error) {
    throw databaseTrouble(error, mysqlUrl);
  }
}

function databaseTrouble(error: unknown, mysqlUrl: string): unknown {
  const place = placeOf(mysqlUrl);
  const { code = '' } = error as { code?: string };
  if (code === 'ER_ACCESS_DENIED_ERROR' || code === 'ER_DBACCESS_DENIED_ERROR' || code === 'ER_BAD_DB_ERROR') {
    return new Unreachable(`数据库 ${place} 上没有应用账号或库（${code}）：${setUpFirst.zh} · The database at ${place} has no such account or schema: ${setUpFirst.en}`);
  }
  if (isDatabaseAway(error)) {
    return new Unreachable(`数据库 ${place} 连不上：请启动它，或改正 MYSQL_APP_URL · The database at ${place} does not answer: start it, or correct MYSQL_APP_URL`);
  }
  return error;
}

/**
 * The Temporal server. Its queries refuse a workflow that is over: its answer would be about the past.
 *
 * @throws Unreachable with what to do
 */
export async function reachTemporal(settings: Settings): Promise<Client> {
  try {
    const connection = await Connection.connect({ address: settings.temporalAddress, connectTimeout: '3s' });
    return new Client({ connection, namespace: settings.temporalNamespace, workflow: { queryRejectCondition: 'NOT_OPEN' } });
  } catch {
    throw temporalAway(settings);
  }
}

const temporalAway = ({ temporalAddress }: Settings): Unreachable =>
  new Unreachable(`Temporal ${temporalAddress} 连不上：请启动它，或改正 TEMPORAL_ADDRESS · Temporal at ${temporalAddress} does not answer: start it, or correct TEMPORAL_ADDRESS`);

/** What an examination stumbled over: a server that went away in the middle is told as one that was never there. */
export function troubleOf(error: unknown, settings: Settings): unknown {
  if (statusOf(error) === unavailable) return temporalAway(settings);
  return databaseTrouble(error, settings.mysqlUrl);
}

const unavailable = 14;
export const notFound = 5;
export const deadlineExceeded = 4;

/** The gRPC status of a failed call, wherever the client put it; null when it is no such failure. */
export function statusOf(error: unknown): number | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'number' && code >= 0 && code <= 16) return code;
  }
  return null;
}
