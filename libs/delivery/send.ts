import type { DataSource } from 'typeorm';
import type { Instant } from '#libs/domain/time/instant';
import { instantFrom } from '#libs/domain/time/instant';
import { sqlInstant, sqlOf, transaction } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import { digestOf } from './digest.ts';
import { digestFacts } from './digest-facts.ts';
import { messageIdOf } from './mail.ts';
import type { ClaimedMail } from './mail.ts';
import { isOpen } from './slots.ts';
import { liveCycles, termsOf } from './terms.ts';
import { maxConnections } from './transport.ts';
import type { Channel, OutgoingMail, SendOutcome } from './transport.ts';

export interface SendOptions {
  /** The real clock, in a drill too: back-off and crashes are counted in real time. */
  clock: () => Date;
  /** The address of the pages, to which links are joined. */
  publicUrl: string;
  /** Only this cycle's mails. */
  cycle?: string;
}

export interface Sent {
  sent: number;
  deferred: number;
  failed: number;
  /** Emptied by cancellations before they were sent. */
  dropped: number;
  /** There may be more to send at once. */
  left: boolean;
}

const claimSize = 32;
/** A mail still `sending` after this was left by a crash. Longer than one claim can take: 2 × `patience`. */
const crashedAfter = 120_000;
/** A claimed mail that is not begun within this is given back; one send that lasts longer is cut off. */
const patience = 30_000;

const firstDelay = 30_000;
const longestDelay = 3_600_000;
const mostAttempts = 12;

/** Back-off after the n-th attempt, in milliseconds: 30 s, doubled each time, at most an hour. */
export const delayAfter = (attempts: number): number => Math.min(longestDelay, firstDelay * 2 ** (attempts - 1));

/**
 * Sends what is frozen, what was deferred and is due again, and what a crash left half-sent.
 *
 * A mail is set to `sending` and its notices to `told` under row locks before anything leaves: from then on a
 * cancellation finds them told. A crash in between may repeat a Message-ID, never make a second one.
 *
 * @throws when the database is away; what the mail server does is recorded, never thrown
 */
export async function sendDue(source: DataSource, channel: Channel, options: SendOptions): Promise<Sent> {
  const claimedAt = options.clock().getTime();
  const now = instantFrom(claimedAt);
  const closed = await closedCycles(source, now);
  const { mails, dropped } = await transaction(source, (sql) => claim(sql, now, { only: options.cycle, closed }));
  const result: Sent = { sent: 0, deferred: 0, failed: 0, dropped, left: mails.length + dropped >= claimSize };
  const queue = [...mails];
  const lane = async (): Promise<void> => {
    for (let mail = queue.shift(); mail; mail = queue.shift()) {
      if (options.clock().getTime() - claimedAt > patience) {
        await giveBack(sqlOf(source), mail, instantFrom(options.clock().getTime()));
        result.left = true;
        continue;
      }
      const outcome = await attempt(source, channel, mail, options);
      result[await settle(source, mail, outcome, options.clock)] += 1;
    }
  };
  // More lanes than connections: while some mails are on the wire, the next are read and the last are recorded.
  await Promise.all(Array.from({ length: maxConnections * 2 }, lane));
  return result;
}

/** A digest is whole when nothing of its slot waits to be frozen any more, here or in another dispatcher. */
const isWhole = `NOT EXISTS (SELECT 1 FROM notice WHERE notice.cycle = mail.cycle AND notice.status = 'planned' AND notice.at <= mail.slot)`;

