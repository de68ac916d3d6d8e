import { attachmentsChanged } from '../attachment/attachment.ts';
import type { Attachment } from '../attachment/attachment.ts';
import type { BasisText, DutyStartBase } from '../call/call.ts';
import type { TransitionTable } from '../decider.ts';
import { exemptionEdges } from '../exemption/exemption.ts';
import type { Exemptible } from '../exemption/exemption.ts';
import type { Target } from '../letter/letter.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** What a periodic report may become. 按期报送: M9. */
export const reportTransitions = {
  awaited: { submit: 'submitted', prepare: 'inside', lapse: 'lapsed', ...exemptionEdges.awaited },
  /** On its way through the unit's own steps (审核, 审签); nobody above has it yet. */
  inside: { pass: 'inside', complete: 'submitted', handBack: 'handedBack', lapse: 'lapsed' },
  handedBack: { submit: 'inside', lapse: 'lapsed' },
  submitted: { return: 'returned', accept: 'accepted', lapse: 'lapsed' },
  returned: { submit: 'submitted', waive: 'waived', prepare: 'inside', lapse: 'lapsed' },
  accepted: {},
  noTask: exemptionEdges.noTask,
  waived: {},
  lapsed: {},
} as const satisfies TransitionTable;

export type ReportStatus = keyof typeof reportTransitions;

/** One figure of the form: the indicator and what the period's plan asks. */
export interface AskedFigure extends Pick<Target, 'indicator' | 'name' | 'measure' | 'direction' | 'aggregation'> {
  planned: number;
  /** The year's figure of an `equal` target whose period's plan is another one: on the way there, anything between is as planned. */
  yearly?: number | undefined;
}

export interface Figure {
  indicator: string;
  value: number;
  /** Why it falls short of the plan, or differs from what was compiled; asked for only then. */
  cause?: string | undefined;
}

/** A comment on one field: `figures.{indicator}`, `problems` or `nextSteps`. */
export interface FieldComment {
  field: string;
  comment: string;
}

export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

export interface Submission {
  n: number;
  at: Instant;
  by: string;
  figures: Figure[];
  problems: string;
  nextSteps: string;
  /** 零报告: nothing to report in this period, the reason stands in `problems`. */
  isNil?: true;
  attachments?: Attachment[];
  /** What differs from the submission that was returned. */
  changed: FieldChange[];
  /** The unit's own steps it went through. */
  passed?: PassedStep[];
  returned?: { at: Instant; by: string; comments: FieldComment[] };
}

/** A figure taken over from an accepted report: which one, its how manyth submission, accepted when. */
export interface CompiledFigure {
  indicator: string;
  value: number;
  from: string;
  submission: number;
  acceptedAt: Instant;
}

/** One of the unit's own steps, resolved at launch: whose hands, whether one of them is enough or each must (会签). */
export interface ReportStep {
  id: string;
  title: BasisText;
  mode: 'one' | 'all';
  posts: string[];
  basis: BasisText;
}

/** A sign-off on paper, recorded with its scan. The signer and whoever registers it are two people. */
export interface OfflineSignOff {
  signedOn: LocalDate;
  /** SHA-256 of the scan. */
  document: string;
  registeredBy: string;
}

export interface PassedStep {
  step: string;
  posts: string[];
  /** Who passed it; of a sign-off on paper, who signed. */
  person: string;
  at: Instant;
  offline: OfflineSignOff | null;
}

/** A report on its way through the unit: nobody above has it yet. */
export interface Draft extends Pick<Submission, 'at' | 'by' | 'figures' | 'problems' | 'nextSteps' | 'isNil' | 'attachments' | 'changed'> {
  passed: PassedStep[];
  /** Why a step gave it back to whoever prepared it. */
  handedBack?: { step: string; at: Instant; by: string; reason: string };
}

export type StepEvent =
  | ({ type: 'reportPrepared'; duty: string } & Omit<Draft, 'at' | 'passed' | 'handedBack'>)
  | { type: 'stepPassed'; duty: string; step: string; posts: string[]; person: string; offline: OfflineSignOff | null }
  | { type: 'stepReturned'; duty: string; step: string; by: string; reason: string };

