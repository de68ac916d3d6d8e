import type { DutyPolicy } from '../../contracts/policy.ts';
import type { DutyBase } from '../call/call.ts';
import { letterKind } from '../letter/rules.ts';
import type { WhoMay } from '../may.ts';
import type { Planning } from '../policy/planning.ts';
import { reportKind } from '../report/rules.ts';
import type { Instant } from '../time/instant.ts';
import { verificationKind } from '../verification/rules.ts';
import type { DutyCommand, ObligationKind } from './obligation-kind.ts';
import type { Duty, DutyStart, UnitYearStart } from './state.ts';

/** The kinds of duty a unit's year knows. A new kind is a folder and a row here. */
export const obligationKinds = { letter: letterKind, report: reportKind, verification: verificationKind } as const;

type AnyKind = ObligationKind<Duty, DutyStart, DutyPolicy>;

/** The rules of a duty's kind, seen through what all kinds have. */
export const kindOf = (duty: Pick<Duty, 'kind'>): AnyKind => obligationKinds[duty.kind] as unknown as AnyKind;

/** What whoever a duty waits for is asked to do: the call, or their part of it. */
export const actOf = (duty: Duty): string => kindOf(duty).actOf?.(duty) ?? duty.call?.name ?? '';

/** What a duty of the pack means for one unit. */
export const planDuty = (duty: DutyPolicy, planning: Planning): readonly DutyStart[] => kindOf(duty).plan(duty, planning);

/** A duty as it stands when the year opens: a letter drafted, a report awaited with its date already set. */
export function openDuty(start: DutyStart, year: Pick<UnitYearStart, 'cycle' | 'unit'>, at: Instant): Duty {
  const { key, policy, title, basis, calls } = start;
  const base: DutyBase = {
    key, policy, title, obligation: `${year.cycle}/${year.unit.id}/${key}`, basis, calls, call: null, datings: {}, originalDueOn: null, reached: [],
  };
  return kindOf(start).open(start, base, at);
}

type CommandsOf<K> = K extends { commands: infer C } ? keyof C & string : never;
export type DutyCommandName = CommandsOf<(typeof obligationKinds)[keyof typeof obligationKinds]>;

/** Every command of every kind: name → the kinds that know it, and the rule. A rule of several kinds is one rule. */
export const dutyCommands: Readonly<Record<DutyCommandName, { kinds: Duty['kind'][]; command: DutyCommand<Duty, never> }>> = commandsOfKinds();

function commandsOfKinds(): typeof dutyCommands {
  const rows: Record<string, { kinds: Duty['kind'][]; command: DutyCommand<Duty, never> }> = {};
  for (const kind of Object.values(obligationKinds)) {
    for (const [name, command] of Object.entries(kind.commands)) (rows[name] ??= { kinds: [], command: command as never }).kinds.push(kind.kind);
  }
  return rows as typeof dutyCommands;
}

/** Who may give a command: read by the API before it asks, and nowhere restated. */
export const whoMay = (name: DutyCommandName): WhoMay => dutyCommands[name].command.who;
