import { basename } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { calendarView, packs } from '#libs/contracts/api';
import type { UnitType } from '#libs/contracts/policy';
import { calendarOfYear, isWorkingDay, workingCalendar } from '#libs/domain/calendar/calendar';
import { isRejection } from '#libs/domain/decider';
import { basisText } from '#libs/domain/policy/basis';
import { addDays } from '#libs/domain/time/instant';
import { findPack } from '#libs/packs/find';
import { listPacks, loadPack, PackProblem } from '#libs/packs/load';
import type { LoadedPack } from '#libs/packs/load';
import { problemOfRejection } from '../acts/answers.ts';
import { Problem } from '../problem/problem.ts';
import { settingsToken } from '../settings.ts';
import type { ApiSettings } from '../settings.ts';

type PackView = z.output<typeof packs>['packs'][number];
type CalendarView = z.output<typeof calendarView>;

/** Reading every pack takes a second of the process; one that was changed is seen this much later. */
const keptMillis = 60_000;

/** The packs and years that can be chosen, as they lie beside the program. */
@Injectable()
export class Packs {
  private kept: { until: number; views: Promise<PackView[]> } | null = null;

  constructor(@Inject(settingsToken) private readonly settings: ApiSettings) {}

  /** An office's own packs first; one that cannot be run says why. */
  all(): Promise<PackView[]> {
    if (this.kept === null || this.kept.until < Date.now()) {
      const views = this.read();
      this.kept = { until: Date.now() + keptMillis, views };
      views.catch(() => { this.kept = null; });
    }
    return this.kept.views;
  }

  private async read(): Promise<PackView[]> {
    const shipped = (await listPacks()).filter(({ isRunnable }) => isRunnable).map(({ folder }) => folder);
    const folders = [...this.settings.packFolders ?? [], ...shipped];
    const views = await Promise.all(folders.map((folder) => viewOf(folder)));
    return views.filter((view, index) => views.findIndex(({ id }) => id === view.id) === index);
  }

  /** @throws Problem packUnknown, packUnusable */
  async unitTypes(id: string): Promise<readonly UnitType[]> {
    return (await this.loaded(id)).pack.unitTypes;
  }

  /**
   * A year's days off, as a pack has them: a region may bring its own.
   *
   * @throws Problem packUnknown, packUnusable; unknownCalendar, naming the years that are known
   */
  async calendar(wanted: number, pack: string): Promise<CalendarView> {
    const { calendarYears } = await this.loaded(pack);
    const year = calendarYears.find((one) => one.year === wanted);
    if (!year) throw new Problem('unknownCalendar', { year: wanted, known: calendarYears.map((one) => one.year) });
    const calendar = workingCalendar([year]);
    const days = Array.from({ length: calendar.days.length }, (_, n) => addDays(calendar.from, n));
    const daysOff = days.filter((day) => !isWorkingDay(calendar, day));
    return { ...year, holidays: [...year.holidays], workedWeekendDays: [...year.workedWeekendDays], daysOff, workingDays: days.length - daysOff.length };
  }

  private async loaded(id: string): Promise<LoadedPack> {
    const loaded = await findPack(id, new Date().getUTCFullYear(), this.settings.packFolders);
    if (isRejection(loaded)) throw problemOfRejection(loaded);
    return loaded;
  }
}

async function viewOf(folder: string): Promise<PackView> {
  try {
    const { pack, calendarYears, organisation } = await loadPack(folder);
    const years = calendarYears.flatMap(({ year }) => {
      const calendar = calendarOfYear(calendarYears, year, `${year}-01-01`);
      return 'missing' in calendar ? [] : [{ year, isProvisional: calendar.provisionalFrom !== undefined }];
    });
    const nameOf = (type: string): { zh: string; en: string } => pack.unitTypes.find(({ id }) => id === type)?.name ?? { zh: type, en: type };
    return {
      id: pack.id, version: pack.version, name: pack.title, label: pack.label ?? null, isRunnable: years.length > 0, reason: null, campaign: pack.campaign, years, lineage: pack.lineage,
      hasOrganisation: organisation !== null,
      unitTypes: pack.unitTypes.map(({ id, name, under, posts }) => ({ id, name, under, posts })),
      duties: pack.duties.map((duty) => ({
        id: duty.id, title: duty.title, kind: duty.kind, periods: 'periods' in duty ? [...duty.periods] : [],
        owedBy: duty.owedBy.map(({ unitType, basis }) => ({ unitType, name: nameOf(unitType), basis: basisText(pack, basis) })),
      })),
    };
  } catch (error) {
    if (!(error instanceof PackProblem)) throw error;
    const id = basename(folder);
    return { id, version: '', name: { zh: id, en: id }, label: null, isRunnable: false, reason: error.message, campaign: null, years: [], lineage: [], hasOrganisation: false, unitTypes: [], duties: [] };
  }
}
