import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { listPacks, loadPack } from '#libs/packs/load';
import { ownerUrl, readSettings } from '#libs/platform/settings';
import { newPassword } from '#libs/store/first-password';
import { firstPasswordHash } from '#libs/store/office';
import { insertMany, seedFounder } from '#libs/store/seed';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { recordSource, sqlInstant, transaction } from '#libs/store/sql';
import { finish } from '../finish.ts';
import { Founder, peoplePerUnit, workbook } from './office.ts';

/** What we promise of 5,000 units with two people each: the look before, and the import itself. */
const mostSeconds = 20;
const sizes = [1_000, 5_000];
/** What an import writes, parents first. Its lines of audit are the product's own. */
const tables = ['unit', 'unit_path', 'post', 'person', 'account', 'tenure'];

interface Measured {
  units: number;
  people: number;
  fileKilobytes: number;
  previewSeconds: number;
  importSeconds: number;
  againSeconds: number;
  floorSeconds: number;
  rows: number;
  /** How far the API said it was, each time it was asked. */
  progress: string[];
}

/**
 * `npm run bench -- import [--json FILE] [--units N] [--profile FOLDER]`: a workbook of units and people through the API of
 * an empty office, looked at and imported, beside the same rows by bulk INSERT.
 *
 * @returns the exit code: 1 when either takes longer than promised
 */
async function bench(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, units: { type: 'string' }, profile: { type: 'string' } } });
  const results: Measured[] = [];
  for (const units of values.units ? [Number(values.units)] : sizes) results.push(told(await measured(units, values.profile)));
  console.log(`底线 · promise: 核对、导入各 ≤ ${mostSeconds} 秒（5,000 个单位）· ≤ ${mostSeconds} s each for 5,000 units`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ mostSeconds, results }, null, 2)}\n`);
  return results.every(({ previewSeconds, importSeconds }) => Math.max(previewSeconds, importSeconds) <= mostSeconds) ? 0 : 1;
}

function told(one: Measured): Measured {
  const { units, people, fileKilobytes, previewSeconds, importSeconds, againSeconds, floorSeconds, rows, progress } = one;
  const [preview, run, again, floor] = [previewSeconds, importSeconds, againSeconds, floorSeconds].map((seconds) => seconds.toFixed(1));
  console.log(`${units} 个单位、${people} 人（${fileKilobytes} KB）：核对 ${preview} 秒，导入 ${run} 秒，再核对 ${again} 秒；同样 ${rows} 行直接写入 ${floor} 秒`);
  console.log(`${units} units, ${people} people: looked at in ${preview} s, imported in ${run} s, looked at again in ${again} s; the same ${rows} rows by bulk INSERT in ${floor} s`);
  console.log(`  进度 · progress: ${progress.join(' → ')}`);
  return one;
}

async function measured(units: number, profile: string | undefined): Promise<Measured> {
  const [office, floor] = ['bench_import', 'bench_import_floor'];
  const application = withDatabase(readSettings().mysqlUrl, office);
  for (const name of [office, floor]) await setUpRecord(ownerUrl(), withDatabase(application, name));
  const source = await recordSource(withDatabase(ownerUrl(), office), 2, 600_000).initialize();
  const password = newPassword();
  const login = await seedFounder(source, firstPasswordHash(password));
  const pack = (await listPacks()).find(({ isRunnable }) => isRunnable)?.id ?? '';
  const api = await startApi(application, profile);
  try {
    const table = await workbook((await loadPack(pack)).pack.unitTypes, units);
    const founder = await Founder.signIn(api.url, login ?? '', password);
    const [preview, previewSeconds] = await timed(() => founder.preview(pack, table));
    if (!preview.isPossible || preview.counts['units']?.new !== units || preview.counts['people']?.new !== units * peoplePerUnit) throw new Error(`the table is not read as it was made: ${JSON.stringify(preview).slice(0, 400)}`);
    const [{ end, seen }, importSeconds] = await timed(() => founder.import(pack, table, preview.hash));
    if (end.state !== 'done' || end.counts?.['tenures']?.new !== units * peoplePerUnit) throw new Error(`the import ended as ${JSON.stringify(end)}`);
    const [again, againSeconds] = await timed(() => founder.preview(pack, table));
    if (again.changes !== 0) throw new Error(`imported again it would change ${again.changes}`);
    const { floorSeconds, rows } = await bulkInsert(office, floor);
    return {
      units, people: units * peoplePerUnit, fileKilobytes: Math.round(table.length / 1_024), previewSeconds, importSeconds, againSeconds, floorSeconds, rows,
      progress: seen.map(({ phase, done, of, state }) => (state === 'running' ? `${phase} ${done}/${of}` : state)),
    };
  } finally {
    await api.stop();
    for (const name of [office, floor]) await source.query(`DROP DATABASE ${name}`);
    await source.destroy();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begun = performance.now();
  return [await work(), (performance.now() - begun) / 1_000];
}

/** What the import wrote, written once more elsewhere: in one transaction, as many rows a statement as the seed takes. */
async function bulkInsert(from: string, to: string): Promise<{ floorSeconds: number; rows: number }> {
  const [read, write] = await Promise.all([from, to].map((name) => recordSource(withDatabase(ownerUrl(), name), 1, 600_000).initialize()));
  if (!read || !write) throw new Error('no database to compare with');
  try {
    const contents: { table: string; rows: Record<string, unknown>[] }[] = [];
    for (const table of tables) contents.push({ table, rows: await read.query(`SELECT * FROM ${table}${table === 'unit_path' ? '' : ' ORDER BY id'}`) as Record<string, unknown>[] });
    const [, floorSeconds] = await timed(() => transaction(write, async (sql) => {
      await sql.run('SET foreign_key_checks = 0');
      for (const { table, rows } of contents) {
        const columns = Object.keys(rows[0] ?? {});
        await insertMany(sql, table, columns, rows.map((row) => columns.map((column) => valueOf(row[column]))), 'INSERT');
      }
    }));
    return { floorSeconds, rows: contents.reduce((sum, { rows }) => sum + rows.length, 0) };
  } finally {
    await Promise.all([read.destroy(), write.destroy()]);
  }
}

/** A cell as the driver takes it: instants come as ISO, yes and no as booleans, JSON as objects. */
function valueOf(cell: unknown): string | number | null {
  if (cell === null || typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return Number(cell);
  if (typeof cell !== 'string') return JSON.stringify(cell);
  return /^\d{4}-\d{2}-\d{2}T.*Z$/.test(cell) ? sqlInstant(cell) : cell;
}

/** The API as a process of its own, on a port that is free. */
async function startApi(database: string, profile: string | undefined): Promise<{ url: string; stop(): Promise<void> }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => { probe.close(resolve); });
  const main = fileURLToPath(new URL('../../apps/api/main.js', import.meta.url));
  const child = spawn(process.execPath, [...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]), main], {
    env: { ...process.env, MYSQL_APP_URL: database, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'warn' }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for (let n = 0; n < 300 && child.exitCode === null; n += 1) {
    const isReady = await fetch(`http://127.0.0.1:${port}/api/v1/health`).then(({ ok }) => ok, () => false);
    if (isReady) return { url: `http://127.0.0.1:${port}/api/v1`, stop };
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  await stop();
  throw new Error('the API did not start');
}

await finish(bench);
