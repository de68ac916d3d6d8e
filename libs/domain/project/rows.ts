import type { Fen } from '../funds/line.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import { isOver } from './project.ts';
import type { FundsShare, Milestone, Project } from './project.ts';

/** A project as lists read it; `detail` is the project whole. */
export interface ProjectRow {
  cycle: string;
  code: string;
  name: string;
  unit: string;
  department: string | null;
  stage: Project['stage'];
  /** The day of the stage. */
  stageOn: LocalDate;
  approvedOn: LocalDate | null;
  finishedOn: LocalDate | null;
  cost: Fen;
  /** The earliest day planned for what is not reached yet; null where nothing more is awaited. */
  nextDueOn: LocalDate | null;
  /** Something was reached after its day, or was not by the end. */
  wasLate: boolean;
  now: Instant;
  funds: readonly FundsShare[];
  /** Documents it names, so that whoever sees the project may read them. */
  evidence: string[];
  detail: Project;
}

export function projectRow(project: Project): ProjectRow {
  const { about, stage, stages, cost, funds, milestones, now } = project;
  if (about === null) throw new RangeError('a project that was not proposed has no row');
  const all = Object.values(milestones);
  const stageOn = stages.at(-1)?.on ?? '';
  const reached = (one: Project['stage']): LocalDate | null => stages.find((was) => was.stage === one)?.on ?? null;
  const dueOn = ({ planned }: Milestone): LocalDate => planned?.dueOn ?? '9999-12-31';
  const awaited = isOver(project) ? [] : all.filter(({ planned, reachedOn }) => planned !== null && reachedOn === null);
  return {
    cycle: about.cycle, code: about.code, name: about.name, unit: about.unit, department: about.department?.unit ?? null, stage, stageOn, approvedOn: reached('approved'), finishedOn: reached('finished'), cost,
    nextDueOn: awaited.map(dueOn).sort()[0] ?? null, wasLate: all.some((one) => (one.reachedOn ?? (isOver(project) ? stageOn : '')) > dueOn(one)),
    now, funds, evidence: all.flatMap(({ photos }) => photos.map(({ sha256 }) => sha256)), detail: project,
  };
}
