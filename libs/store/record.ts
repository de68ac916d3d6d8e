import type { DataSource } from 'typeorm';
import type { ActOutcome, JournalEvent, RecordAnswer, RecordRequest, RecordedEvent } from '../contracts/record.ts';
import { canonical, eventHash, firstHash } from './journal.ts';
import { writeRows } from './rows.ts';
import { askThenWrite, placeholders, sqlInstant } from './sql.ts';
import type { Sql, Statement } from './sql.ts';
import { handToRoller } from './tallies.ts';

/** A tail longer than this comes in parts: the workflow folds and asks again. */
const tailLimit = 500;

/**
 * Writes one turn of a stream: all of it, or nothing.
 *
 * Locks the stream's head, looks up the keys, compares the head, and only then writes. If an act is already known
 * or the journal is further than the workflow, nothing is written and the journal's tail comes back.
 *
 * @param source of `journalSource`
 * @param writtenAt the worker's clock; SQL itself never asks for the time
 */
export async function record(source: DataSource, request: RecordRequest, writtenAt: string): Promise<RecordAnswer> {
  return askThenWrite<RecordAnswer>(source, [lockHead(request.stream), ...askActs(request)], async ([heads, acts], sql) => {
    const head = (heads as Head[])[0] ?? await makeStream(sql, request);
    if (head.seq < request.expectedSeq) throw new RangeError(`the journal of ${request.stream} ends at ${head.seq}, before ${request.expectedSeq}: is this the right database?`);
    const known = ((acts ?? []) as ActRow[]).map(knownAct);
    if (head.seq !== request.expectedSeq || known.length > 0) {
      return { write: [], result: { written: false, tail: await tailAfter(sql, request.stream, request.expectedSeq), known } };
    }
    if (request.events.length === 0) return { write: [], result: { written: true, seq: head.seq } };
    const events = chained(request, head);
    const last = events.at(-1) ?? head;
    const lastAt = request.events.at(-1)?.at ?? null;
    return {
      write: [
        insertEvents(request, events),
        ...insertActs(request),
        ...handToRoller(request, head.seq, last.seq, writtenAt),
        ...writeRows(request, last.seq),
        ...changeNotices(request),
        ...insertMessages(request, writtenAt),
        [
          `UPDATE stream SET head_seq = ?, head_hash = ?, last_at = COALESCE(?, last_at), written_at = ?, next_deadline = ?,
            ended_at = COALESCE(ended_at, ?) WHERE id = ?`,
          [last.seq, last.hash, sqlInstant(lastAt), sqlInstant(writtenAt), sqlInstant(request.nextDeadline), request.ended ? sqlInstant(lastAt) : null, request.stream],
        ],
      ],
      result: { written: true, seq: last.seq },
    };
  });
}

interface Head {
  seq: number;
  hash: string;
}

const lockHead = (stream: string): Statement => ['SELECT head_seq AS seq, head_hash AS hash FROM stream WHERE id = ? FOR UPDATE', [stream]];

async function makeStream(sql: Sql, { stream, cycle, kind, unit }: RecordRequest): Promise<Head> {
  await sql.run('INSERT IGNORE INTO stream (id, cycle, kind, unit, head_seq, head_hash) VALUES (?, ?, ?, ?, 0, ?)', [stream, cycle, kind, unit, firstHash]);
  const [made] = await sql.query<Head>(...lockHead(stream));
  if (!made) throw new Error(`stream ${stream} could not be made`);
  return made;
}

type KnownAct = { account: string; key: string; bodyHash: string; outcome: ActOutcome };

type ActRow = { account: string; act_key: string; body_hash: string; outcome: string };

const askActs = ({ acts }: RecordRequest): Statement[] => (acts.length === 0 ? [] : [[
  `SELECT account, act_key, body_hash, outcome FROM act WHERE (account, act_key) IN (${placeholders(acts.length, 2)})`,
  acts.flatMap(({ account, key }) => [account, key]),
]]);

const knownAct = (row: ActRow): KnownAct => ({ account: row.account, key: row.act_key, bodyHash: row.body_hash, outcome: JSON.parse(row.outcome) as ActOutcome });