/** A report as the launch resolves it. */
export interface ReportStart extends DutyStartBase {
  kind: 'report';
  period: string;
  opensAt: Instant;
  dueOn: LocalDate;
  asked: AskedFigure[];
  /** The pack allows a nil return (零报告). */
  isNilAllowed: boolean;
  /** The report policy whose accepted figures fill this one in; null for a report of its own. */
  compiledFrom: string | null;
  steps: ReportStep[];
}

export interface Report extends Exemptible {
  kind: 'report';
  status: ReportStatus;
  period: string;
  asked: AskedFigure[];
  isNilAllowed: boolean;
  compiledFrom: string | null;
  compiled: CompiledFigure[];
  steps: ReportStep[];
  /** What the unit's steps look at; null once the unit above has it. */
  draft: Draft | null;
  /** The last two, and only the last once accepted: the journal has them all, and the state stays small. */
  submissions: Submission[];
  /** Three facts kept apart (as DHIS2 does): received at all, received in time, accepted as complete. */
  firstSubmittedAt: Instant | null;
  onTime: boolean | null;
  acceptedAt: Instant | null;
  /** Why it was accepted although a department disputes a figure. */
  acceptedDespite: string | null;
}

export type ReportEvent =
  | ({ type: 'reportSubmitted'; duty: string; onTime: boolean; reviewDueOn: string } & Omit<Submission, 'at' | 'passed' | 'returned'>)
  | { type: 'reportReturned'; duty: string; by: string; comments: FieldComment[]; correctDueOn: string }
  | { type: 'reportAccepted'; duty: string; by: string; despite: string | null }
  | { type: 'figuresCompiled'; duty: string; from: string; submission: number; acceptedAt: Instant; figures: { indicator: string; value: number }[] }
  | StepEvent;

/** What a period's form asks: the targets that the plan gives a figure for this period. */
export function askedIn(targets: readonly Target[], period: string): AskedFigure[] {
  return targets.flatMap(({ indicator, name, measure, direction, aggregation, value, byPeriod }) => {
    const planned = byPeriod[period];
    return planned === undefined ? [] : [{ indicator, name, measure, direction, aggregation, planned, ...(direction === 'equal' && value !== planned ? { yearly: value } : {}) }];
  });
}

/** Whether a figure reaches what the plan asks for; what is to be equal may be ahead of its period's plan, on the way to the year's. */
export function reaches(asked: AskedFigure, value: number): boolean {
  const { planned, yearly = planned } = asked;
  switch (asked.direction) {
    case 'atLeast':
    case 'done':
      return value >= planned;
    case 'atMost':
      return value <= planned;
    case 'equal':
      return Math.min(planned, yearly) <= value && value <= Math.max(planned, yearly);
  }
}

/** Why a figure needs its cause: it differs from the accepted one it was compiled from, or falls short of the plan; null where it needs none. */
export function causeAskedFor(asked: AskedFigure, value: number, compiled: number | undefined): 'differs' | 'short' | null {
  if (compiled !== undefined && compiled !== value) return 'differs';
  return reaches(asked, value) ? null : 'short';
}

/** Texts are long and stand whole in the submissions: the list of changes shows how they begin. */
const clip = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

const namesOf = (attachments: readonly Attachment[]): string => attachments.map(({ name }) => name).join('、');

/** Field by field, what a resubmission changed. */
export function changesBetween(before: Submission | undefined, after: Pick<Submission, 'figures' | 'problems' | 'nextSteps' | 'isNil' | 'attachments'>): FieldChange[] {
  if (!before) return [];
  const changes: FieldChange[] = [];
  const note = (field: string, was: string, is: string): void => {
    if (was !== is) changes.push({ field, before: clip(was), after: clip(is) });
  };
  for (const figure of after.figures) {
    const was = before.figures.find((other) => other.indicator === figure.indicator);
    note(`figures.${figure.indicator}`, String(was?.value ?? ''), String(figure.value));
    note(`figures.${figure.indicator}.cause`, was?.cause ?? '', figure.cause ?? '');
  }
  note('nil', before.isNil ? 'yes' : 'no', after.isNil ? 'yes' : 'no');
  note('problems', before.problems, after.problems);
  note('nextSteps', before.nextSteps, after.nextSteps);
  // Before: those taken away; after: those added. Two of one name may differ in content.
  const files = attachmentsChanged(before, after);
  if (files) changes.push({ field: 'attachments', before: clip(namesOf(files.removed)), after: clip(namesOf(files.added)) });
  return changes;
}
