import type { AnswerOf } from '../../base/api.ts';
import type { Pair, Say } from '../../base/say.ts';
import { overdueWords as words } from './words.ts';

export type LateItem = AnswerOf<'obligations'>['items'][number];

/** Posts with their holders, as one says them; a holder who is named by the post is not named twice. */
export const holderOf = ({ waitsFor }: Pick<LateItem, 'waitsFor'>, say: Say): string =>
  waitsFor.map(({ title, person }) => (person === null ? `${title} ${say(words.vacant)}` : person.includes(title) ? person : `${title} ${person}`)).join(say(words.separator));

/**
 * A list for a work group: who owes what since when, in polite words, each on a line of its own.
 *
 * @param today local date the list is as of
 */
export function asText(items: readonly LateItem[], today: string, say: Say): string {
  const lines = items.map((one, n) => say(words.textLine as Pair, {
    n: n + 1, unit: one.unitName, title: say(one.title), due: one.dueOn === null ? '' : say.date(one.dueOn), days: say.days(-(one.workingDaysLate ?? 0), true), holder: holderOf(one, say),
  }).replace(/（）$| \(\)$/, ''));
  return [say(words.textHead, { date: say.date(today) }), ...lines, say(words.textTail)].join('\n');
}
