import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hash } from '@node-rs/argon2';
import { Runtime } from '@temporalio/worker';
import { createWorker } from '#apps/worker/worker';
import type { RunningWorker } from '#apps/worker/worker';
import { listPacks, loadPack } from '#libs/packs/load';
import { registerSearchAttributes } from '#libs/platform/search-attributes';
import { ownerUrl, readSettings } from '#libs/platform/settings';
import type { Settings } from '#libs/platform/settings';
import { insertMany, seedOrganisation } from '#libs/store/seed';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { recordSource, transaction } from '#libs/store/sql';
import { finish } from '../finish.ts';
import { ledgerSheet, Registrar } from './office.ts';

/** What we promise: 10,000 lines checked and taken in, and 5,000 of one district registered and running. */
const promised = { lines: 10_000, bookSeconds: 15, running: 5_000, runningSeconds: 180 };
const password = 'zeren-demo';

interface Measured {
  lines: number;
  fileKilobytes: number;
  checkSeconds: number;
  importSeconds: number;
  againSeconds: number;
  floorSeconds: number;
  running: number;
  runningSeconds: number;
  exportSeconds: number;
}

/**
 * `npm run bench -- ledger [--json FILE] [--lines N] [--running N]`: a ledger checked and taken in through the API, beside the
 * same rows by bulk INSERT, and then how fast its lines are registered by a worker beside it.
 *
 * @returns the exit code: 1 when something takes longer than promised
 */
