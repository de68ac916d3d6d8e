import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { cycleView, yearChanges } from '#libs/contracts/api';
import { cycleSlugOf } from '#libs/contracts/common';
import type { PolicyPack } from '#libs/contracts/policy';
import type { WorkingCalendar } from '#libs/domain/calendar/calendar';
import { missingOf, reviewWords } from '#libs/domain/cycle/change-words';
import { few } from '#libs/domain/cycle/changes';
import { unitsThatOwe } from '#libs/domain/policy/plan-unit-year';
import { treeOn } from '#libs/store/master';
import { calendarOf, cycleOf, packOf, reviewOf, unitsStarted } from '#libs/store/queries/cycles';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';

export type CycleView = z.output<typeof cycleView>;

/** A cycle as people read it. What it pinned never changes, and so is read once. */
@Injectable()
export class CycleViews {
  private readonly packs = new Map<string, PolicyPack>();
  private readonly calendars = new Map<string, WorkingCalendar>();

  constructor(private readonly record: RecordAccess) {}

  async viewOf(cycle: CycleNow): Promise<CycleView> {
    const pack = await this.packOf(cycle.packDigest);
    const { id, campaign, year, title, status, isDrill, now, advancingTo, root, launchedAt, requiredBy, approvedBy, cancelledFor, pauses, targetsOverride, overSigning, dueDates, nextYear } = cycle;
    return {
      id, slug: cycleSlugOf(id), campaign, name: pack.campaign.name, label: pack.label ?? null, year, title, status, isDrill, now, advancingTo,
      pack: cycle.packId, packVersion: cycle.packVersion, calendar: cycle.calendarVersion, root, launchedAt,
      packLineage: pack.lineage,
      units: cycle.units > 0 ? cycle.units : await this.unitsToStart(cycle, pack),
      unitsStarted: status === 'draft' ? 0 : await unitsStarted(this.record.sql, id),
      requiredBy, approvedBy, cancelledFor, targetsOverride: targetsOverride ?? null, overSigning, dueDates,
      pauses: Object.entries(pauses).map(([pause, set]) => ({ pause, ...set })),
      nextYearWaits: nextYear === null || await cycleOf(this.record.sql, `${campaign}/${nextYear.year}`) ? null
        : { year: nextYear.year, code: nextYear.code, words: { zh: nextYear.zh, en: nextYear.en }, at: nextYear.at },
    };
  }

  /** What a draft has otherwise than the year before, as it was found when it was drafted; what it lacks, as of now. */
  async changesOf({ id, status, now, requiredBy, approvedBy }: CycleNow): Promise<z.output<typeof yearChanges>> {
    const review = await reviewOf(this.record.sql, id);
    const missing = missingOf({ requiredBy, approvedBy });
    return { cycle: id, status, now, words: reviewWords(review, missing), missing, daysOff: few([]), ...review };
  }

  async packOf(digest: string): Promise<PolicyPack> {
    return once(this.packs, digest, () => packOf(this.record.sql, digest));
  }

  async calendarOf(cycle: CycleNow): Promise<WorkingCalendar> {
    return once(this.calendars, cycle.calendarVersion, () => calendarOf(this.record.sql, cycle.calendarVersion));
  }

  /** Before the launch is done the record has no count: how many it will be. */
  private async unitsToStart(cycle: CycleNow, pack: PolicyPack): Promise<number> {
    if (cycle.status === 'cancelled') return 0;
    const tree = await treeOn(this.record.sql, cycle.root, cycle.day);
    return unitsThatOwe([...tree.values()], pack).length;
  }
}

async function once<T>(kept: Map<string, T>, key: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = await read();
  kept.set(key, value);
  if (kept.size > 50) kept.delete(kept.keys().next().value as string);
  return value;
}
