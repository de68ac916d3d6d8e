import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startMaildev, startMariadb, startTemporal } from '../../infra/local/servers.mjs';
import type { Child } from '../../infra/local/servers.mjs';
import { commitProxy } from './commit-proxy.ts';
import type { CommitProxy } from './commit-proxy.ts';

const root = new URL('../../', import.meta.url).pathname;

/** All processes of an installation, each on its own, each killable; worker and record are joined by a wire that can be cut. */
export interface WholeStack {
  apiUrl: string;
  mailPageUrl: string;
  ownerUrl: string;
  database: string;
  temporalAddress: string;
  proxy: CommitProxy;
  /** Runs `zeren …` with the owner's rights, as `npm run zeren` does; gives its exit code and what it said. */
  zeren(...args: string[]): Promise<{ code: number | null; said: string }>;
  startWorker(): Promise<void>;
  startApi(): Promise<void>;
  startMariadb(): Promise<void>;
  startTemporal(): Promise<void>;
  killWorker(): Promise<void>;
  killApi(): Promise<void>;
  killTemporal(): Promise<void>;
  stopMariadb(): Promise<void>;
  close(): Promise<void>;
}

/** @param pack the organisation to lay in; the demo's when none is named */
export async function startWholeStack(pack?: string): Promise<WholeStack> {
  const dir = mkdtempSync(join(tmpdir(), 'zeren-e2e-'));
  const ports = { mysql: await freePort(), temporal: await freePort(), smtp: await freePort(), page: await freePort(), api: await freePort() };
  const files = { dataDir: join(dir, 'mysql'), db: join(dir, 'temporal.db'), log: (name: string) => join(dir, `${name}.log`) };
  const mariadbNow = () => startMariadb({ dataDir: files.dataDir, port: ports.mysql, logFile: files.log('mariadb') });
  const temporalNow = () => startTemporal({ dbFile: files.db, port: ports.temporal, logFile: files.log('temporal') });
  let [mariadb, temporal] = await Promise.all([mariadbNow(), temporalNow()]);
  const mail = await startMaildev({ smtpPort: ports.smtp, webPort: ports.page, dir: join(dir, 'mail'), logFile: files.log('maildev') });
  const proxy = await commitProxy({ host: '127.0.0.1', port: ports.mysql });
  const database = 'zeren';
  const app = (port: number) => `mysql://zeren_app:e2e-password@127.0.0.1:${port}/${database}`;
  const apiUrl = `http://127.0.0.1:${ports.api}/api/v1`;
  const base = {
    ...process.env, MYSQL_URL: undefined, TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`, TEMPORAL_NAMESPACE: 'default', TEMPORAL_TASK_QUEUE: 'zeren',
    SMTP_URL: mail.smtpUrl, PORT: String(ports.api), PUBLIC_URL: `http://127.0.0.1:${ports.api}`, LOG_LEVEL: 'warn',
    MAIL_PAGE_URL: mail.pageUrl, ZEREN_STATE_DIR: dir, ...(pack ? { ZEREN_DEMO_PACK: pack } : {}),
  };
  const { ownerUrl } = mariadb;
  const run = (name: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess => {
    const log = openSync(files.log(name), 'a');
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', log, log] });
    closeSync(log);
    return child;
  };
  const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve(child.exitCode) : child.once('exit', resolve)));
  const zeren = async (...args: string[]) => {
    const code = await ended(run('zeren', ['dist/apps/cli/main.js', ...args], { ...base, MYSQL_URL: ownerUrl, MYSQL_APP_URL: app(ports.mysql) }));
    const said = readFileSync(files.log('zeren'), 'utf8');
    rmSync(files.log('zeren'));
    return { code, said };
  };
  const { code, said } = await zeren('setup');
  if (code !== 0) throw new Error(`setup ended with ${code}: ${said}`);

  let worker: ChildProcess | undefined;
  let api: ChildProcess | undefined;
  const kill = async (child: ChildProcess | undefined) => {
    if (!child) return;
    child.kill('SIGKILL');
    await ended(child);
  };
  const stack: WholeStack = {
    apiUrl, mailPageUrl: mail.pageUrl, ownerUrl, database, temporalAddress: `127.0.0.1:${ports.temporal}`, proxy, zeren,
    async startWorker() { worker = run('worker', ['dist/apps/worker/main.js'], { ...base, MYSQL_APP_URL: app(proxy.port) }); },
    async startApi() {
      api = run('api', ['dist/apps/api/main.js'], { ...base, MYSQL_APP_URL: app(ports.mysql) });
      await untilOk(`${apiUrl}/health`);
    },
    async startMariadb() { mariadb = await mariadbNow(); },
    async startTemporal() { temporal = await temporalNow(); },
    killWorker: () => kill(worker),
    killApi: () => kill(api),
    async killTemporal() { await temporal.kill9(); },
    async stopMariadb() { await mariadb.stop(); },
    async close() {
      for (const child of [api, worker]) {
        child?.kill('SIGTERM');
        if (child) await Promise.race([ended(child), new Promise((resolve) => setTimeout(resolve, 8_000))]);
        child?.kill('SIGKILL');
      }
      await proxy.close();
      await mail.stop();
      await temporal.stop();
      await mariadb.stop();
      if (!process.env['ZEREN_KEEP_LOGS']) rmSync(dir, { recursive: true, force: true });
    },
  };
  await stack.startWorker();
  await stack.startApi();
  await untilOk(`${apiUrl}/ready`);
  return stack;
}

async function untilOk(url: string): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > end) throw new Error(`${url} did not answer in time`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
