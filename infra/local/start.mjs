/** `npm start`: everything on this machine, until Ctrl-C. `-- --empty` without the demo, `-- --fresh` from nothing. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, main, run, spawnKept } from './children.mjs';
import { watchOver } from './keep-running.mjs';
import { claim, commandLine, noteChildren, release } from './lock.mjs';
import { built, dataDir, logDir, repo, stateDir } from './paths.mjs';
import { isPortFree, pause } from './ports.mjs';
import { checkNode, ensureBuild, ensureNodeModules } from './prepare.mjs';
import { alreadyRunning, knownTrouble, portInUse, portNotANumber, serverDied, stepFailed, Trouble } from './problem.mjs';
import { say, timed } from './progress.mjs';
import { appEnvironment, checkGiven, ensureServers, given, ownerEnvironment, startServers, writePrivateJson } from './stack.mjs';

/** @typedef {{ api: number, mailPage: number, temporalPage: number }} PublicPorts */

const lockFile = join(stateDir(), 'start.lock');
const stackFile = join(stateDir(), 'stack.json');
const longestStartMs = 120_000;

await main(start, { interruptedCode: 0, onInterrupted: () => say('正在停止，数据保留 · stopping, the data stay'), atEnd: tidyUp });

async function start() {
  const begun = Date.now();
  const flags = readFlags(process.argv.slice(2));
  checkNode();
  await takeOver();
  const ports = await publicPorts();
  await checkGiven();
  if (flags.fresh) rmSync(dataDir(), { recursive: true, force: true });
  if (flags.fresh && given().mysqlUrl) say('MYSQL_URL 的数据没有清除 · the data at MYSQL_URL was not wiped');

  await ensureNodeModules(say);
  await ensureServers(say);
  await ensureBuild(say);

  /** @type {Record<string, number>} */
  const pids = {};
  /** @type {import('./stack.mjs').Stack | undefined} */
  let stack;
  const watch = watchOver(say, (name, pid) => {
    pids[name] = pid;
    noteChildren(lockFile, pids);
    if (stack) writeStack(stack, ports, pids);
  });
  const running = await timed(say, '启动数据库、Temporal、邮箱 · starting the servers', () => startServers({
    dir: dataDir(), logs: logDir(), temporalUiPort: ports.temporalPage, mailPagePort: ports.mailPage, keep: watch.keep,
  }));
  const accounts = await setUp(running, ports, flags.empty ? '--empty' : '--demo');
  await timed(say, '启动工作进程与接口 · starting the worker and the API', () => Promise.race([startApps(running, ports, watch.keep), watch.failed]));
  stack = running;
  writeStack(running, ports, pids);
  welcome(running, ports, accounts, Date.now() - begun);
  await watch.failed;
}

/** @param {string[]} args */
function readFlags(args) {
  const known = ['--empty', '--fresh', '--demo'];
  const stranger = args.find((arg) => !known.includes(arg));
  if (stranger) {
    throw new Trouble({ zh: [`不认识 ${stranger}`, '可用：npm start -- [--empty] [--fresh]'], en: [`${stranger} is not known`, 'use npm start -- [--empty] [--fresh]'], exitCode: 2 });
  }
  return { empty: args.includes('--empty'), fresh: args.includes('--fresh') };
}

/** One start per state directory. What a killed one left running is stopped first: it holds the data and the ports. */
async function takeOver() {
  const { owner, isOurs, leftBehind } = claim(lockFile, 'start.mjs');
  if (!isOurs) throw alreadyRunning(owner.pid, stateDir());
  rmSync(stackFile, { force: true });
  const orphans = Object.values(leftBehind?.children ?? {}).reverse()
    .filter((pid) => [repo, stateDir()].some((ours) => commandLine(pid).includes(ours)));
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    for (const pid of orphans) if (isAlive(pid)) process.kill(pid, signal);
    for (let waits = 0; waits < 50 && orphans.some(isAlive); waits += 1) await pause(100);
  }
}

