import type { NoticeContent } from '#libs/domain/decider';
import type { Instant, LocalDate } from '#libs/domain/time/instant';
import { placeholders, sqlInstant } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import type { DueNotice } from './claim.ts';
import { postsOf } from './holders.ts';
import type { HeldPost } from './holders.ts';

export type Undeliverable = 'vacantPost' | 'noAddress';

/** What could not be told, to whom, and what was asked of them. */
export interface Undelivered {
  post: string;
  postTitle: string;
  postUnitName: string;
  /** Null where the post is vacant. */
  person: string | null;
  personName: string | null;
  act: string;
}

/** The content of a notice that another one could not be delivered; `act` is the reason. */
export interface UndeliveredContent extends NoticeContent {
  undelivered: Undelivered;
}

export const isUndelivered = (content: NoticeContent): content is UndeliveredContent => 'undelivered' in content;

export interface Obstacle {
  notice: DueNotice;
  reason: Undeliverable;
  /** Null when the post itself is unknown. */
  holder: HeldPost | null;
}

/**
 * Sets notices aside that cannot be mailed, and plans word of it to the office above. What already is such a word is
 * never passed on again: two vacant offices would write to each other without end.
 *
 * A person without an address has it in the inbox all the same.
 */
export async function tellTheOfficeAbove(sql: Sql, cycle: string, obstacles: readonly Obstacle[], day: LocalDate, now: Instant): Promise<void> {
  if (obstacles.length === 0) return;
  const offices = new Map<string, HeldPost[]>();
  const rows: unknown[][] = [];
  for (const { notice, reason, holder } of obstacles) {
    await sql.run('UPDATE notice SET status = ?, reason = ?, person = ?, told_at = ? WHERE id = ?', [
      'undeliverable', reason, holder?.person?.id ?? null, holder?.person ? sqlInstant(now) : null, notice.id,
    ]);
    if (isUndelivered(notice.content)) continue;
    const unit = holder?.unit ?? notice.content.unit;
    const office = offices.get(unit) ?? await officeAbove(sql, unit, day);
    offices.set(unit, office);
    office.filter(({ post }) => post !== notice.post).forEach(({ post }, index) => {
      const key = `${notice.key}/${reason}${index === 0 ? '' : `/${index + 1}`}`;
      rows.push([key, cycle, notice.stream, notice.obligation, `${notice.stage}/${reason}`, notice.dating, post, sqlInstant(notice.at), 'planned',
        JSON.stringify(contentFor(notice, reason, holder))]);
    });
  }
  if (rows.length === 0) return;
  await sql.run(
    `INSERT INTO notice (notice_key, cycle, stream, obligation, stage, dating, post, at, status, content) VALUES ${placeholders(rows.length, 10)}
      ON DUPLICATE KEY UPDATE at = IF(status = 'cancelled', VALUES(at), at), content = IF(status = 'cancelled', VALUES(content), content),
        status = IF(status = 'cancelled', 'planned', status)`,
    rows.flat(),
  );
}

function contentFor(notice: DueNotice, reason: Undeliverable, holder: HeldPost | null): UndeliveredContent {
  return {
    ...notice.content,
    act: reason,
    undelivered: {
      post: notice.post, postTitle: holder?.title ?? notice.post, postUnitName: holder?.unitName ?? notice.content.unitName,
      person: holder?.person?.id ?? null, personName: holder?.person?.name ?? null, act: notice.content.act,
    },
  };
}

/**
 * The administrators of the nearest unit above, or its reviewers where it has none; units in which nobody holds such
 * a post are passed over. For the root, the root itself.
 */
async function officeAbove(sql: Sql, below: string, day: LocalDate): Promise<HeldPost[]> {
  const seen = new Set<string>();
  for (let unit = (await superiorOf(sql, below)) ?? below; !seen.has(unit);) {
    seen.add(unit);
    const held = (await postsOf(sql, unit, day)).filter(({ person }) => person !== null);
    for (const wanted of ['administrator', 'reviewer']) {
      const office = held.filter(({ functions }) => functions.includes(wanted));
      if (office.length > 0) return office;
    }
    unit = (await superiorOf(sql, unit)) ?? unit;
  }
  return [];
}

async function superiorOf(sql: Sql, unit: string): Promise<string | null> {
  const [row] = await sql.query<{ under: string | null }>('SELECT under FROM unit WHERE id = ?', [unit]);
  return row?.under ?? null;
}
