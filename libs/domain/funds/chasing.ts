import type { BasisText, DutyBase, ResolvedStage } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import type { Instant, LocalDate, TimeOfDay } from '../time/instant.ts';
import type { Fen } from './fen.ts';

/**
 * What money waits for at somebody's desk. At the unit: to be passed on, to be used, to be recorded by whoever gets it, a
 * returned request to be corrected, retention to be paid out. At finance: a request to be examined, and to be paid.
 */
export const moneyCalls = ['passOn', 'deliver', 'use', 'correct', 'release', 'examine', 'pay'] as const;
export type MoneyCall = (typeof moneyCalls)[number];

/** What the record shows when it comes too late: 未按时拨付 up to the unit that uses it and from the treasury, 未按时使用 there. */
export const signOf: Readonly<Record<MoneyCall, MoneySign>> = {
  passOn: 'fundsNotPaidOnTime', deliver: 'fundsNotPaidOnTime', examine: 'fundsNotPaidOnTime', pay: 'fundsNotPaidOnTime',
  use: 'fundsNotUsedOnTime', correct: 'fundsNotUsedOnTime', release: 'fundsNotUsedOnTime',
};
export type MoneySign = 'fundsNotPaidOnTime' | 'fundsNotUsedOnTime';

/** A row of the pack's table of situations that lateness of money may be a case of. */
export interface LateSituation {
  id: string;
  row: string;
  basis: BasisText;
}

/** A unit that may have this money, as reminders find it. */
export interface ChasedUnit {
  name: string;
  superior: string;
  /** The stream of its year, where it can be given a supervision order. */
  stream: string | null;
  /** Who keeps its money; at finance, who pays. */
  keepers: string[];
  treasurers: string[];
  /** Whom each stage of the ladder tells, by the stage's id. */
  tell: Record<string, string[]>;
}

/** How lateness is chased, resolved from the pack at registration; a line without it is chased by nobody. */
export interface Chasing {
  slots: TimeOfDay[];
  nearWorkingDays: number;
  escalationDelayMinutes: number;
  basis: BasisText;
  /** The ladder, without whom it tells. */
  ladder: Omit<ResolvedStage, 'tell'>[];
  /** What each call is called, with {purpose} and {amount} in 万元. */
  titles: Record<MoneyCall, BasisText>;
  situations: Partial<Record<MoneySign, LateSituation>>;
  units: Record<string, ChasedUnit>;
}

/** `waiting`: its clock stands still. `moved`: the money went on. `withdrawn`: what it was about is as if it had not been. `carried`: the year was over first. */
export const moneyTransitions = {
  open: { move: 'moved', suspend: 'waiting', withdraw: 'withdrawn', carry: 'carried' },
  waiting: { resume: 'open', move: 'moved', withdraw: 'withdrawn', carry: 'carried' },
  moved: { resume: 'open' },
  withdrawn: { resume: 'open' },
  carried: {},
} as const satisfies TransitionTable;
export type MoneyStatus = keyof typeof moneyTransitions;

/** Money at one unit's door that a date speaks of: an obligation like any other, in the line's own stream. */
export interface Money extends DutyBase {
  kind: 'money';
  status: MoneyStatus;
  unit: string;
  /** The line, and what in it: a parcel, hop or request. */
  line: string;
  item: string;
  parcel: string;
  amount: Fen;
  openedAt: Instant;
  /** When it went on; in time by the day that was entered. */
  movedAt: Instant | null;
  onTime: boolean | null;
}

export const moneyStandings = { open: 'owed', waiting: 'waiting', moved: 'done', withdrawn: 'void', carried: 'void' } as const;

/** Lateness that has come to the ladder's end: proposed with its evidence, for people to decide on. */
export interface Candidate {
  id: string;
  /** The situation's id in the pack. */
  situation: string;
  sign: MoneySign;
  duty: string;
  dating: number;
  unit: string;
  amount: Fen;
  dueOn: LocalDate;
  listedAt: Instant;
  status: 'listed' | 'withdrawn';
  endedAt: Instant | null;
}
