import { sqlInstant } from '../sql.ts';

/**
 * `lightOf` (libs/domain/light.ts) as one SQL expression over an obligation's row: the same questions in the same
 * order. The one place where SQL decides a light; a test compares it with `lightOf` row by row.
 */
export const lightSql = (now: string, o = 'o'): { sql: string; values: (string | null)[] } => ({
  sql: `(CASE WHEN ${o}.standing <> 'owed' THEN ${o}.standing
    WHEN ${o}.due_at IS NOT NULL AND ${o}.due_at <= ? THEN 'late'
    WHEN ${o}.opens_at > ? THEN 'notYet'
    WHEN ${o}.near_at IS NOT NULL AND ${o}.near_at <= ? THEN 'near'
    ELSE 'onTrack' END)`,
  values: [sqlInstant(now), sqlInstant(now), sqlInstant(now)],
});
