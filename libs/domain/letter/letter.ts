import type { DutyBase, DutyStartBase } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import { addMinutes, earlier, endOfDay } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** What a letter may become. 责任书: N9, D(二十九). */
export const letterTransitions = {
  drafted: { issue: 'issued', void: 'voided', lapse: 'lapsed' },
  issued: { sign: 'issued', register: 'issued', object: 'objected', complete: 'inForce', completeSide: 'countersigning', void: 'voided', lapse: 'lapsed' },
  objected: { revise: 'issued', refuse: 'issued', void: 'voided', lapse: 'lapsed' },
  countersigning: { register: 'countersigning', countersign: 'inForce', void: 'voided', lapse: 'lapsed' },
  // While a supplement is being signed, the version before it stays in force.
  inForce: { supplement: 'supplementing', void: 'voided' },
  supplementing: { sign: 'supplementing', register: 'supplementing', complete: 'inForce', completeSide: 'supplementSigned', withdraw: 'inForce', void: 'voided', lapse: 'inForce' },
  supplementSigned: { register: 'supplementSigned', countersign: 'inForce', withdraw: 'inForce', void: 'voided', lapse: 'inForce' },
  voided: {},
  lapsed: {},
} as const satisfies TransitionTable;

export type LetterStatus = keyof typeof letterTransitions;

/** What a unit must reach, as its letter states it. */
export interface Target {
  indicator: string;
  name: string;
  measure: string;
  direction: 'atLeast' | 'atMost' | 'equal' | 'done';
  period: 'cumulative' | 'yearEnd';
  aggregation: 'sum' | 'each' | 'ratio' | 'none';
  source: 'typed' | 'ledger' | 'department';
  value: number;
  byPeriod: Record<string, number>;
}

/** A document named by number and title; the minutes of a meeting by their number. */
export interface DocumentReference {
  number: string;
  title: string;
}

/** One person's signature, for each post the person holds (一肩挑: one signature, two posts). */
export interface Signature {
  posts: string[];
  person: string;
  /** When it was given; of one on paper, when it was registered. */
  at: Instant;
  onPaper?: OnPaper;
}

/** A signature given on paper: the day, the scan by the SHA-256 of its content, and who registered it. */
export interface OnPaper {
  signedOn: LocalDate;
  document: string;
  registeredBy: string;
}

export interface Objection {
  indicator: string;
  reason: string;
  proposed: number;
  by: string;
  at: Instant;
  answer?: { kind: 'revised'; value: number; reason: string; by: string; at: Instant } | { kind: 'refused'; reason: string; by: string; at: Instant };
}

/** A target's figure as a supplement or the level above gives it; the plan by period only where it differs. */
export interface TargetFigure {
  indicator: string;
  value: number;
  byPeriod?: Record<string, number>;
}

/** A supplement on its way: what it will change, and what its withdrawal brings back. */
export interface Supplement {
  targets: TargetFigure[];
  requiredBy: DocumentReference;
  reason: string;
  by: string;
  at: Instant;
  /** The unit's date before the supplement. */
  formerDueOn: LocalDate | null;
}

/** One version of the letter, from the first on: the chain of what was asked, on which document, and who signed it. */
export interface LetterVersion {
  version: number;
  origin: 'issued' | 'revised' | 'supplement';
  /** When it was issued, revised, or as a supplement came into force. */
  at: Instant;
  /** Null as long as it is not in force; a revised version replaces one that never was. */
  inForceAt: Instant | null;
  /** The document that requires it. */
  document: DocumentReference | null;
  targets: Record<string, number>;
  signatures: Signature[];
  countersignature: Signature | null;
}

/** A letter as the launch resolves it. */
export interface LetterStart extends DutyStartBase {
  kind: 'letter';
  requiredBy: DocumentReference | null;
  approvedBy: DocumentReference | null;
  targets: Target[];
  needsCountersign: boolean;
  /** The unit stands directly under the root, which has no letter: issued at launch. */
  issueAtLaunch: boolean;
}

export interface Letter extends DutyBase {
  kind: 'letter';
  status: LetterStatus;
  /** The document that requires the letter: none, and it is not issued (over-signing is restricted). */
  requiredBy: DocumentReference | null;
  /** The minutes that approved it. */
  approvedBy: DocumentReference | null;
  targets: Target[];
  /** 1 when first issued; each revision is the next. */
  version: number;
  needsCountersign: boolean;
  issuedAt: Instant | null;
  signatures: Signature[];
  /** When the last of the unit's leaders signed, and whether that was by the date. */
  signedAt: Instant | null;
  onTime: boolean | null;
  countersignature: Signature | null;
  inForceAt: Instant | null;
  /** The last two: the journal has them all, and the state stays small. */
  objections: Objection[];
  /** Set while a supplement waits for its signatures. */
  supplement: Supplement | null;
  /** What the level above allocated since, and this letter does not say yet: for the issuer to supplement. */
  toSupplement: TargetFigure[];
  /** The last eight; the journal has them all. */
  versions: LetterVersion[];
  voidedFor: string | null;
}

