import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session knows when its person last gave the password; a document's type may be as long as an office file's. */
export class SigningAndPapers1767724000000 implements MigrationInterface {
  readonly name = 'SigningAndPapers1767724000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session ADD COLUMN confirmed_at datetime(3) NULL');
    await runner.query('ALTER TABLE document MODIFY type varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE document MODIFY type varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL');
    await runner.query('ALTER TABLE session DROP COLUMN confirmed_at');
  }
}
