import { Inject, Injectable } from '@nestjs/common';
import { prepareDraft, startCycle } from '#activities/drafting';
import type { CycleDraft } from '#libs/domain/cycle/cycle';
import { isRejection } from '#libs/domain/decider';
import type { Json, Rejection } from '#libs/domain/decider';
import { localDateOf } from '#libs/domain/time/instant';
import { findPack } from '#libs/packs/find';
import type { LoadedPack } from '#libs/packs/load';
import { cycleStream } from '#libs/platform/workflow-ids';
import { cycleOf, drillNumbers } from '#libs/store/queries/cycles';
import { tenuresOn } from '#libs/store/queries/people';
import { problemOfRejection } from '../acts/answers.ts';
import type { ActAnswer } from '../acts/answers.ts';
import { Acts } from '../acts/perform.ts';
import { Engine } from '../engine.ts';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { settingsToken } from '../settings.ts';
import type { ApiSettings } from '../settings.ts';

/** Drills of one year beyond which nobody is served by another number. */
const mostDrills = 9_999;

/** Drafts a year by hand: finds its pack, its root and its id, tries the plan of every unit, and gives the cycle its first act. */
@Injectable()
export class Drafting {
  constructor(
    private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly engine: Engine,
    @Inject(settingsToken) private readonly settings: ApiSettings,
  ) {}

  /** @throws Problem packUnknown, packUnusable, calendarTooShort, notAllowed, targetsFallShort, cycleExists */
  async draft(admission: Admission<'draftCycle'>): Promise<ActAnswer> {
    const { body: { pack, year, drillFrom = null, requiredBy = null, approvedBy = null, overrideReason }, session } = admission;
    const loaded = accepted(await findPack(pack, year, this.settings.packFolders));
    const receivedAt = drillFrom ?? new Date().toISOString();
    const day = localDateOf(receivedAt);
    const root = await this.rootOf(loaded, session.person, day);
    const posts = await this.scope.mayAct(session.person, day, { function: 'administrator', of: 'root' }, { unit: root, superior: null, root });
    const known = await this.acts.known(admission);
    if (known) return known;

    const { draft, review } = accepted(await prepareDraft(this.record.sql, loaded, { year, drillFrom, requiredBy, approvedBy, overrideReason }, { root, now: receivedAt }));
    const id = await this.begin(draft, `${session.account}/${admission.act.key}/${admission.act.bodyHash}`);
    return this.acts.perform({ ...admission, posts }, {
      stream: cycleStream(id), command: 'draftCycle', input: { id, draft, review } as unknown as Json, cycle: null, receivedAt,
    });
  }

  /**
   * Lays a draft out anew: the newest version of its pack, the tree and the holidays as they are now. Due dates set before
   * stay, unless the body gives others.
   *
   * @throws Problem packUnknown, packUnusable, calendarTooShort, targetsFallShort, setDateTwice, setDateUnknownDuty,
   *   setDateOutsideCalendar, setDateBeforeLaunch, setDateBeforeOpening
   */
  async redraft(admission: Admission<'redraftCycle'>): Promise<ActAnswer> {
    const { cycle, body } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    if (cycle.status !== 'draft') return this.acts.toCycle(admission);
    const { packId, year, root, drillNow, requiredBy, approvedBy, targetsOverride, dueDates: kept } = cycle;
    const loaded = accepted(await findPack(packId, year, this.settings.packFolders));
    const wish = { year, drillFrom: drillNow, requiredBy, approvedBy, overrideReason: body.overrideReason ?? targetsOverride?.reason, dueDates: body.dueDates ?? kept };
    const { draft, review } = accepted(await prepareDraft(this.record.sql, loaded, wish, { root, now: cycle.now }));
    return this.acts.toCycle(admission, { draft, review });
  }

  /** The pack's organisation names the root; an office that brings its own drafts from where its administrator sits. */
  private async rootOf({ organisation }: LoadedPack, person: string, day: string): Promise<string> {
    if (organisation) return organisation.root;
    const post = tenuresOn(await this.scope.tenures(person), day).find((one) => one.functions.includes('administrator'));
    if (!post) throw new Problem('notAllowed', { function: 'administrator', of: 'root', unit: null, unitName: '根单位', posts: ['administrator'] });
    return post.unit;
  }

  /** Starts the cycle's workflow under the first free id, and returns the id. */
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

  private async start(cycle: string, isDrill: boolean, act: string): Promise<boolean> {
    try {
      return await startCycle(this.engine.client, this.engine.taskQueue, { cycle, isDrill, act });
    } catch {
      throw new Problem('engineUnavailable', {}, { retryAfter: 5 });
    }
  }
}

/** @throws Problem of the rejection */
function accepted<T extends object>(found: T | Rejection): T {
  if (isRejection(found)) throw problemOfRejection(found);
  return found as T;
}
