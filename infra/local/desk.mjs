/** An office for the browser tests: record, worker and two APIs, built code on the servers that run already, and a browser. */
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { run, spawnKept } from './children.mjs';
import { built, repo } from './paths.mjs';
import { freePort, pause } from './ports.mjs';
import { serverDied, stepFailed } from './problem.mjs';
import { appEnvironment, ownerEnvironment } from './stack.mjs';

const longestStartMs = 60_000;
/** A small part of the demo's organisation, with each kind of unit. */
const pack = 'mazhang-2026-short';

/**
 * @param {import('./stack.mjs').Stack} servers
 * @param {{ logs: string, say: import('./progress.mjs').Say }} options
 * @returns {Promise<string>} what the tests read as ZEREN_DESK: `{ urls, mailPageUrl, browser }` in JSON
 */
export async function openDesk(servers, { logs, say }) {
  const database = 'zeren_browser';
  const account = new URL(servers.mysqlAppUrl);
  account.pathname = `/${database}`;
  const stack = { ...servers, database, mysqlAppUrl: account.href, taskQueue: 'zeren-browser' };
  const browser = await findBrowser(say);
  const ports = [await freePort(), await freePort()];
  const env = { ZEREN_DEMO_PACK: pack, LOG_LEVEL: 'warn' };
  const done = await run(process.execPath, [built('apps/cli/main.js'), 'setup', '--demo'], { env: { ...ownerEnvironment(stack, ports[0]), ...env }, cwd: repo });
  if (done.code !== 0) throw stepFailed('setup', done.output.trim().split('\n').at(-1) ?? '');
  const app = (/** @type {string} */ name, /** @type {number | undefined} */ port) => spawnKept(name, process.execPath, ['--enable-source-maps', built(`apps/${name}/main.js`)], {
    env: { ...appEnvironment(stack, port ?? ports[0]), ...env }, cwd: repo, logFile: join(logs, `browser-${name}.log`),
  });
  app('worker', undefined);
  for (const port of ports) app('api', port);
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  for (const url of urls) await untilReady(url, join(logs, 'browser-api.log'));
  return JSON.stringify({ urls, mailPageUrl: servers.mailPageUrl, browser });
}

/** @param {string} url @param {string} logFile */
async function untilReady(url, logFile) {
  const end = Date.now() + longestStartMs;
  for (;;) {
    const answer = await fetch(`${url}/api/v1/ready`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > end) throw serverDied('API', logFile);
    await pause(150);
  }
}
