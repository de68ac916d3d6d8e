/** The servers together, and the environment the product reads. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { made } from './paths.mjs';
import { answers, freePort, isPortFree } from './ports.mjs';
import { notAnAddress, unreachable } from './problem.mjs';
import { ensureMariadb, ensureTemporal, startMaildev, startMariadb, startTemporal } from './servers.mjs';

/**
 * @typedef {{
 *   mysqlUrl: string, mysqlAppUrl: string, temporalAddress: string, smtpUrl: string,
 *   mailPageUrl: string | undefined, temporalPageUrl: string | undefined,
 *   database: string, namespace: string, taskQueue: string,
 * }} Stack `mysqlUrl` is the owner, without a database
 */

/** @typedef {(key: string, start: () => Promise<import('./children.mjs').Child>) => Promise<import('./children.mjs').Child>} Keep */

/** Servers the person has already; they are used and not started. */
export const given = () => ({
  mysqlUrl: process.env['MYSQL_URL'] || undefined,
  temporalAddress: process.env['TEMPORAL_ADDRESS'] || undefined,
  smtpUrl: process.env['SMTP_URL'] || undefined,
});

/**
 * Asks each given server once, before anything is fetched.
 * @throws {Trouble} one that does not answer
 */
export async function checkGiven() {
  const { mysqlUrl, temporalAddress, smtpUrl } = given();
  if (mysqlUrl) await check('MYSQL_URL', mysqlUrl, 3306, true);
  if (temporalAddress) await check('TEMPORAL_ADDRESS', `tcp://${temporalAddress}`, 7233, false);
  if (smtpUrl) await check('SMTP_URL', smtpUrl, smtpUrl.startsWith('smtps:') ? 465 : 25, false);
}

/** @param {string} variable @param {string} address @param {number} usualPort @param {boolean} awaitGreeting */
async function check(variable, address, usualPort, awaitGreeting) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url?.hostname) throw notAnAddress(variable);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || usualPort;
  if (!(await answers(host, port, { timeoutMs: 5000, awaitGreeting }))) throw unreachable(variable, `${host}:${port}`);
}

/**
 * Fetches what is missing, one after the other so that the progress can be read.
 * @param {import('./progress.mjs').Say} say
 */
export async function ensureServers(say) {
  if (!given().mysqlUrl) await ensureMariadb(say);
  if (!given().temporalAddress) await ensureTemporal(say);
}

/**
 * Starts what is not given.
 *
 * @param {{ dir: string, logs: string, temporalUiPort?: number, mailPagePort?: number, keep?: Keep }} options
 *   `dir` keeps data, internal ports and passwords; `keep` may wrap each start, to restart what dies
 * @returns {Promise<Stack>}
 * @throws {Trouble} the first that does not start
 */
export async function startServers({ dir, logs, temporalUiPort, mailPagePort, keep = (_key, start) => start() }) {
  const { mysqlUrl, temporalAddress, smtpUrl } = given();
  const ports = await rememberedPorts(join(made(dir), 'ports.json'), ['mariadb', 'temporal', 'smtp', 'mailPage']);
  const namespace = process.env['TEMPORAL_NAMESPACE'] || 'default';
  const database = process.env['MYSQL_DATABASE'] || 'zeren';
  const webPort = mailPagePort ?? ports.mailPage;

  let owner = mysqlUrl ?? '';
  const mariadb = () => keep('mariadb', async () => {
    const started = await startMariadb({ dataDir: join(dir, 'mariadb'), port: ports.mariadb, logFile: join(logs, 'mariadb.log') });
    owner = started.ownerUrl;
    return started;
  });
  const temporal = () => keep('temporal', () => startTemporal({
    dbFile: join(dir, 'temporal/temporal.db'), port: ports.temporal, namespace, logFile: join(logs, 'temporal.log'), ...(temporalUiPort && { uiPort: temporalUiPort }),
  }));
  const maildev = () => keep('maildev', () => startMaildev({ smtpPort: ports.smtp, webPort, dir: join(dir, 'mail'), logFile: join(logs, 'maildev.log') }));

  await Promise.all([mysqlUrl ? undefined : mariadb(), temporalAddress ? undefined : temporal(), smtpUrl ? undefined : maildev()]);
  return {
    mysqlUrl: owner,
    mysqlAppUrl: process.env['MYSQL_APP_URL'] || appUrl(owner, appPassword(dir), database),
    temporalAddress: temporalAddress ?? `127.0.0.1:${ports.temporal}`,
    smtpUrl: smtpUrl ?? `smtp://127.0.0.1:${ports.smtp}`,
    mailPageUrl: process.env['MAIL_PAGE_URL'] || (smtpUrl ? undefined : `http://127.0.0.1:${webPort}`),
    temporalPageUrl: temporalAddress || !temporalUiPort ? undefined : `http://127.0.0.1:${temporalUiPort}`,
    database,
    namespace,
    taskQueue: process.env['TEMPORAL_TASK_QUEUE'] || 'zeren',
  };
}

/**
 * The same internal ports as last time where they are free: whoever noted an address finds it again.
 * @template {string} Name
 * @param {string} file
 * @param {Name[]} names
 * @returns {Promise<Record<Name, number>>}
 */
async function rememberedPorts(file, names) {
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  /** @type {Record<string, number>} */
  const ports = {};
  for (const name of names) {
    const usual = before[name];
    ports[name] = usual && await isPortFree(usual) ? usual : await freePort();
  }
  writeFileSync(file, JSON.stringify(ports));
  return /** @type {Record<Name, number>} */ (ports);
}

/** @param {string} dir @returns {string} the password of `zeren_app`, made once */
function appPassword(dir) {
  const file = join(dir, 'secrets.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ zerenApp: randomBytes(18).toString('base64url') }), { mode: 0o600 });
  return JSON.parse(readFileSync(file, 'utf8')).zerenApp;
}

/** @param {string} owner @param {string} password @param {string} database */
function appUrl(owner, password, database) {
  const url = new URL(owner);
  url.username = 'zeren_app';
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * What the worker and the API read. The owner's address is not in it: they cannot alter what they may only append to.
 * @param {Stack} stack
 * @param {number | undefined} port of the API
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnvironment(stack, port) {
  const { MYSQL_URL: _owner, ...rest } = process.env;
  return {
    ...rest,
    MYSQL_APP_URL: stack.mysqlAppUrl,
    MYSQL_DATABASE: stack.database,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.namespace,
    TEMPORAL_TASK_QUEUE: stack.taskQueue,
    SMTP_URL: stack.smtpUrl,
    ...(stack.mailPageUrl && { MAIL_PAGE_URL: stack.mailPageUrl }),
    ...(port && { PORT: String(port), PUBLIC_URL: process.env['PUBLIC_URL'] || `http://127.0.0.1:${port}` }),
  };
}

/**
 * What setup, the command line, benches and tests read.
 * @param {Stack} stack
 * @param {number} [port]
 * @returns {NodeJS.ProcessEnv}
 */
export const ownerEnvironment = (stack, port) => ({ ...appEnvironment(stack, port), MYSQL_URL: stack.mysqlUrl });

/** @param {string} file @returns {any} undefined when absent */
export function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {string} file @param {unknown} value it may hold passwords */
export function writePrivateJson(file, value) {
  made(dirname(file));
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}
