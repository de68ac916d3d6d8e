import { mostObjections, mostProof } from './rules.ts';
import type { NoticeCommandName } from './notice-decider.ts';
import type { PublicNotice } from './public-notice.ts';

/** An act that the notice's rules allow now, and what it is about: an objection; of the notice itself nothing. */
export interface PossibleNoticeAct {
  act: NoticeCommandName;
  at: string;
}

/** What may be done with a notice now, whoever may: the decider takes each of these on some day that has been. */
export function possibleNoticeActs({ status, postings, objections }: PublicNotice): PossibleNoticeAct[] {
  const posting = postings.at(-1);
  if (status !== 'open' || !posting) return [];
  const all = Object.values(objections);
  const at = (act: NoticeCommandName, of = ''): PossibleNoticeAct => ({ act, at: of });
  return [
    ...all.filter(({ answered }) => answered === null).map(({ id }) => at('answerObjection', id)),
    ...(posting.takenDown ? [at('postNoticeAgain')] : [...(posting.proof.length < mostProof ? [at('proveNotice')] : []), at('takeDownNotice')]),
    ...(all.length < mostObjections ? [at('recordObjection')] : []),
  ];
}
