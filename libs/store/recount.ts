import type { DataSource } from 'typeorm';
import { unitsAbove } from './roll.ts';
import { sqlInstant, sqlOf, transaction } from './sql.ts';
import type { Sql } from './sql.ts';
import { tallyColumns, tallyKey } from './tallies.ts';

/** What a unit's tally lacks (`n` above 0) or has too much of. */
export type TallyFault = Record<(typeof tallyColumns)[number], string> & { n: number };

/** A unit with the units directly below it that have duties, or have such below them. */
interface Branch {
  unit: string;
  children: string[];
}

/** Cycles that have duties, or tallies. */
export const cyclesCounted = async (sql: Sql): Promise<string[]> =>
  (await sql.query<{ cycle: string }>('SELECT cycle FROM obligation GROUP BY cycle UNION SELECT cycle FROM tally GROUP BY cycle')).map(({ cycle }) => cycle).sort();

/**
 * Recounts a cycle's tallies from its duties where their units stand on the cycle's day, and says where they differ.
 *
 * Each duty is read once: a unit's tally is right if it is what its children owe and what theirs, counted already, say.
 * Each unit is compared in one statement, so that what happens meanwhile makes no difference.
 *
 * @param now the real clock, for live cycles
 */
export async function tallyFaults(sql: Sql, cycle: string, now: string): Promise<TallyFault[]> {
  const faults: TallyFault[] = [];
  const ofUnit = new Map<string, TallyFault[]>();
  for (const { unit, children } of await branchesOf(sql, cycle, now)) {
    const compared = await sql.query<TallyFault>(...comparison(cycle, unit, children));
    // What is wrong with a child's tally is the child's: it was compared first.
    const own = summed([...compared, ...children.flatMap((child) => ofUnit.get(child) ?? [])].map((fault) => ({ ...fault, unit, n: Number(fault.n) })));
    ofUnit.set(unit, own);
    faults.push(...own);
  }
  return faults;
}

/**
 * Puts a cycle's tallies right, whatever they say, while the office goes on.
 *
 * @param source may take its time: the first unit of a large tree is one statement
 */
export async function mendTallies(source: DataSource, cycle: string, now: string): Promise<void> {
  for (const { unit, children } of await branchesOf(sqlOf(source), cycle, now)) {
    await transaction(source, async (sql) => {
      // No roller writes between the comparison and its outcome.
      await sql.query('SELECT feed_seq FROM feed_head WHERE id = 1 FOR UPDATE');
      const [statement, values] = comparison(cycle, unit, children);
      await sql.run(`INSERT INTO tally (${tallyColumns.join(', ')}, n) ${statement} ON DUPLICATE KEY UPDATE n = tally.n + VALUES(n)`, values);
      await sql.run('DELETE FROM tally WHERE cycle = ? AND unit = ? AND n = 0', [cycle, unit]);
    });
  }
}

/** Units to compare, the lowest first: those above duties, and those that have a tally for whatever reason. */
async function branchesOf(sql: Sql, cycle: string, now: string): Promise<Branch[]> {
  const [clock] = await sql.query<{ drill_now: string | null }>('SELECT drill_now FROM cycle WHERE id = ?', [cycle]);
  const at = sqlInstant(clock?.drill_now ?? now);
  const owing = await sql.query<{ path: string }>(
    `SELECT up.path FROM (SELECT unit FROM obligation WHERE cycle = ? GROUP BY unit) o JOIN unit_path up ON up.unit = o.unit
      AND up.valid_from <= DATE(DATE_ADD(?, INTERVAL 8 HOUR)) AND (up.valid_to IS NULL OR up.valid_to >= DATE(DATE_ADD(?, INTERVAL 8 HOUR)))`,
    [cycle, at, at],
  );
  const branches = new Map<string, { depth: number; children: Set<string> }>();
  for (const { path } of owing) {
    const below = path.split('/').at(-2) ?? '';
    const above = unitsAbove(path);
    for (const [depth, unit] of above.entries()) {
      const branch = branches.get(unit) ?? { depth, children: new Set() };
      branches.set(unit, branch);
      branch.children.add(above[depth + 1] ?? below);
    }
  }
  for (const { unit } of await sql.query<{ unit: string }>('SELECT unit FROM tally WHERE cycle = ? GROUP BY unit', [cycle])) {
    if (!branches.has(unit)) branches.set(unit, { depth: Number.MAX_SAFE_INTEGER, children: new Set() });
  }
  return [...branches].sort(([, a], [, b]) => b.depth - a.depth).map(([unit, { children }]) => ({ unit, children: [...children] }));
}

/**
 * One statement: what is to be counted below a unit, less what its tally says and what waits for the roller; only what
 * does not come out even.
 */
function comparison(cycle: string, unit: string, children: readonly string[]): [statement: string, values: string[]] {
  const columns = tallyColumns.join(', ');
  const rest = tallyColumns.slice(2).join(', ');
  const below = children.map(() => '?').join(', ');
  const ofChildren = children.length === 0 ? [] : [
    `SELECT ${tallyKey('o')}, 1 AS n FROM obligation o WHERE o.cycle = ? AND o.unit IN (${below})`,
    `SELECT ${columns}, n FROM tally WHERE cycle = ? AND unit IN (${below})`,
    `SELECT ${columns}, -n FROM tally_delta WHERE cycle = ? AND unit IN (${below})`,
  ];
  return [
    `SELECT ? AS cycle, ? AS unit, ${rest}, SUM(n) AS n FROM (
      SELECT ${columns}, -n AS n FROM tally WHERE cycle = ? AND unit = ? ${ofChildren.map((part) => `UNION ALL ${part}`).join(' ')}) compared
      GROUP BY ${rest} HAVING SUM(n) <> 0`,
    [cycle, unit, cycle, unit, ...ofChildren.flatMap(() => [cycle, ...children])],
  ];
}

function summed(faults: readonly TallyFault[]): TallyFault[] {
  const sums = new Map<string, TallyFault>();
  for (const fault of faults) {
    const name = tallyColumns.map((column) => fault[column]).join('\n');
    sums.set(name, { ...fault, n: (sums.get(name)?.n ?? 0) + fault.n });
  }
  return [...sums.values()].filter(({ n }) => n !== 0);
}
