/** MariaDB: from PATH, else Debian's packages, downloaded and unpacked below `.zeren/tools` without root. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';
import { findProgram, made, toolsDir } from './paths.mjs';
import { knownTrouble, notObtainable } from './problem.mjs';
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
  if (!existsSync(root)) await timed(say, '取 MariaDB（9 MB）· fetching MariaDB', () => fetchPackages(root));
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

/** @param {string} root */
function libraryPath(root) {
  const dirs = [];
  for (const lib of ['usr/lib', 'lib']) {
    if (!existsSync(join(root, lib))) continue;
    dirs.push(join(root, lib));
    for (const name of readdirSync(join(root, lib))) if (name.includes('-linux-')) dirs.push(join(root, lib, name));
  }
  return [...dirs, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
}

/** @param {string} reason */
const missing = (reason) => notObtainable('MariaDB', 'MYSQL_URL', 'mariadb-server', reason);

/** @param {string} root where it shall lie */
async function fetchPackages(root) {
  if (!findProgram('apt-get') || !findProgram('dpkg-deb')) throw missing('apt-get + dpkg-deb: not found');
  const work = mkdtempSync(join(made(toolsDir()), 'part-'));
  try {
    const apt = await aptThatKnows('mariadb-server-core', work);
    const unpacked = made(join(work, 'root'));
    const packages = await apt.fetch(['mariadb-server-core', 'mariadb-client-core']);
    await unpackAll(packages, unpacked);
    await fetchMissingLibraries(apt, packages, unpacked);
    if (!existsSync(root)) renameSync(unpacked, root);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @typedef {{ fetch(names: string[]): Promise<string[]> }} Apt gives the paths of the downloaded packages */

/**
 * The system's package lists when they are there and still true, else private ones: a user may read the system's
 * sources but not write the system's lists.
 * @param {string} name
 * @param {string} work
 * @returns {Promise<Apt>}
 */
async function aptThatKnows(name, work) {
  const archive = made(join(work, 'archive'));
  const state = made(join(work, 'state'));
  made(join(state, 'lists', 'partial'));
  made(join(work, 'cache', 'archives', 'partial'));
  const cache = ['-o', `Dir::Cache=${join(work, 'cache')}`, '-o', 'APT::Sandbox::User=', '-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=30'];
  const privateLists = [...cache, '-o', `Dir::State=${state}`, '-o', `Dir::State::lists=${join(state, 'lists')}`, '-o', 'Dir::State::status=/var/lib/dpkg/status'];
  const env = { ...process.env, LC_ALL: 'C' };
  const download = (/** @type {string[]} */ options, /** @type {string[]} */ names) => run('apt-get', [...options, 'download', ...names], { cwd: archive, env });

  const known = await download(cache, [name]);
  if (known.code === 0) return { fetch: (names) => fetchWith(cache, names) };
  const updated = await run('apt-get', [...privateLists, '-o', 'Acquire::Languages=none', 'update'], { env });
  const unknown = await download(privateLists, [name]);
  if (unknown.code !== 0) {
    const said = updated.output + unknown.output;
    throw knownTrouble(said, unknown.signal ?? updated.signal ?? known.signal, { where: toolsDir(), what: 'MariaDB', setting: '/etc/apt/sources.list' }) ?? missing(firstError(said));
  }
  return { fetch: (names) => fetchWith(privateLists, names) };

  /** @param {string[]} options @param {string[]} names */
  async function fetchWith(options, names) {
    const before = new Set(readdirSync(archive));
    const fetched = await download(options, names);
    if (fetched.code !== 0) {
      throw knownTrouble(fetched.output, fetched.signal, { where: toolsDir(), what: names.join(', '), setting: '/etc/apt/sources.list' }) ?? missing(firstError(fetched.output));
    }
    const wanted = (/** @type {string} */ file) => !before.has(file) || names.some((name) => file.startsWith(`${name}_`));
    return readdirSync(archive).filter(wanted).map((file) => join(archive, file));
  }
}

/** @param {string[]} packages @param {string} unpacked */
async function unpackAll(packages, unpacked) {
  for (const file of packages) {
    const done = await run('dpkg-deb', ['-x', file, unpacked]);
    if (done.code !== 0) throw knownTrouble(done.output, done.signal, { where: toolsDir() }) ?? missing(firstError(done.output));
  }
}

/**
 * Fetches what the loader does not find, by the packages' own word on what they need: names differ between
 * releases (libaio1, libaio1t64), the dependency field does not lie.
 * @param {Apt} apt
 * @param {string[]} packages
 * @param {string} unpacked
 */
async function fetchMissingLibraries(apt, packages, unpacked) {
  const server = join(unpacked, 'usr/sbin/mariadbd');
  let toAsk = packages;
  for (let depth = 0; depth < 3; depth += 1) {
    if ((await librariesMissing(server, unpacked)).length === 0) return;
    const names = [...new Set((await Promise.all(toAsk.map(neededLibraries))).flat())];
    toAsk = await apt.fetch(names);
    await unpackAll(toAsk, unpacked);
  }
  const still = await librariesMissing(server, unpacked);
  if (still.length > 0) throw missing(still.join(', '));
}

/** @param {string} program @param {string} unpacked */
async function librariesMissing(program, unpacked) {
  const listed = await run('ldd', [program], { env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: libraryPath(unpacked) } });
  return [...listed.output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/** @param {string} file @returns {Promise<string[]>} the packages it depends on, without the C library that every system has */
async function neededLibraries(file) {
  const field = await run('dpkg-deb', ['-f', file, 'Depends']);
  return field.output.split(',')
    .map((wish) => wish.trim().split(/[\s|(:]/)[0] ?? '')
    .filter((name) => /^lib/.test(name) && !/^lib(c6|gcc|stdc)/.test(name));
}

/** @param {string} output */
const firstError = (output) => (/^E: .*$/m.exec(output)?.[0] ?? output.trim().split('\n').at(-1) ?? '').slice(0, 160);
