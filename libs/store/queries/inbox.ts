import type { NoticeContent } from '../../domain/decider.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';

export interface MailOutcome {
  status: string;
  messageId: string | null;
  response: string | null;
  sentAt: string | null;
}

export interface InboxFacts {
  id: number;
  cycle: string;
  at: string;
  toldAt: string;
  obligation: string;
  content: NoticeContent;
  mail: MailOutcome | null;
}

/** Everything a person was told, the latest first, once even where it was told to two of the person's posts; runs over the index (person, id). */
export async function inboxOf(sql: Sql, person: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<InboxFacts>> {
  const after = keyOf(cursor, ['number']);
  const rows = await sql.query<Omit<InboxFacts, 'content' | 'mail'> & { content: unknown; mailStatus: string | null; messageId: string | null; response: string | null; sentAt: string | null }>(
    `SELECT n.id, n.cycle, n.at, n.told_at AS toldAt, n.obligation, n.content, m.status AS mailStatus, m.message_id AS messageId, m.response, m.sent_at AS sentAt
      FROM notice n LEFT JOIN mail m ON m.id = n.mail WHERE n.person = ? AND n.told_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM notice f WHERE f.obligation = n.obligation AND f.stage = n.stage AND f.dating = n.dating AND f.person = n.person AND f.post < n.post)
        ${after ? 'AND n.id < ?' : ''} ORDER BY n.id DESC LIMIT ?`,
    [person, ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.id], ({ content, mailStatus, messageId, response, sentAt, ...row }) => ({
    ...row, content: fromJson<NoticeContent>(content), mail: mailStatus === null ? null : { status: mailStatus, messageId, response, sentAt },
  }));
}
