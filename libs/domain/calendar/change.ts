import type { LocalDate } from '../time/instant.ts';
import type { WorkingCalendar } from './calendar.ts';

/** Dates that a rule of the pack gives, by the duty's key: as the old calendar had it, and as the new one has it. */
export type RuleDates = Readonly<Record<string, { from: LocalDate; to: LocalDate }>>;

/** The official holiday notice took the place of a provisional year, or corrected an official one. */
export interface CalendarChange {
  calendar: WorkingCalendar;
  /** The notice's document number. */
  source: string;
  dates: RuleDates;
}

export type CalendarEvent = { type: 'calendarChanged'; calendar: WorkingCalendar; source: string };
