import { placeholders } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import { root } from '../read/fill.ts';
import type { Branch } from '../read/fill.ts';

/** A province's money in the middle of its year. */
export const cycle = 'bench/2026';
export const today = '2026-07-20';
export const sources = ['central', 'provincial', 'pairedCity', 'municipal', 'district', 'own'] as const;
/** As long as a line of four places and three acts is written. */
const detailBytes = 4_000;

/** How money stands in so many of a hundred lines: the depth of the place that has it, and what it waits for there. */
const stands = [
  { share: 8, at: 1, phase: 'holding' }, { share: 14, at: 2, phase: 'holding' }, { share: 24, at: 3, phase: 'holding' }, { share: 24, at: 4, phase: 'holding' },
  { share: 10, at: 3, phase: 'inFlight' }, { share: 10, at: 3, phase: 'examining' }, { share: 5, at: 3, phase: 'paying' }, { share: 5, at: 4, phase: 'retained' },
] as const;

async function insertMany(sql: Sql, table: string, columns: readonly string[], rows: readonly unknown[][]): Promise<void> {
  for (let start = 0; start < rows.length; start += 2_000) {
    const part = rows.slice(start, start + 2_000);
    await sql.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${placeholders(part.length, columns.length)}`, part.flat());
  }
}

/**
 * Fills an empty record with open allocations, each on its way from the province to a town; made by the database itself,
 * the same in every run.
 *
 * @returns how much money is held
 */
export async function fill(sql: Sql, units: readonly Branch[], lines: number): Promise<number> {
  await insertMany(sql, 'unit', ['id', 'name', 'type', 'under', 'valid_from'], units.map(({ id, level, under }) => [id, `单位${id}`, level, under, '2020-01-01']));
  await insertMany(sql, 'unit_path', ['unit', 'path', 'valid_from'], units.map(({ id, path }) => [id, path, '2020-01-01']));
  await insertMany(sql, 'cycle', ['id', 'campaign', 'year', 'title', 'status', 'is_drill', 'pack_id', 'pack_version', 'pack_digest', 'calendar_version', 'root', 'units', 'detail'],
    [[cycle, 'bench', 2026, '测量', 'open', 0, 'bench', '1', '0'.repeat(64), '1', root, units.length, '{}']]);
  const towns = units.filter(({ level }) => level === 'town');
  await sql.run('CREATE TABLE way (n int NOT NULL, at int NOT NULL, unit varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, PRIMARY KEY (n, at))');
  await insertMany(sql, 'way', ['n', 'at', 'unit'], towns.flatMap(({ path }, n) => path.split('/').filter(Boolean).map((unit, at) => [n, at + 1, unit])));
  // Where each line's money is, and since when; how late it is, for one in eight.
  await sql.run(`CREATE TABLE course (line varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, n int NOT NULL, way int NOT NULL, at int NOT NULL, phase varchar(10) NOT NULL,
    amount bigint NOT NULL, source varchar(40) NOT NULL, received_on date NOT NULL, since date NOT NULL, due_on date NULL, is_suspended tinyint NOT NULL) CHARACTER SET ascii`);
  let from = 0;
  for (const { share, at, phase } of stands) {
    await sql.run(
      `INSERT INTO course SELECT CONCAT('L', s.seq), s.seq, CRC32(CONCAT('w', s.seq)) % ?, ?, ?, 1000000 + CRC32(s.seq) % 90000000, ELT(1 + CRC32(CONCAT('o', s.seq)) % 6, ${sources.map(() => '?').join(', ')}),
          DATE '2026-01-05' + INTERVAL CRC32(CONCAT('d', s.seq)) % 170 DAY, DATE '2026-01-05' + INTERVAL CRC32(CONCAT('d', s.seq)) % 170 + 21 DAY,
          CASE WHEN CRC32(CONCAT('l', s.seq)) % 1000 < 125 THEN ? - INTERVAL 1 + CRC32(CONCAT('n', s.seq)) % 150 DAY WHEN CRC32(CONCAT('l', s.seq)) % 1000 < 700 THEN ? + INTERVAL CRC32(CONCAT('n', s.seq)) % 120 DAY END,
          CRC32(CONCAT('p', s.seq)) % 50 = 0
        FROM seq_1_to_${lines} s WHERE CRC32(CONCAT('s', s.seq)) % 100 >= ? AND CRC32(CONCAT('s', s.seq)) % 100 < ?`,
      [towns.length, at, phase, ...sources, today, today, from, from + share],
    );
    from += share;
  }
  await sql.run(
    `INSERT INTO funds_line (cycle, line, status, source, document_number, kind, purpose, received_on, received, held, in_flight, paid, returned, retained, seq, detail, line_no, late_on)
      SELECT ?, line, 'open', source, CONCAT('某财农〔2026〕', CEIL(n / 20), '号'), IF(n % 3 = 0, 'cash', 'budget'), CONCAT('项目', n % 4000), received_on, amount, IF(phase = 'inFlight', 0, amount),
        IF(phase = 'inFlight', amount, 0), 0, 0, IF(phase = 'retained', amount, 0), 9, REPEAT('x', ?), n, COALESCE(IF(is_suspended, NULL, due_on), '9999-12-31') FROM course ORDER BY line`, [cycle, detailBytes]);
  await sql.run(
    `INSERT INTO funds_parcel (cycle, line, parcel, unit, amount, held, in_flight, paid, received_on, due_on, original_due_on, is_suspended)
      SELECT ?, c.line, CONCAT('p', w.at), w.unit, c.amount, IF(w.at = c.at AND c.phase <> 'inFlight', c.amount, 0), IF(w.at = c.at AND c.phase = 'inFlight', c.amount, 0), 0, c.received_on + INTERVAL w.at * 5 DAY,
        c.due_on, c.due_on, c.is_suspended FROM course c JOIN way w ON w.n = c.way AND w.at <= c.at ORDER BY c.line, w.at`, [cycle]);
  await sql.run(
    `INSERT INTO funds_holding (cycle, line, n, parcel, unit, phase, item, party, amount, since, due_on, late_from, is_suspended, source, purpose)
      SELECT ?, c.line, 0, CONCAT('p', w.at), w.unit, c.phase, IF(c.phase IN ('holding', 'retained'), NULL, 'r1'), IF(c.phase IN ('holding', 'retained'), NULL, t.unit), c.amount, c.since, c.due_on, c.due_on, c.is_suspended, c.source, CONCAT('项目', c.n % 4000)
        FROM course c JOIN way w ON w.n = c.way AND w.at = c.at JOIN way t ON t.n = c.way AND t.at = 4 ORDER BY c.line`, [cycle]);
  // At each place it came, and from each it went on to the next.
  for (const [sign, n] of [[1, 0], [-1, 1]] as const) {
    await sql.run(
      `INSERT INTO funds_flow (cycle, line, seq, n, unit, source, curve, on_day, received, paid, retained, at_finance, coming, base, weight, asked)
        SELECT ?, c.line, w.at * 2, ?, w.unit, c.source, 'linear', c.received_on + INTERVAL (w.at + ?) * 5 DAY, ? * c.amount, 0, 0, 0, 0, ? * c.amount, ? * c.amount * 11000, ? * c.amount * 5000
          FROM course c JOIN way w ON w.n = c.way AND w.at <= c.at - ? ORDER BY c.line, w.at`, [cycle, n, n, sign, sign, sign, sign, n]);
  }
  await sql.run(
    `INSERT INTO funds_month (cycle, unit, source, curve, month, received, paid, retained, at_finance, coming, base, weight, asked)
      SELECT cycle, unit, source, curve, LEFT(on_day, 7) AS month, SUM(received), SUM(paid), SUM(retained), SUM(at_finance), SUM(coming), SUM(base), SUM(weight), SUM(asked) FROM funds_flow GROUP BY cycle, unit, source, curve, month`);
  await sql.run('DROP TABLE way, course');
  await sql.run('ANALYZE TABLE funds_line, funds_parcel, funds_holding, funds_flow, funds_month, unit, unit_path');
  const [held] = await sql.query<{ amount: string }>('SELECT SUM(held + in_flight) AS amount FROM funds_line WHERE cycle = ?', [cycle]);
  return Number(held?.amount);
}

export const below = (units: readonly Branch[], level: Branch['level']): Branch[] => units.filter((unit) => unit.level === level);
