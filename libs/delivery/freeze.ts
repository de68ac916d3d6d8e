import type { DataSource } from 'typeorm';
import { addMinutes, later, localDateOf } from '#libs/domain/time/instant';
import type { Instant } from '#libs/domain/time/instant';
import { placeholders, sqlInstant, sqlOf, transaction } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import { isDatabaseAway } from './away.ts';
import { claimDue } from './claim.ts';
import type { DueNotice } from './claim.ts';
import { holdersOn } from './holders.ts';
import { mergeMissed } from './merge.ts';
import { isOpen, latestSlot, nextOpenSlot } from './slots.ts';
import { liveCycles, termsOf } from './terms.ts';
import type { DeliveryTerms } from './terms.ts';
import { tellTheOfficeAbove } from './undeliverable.ts';
import type { Obstacle } from './undeliverable.ts';

export interface FreezeOptions {
  /** One cycle at its clock (a drill), or null for all live ones. */
  cycle: string | null;
  now: Instant;
}

export interface Frozen {
  /** Notices taken out of `planned`, or moved to a later slot. */
  frozen: number;
  /** More were due than one call takes. */
  left: boolean;
  /** Cycles that could not be dispatched for, and why: they hold up no other. */
  faults: { cycle: string; cause: unknown }[];
}

const batchSize = 200;
/** One call stays short, so that sending and heartbeats get their turn. */
const batchesPerCall = 20;

/**
 * Freezes what is due: each notice finds the person who holds its post that day and joins that person's one mail of
 * the slot. Outside working hours, and where the slot's mail has already gone, it moves to the next slot.
 * In a live cycle the streams that are due at the slot act first, for at most two minutes; escalations that are spread over
 * the minutes after it come in one more digest.
 *
 * @throws when the database is away; a fault of one cycle (its calendar ends, a row does not fit) is returned instead
 */
export async function freezeDue(source: DataSource, { cycle, now }: FreezeOptions): Promise<Frozen> {
  const result: Frozen = { frozen: 0, left: false, faults: [] };
  for (const one of cycle === null ? await liveCycles(source) : [cycle]) {
    try {
      const terms = await termsOf(source, one);
      // A drill wakes its streams before it tells anything.
      if (cycle === null && await awaitsStreams(sqlOf(source), terms, now)) continue;
      const { frozen, left } = await freezeCycle(source, terms, now);
      result.frozen += frozen;
      result.left ||= left;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      result.faults.push({ cycle: one, cause: error });
    }
  }
  return result;
}

/** A stream that cannot be written, or a whole province due at once, holds up the others no longer than this. */
const streamsFirstMinutes = 2;

/**
 * Whether some stream of a live cycle is still to do what it had to by this slot: what it then tells belongs in the same
 * digest, as in a drill; sent before, the digest would leave it to the next slot, mostly a day later.
 */
async function awaitsStreams(sql: Sql, terms: DeliveryTerms, now: Instant): Promise<boolean> {
  const slot = latestSlot(terms, now);
  if (slot === null || now >= addMinutes(slot, streamsFirstMinutes)) return false;
  const [row] = await sql.query<{ due: number }>(
    'SELECT EXISTS (SELECT 1 FROM stream WHERE cycle = ? AND ended_at IS NULL AND next_deadline <= ?) AS due', [terms.cycle, sqlInstant(slot)]);
  return Number(row?.due) === 1;
}

async function freezeCycle(source: DataSource, terms: DeliveryTerms, now: Instant): Promise<{ frozen: number; left: boolean }> {
  let frozen = 0;
  for (let batch = 0; batch < batchesPerCall; batch += 1) {
    const count = await transaction(source, (sql) => freezeBatch(sql, terms, now));
    frozen += count;
    if (count === 0) return { frozen, left: false };
  }
  return { frozen, left: true };
}

async function freezeBatch(sql: Sql, terms: DeliveryTerms, now: Instant): Promise<number> {
  const due = await claimDue(sql, terms.cycle, now, batchSize);
  if (due.length === 0) return 0;
  const notices = await mergeMissed(sql, due);
  if (!isOpen(terms, now)) {
    await moveTo(sql, notices, nextOpenSlot(terms, now));
    return due.length;
  }
  const { deliverable, obstacles } = await addressed(sql, notices, now);
  await tellTheOfficeAbove(sql, terms.cycle, obstacles, localDateOf(now), now);
  await intoMails(sql, terms, deliverable, now);
  return due.length;
}

interface Addressed {
  notice: DueNotice;
  person: string;
  address: string;
}

