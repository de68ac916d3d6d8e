import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repo = resolve(fileURLToPath(new URL('../..', import.meta.url)));

export interface Ended { code: number | null; stdout: string; stderr: string }

export interface LocalProcess {
  pid: number;
  ended: Promise<Ended>;
  /** Resolves with everything said so far, once it matches. Rejects when the process ends before. */
  says(pattern: RegExp): Promise<string>;
  interrupt(): Promise<Ended>;
}

const running = new Set<ChildProcess>();

/** Starts a command with no server address of the person's own: the tests decide which are given. */
export function startLocal(command: string, args: string[], env: Record<string, string>, cwd = repo): LocalProcess {
  const { MYSQL_URL: _m, MYSQL_APP_URL: _a, TEMPORAL_ADDRESS: _t, SMTP_URL: _s, MAIL_PAGE_URL: _p, ZEREN_TEST_STACK: _z, NODE_OPTIONS: _n, ...rest } = process.env;
  const child = spawn(command, args, { cwd, env: { ...rest, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => { stdout += chunk; });
  child.stderr.on('data', (chunk) => { stderr += chunk; });
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code) => { running.delete(child); done({ code, stdout, stderr }); });
  });
  return {
    pid: child.pid ?? -1,
    ended,
    says: (pattern) => new Promise((done, failed) => {
      const look = () => { if (pattern.test(stdout)) done(stdout); };
      child.stdout.on('data', look);
      look();
      void ended.then((end) => failed(new Error(`ended with ${end.code} before it said ${pattern}\n${end.stdout}\n${end.stderr}`)));
    }),
    interrupt: () => { child.kill('SIGINT'); return ended; },
  };
}

/** For afterEach: what a failed test left running. */
export async function stopLeftovers(): Promise<void> {
  await Promise.all([...running].map((child) => new Promise((done) => { child.once('close', done); child.kill('SIGINT'); })));
}

export const temporaryDir = (): string => mkdtempSync(join(tmpdir(), 'zeren-local-'));
export const remove = (dir: string): void => rmSync(dir, { recursive: true, force: true });

/** A checkout with nothing but what `npm start` itself needs: no node_modules, no dist. */
export function bareCheckout(dir: string): string {
  for (const part of ['infra/local', 'package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', '.swcrc']) cpSync(join(repo, part), join(dir, part), { recursive: true });
  return dir;
}

/** Environment of an own state directory and own ports, so that a running stack is not disturbed. */
export async function ownPlace(stateDir: string): Promise<Record<string, string>> {
  const { freePort } = await import(join(repo, 'infra/local/ports.mjs')) as { freePort(): Promise<number> };
  const [api, mail, temporal] = await Promise.all([freePort(), freePort(), freePort()]);
  return { ZEREN_STATE_DIR: stateDir, PORT: String(api), MAIL_PAGE_PORT: String(mail), TEMPORAL_UI_PORT: String(temporal) };
}

export function occupy(port: number): Promise<Server> {
  return new Promise((done) => { const server = createServer(); server.listen(port, '127.0.0.1', () => done(server)); });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
