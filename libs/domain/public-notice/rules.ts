import { attached } from '../attachment/attachment.ts';
import type { Attached } from '../attachment/attachment.ts';
import { isRejection, reject } from '../decider.ts';
import type { Context, Rejection } from '../decider.ts';
import { firstFault, nextId } from '../funds/checks.ts';
import { localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { NoticeEvent } from './events.ts';
import type { NoticeStart, Objection, Posting, PublicNotice } from './public-notice.ts';
import { lastDay } from './standing.ts';

type Decided = readonly NoticeEvent[] | Rejection;
type Placed = Pick<Posting, 'where' | 'from' | 'to'>;

/** Photos of one posting. */
export const mostProof = 30;
/** What one notice can take: more is a matter for elsewhere. */
export const mostObjections = 500;

const futureAtFault = (on: LocalDate, context: Context, pointer = '/on'): Rejection | null => {
  const today = localDateOf(context.now);
  return on > today ? reject('dayInFuture', { on, today }, pointer) : null;
};

/** @returns noticeTooShort — with the first day it may end on; noticeBackwards */
function daysAtFault({ setDays, calendar }: Pick<NoticeStart, 'setDays' | 'calendar'>, { from, to }: Placed): Rejection | null {
  if (to < from) return reject('noticeBackwards', { from, to }, '/to');
  if (!setDays) return null;
  const last = lastDay(calendar, from, setDays);
  return to < last ? reject('noticeTooShort', { to, days: setDays.days, counted: setDays.counted, last }, '/to') : null;
}

const postingOf = (notice: PublicNotice): Posting => {
  const posting = notice.postings.at(-1);
  if (!posting) throw new RangeError('nothing was posted');
  return posting;
};

const downAtFault = ({ takenDown }: Posting): Rejection | null => (takenDown ? reject('noticeIsDown', { on: takenDown.on }) : null);
const beforePosting = (on: LocalDate, { from }: Posting): Rejection | null => (on < from ? reject('beforePosting', { on, from }, '/on') : null);

/** @rejects dayInFuture, noticeBackwards, noticeTooShort */
export function post({ posting, ...start }: NoticeStart, context: Context): Decided {
  const { attachments, ...placed } = posting;
  return firstFault(futureAtFault(placed.from, context, '/from'), daysAtFault(start, placed)) ?? [{ type: 'noticePosted', start, posting: placed, ...attached({ attachments }) }];
}

/** A notice that was taken down early begins again, with all its days. @rejects noticeIsUp, dayInFuture, beforeTakenDown, noticeBackwards, noticeTooShort */
export function postAgain(notice: PublicNotice, { attachments, ...placed }: Placed & Attached, context: Context): Decided {
  const { takenDown } = postingOf(notice);
  if (!takenDown) return reject('noticeIsUp', { from: postingOf(notice).from });
  return firstFault(
    futureAtFault(placed.from, context, '/from'), placed.from < takenDown.on ? reject('beforeTakenDown', { from: placed.from, on: takenDown.on }, '/from') : null,
    daysAtFault({ setDays: notice.about?.setDays ?? null, calendar: notice.calendar }, placed),
  ) ?? [{ type: 'noticePostedAgain', posting: placed, ...attached({ attachments }) }];
}

/** What shows that it was up. @rejects noticeIsDown, dayInFuture, beforePosting, tooMuchProof */
export function prove(notice: PublicNotice, { on, attachments = [] }: { on: LocalDate } & Attached, context: Context): Decided {
  const posting = postingOf(notice);
  const there = posting.proof.length;
  return firstFault(
    downAtFault(posting), futureAtFault(on, context), beforePosting(on, posting),
    there + attachments.length > mostProof ? reject('tooMuchProof', { there, atMost: mostProof }, '/attachments') : null,
  ) ?? [{ type: 'noticeProved', on, attachments: [...attachments] }];
}

/** Taken down before its days have run: then it begins again. @rejects noticeIsDown, dayInFuture, beforePosting, noticeRan */
export function takeDown(notice: PublicNotice, { on, reason }: { on: LocalDate; reason: string }, context: Context): Decided {
  const posting = postingOf(notice);
  return firstFault(
    downAtFault(posting), futureAtFault(on, context), beforePosting(on, posting), on > posting.to ? reject('noticeRan', { to: posting.to }, '/on') : null,
  ) ?? [{ type: 'noticeTakenDown', on, reason }];
}

/**
 * What somebody objects while it is up; who it was may stay unsaid.
 *
 * @rejects dayInFuture, objectionOutside, tooManyObjections
 */
export function recordObjection(notice: PublicNotice, { text, by, contact, on }: Pick<Objection, 'text' | 'by' | 'contact' | 'on'>, context: Context): Decided {
  const wasUp = notice.postings.some(({ from, to, takenDown }) => from <= on && on <= (takenDown?.on ?? to));
  const { from, to } = postingOf(notice);
  return firstFault(
    futureAtFault(on, context), wasUp ? null : reject('objectionOutside', { on, from, to }, '/on'),
    Object.keys(notice.objections).length >= mostObjections ? reject('tooManyObjections', { atMost: mostObjections }) : null,
  ) ?? [{ type: 'objectionRecorded', objection: nextId('o', notice.objections), text, by, contact, on }];
}

/** @rejects unknownObjection, alreadyAnswered, dayInFuture, beforeObjection */
export function answerObjection(notice: PublicNotice, { objection: id, answer, on }: { objection: string; answer: string; on: LocalDate }, context: Context): Decided {
  const one = objectionOf(notice, id);
  if (isRejection(one)) return one;
  return firstFault(
    one.answered ? reject('alreadyAnswered', { objection: id, on: one.answered.on }, '/objection') : null,
    futureAtFault(on, context), on < one.on ? reject('beforeObjection', { on, since: one.on }, '/on') : null,
  ) ?? [{ type: 'objectionAnswered', objection: id, answer, on }];
}

const objectionOf = ({ objections }: PublicNotice, id: string): Objection | Rejection =>
  (Object.hasOwn(objections, id) ? objections[id] as Objection : reject('unknownObjection', { objection: id }, '/objection'));

