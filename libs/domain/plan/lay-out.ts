import type { PlanPolicy } from '../../contracts/policy.ts';
import { addWorkingDays, roll } from '../calendar/calendar.ts';
import type { CycleTerms, Planning } from '../policy/planning.ts';
import { owedBasis, startOf } from '../policy/planning.ts';
import type { LocalDate } from '../time/instant.ts';
import type { PlanStart } from './plan.ts';

/** The plan of the year. */
export function planPlan(duty: PlanPolicy, planning: Planning): PlanStart[] {
  const { terms, unit } = planning;
  return [{
    ...startOf(planning, duty, duty.id, { call: 'submit', basis: duty.due.basis ?? owedBasis(duty, unit) }),
    kind: 'plan',
    title: { zh: `${terms.year}年${duty.title.zh}`, en: `${duty.title.en} ${terms.year}` },
    year: terms.year,
    dueOn: planDueOn(terms, duty),
  }];
}

/** A day of the year, rolled as the pack says, or so many working days after the launch. */
function planDueOn({ year, calendar, launchedOn }: CycleTerms, { due }: PlanPolicy): LocalDate {
  if ('on' in due) return roll(calendar, `${year}-${due.on}`, due.roll);
  return addWorkingDays(calendar, launchedOn ?? `${year}-01-01`, due.workingDaysAfterLaunch);
}
