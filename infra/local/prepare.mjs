/** What must be there before anything runs: a new enough Node, the packages, the build. Done again only when it changed. */
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { run } from './children.mjs';
import { alone } from './lock.mjs';
import { built, repo, stateDir } from './paths.mjs';
import { knownTrouble, lockOutOfStep, nodeTooOld, stepFailed } from './problem.mjs';
import { timed } from './progress.mjs';

const oldestNode = '20.19';

/** @throws {Trouble} when this Node cannot run the product */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode.split('.').map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) throw nodeTooOld(process.versions.node, oldestNode);
}

/** @param {Iterable<string | Buffer>} parts */
function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** @param {string} file @returns {string} empty when absent */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * The packages of package-lock.json, installed.
 * @param {import('./progress.mjs').Say} say
 * @throws {Trouble} registry unreachable, disk full, or npm's last words
 */
export async function ensureNodeModules(say) {
  const stamp = join(repo, 'node_modules/.zeren-lock');
  const wanted = hashOf([readFileSync(join(repo, 'package-lock.json'))]);
  if (textOf(stamp) === wanted) return;
  await alone(join(repo, '.zeren/install.lock'), 'infra/local', async () => {
    if (textOf(stamp) === wanted) return;
    if (!isInstalled()) await timed(say, '取依赖包（npm ci）· installing packages', install);
    writeFileSync(stamp, wanted);
  });
}

/** Whether someone's own `npm install` has already put there what the lock file names. */
function isInstalled() {
  const there = textOf(join(repo, 'node_modules/.package-lock.json'));
  if (!there) return false;
  const found = JSON.parse(there).packages;
  const wanted = JSON.parse(readFileSync(join(repo, 'package-lock.json'), 'utf8')).packages;
  const isSame = (/** @type {string} */ path) => found[path]?.integrity === wanted[path]?.integrity;
  return Object.keys(wanted).every((path) => path === '' || isSame(path) || (wanted[path].optional && !found[path]))
    && Object.keys(found).every((path) => isSame(path));
}

async function install() {
  const about = { where: join(repo, 'node_modules'), what: 'npm', setting: 'npm config registry' };
  // Asked first: on a dead registry `npm ci` tries each of hundreds of packages again and again, for minutes.
  const ping = await npm('ping', '--fetch-retries=1', '--fetch-retry-mintimeout=1000');
  const noRegistry = ping.code === 0 ? undefined : knownTrouble(ping.output, ping.signal, about);
  let done = await npm('ci', ...(noRegistry ? ['--offline'] : ['--fetch-retries=3', '--fetch-retry-maxtimeout=10000']));
  // A lock without other systems' optional packages (complete-lock.mjs adds them) is refused by ci though nothing we need is missing.
  if (done.code !== 0 && /Missing: \S+@ from lock file/.test(done.output)) done = await npm('install', '--no-save', ...(noRegistry ? ['--offline'] : []));
  if (done.code === 0) return;
  if (noRegistry) throw noRegistry;
  if (/in sync/.test(done.output)) throw lockOutOfStep();
  throw knownTrouble(done.output, done.signal, about) ?? stepFailed('npm ci', lastError(done.output));
}

/** @param {...string} command */
function npm(...command) {
  const cache = isWritable(homedir()) ? [] : ['--cache', join(stateDir(), 'npm-cache')];
  return run('npm', [...command, '--no-audit', '--no-fund', '--loglevel=error', ...cache], { cwd: repo });
}

/** @param {string} dir */
function isWritable(dir) {
  try {
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} output */
const lastError = (output) => (/npm error (?!code|A complete log|Log files)(.*)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? '').slice(0, 160);

const sourceDirs = ['apps', 'workflows', 'activities', 'libs', 'bench'];
const sourceFiles = ['package.json', 'package-lock.json', 'nest-cli.json', '.swcrc', 'tsconfig.json'];

/**
 * dist/ as built from the sources as they are now. YAML of packs is read from the source tree and needs no build.
 * @param {import('./progress.mjs').Say} say
 * @throws {Trouble} after the compiler's own words were shown
 */
export async function ensureBuild(say) {
  if (isBuilt()) return;
  await alone(join(repo, '.zeren/build.lock'), 'infra/local', async () => {
    if (isBuilt()) return;
    const source = sourceHash();
    await timed(say, '编译 · building', build);
    writeFileSync(built('.zeren-source'), source);
  });
}

const isBuilt = () => textOf(built('.zeren-source')) === sourceHash();

function sourceHash() {
  const parts = [];
  for (const file of [...sourceFiles.map((name) => join(repo, name)), ...sourceDirs.flatMap((dir) => codeBelow(join(repo, dir)))]) {
    if (existsSync(file)) parts.push(relative(repo, file), '\0', readFileSync(file), '\0');
  }
  return hashOf(parts);
}

/** @param {string} dir @returns {string[]} */
function codeBelow(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return codeBelow(join(dir, entry.name));
      return /\.(ts|tsx|css|html|svg|json|js|mjs)$/.test(entry.name) && !/\.spec\.ts$/.test(entry.name) ? [join(dir, entry.name)] : [];
    });
}

async function build() {
  await step('nest build', [join(repo, 'node_modules/@nestjs/cli/bin/nest.js'), 'build']);
  await step('pages', [join(repo, 'node_modules/vite/bin/vite.js'), 'build', 'apps/web', '--logLevel', 'warn']);
  if (existsSync(built('apps/worker/bundle.js'))) await step('worker bundle', [built('apps/worker/bundle.js')]);
}

/** @param {string} what @param {string[]} args */
async function step(what, args) {
  const done = await run(process.execPath, args, { cwd: repo });
  if (done.code === 0) return;
  const trouble = knownTrouble(done.output, done.signal, { where: built() });
  if (trouble) throw trouble;
  process.stderr.write(done.output);
  throw stepFailed(what, '请改正上面编译器指出的地方', 'put right what the compiler names above');
}
