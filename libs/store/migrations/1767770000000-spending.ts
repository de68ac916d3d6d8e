import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';
const engine = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
const key = `cycle varchar(60) ${ascii} NOT NULL`;
const of = `unit varchar(20) ${ascii} NOT NULL, source varchar(40) ${ascii} NOT NULL, curve varchar(40) ${ascii} NOT NULL`;
const sums = 'received bigint NOT NULL, paid bigint NOT NULL, retained bigint NOT NULL, at_finance bigint NOT NULL, coming bigint NOT NULL, base bigint NOT NULL, weight decimal(38,0) NOT NULL, asked decimal(38,0) NOT NULL';
const summed = 'received, paid, retained, at_finance, coming, base, weight, asked';

/**
 * What was spent of what had come, at any date. `funds_flow` only ever grows: each change with its day. `funds_month` is the same by
 * month, so that nothing needs to be counted from the beginning. Amounts are fen; `base` is what is measured by the curve, `weight`
 * and `asked` say by how much (libs/domain/funds/expenditure.ts). Retention becomes due on a day to come: both hold such days.
 */
export class Spending1767770000000 implements MigrationInterface {
  readonly name = 'Spending1767770000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE funds_flow (
        ${key}, line varchar(12) ${ascii} NOT NULL, seq int NOT NULL, n int NOT NULL, ${of}, on_day date NOT NULL, ${sums},
        PRIMARY KEY (cycle, line, seq, n), KEY funds_flow_day (cycle, on_day, unit, source, curve, ${summed})) ${engine}`);
    await runner.query(`CREATE TABLE funds_month (${key}, ${of}, month char(7) ${ascii} NOT NULL, ${sums}, PRIMARY KEY (cycle, unit, source, curve, month)) ${engine}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['funds_month', 'funds_flow']) await runner.query(`DROP TABLE ${table}`);
  }
}
