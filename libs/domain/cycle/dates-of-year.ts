import type { BasisText } from '../call/call.ts';
import { planUnitYear, unitsThatOwe } from '../policy/plan-unit-year.ts';
import type { CycleTerms, TreeUnit } from '../policy/planning.ts';
import { mainCall, ownDate } from '../policy/set-dates.ts';
import type { LocalDate } from '../time/instant.ts';
import { nextWorkingDay, ruleDates } from './judge-dates.ts';
import type { RuleDate } from './judge-dates.ts';

/** A duty of the year as all its units have it. */
export interface DutyDates {
  duty: string;
  policy: string;
  kind: string;
  title: BasisText;
  /** Why it is owed, and where its date comes from. */
  basis: BasisText;
  dueBasis: BasisText;
  units: number;
  /** None where the date counts from an act of the year. */
  dates: { dueOn: LocalDate; units: number; isProvisional: boolean }[];
  /** Where the date was set for this year: by which reason, and what the rule gives; null where the rule holds. */
  set: { reason: string; byRule: LocalDate; /** The next working day, where the day set is none and the rule gives working days. */ nextWorkingDay: LocalDate | null } | null;
  /** From when it can be done, where nothing can be set before; null where nothing can be set at all. */
  settableFrom: LocalDate | null;
}

/**
 * Every date of a year with its basis, from the same plans that the launch uses.
 *
 * @throws RangeError where a date lies outside the calendar, which a draft has already been refused for
 */
export function datesOf(terms: CycleTerms, tree: ReadonlyMap<string, TreeUnit>, root: string): { provisionalFrom: LocalDate | null; units: number; duties: DutyDates[] } {
  const { provisionalFrom = null } = terms.calendar;
  const units = unitsThatOwe([...tree.values()], terms.pack);
  const rules = ruleDates(terms, tree, root);
  // Who owes by another basis stands apart: a town by an article, a village by its letter.
  const found = new Map<string, DutyDates>();
  for (const unit of units) {
    for (const start of planUnitYear(terms, tree, root, unit).duties) {
      const dueBasis = start.calls[mainCall[start.kind] ?? '']?.basis ?? start.basis;
      const key = `${start.key}\n${start.basis.zh}\n${dueBasis.zh}`;
      const known = found.get(key) ?? { duty: start.key, policy: start.policy, kind: start.kind, title: start.title, basis: start.basis, dueBasis, units: 0, dates: [], set: setOf(start.key, terms, rules), settableFrom: rules.get(start.key)?.from ?? null };
      found.set(key, known);
      known.units += 1;
      const dueOn = ownDate(start);
      if (dueOn === null) continue;
      const date = known.dates.find((one) => one.dueOn === dueOn);
      if (date) date.units += 1;
      else known.dates.push({ dueOn, units: 1, isProvisional: provisionalFrom !== null && dueOn >= provisionalFrom });
    }
  }
  const first = ({ dates }: DutyDates): string => dates[0]?.dueOn ?? '9999';
  for (const { dates } of found.values()) dates.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return { provisionalFrom, units: units.length, duties: [...found.values()].sort((a, b) => (first(a) === first(b) ? (a.duty < b.duty ? -1 : 1) : first(a) < first(b) ? -1 : 1)) };
}

function setOf(key: string, { dueDates, calendar }: CycleTerms, rules: ReadonlyMap<string, RuleDate>): DutyDates['set'] {
  const [given, rule] = [dueDates?.find(({ duty }) => duty === key), rules.get(key)];
  return given && rule ? { reason: given.reason, byRule: rule.dueOn, nextWorkingDay: nextWorkingDay(calendar, rule, given.dueOn) } : null;
}
