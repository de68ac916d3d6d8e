import type { Client } from '@temporalio/client';
import type { PolicyPack } from '#libs/contracts/policy';
import { compareYears } from '#libs/domain/cycle/changes';
import type { DraftReview, TargetSeen, YearChanges, YearSeen } from '#libs/domain/cycle/changes';
import { draftYear } from '#libs/domain/cycle/draft-year';
import type { DraftedYear, YearWish } from '#libs/domain/cycle/draft-year';
import { isRejection, reject } from '#libs/domain/decider';
import type { Rejection } from '#libs/domain/decider';
import { unitsThatOwe } from '#libs/domain/policy/plan-unit-year';
import { targetsOf } from '#libs/domain/policy/planning';
import type { TreeUnit } from '#libs/domain/policy/planning';
import { localDateOf } from '#libs/domain/time/instant';
import type { Instant } from '#libs/domain/time/instant';
import type { LoadedPack } from '#libs/packs/load';
import { cycleStream } from '#libs/platform/workflow-ids';
import { treeOn } from '#libs/store/master';
import { cycleOf, pin } from '#libs/store/queries/cycles';
import { letterTargets, postsUnder, unitsOpened } from '#libs/store/queries/years-seen';
import type { Sql } from '#libs/store/sql';
import { startStream } from './start-stream.ts';

/** What drafting a year by hand and by the yearly Schedule have in common: one way to a draft. */

export type PreparedDraft = Pick<DraftedYear, 'draft' | 'calendar'> & { review: DraftReview };

/**
 * Lays out a year on the tree of its day, compares a live one with the live year before, and stores what it pins.
 *
 * @rejects calendarTooShort, targetsFallShort, packUnusable
 */
export async function prepareDraft(sql: Sql, loaded: LoadedPack, wish: YearWish, { root, now }: { root: string; now: Instant }): Promise<PreparedDraft | Rejection> {
  const { pack, digest, calendarYears } = loaded;
  const tree = await treeOn(sql, root, localDateOf(wish.drillFrom ?? now));
  const drafted = draftYear(wish, { pack, digest, calendarYears, tree, root, now });
  if (isRejection(drafted)) return drafted;
  const { draft, calendar, provisional, daysOff } = drafted;
  if (!await pin(sql, pack, digest, calendar)) {
    return reject('packUnusable', { year: wish.year, reason: `工作日历 ${calendar.version} 与已存的同名日历不同 · another calendar is stored as ${calendar.version}` });
  }
  const changes = wish.drillFrom === null ? await changesSince(sql, loaded, tree, { root, year: wish.year, now }) : null;
  return { draft, calendar, review: { provisional, changes, ...(daysOff ? { daysOff } : {}) } };
}

/** Null where no live year of the campaign was launched the year before. */
async function changesSince(sql: Sql, { pack, digest }: LoadedPack, tree: ReadonlyMap<string, TreeUnit>, { root, year, now }: { root: string; year: number; now: Instant }): Promise<YearChanges | null> {
  const last = await cycleOf(sql, `${pack.campaign.id}/${year - 1}`);
  if (!last?.launchedAt) return null;
  const then: YearSeen = {
    cycle: last.id, pack: { id: last.packId, version: last.packVersion, digest: last.packDigest },
    units: await unitsOpened(sql, last.id), posts: await postsUnder(sql, last.root, localDateOf(last.launchedAt)), targets: await letterTargets(sql, last.id),
  };
  const owing = unitsThatOwe([...tree.values()], pack);
  return compareYears(then, {
    cycle: `${pack.campaign.id}/${year}`, pack: { id: pack.id, version: pack.version, digest },
    units: owing.map(({ id, name, under }) => ({ id, name, under: under ?? '', underName: tree.get(under ?? '')?.name ?? '' })),
    posts: await postsUnder(sql, root, localDateOf(now)),
    targets: plannedTargets(pack, owing),
  });
}

/** What the letters would ask: only of units that sign one. */
function plannedTargets(pack: PolicyPack, owing: readonly TreeUnit[]): TargetSeen[] {
  const signing = new Set(pack.duties.flatMap((duty) => (duty.kind === 'letter' ? duty.owedBy.map(({ unitType }) => unitType) : [])));
  return owing.filter(({ type }) => signing.has(type)).flatMap((unit) =>
    targetsOf(pack, unit).map(({ indicator, name, measure, value }) => ({ unit: unit.id, unitName: unit.name, indicator, name, measure, value })));
}

/** Starts a cycle's workflow; see `startStream`. */
export const startCycle = (client: Client, taskQueue: string, { cycle, isDrill, act }: { cycle: string; isDrill: boolean; act: string }): Promise<boolean> =>
  startStream(client, taskQueue, 'cycle', { stream: cycleStream(cycle), cycle, unit: null, isDrill }, act);
