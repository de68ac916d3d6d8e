import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';
const never = '9999-12-31';

/**
 * Late money from an index alone, in the order of its list: what each sum is for stands beside it. Allocations in the order of
 * theirs: `late_on` is the earliest date of what somebody has, `line_no` the number in `line`. What few units spent, from them.
 */
export class LateMoney1767790000000 implements MigrationInterface {
  readonly name = 'LateMoney1767790000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE funds_holding ADD COLUMN source varchar(40) ${ascii} NOT NULL DEFAULT '', ADD COLUMN purpose varchar(120) NOT NULL DEFAULT ''`);
    await runner.query('UPDATE funds_holding h JOIN funds_line l ON l.cycle = h.cycle AND l.line = h.line SET h.source = l.source, h.purpose = l.purpose');
    await runner.query(
      `ALTER TABLE funds_holding DROP KEY funds_holding_late, DROP KEY funds_holding_unit,
        ADD KEY funds_holding_late (cycle, late_from, line, n, unit, source, is_suspended, amount, purpose), ADD KEY funds_holding_unit (unit, cycle, late_from, source, is_suspended, amount, purpose)`);
    await runner.query(`ALTER TABLE funds_line ADD COLUMN line_no int NOT NULL DEFAULT 0, ADD COLUMN late_on date NOT NULL DEFAULT '${never}'`);
    await runner.query(
      `UPDATE funds_line l SET l.line_no = CAST(SUBSTRING(l.line, 2) AS UNSIGNED),
        l.late_on = COALESCE((SELECT MIN(h.late_from) FROM funds_holding h WHERE h.cycle = l.cycle AND h.line = l.line AND NOT h.is_suspended), '${never}')`);
    await runner.query('ALTER TABLE funds_line ADD KEY funds_line_late (cycle, late_on, line_no, source), ADD KEY funds_line_source (cycle, source, late_on, line_no)');
    await runner.query('ALTER TABLE funds_flow ADD KEY funds_flow_unit (cycle, unit, on_day)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE funds_flow DROP KEY funds_flow_unit');
    await runner.query('ALTER TABLE funds_line DROP KEY funds_line_source, DROP KEY funds_line_late, DROP COLUMN late_on, DROP COLUMN line_no');
    await runner.query(
      `ALTER TABLE funds_holding DROP KEY funds_holding_unit, DROP KEY funds_holding_late, DROP COLUMN purpose, DROP COLUMN source,
        ADD KEY funds_holding_late (cycle, late_from, line, n), ADD KEY funds_holding_unit (unit, cycle)`);
  }
}
