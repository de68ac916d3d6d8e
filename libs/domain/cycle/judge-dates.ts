import type { DutyPolicy } from '../../contracts/policy.ts';
import { addWorkingDays, isWorkingDay } from '../calendar/calendar.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import { reject } from '../decider.ts';
import type { Rejection } from '../decider.ts';
import { dutiesByRule, planningOf, unitsThatOwe } from '../policy/plan-unit-year.ts';
import type { CycleTerms, TreeUnit } from '../policy/planning.ts';
import { mainCall, ownDate } from '../policy/set-dates.ts';
import type { SetDate } from '../policy/set-dates.ts';
import { addDays, localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { few } from './changes.ts';
import type { DraftReview } from './changes.ts';

/** The date that the pack's rule gives to a duty of the year, whoever owes it. */
export interface RuleDate {
  title: { zh: string; en: string };
  dueOn: LocalDate;
  /** Nobody can do it before: a report is open from here. */
  from: LocalDate;
  /** The rule leaves a date on the day it falls on. */
  allowsDaysOff: boolean;
}

/** What the rules give to each duty that has a date of its own. One unit of each type owes all that its type owes. */
export function ruleDates(terms: CycleTerms, tree: ReadonlyMap<string, TreeUnit>, root: string): ReadonlyMap<string, RuleDate> {
  const dates = new Map<string, RuleDate>();
  const oneOfEach = new Map(unitsThatOwe([...tree.values()], terms.pack).map((unit) => [unit.type, unit]));
  for (const unit of oneOfEach.values()) {
    for (const start of dutiesByRule(planningOf(terms, tree, root, unit))) {
      const dueOn = ownDate(start);
      if (dueOn === null || mainCall[start.kind] === undefined) continue;
      const policy = terms.pack.duties.find(({ id }) => id === start.policy);
      dates.set(start.key, { title: start.title, dueOn, from: 'opensAt' in start ? localDateOf(start.opensAt) : terms.calendar.from, allowsDaysOff: policy !== undefined && allowsDaysOff(policy) });
    }
  }
  return dates;
}

const allowsDaysOff = (policy: DutyPolicy): boolean => 'due' in policy && 'roll' in policy.due && policy.due.roll === 'none';

/** The next working day after a day off, unless the rule allows days off; null where the day is a good one. */
export const nextWorkingDay = (calendar: WorkingCalendar, rule: RuleDate, dueOn: LocalDate): LocalDate | null =>
  (rule.allowsDaysOff || isWorkingDay(calendar, dueOn) ? null : addWorkingDays(calendar, dueOn, 1));

/**
 * Looks at the due dates set for a year's draft, each by what its duty's rule has.
 *
 * @rejects setDateTwice, setDateUnknownDuty (with the duties that have a date), setDateOutsideCalendar, setDateBeforeLaunch, setDateBeforeOpening: with the place in the list
 */
export function judgeSetDates(set: readonly SetDate[], terms: CycleTerms, rules: ReadonlyMap<string, RuleDate>): Rejection | null {
  const { calendar: { from, days }, launchedOn = '' } = terms;
  const until = addDays(from, days.length - 1);
  for (const [n, { duty, dueOn }] of set.entries()) {
    const [name, date] = [`/dueDates/${n}/duty`, `/dueDates/${n}/dueOn`];
    if (set.findIndex((one) => one.duty === duty) < n) return reject('setDateTwice', { duty }, name);
    const rule = rules.get(duty);
    if (!rule) return reject('setDateUnknownDuty', { duty, known: [...rules.keys()] }, name);
    if (dueOn < from || dueOn > until) return reject('setDateOutsideCalendar', { title: rule.title.zh, dueOn, from, until }, date);
    if (dueOn < launchedOn) return reject('setDateBeforeLaunch', { title: rule.title.zh, dueOn, launchedOn }, date);
    if (dueOn < rule.from) return reject('setDateBeforeOpening', { title: rule.title.zh, dueOn, opensOn: rule.from }, date);
  }
  return null;
}

/** Dates set on days off though their rule gives working days: allowed, and told. */
export const setOnDaysOff = (set: readonly SetDate[], { calendar }: Pick<CycleTerms, 'calendar'>, rules: ReadonlyMap<string, RuleDate>): NonNullable<DraftReview['daysOff']> =>
  few(set.flatMap(({ duty, dueOn }) => {
    const rule = rules.get(duty);
    const next = rule ? nextWorkingDay(calendar, rule, dueOn) : null;
    return rule && next !== null ? [{ duty, title: rule.title.zh, dueOn, next }] : [];
  }));
