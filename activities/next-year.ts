import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import { cycleSlugOf } from '#libs/contracts/common';
import { isProblemCode, problemWords } from '#libs/contracts/problems';
import { systemAct } from '#libs/contracts/record';
import { addWorkingDays, nextSlot } from '#libs/domain/calendar/calendar';
import type { WorkingCalendar } from '#libs/domain/calendar/calendar';
import { missingOf, reviewWords } from '#libs/domain/cycle/change-words';
import type { Telling } from '#libs/domain/cycle/next-year';
import { isRejection } from '#libs/domain/decider';
import type { Json, Rejection } from '#libs/domain/decider';
import { basisText } from '#libs/domain/policy/basis';
import type { CycleTerms } from '#libs/domain/policy/planning';
import { localDateOf } from '#libs/domain/time/instant';
import type { Instant } from '#libs/domain/time/instant';
import { findPack } from '#libs/packs/find';
import { cycleStream } from '#libs/platform/workflow-ids';
import { termsOf, treeOn } from '#libs/store/master';
import { cycleOf } from '#libs/store/queries/cycles';
import type { CycleFacts } from '#libs/store/queries/cycles';
import { postIdsWith } from '#libs/store/queries/people';
import { sqlOf } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import { askStream } from './ask-stream.ts';
import { prepareDraft, startCycle } from './drafting.ts';
import { isGone, rejectionOf } from './failures.ts';

/** What became of the Schedule's errand. */
export type NextYearOutcome =
  | { kind: 'drafted'; cycle: string }
  /** Drafted already, by hand or by an earlier run: nothing was done. */
  | { kind: 'alreadyThere'; cycle: string; status: string }
  /** No live year was launched that a next one could follow, or its pack sets no day. */
  | { kind: 'nothingToFollow'; year: number }
  /** It waited until the day on which the year after it is drafted. */
  | { kind: 'overtaken'; year: number };

export interface NextYearActivities {
  /**
   * Drafts the year after the one that runs, as the administrator would by hand, by the system's account, and tells the
   * administrator. Safe to repeat.
   *
   * @param on an instant of the year that runs
   * @throws ApplicationFailure `Waits`, to be tried again, when it cannot be drafted yet; the administrator is told why
   */
  draftNextYear(campaign: string, on: Instant): Promise<NextYearOutcome>;
}

export interface NextYearDependencies {
  source: DataSource;
  client: Client;
  taskQueue: string;
  packFolders?: readonly string[] | undefined;
  /** The real clock. */
  now?: () => Date;
}

/** What is waited for comes with a release or an import: looked for a few times a day. */
const lookAgain = '6h';
const followed = new Set(['launching', 'open', 'closing', 'closed']);

export function nextYearActivities({ source, client, taskQueue, packFolders, now: clock = () => new Date() }: NextYearDependencies): NextYearActivities {
  const sql = sqlOf(source);
  return {
    async draftNextYear(campaign, on) {
      const heart = setInterval(() => Context.current().heartbeat(), 20_000);
      try {
        return await draft(campaign, on);
      } finally {
        clearInterval(heart);
      }
    },
  };

  async function draft(campaign: string, on: Instant): Promise<NextYearOutcome> {
    const running = Number(localDateOf(on).slice(0, 4));
    const [year, now] = [running + 1, clock().toISOString()];
    const id = `${campaign}/${year}`;
    const existing = await cycleOf(sql, id);
    if (existing) return { kind: 'alreadyThere', cycle: id, status: existing.status };
    const last = await cycleOf(sql, `${campaign}/${running}`);
    if (!last || !followed.has(last.status)) return { kind: 'nothingToFollow', year };
    const { terms } = await termsOf(sql, last.id);
    const setting = terms.pack.settings.nextYear;
    if (!setting) return { kind: 'nothingToFollow', year };
    if (localDateOf(now) >= `${year}-${setting.value.draftedOn}`) return { kind: 'overtaken', year };

    const loaded = await findPack(last.packId, year, packFolders);
    // Where last year's targets fell short for a reason, the same shortfall stands for the same reason, and is shown with the draft.
    const wish = { year, drillFrom: null, requiredBy: null, approvedBy: null, overrideReason: last.targetsOverride?.reason };
    const prepared = isRejection(loaded) ? loaded : await prepareDraft(sql, loaded, wish, { root: last.root, now });
    if (isRejection(prepared)) return wait(last, terms, year, prepared, now);
    const { draft: drafted, calendar, review } = prepared;
    await startCycle(client, taskQueue, { cycle: id, isDrill: false, act: `system/${last.id}` });
    const tell = await telling(sql, { last, terms, calendar, now, title: drafted.title, words: reviewWords(review, missingOf(drafted)).zh, link: `/cycles/${cycleSlugOf(id)}/start` });
    try {
      await askStream(client, cycleStream(id), 'draftCycle', systemAct('draftCycle', { id, draft: drafted, review, tell } as unknown as Json, now));
    } catch (error) {
      // Somebody drafted it by hand in the same moment, or an earlier try of ours was recorded after all.
      if (rejectionOf(error)?.rejected !== 'cycleNotPossibleNow') throw error;
      return { kind: 'alreadyThere', cycle: id, status: (await cycleOf(sql, id))?.status ?? 'draft' };
    }
    return { kind: 'drafted', cycle: id };
  }

  /** Says in the year that runs what is waited for, once, and fails so as to be tried again. */
  async function wait(last: CycleFacts, terms: CycleTerms, year: number, why: Rejection, now: Instant): Promise<never> {
    const { zh, en } = isProblemCode(why.rejected) ? problemWords(why.rejected, why.facts) : { zh: why.rejected, en: why.rejected };
    const tell = await telling(sql, { last, terms, calendar: terms.calendar, now, title: last.title.replace(String(last.year), String(year)), words: `${zh}。`, link: `/cycles/${cycleSlugOf(last.id)}/year` });
    try {
      await askStream(client, cycleStream(last.id), 'awaitNextYear', systemAct('awaitNextYear', { waits: { year, code: why.rejected, zh, en }, tell } as unknown as Json, now));
    } catch (error) {
      // Said before; or the year that runs is closed, and Temporal alone shows it.
      if (!['alreadyAwaited', 'cycleNotPossibleNow'].includes(rejectionOf(error)?.rejected ?? '') && !isGone(error)) throw error;
    }
    throw ApplicationFailure.create({ type: 'Waits', message: `${zh} · ${en}`, details: [why], nextRetryDelay: lookAgain });
  }
}

type Said = Pick<Telling, 'title' | 'words' | 'link'> & { last: CycleFacts; terms: CycleTerms; calendar: WorkingCalendar; now: Instant };

/** To the administrators of the root, in the next slot of a working day, with the working days that the pack gives them. */
async function telling(sql: Sql, { last, terms: { pack }, calendar, now, title, words, link }: Said): Promise<Telling> {
  const setting = pack.settings.nextYear;
  if (!setting) throw new RangeError(`${last.id} sets no day on which the next year is drafted`);
  const unitName = (await treeOn(sql, last.root, localDateOf(now))).get(last.root)?.name ?? last.root;
  return {
    posts: await postIdsWith(sql, last.root, 'administrator'),
    at: nextSlot(calendar, pack.settings.deliverySlots.value, now),
    // The title begins with the unit's name, which a mail puts before it.
    unit: last.root, unitName, title: title.startsWith(unitName) ? title.slice(unitName.length) : title,
    dueOn: addWorkingDays(calendar, localDateOf(now), setting.value.checkedWithinWorkingDays), basis: basisText(pack, setting.basis).zh, words, link,
  };
}
