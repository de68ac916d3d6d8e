import type { CallPolicy } from '../call/call.ts';
import type { DutyStart } from '../unit-year/state.ts';
import type { LocalDate } from '../time/instant.ts';

/** A due date that the administrator set for a duty of the year, in the place of the one that the pack's rule gives. */
export interface SetDate {
  /** The duty's key, `progress-Q1`: all units that owe it have this date. */
  duty: string;
  dueOn: LocalDate;
  /** Why, or the number of the document it rests on. */
  reason: string;
}

/** The call whose date is the duty's own; a kind whose date counts from an act has none. */
export const mainCall: Readonly<Record<string, string>> = { report: 'report', plan: 'submit', meeting: 'record' };

/** The date that a duty's rule gave; null where it counts from an act of the year. */
export const ownDate = (start: DutyStart): LocalDate | null => ('dueOn' in start ? start.dueOn as LocalDate | null : null);

/** A duty with the date set for it, if one is; the basis of its date says what was set, why, and what the rule had. */
export function withSetDate(start: DutyStart, set: readonly SetDate[] | undefined): DutyStart {
  const given = set?.find(({ duty }) => duty === start.key);
  const [byRule, main] = [ownDate(start), mainCall[start.kind]];
  if (!given || byRule === null || main === undefined) return start;
  const call = start.calls[main];
  return { ...start, dueOn: given.dueOn, ...(call ? { calls: { ...start.calls, [main]: { ...call, basis: basisOf(call, given, byRule) } } } : {}) } as DutyStart;
}

const basisOf = ({ basis }: CallPolicy, { dueOn, reason }: SetDate, byRule: LocalDate): CallPolicy['basis'] => ({
  zh: `${reason}，定为${dueOn}；按规则为${byRule}（${basis.zh}）`,
  en: `${reason}: set to ${dueOn}; by the rule ${byRule} (${basis.en})`,
});

/** Nobody was asked in time for what was due before the launch, nor is a department asked about a report that is not owed. */
export function askedInTime(duties: readonly DutyStart[], launchedOn: LocalDate | undefined): DutyStart[] {
  const owed = duties.filter((start) => (ownDate(start) ?? '9999') >= (launchedOn ?? ''));
  const keys = new Set(owed.map(({ key }) => key));
  return owed.filter((start) => start.kind !== 'verification' || keys.has(start.report));
}
