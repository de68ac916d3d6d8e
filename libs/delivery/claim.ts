import type { NoticeContent } from '#libs/domain/decider';
import type { Instant } from '#libs/domain/time/instant';
import { sqlInstant } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';

/** A planned notice whose time has come, locked by the transaction that read it. */
export interface DueNotice {
  id: number;
  key: string;
  stream: string;
  obligation: string;
  stage: string;
  dating: number;
  post: string;
  at: Instant;
  content: NoticeContent;
}

type Row = Omit<DueNotice, 'content'> & { content: string };

const columns = 'id, notice_key AS `key`, stream, obligation, stage, dating, post, at, content';

/**
 * Locks the next due notices of a cycle, those of the same duties with them, so that what was missed of one duty is
 * seen together. Rows another dispatcher holds are passed over.
 *
 * In the order of `notice_cycle`: only the rows taken are locked, never all that are due.
 */
export async function claimDue(sql: Sql, cycle: string, now: Instant, limit: number): Promise<DueNotice[]> {
  const first = await sql.query<Row>(
    `SELECT ${columns} FROM notice WHERE cycle = ? AND status = 'planned' AND at <= ? ORDER BY at, id LIMIT ? FOR UPDATE SKIP LOCKED`,
    [cycle, sqlInstant(now), limit],
  );
  if (first.length === 0) return [];
  const duties = [...new Set(first.map(({ obligation }) => obligation))];
  const siblings = await sql.query<Row>(
    `SELECT ${columns} FROM notice WHERE obligation IN (${duties.map(() => '?').join(', ')}) AND status = 'planned' AND cycle = ? AND at <= ?
      FOR UPDATE SKIP LOCKED`,
    [...duties, cycle, sqlInstant(now)],
  );
  const all = new Map([...first, ...siblings].map((row) => [row.id, row]));
  return [...all.values()].sort((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1))
    .map((row) => ({ ...row, content: JSON.parse(row.content) as NoticeContent }));
}
