import type { Sql } from '#libs/store/sql';
import type { DueNotice } from './claim.ts';
import { isUndelivered } from './undeliverable.ts';

/** Notices of one duty to one post; word about two vacant posts of one unit stays two. */
const subjectOf = ({ obligation, post, content }: DueNotice): string =>
  `${obligation} ${post} ${isUndelivered(content) ? content.undelivered.post : ''}`;

/**
 * What was missed of one duty becomes one: the latest stays, the earlier are merged into it. Two of the same instant
 * were not missed, so both stay (the digest shows them as one line).
 *
 * @param notices in the order of their instants
 * @returns those that stay
 */
export async function mergeMissed(sql: Sql, notices: readonly DueNotice[]): Promise<DueNotice[]> {
  const latest = new Map(notices.map((notice) => [subjectOf(notice), notice]));
  const stays: DueNotice[] = [];
  for (const notice of notices) {
    const last = latest.get(subjectOf(notice));
    if (!last || last.at === notice.at) {
      stays.push(notice);
      continue;
    }
    await sql.run("UPDATE notice SET status = 'merged', merged_into = ? WHERE id = ?", [last.id, notice.id]);
    // What an earlier pass merged into it comes along, so that the count is of all that were missed.
    await sql.run("UPDATE notice SET merged_into = ? WHERE obligation = ? AND status = 'merged' AND merged_into = ?", [last.id, notice.obligation, notice.id]);
  }
  return stays;
}
