import type { MeetingPolicy, ReportPolicy } from '../../contracts/policy.ts';
import { periodDates, roll } from '../calendar/calendar.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import { basisText } from '../policy/basis.ts';
import { owedBasis, startOf, targetsOf } from '../policy/planning.ts';
import type { Planning } from '../policy/planning.ts';
import { addDays, instantAt } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { askedForYear } from './compile.ts';
import { askedIn } from './report.ts';
import type { AskedFigure, ReportStart, ReportStep } from './report.ts';

/** A report for each period. */
export function planReports(duty: ReportPolicy, planning: Planning): ReportStart[] {
  const { terms, unit } = planning;
  return duty.periods.map((period): ReportStart => {
    const { to } = periodDates(terms.year, period);
    return {
      ...startOf(planning, duty, `${duty.id}-${period}`, { call: 'report', basis: duty.due.basis ?? owedBasis(duty, unit) }),
      kind: 'report',
      title: { zh: `${terms.year}年${periodNames(period).zh}${duty.title.zh}`, en: `${duty.title.en}, ${periodNames(period).en} ${terms.year}` },
      period,
      opensAt: instantAt(addDays(to, duty.opensDaysAfterPeriod), '00:00'),
      dueOn: reportDueOn(terms.calendar, duty, to),
      steps: stepsOf(planning),
      asked: duty.indicators ? askedBy(duty, targetsOf(terms.pack, unit), period) : [],
      isNilAllowed: duty.nilAllowedFor.includes(unit.type),
      compiledFrom: duty.compiledFrom ?? null,
    };
  });
}

/** The form's figures: of a period by its plan, of a compiled report by the year's. */
const askedBy = (duty: ReportPolicy, targets: ReturnType<typeof targetsOf>, period: string): AskedFigure[] =>
  (duty.compiledFrom === undefined ? askedIn(targets, period) : askedForYear(targets));

/** The unit's own steps, with the posts that take them. */
const stepsOf = ({ terms: { pack }, unit, find }: Planning): ReportStep[] =>
  (pack.unitTypes.find(({ id }) => id === unit.type)?.steps ?? []).map(({ id, title, function: name, mode, basis }) =>
    ({ id, title, mode, posts: find({ function: name, of: 'unit' }), basis: basisText(pack, basis) }));

/** The due date of a report whose period ends on `periodEnd`, rolled as the pack says. */
export const reportDueOn = (calendar: WorkingCalendar, duty: Pick<ReportPolicy | MeetingPolicy, 'due'>, periodEnd: LocalDate): LocalDate =>
  roll(calendar, addDays(periodEnd, duty.due.daysAfterPeriod), duty.due.roll);

/** A period as titles name it. */
export function periodNames(period: string): { zh: string; en: string } {
  if (period === 'Y') return { zh: '年度', en: 'year' };
  const n = Number(period.slice(1));
  return period.startsWith('Q') ? { zh: `第${['一', '二', '三', '四'][n - 1]}季度`, en: `quarter ${n}` } : { zh: `${n}月`, en: `month ${n}` };
}
