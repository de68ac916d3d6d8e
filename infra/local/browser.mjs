/** A browser for the tests: the one that is given, one on PATH, else Debian's, below `.zeren/tools` without root. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fetchPackages, libraryPath } from './apt.mjs';
import { run } from './children.mjs';
import { findProgram, made, toolsDir } from './paths.mjs';
import { notAProgram, programNotObtainable } from './problem.mjs';
import { timed } from './progress.mjs';

/** @typedef {{ executablePath: string, env: Record<string, string> }} Browser as playwright's `launch` takes it; `env` is the whole environment to run it with */

/** A browser that hangs when it is asked for its version is none. */
const versionMillis = 20_000;

/**
 * Finds Chromium: `CHROMIUM_PATH`, then PATH, then Debian's package with the libraries that are missing here; and a font
 * with 汉字 where the system has none.
 *
 * @param {import('./progress.mjs').Say} say told when something has to be fetched
 * @returns {Promise<Browser>}
 * @throws {Trouble} CHROMIUM_PATH does not run, registry unreachable, disk full, or no way to obtain it
 */
export async function findBrowser(say = () => {}) {
  const { executablePath, env } = await given() ?? await onPath() ?? await unpacked(say);
  return { executablePath, env: { ...env, ...await fontsFor(say) } };
}

/** @returns {Promise<Browser | undefined>} */
async function given() {
  const path = process.env['CHROMIUM_PATH'];
  if (!path) return undefined;
  if (!(await runs(path))) throw notAProgram('CHROMIUM_PATH', path);
  return { executablePath: path, env: ownEnvironment() };
}

/** @returns {Promise<Browser | undefined>} a wrapper that only says what to install is passed over */
async function onPath() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const path = findProgram(name);
    if (path && await runs(path)) return { executablePath: path, env: ownEnvironment() };
  }
  return undefined;
}

/** @param {string} path @param {NodeJS.ProcessEnv} env */
const runs = async (path, env = process.env) => existsSync(path) && (await run(path, ['--version'], { env, limitMs: versionMillis })).code === 0;

const program = 'usr/lib/chromium/chromium';
/** @type {import('./apt.mjs').Wish} */
const chromium = { tool: 'Chromium', packages: ['chromium', 'chromium-common'], programs: [program], missing: (reason) => missing(reason) };
/** @type {import('./apt.mjs').Wish} */
const cjkFonts = { tool: 'fonts-noto-cjk', packages: ['fonts-noto-cjk'], missing: (reason) => programNotObtainable('汉字字体 fonts', 'FONTCONFIG_FILE', 'fonts-noto-cjk', reason) };

/** @param {string} reason */
const missing = (reason) => programNotObtainable('Chromium', 'CHROMIUM_PATH', 'chromium', reason);

/** @param {import('./progress.mjs').Say} say @returns {Promise<Browser>} */
async function unpacked(say) {
  const root = join(toolsDir(), 'chromium');
  if (!existsSync(root)) await timed(say, '取 Chromium（约 100 MB）· fetching Chromium', () => fetchPackages(root, chromium));
  const executablePath = join(root, program);
  const env = { ...ownEnvironment(), LD_LIBRARY_PATH: libraryPath(root) };
  if (!(await runs(executablePath, env))) throw missing(`${executablePath} --version`);
  return { executablePath, env };
}

/**
 * Without a font that has them, every 汉字 is an empty box and a picture proves nothing.
 * @param {import('./progress.mjs').Say} say
 * @returns {Promise<Record<string, string>>} what to add to the environment
 */
async function fontsFor(say) {
  if (process.platform !== 'linux' || process.env['FONTCONFIG_FILE'] || await hasCjkFont()) return {};
  const root = join(toolsDir(), 'fonts-cjk');
  if (!existsSync(root)) await timed(say, '取汉字字体（约 60 MB）· fetching fonts', () => fetchPackages(root, cjkFonts));
  return { FONTCONFIG_FILE: fontSettings(root) };
}

async function hasCjkFont() {
  const list = findProgram('fc-list');
  if (list) return (await run(list, [':lang=zh', 'family'])).stdout.trim() !== '';
  const dirs = ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.fonts'), join(homedir(), '.local/share/fonts')];
  return dirs.some((dir) => existsSync(dir) && readdirSync(dir, { recursive: true }).some((file) => /(cjk|wqy|uming|ukai|simsun|simhei|hansans|hanserif|droidsansfallback).*\.(tt[cf]|otf)$/i.test(String(file))));
}

/** @param {string} root @returns {string} the system's settings with the unpacked fonts besides */
function fontSettings(root) {
  const file = join(root, 'fonts.conf');
  const cache = made(join(root, 'cache'));
  writeFileSync(file, [
    '<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">', '<fontconfig>',
    '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>', '  <dir>/usr/share/fonts</dir>', `  <dir>${join(root, 'usr/share/fonts')}</dir>`, `  <cachedir>${cache}</cachedir>`,
    '</fontconfig>', '',
  ].join('\n'));
  return file;
}

/** @returns {Record<string, string>} */
const ownEnvironment = () => Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
