import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';

const tables = [
  // The same bytes are kept once, whoever brings them.
  `CREATE TABLE document (
    sha256 char(64) ${ascii} NOT NULL, type varchar(40) ${ascii} NOT NULL, bytes int NOT NULL, content mediumblob NOT NULL, at datetime(3) NOT NULL,
    PRIMARY KEY (sha256))`,
  // Who brought them for which unit, and under which name.
  `CREATE TABLE document_upload (
    sha256 char(64) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL, person varchar(60) ${ascii} NOT NULL, name varchar(120) NOT NULL, at datetime(3) NOT NULL,
    PRIMARY KEY (sha256, unit, person))`,
];

/** Scans of what was signed on paper, by the SHA-256 of their content. */
export class Documents1767400000000 implements MigrationInterface {
  readonly name = 'Documents1767400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`${table} ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...tables].reverse()) await runner.query(`DROP TABLE ${/CREATE TABLE (\w+)/.exec(table)?.[1]}`);
  }
}
