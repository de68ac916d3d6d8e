import type { AnswerOf } from '../../base/api.ts';
import { sayMoney } from '../../base/money.ts';
import type { Say } from '../../base/say.ts';
import { phaseWords } from './phase-words.ts';
import { moneyPageWords as words } from './words.ts';

export type LateMoney = AnswerOf<'overdueMoney'>['items'][number];

/** Posts that keep the money, with their holders; a holder who is named by the post is not named twice. */
export const keepersOf = ({ posts }: Pick<LateMoney, 'posts'>, say: Say): string => (posts.length === 0 ? say(words.noPost)
  : posts.map(({ title, person }) => (person === null ? `${title} ${say(words.vacant)}` : person.includes(title) ? person : `${title} ${person}`)).join(say(words.separator)));

/** A list for a work group: whose money it is, since when it should have moved, in polite words, each on a line of its own. */
export function asText(items: readonly LateMoney[], today: string, say: Say): string {
  const lines = items.map((one, n) => say(words.textLine, {
    n: n + 1, unit: one.unitName, purpose: one.purpose, amount: sayMoney(one.amount, say), phase: say(phaseWords[one.phase]), due: one.dueOn === null ? '' : say.date(one.dueOn), days: one.daysOver,
    holder: keepersOf(one, say), document: one.documentNumber,
  }));
  return [say(words.textHead, { date: say.date(today) }), ...lines, say(words.textTail)].join('\n');
}