async function bench(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, lines: { type: 'string', default: String(promised.lines) }, running: { type: 'string', default: String(promised.running) } } });
  const one = await measured(Number(values.lines), Number(values.running));
  const shown = (seconds: number): string => seconds.toFixed(1);
  console.log(`${one.lines} 行台账（${one.fileKilobytes} KB）：核对 ${shown(one.checkSeconds)} 秒，导入 ${shown(one.importSeconds)} 秒，再核对 ${shown(one.againSeconds)} 秒；同样的行直接写入 ${shown(one.floorSeconds)} 秒`);
  console.log(`${one.lines} rows: checked in ${shown(one.checkSeconds)} s, taken in in ${shown(one.importSeconds)} s, checked again in ${shown(one.againSeconds)} s; the same rows by bulk INSERT in ${shown(one.floorSeconds)} s`);
  console.log(`  登记 ${one.running} 笔 ${shown(one.runningSeconds)} 秒（${shown(one.running / one.runningSeconds)} 笔/秒），导出 ${shown(one.exportSeconds)} 秒 · ${one.running} lines registered in ${shown(one.runningSeconds)} s, exported in ${shown(one.exportSeconds)} s`);
  console.log(`底线 · promise: 核对加导入 ≤ ${promised.bookSeconds} 秒（${promised.lines} 行），登记 ${promised.running} 笔 ≤ ${promised.runningSeconds} 秒`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ promised, ...one }, null, 2)}\n`);
  return one.checkSeconds + one.importSeconds <= promised.bookSeconds && one.running / one.runningSeconds >= promised.running / promised.runningSeconds ? 0 : 1;
}

async function measured(lines: number, running: number): Promise<Measured> {
  Runtime.install({ logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: () => undefined, error: (message, meta) => console.error(message, meta) } });
  const [office, floor] = ['bench_ledger', 'bench_ledger_floor'];
  const settings: Settings = { ...readSettings(), mysqlUrl: withDatabase(readSettings().mysqlUrl, office) };
  for (const name of [office, floor]) await setUpRecord(ownerUrl(), withDatabase(settings.mysqlUrl, name));
  await registerSearchAttributes(settings);
  const source = await recordSource(withDatabase(ownerUrl(), office), 2, 600_000).initialize();
  const id = (await listPacks()).find((one) => one.id.endsWith('-short'))?.id ?? '';
  const { pack, organisation } = await loadPack(id);
  if (!organisation) throw new Error(`${id} has no units`);
  await seedOrganisation(source, organisation, { unitTypes: pack.unitTypes, passwordHash: await hash(password, { memoryCost: 1_024, timeCost: 1 }), mailDomain: 'office.example' });
  const api = await startApi(settings);
  let worker: RunningWorker | null = await createWorker(settings);
  let working = worker.run();
  const stop = async (): Promise<void> => {
    worker?.shutdown();
    worker = null;
    await working.catch(() => undefined);
  };
  try {
    const registrar = await Registrar.signIn(api.url, `${organisation.root}-office`, password);
    await registrar.launch(id);
    // What is taken in is measured by itself: nothing is registered meanwhile.
    await stop();
    const sheet = await ledgerSheet(organisation, (pack.settings.funds?.sources?.value ?? []).map(({ name }) => name.zh), lines);
    const [check, checkSeconds] = await timed(() => registrar.check(sheet));
    if (!check.isPossible || check.new !== lines) throw new Error(`the ledger is not read as it was made: ${JSON.stringify(check).slice(0, 600)}`);
    const [begun, importSeconds] = await timed(() => registrar.import(sheet, check.hash));
    if (begun.of !== lines) throw new Error(`the import is ${JSON.stringify(begun)}`);
    const [again, againSeconds] = await timed(() => registrar.check(sheet));
    if (again.new !== 0 || again.unchanged !== lines) throw new Error(`imported again it would register ${again.new}`);
    const floorSeconds = await bulkInsert(office, floor);
    console.log(`  核对 ${checkSeconds.toFixed(1)} 秒，导入 ${importSeconds.toFixed(1)} 秒；开始登记 · checked and taken in, now registered`);

    worker = await createWorker(settings);
    working = worker.run();
    const [, runningSeconds] = await timed(() => registrar.untilRegistered(begun.import, Math.min(running, lines)));
    const [, exportSeconds] = await timed(() => registrar.export());
    return { lines, fileKilobytes: Math.round(sheet.length / 1_024), checkSeconds, importSeconds, againSeconds, floorSeconds, running: Math.min(running, lines), runningSeconds, exportSeconds };
  } finally {
    await stop();
    await api.stop();
    for (const name of [office, floor]) await source.query(`DROP DATABASE ${name}`);
    await source.destroy();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begun = performance.now();
  return [await work(), (performance.now() - begun) / 1_000];
}

/** What the import wrote, written once more elsewhere, in one transaction. */
async function bulkInsert(from: string, to: string): Promise<number> {
  const [read, write] = await Promise.all([from, to].map((name) => recordSource(withDatabase(ownerUrl(), name), 1, 600_000).initialize()));
  if (!read || !write) throw new Error('no database to compare with');
  try {
    const rows = await read.query<Record<string, unknown>[]>('SELECT * FROM money_import_row ORDER BY row_no');
    const columns = Object.keys(rows[0] ?? {});
    const [, seconds] = await timed(() => transaction(write, (sql) => insertMany(sql, 'money_import_row', columns, rows.map((row) => columns.map((column) => row[column])), 'INSERT')));
    return seconds;
  } finally {
    await Promise.all([read.destroy(), write.destroy()]);
  }
}

/** The API as a process of its own, on a port that is free. */
async function startApi(settings: Settings): Promise<{ url: string; stop(): Promise<void> }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => { probe.close(resolve); });
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../apps/api/main.js', import.meta.url))], {
    env: { ...process.env, MYSQL_APP_URL: settings.mysqlUrl, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'warn' }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for (let n = 0; n < 300 && child.exitCode === null; n += 1) {
    if (await fetch(`http://127.0.0.1:${port}/api/v1/health`).then(({ ok }) => ok, () => false)) return { url: `http://127.0.0.1:${port}/api/v1`, stop };
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  await stop();
  throw new Error('the API did not start');
}

await finish(bench);
