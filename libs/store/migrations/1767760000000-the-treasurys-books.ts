import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';
const engine = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

const tables = [
  // A ledger or a list of the treasury that was taken in. Its key is the caller's, so that a retry finds it.
  `CREATE TABLE money_import (
    id char(36) ${ascii} NOT NULL, cycle varchar(60) ${ascii} NOT NULL, kind varchar(10) ${ascii} NOT NULL, account varchar(60) ${ascii} NOT NULL, person varchar(60) ${ascii} NOT NULL, posts longtext NOT NULL,
    act_key varchar(80) ${ascii} NOT NULL, body_hash char(64) ${ascii} NOT NULL, state varchar(12) ${ascii} NOT NULL, new_rows int NOT NULL, changed_rows int NOT NULL, unchanged_rows int NOT NULL, amount bigint NOT NULL,
    started_at datetime(3) NOT NULL, ended_at datetime(3) NULL,
    PRIMARY KEY (id), UNIQUE KEY money_import_key (account, act_key), KEY money_import_state (state, cycle))`,
  // Allocations that wait to become lines; the number is the line's, from the moment they were imported.
  `CREATE TABLE money_import_row (
    import char(36) ${ascii} NOT NULL, row_no int NOT NULL, cycle varchar(60) ${ascii} NOT NULL, line_no int NULL, identity char(64) ${ascii} NULL, registration longtext NOT NULL, status varchar(12) ${ascii} NOT NULL, reason longtext NULL,
    PRIMARY KEY (import, row_no), UNIQUE KEY money_import_identity (cycle, identity), UNIQUE KEY money_import_line (cycle, line_no), KEY money_import_row_status (import, status, row_no))`,
  `CREATE TABLE treasury_payment (
    id bigint NOT NULL AUTO_INCREMENT, cycle varchar(60) ${ascii} NOT NULL, voucher varchar(40) NOT NULL, paid_on date NOT NULL, payee varchar(60) NOT NULL, amount bigint NOT NULL, payees int NOT NULL,
    unit varchar(20) ${ascii} NULL, unit_name varchar(120) NULL, document_number varchar(60) NULL, purpose varchar(120) NULL, import char(36) ${ascii} NOT NULL, row_no int NOT NULL,
    PRIMARY KEY (id), UNIQUE KEY treasury_voucher (cycle, voucher), KEY treasury_day (cycle, paid_on))`,
  // Differences that somebody set aside, with the reason; the application may only insert and select.
  `CREATE TABLE difference_set_aside (
    id bigint NOT NULL AUTO_INCREMENT, cycle varchar(60) ${ascii} NOT NULL, voucher varchar(40) NOT NULL, mark char(32) ${ascii} NOT NULL, reason varchar(200) NOT NULL,
    account varchar(60) ${ascii} NOT NULL, person varchar(60) ${ascii} NOT NULL, at datetime(3) NOT NULL,
    PRIMARY KEY (id), KEY difference_voucher (cycle, voucher, mark))`,
];

/** The treasury's payments beside the record's, and ledgers on their way into it. Amounts are fen. */
export class TheTreasurysBooks1767760000000 implements MigrationInterface {
  readonly name = 'TheTreasurysBooks1767760000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`${table} ${engine}`);
    await runner.query(`ALTER TABLE funds_line ADD COLUMN used_by varchar(20) ${ascii} NULL`);
    await runner.query(`ALTER TABLE funds_voucher ADD COLUMN payee varchar(60) NULL, ADD COLUMN payees int NULL, ADD COLUMN unit varchar(20) ${ascii} NULL, ADD KEY funds_voucher_day (cycle, paid_on)`);
    await runner.query('ALTER TABLE funds_holding ADD KEY funds_holding_phase (cycle, phase, amount)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE funds_holding DROP KEY funds_holding_phase');
    await runner.query('ALTER TABLE funds_voucher DROP KEY funds_voucher_day, DROP COLUMN unit, DROP COLUMN payees, DROP COLUMN payee');
    await runner.query('ALTER TABLE funds_line DROP COLUMN used_by');
    for (const table of [...tables].reverse()) await runner.query(`DROP TABLE ${/CREATE TABLE (\w+)/.exec(table)?.[1]}`);
  }
}
