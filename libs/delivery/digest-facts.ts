import type { DataSource } from 'typeorm';
import type { NoticeContent } from '#libs/domain/decider';
import { localDateOf } from '#libs/domain/time/instant';
import { sqlOf } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import type { DigestFacts, DigestItem } from './digest-words.ts';
import { holdersOn } from './holders.ts';
import type { ClaimedMail } from './mail.ts';
import { termsOf } from './terms.ts';
import { isUndelivered } from './undeliverable.ts';

interface ToldNotice {
  id: number;
  obligation: string;
  post: string;
  content: NoticeContent;
}

/**
 * What a mail says: its told notices, and of each whether the reader is the one who must act.
 *
 * @throws when it carries nothing, or its cycle's pack is not in the record
 */
export async function digestFacts(source: DataSource, mail: ClaimedMail, publicUrl: string): Promise<DigestFacts> {
  const sql = sqlOf(source);
  const terms = await termsOf(source, mail.cycle);
  const notices = await toldNotices(sql, mail.id);
  if (notices.length === 0) throw new Error(`mail ${mail.id} carries nothing`);
  const [person] = await sql.query<{ name: string }>('SELECT name FROM person WHERE id = ?', [mail.person]);
  const holders = await holdersOn(sql, [...new Set(notices.map(({ post }) => post))], localDateOf(mail.slot));
  const asked = await askedOf(sql, notices);
  const missed = await missedOf(sql, notices);
  return {
    campaign: terms.campaign, label: terms.label, isDrill: terms.isDrill, slot: mail.slot, calendar: terms.calendar,
    reader: { name: person?.name ?? mail.person, posts: [...holders.values()].map(({ unitName, title }) => `${unitName}${title}`) },
    items: notices.map((notice) => itemOf(notice, asked.get(notice.id) ?? null, missed.get(notice.id) ?? 0, publicUrl)),
  };
}

async function toldNotices(sql: Sql, mail: number): Promise<ToldNotice[]> {
  const rows = await sql.query<Omit<ToldNotice, 'content'> & { content: string }>(
    "SELECT id, obligation, post, content FROM notice WHERE mail = ? AND status = 'told' ORDER BY at, id", [mail]);
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as NoticeContent }));
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/**
 * What the readers of notices are asked for, where their post has the task: whoever has signed already, or is only kept
 * informed, is not asked to sign; who has a step of a report is asked for the step.
 */
async function askedOf(sql: Sql, notices: readonly ToldNotice[]): Promise<Map<number, string>> {
  const duties = [...new Set(notices.map(({ obligation }) => obligation))];
  const tasks = await sql.query<{ obligation: string; post: string; act: string }>(`SELECT obligation, post, act FROM task WHERE obligation IN (${marks(duties)})`, duties);
  const owed = new Map(tasks.map(({ obligation, post, act }) => [`${obligation} ${post}`, act]));
  // The office above is asked to fill the post or the address, which is no task of the duty.
  return new Map(notices.flatMap(({ id, obligation, post, content }): [number, string][] => {
    const act = isUndelivered(content) ? content.act : owed.get(`${obligation} ${post}`);
    return act === undefined ? [] : [[id, act]];
  }));
}

async function missedOf(sql: Sql, notices: readonly ToldNotice[]): Promise<Map<number, number>> {
  const duties = [...new Set(notices.map(({ obligation }) => obligation))];
  const rows = await sql.query<{ id: number; n: number }>(
    `SELECT merged_into AS id, COUNT(*) AS n FROM notice WHERE obligation IN (${marks(duties)}) AND status = 'merged'
      AND merged_into IN (${marks(notices)}) GROUP BY merged_into`,
    [...duties, ...notices.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, n }) => [id, Number(n)]));
}

function itemOf({ obligation, content }: ToldNotice, asked: string | null, missed: number, publicUrl: string): DigestItem {
  const { act, unitName, title, dueOn, originalDueOn, basis, link } = content;
  return {
    obligation, act: asked ?? act, unitName, title, dueOn, originalDueOn, basis, link: absolute(publicUrl, link), isAsked: asked !== null, missed, words: content.words ?? null,
    undelivered: isUndelivered(content) ? {
      reason: act === 'noAddress' ? 'noAddress' : 'vacantPost',
      post: `${content.undelivered.postUnitName}${content.undelivered.postTitle}`,
      person: content.undelivered.personName,
    } : null,
  };
}

/** A path is joined to our own address, whatever it says: a link in a mail leads nowhere else. */
export const absolute = (publicUrl: string, path: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/${encodeURI(path).replace(/%25/g, '%').replace(/^\/+/, '')}`;
