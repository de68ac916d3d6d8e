import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { projects, projectView } from '#libs/contracts/api-projects';
import type { Lateness } from '#libs/domain/project/lateness';
import type { Milestone, Project, ProjectStage } from '#libs/domain/project/project';
import { cursorOf } from '#libs/store/queries/cursor';
import { unitNames } from '#libs/store/queries/happenings';
import { projectsOf } from '#libs/store/queries/projects';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { ProjectActs } from './project-acts.ts';

/** Projects read at once while those late for one reason are looked for. */
const batch = 200;

type Item = z.output<typeof projects>['items'][number];

@Controller()
export class ProjectsController {
  constructor(private readonly record: RecordAccess, private readonly acts: ProjectActs) {}

  @Handles('proposeProject')
  propose(@Admitted() admission: Admission<'proposeProject'>): Promise<ActAnswer> {
    return this.acts.propose(admission);
  }

  @Handles('projects')
  async projects(@Admitted() { cycle, sight, query: { late, limit, ...query } }: Admission<'projects'>): Promise<z.output<typeof projects>> {
    const items: Item[] = [];
    for (let cursor = query.cursor; ;) {
      const page = await projectsOf(this.record.sql, cycle.id, { sight, ...query, cursor, lateOn: late === undefined ? undefined : cycle.day, limit: late === undefined ? limit : batch });
      const lateness = await this.acts.lateness(cycle, page.items.map(({ project }) => project));
      for (const { project, nextDueOn, code } of page.items) {
        const item: Item = { ...headOf(project), nextDueOn, funded: project.funds.reduce((sum, { amount }) => sum + amount, 0), late: (lateness.get(code) ?? []).map(inShort) };
        if (late === undefined || item.late.some((one) => one[late] > 0)) items.push(item);
      }
      // Whose days they are is told from the money, not from the rows: those late for another reason are passed over.
      if (late === undefined) return { items, next: page.next };
      const last = items[limit - 1];
      if (last && (items.length > limit || page.next !== null)) return { items: items.slice(0, limit), next: cursorOf([last.code]) };
      if (page.next === null) return { items, next: null };
      cursor = page.next;
    }
  }

  @Handles('project')
  async project(@Admitted() admission: Admission<'project'>): Promise<z.output<typeof projectView>> {
    const { seq, project } = await this.acts.seen(admission);
    const late = (await this.acts.lateness(admission.cycle, [project])).get(project.about?.code ?? '') ?? [];
    const names = await unitNames(this.record.sql, [...new Set(late.flatMap(({ byMoney }) => byMoney.map(({ unit }) => unit)))]);
    return {
      ...headOf(project), department: project.about?.department ?? null, seq, now: project.now, funds: project.funds.map(({ line, amount, requests }) => ({ line, amount, requests: requests ? [...requests] : null })), milestones: Object.values(project.milestones).map(milestoneShown),
      stages: [...project.stages], late: late.map((one) => ({ ...one, byMoney: one.byMoney.map((span) => ({ ...span, unitName: names.get(span.unit) ?? span.unit })) })),
    };
  }

  @Handles('approveProject') approve(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('startProject') start(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('finishProject') finish(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('acceptProject') accept(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('closeProject') close(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('withdrawProject') withdraw(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('reachMilestone') reachMilestone(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('revisePlan') revisePlan(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('setFunds') setFunds(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('nameRequest') nameRequest(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
  @Handles('addPhotos') addPhotos(@Admitted() admission: Admission): Promise<ActAnswer> { return this.acts.give(admission); }
}

function headOf({ about, stage, stages, cost }: Project): Pick<Item, 'code' | 'name' | 'unit' | 'unitName' | 'stage' | 'stageOn' | 'cost'> {
  if (!about) throw new Error('a project that was not proposed was recorded');
  const { code, name, unit, unitName } = about;
  return { code, name, unit, unitName, stage: stage as ProjectStage, stageOn: stages.at(-1)?.on ?? '', cost };
}

const inShort = ({ milestone, days, own }: Lateness): Item['late'][number] => ({ milestone, days, own, money: days - own });

const milestoneShown = ({ planned, photos, revisions, ...one }: Milestone): z.output<typeof projectView>['milestones'][number] =>
  ({ ...one, dueOn: planned?.dueOn ?? null, basis: planned?.basis ?? null, photos: photos.map(({ sha256, name }) => ({ sha256, name })), revisions: [...revisions] });
