import type { DutyBase, DutyStartBase } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import type { Figure, Report } from '../report/report.ts';
import type { Instant } from '../time/instant.ts';

/**
 * What the verification of a report's figures by one department may become. Departments answer for their own figures
 * only and side by side; silence is 未核 and never consent.
 */
export const verificationTransitions = {
  /** The report is not with the level above. */
  idle: { open: 'waiting', lapse: 'lapsed' },
  waiting: { confirm: 'confirmed', dispute: 'disputed', expire: 'unverified', close: 'idle', conclude: 'concluded', lapse: 'lapsed' },
  /** 未核: the date has passed without an answer. A late one is still taken. */
  unverified: { confirm: 'confirmed', dispute: 'disputed', close: 'idle', conclude: 'concluded', lapse: 'lapsed' },
  confirmed: { open: 'waiting', conclude: 'concluded', lapse: 'lapsed' },
  disputed: { confirm: 'confirmed', open: 'waiting', conclude: 'concluded', lapse: 'lapsed' },
  /** The report is accepted: what was said stands, what was not said stays 未核. */
  concluded: {},
  lapsed: {},
} as const satisfies TransitionTable;

export type VerificationStatus = keyof typeof verificationTransitions;

/** A figure the department answers for. */
export interface VerifiedFigure {
  indicator: string;
  name: string;
  measure: string;
}

/** What the department said of a figure; of another figure it says nothing. */
export interface Opinion {
  opinion: 'confirmed' | 'disputed';
  value: number;
  by: string;
  at: Instant;
  /** The figure as the department has it. */
  proposed?: number;
  reason?: string;
}

export interface Dispute {
  indicator: string;
  value?: number | undefined;
  reason: string;
}

export interface VerificationStart extends DutyStartBase {
  kind: 'verification';
  report: string;
  department: { id: string; name: string };
  figures: VerifiedFigure[];
}

export interface Verification extends DutyBase {
  kind: 'verification';
  status: VerificationStatus;
  /** Key of the report whose figures these are. */
  report: string;
  department: { id: string; name: string };
  figures: VerifiedFigure[];
  /** The values that lie with the level above, and those the department is asked for now. */
  values: Record<string, number>;
  asked: string[];
  opinions: Record<string, Opinion>;
  openedAt: Instant | null;
  answeredAt: Instant | null;
  concludedAt: Instant | null;
}

export type VerificationEvent =
  | { type: 'verificationOpened'; duty: string; figures: { indicator: string; value: number }[]; asked: string[]; dueOn: string }
  | { type: 'figuresConfirmed'; duty: string; indicators: string[]; by: string }
  | { type: 'figuresDisputed'; duty: string; disputes: { indicator: string; value: number | null; reason: string }[]; confirmed: string[]; by: string }
  | { type: 'verificationExpired'; duty: string }
  | { type: 'verificationClosed'; duty: string }
  | { type: 'verificationConcluded'; duty: string };

/** `progress-Q1-by-440811D05`: the report and the department are in the key, so that a path names both. */
export const verificationKey = (report: string, department: string): string => `${report}-by-${department}`;

/** The department and the report of a verification's key; null for another duty's. */
export function partsOfKey(key: string): { report: string; department: string } | null {
  const [, report, department] = /^(.+)-by-([A-Za-z0-9]{1,20})$/.exec(key) ?? [];
  return report === undefined || department === undefined ? null : { report, department };
}

/** The duties of a year, of whatever kind. */
type Duties = Readonly<Record<string, { kind: string }>>;

/** The verifications of a report. */
export const verificationsOf = (report: string, duties: Duties): Verification[] =>
  Object.values(duties).filter((duty): duty is Verification => duty.kind === 'verification' && (duty as Verification).report === report);

/** What the department thinks of a figure as it now stands; nothing of a value it has not seen. */
export function opinionOf({ opinions, values }: Pick<Verification, 'opinions' | 'values'>, indicator: string): Opinion | null {
  const said = opinions[indicator];
  return said && said.value === values[indicator] ? said : null;
}

/** Where a figure stands with its department: `unverified` is 未核, and no consent. */
export function standingOf(verification: Verification, indicator: string): Opinion['opinion'] | 'notYet' | 'waiting' | 'unverified' {
  const said = opinionOf(verification, indicator);
  if (said) return said.opinion;
  switch (verification.status) {
    case 'idle':
      return 'notYet';
    case 'waiting':
      return 'waiting';
    default:
      return 'unverified';
  }
}

/** Figures of a report that a department disputes as they stand. */
export function disputedOf(report: Pick<Report, 'key'>, duties: Duties): (VerifiedFigure & { department: string })[] {
  return verificationsOf(report.key, duties).flatMap((verification) => verification.figures
    .filter(({ indicator }) => opinionOf(verification, indicator)?.opinion === 'disputed')
    .map((figure) => ({ ...figure, department: verification.department.name })));
}

/** The figures a submission puts before the department, and those of them it has not answered. */
export function askedBy(verification: Verification, figures: readonly Figure[]): { figures: { indicator: string; value: number }[]; asked: string[] } {
  const own = verification.figures.flatMap(({ indicator }) => {
    const figure = figures.find((one) => one.indicator === indicator);
    return figure ? [{ indicator, value: figure.value }] : [];
  });
  const asked = own.filter(({ indicator, value }) => verification.opinions[indicator]?.value !== value);
  // A figure that went and came back is asked for again: nobody was waiting for an answer to it any more.
  return { figures: own, asked: (asked.length === 0 && verification.status === 'idle' ? own : asked).map(({ indicator }) => indicator) };
}

/** Figures that a report does not give any more, as a nil return gives none, no longer lie with the departments: nothing is disputed of them. */
export function withFiguresGiven<D extends { kind: string }>(duties: Readonly<Record<string, D>>, report: string, figures: readonly Figure[]): Record<string, D> {
  const given = new Set(figures.map(({ indicator }) => indicator));
  const kept = verificationsOf(report, duties).map((verification) =>
    [verification.key, { ...verification, values: Object.fromEntries(Object.entries(verification.values).filter(([indicator]) => given.has(indicator))) } as unknown as D] as const);
  return { ...duties, ...Object.fromEntries(kept) };
}