/** Events of a stream after `seq`, as they were written. */
export async function tailAfter(sql: Sql, stream: string, seq: number, limit = tailLimit): Promise<RecordedEvent[]> {
  const rows = await sql.query<EventRow>(
    'SELECT seq, type, at, account, person, posts, act_key, body, prev_hash, hash FROM event WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?',
    [stream, seq, limit],
  );
  return rows.map(eventOf);
}

export interface EventRow {
  seq: number;
  type: string;
  at: string;
  account: string | null;
  person: string | null;
  posts: string;
  act_key: string | null;
  body: string;
  prev_hash: string;
  hash: string;
}

export const eventOf = (row: EventRow): RecordedEvent => ({
  seq: row.seq, type: row.type, at: row.at, account: row.account, person: row.person,
  posts: JSON.parse(row.posts) as RecordedEvent['posts'], actKey: row.act_key, body: JSON.parse(row.body) as RecordedEvent['body'],
});

interface ChainedEvent extends Head {
  event: JournalEvent;
  previous: string;
}

/** Each event with its number and its hash, which binds it to the one before. */
function chained({ stream, events }: RecordRequest, head: Head): ChainedEvent[] {
  let { seq, hash } = head;
  return events.map((event) => {
    const previous = hash;
    seq += 1;
    hash = eventHash(stream, seq, previous, event);
    return { event, seq, previous, hash };
  });
}

const insertEvents = ({ stream }: RecordRequest, events: readonly ChainedEvent[]): Statement => [
  `INSERT INTO event (stream, seq, type, at, account, person, posts, act_key, body, prev_hash, hash) VALUES ${placeholders(events.length, 11)}`,
  events.flatMap(({ event, seq, previous, hash }) =>
    [stream, seq, event.type, sqlInstant(event.at), event.account, event.person, canonical(event.posts), event.actKey, canonical(event.body), previous, hash]),
];

const insertActs = ({ acts, stream }: RecordRequest): Statement[] => (acts.length === 0 ? [] : [[
  `INSERT INTO act (account, act_key, stream, body_hash, seq, outcome, at) VALUES ${placeholders(acts.length, 7)}`,
  acts.flatMap(({ account, key, bodyHash, outcome, at }) => [account, key, stream, bodyHash, outcome.seq, JSON.stringify(outcome), sqlInstant(at)]),
]]);

const cancelNotices = `UPDATE notice SET status = 'cancelled', mail = NULL WHERE status IN ('planned', 'frozen')`;

/**
 * Cancels, then plans. A cancelled notice that is planned again comes back to life; one that was told stays told.
 */
function changeNotices({ cancel, plan, cycle, stream }: RecordRequest): Statement[] {
  const statements: Statement[] = [];
  const whole = cancel.filter(({ posts, keys }) => posts === null && keys === undefined).map(({ obligation }) => obligation);
  if (whole.length > 0) statements.push([`${cancelNotices} AND obligation IN (${whole.map(() => '?').join(', ')})`, whole]);
  for (const { obligation, posts, keys } of cancel) {
    if (keys !== undefined) {
      if (keys.length > 0) statements.push([`${cancelNotices} AND notice_key IN (${keys.map(() => '?').join(', ')})`, keys]);
    } else if (posts !== null) statements.push([`${cancelNotices} AND obligation = ? AND post IN (${posts.map(() => '?').join(', ')})`, [obligation, ...posts]]);
  }
  if (plan.length > 0) {
    statements.push([
      `INSERT INTO notice (notice_key, cycle, stream, obligation, stage, dating, post, at, status, content) VALUES ${placeholders(plan.length, 10)}
        ON DUPLICATE KEY UPDATE at = IF(status = 'cancelled', VALUES(at), at), content = IF(status = 'cancelled', VALUES(content), content),
          status = IF(status = 'cancelled', 'planned', status)`,
      plan.flatMap((notice) => [
        notice.key, cycle, stream, notice.obligation, notice.stage, notice.dating, notice.post, sqlInstant(notice.at), 'planned', JSON.stringify(notice.content),
      ]),
    ]);
  }
  return statements;
}

const insertMessages = ({ stream, messages }: RecordRequest, writtenAt: string): Statement[] => (messages.length === 0 ? [] : [[
  `INSERT INTO message (from_stream, to_stream, n, body, created_at) VALUES ${placeholders(messages.length, 5)}`,
  messages.flatMap(({ to, n, body }) => [stream, to, n, canonical(body), sqlInstant(writtenAt)]),
]]);
