import { letterKind } from '../letter/rules.ts';
import { reportKind } from '../report/rules.ts';
import type { WhoMay } from '../may.ts';
import type { DutyCommand, ObligationKind } from './obligation-kind.ts';
import type { Duty } from './state.ts';

/** The kinds of duty a unit's year knows. A new kind is a folder and a row here. */
export const obligationKinds = { letter: letterKind, report: reportKind } as const;

/** The rules of a duty's kind, seen through what all kinds have. */
export const kindOf = (duty: Duty): ObligationKind<Duty> => obligationKinds[duty.kind] as unknown as ObligationKind<Duty>;

export type DutyCommandName = keyof typeof letterKind.commands | keyof typeof reportKind.commands;

/** Every command of every kind: name → kind and rule. */
export const dutyCommands: Readonly<Record<DutyCommandName, { kind: Duty['kind']; command: DutyCommand<Duty, never> }>> =
  Object.fromEntries(Object.values(obligationKinds).flatMap((kind) =>
    Object.entries(kind.commands).map(([name, command]) => [name, { kind: kind.kind, command }]))) as never;

/** Who may give a command: read by the API before it asks, and nowhere restated. */
export const whoMay = (name: DutyCommandName): WhoMay => dutyCommands[name].command.who;
