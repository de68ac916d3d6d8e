import type { PolicyPack } from '#libs/contracts/policy';
import { curveOf, curvesOf } from '#libs/domain/funds/curve';
import { addMeasured, isBehind, measured, nothingMeasured, rateOf, scheduledOn, scheduledRate } from '#libs/domain/funds/expenditure';
import type { BasisPoints, Measured, SpendingCurve } from '#libs/domain/funds/expenditure';
import type { LocalDate } from '#libs/domain/time/instant';
import type { SpendingFacts } from '#libs/store/queries/rates';
import { lightWords } from './rate-words.ts';

/** Rows that have the same, together. */
export function groupedBy<T>(all: readonly T[], of: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(of(one), [...groups.get(of(one)) ?? [], one]);
  return groups;
}

/** Basis points as percent. */
export const percent = (points: BasisPoints): number => points / 100;
const shown = (points: BasisPoints | null): number | null => (points === null ? null : percent(points));

/** The curves of a cycle's pack, and the one that is meant where a document names none. */
export interface Curves {
  own: SpendingCurve | null;
  named: ReadonlyMap<string, SpendingCurve>;
  margin: BasisPoints;
}

export function curvesFor(pack: PolicyPack, year: number): Curves {
  const named = curvesOf(pack, year);
  const own = curveOf(pack, year);
  return { own, named, margin: Math.round((pack.settings.lights?.behindPercentagePoints?.value ?? 0) * 100) };
}

type Sums = Pick<SpendingFacts, 'received' | 'paid' | 'retained' | 'atFinance' | 'coming'>;
const nothing: Sums = { received: 0, paid: 0, retained: 0, atFinance: 0, coming: 0 };
export const addUp = (facts: readonly Sums[]): Sums => facts.reduce((sum, one) => ({
  received: sum.received + one.received, paid: sum.paid + one.paid, retained: sum.retained + one.retained, atFinance: sum.atFinance + one.atFinance, coming: sum.coming + one.coming,
}), nothing);

export const ratesOf = ({ received, paid, retained }: Sums): { rateWith: number | null; rateWithout: number | null } =>
  ({ rateWith: shown(rateOf(paid, received)), rateWithout: shown(rateOf(paid, received - retained)) });

/** What the facts of one row, one for each curve, come to by the end of a day. */
export function rowOf(facts: readonly SpendingFacts[], day: LocalDate, { named, margin }: Curves) {
  const { received, paid, retained, atFinance, coming } = addUp(facts);
  const sum = facts.reduce<Measured>((total, one) => { const curve = named.get(one.curve); return curve ? addMeasured(total, measured(curve, day, one.paid, one)) : total; }, nothingMeasured);
  const [scheduled, spent] = [scheduledRate(sum), rateOf(sum.paid, sum.base)];
  const light = scheduled === null ? null : isBehind(sum, margin) ? 'behind' as const : 'onTrack' as const;
  return {
    received, paid, retainedNotDue: retained, atFinance, coming, ...ratesOf({ received, paid, retained, atFinance, coming }), measured: sum.base, scheduled: shown(scheduled), spent: shown(spent),
    behindBy: scheduled === null || spent === null ? null : percent(scheduled - spent), isBehind: light === 'behind', light, words: light && lightWords[light],
  };
}

export const curveShown = (curve: SpendingCurve, day: LocalDate) => ({ id: curve.id, name: curve.name, basis: curve.basis, scheduled: percent(scheduledOn(curve, day)) });
