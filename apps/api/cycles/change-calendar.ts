import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { calendarPreview, holidayNotice } from '#libs/contracts/api';
import { withYear } from '#libs/domain/calendar/calendar';
import type { CalendarYear, WorkingCalendar } from '#libs/domain/calendar/calendar';
import type { CalendarChange } from '#libs/domain/calendar/change';
import { planUnitYear } from '#libs/domain/policy/plan-unit-year';
import type { NoticePlan } from '#libs/domain/decider';
import { canonical } from '#libs/store/journal';
import { termsOf, treeOn } from '#libs/store/master';
import { pinCalendar } from '#libs/store/queries/cycles';
import { cycleUnits, mostUnits } from '#libs/store/queries/years';
import { Foretelling } from '../foretelling.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';

export type Notice = z.output<typeof holidayNotice>;

/** A holiday notice laid over a cycle's calendar: what it would move, and the change itself once it is confirmed. */
@Injectable()
export class CalendarChanges {
  constructor(private readonly record: RecordAccess, private readonly foretelling: Foretelling) {}

  /** @throws Problem calendarContradicts, calendarUnchanged */
  async changeOf(cycle: CycleNow, notice: Notice): Promise<CalendarChange> {
    const { terms, root } = await termsOf(this.record.sql, cycle.id);
    const calendar = newCalendar(terms.calendar, notice);
    if (calendar.days === terms.calendar.days && calendar.provisionalFrom === terms.calendar.provisionalFrom) throw new Problem('calendarUnchanged', { version: terms.calendar.version });
    // The same rules, once by each calendar: what differs are the dates that rest on it.
    const tree = await treeOn(this.record.sql, root, cycle.day);
    const dates: Record<string, { from: string; to: string }> = {};
    for (const { id } of await cycleUnits(this.record.sql, cycle.id, root, cycle.day, mostUnits)) {
      const unit = tree.get(id);
      if (!unit) continue;
      const [was, is] = [terms.calendar, calendar].map((one) => datesOf(planUnitYear({ ...terms, calendar: one }, tree, root, unit).duties));
      for (const [key, from] of was ?? []) {
        const to = is?.get(key);
        if (to !== undefined && to !== from) dates[key] = { from, to };
      }
    }
    return { calendar, source: notice.source, dates };
  }

  async preview(cycle: CycleNow, change: CalendarChange): Promise<z.output<typeof calendarPreview>> {
    const told = await this.foretelling.ofMessage(cycle, cycle.root, { kind: 'calendarChanged', ...change } as never);
    const items = told.units.flatMap(({ unit, unitName, events, goes, comes }) => {
      const dates = events.flatMap((event) => (event.type === 'dueMoved' ? [{ duty: event.duty, from: event.from, to: event.dueOn }] : []));
      return dates.length + goes.length + comes.length === 0 ? [] : [{ unit, unitName, dates, goes: goes.map(shown), comes: comes.map(shown) }];
    });
    const hash = createHash('sha256').update(canonical({ cycle: cycle.id, version: change.calendar.version, items, heads: told.heads } as never)).digest('hex');
    return { now: cycle.now, hash, version: change.calendar.version, units: told.asked, moving: items.length, changes: items };
  }

  /** Keeps the calendar before anything rests on it. */
  async pin(calendar: WorkingCalendar): Promise<void> {
    if (!await pinCalendar(this.record.sql, calendar)) throw new Error(`another calendar is stored as ${calendar.version}`);
  }
}

const shown = ({ stage, post, at }: NoticePlan): { stage: string; post: string; at: string } => ({ stage, post, at });

const datesOf = (duties: readonly object[]): Map<string, string> =>
  new Map(duties.flatMap((duty) => ('dueOn' in duty && 'key' in duty ? [[String(duty.key), String(duty.dueOn)]] : [])));

/** @throws Problem calendarContradicts */
function newCalendar(old: WorkingCalendar, notice: Notice): WorkingCalendar {
  const year: CalendarYear = { ...notice, standing: 'official' };
  const outside = [...notice.holidays.flatMap(({ from, to }) => [from, to]), ...notice.workedWeekendDays].find((day) => !day.startsWith(`${notice.year}-`));
  if (outside !== undefined) throw new Problem('calendarContradicts', { reason: `${outside} ≠ ${notice.year}` });
  const backwards = notice.holidays.find(({ from, to }) => from > to);
  if (backwards) throw new Problem('calendarContradicts', { reason: `${backwards.from} > ${backwards.to}` });
  const name = createHash('sha256').update(canonical(notice as never)).digest('hex').slice(0, 8);
  try {
    return withYear(old, year, `${old.version.split('~')[0]?.replace(`${notice.year}p`, String(notice.year))}~${name}`);
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('calendarContradicts', { reason: error.message });
    throw error;
  }
}
