import { startCall } from '../call/call.ts';
import type { DutyBase } from '../call/call.ts';
import { later } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { Duty, LetterStart, ReportStart, UnitYearStart } from './state.ts';

/** A duty as it stands when the year opens: a letter drafted, a report awaited with its date already set. */
export function openDuty(start: LetterStart | ReportStart, year: Pick<UnitYearStart, 'cycle' | 'unit'>, at: Instant): Duty {
  const base: DutyBase = {
    key: start.key,
    policy: start.policy,
    title: start.title,
    obligation: `${year.cycle}/${year.unit.id}/${start.key}`,
    basis: start.basis,
    calls: start.calls,
    call: null,
    datings: {},
    originalDueOn: null,
    reached: [],
  };
  if (start.kind === 'letter') {
    const { requiredBy, approvedBy, targets, needsCountersign } = start;
    return {
      ...base, kind: 'letter', status: 'drafted', requiredBy, approvedBy, targets, version: 1, needsCountersign, issuedAt: null,
      signatures: [], signedAt: null, onTime: null, countersignature: null, inForceAt: null, objections: [], voidedFor: null,
    };
  }
  const { period, opensAt, dueOn, asked } = start;
  return startCall({
    ...base, kind: 'report', status: 'awaited', period, opensAt, dueOn, originalDueOn: dueOn, asked,
    submissions: [], firstSubmittedAt: null, onTime: null, acceptedAt: null,
    // Waiting begins when reporting opens, not at the launch: nobody is asked before.
  }, 'report', later(at, opensAt), dueOn);
}
