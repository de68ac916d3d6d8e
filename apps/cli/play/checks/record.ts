import type { Connection } from 'mysql2/promise';
import { instant, rows } from './connections.ts';
import type { Connections } from './connections.ts';
import type { Manifest } from './expect.ts';

/** Rows as the store holds them, read with plain SQL; instants as ISO text. */

export interface NoticeRow {
  id: number;
  notice_key: string;
  obligation: string;
  stage: string;
  dating: number;
  post: string;
  at: string;
  status: string;
  content: string;
  person: string | null;
  mail: number | null;
  reason: string | null;
  told_at: string | null;
}

export interface MailRow {
  id: number;
  person: string;
  slot: string;
  address: string;
  status: string;
  message_id: string | null;
  /** Real time, in a drill too. */
  sent_at: string | null;
}

export interface EventRow {
  stream: string;
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

export interface StreamRow {
  id: string;
  kind: string;
  unit: string | null;
  head_seq: number;
  head_hash: string;
}

export interface ActRow {
  account: string;
  act_key: string;
  stream: string;
  seq: number;
  outcome: string;
}

export interface MessageRow {
  from_stream: string;
  to_stream: string;
  n: number;
  delivered_at: string | null;
  returned_at: string | null;
}

export interface ObligationRow {
  id: string;
  unit: string;
  superior: string;
  obligation_key: string;
  kind: string;
  policy: string;
  period: string | null;
  status: string;
  standing: string;
  waits_for: string | null;
  opens_at: string;
  near_at: string | null;
  due_on: string | null;
  due_at: string | null;
  original_due_on: string | null;
  first_submitted_at: string | null;
  on_time: number | null;
  complete_at: string | null;
  escalations: number;
  seq: number;
  detail: string;
}

export interface TaskRow {
  obligation: string;
  post: string;
  act: string;
  opens_at: string;
  due_on: string;
  due_at: string;
}

export interface TenureRow {
  id: string;
  post: string;
  person: string;
  name: string;
  email: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface FundsLineRow {
  line: string;
  received: number;
  held: number;
  in_flight: number;
  paid: number;
  returned: number;
}

export interface FundsParcelRow {
  line: string;
  parcel: string;
  unit: string;
  held: number;
  in_flight: number;
  paid: number;
}

/** Everything of one cycle that the checks look at, read once. */
export interface Found {
  notices: NoticeRow[];
  mails: MailRow[];
  streams: StreamRow[];
  events: EventRow[];
  acts: ActRow[];
  messages: MessageRow[];
  obligations: ObligationRow[];
  tasks: TaskRow[];
  tenures: TenureRow[];
  /** Account → login and person. */
  accounts: Map<string, { login: string; person: string }>;
  setAside: { stream: string; what: string; cause: string }[];
  drillNow: string | null;
  candidates: { unit: string; obligation: string; sign: string; due_on: string; listed_at: string; status: string; ended_at: string | null }[];
  funds: { lines: FundsLineRow[]; parcels: FundsParcelRow[]; vouchers: { line: string; voucher: string; amount: number }[] };
}

export async function readRecord({ sql }: Connections, { cycle }: Manifest): Promise<Found> {
  const ofCycle = 'WHERE cycle = ?';
  const ofStreams = 'IN (SELECT id FROM stream WHERE cycle = ?)';
  const accounts = await rows<{ id: string; login: string; person: string }>(sql, 'SELECT id, login, person FROM account');
  const [clock] = await rows<{ drill_now: string | null }>(sql, 'SELECT drill_now FROM cycle WHERE id = ?', [cycle]);
  return {
    notices: dated(await rows<NoticeRow>(sql, `SELECT id, notice_key, obligation, stage, dating, post, at, status, content, person, mail, reason, told_at FROM notice ${ofCycle} ORDER BY id`, [cycle]), ['at', 'told_at']),
    mails: dated(await rows<MailRow>(sql, `SELECT id, person, slot, address, status, message_id, sent_at FROM mail ${ofCycle} ORDER BY id`, [cycle]), ['slot', 'sent_at']),
    streams: await rows<StreamRow>(sql, `SELECT id, kind, unit, head_seq, head_hash FROM stream ${ofCycle} ORDER BY id`, [cycle]),
    events: dated(await rows<EventRow>(sql, `SELECT stream, seq, type, at, account, person, posts, act_key, body, prev_hash, hash FROM event WHERE stream ${ofStreams} ORDER BY stream, seq`, [cycle]), ['at']),
    acts: await rows<ActRow>(sql, `SELECT account, act_key, stream, seq, outcome FROM act WHERE stream ${ofStreams}`, [cycle]),
    messages: dated(await rows<MessageRow>(sql, `SELECT from_stream, to_stream, n, delivered_at, returned_at FROM message WHERE to_stream ${ofStreams} OR from_stream ${ofStreams} ORDER BY n`, [cycle, cycle]), ['delivered_at', 'returned_at']),
    obligations: dated(await rows<ObligationRow>(sql, `SELECT id, unit, superior, obligation_key, kind, policy, period, status, standing, waits_for, opens_at, near_at, due_on, due_at,
      original_due_on, first_submitted_at, on_time, complete_at, escalations, seq, detail FROM obligation ${ofCycle} ORDER BY id`, [cycle]), ['opens_at', 'near_at', 'due_at', 'first_submitted_at', 'complete_at']),
    tasks: dated(await rows<TaskRow>(sql, `SELECT obligation, post, act, opens_at, due_on, due_at FROM task ${ofCycle} ORDER BY obligation, post`, [cycle]), ['opens_at', 'due_at']),
    tenures: await tenures(sql),
    accounts: new Map(accounts.map(({ id, login, person }) => [id, { login, person }])),
    setAside: await rows(sql, `SELECT stream, what, cause FROM set_aside WHERE mended_at IS NULL AND stream ${ofStreams}`, [cycle]),
    drillNow: instant(clock?.drill_now ?? null),
    candidates: dated(await rows<Found['candidates'][number]>(sql, `SELECT unit, obligation, sign, due_on, listed_at, status, ended_at FROM candidate ${ofCycle}`, [cycle]), ['listed_at', 'ended_at']),
    funds: {
      lines: await rows(sql, `SELECT line, received, held, in_flight, paid, returned FROM funds_line ${ofCycle}`, [cycle]),
      parcels: await rows(sql, `SELECT line, parcel, unit, held, in_flight, paid FROM funds_parcel ${ofCycle}`, [cycle]),
      vouchers: await rows(sql, `SELECT line, voucher, amount FROM funds_voucher ${ofCycle}`, [cycle]),
    },
  };
}

const tenures = (sql: Connection): Promise<TenureRow[]> => rows<TenureRow>(sql,
  'SELECT t.id, t.post, t.person, p.name, p.email, t.valid_from, t.valid_to FROM tenure t JOIN person p ON p.id = t.person ORDER BY t.post, t.valid_from');

function dated<T>(list: T[], columns: readonly (keyof T)[]): T[] {
  for (const row of list) for (const column of columns) row[column] = instant(row[column] as string | null) as T[keyof T];
  return list;
}

/** Who held a post on a day, if anyone. */
export const holderOn = (found: Found, post: string, date: string): TenureRow | undefined =>
  found.tenures.find((tenure) => tenure.post === post && tenure.valid_from <= date && (tenure.valid_to === null || tenure.valid_to >= date));

export const isTold = (notice: NoticeRow): boolean => notice.status === 'told';
