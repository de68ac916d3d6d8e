import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { calendarYear } from '#libs/contracts/policy';
import { workingCalendar } from '#libs/domain/calendar/calendar';
import type { CalendarYear, WorkingCalendar } from '#libs/domain/calendar/calendar';
import { PackProblem } from './finding.ts';
import { parse } from './parse.ts';
import { readYaml, repositoryRoot } from './place.ts';

/** The years we know, and the working calendar of a year that is running. */
export interface Calendars {
  /** The years with their official notice, and the first without: what a year that runs now rests on. */
  calendar: WorkingCalendar;
  /** All that are known, provisional ones for drafts ahead too. */
  calendarYears: CalendarYear[];
}

/**
 * Reads every year kept beside the packs, in order; or, where a pack's folder brings `calendars/` of its own (a region
 * with other days off), the years in there instead.
 *
 * @throws PackProblem when a file is not a calendar year; RangeError when the years have a gap
 */
export function readCalendars(packFolder: string): Calendars {
  const own = join(packFolder, 'calendars');
  const folder = existsSync(own) ? own : join(repositoryRoot(), 'libs/packs/calendars');
  const calendarYears = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().map((name) => {
    const parsed = parse(readYaml(join(folder, name)), calendarYear);
    if ('findings' in parsed) throw new PackProblem(parsed.findings);
    return parsed.content;
  });
  const provisional = calendarYears.findIndex(({ standing }) => standing === 'provisional');
  return { calendar: workingCalendar(provisional < 0 ? calendarYears : calendarYears.slice(0, provisional + 1)), calendarYears };
}