export type LetterEvent =
  | { type: 'letterIssued'; duty: string; dueOn: string; requiredBy: DocumentReference; approvedBy: DocumentReference }
  | { type: 'letterSigned'; duty: string; posts: string[]; person: string; onPaper?: OnPaper }
  | { type: 'letterSignedByAll'; duty: string; onTime: boolean; countersignDueOn: string | null }
  | { type: 'letterObjected'; duty: string; indicator: string; reason: string; proposed: number; by: string; answerDueOn: string }
  | { type: 'objectionRevised'; duty: string; indicator: string; value: number; reason: string; by: string; dueOn: string }
  | { type: 'objectionRefused'; duty: string; reason: string; by: string; dueOn: string }
  | { type: 'letterCountersigned'; duty: string; posts: string[]; person: string; onPaper?: OnPaper }
  | { type: 'letterInForce'; duty: string; version: number }
  | { type: 'letterVoided'; duty: string; reason: string; by: string }
  /** What the level above allocated to this unit: a draft takes it, a letter issued before shows it. */
  | { type: 'letterShareHeard'; duty: string; targets: TargetFigure[] }
  | { type: 'letterSupplemented'; duty: string; targets: TargetFigure[]; requiredBy: DocumentReference; reason: string; by: string; dueOn: string }
  | { type: 'supplementWithdrawn'; duty: string; reason: string; by: string };

/** The call in which a supplement is signed: its own where the pack has one. */
export const supplementCall = (letter: Pick<Letter, 'calls'>): 'supplement' | 'sign' => (letter.calls['supplement'] ? 'supplement' : 'sign');

/** Whether the letter waits for signatures of its unit. */
export const isSigning = (call: string | undefined): boolean => call === 'sign' || call === 'supplement';

/** From when on the unit's side has been complete: paper knows the day only, so its last minute, unless it was registered before that. */
export const signedSince = (signatures: readonly Signature[], at: Instant): Instant => signatures
  .map((signature) => (signature.onPaper ? earlier(signature.at, addMinutes(endOfDay(signature.onPaper.signedOn), -1)) : signature.at)).sort().at(-1) ?? at;

/** The posts of the unit that have not signed this version. */
export const unsignedPosts = (letter: Letter): string[] => {
  const signed = new Set(letter.signatures.flatMap((signature) => signature.posts));
  return (letter.calls['sign']?.posts ?? []).filter((post) => !signed.has(post));
};

/**
 * A target with another figure. The plan by period follows: what equalled the old figure is the new one, and
 * nothing asks for more than the year does.
 */
export function retarget(target: Target, value: number): Target {
  const cap = target.direction === 'atMost' ? (planned: number) => Math.max(planned, value) : (planned: number) => Math.min(planned, value);
  const byPeriod = Object.fromEntries(Object.entries(target.byPeriod).map(([period, planned]) => [period, planned === target.value ? value : cap(planned)]));
  return { ...target, value, byPeriod };
}

/** A target with the figures given; the rest of its plan follows as in `retarget`. */
export function withFigure(target: Target, { value, byPeriod }: Pick<TargetFigure, 'value' | 'byPeriod'>): Target {
  const moved = value === target.value ? target : retarget(target, value);
  return byPeriod === undefined ? moved : { ...moved, byPeriod: { ...moved.byPeriod, ...byPeriod } };
}

/** All targets, with the figures given for some of them. */
export const withFigures = (targets: readonly Target[], figures: readonly TargetFigure[]): Target[] =>
  targets.map((target) => {
    const figure = figures.find(({ indicator }) => indicator === target.indicator);
    return figure ? withFigure(target, figure) : target;
  });

/** Whether a figure asks for something else than the target does. */
export function isOther(target: Target, figure: TargetFigure): boolean {
  const after = withFigure(target, figure);
  return after.value !== target.value || Object.keys(after.byPeriod).some((period) => after.byPeriod[period] !== target.byPeriod[period]);
}

/** Those of the figures that the targets do not state. */
export const notStated = (targets: readonly Target[], figures: readonly TargetFigure[]): TargetFigure[] =>
  figures.filter((figure) => targets.some((target) => target.indicator === figure.indicator && isOther(target, figure)));

/** The next link of the chain. */
export const withVersion = (letter: Letter, version: Pick<LetterVersion, 'version' | 'origin' | 'at' | 'document'> & { targets: readonly Target[] }): LetterVersion[] => [
  ...letter.versions,
  { ...version, inForceAt: null, targets: Object.fromEntries(version.targets.map(({ indicator, value }) => [indicator, value])), signatures: [], countersignature: null },
].slice(-8);
