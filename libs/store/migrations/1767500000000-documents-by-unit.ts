import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a unit brought on one day is counted, so that nobody fills the store. */
export class DocumentsByUnit1767500000000 implements MigrationInterface {
  readonly name = 'DocumentsByUnit1767500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX document_upload_unit ON document_upload (unit, at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX document_upload_unit ON document_upload');
  }
}
