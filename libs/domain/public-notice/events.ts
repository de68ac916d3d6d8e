import type { Attachment } from '../attachment/attachment.ts';
import type { Happened } from '../decider.ts';
import { changed } from '../funds/change.ts';
import type { LocalDate } from '../time/instant.ts';
import type { NoticeStart, Posting, PublicNotice } from './public-notice.ts';

type Posted = NoticeStart['posting'];

export type NoticeEvent =
  | ({ type: 'noticePosted'; start: Omit<NoticeStart, 'posting'>; posting: Omit<Posted, 'attachments'> } & { attachments?: readonly Attachment[] })
  | ({ type: 'noticePostedAgain'; posting: Omit<Posted, 'attachments'> } & { attachments?: readonly Attachment[] })
  | { type: 'noticeProved'; on: LocalDate; attachments: readonly Attachment[] }
  | { type: 'noticeTakenDown'; on: LocalDate; reason: string }
  | { type: 'objectionRecorded'; objection: string; text: string; by: string | null; contact: string | null; on: LocalDate }
  | { type: 'objectionAnswered'; objection: string; answer: string; on: LocalDate }
  | { type: 'noticeClosed'; on: LocalDate }
  | { type: 'actRefused'; command: string; code: string };

/** A notice after an event. */
export function evolve(notice: PublicNotice, event: Happened<NoticeEvent>): PublicNotice {
  return { ...happen(notice, event), now: event.at > notice.now ? event.at : notice.now };
}

function happen(notice: PublicNotice, event: NoticeEvent): PublicNotice {
  switch (event.type) {
    case 'noticePosted': {
      const { calendar, ...about } = event.start;
      return { ...notice, status: 'open', about, calendar, postings: [postingOf(event)] };
    }
    case 'noticePostedAgain':
      return { ...notice, postings: [...notice.postings, postingOf(event)] };
    case 'noticeProved':
      return withLast(notice, ({ proof, provedOn }) => ({ proof: [...proof, ...event.attachments], provedOn: provedOn ?? event.on }));
    case 'noticeTakenDown':
      return withLast(notice, () => ({ takenDown: { on: event.on, reason: event.reason } }));
    case 'objectionRecorded': {
      const { objection: id, text, by, contact, on } = event;
      return { ...notice, objections: { ...notice.objections, [id]: { id, text, by, contact, on, answered: null } } };
    }
    case 'objectionAnswered':
      return { ...notice, objections: changed(notice.objections, event.objection, () => ({ answered: { on: event.on, answer: event.answer } })) };
    case 'noticeClosed':
      return { ...notice, status: 'closed', closedOn: event.on };
    case 'actRefused':
      return notice;
  }
}

const postingOf = ({ posting, attachments = [] }: { posting: Omit<Posted, 'attachments'>; attachments?: readonly Attachment[] }): Posting =>
  ({ ...posting, proof: [...attachments], provedOn: attachments.length > 0 ? posting.from : null, takenDown: null });

const withLast = (notice: PublicNotice, to: (last: Posting) => Partial<Posting>): PublicNotice =>
  ({ ...notice, postings: notice.postings.map((one, n) => (n === notice.postings.length - 1 ? { ...one, ...to(one) } : one)) });
