import type { Instant, LocalDate } from '../time/instant.ts';
import type { PublicNotice } from './public-notice.ts';

/** A notice as lists read it; `detail` is the notice whole. */
export interface NoticeRow {
  cycle: string;
  notice: string;
  status: PublicNotice['status'];
  unit: string;
  stage: 'before' | 'after';
  project: string | null;
  line: string | null;
  /** Up, or its days have run: not taken down early. */
  isUp: boolean;
  postedOn: LocalDate;
  until: LocalDate;
  now: Instant;
  evidence: string[];
  detail: PublicNotice;
}

export function noticeRow(notice: PublicNotice): NoticeRow {
  const { about, status, now, postings } = notice;
  const last = postings.at(-1);
  if (about === null || !last) throw new RangeError('a notice that was never posted has no row');
  const of = about.about;
  return {
    cycle: about.cycle, notice: about.notice, status, unit: about.unit, stage: about.stage, project: of !== null && 'project' in of ? of.project : null, line: of !== null && 'line' in of ? of.line : null,
    isUp: last.takenDown === null, postedOn: last.from, until: last.to, now, evidence: postings.flatMap(({ proof }) => proof.map(({ sha256 }) => sha256)), detail: notice,
  };
}
