import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chooser } from '#libs/domain/testing/chance';
import { ownerUrl, readSettings } from '#libs/platform/settings';
import { fundsLinesOf } from '#libs/store/queries/funds';
import { ageingOf, overdueMoney, overdueTotals } from '#libs/store/queries/late-money';
import { sightOf } from '#libs/store/queries/places';
import type { Sight } from '#libs/store/queries/places';
import { spendingBy } from '#libs/store/queries/rates';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { recordSource, sqlOf } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import { finish } from '../finish.ts';
import { branches, breadth } from '../read/fill.ts';
import type { Branch } from '../read/fill.ts';
import { timed, timedPages, timesOf } from '../read/measure.ts';
import type { Times } from '../read/measure.ts';
import { below, cycle, fill, sources, today } from './fill.ts';

/** What we promise, at p99 in the database, each question the quickest of five: what else the machine does is not the database's. */
const promises = { overdue: 50, ageing: 200, rates: 200, lines: 50 };
const choose = chooser();
const places = [['全省', 'province'], ['一市', 'city'], ['一县', 'county'], ['一镇', 'town']] as const;

/**
 * `npm run bench -- money [--json FILE] [--lines N]`: what pages read of a province's money, with 200,000 allocations under way.
 *
 * @returns the exit code: 1 when a promise is broken
 */
async function bench(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, lines: { type: 'string', default: '200000' }, cities: { type: 'string', default: String(breadth.province) }, keep: { type: 'boolean', default: false } } });
  await setUpRecord(ownerUrl(), withDatabase(readSettings().mysqlUrl, 'bench_money'));
  const source = await recordSource(withDatabase(ownerUrl(), 'bench_money'), 4, 600_000).initialize();
  try {
    const sql = sqlOf(source);
    const units = branches({ ...breadth, province: Number(values.cities) });
    const [{ n } = { n: 0 }] = await sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM funds_line');
    const begun = performance.now();
    if (Number(n) === 0) await fill(sql, units, Number(values.lines));
    const [held] = await sql.query<{ open: number; late: number }>('SELECT COUNT(DISTINCT line) AS open, SUM(late_from < ? AND NOT is_suspended) AS late FROM funds_holding', [today]);
    console.log(`${held?.open} 笔在途，${held?.late} 笔逾期，${units.length} 个单位（${((performance.now() - begun) / 1_000).toFixed(1)} s） · lines, overdue, units`);
    const results: Partial<Record<keyof typeof promises, Times[]>> = {};
    let isKept = true;
    for (const [name, asked] of Object.entries({ overdue, ageing, rates, lines }) as [keyof typeof promises, typeof overdue][]) {
      results[name] = await asked(sql, units);
      isKept = report(name, results[name]) && isKept;
    }
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ promises, results }, null, 2)}\n`);
    return isKept ? 0 : 1;
  } finally {
    if (!values.keep) await source.query('DROP DATABASE bench_money');
    await source.destroy();
  }
}

const titles = { overdue: '逾期资金，含筛选与合计 · overdue money with filters and totals', ageing: '逾期账龄 · ageing', rates: '支出率 · rates', lines: '资金清单 · the list of allocations' };

function report(name: keyof typeof promises, times: readonly Times[]): boolean {
  console.log(`\n${titles[name]}, p99 ≤ ${promises[name]} ms`);
  for (const { name: of, p50, p99, worst, asked } of times) {
    console.log(`  ${of.padEnd(48)} p50 ${p50.toFixed(1).padStart(7)}  p99 ${p99.toFixed(1).padStart(7)}  max ${worst.toFixed(1).padStart(7)} ms  × ${asked}${p99 <= promises[name] ? '' : ' ✗'}`);
  }
  return times.every(({ p99 }) => p99 <= promises[name]);
}

/** Places of a level to look from, ten of them where there are more. */
const from = (units: readonly Branch[], level: Branch['level']): Branch[] => {
  const all = below(units, level);
  return all.length === 1 ? all : Array.from({ length: 10 }, () => choose(all));
};
const seenFrom = (of: Branch): Sight => sightOf(today, [of.path]);

async function overdue(sql: Sql, units: readonly Branch[]): Promise<Times[]> {
  const rows: Times[] = [];
  const ask = async (of: Branch, filter: { source?: string; holder?: string }, cursor?: string): Promise<{ next: string | null }> => {
    const options = { sight: seenFrom(of), today, ...filter };
    return (await Promise.all([overdueMoney(sql, cycle, { ...options, limit: 50, cursor }), overdueTotals(sql, cycle, options)]))[0];
  };
  for (const [name, level] of places) {
    rows.push(timesOf(`${name} ${level}`, await timed(from(units, level), (of) => ask(of, {}))));
    rows.push(timesOf(`${name} ${level} · source`, await timed(from(units, level), (of) => ask(of, { source: choose(sources) }))));
    rows.push(timesOf(`${name} ${level} · holder`, await timed(from(units, level), (of) => ask(of, { holder: choose(units.filter(({ path, level: own }) => path.startsWith(of.path) && own !== 'village')).id }))));
  }
  rows.push(timesOf('全省，逐页 · page by page', await timedPages(30, (cursor) => ask(choose(below(units, 'province')), {}, cursor))));
  return rows;
}

async function ageing(sql: Sql, units: readonly Branch[]): Promise<Times[]> {
  const rows: Times[] = [];
  for (const [name, level] of places) {
    for (const by of ['unit', 'source', 'purpose'] as const) rows.push(timesOf(`${name} ${level} · ${by}`, await timed(from(units, level), (of) => ageingOf(sql, cycle, { sight: seenFrom(of), today, by, upTo: [30, 60, 90] }))));
  }
  return rows;
}

async function rates(sql: Sql, units: readonly Branch[]): Promise<Times[]> {
  const rows: Times[] = [];
  for (const [name, level] of places) {
    for (const by of ['unit', 'subtree', 'source', 'level'] as const) rows.push(timesOf(`${name} ${level} · ${by}`, await timed(from(units, level), (of) => spendingBy(sql, cycle, by, { sight: seenFrom(of), day: today }))));
    rows.push(timesOf(`${name} ${level} · unit, 2026-05-10`, await timed(from(units, level), (of) => spendingBy(sql, cycle, 'unit', { sight: seenFrom(of), day: '2026-05-10' }))));
  }
  return rows;
}

async function lines(sql: Sql, units: readonly Branch[]): Promise<Times[]> {
  const rows: Times[] = [];
  for (const [name, level] of places) {
    for (const filter of [{}, { source: sources[1] }, { overdue: true }]) {
      rows.push(timesOf(`${name} ${level} · ${Object.keys(filter).join(' ') || 'all'}`, await timed(from(units, level), (of) => fundsLinesOf(sql, cycle, { sight: seenFrom(of), today, limit: 50, ...filter }), 3)));
    }
  }
  return rows;
}

await finish(bench);
