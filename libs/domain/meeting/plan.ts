import type { MeetingPolicy } from '../../contracts/policy.ts';
import { periodDates } from '../calendar/calendar.ts';
import type { Planning } from '../policy/planning.ts';
import { owedBasis, startOf } from '../policy/planning.ts';
import { periodNames, reportDueOn } from '../report/plan.ts';
import { instantAt } from '../time/instant.ts';
import type { MeetingStart } from './meeting.ts';

/** A meeting for each period. */
export function planMeetings(duty: MeetingPolicy, planning: Planning): MeetingStart[] {
  const { terms, unit } = planning;
  return duty.periods.map((period): MeetingStart => {
    const { from, to } = periodDates(terms.year, period);
    return {
      ...startOf(planning, duty, `${duty.id}-${period}`, { call: 'record', basis: duty.due.basis ?? owedBasis(duty, unit) }),
      kind: 'meeting',
      title: { zh: `${terms.year}年${periodNames(period).zh}${duty.title.zh}`, en: `${duty.title.en}, ${periodNames(period).en} ${terms.year}` },
      period, from, to,
      opensAt: instantAt(from, '00:00'),
      dueOn: reportDueOn(terms.calendar, duty, to),
    };
  });
}
