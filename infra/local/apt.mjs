/** Debian's packages, downloaded and unpacked without root: what a laptop lacks, below `.zeren/tools`. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';
import { findProgram, made, toolsDir } from './paths.mjs';
import { knownTrouble } from './problem.mjs';

/**
 * @typedef {{ tool: string, packages: string[], programs?: string[], missing: (reason: string) => Error }} Wish
 *   what it is called in messages; the packages that hold it; programs, by their path in it, whose libraries have to be
 *   there; the message when it cannot be had
 */

/** @typedef {{ fetch(names: string[]): Promise<string[]> }} Apt gives the paths of the downloaded packages */

/** Libraries need libraries: a browser's lie seven deep. */
const deepest = 10;

/**
 * Fetches packages, and the libraries their programs miss on this machine. The directory appears under its name only
 * when it is whole.
 *
 * @param {string} root where it shall lie, below `toolsDir`
 * @param {Wish} wish
 * @throws {Trouble} registry unreachable, disk full, or no way to obtain it
 */
export async function fetchPackages(root, wish) {
  if (!findProgram('apt-get') || !findProgram('dpkg-deb')) throw wish.missing('apt-get + dpkg-deb: not found');
  const work = mkdtempSync(join(made(toolsDir()), 'part-'));
  try {
    const apt = await aptThatKnows(wish, work);
    const unpacked = made(join(work, 'root'));
    const packages = await apt.fetch(wish.packages);
    await unpackAll(packages, unpacked, wish);
    await fetchMissingLibraries(apt, packages, unpacked, wish);
    if (!existsSync(root)) renameSync(unpacked, root);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} root @returns {string} for LD_LIBRARY_PATH: what was unpacked there, before what the caller has */
export function libraryPath(root) {
  const dirs = [];
  for (const lib of ['usr/lib', 'lib']) {
    if (!existsSync(join(root, lib))) continue;
    dirs.push(join(root, lib));
    for (const name of readdirSync(join(root, lib))) if (name.includes('-linux-')) dirs.push(join(root, lib, name), ...privateDirs(join(root, lib, name)));
  }
  return [...dirs, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
}

/** Libraries that only their own family looks for lie in a folder of it, found by an absolute path that holds no more. @param {string} dir */
const privateDirs = (dir) => readdirSync(dir, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(dir, entry.name)).some((file) => /^lib.*\.so(\.|$)/.test(file)))
  .map((entry) => join(dir, entry.name));

/**
 * The system's package lists when they are there and still true, else private ones: a user may read the system's
 * sources but not write the system's lists.
 * @param {Wish} wish
 * @param {string} work
 * @returns {Promise<Apt>}
 */
async function aptThatKnows({ tool, packages: [name = ''], missing }, work) {
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
    throw knownTrouble(said, unknown.signal ?? updated.signal ?? known.signal, { where: toolsDir(), what: tool, setting: '/etc/apt/sources.list' }) ?? missing(firstError(said));
  }
  return { fetch: (names) => fetchWith(privateLists, names) };

  /** @param {string[]} options @param {string[]} names */
  async function fetchWith(options, names) {
    const before = new Set(readdirSync(archive));
    const fetched = await download(options, names);
    if (fetched.code !== 0) {
      throw knownTrouble(fetched.output, fetched.signal, { where: toolsDir(), what: names.join(', '), setting: '/etc/apt/sources.list' }) ?? missing(firstError(fetched.output));
    }
    const wanted = (/** @type {string} */ file) => !before.has(file) || names.some((one) => file.startsWith(`${one}_`));
    return readdirSync(archive).filter(wanted).map((file) => join(archive, file));
  }
}

/** @param {string[]} packages @param {string} unpacked @param {Wish} wish */
async function unpackAll(packages, unpacked, { missing }) {
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
 * @param {Wish} wish
 */
async function fetchMissingLibraries(apt, packages, unpacked, wish) {
  const programs = (wish.programs ?? []).map((path) => join(unpacked, path));
  const asked = new Set(wish.packages);
  let toAsk = packages;
  for (let depth = 0; depth < deepest && toAsk.length > 0; depth += 1) {
    if ((await librariesMissing(programs, unpacked)).length === 0) return;
    const needed = [...new Set((await Promise.all(toAsk.map(neededLibraries))).flat())].filter((name) => !asked.has(name));
    const names = await notInstalled(needed);
    for (const name of names) asked.add(name);
    toAsk = names.length > 0 ? await apt.fetch(names) : [];
    await unpackAll(toAsk, unpacked, wish);
  }
  const still = await librariesMissing(programs, unpacked);
  if (still.length > 0) throw wish.missing(still.join(', '));
}

/** @param {string[]} programs @param {string} unpacked */
async function librariesMissing(programs, unpacked) {
  const env = { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: libraryPath(unpacked) };
  const listed = await Promise.all(programs.map((program) => run('ldd', [program], { env })));
  return [...new Set(listed.flatMap(({ output }) => [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')))];
}

/** @param {string} file @returns {Promise<string[]>} the packages it depends on, without the C library that every system has */
async function neededLibraries(file) {
  const field = await run('dpkg-deb', ['-f', file, 'Depends']);
  return field.output.split(',')
    .map((wish) => wish.trim().split(/[\s|(:]/)[0] ?? '')
    .filter((name) => /^(lib|zlib1g$)/.test(name) && !/^lib(c6|gcc|stdc)/.test(name));
}

/** @param {string[]} names @returns {Promise<string[]>} without those the system has anyway */
async function notInstalled(names) {
  if (names.length === 0) return [];
  const known = await run('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${Package}\n', ...names], { env: { ...process.env, LC_ALL: 'C' } });
  const installed = new Set([...known.stdout.matchAll(/^ii\s+(\S+)$/gm)].map((match) => match[1]));
  return names.filter((name) => !installed.has(name));
}

/** @param {string} output */
const firstError = (output) => (/^E: .*$/m.exec(output)?.[0] ?? output.trim().split('\n').at(-1) ?? '').slice(0, 160);
