import { nearAt } from '../call/call.ts';
import type { Money } from '../funds/chasing.ts';
import { lightOf } from '../light.ts';
import type { Light } from '../light.ts';
import type { Instant } from '../time/instant.ts';
import { kindOf } from './kinds.ts';
import type { Duty, UnitYear } from './state.ts';

/** An obligation as lists and stories read it. `detail` is the duty whole. */
export interface ObligationRow {
  id: string;
  cycle: string;
  unit: string;
  superior: string;
  key: string;
  kind: Duty['kind'] | Money['kind'];
  policy: string;
  period: string | null;
  status: string;
  standing: string;
  /** The call it waits on: sign, report, correct, review, answer, countersign, verify. */
  call: string | null;
  opensAt: Instant;
  nearAt: Instant | null;
  dueOn: string | null;
  dueAt: Instant | null;
  originalDueOn: string | null;
  firstSubmittedAt: Instant | null;
  onTime: boolean | null;
  completeAt: Instant | null;
  /** Escalations recorded so far. */
  escalations: number;
  detail: Duty | Money;
}

/** The read model of a unit's year, by obligation. */
export function rowsOf(state: UnitYear): Record<string, ObligationRow> {
  const { about } = state;
  if (!about) return {};
  return Object.fromEntries(Object.values(state.duties).map((duty): [string, ObligationRow] => {
    const { call } = duty;
    const facts = kindOf(duty).facts(duty);
    return [duty.obligation, {
      id: duty.obligation,
      cycle: about.cycle,
      unit: about.unit.id,
      superior: about.superior.id,
      key: duty.key,
      kind: duty.kind,
      policy: duty.policy,
      period: 'period' in duty ? duty.period : null,
      status: duty.status,
      standing: standsStill(duty, state) ? 'waiting' : facts.standing,
      call: call?.name ?? null,
      opensAt: facts.opensAt,
      nearAt: call ? nearAt(call.dueOn, state.timing) : null,
      dueOn: call?.dueOn ?? null,
      dueAt: call?.dueAt ?? null,
      originalDueOn: duty.originalDueOn,
      firstSubmittedAt: facts.firstSubmittedAt,
      onTime: facts.onTime,
      completeAt: facts.completeAt,
      escalations: duty.reached.length,
      detail: duty,
    }];
  }));
}

/** While the year is paused nothing that was in time becomes late: the dates move when it goes on. */
const standsStill = (duty: Duty, { pausedAt }: UnitYear): boolean =>
  pausedAt !== null && kindOf(duty).facts(duty).standing === 'owed' && duty.call !== null && duty.call.dueAt > pausedAt;

/** Each duty's light at an instant. */
export const lightsOf = (state: UnitYear, now: Instant): Record<string, Light> =>
  Object.fromEntries(Object.entries(rowsOf(state)).map(([id, row]) => [id, lightOf(row as never, now)]));
