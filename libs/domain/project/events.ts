import type { Attachment } from '../attachment/attachment.ts';
import type { Happened } from '../decider.ts';
import { changed } from '../funds/change.ts';
import type { Fen } from '../funds/line.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { LocalDate } from '../time/instant.ts';
import { commonMilestones, milestoneOfAct } from './project.ts';
import type { FundsShare, Milestone, PlannedDay, Project, ProjectStage, ProjectStart, StageAct } from './project.ts';

export type ProjectEvent =
  | { type: 'projectProposed'; start: ProjectStart }
  | { type: 'projectAdvanced'; act: StageAct; stage: ProjectStage; on: LocalDate; document: DocumentReference | null; note: string | null; attachments?: readonly Attachment[] }
  | { type: 'milestoneReached'; milestone: string; on: LocalDate; attachments?: readonly Attachment[] }
  | { type: 'planRevised'; milestone: string; planned: PlannedDay; document: DocumentReference; on: LocalDate }
  | { type: 'projectFundsSet'; cost: Fen; funds: readonly FundsShare[]; document: DocumentReference; on: LocalDate }
  | { type: 'requestNamed'; line: string; request: string }
  | { type: 'photosAdded'; milestone: string; on: LocalDate; attachments: readonly Attachment[] }
  | { type: 'actRefused'; command: string; code: string };

/** A project after an event. */
export function evolve(project: Project, event: Happened<ProjectEvent>): Project {
  return { ...happen(project, event), now: event.at > project.now ? event.at : project.now };
}

function happen(project: Project, event: ProjectEvent): Project {
  switch (event.type) {
    case 'projectProposed': {
      const { plan, milestones, cost, funds, on, ...about } = event.start;
      const own = milestones.map(({ name, ...planned }, n) => planOf(`m${n + 1}`, name, planned));
      const all = [...commonMilestones.map((id) => planOf(id, null, plan[id])), ...own];
      return {
        ...project, stage: 'proposed', about, cost, funds, milestones: Object.fromEntries(all.map((one) => [one.id, one])),
        stages: [{ stage: 'proposed', on, document: null, note: null }],
      };
    }
    case 'projectAdvanced': {
      const { act, stage, on, document, note, attachments = [] } = event;
      const advanced = { ...project, stage, stages: [...project.stages, { stage, on, document, note }] };
      const reached = milestoneOfAct[act];
      return reached === undefined ? advanced : withMilestone(advanced, reached, ({ photos }) => ({ reachedOn: on, photos: [...photos, ...attachments] }));
    }
    case 'milestoneReached':
      return withMilestone(project, event.milestone, ({ photos }) => ({ reachedOn: event.on, photos: [...photos, ...event.attachments ?? []] }));
    case 'planRevised': {
      const { milestone, planned, document, on } = event;
      return withMilestone(project, milestone, (one) => ({
        planned, originalDueOn: one.originalDueOn ?? planned.dueOn, revisions: [...one.revisions, { from: one.planned?.dueOn ?? null, to: planned.dueOn, document, on }],
      }));
    }
    case 'projectFundsSet':
      return { ...project, cost: event.cost, funds: event.funds.map((share) => ({ ...project.funds.find(({ line }) => line === share.line), ...share })) };
    case 'requestNamed':
      return { ...project, funds: project.funds.map((share) => (share.line === event.line ? { ...share, requests: [...share.requests ?? [], event.request] } : share)) };
    case 'photosAdded':
      return withMilestone(project, event.milestone, ({ photos }) => ({ photos: [...photos, ...event.attachments] }));
    case 'actRefused':
      return project;
  }
}

const planOf = (id: string, name: string | null, planned: PlannedDay | null): Milestone =>
  ({ id, name, planned, originalDueOn: planned?.dueOn ?? null, revisions: [], reachedOn: null, photos: [] });

const withMilestone = (project: Project, id: string, to: (one: Milestone) => Partial<Milestone>): Project =>
  ({ ...project, milestones: changed(project.milestones, id, to) });
