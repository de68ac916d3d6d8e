import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';
const engine = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Lateness that came to its ladder's end, for people to decide on. */
export class Candidates1767740000000 implements MigrationInterface {
  readonly name = 'Candidates1767740000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE candidate (
        cycle varchar(60) ${ascii} NOT NULL, line varchar(12) ${ascii} NOT NULL, candidate varchar(12) ${ascii} NOT NULL, situation varchar(40) ${ascii} NOT NULL, sign varchar(40) ${ascii} NOT NULL,
        unit varchar(20) ${ascii} NOT NULL, obligation varchar(140) ${ascii} NOT NULL, amount bigint NOT NULL, due_on date NOT NULL, status varchar(20) ${ascii} NOT NULL, listed_at datetime(3) NOT NULL, ended_at datetime(3) NULL,
        PRIMARY KEY (cycle, line, candidate), KEY candidate_listed (cycle, status, listed_at, line, candidate), KEY candidate_unit (unit, cycle)) ${engine}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE candidate');
  }
}
