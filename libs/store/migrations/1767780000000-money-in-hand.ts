import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';

/** What each sum that somebody has waits for: the hop or the request, and who else is in it; read by what waits, the oldest first. */
export class MoneyInHand1767780000000 implements MigrationInterface {
  readonly name = 'MoneyInHand1767780000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE funds_holding ADD COLUMN item varchar(12) ${ascii} NULL AFTER phase, ADD COLUMN party varchar(20) ${ascii} NULL AFTER item,
        ADD KEY funds_holding_waiting (cycle, phase, since, line, n)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE funds_holding DROP KEY funds_holding_waiting, DROP COLUMN party, DROP COLUMN item');
  }
}
