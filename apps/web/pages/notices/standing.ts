import type { AnswerOf } from '../../base/api.ts';
import type { Say } from '../../base/say.ts';
import { standingWords as words, verdictWords } from './words.ts';

export type NoticeItem = AnswerOf<'publicNotices'>['items'][number];
export type NoticeView = AnswerOf<'publicNotice'>;
export type Day = NoticeView['days'][number];

/** Where a notice stands: valid, up, over but wanting something, or taken down early. */
export const stateOf = ({ counted, missing }: Pick<NoticeItem, 'counted' | 'missing'>): 'counted' | 'running' | 'wanting' | 'down' =>
  (counted ? 'counted' : missing.some(({ code }) => code === 'noticeTakenDown') ? 'down' : missing.some(({ code }) => code === 'noticeRunning') ? 'running' : 'wanting');

const openObjections = ({ missing }: Pick<NoticeItem, 'missing'>): number => missing.filter(({ code }) => code === 'objectionOpen').length;
const isUnproved = ({ missing }: Pick<NoticeItem, 'missing'>): boolean => missing.some(({ code }) => code === 'noticeUnproved');

/** «公示中，到4月7日 星期二，缺张贴照片»: in a row of a list. */
export function standingText(one: NoticeItem, say: Say): string {
  const state = stateOf(one);
  const open = openObjections(one);
  return [
    state === 'counted' ? say(words.counted, { date: say.date(one.countedOn ?? one.until) }) : say({ running: words.running, wanting: words.ended, down: words.takenDown }[state], { date: say.date(one.until) }),
    ...(isUnproved(one) && state !== 'down' ? [say(words.unproved)] : []), ...(open > 0 ? [say(words.objections, { n: open })] : []),
  ].join(say(words.comma));
}

/** What matters about a notice, in one sentence: which day it is, when its days are over, and what is still missing. */
export function noticeVerdict(view: NoticeView, today: string, say: Say): string {
  const { days, setDays, setUntil, until, postings, status } = view;
  const posting = postings.at(-1);
  const facts = { until: say.date(until), from: say.date(posting?.from ?? until), date: say.date(view.countedOn ?? until) };
  const state = stateOf(view);
  const lacks = [...(isUnproved(view) ? [say(verdictWords.photo)] : []), ...(openObjections(view) > 0 ? [say(verdictWords.answers, { n: openObjections(view) })] : [])];
  const still = lacks.length === 0 ? '' : say(verdictWords.lacks, { what: lacks.join(say(verdictWords.list)) });
  const end = (status === 'closed' ? `${say(words.comma)}${say(verdictWords.closed)}` : '') + say(words.end);
  if (state === 'counted') return say(verdictWords.counted, facts) + end;
  if (state === 'down') return say(verdictWords.down, { date: say.date(posting?.takenDown?.on ?? until), reason: posting?.takenDown?.reason ?? '' }) + (openObjections(view) > 0 ? still : '') + end;
  if (state === 'wanting') return say(verdictWords.ended, facts) + still + end;
  if (!setDays || setUntil === null) return say(verdictWords.free, facts) + still + end;
  if (today > setUntil) return say(verdictWords.set, { ...facts, days: setDays.days }) + still + end;
  const n = daysUpTo(days, today);
  const isCounting = days.find(({ on }) => on === today)?.n != null;
  return say(isCounting ? verdictWords.today : verdictWords.todayNot, { ...facts, n, days: setDays.days, date: say.date(setUntil) }) + still + end;
}

/** How many of the days that are set have begun. */
export const daysUpTo = (days: readonly Day[], today: string): number => days.filter(({ on, n }) => n !== null && on <= today).length;
