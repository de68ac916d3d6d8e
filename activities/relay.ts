import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { systemAct } from '#libs/contracts/record';
import type { Json } from '#libs/domain/decider';
import { sqlInstant, sqlOf } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import { askStream } from './ask-stream.ts';
import { isGone, rejectionOf } from './failures.ts';
import { inWindow } from './in-window.ts';

export interface RelayActivities {
  /** Carries messages between streams for a while, then returns how many. */
  relay(): Promise<number>;
}

interface Open {
  source: DataSource;
  client: Client;
}

interface Message {
  from: string;
  to: string;
  n: number;
  body: Json;
}

/** How long one run of the activity lasts; the workflow then begins the next. */
const runMillis = 50_000;
const idleMillis = 150;

export function relayActivities(open: Open): RelayActivities {
  const sql = sqlOf(open.source);
  return {
    async relay() {
      const context = Context.current();
      const resting: Resting = new Map();
      const end = Date.now() + runMillis;
      let carried = 0;
      while (Date.now() < end) {
        const { settled, failures } = await relayPass(open, null, resting, () => context.heartbeat(carried));
        // Nobody could be reached: let Temporal show it and wait longer each time.
        if (settled === 0 && failures.length > 0) throw failures[0];
        carried += settled;
        context.heartbeat(carried);
        if (settled === 0) await context.sleep(idleMillis);
      }
      return carried;
    },
  };
}

/**
 * Wakes every stream written in the ten minutes before the newest: after a power cut the record may be ahead of
 * Temporal, and an empty wake makes a stream fold what it does not know. Run when a worker starts.
 */
export async function wakeRecent({ source, client }: Open): Promise<number> {
  const streams = await sqlOf(source).query<{ id: string }>(
    'SELECT id FROM stream WHERE ended_at IS NULL AND written_at >= (SELECT MAX(written_at) FROM stream) - INTERVAL 10 MINUTE LIMIT 10000');
  await inWindow(streams, 12, async ({ id }) => {
    await askStream(client, id, 'wake', { at: null }).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  });
  return streams.length;
}

/** Receivers that failed lately, and until when they are left alone. */
type Resting = Map<string, number>;
const restMillis = 5_000;

/**
 * Carries the open messages of one cycle, or of all: in order for each pair of streams, receivers beside each
 * other. A receiver without a record, or one that fails, waits and holds up nobody else; an ended one sends the
 * message back.
 *
 * @returns how many were settled, and what went wrong with those that were not
 */
export async function relayPass({ source, client }: Open, cycle: string | null, resting: Resting = new Map(), onDelivered: () => void = () => undefined): Promise<{ settled: number; failures: unknown[] }> {
  const sql = sqlOf(source);
  for (const [stream, until] of resting) if (until < Date.now()) resting.delete(stream);
  const rows = await sql.query<{ from_stream: string; to_stream: string; n: number; body: string; ended_at: string | null; cycle: string; drill_now: string | null }>(
    `SELECT m.from_stream, m.to_stream, m.n, m.body, s.ended_at, s.cycle, c.drill_now FROM message m
      JOIN stream s ON s.id = m.to_stream LEFT JOIN cycle c ON c.id = s.cycle
      WHERE m.delivered_at IS NULL AND m.returned_at IS NULL ${cycle === null ? '' : 'AND s.cycle = ?'}
        ${resting.size === 0 ? '' : `AND m.to_stream NOT IN (${[...resting].map(() => '?').join(', ')})`}
      ORDER BY m.created_at, m.from_stream, m.to_stream, m.n LIMIT 500`,
    [...(cycle === null ? [] : [cycle]), ...resting.keys()],
  );
  const byReceiver = new Map<string, typeof rows>();
  for (const row of rows) byReceiver.set(row.to_stream, [...(byReceiver.get(row.to_stream) ?? []), row]);
  let settled = 0;
  const failures: unknown[] = [];
  await inWindow([...byReceiver.values()], 12, async (messages) => {
    try {
      // By number within a sender, whatever the writers' clocks say: a receiver takes an older one for one it has heard.
      for (const row of messages.sort((a, b) => a.n - b.n)) {
        const message: Message = { from: row.from_stream, to: row.to_stream, n: row.n, body: JSON.parse(row.body) as Json };
        const done = row.ended_at === null ? await deliver({ source, client }, message, row.drill_now) : await giveBack(sql, message);
        if (!done) return;
        settled += 1;
        onDelivered();
      }
    } catch (error) {
      failures.push(error);
      if (messages[0]) resting.set(messages[0].to_stream, Date.now() + restMillis);
    }
  });
  return { settled, failures };
}

async function deliver({ source, client }: Open, message: Message, drillNow: string | null): Promise<boolean> {
  const sql = sqlOf(source);
  let stamp = drillNow ?? new Date().toISOString();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const act = systemAct('hear', { from: message.from, n: message.n, body: message.body }, stamp);
    try {
      await askStream(client, message.to, 'hear', act, `hear/${message.from}/${message.n}`);
    } catch (error) {
      const rejection = rejectionOf(error);
      if (rejection?.rejected === 'clockMoved') {
        stamp = String(rejection.facts['now']);
        continue;
      }
      // Over since we looked: the next pass sees its end in the record and gives the message back.
      if (isGone(error)) return false;
      if (rejection?.rejected !== 'alreadyReceived') throw error;
    }
    await sql.run('UPDATE message SET delivered_at = ? WHERE from_stream = ? AND to_stream = ? AND n = ?',
      [sqlInstant(new Date().toISOString()), message.from, message.to, message.n]);
    return true;
  }
  return false;
}

async function giveBack(sql: Sql, { from, to, n }: Message): Promise<boolean> {
  const now = sqlInstant(new Date().toISOString());
  await sql.run('INSERT IGNORE INTO message (from_stream, to_stream, n, body, created_at) VALUES (?, ?, ?, ?, ?)',
    [to, from, n, JSON.stringify({ kind: 'messageReturned', n, reason: 'receiverEnded' }), now]);
  await sql.run('UPDATE message SET returned_at = ? WHERE from_stream = ? AND to_stream = ? AND n = ?', [now, from, to, n]);
  return true;
}
