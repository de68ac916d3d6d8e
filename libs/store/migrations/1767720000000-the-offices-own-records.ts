import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';

const tables = [
  // One import: what it is of, how far it is, what it did. Its key is the caller's, so that a retry finds it.
  `CREATE TABLE import_batch (
    id char(36) ${ascii} NOT NULL, account varchar(60) ${ascii} NOT NULL, act_key varchar(80) ${ascii} NOT NULL, body_hash char(64) ${ascii} NOT NULL,
    pack varchar(60) ${ascii} NOT NULL, state varchar(20) ${ascii} NOT NULL, phase varchar(20) ${ascii} NOT NULL, done int NOT NULL, of_rows int NOT NULL,
    outcome longtext NULL, started_at datetime(3) NOT NULL, beat_at datetime(3) NOT NULL, ended_at datetime(3) NULL,
    PRIMARY KEY (id), UNIQUE KEY import_key (account, act_key))`,
  // Who changed the office's own records, when, from what to what; the application may only insert and select.
  `CREATE TABLE admin_audit (
    id bigint NOT NULL AUTO_INCREMENT, at datetime(3) NOT NULL, account varchar(60) ${ascii} NOT NULL, person varchar(60) ${ascii} NOT NULL,
    import char(36) ${ascii} NULL, what varchar(40) ${ascii} NOT NULL, subject varchar(120) ${ascii} NOT NULL, before_was longtext NULL, after_is longtext NULL,
    PRIMARY KEY (id), KEY audit_subject (subject, id), KEY audit_import (import, id))`,
  // Held by whoever changes units, posts, people or tenures: one at a time, so that what was planned is what is written.
  'CREATE TABLE office_lock (id tinyint NOT NULL, PRIMARY KEY (id))',
];

/** Units, posts, people and tenures by import and by hand, each change on record; first passwords that must be changed. */
export class TheOfficesOwnRecords1767720000000 implements MigrationInterface {
  readonly name = 'TheOfficesOwnRecords1767720000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`${table} ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    await runner.query('INSERT INTO office_lock (id) VALUES (1)');
    await runner.query('ALTER TABLE account ADD COLUMN must_change tinyint(1) NOT NULL DEFAULT 0, ADD KEY account_person (person)');
    await runner.query('ALTER TABLE person ADD KEY person_email (email)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person DROP KEY person_email');
    await runner.query('ALTER TABLE account DROP COLUMN must_change, DROP KEY account_person');
    for (const table of [...tables].reverse()) await runner.query(`DROP TABLE ${/CREATE TABLE (\w+)/.exec(table)?.[1]}`);
  }
}