/** @returns {Promise<PublicPorts>} checked, before minutes are spent on fetching */
async function publicPorts() {
  const api = await port('PORT', 7070);
  const mailPage = given().smtpUrl ? 0 : await port('MAIL_PAGE_PORT', 7071);
  const temporalPage = given().temporalAddress ? 0 : await port('TEMPORAL_UI_PORT', 7072);
  return { api, mailPage, temporalPage };
}

/** @param {string} variable @param {number} usual */
async function port(variable, usual) {
  const value = process.env[variable] || String(usual);
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw portNotANumber(variable, value);
  if (!(await isPortFree(number))) throw portInUse(number, variable);
  return number;
}

/**
 * Migrations, grants, and the demo where it is wanted and not there yet.
 * @param {import('./stack.mjs').Stack} stack
 * @param {PublicPorts} ports
 * @param {'--demo' | '--empty'} content
 * @returns {Promise<string[]>} the accounts, a line each
 */
async function setUp(stack, ports, content) {
  const done = await timed(say, '准备数据 · preparing the data', () => run(process.execPath, [built('apps/cli/main.js'), 'setup', content], {
    env: ownerEnvironment(stack, ports.api), cwd: repo,
  }));
  if (done.code !== 0) {
    throw knownTrouble(done.output, done.signal, { where: dataDir() })
      ?? stepFailed('setup', done.output.trim().split('\n').at(-1) ?? '');
  }
  const lines = done.stdout.trimEnd().split('\n');
  const mark = lines.indexOf('ACCOUNTS');
  for (const line of mark < 0 ? lines : lines.slice(0, mark)) if (line.trim()) say(`  ${line}`);
  return mark < 0 ? [] : lines.slice(mark + 1);
}

/** @param {import('./stack.mjs').Stack} stack @param {PublicPorts} ports @param {import('./stack.mjs').Keep} keep */
async function startApps(stack, ports, keep) {
  const env = appEnvironment(stack, ports.api);
  const app = (/** @type {string} */ name) => keep(name, async () => spawnKept(name, process.execPath, ['--enable-source-maps', built(`apps/${name}/main.js`)], {
    env, cwd: repo, logFile: join(logDir(), `${name}.log`),
  }));
  await app('worker');
  await app('api');
  const begun = Date.now();
  while (!(await isOk(`http://127.0.0.1:${ports.api}/api/v1/ready`))) {
    if (Date.now() - begun > longestStartMs) throw serverDied('API', join(logDir(), 'api.log'));
    await pause(150);
  }
}

/** @param {string} url */
async function isOk(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** @param {import('./stack.mjs').Stack} stack @param {PublicPorts} ports @param {Record<string, number>} pids */
function writeStack(stack, ports, pids) {
  writePrivateJson(stackFile, { ...stack, apiUrl: `http://127.0.0.1:${ports.api}`, pids: { ...pids, start: process.pid } });
}

/** @param {import('./stack.mjs').Stack} stack @param {PublicPorts} ports @param {string[]} accounts @param {number} tookMs */
function welcome(stack, ports, accounts, tookMs) {
  say('');
  say(`责任 zeren · ${(tookMs / 1000).toFixed(1)} s`);
  say(`  网址 address        http://127.0.0.1:${ports.api}`);
  if (stack.mailPageUrl) say(`  邮箱 mailbox        ${stack.mailPageUrl}`);
  if (stack.temporalPageUrl) say(`  流程 Temporal page  ${stack.temporalPageUrl}`);
  if (accounts.length > 0) say('  账号 accounts       例如，余为“单位-岗位” · some of them; the others are unit-post alike');
  for (const line of accounts) say(`    ${line.trimEnd()}`);
  say('  停止 stop           Ctrl-C');
}

function tidyUp() {
  if (release(lockFile)) rmSync(stackFile, { force: true });
}
