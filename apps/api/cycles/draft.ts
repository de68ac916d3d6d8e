import { Inject, Injectable } from '@nestjs/common';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { PolicyPack } from '#libs/contracts/policy';
import { rootShortfalls } from '#libs/domain/allocation/root-totals';
import type { Json } from '#libs/domain/decider';
import type { CycleDraft } from '#libs/domain/cycle/cycle';
import { addDays, dayNumber, localDateOf } from '#libs/domain/time/instant';
import { planUnitYear, unitsThatOwe } from '#libs/domain/policy/plan-unit-year';
import type { CycleTerms, TreeUnit } from '#libs/domain/policy/planning';
import { tryYear } from '#libs/domain/unit-year/try-year';
import { listPacks, loadPack, PackProblem } from '#libs/packs/load';
import type { LoadedPack } from '#libs/packs/load';
import { cycleStream, workflowTypes } from '#libs/platform/workflow-ids';
import { treeOn } from '#libs/store/master';
import { cycleOf, drillNumbers, pin } from '#libs/store/queries/cycles';
import { tenuresOn } from '#libs/store/queries/people';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import { Engine } from '../engine.ts';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { settingsToken } from '../settings.ts';
import type { ApiSettings } from '../settings.ts';

/** Drills of one year beyond which nobody is served by another number. */
const mostDrills = 9_999;

/** Drafts a year: finds its pack, its root and its id, tries the plan of every unit, and gives the cycle its first act. */
@Injectable()
export class Drafting {
  constructor(
    private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly engine: Engine,
    @Inject(settingsToken) private readonly settings: ApiSettings,
  ) {}

  /** @throws Problem packUnknown, packUnusable, calendarTooShort, notAllowed, targetsFallShort, cycleExists */
  async draft(admission: Admission<'draftCycle'>): Promise<ActAnswer> {
    const { body, session } = admission;
    const loaded = await this.load(body.pack, body.year);
    const receivedAt = body.drillFrom ?? new Date().toISOString();
    const day = localDateOf(receivedAt);
    const root = await this.rootOf(loaded, session.person, day);
    const posts = await this.scope.mayAct(session.person, day, { function: 'administrator', of: 'root' }, { unit: root, superior: null, root });
    const known = await this.acts.known(admission);
    if (known) return known;

    calendarReaches(loaded, body.year);
    const tree = await treeOn(this.record.sql, root, day);
    const targetsOverride = totalsReached(loaded.pack, tree, root, body.overrideReason);
    const draft = { ...draftOf(body, loaded, root, tree), ...(targetsOverride ? { targetsOverride } : {}) };
    this.everyPlanWorks(loaded, draft, tree, root);
    if (!await pin(this.record.sql, loaded.pack, loaded.digest, loaded.calendar)) {
      throw new Problem('packUnusable', { year: body.year, reason: `工作日历 ${loaded.calendar.version} 与已存的同名日历不同 · another calendar is stored as ${loaded.calendar.version}` });
    }
    const id = await this.begin(draft, `${session.account}/${admission.act.key}/${admission.act.bodyHash}`);
    return this.acts.perform({ ...admission, posts }, {
      stream: cycleStream(id), command: 'draftCycle', input: { id, draft } as unknown as Json, cycle: null, receivedAt,
    });
  }

  private async load(id: string, year: number): Promise<LoadedPack> {
    const own = (this.settings.packFolders ?? []).map((folder) => ({ id: folder.replace(/\/+$/, '').split('/').at(-1) ?? '', folder, isRunnable: true }));
    try {
      const packs = [...own, ...await listPacks()].filter((pack) => pack.isRunnable);
      const pack = packs.find((one) => one.id === id);
      if (!pack) throw new Problem('packUnknown', { pack: id, known: packs.map((one) => one.id) }, { errors: [{ pointer: '/pack' }] });
      return await loadPack(pack.folder);
    } catch (error) {
      if (error instanceof PackProblem) throw new Problem('packUnusable', { year, reason: error.message });
      throw error;
    }
  }

  /** The pack's organisation names the root; an office that brings its own drafts from where its administrator sits. */
  private async rootOf({ organisation }: LoadedPack, person: string, day: string): Promise<string> {
    if (organisation) return organisation.root;
    const post = tenuresOn(await this.scope.tenures(person), day).find((one) => one.functions.includes('administrator'));
    if (!post) throw new Problem('notAllowed', { function: 'administrator', of: 'root', unit: null, unitName: '根单位', posts: ['administrator'] });
    return post.unit;
  }

