import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';

/**
 * What pages read: the matrix from one index, papers by their number, what is late of one duty in the order of the list,
 * and forms as they were left.
 */
export class ReadsOfPages1767725000000 implements MigrationInterface {
  readonly name = 'ReadsOfPages1767725000000';

  async up(runner: QueryRunner): Promise<void> {
    // The number of an order, or of the document that requires a letter: no other kind has either. Whoever copies rows whole does not see it.
    await runner.query(
      `ALTER TABLE obligation
        ADD COLUMN paper_number varchar(120) AS (LEFT(COALESCE(JSON_VALUE(detail, '$.number.text'), JSON_VALUE(detail, '$.requiredBy.number')), 120)) STORED INVISIBLE,
        DROP KEY obligation_unit,
        ADD KEY obligation_unit (cycle, unit, obligation_key, standing, due_at, kind, policy, period, opens_at, near_at),
        ADD KEY obligation_late_policy (cycle, standing, policy, due_at, unit, obligation_key, period, kind),
        ADD KEY obligation_paper (cycle, kind, paper_number, unit)`);
    // Names are looked for anywhere in them: the index is read through, and is a tenth of the table.
    await runner.query('ALTER TABLE person ADD KEY person_name (name)');
    await runner.query(
      `CREATE TABLE draft (
        account varchar(60) ${ascii} NOT NULL, cycle varchar(60) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL, duty varchar(40) ${ascii} NOT NULL,
        form varchar(40) ${ascii} NOT NULL, content mediumtext NOT NULL, seq int NOT NULL, version int NOT NULL, at datetime(3) NOT NULL,
        PRIMARY KEY (account, cycle, unit, duty), KEY draft_at (at)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE draft');
    await runner.query('ALTER TABLE person DROP KEY person_name');
    await runner.query(
      `ALTER TABLE obligation DROP KEY obligation_paper, DROP KEY obligation_late_policy, DROP KEY obligation_unit,
        ADD KEY obligation_unit (cycle, unit, obligation_key, standing, due_at, kind, policy, period), DROP COLUMN paper_number`);
  }
}