/** Post → person that day: what has both a holder and an address, and what has not. */
async function addressed(sql: Sql, notices: readonly DueNotice[], now: Instant): Promise<{ deliverable: Addressed[]; obstacles: Obstacle[] }> {
  const holders = await holdersOn(sql, [...new Set(notices.map(({ post }) => post))], localDateOf(now));
  const deliverable: Addressed[] = [];
  const obstacles: Obstacle[] = [];
  for (const notice of notices) {
    const holder = holders.get(notice.post) ?? null;
    if (!holder?.person) obstacles.push({ notice, reason: 'vacantPost', holder });
    else if (holder.person.address === null) obstacles.push({ notice, reason: 'noAddress', holder });
    else deliverable.push({ notice, person: holder.person.id, address: holder.person.address });
  }
  return { deliverable, obstacles };
}

interface Digest {
  person: string;
  address: string;
  slot: Instant;
  notices: DueNotice[];
}

/** One digest a person: at the latest slot that is due, so that after an outage the missed come as one mail. */
function digestsOf(deliverable: readonly Addressed[], terms: DeliveryTerms, now: Instant): Digest[] {
  const digests = new Map<string, Digest>();
  const latest = latestSlot(terms, now) ?? '';
  for (const { notice, person, address } of deliverable) {
    const digest = digests.get(person) ?? { person, address, slot: latest, notices: [] };
    digest.slot = later(digest.slot, notice.at);
    digest.notices.push(notice);
    digests.set(person, digest);
  }
  // In one order for all dispatchers: two that insert the same mails do not wait for each other crosswise.
  return [...digests.values()].sort((a, b) => (a.person < b.person ? -1 : 1));
}

interface MailRow {
  id: number;
  person: string;
  slot: Instant;
  status: string;
}

async function intoMails(sql: Sql, terms: DeliveryTerms, deliverable: readonly Addressed[], now: Instant): Promise<void> {
  const digests = digestsOf(deliverable, terms, now);
  if (digests.length === 0) return;
  const mails = await mailsFor(sql, terms.cycle, digests);
  const joined: { notice: number; person: string; mail: number }[] = [];
  for (const { person, address, slot, notices } of digests) {
    const mail = mails.get(`${person} ${slot}`);
    if (mail?.status === 'dropped') {
      // Emptied before it was sent: nobody has seen it, so it may carry something again.
      await sql.run("UPDATE mail SET status = 'frozen', address = ? WHERE id = ?", [address, mail.id]);
    }
    if (mail?.status === 'frozen' || mail?.status === 'dropped') {
      joined.push(...notices.map((notice) => ({ notice: notice.id, person, mail: mail.id })));
    } else {
      await moveTo(sql, notices, afterSent(terms, slot, now));
    }
  }
  await freezeInto(sql, joined);
}

/**
 * When to tell what comes after its slot's mail has gone: what is spread over the minutes after the slot, for somebody who answers
 * for many units, in one more digest when they are over; anything else at the next slot.
 */
function afterSent(terms: DeliveryTerms, slot: Instant, now: Instant): Instant {
  const spreadUntil = addMinutes(slot, terms.spreadMinutes + streamsFirstMinutes);
  return terms.spreadMinutes > 0 && now < spreadUntil ? spreadUntil : nextOpenSlot(terms, later(now, slot));
}

/** Makes the mails that are not there yet and locks them all. */
async function mailsFor(sql: Sql, cycle: string, digests: readonly Digest[]): Promise<Map<string, MailRow>> {
  await sql.run(
    `INSERT INTO mail (cycle, person, slot, address, status, next_attempt_at) VALUES ${placeholders(digests.length, 6)}
      ON DUPLICATE KEY UPDATE attempts = attempts`,
    digests.flatMap(({ person, slot, address }) => [cycle, person, sqlInstant(slot), address, 'frozen', sqlInstant(slot)]),
  );
  const rows = await sql.query<MailRow>(
    `SELECT id, person, slot, status FROM mail WHERE (person, cycle, slot) IN (${placeholders(digests.length, 3)}) FOR UPDATE`,
    digests.flatMap(({ person, slot }) => [person, cycle, sqlInstant(slot)]),
  );
  return new Map(rows.map((row) => [`${row.person} ${row.slot}`, row]));
}

async function freezeInto(sql: Sql, joined: readonly { notice: number; person: string; mail: number }[]): Promise<void> {
  if (joined.length === 0) return;
  const cases = joined.map(() => 'WHEN ? THEN ?').join(' ');
  await sql.run(
    `UPDATE notice SET status = 'frozen', person = CASE id ${cases} END, mail = CASE id ${cases} END WHERE id IN (${joined.map(() => '?').join(', ')})`,
    [...joined.flatMap(({ notice, person }) => [notice, person]), ...joined.flatMap(({ notice, mail }) => [notice, mail]), ...joined.map(({ notice }) => notice)],
  );
}

async function moveTo(sql: Sql, notices: readonly DueNotice[], at: Instant): Promise<void> {
  if (notices.length === 0) return;
  await sql.run(`UPDATE notice SET at = ? WHERE id IN (${notices.map(() => '?').join(', ')})`, [sqlInstant(at), ...notices.map(({ id }) => id)]);
}
