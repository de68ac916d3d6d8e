import { stateWords } from '#libs/contracts/state-words';
import type { Shortfall } from '#libs/domain/allocation/allocation';
import type { Say } from '../../base/say.ts';
import { allocationWords as words } from './words.ts';

/** How many are named one by one before the rest is only counted. */
const named = 3;

/** What does not add up yet, in one sentence without its stop: each target once, its periods in brackets. */
export function missesIn(say: Say, misses: readonly Shortfall[]): string {
  const groups = new Map<string, Shortfall[]>();
  for (const one of misses) groups.set(`${one.indicator} ${one.unit ?? ''}`, [...(groups.get(`${one.indicator} ${one.unit ?? ''}`) ?? []), one]);
  const [between, and, last] = say.language === 'zh' ? ['；', '、', ''] : ['; ', ', ', ' '];
  const said = [...groups.values()].map((group) => {
    const [main, ...others] = group.sort((a, b) => Number(b.period === 'Y') - Number(a.period === 'Y')) as [Shortfall, ...Shortfall[]];
    const { name, measure, direction, unitName, missing, period } = main;
    const head = say(unitName !== null ? words.unitMissing : direction === 'atMost' ? words.tooMuchIn : words.missingIn, { name, period: say(stateWords(period)), n: say.number(missing), measure, unit: unitName ?? '' });
    const rest = others.map((one) => say(words.inPeriod, { period: say(stateWords(one.period)), n: say.number(one.missing) })).join(and);
    return rest === '' ? head : say(words.alsoIn, { head, rest });
  });
  return said.slice(0, named).join(between) + (said.length > named ? last + say(words.more, { n: said.length }) : '');
}
