import { noEffects, reject } from '../decider.ts';
import type { Context, Decider, Json, Rejection } from '../decider.ts';
import type { WhoMay } from '../may.ts';
import { localDateOf } from '../time/instant.ts';
import { evolve } from './events.ts';
import type { NoticeEvent } from './events.ts';
import { unposted } from './public-notice.ts';
import type { NoticeStart, PublicNotice } from './public-notice.ts';
import { noticeRow } from './rows.ts';
import { answerObjection, post, postAgain, prove, recordObjection, takeDown } from './rules.ts';

/** Whoever keeps the money of a unit shows what becomes of it. */
export const whoPosts: WhoMay = { function: 'fundsKeeper', of: 'unit' };
/** An objection is heard wherever it is brought: at the unit, or at the office and the supervisors above it. */
const whoHears: WhoMay = { anyOf: [whoPosts, { function: 'administrator', of: 'root' }, { function: 'supervisor', of: 'root' }] };

type Rule = { who: WhoMay; decide(notice: PublicNotice, input: never, context: Context): readonly NoticeEvent[] | Rejection };

/** What may be done with a public notice: who may, at its unit, by which rule. */
export const noticeCommands = {
  proveNotice: { who: whoPosts, decide: prove },
  takeDownNotice: { who: whoPosts, decide: takeDown },
  postNoticeAgain: { who: whoPosts, decide: postAgain },
  recordObjection: { who: whoHears, decide: recordObjection },
  answerObjection: { who: whoPosts, decide: answerObjection },
} as const satisfies Record<string, Rule>;

export type NoticeCommandName = keyof typeof noticeCommands;

export type NoticeCommand =
  | { name: 'postNotice'; input: NoticeStart }
  | { name: 'closeNotice'; input: Record<string, never> }
  | { [N in NoticeCommandName]: { name: N; input: Parameters<(typeof noticeCommands)[N]['decide']>[1] } }[NoticeCommandName];

/**
 * One public notice, from its posting until the year is over. Whether it counts is told from the day (`standing.ts`).
 *
 * @rejects noticeUnposted, noticeExists, noticeClosed, and what the rule of the command says
 */
export const noticeDecider: Decider<PublicNotice, NoticeCommand, NoticeEvent> = {
  kind: 'public-notice',
  initial: unposted,
  commands: ['postNotice', 'closeNotice', ...Object.keys(noticeCommands)],

  decide(notice, command, context) {
    if (command.name === 'postNotice') return notice.status === 'unposted' ? post(command.input, context) : reject('noticeExists', { notice: notice.about?.notice ?? '' });
    if (notice.status === 'unposted') return reject('noticeUnposted');
    if (notice.status === 'closed') return reject('noticeClosed');
    if (command.name === 'closeNotice') return [{ type: 'noticeClosed', on: localDateOf(context.now) }];
    return (noticeCommands[command.name] as Rule).decide(notice, command.input as never, context);
  },

  tick: () => [],
  evolve,
  react: () => noEffects,
  nextDeadline: () => null,
  tasksOf: () => [],
  rowsOf: (notice) => (notice.about === null ? {} : { [notice.about.notice]: noticeRow(notice) as unknown as Json }),
  isEnded: ({ status }) => status === 'closed',
};
