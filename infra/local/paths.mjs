/** Where things lie on this machine. Everything the project keeps outside git is below `.zeren/`. */
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const repo = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** State of the running product: data, logs, stack.json. `ZEREN_STATE_DIR` moves it, so that tests have their own. */
export const stateDir = () => resolve(process.env['ZEREN_STATE_DIR'] || join(repo, '.zeren'));

/** Downloaded servers. They are the same for every state directory, so they do not move with it. */
export const toolsDir = () => resolve(process.env['ZEREN_TOOLS_DIR'] || join(repo, '.zeren', 'tools'));

export const dataDir = () => join(stateDir(), 'data');
export const logDir = () => join(stateDir(), 'log');

/** @param {string[]} parts path of a built file below dist/ */
export const built = (...parts) => join(repo, 'dist', ...parts);

/** @param {string} dir @returns {string} the same directory, now there */
export function made(dir) {
  mkdirSync(dir, { recursive: true });
  return dir;
}

/**
 * A new directory with a short path: the address of a Unix socket may have 107 bytes at most.
 * @param {string} prefix
 */
export function shortTemporaryDir(prefix) {
  const base = tmpdir().length <= 40 ? tmpdir() : '/tmp';
  return mkdtempSync(join(base, prefix));
}

/**
 * The first program of these names on PATH, or undefined. Debian keeps servers in sbin, which is not on everyone's PATH.
 * @param {...string} names
 * @returns {string | undefined}
 */
export function findProgram(...names) {
  const dirs = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  for (const name of names) {
    for (const dir of dirs) {
      // node_modules/.bin is put on PATH by npm; a package's wrapper there is not the server itself.
      if (!dir || dir.includes('node_modules')) continue;
      const path = join(dir, name);
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}
