import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each list has its index, and the index has what the list is narrowed by: a duty's row, which holds its whole text, is
 * read only for what is shown.
 */
export class ListIndexes1767620000000 implements MigrationInterface {
  readonly name = 'ListIndexes1767620000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE obligation DROP KEY obligation_unit, DROP KEY obligation_due,
        ADD KEY obligation_unit (cycle, unit, obligation_key, standing, due_at, kind, policy, period),
        ADD KEY obligation_late (cycle, standing, due_at, unit, obligation_key, kind, policy, period),
        ADD KEY obligation_period (cycle, kind, period, policy, unit, status, standing, due_at, first_submitted_at, original_due_on, on_time, complete_at)`);
    await runner.query('ALTER TABLE unit_path DROP KEY unit_path_path, ADD KEY unit_path_path (path, valid_from, valid_to)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE unit_path DROP KEY unit_path_path, ADD KEY unit_path_path (path)');
    await runner.query('ALTER TABLE obligation DROP KEY obligation_unit, DROP KEY obligation_late, DROP KEY obligation_period, ADD KEY obligation_unit (cycle, unit), ADD KEY obligation_due (cycle, standing, due_at)');
  }
}
