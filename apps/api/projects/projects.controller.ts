import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { linesOfDocument as linesAnswer, projects, projectView } from '#libs/contracts/api-projects';
import type { FundsLine } from '#libs/domain/funds/line';
import type { Lateness } from '#libs/domain/project/lateness';
import { commonMilestones, isOver } from '#libs/domain/project/project';
import type { FundsShare, Milestone, Project, ProjectStage } from '#libs/domain/project/project';
import { paidFor } from '#libs/domain/project/paid';
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
      const { lines, late: lateness } = await this.acts.lateness(cycle, page.items.map(({ project }) => project));
      for (const { project, nextDueOn, code } of page.items) {
        const item: Item = { ...headOf(project), nextDueOn, funded: project.funds.reduce((sum, { amount }) => sum + amount, 0), paid: paidFor(project, lines), late: (lateness.get(code) ?? []).map((one) => inShort(project, one)), plan: commonMilestones.map((id) => datesOf(project.milestones[id], id)) };
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
    const { seq, project, isInside } = await this.acts.seen(admission);
    const { lines, late: lateness } = await this.acts.lateness(admission.cycle, [project]);
    const late = lateness.get(project.about?.code ?? '') ?? [];
    const names = await unitNames(this.record.sql, [...new Set(late.flatMap(({ byMoney }) => byMoney.map(({ unit }) => unit)))]);
    return {
      ...headOf(project), department: project.about?.department ?? null, seq, now: project.now, paid: paidFor(project, lines), may: await this.acts.mayDo(admission, project), isInside,
      funds: project.funds.map((share) => shareShown(share, lines.get(share.line), project.about?.unit ?? '')), milestones: Object.values(project.milestones).map(milestoneShown),
      stages: [...project.stages], late: late.map((one) => ({ ...one, byMoney: one.byMoney.map((span) => ({ ...span, unitName: names.get(span.unit) ?? span.unit })) })),
    };
  }

  @Handles('linesOfDocument')
  async lines(@Admitted() admission: Admission<'linesOfDocument'>): Promise<z.output<typeof linesAnswer>> {
    return { lines: await this.acts.linesOf(admission, admission.params.unit, admission.query.document) };
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

const inShort = (project: Project, { milestone, days, own }: Lateness): Item['late'][number] => ({ milestone, days, own, money: days - own, isOpen: !isOver(project) && project.milestones[milestone]?.reachedOn === null });
const datesOf = (one: Milestone | undefined, milestone: string): Item['plan'][number] => ({ milestone, dueOn: one?.planned?.dueOn ?? null, reachedOn: one?.reachedOn ?? null });

/** A line that pays for it, with what its unit got of it and asked for. */
function shareShown({ line, amount, requests }: FundsShare, of: FundsLine | undefined, unit: string): z.output<typeof projectView>['funds'][number] {
  const own = Object.values(of?.parcels ?? {}).filter((parcel) => parcel.unit === unit);
  const filed = Object.values(of?.requests ?? {}).filter(({ parcel }) => own.some(({ id }) => id === parcel));
  return {
    line, amount, requests: requests ? [...requests] : null, purpose: of?.about?.purpose ?? '', documentNumber: of?.about?.document.number ?? '', got: own.reduce((sum, parcel) => sum + parcel.amount, 0),
    filed: filed.map(({ id, amount: asked, payee, status, passages }) => ({ id, amount: asked, payee, status, on: passages.at(-1)?.on ?? '' })),
  };
}

const milestoneShown = ({ planned, photos, revisions, ...one }: Milestone): z.output<typeof projectView>['milestones'][number] =>
  ({ ...one, dueOn: planned?.dueOn ?? null, basis: planned?.basis ?? null, photos: photos.map(({ sha256, name }) => ({ sha256, name })), revisions: [...revisions] });
