import type { DutyPolicy } from '../../contracts/policy.ts';
import { allocationKind } from '../allocation/rules.ts';
import type { DutyBase } from '../call/call.ts';
import { extensionKind } from '../extension/rules.ts';
import { letterKind } from '../letter/rules.ts';
import { orderKind } from '../order/rules.ts';
import type { Money } from '../funds/chasing.ts';
import type { WhoMay } from '../may.ts';
import { meetingKind } from '../meeting/rules.ts';
import { planKind } from '../plan/rules.ts';
import type { Planning } from '../policy/planning.ts';
import { reportKind } from '../report/rules.ts';
import type { Instant } from '../time/instant.ts';
import { verificationKind } from '../verification/rules.ts';
import type { DutyCommand, DutyOpening, ObligationKind } from './obligation-kind.ts';
import type { Duty, DutyStart, UnitYearStart } from './state.ts';

/** The kinds of duty a unit's year knows. A new kind is a folder and a row here. */
export const obligationKinds = { letter: letterKind, report: reportKind, extension: extensionKind, allocation: allocationKind, plan: planKind, meeting: meetingKind, order: orderKind, verification: verificationKind } as const;

type AnyKind = ObligationKind<Duty, DutyStart, DutyPolicy>;

/** The rules of a duty's kind, seen through what all kinds have. */
export const kindOf = (duty: Pick<Duty, 'kind'>): AnyKind => obligationKinds[duty.kind] as unknown as AnyKind;

/** Posts that a row of the record waits for: of a unit's duty by its kind's rules, of money whoever has it in hand. */
export const postsAsked = (duty: Duty | Money): readonly string[] =>
  (duty.call === null ? [] : duty.kind === 'money' ? duty.calls[duty.call.name]?.posts ?? [] : kindOf(duty).waitingPosts(duty));

/** What whoever a duty waits for is asked to do: the call, or their part of it. */
export const actOf = (duty: Duty): string => kindOf(duty).actOf?.(duty) ?? duty.call?.name ?? '';

/** What a duty of the pack means for one unit. */
export const planDuty = (duty: DutyPolicy, planning: Planning): readonly DutyStart[] => kindOf(duty).plan(duty, planning);

/** A duty as it stands when the year opens: a letter drafted, a report awaited with its date already set. */
export function openDuty(start: DutyStart, year: Pick<UnitYearStart, 'cycle' | 'unit'>, at: Instant): Duty {
  const { key, policy, title, basis, calls } = start;
  const base: DutyBase = {
    key, policy, title, obligation: `${year.cycle}/${year.unit.id}/${key}`, basis, calls, call: null, datings: {}, originalDueOn: null, reached: [], explanations: [],
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

type OpeningsOf<K> = K extends { openings: infer O } ? keyof O & string : never;
export type DutyOpeningName = OpeningsOf<(typeof obligationKinds)[keyof typeof obligationKinds]>;

/** Every command that opens a duty during the year: name → the kind it opens, and the rule. */
export const dutyOpenings: Readonly<Record<DutyOpeningName, { kind: Duty['kind']; opening: DutyOpening<DutyStart, never> }>> = Object.fromEntries(
  (Object.values(obligationKinds) as unknown as AnyKind[]).flatMap(({ kind, openings }) => Object.entries(openings ?? {}).map(([name, opening]) => [name, { kind, opening }])),
) as never;

/** Who may give a command: read by the API before it asks, and nowhere restated. */
export const whoMay = (name: DutyCommandName | DutyOpeningName): WhoMay =>
  (Object.hasOwn(dutyOpenings, name) ? dutyOpenings[name as DutyOpeningName].opening.who : dutyCommands[name as DutyCommandName].command.who);
