import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';
const engine = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Projects and public notices as lists read them, and which of them name a document. Amounts are fen. */
export class Projects1767750000000 implements MigrationInterface {
  readonly name = 'Projects1767750000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE project (
        cycle varchar(60) ${ascii} NOT NULL, code varchar(30) ${ascii} NOT NULL, name varchar(120) NOT NULL, unit varchar(20) ${ascii} NOT NULL, department varchar(20) ${ascii} NULL,
        stage varchar(12) ${ascii} NOT NULL, stage_on date NOT NULL, approved_on date NULL, finished_on date NULL, cost bigint NOT NULL, next_due_on date NULL, was_late tinyint(1) NOT NULL, seq int NOT NULL, detail longtext NOT NULL,
        PRIMARY KEY (cycle, code), KEY project_unit (unit, cycle), KEY project_stage (cycle, stage, code)) ${engine}`);
    await runner.query(
      `CREATE TABLE project_funds (
        cycle varchar(60) ${ascii} NOT NULL, code varchar(30) ${ascii} NOT NULL, line varchar(12) ${ascii} NOT NULL, amount bigint NOT NULL,
        PRIMARY KEY (cycle, code, line), KEY project_funds_line (cycle, line)) ${engine}`);
    await runner.query(
      `CREATE TABLE public_notice (
        cycle varchar(60) ${ascii} NOT NULL, notice varchar(12) ${ascii} NOT NULL, status varchar(10) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL, stage varchar(6) ${ascii} NOT NULL,
        project varchar(30) ${ascii} NULL, line varchar(12) ${ascii} NULL, is_up tinyint(1) NOT NULL, posted_on date NOT NULL, until_on date NOT NULL, seq int NOT NULL, detail longtext NOT NULL,
        PRIMARY KEY (cycle, notice), KEY public_notice_project (cycle, project), KEY public_notice_line (cycle, line), KEY public_notice_unit (unit, cycle)) ${engine}`);
    await runner.query(
      `CREATE TABLE document_naming (
        sha256 char(64) ${ascii} NOT NULL, stream varchar(120) ${ascii} NOT NULL, cycle varchar(60) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL, department varchar(20) ${ascii} NULL,
        PRIMARY KEY (sha256, stream)) ${engine}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['document_naming', 'public_notice', 'project_funds', 'project']) await runner.query(`DROP TABLE ${table}`);
  }
}
