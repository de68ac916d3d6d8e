import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';
const engine = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Allocations as lists read them: the line, the money at each unit, and the vouchers, each of which stands for one payment. Amounts are fen. */
export class Funds1767730000000 implements MigrationInterface {
  readonly name = 'Funds1767730000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE funds_line (
        cycle varchar(60) ${ascii} NOT NULL, line varchar(12) ${ascii} NOT NULL, status varchar(20) ${ascii} NOT NULL, source varchar(40) ${ascii} NOT NULL,
        document_number varchar(60) NOT NULL, kind varchar(10) ${ascii} NOT NULL, purpose varchar(120) NOT NULL, received_on date NOT NULL,
        received bigint NOT NULL, held bigint NOT NULL, in_flight bigint NOT NULL, paid bigint NOT NULL, returned bigint NOT NULL, retained bigint NOT NULL, seq int NOT NULL, detail longtext NOT NULL,
        PRIMARY KEY (cycle, line), KEY funds_line_document (cycle, document_number)) ${engine}`);
    await runner.query(
      `CREATE TABLE funds_parcel (
        cycle varchar(60) ${ascii} NOT NULL, line varchar(12) ${ascii} NOT NULL, parcel varchar(12) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL,
        amount bigint NOT NULL, held bigint NOT NULL, in_flight bigint NOT NULL, paid bigint NOT NULL, received_on date NOT NULL, due_on date NULL, original_due_on date NULL,
        is_suspended tinyint(1) NOT NULL, PRIMARY KEY (cycle, line, parcel), KEY funds_parcel_unit (unit, cycle, line)) ${engine}`);
    // Who has what now: what is late and how old it is, by holder; `late_from` is the due date with the days added on which the clock stood still after it.
    await runner.query(
      `CREATE TABLE funds_holding (
        cycle varchar(60) ${ascii} NOT NULL, line varchar(12) ${ascii} NOT NULL, n int NOT NULL, parcel varchar(12) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL, phase varchar(10) ${ascii} NOT NULL,
        amount bigint NOT NULL, since date NOT NULL, due_on date NULL, late_from date NULL, is_suspended tinyint(1) NOT NULL,
        PRIMARY KEY (cycle, line, n), KEY funds_holding_late (cycle, late_from, line, n), KEY funds_holding_unit (unit, cycle)) ${engine}`);
    await runner.query(
      `CREATE TABLE funds_voucher (
        voucher varchar(40) NOT NULL, cycle varchar(60) ${ascii} NOT NULL, line varchar(12) ${ascii} NOT NULL, payment varchar(12) ${ascii} NOT NULL, amount bigint NOT NULL, paid_on date NOT NULL,
        PRIMARY KEY (cycle, voucher)) ${engine}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['funds_voucher', 'funds_holding', 'funds_parcel', 'funds_line']) await runner.query(`DROP TABLE ${table}`);
  }
}
