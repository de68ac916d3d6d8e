import type { Attachment } from '../attachment/attachment.ts';
import type { TransitionTable } from '../decider.ts';
import type { Fen } from '../funds/line.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** What a project of the library may become (项目库: N19, G16, M7). `carry` is the year's end: what is unfinished goes on elsewhere. */
export const projectTransitions = {
  proposed: { approve: 'approved', withdraw: 'withdrawn', carry: 'carried' },
  approved: { start: 'started', withdraw: 'withdrawn', carry: 'carried' },
  started: { finish: 'finished', withdraw: 'withdrawn', carry: 'carried' },
  finished: { accept: 'accepted', carry: 'carried' },
  accepted: { close: 'closed', carry: 'carried' },
  closed: {},
  withdrawn: {},
  carried: {},
} as const satisfies TransitionTable;

export type ProjectStage = keyof typeof projectTransitions;
export type StageAct = 'approve' | 'start' | 'finish' | 'accept' | 'close' | 'withdraw' | 'carry';

/** Which milestone a stage reaches. */
export const milestoneOfAct: Partial<Record<StageAct, string>> = { start: 'start', finish: 'finish', accept: 'acceptance' };
/** The milestones that every project has, in their order; its own are `m1`, `m2` … */
export const commonMilestones = ['start', 'finish', 'acceptance'] as const;

/** A day that is planned, with what it rests on: a project plan, an approval, a contract. */
export interface PlannedDay {
  dueOn: LocalDate;
  basis: string;
}

export interface Milestone {
  id: string;
  /** Of the project's own; the common ones are named by what they are. */
  name: string | null;
  /** The day as it stands; none where nothing plans it. */
  planned: PlannedDay | null;
  /** The first day that was planned, whatever came after. */
  originalDueOn: LocalDate | null;
  revisions: readonly { from: LocalDate | null; to: LocalDate; document: DocumentReference; on: LocalDate }[];
  reachedOn: LocalDate | null;
  /** What is shown of it: documents by the SHA-256 of their content. */
  photos: readonly Attachment[];
}

/** How much of a funds line pays for it. */
export interface FundsShare {
  line: string;
  amount: Fen;
  /** The unit's payment requests that are for it, once somebody has named them; until then any of them may be. */
  requests?: readonly string[];
}

/** A project as it is proposed; names are resolved, so that it needs nothing else to run. */
export interface ProjectStart {
  stream: string;
  cycle: string;
  /** Its number in the library, given by people. */
  code: string;
  root: string;
  name: string;
  unit: string;
  unitName: string;
  /** The department that accepts it, where it is not for the office at the root. */
  department: { unit: string; name: string } | null;
  cost: Fen;
  funds: readonly FundsShare[];
  plan: Readonly<Record<(typeof commonMilestones)[number], PlannedDay | null>>;
  milestones: readonly (PlannedDay & { name: string })[];
  on: LocalDate;
}

export interface Project {
  stage: 'unproposed' | ProjectStage;
  now: Instant;
  about: Pick<ProjectStart, 'stream' | 'cycle' | 'code' | 'root' | 'name' | 'unit' | 'unitName' | 'department'> | null;
  cost: Fen;
  funds: readonly FundsShare[];
  milestones: Readonly<Record<string, Milestone>>;
  /** Each stage with its day, the proposal first. */
  stages: readonly StageReached[];
}

export interface StageReached {
  stage: ProjectStage;
  on: LocalDate;
  document: DocumentReference | null;
  /** Why it was withdrawn, or what acceptance found. */
  note: string | null;
}

export const unproposed: Project = { stage: 'unproposed', now: '1970-01-01T00:00:00.000Z', about: null, cost: 0, funds: [], milestones: {}, stages: [] };

export const projectStream = (cycle: string, code: string): string => `project/${cycle}/${code}`;

export const isOver = ({ stage }: Pick<Project, 'stage'>): boolean => stage !== 'unproposed' && Object.keys(projectTransitions[stage]).length === 0;

/** The day on which nothing more can be reached: the project is over. */
export const overOn = (project: Project): LocalDate | null => (isOver(project) ? project.stages.at(-1)?.on ?? null : null);
