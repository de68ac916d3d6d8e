import type { Duty } from '../../domain/unit-year/state.ts';
import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';

export interface TaskFacts {
  obligation: string;
  unit: string;
  unitName: string;
  duty: string;
  act: string;
  post: string;
  postTitle: string;
  opensAt: string;
  nearAt: string | null;
  dueOn: string;
  dueAt: string;
  originalDueOn: string | null;
  seq: number;
  detail: Duty;
}

/** What waits for some posts in a cycle at its clock, the earliest due first, once even where one person holds two of them (一肩挑); runs over the index (post, cycle, due_at). */
export async function tasksOf(sql: Sql, options: { cycle: string; posts: readonly string[]; now: string; limit: number; cursor?: string | undefined }): Promise<Page<TaskFacts>> {
  const { cycle, posts, now, limit, cursor } = options;
  const after = keyOf(cursor, ['string', 'string', 'string', 'string']);
  if (posts.length === 0) return { items: [], next: null };
  const rows = await sql.query<Omit<TaskFacts, 'detail'> & { detail: unknown }>(
    `SELECT t.obligation, o.unit, u.name AS unitName, o.obligation_key AS duty, t.act, t.post, p.title AS postTitle, t.opens_at AS opensAt, o.near_at AS nearAt,
        t.due_on AS dueOn, t.due_at AS dueAt, o.original_due_on AS originalDueOn, o.seq, o.detail
      FROM task t JOIN obligation o ON o.id = t.obligation JOIN unit u ON u.id = o.unit JOIN post p ON p.id = t.post
      WHERE t.cycle = ? AND t.post IN (${posts.map(() => '?').join(', ')}) AND t.opens_at <= ?
        AND NOT EXISTS (SELECT 1 FROM task f WHERE f.obligation = t.obligation AND f.act = t.act AND f.post < t.post AND f.post IN (${posts.map(() => '?').join(', ')}))
        ${after ? 'AND (t.due_at, t.obligation, t.post, t.act) > (?, ?, ?, ?)' : ''}
      ORDER BY t.due_at, t.obligation, t.post, t.act LIMIT ?`,
    [cycle, ...posts, sqlInstant(now), ...posts, ...(after ? [sqlInstant(String(after[0])), after[1], after[2], after[3]] : []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.dueAt, row.obligation, row.post, row.act], (row) => ({ ...row, detail: fromJson<Duty>(row.detail) }));
}
