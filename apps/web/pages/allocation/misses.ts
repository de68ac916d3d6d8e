import { stateWords } from '#libs/contracts/problems';
import type { Shortfall } from '#libs/domain/allocation/allocation';
import type { Say } from '../../base/say.ts';
import { allocationWords as words } from './words.ts';

/** How many are named one by one before the rest is only counted. */
const named = 3;

/** What does not add up yet, in one sentence without its stop. */
export function missesIn(say: Say, misses: readonly Shortfall[]): string {
  const one = ({ name, measure, period, direction, unitName, missing }: Shortfall): string => {
    const facts = { name, period: say(stateWords(period)), n: say.number(missing), measure, unit: unitName ?? '' };
    return say(unitName !== null ? words.unitMissing : direction === 'atMost' ? words.tooMuchIn : words.missingIn, facts);
  };
  const [between, last] = say.language === 'zh' ? ['；', ''] : ['; ', ' '];
  return misses.slice(0, named).map(one).join(between) + (misses.length > named ? last + say(words.more, { n: misses.length }) : '');
}
