import { localDateOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import { isOver, projectTransitions } from './project.ts';
import type { Project, ProjectStage } from './project.ts';
import type { ProjectCommandName } from './project-decider.ts';
import { mostPhotos } from './rules.ts';

/** An act that the project's rules allow now, and what it is about: a milestone, a funds line; of the whole project nothing. */
export interface PossibleProjectAct {
  act: ProjectCommandName;
  at: string;
}

const stageActs = { approve: 'approveProject', start: 'startProject', finish: 'finishProject', accept: 'acceptProject', close: 'closeProject', withdraw: 'withdrawProject' } as const;

/** What may be done with a project now, whoever may: the decider takes each of these on some day. What brings it on comes first. */
export function possibleProjectActs(project: Project, now: Instant): PossibleProjectAct[] {
  if (project.stage === 'unproposed' || isOver(project)) return [];
  const today = localDateOf(now);
  const all = Object.values(project.milestones);
  const edges = Object.keys(projectTransitions[project.stage as ProjectStage]).filter((edge): edge is keyof typeof stageActs => Object.hasOwn(stageActs, edge));
  const mayShow = all.reduce((sum, { photos }) => sum + photos.length, 0) < mostPhotos;
  return [
    ...edges.map((edge) => ({ act: stageActs[edge], at: '' })),
    ...(project.stage === 'started' ? all.filter(({ name, reachedOn }) => name !== null && reachedOn === null).map(({ id }) => ({ act: 'reachMilestone' as const, at: id })) : []),
    ...(mayShow ? all.map(({ id }) => ({ act: 'addPhotos' as const, at: id })) : []),
    ...all.filter(({ reachedOn, planned }) => reachedOn === null && (planned === null || planned.dueOn >= today)).map(({ id }) => ({ act: 'revisePlan' as const, at: id })),
    ...project.funds.map(({ line }) => ({ act: 'nameRequest' as const, at: line })),
    { act: 'setFunds', at: '' },
  ];
}
