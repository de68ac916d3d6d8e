/** `npm test [-- --only small|medium|e2e|browser|local]`: every check, each with its time, and one line at the end. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { main, run } from './children.mjs';
import { logDir, repo, shortTemporaryDir } from './paths.mjs';
import { openDesk } from './desk.mjs';
import { checkNode, ensureBuild, ensureNodeModules } from './prepare.mjs';
import { asTrouble, Trouble } from './problem.mjs';
import { say } from './progress.mjs';
import { checkGiven, ensureServers, ownerEnvironment, startServers } from './stack.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const kinds = ['small', 'medium', 'e2e', 'browser', 'local'];
const onServers = ['medium', 'e2e', 'browser'];
const dir = shortTemporaryDir('zeren-test-');
/** A suite with something left open would wait for ever. */
const longestStepMs = 12 * 60_000;
const onePassed = { passed: 1, failed: 0, skipped: 0 };
const total = { passed: 0, failed: 0, skipped: 0 };
const folders = ['apps', 'workflows', 'activities', 'libs', 'tests', 'bench'].filter((folder) => existsSync(join(repo, folder)));

await main(async () => {
  const wanted = readWanted(process.argv.slice(2));
  const isAll = wanted.length === 0;
  const wants = (/** @type {string} */ kind) => isAll || wanted.includes(kind);
  checkNode();
  await ensureNodeModules(say);

  const needsBuild = wants('local') || onServers.some(wants);
  const build = () => step('build', async () => { await ensureBuild(say); return onePassed; });
  // The compiler and the build have a processor each.
  const [isTyped, isBuilt] = await Promise.all([isAll ? step('tsc --noEmit', () => program(['node_modules/typescript/bin/tsc', '--noEmit'])) : true, needsBuild ? build() : true]);
  if (!isTyped || !isBuilt) return theEnd();
  if (isAll) await step('depcruise', () => program(['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...folders, '--config', '.dependency-cruiser.cjs']));
  if (wants('small')) {
    await step('small, TZ=America/New_York', () => jest('small', { ...process.env, TZ: 'America/New_York' }));
    // The domain cannot read the machine's zone (testing/no-clock): it is tested in one, all that can read it in two.
    await step('small but the domain, TZ=Asia/Shanghai', () => jest('small', { ...process.env, TZ: 'Asia/Shanghai' }, ['--testPathIgnorePatterns', '/node_modules/', '/libs/domain/']));
  }
  if (!needsBuild) return theEnd();
  if (wants('local')) await step('local', () => jest('local', process.env));
  if (onServers.some(wants)) await withServers(wants);
  return theEnd();
}, { atEnd: () => rmSync(dir, { recursive: true, force: true }) });

/** @param {string[]} args */
function readWanted(args) {
  const wanted = args.filter((arg) => arg !== '--only').flatMap((arg) => arg.replace(/^--only=/, '').split(','));
  const stranger = wanted.find((kind) => !kinds.includes(kind));
  if (stranger) throw new Trouble({ zh: [`没有 ${stranger} 这种测试`, `请用 --only ${kinds.join('|')}`], en: [`There are no tests called ${stranger}`, `use --only ${kinds.join('|')}`], exitCode: 2 });
  return wanted;
}

/** @param {(kind: string) => boolean} wants */
async function withServers(wants) {
  /** @type {NodeJS.ProcessEnv} */
  let env = {};
  /** @type {import('./stack.mjs').Stack | undefined} */
  let servers;
  const logs = join(logDir(), 'test');
  const isUp = await step('servers', async () => {
    await checkGiven();
    await ensureServers(say);
    const stack = await startServers({ dir, logs });
    servers = stack;
    env = { ...ownerEnvironment(stack), ZEREN_TEST_STACK: JSON.stringify(stack) };
    return onePassed;
  });
  if (!isUp) return;
  for (const kind of ['medium', 'e2e']) if (wants(kind)) await step(kind, () => jest(kind, env));
  if (wants('browser') && servers) await atDesk(servers, logs);
}

/** @param {import('./stack.mjs').Stack} servers @param {string} logs */
async function atDesk(servers, logs) {
  let desk = '';
  const isOpen = await step('an office to sit down at', async () => { desk = await openDesk(servers, { logs, say }); return onePassed; });
  if (isOpen) await step('browser', () => jest('browser', { ...process.env, ZEREN_DESK: desk }));
}

/**
 * @param {string} name
 * @param {() => Promise<Count>} task
 * @returns {Promise<boolean>} nothing failed
 */
async function step(name, task) {
  say(`\n— ${name}`);
  const begun = Date.now();
  /** @type {Count} */
  let count = { passed: 0, failed: 1, skipped: 0 };
  try {
    count = await task();
  } catch (error) {
    say(asTrouble(error).message);
  }
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  say(`— ${name}: ${line(count)}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return count.failed === 0;
}

/** @param {Count} count */
function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {string[]} args of a Node program that is one check @returns {Promise<Count>} */
async function program(args) {
  const done = await run(process.execPath, args, { cwd: repo, inherit: true });
  return done.code === 0 ? onePassed : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * A suite that does not load counts as one failed: it has no tests of its own to count.
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} more
 * @returns {Promise<Count>}
 */
async function jest(project, env, more = []) {
  const outputFile = join(dir, `${project}.json`);
  rmSync(outputFile, { force: true });
  const done = await run(process.execPath, [
    '--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--selectProjects', project, '--passWithNoTests',
    project !== 'small' && project !== 'medium' ? '--runInBand' : '--maxWorkers=2', '--json', '--outputFile', outputFile, '--reporters', 'default', ...more,
  ], { cwd: repo, env, inherit: true, limitMs: longestStepMs });
  if (!existsSync(outputFile)) return { passed: 0, failed: 1, skipped: 0 }; // jest has said why it did not run
  const found = JSON.parse(readFileSync(outputFile, 'utf8'));
  const failed = found.numFailedTests + found.numRuntimeErrorTestSuites;
  // A process that ends badly with no failed test has failed all the same (an open handle, a crash at the end).
  return { passed: found.numPassedTests, failed: failed || (done.code === 0 ? 0 : 1), skipped: found.numPendingTests + found.numTodoTests };
}

/** @returns {number} exit code */
function theEnd() {
  say(`\n${line(total)}`);
  return total.failed === 0 ? 0 : 1;
}
