/**
 * Starts the servers a laptop needs: MariaDB, Temporal, maildev. Each can be stopped, killed and started again on the
 * same data and port.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { run, spawnKept } from './children.mjs';
import { ensureMariadb } from './fetch-mariadb.mjs';
import { ensureTemporal } from './fetch-temporal.mjs';
import { made, repo, shortTemporaryDir } from './paths.mjs';
import { answers, pause } from './ports.mjs';
import { knownTrouble, serverDied } from './problem.mjs';

export { spawnKept, stopAll } from './children.mjs';
export { ensureMariadb } from './fetch-mariadb.mjs';
export { ensureTemporal } from './fetch-temporal.mjs';
export { freePort } from './ports.mjs';

/** @typedef {import('./children.mjs').Child} Child */

const silent = () => {};

/**
 * Starts MariaDB on loopback, and initialises its data directory on first use.
 *
 * @param {{ dataDir: string, port: number, logFile: string }} options the directory is created; its parent may be missing too
 * @param {import('./progress.mjs').Say} say told when something has to be fetched
 * @returns {Promise<Child & { port: number, ownerUrl: string }>} `ownerUrl` has no database; the account may create databases and accounts
 * @throws {Trouble} when it cannot be obtained, initialised or started
 */
export async function startMariadb({ dataDir, port, logFile }, say = silent) {
  const tool = await ensureMariadb(say);
  if (!existsSync(dataDir)) await initialise(tool, dataDir);
  const password = ownerPassword(dataDir);
  const socketDir = shortTemporaryDir('zm-');
  const initFile = writeInitFile(dataDir, password);
  const child = spawnKept('MariaDB', tool.mariadbd, [
    '--no-defaults',
    ...(tool.basedir ? [`--basedir=${tool.basedir}`] : []),
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    `--datadir=${dataDir}`, `--socket=${join(socketDir, 's')}`, `--pid-file=${join(socketDir, 'pid')}`, `--init-file=${initFile}`,
    // A server that starts clears the temporary tables of its folder: each has one of its own.
    `--tmpdir=${socketDir}`, '--bind-address=127.0.0.1', `--port=${port}`, '--skip-name-resolve', '--max-connections=200',
    '--character-set-server=utf8mb4', '--collation-server=utf8mb4_unicode_ci', '--default-time-zone=+00:00',
    '--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=256M',
    ...(tool.kind === 'mysql' ? ['--mysqlx=OFF', '--disable-log-bin'] : ['--skip-log-bin', '--innodb-log-file-size=64M']),
  ], { env: tool.env, logFile });
  child.exited.then(() => rmSync(socketDir, { recursive: true, force: true }));
  await untilReady(child, dataDir, () => answers('127.0.0.1', port, { timeoutMs: 1000, awaitGreeting: true }));
  return { ...child, port, ownerUrl: `mysql://zeren_owner:${password}@127.0.0.1:${port}/` };
}

/**
 * The directory appears under its name only when it is whole, so an interrupted first start leaves nothing half-made.
 * @param {import('./fetch-mariadb.mjs').Mariadb} tool
 * @param {string} dataDir
 */
async function initialise(tool, dataDir) {
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const done = tool.kind === 'mysql'
    ? await run(tool.mariadbd, ['--no-defaults', ...asRoot, `--datadir=${unfinished}`, '--initialize-insecure'], { env: tool.env })
    : await run(tool.installDb ?? '', [
      '--no-defaults', ...asRoot, ...(tool.basedir ? [`--basedir=${tool.basedir}`] : []), `--datadir=${unfinished}`,
      '--skip-test-db', '--skip-name-resolve', '--auth-root-authentication-method=socket', '--innodb-log-file-size=64M',
    ], { env: tool.env });
  if (done.code !== 0) {
    const logFile = `${dataDir}.log`;
    rmSync(unfinished, { recursive: true, force: true });
    const trouble = knownTrouble(done.output, done.signal, { where: dataDir });
    if (!trouble) writeFileSync(logFile, done.output);
    throw trouble ?? serverDied('MariaDB', logFile);
  }
  renameSync(unfinished, dataDir);
}