  private everyPlanWorks({ pack, calendar }: LoadedPack, draft: CycleDraft, tree: ReadonlyMap<string, TreeUnit>, root: string): void {
    const { year, drillFrom, requiredBy, approvedBy, campaign } = draft;
    const launchedAt = drillFrom ?? new Date().toISOString();
    // The dates must work with documents too, which may come later.
    const document = { number: '-', title: '-' };
    const terms: CycleTerms = {
      cycle: `${campaign}/${year}`, year, isDrill: drillFrom !== null, pack, calendar, launchedOn: localDateOf(launchedAt),
      letterDocuments: { requiredBy: requiredBy ?? document, approvedBy: approvedBy ?? document },
    };
    const units = unitsThatOwe([...tree.values()], pack);
    if (units.length === 0) throw new Problem('packUnusable', { year, reason: '树中没有承担责任的单位 · no unit of the tree owes anything' });
    for (const unit of units) {
      try {
        tryYear(planUnitYear(terms, tree, root, unit), launchedAt);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new Problem('packUnusable', { year, unit: unit.id, reason: `${unit.name}（${unit.id}）：${error.message}` });
      }
    }
  }

  /**
   * Starts the cycle's workflow under the first free id, and returns the id.
   *
   * Nothing is stored for it: the workflow remembers which act began it, so that the same act, tried again after
   * a crash, comes to the same id, and two drafts at once to two.
   */
  private async begin(draft: CycleDraft, act: string): Promise<string> {
    const { campaign, year } = draft;
    if (draft.drillFrom === null) {
      const id = `${campaign}/${year}`;
      if (await cycleOf(this.record.sql, id)) throw new Problem('cycleExists', { year, cycle: id });
      await this.start(id, false, act);
      return id;
    }
    const taken = await drillNumbers(this.record.sql, campaign, year);
    for (let n = 1; n <= mostDrills; n += 1) {
      const id = `${campaign}/${year}/drill-${n}`;
      if (!taken.has(n) && await this.start(id, true, act)) return id;
    }
    throw new Problem('cycleExists', { year, cycle: `${campaign}/${year}/drill-${mostDrills}` });
  }

  /** @returns whether the workflow is this act's own: just started, or started by an earlier try */
  private async start(cycle: string, isDrill: boolean, act: string): Promise<boolean> {
    const stream = cycleStream(cycle);
    const { workflow } = this.engine.client;
    try {
      await workflow.start(workflowTypes.cycle, {
        workflowId: stream, taskQueue: this.engine.taskQueue, args: [{ stream, cycle, unit: null, isDrill }], memo: { draftedBy: act },
        workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'FAIL',
      });
      return true;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw new Problem('engineUnavailable', {}, { retryAfter: 5 });
      const { memo } = await workflow.getHandle(stream).describe();
      return memo?.['draftedBy'] === act;
    }
  }
}

/** The last dates of a year's ladders fall into the next: the calendar must reach its end, or a date would be a guess. */
function calendarReaches({ calendar }: LoadedPack, year: number): void {
  const until = addDays(calendar.from, calendar.days.length - 1);
  const needed = `${year + 1}-12-31`;
  if (calendar.from > `${year}-01-01` || dayNumber(until) < dayNumber(needed)) throw new Problem('calendarTooShort', { year, from: calendar.from, until, needed });
}

/**
 * The letters directly below the root add up to its totals, or somebody says why not.
 *
 * @throws Problem targetsFallShort with the figures
 */
function totalsReached(pack: PolicyPack, tree: ReadonlyMap<string, TreeUnit>, root: string, reason: string | undefined): CycleDraft['targetsOverride'] {
  const shortfalls = rootShortfalls(pack, unitsThatOwe([...tree.values()], pack), root);
  const [first] = shortfalls;
  if (!first) return null;
  if (reason === undefined) throw new Problem('targetsFallShort', { ...first, shortfalls }, { errors: [{ pointer: '/overrideReason' }] });
  return { reason, shortfalls };
}

type DraftBody = Admission<'draftCycle'>['body'];

function draftOf(body: DraftBody, { pack, calendar, digest }: LoadedPack, root: string, tree: ReadonlyMap<string, TreeUnit>): CycleDraft {
  return {
    campaign: pack.campaign.id,
    year: body.year,
    title: titleOf(pack, body.year, tree.get(root)?.name ?? root),
    drillFrom: body.drillFrom ?? null,
    pack: { id: pack.id, version: pack.version, digest },
    calendarVersion: calendar.version,
    calendarUntil: addDays(calendar.from, calendar.days.length - 1),
    root,
    requiredBy: body.requiredBy ?? null,
    approvedBy: body.approvedBy ?? null,
  };
}

const titleOf = (pack: PolicyPack, year: number, rootName: string): string => `${rootName}${year}年${pack.campaign.name.zh}责任年`.slice(0, 120);
