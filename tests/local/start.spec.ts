import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { isAlive, ownPlace, remove, startLocal, stopLeftovers, temporaryDir } from './local-process.ts';

interface StackFile { mysqlUrl: string; apiUrl: string; pids: Record<string, number> }

/** In order: each test starts from what the one before left. */
describe('npm start', () => {
  let dir: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    dir = temporaryDir();
    env = await ownPlace(join(dir, 'state'));
  });
  afterAll(async () => {
    await stopLeftovers();
    remove(dir);
  });

  const stackFile = () => join(dir, 'state/stack.json');
  const readStack = () => JSON.parse(readFileSync(stackFile(), 'utf8')) as StackFile;
  async function started(...args: string[]) {
    const process = startLocal('node', ['infra/local/start.mjs', ...args], env);
    await process.says(/Ctrl-C/);
    return process;
  }
  async function ask(sql: string): Promise<unknown[]> {
    const connection = await mysql.createConnection(readStack().mysqlUrl);
    try {
      const [rows] = await connection.query(sql);
      return rows as unknown[];
    } finally {
      connection.destroy();
    }
  }
  const isWordThere = async () => (await ask("SELECT 1 FROM information_schema.tables WHERE table_schema = 'zeren' AND table_name = 'local_probe'")).length === 1;

  test('says where everything is, and Ctrl-C stops every process it started', async () => {
    const running = await started('--empty');
    const { pids, apiUrl } = readStack();
    expect(Object.keys(pids).sort()).toEqual(['api', 'maildev', 'mariadb', 'start', 'temporal', 'worker']);
    expect((await fetch(`${apiUrl}/api/v1/ready`)).status).toBe(200);
    await ask('CREATE TABLE zeren.local_probe (word INT)');

    const second = await startLocal('node', ['infra/local/start.mjs'], env).ended;
    expect({ code: second.code, lines: second.stderr.trim().split('\n').length }).toEqual({ code: 8, lines: 1 });

    const { code } = await running.interrupt();
    expect(code).toBe(0);
    expect(Object.entries(pids).filter(([, pid]) => isAlive(pid))).toEqual([]);
    expect(existsSync(stackFile())).toBe(false);
  });

  test('a second start keeps the data, and starts the API again when it dies', async () => {
    const running = await started('--empty');
    expect(await isWordThere()).toBe(true);
    const before = readStack().pids['api'] ?? -1;
    process.kill(before, 'SIGKILL');
    await running.says(/api 退出/);
    for (let waits = 0; waits < 300 && readStack().pids['api'] === before; waits += 1) await new Promise((go) => setTimeout(go, 100));
    expect(isAlive(readStack().pids['api'] ?? -1)).toBe(true);
    await running.interrupt();
  });

  test('what a killed start left running is stopped by the next, and --fresh begins from nothing', async () => {
    const killed = await started('--empty');
    const { pids } = readStack();
    process.kill(killed.pid, 'SIGKILL');
    const running = await started('--empty', '--fresh');
    expect(Object.entries(pids).filter(([, pid]) => isAlive(pid))).toEqual([]);
    expect(await isWordThere()).toBe(false);
    await running.interrupt();
  });
});
