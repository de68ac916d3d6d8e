import { addWorkingDays } from '../calendar/calendar.ts';
import { endCall, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened } from '../decider.ts';
import type { DocumentReference } from '../letter/letter.ts';
import { later, localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { DutyCommand, DutyContext } from '../unit-year/obligation-kind.ts';
import type { UnitYear } from '../unit-year/state.ts';
import { hasExemption, isToCome } from './exemption.ts';
import type { Exemptible, ExemptionEvent } from './exemption.ts';

/**
 * Says that the unit has no such task this year (无此项任务): once, with the reason, by its principal leader. What is
 * still to come of the policy falls away with it; see `alsoWithoutTask`.
 *
 * @rejects pastDue: what is late stays late; from above it may be waived
 */
const declareNoTask: DutyCommand<Exemptible, { duty: string; reason: string }> = {
  who: { function: 'principalLeader', of: 'unit' },
  edge: 'declareNoTask',
  decide(duty, { reason }, context) {
    if (!isToCome(duty, context.judgedAt)) return reject('pastDue', { dueOn: duty.dueOn });
    return [{ type: 'noTaskDeclared', duty: duty.key, policy: duty.policy, reason, by: context.person, through: null }];
  },
};

/**
 * Asks for it all the same: what is still to come of the policy is owed again, dated anew.
 *
 * @rejects noTaskPast: what fell due meanwhile stays 无此项任务, since nobody was asked in time
 */
const requireTask: DutyCommand<Exemptible, { duty: string; reason: string }> = {
  who: { function: 'reviewer', of: 'superior' },
  edge: 'require',
  decide(duty, { reason }, context) {
    if (!isToCome(duty, context.judgedAt)) return reject('noTaskPast', { dueOn: duty.dueOn });
    return [{ type: 'taskRequired', duty: duty.key, policy: duty.policy, reason, by: context.person, dueOn: requiredOn(duty, context), through: null }];
  },
};

/** Waives one duty (免予), with the document that allows it. Who waives stands above the unit; `may` lets nobody waive one's own. */
const waiveDuty: DutyCommand<Exemptible, { duty: string; reason: string; document: DocumentReference }> = {
  who: { function: 'issuer', of: 'superior' },
  edge: 'waive',
  decide: (duty, { reason, document }, context) => [{ type: 'dutyWaived', duty: duty.key, reason, by: context.person, document }],
};

export const exemptionCommands = { declareNoTask, requireTask, waiveDuty } as const;

/** Its own date, but never fewer working days than a correction gets: it comes back in time to be done. */
function requiredOn(duty: Exemptible, { now, timing }: Pick<DutyContext, 'now' | 'timing'>): LocalDate {
  const days = duty.calls['correct']?.withinWorkingDays ?? timing.nearWorkingDays;
  return later(duty.dueOn, addWorkingDays(timing.calendar, localDateOf(now), days));
}

/** The other duties of the policy that are still to come go the same way. */
export function alsoWithoutTask(state: UnitYear, event: Extract<ExemptionEvent, { type: 'noTaskDeclared' }>, { now }: Pick<DutyContext, 'now'>): ExemptionEvent[] {
  if (event.through !== null) return [];
  return Object.values(state.duties)
    .filter((other) => other.policy === event.policy && hasExemption(other) && other.status === 'awaited' && isToCome(other, now))
    .map((other) => ({ ...event, duty: other.key, through: event.duty }));
}

export function alsoRequired(state: UnitYear, event: Extract<ExemptionEvent, { type: 'taskRequired' }>, { now }: Pick<DutyContext, 'now'>): ExemptionEvent[] {
  if (event.through !== null) return [];
  return Object.values(state.duties).flatMap((other) => (other.policy === event.policy && hasExemption(other) && other.status === 'noTask' && isToCome(other, now)
    ? [{ ...event, duty: other.key, through: event.duty, dueOn: requiredOn(other, { now, timing: state.timing }) }] : []));
}

/** @param main the call that such a duty begins with */
export function evolveExemption<D extends Exemptible & { status: string }>(duty: D, event: Happened<UnitYearEvent>, main: string): D {
  const { at } = event;
  switch (event.type) {
    case 'noTaskDeclared':
      return endCall({ ...duty, status: 'noTask', exemption: { kind: 'noTask', reason: event.reason, by: event.by, at } });
    case 'dutyWaived':
      return endCall({ ...duty, status: 'waived', exemption: { kind: 'waived', reason: event.reason, by: event.by, at, document: event.document } });
    case 'taskRequired':
      return startCall({ ...duty, status: 'awaited', dueOn: event.dueOn, exemption: null }, main, later(at, duty.opensAt), event.dueOn);
    default:
      return duty;
  }
}
