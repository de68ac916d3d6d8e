/** MariaDB: from PATH, else Debian's packages, downloaded and unpacked below `.zeren/tools` without root. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPackages, libraryPath } from './apt.mjs';
import { run } from './children.mjs';
import { findProgram, toolsDir } from './paths.mjs';
import { notObtainable } from './problem.mjs';
import { timed } from './progress.mjs';

/**
 * @typedef {{
 *   kind: 'mariadb' | 'mysql', mariadbd: string, installDb: string | undefined, client: string | undefined,
 *   basedir: string | undefined, env: NodeJS.ProcessEnv,
 * }} Mariadb `basedir` only for the unpacked one; `env` is the whole environment to run it with
 */

/**
 * @param {import('./progress.mjs').Say} say
 * @returns {Promise<Mariadb>}
 * @throws {Trouble} registry unreachable, disk full, or no way to obtain it
 */
export async function ensureMariadb(say) {
  const onPath = await fromPath();
  if (onPath) return onPath;
  const root = join(toolsDir(), 'mariadb');
  if (!existsSync(root)) await timed(say, '取 MariaDB（9 MB）· fetching MariaDB', () => fetchPackages(root, wish));
  return unpackedAt(root);
}

/** @returns {Promise<Mariadb | undefined>} */
async function fromPath() {
  const mariadbd = findProgram('mariadbd', 'mysqld');
  if (!mariadbd) return undefined;
  const version = await run(mariadbd, ['--no-defaults', '--version']);
  if (version.code !== 0) return undefined;
  const kind = /mariadb/i.test(version.output) ? 'mariadb' : 'mysql';
  const installDb = findProgram('mariadb-install-db', 'mysql_install_db');
  if (kind === 'mariadb' && !installDb) return undefined;
  return { kind, mariadbd, installDb, client: findProgram('mariadb', 'mysql'), basedir: undefined, env: process.env };
}

/** @param {string} root @returns {Mariadb} */
function unpackedAt(root) {
  return {
    kind: 'mariadb',
    mariadbd: join(root, 'usr/sbin/mariadbd'),
    installDb: join(root, 'usr/bin/mariadb-install-db'),
    client: join(root, 'usr/bin/mariadb'),
    basedir: join(root, 'usr'),
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath(root) },
  };
}

/** @param {string} reason */
const missing = (reason) => notObtainable('MariaDB', 'MYSQL_URL', 'mariadb-server', reason);

/** @type {import('./apt.mjs').Wish} */
const wish = { tool: 'MariaDB', packages: ['mariadb-server-core', 'mariadb-client-core'], programs: ['usr/sbin/mariadbd'], missing };
