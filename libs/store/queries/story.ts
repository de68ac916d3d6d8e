import type { JournalEvent } from '../../contracts/record.ts';
import { eventOf } from '../record.ts';
import type { EventRow } from '../record.ts';
import type { Sql } from '../sql.ts';
import type { MailOutcome } from './inbox.ts';

const most = 500;

export interface StoryEvent extends JournalEvent {
  seq: number;
  hash: string;
}

/** What happened to one duty, in order, with the opening and the end of the unit's year; the latest 500. */
export async function eventsOf(sql: Sql, stream: string, duty: string): Promise<StoryEvent[]> {
  const rows = await sql.query<EventRow>(
    `SELECT seq, type, at, account, person, posts, act_key, body, prev_hash, hash FROM event
      WHERE stream = ? AND (type IN ('yearOpened', 'yearEnded') OR JSON_VALUE(body, '$.duty') = ? OR JSON_VALUE(body, '$.of') = ?) ORDER BY seq DESC LIMIT ?`,
    [stream, duty, duty, most],
  );
  return rows.reverse().map((row) => ({ ...eventOf(row), hash: row.hash }));
}

export interface StoryNotice {
  key: string;
  stage: string;
  /** What it says, in Chinese as the pack has it. */
  words: string;
  dating: number;
  post: string;
  postTitle: string;
  at: string;
  status: string;
  toldAt: string | null;
  person: string | null;
  reason: string | null;
  mail: MailOutcome | null;
}

/** Everything told or to be told about one obligation, in the order of time; at most 500. */
export async function noticesOf(sql: Sql, obligation: string): Promise<StoryNotice[]> {
  const rows = await sql.query<Omit<StoryNotice, 'mail'> & { mailStatus: string | null; messageId: string | null; response: string | null; sentAt: string | null }>(
    `SELECT n.notice_key AS \`key\`, n.stage, COALESCE(JSON_VALUE(n.content, '$.words'), n.stage) AS words, n.dating, n.post, COALESCE(p.title, n.post) AS postTitle, n.at, n.status, n.told_at AS toldAt,
        COALESCE(h.name, n.person) AS person, n.reason, m.status AS mailStatus, m.message_id AS messageId, m.response, m.sent_at AS sentAt
      FROM notice n LEFT JOIN post p ON p.id = n.post LEFT JOIN person h ON h.id = n.person LEFT JOIN mail m ON m.id = n.mail
      WHERE n.obligation = ? ORDER BY n.at, n.id LIMIT ?`,
    [obligation, most],
  );
  return rows.map(({ mailStatus, messageId, response, sentAt, ...row }) => ({ ...row, mail: mailStatus === null ? null : { status: mailStatus, messageId, response, sentAt } }));
}

/** When and why a unit's year ended; null while it runs. */
export async function endOfYear(sql: Sql, stream: string): Promise<{ at: string; reason: string } | null> {
  const [end] = await sql.query<{ at: string; reason: string }>("SELECT at, JSON_VALUE(body, '$.reason') AS reason FROM event WHERE stream = ? AND type = 'yearEnded' LIMIT 1", [stream]);
  return end ?? null;
}
