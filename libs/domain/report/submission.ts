import { attached } from '../attachment/attachment.ts';
import { dueWithin } from '../call/call.ts';
import { endOfDay, localDateOf } from '../time/instant.ts';
import type { DutyContext } from '../unit-year/obligation-kind.ts';
import type { Report, ReportEvent, Submission } from './report.ts';

/**
 * The report in the hands of the unit above. Only the first submission decides whether the report came in time: a
 * return moves no blame.
 *
 * @param content the form, and who prepared it
 */
export function received(
  report: Report,
  { by, figures, problems, nextSteps, isNil, changed, ...rest }: Pick<Submission, 'by' | 'figures' | 'problems' | 'nextSteps' | 'isNil' | 'attachments' | 'changed'>,
  context: Pick<DutyContext, 'now' | 'judgedAt' | 'timing'>,
): Extract<ReportEvent, { type: 'reportSubmitted' }> {
  return {
    type: 'reportSubmitted', duty: report.key, n: (report.submissions.at(-1)?.n ?? 0) + 1, by, figures, problems, nextSteps, ...(isNil ? { isNil } : {}), ...attached(rest), changed,
    onTime: report.onTime ?? context.judgedAt < endOfDay(report.dueOn),
    reviewDueOn: dueWithin(report, 'review', localDateOf(context.now), context.timing),
  };
}