/** Live cycles in which nobody is disturbed now: what an outage or a back-off carried into the night waits for the day. */
async function closedCycles(source: DataSource, now: Instant): Promise<string[]> {
  const closed: string[] = [];
  for (const cycle of await liveCycles(source)) {
    try {
      if (!isOpen(await termsOf(source, cycle), now)) closed.push(cycle);
    } catch (error) {
      // A calendar that ends stops the freezing, and says so there; what is already frozen goes out.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return closed;
}

async function claim(sql: Sql, now: Instant, { only, closed }: { only: string | undefined; closed: readonly string[] }): Promise<{ mails: ClaimedMail[]; dropped: number }> {
  const at = sqlInstant(now);
  const ready: [string, unknown[]][] = [
    [`status = 'frozen' AND ${isWhole}`, []],
    ["status = 'deferred' AND next_attempt_at <= ?", [at]],
    ["status = 'sending' AND sending_at <= ?", [sqlInstant(instantFrom(Date.parse(now) - crashedAfter))]],
  ];
  const where = `${only === undefined ? '' : ' AND cycle = ?'}${closed.length === 0 ? '' : ` AND cycle NOT IN (${list(closed)})`}`;
  const candidates: ClaimedMail[] = [];
  for (const [condition, values] of ready) {
    candidates.push(...await sql.query<ClaimedMail>(
      `SELECT id, cycle, person, slot, address, attempts FROM mail WHERE ${condition}${where}
        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED`,
      [...values, ...(only === undefined ? [] : [only]), ...closed, claimSize - candidates.length],
    ));
    if (candidates.length >= claimSize) break;
  }
  if (candidates.length === 0) return { mails: [], dropped: 0 };
  const notices = await sql.query<{ mail: number }>(
    `SELECT id, mail FROM notice WHERE mail IN (${list(candidates)}) AND status IN ('frozen', 'told') FOR UPDATE`, candidates.map(({ id }) => id));
  const carried = new Set(notices.map(({ mail }) => mail));
  const mails = candidates.filter(({ id }) => carried.has(id));
  const empty = candidates.filter(({ id }) => !carried.has(id));
  if (empty.length > 0) await sql.run(`UPDATE mail SET status = 'dropped' WHERE id IN (${list(empty)})`, empty.map(({ id }) => id));
  if (mails.length > 0) await crossTheLine(sql, mails, at);
  return { mails, dropped: empty.length };
}

async function crossTheLine(sql: Sql, mails: readonly ClaimedMail[], at: string | null): Promise<void> {
  for (const mail of mails) {
    await sql.run("UPDATE mail SET status = 'sending', sending_at = ?, message_id = ? WHERE id = ?", [at, messageIdOf(mail), mail.id]);
  }
  // A drill's people are told at the drill's time: the slot.
  await sql.run(
    `UPDATE notice JOIN mail ON mail.id = notice.mail JOIN cycle ON cycle.id = mail.cycle
      SET notice.status = 'told', notice.told_at = IF(cycle.is_drill = 1, mail.slot, ?) WHERE notice.mail IN (${list(mails)}) AND notice.status = 'frozen'`,
    [at, ...mails.map(({ id }) => id)],
  );
}

const list = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Nothing was sent and nothing refused: it does not count as an attempt. */
async function giveBack(sql: Sql, mail: ClaimedMail, now: Instant): Promise<void> {
  await sql.run("UPDATE mail SET status = 'deferred', next_attempt_at = ? WHERE id = ? AND status = 'sending'", [sqlInstant(now), mail.id]);
  await backBehindTheLine(sql, mail);
}

/** A mail that did not go out told nobody: until it does, what becomes needless can still be taken out of it. */
const backBehindTheLine = (sql: Sql, mail: Pick<ClaimedMail, 'id'>): Promise<unknown> =>
  sql.run("UPDATE notice SET status = 'frozen' WHERE mail = ? AND status = 'told'", [mail.id]);

interface Attempt extends SendOutcome {
  subject: string | null;
}

async function attempt(source: DataSource, channel: Channel, mail: ClaimedMail, { publicUrl }: SendOptions): Promise<Attempt> {
  let rendered: OutgoingMail;
  try {
    rendered = await render(source, mail, publicUrl);
  } catch (error) {
    // One mail that cannot be written holds up no other; it is tried again and in the end shown as failed.
    return { kind: 'deferred', response: String(error), subject: null };
  }
  return { ...await withinPatience(channel.send(rendered)), subject: rendered.subject };
}

async function render(source: DataSource, mail: ClaimedMail, publicUrl: string): Promise<OutgoingMail> {
  const facts = await digestFacts(source, mail, publicUrl);
  const { subject, text, html } = digestOf(facts);
  return {
    messageId: messageIdOf(mail),
    to: { name: facts.reader.name, address: mail.address },
    subject, text, html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Zeren-Cycle': mail.cycle,
      'X-Zeren-Mail': String(mail.id),
      'X-Zeren-Slot': mail.slot,
      ...(facts.isDrill ? { 'X-Zeren-Drill': mail.slot } : {}),
    },
  };
}

/** A server that drips one byte at a time never times out by itself. */
async function withinPatience(sending: Promise<SendOutcome>): Promise<SendOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<SendOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'deferred', response: `no answer within ${patience / 1000} s` }), patience);
  });
  try {
    return await Promise.race([sending, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

async function settle(source: DataSource, mail: ClaimedMail, outcome: Attempt, clock: () => Date): Promise<SendOutcome['kind']> {
  const attempts = mail.attempts + 1;
  const kind = outcome.kind === 'deferred' && attempts >= mostAttempts ? 'failed' : outcome.kind;
  const now = clock().getTime();
  await persistently(() => sqlOf(source).run(
    `UPDATE mail SET status = ?, attempts = ?, response = ?, subject = COALESCE(?, subject), sent_at = ?, next_attempt_at = ?
      WHERE id = ? AND status = 'sending'`,
    [
      kind, attempts, outcome.response.slice(0, 2_000), outcome.subject?.slice(0, 200) ?? null, kind === 'sent' ? sqlInstant(instantFrom(now)) : null,
      sqlInstant(instantFrom(kind === 'deferred' ? now + delayAfter(attempts) : now)), mail.id,
    ],
  ));
  if (kind === 'deferred') await persistently(() => backBehindTheLine(sqlOf(source), mail));
  return kind;
}

/** The server has spoken; a moment without the database must not make it hear the same mail twice. */
async function persistently(write: () => Promise<unknown>): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      await write();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