/** @param {string} dataDir @returns {string} the same one at each start on this directory */
function ownerPassword(dataDir) {
  const file = join(dataDir, 'owner.secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/**
 * SQL that the server runs before it listens. Root keeps its socket; the owner comes over loopback only. Nameless
 * accounts of the installer would win over ours at sign-in, so they go.
 * @param {string} dataDir
 * @param {string} password
 */
function writeInitFile(dataDir, password) {
  const file = join(dataDir, 'owner.sql');
  const owner = `'zeren_owner'@'127.0.0.1'`;
  writeFileSync(file, [
    `CREATE USER IF NOT EXISTS ${owner} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${owner} WITH GRANT OPTION;`,
    `DROP USER IF EXISTS ''@'localhost';`,
    '',
  ].join('\n'), { mode: 0o600 });
  return file;
}

const searchAttributes = { ZerenCampaign: 'Keyword', ZerenYear: 'Int', ZerenUnit: 'Keyword', ZerenNextDeadline: 'Datetime' };

/** The dev server's own limits are those of a shared cluster; a launch of a year here is one burst of one tenant. */
const limits = {
  'frontend.namespaceRPS': '20000',
  'frontend.rps': '20000',
  'frontend.namespaceCount': '20000',
  'history.rps': '30000',
  'frontend.persistenceMaxQPS': '30000',
  'history.persistenceMaxQPS': '30000',
  'matching.persistenceMaxQPS': '30000',
  'matching.rps': '30000',
};

/**
 * Starts Temporal's dev server on a SQLite file whose commits survive a kill.
 *
 * @param {{ dbFile: string, port: number, uiPort?: number, namespace?: string, logFile: string, dynamicConfig?: Record<string, string> }} options
 *   without `uiPort` there is no page; `dynamicConfig` values are JSON
 * @param {import('./progress.mjs').Say} say told when something has to be fetched
 * @returns {Promise<Child & { address: string, uiUrl: string | undefined, namespace: string, cli: string }>}
 * @throws {Trouble} when it cannot be obtained or started
 */
export async function startTemporal({ dbFile, port, uiPort, namespace = 'default', logFile, dynamicConfig = {} }, say = silent) {
  const cli = await ensureTemporal(say);
  const isNew = !existsSync(dbFile);
  made(dirname(dbFile));
  const address = `127.0.0.1:${port}`;
  const child = spawnKept('Temporal', cli, [
    'server', 'start-dev', '--db-filename', dbFile, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=2',
    '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace, '--log-level', 'error', '--disable-config-file', '--disable-config-env',
    ...(uiPort ? ['--ui-port', String(uiPort), '--ui-disable-news-fetch'] : ['--headless']),
    ...Object.entries(searchAttributes).flatMap(([key, type]) => ['--search-attribute', `${key}=${type}`]),
    ...Object.entries({ ...limits, ...dynamicConfig }).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
  ], { logFile });
  const ask = (/** @type {string[]} */ args) => run(cli, ['operator', ...args, '--address', address, '--command-timeout', '5s', '--disable-config-file', '--disable-config-env']);
  await untilReady(child, dbFile, async () => {
    if (!(await answers('127.0.0.1', port, { timeoutMs: 1000 }))) return false;
    // A finished year is looked up for a month; start-dev would forget it after a day.
    const asked = isNew
      ? await ask(['namespace', 'update', '--namespace', namespace, '--retention', '30d'])
      : await ask(['cluster', 'health']);
    return asked.code === 0;
  });
  return { ...child, address, uiUrl: uiPort ? `http://127.0.0.1:${uiPort}` : undefined, namespace, cli };
}

/**
 * Starts maildev, which takes every mail and shows it on a page. Mails are files in `dir` and survive a restart.
 *
 * @param {{ smtpPort: number, webPort: number, dir: string, logFile: string }} options
 * @returns {Promise<Child & { smtpUrl: string, pageUrl: string }>} needs node_modules
 * @throws {Trouble} when it does not start
 */
export async function startMaildev({ smtpPort, webPort, dir, logFile }) {
  made(dir);
  const child = spawnKept('maildev', process.execPath, [
    join(repo, 'node_modules/maildev/bin/maildev'), '--silent', '--ip', '127.0.0.1', '--web-ip', '127.0.0.1',
    '--smtp', String(smtpPort), '--web', String(webPort), '--mail-directory', dir,
  ], { logFile });
  await untilReady(child, dir, async () => await answers('127.0.0.1', smtpPort, { awaitGreeting: true }) && await answers('127.0.0.1', webPort));
  return { ...child, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, pageUrl: `http://127.0.0.1:${webPort}` };
}

const longestStartMs = 60_000;

/**
 * @param {Child} child
 * @param {string} where what it writes to, for a message about a full disk
 * @param {() => Promise<boolean>} isReady
 */
async function untilReady(child, where, isReady) {
  const begun = Date.now();
  while (child.isRunning() && Date.now() - begun < longestStartMs) {
    if (await isReady()) return;
    await pause(100);
  }
  const { code, signal } = child.isRunning() ? { code: null, signal: null } : await child.exited;
  await child.stop();
  throw knownTrouble(child.lastWords(), signal, { where }) ?? serverDied(child.name, child.logFile, String(signal ?? code ?? ''));
}
