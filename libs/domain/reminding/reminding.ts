import type { LocalDate } from '../time/instant.ts';

/** Reminders that a person gives: 催办 by hand, told at the next slot, and a telephone call that is put on record. */
export type RemindingEvent =
  /** `from`: the unit that reminds, by its name. */
  | { type: 'dutyReminded'; duty: string; call: string; dating: number; on: LocalDate; posts: string[]; from: string; by: string }
  /** `stages`: reminders of the ladder that the call takes the place of; the posts owed it when they were called. */
  | { type: 'phoneReminderLogged'; duty: string; call: string; dating: number; on: LocalDate; posts: string[]; whom: string; note: string | null; stages: string[]; by: string };

/** Who was reminded by hand or by telephone last, of which dating and on which day: nobody is twice a day. */
export interface Reminded {
  call: string;
  dating: number;
  on: LocalDate;
  posts: string[];
}

/** `report.by-hand-2026-04-08`: of the call, and of no stage of its ladder. */
export const stageByHand = (call: string, on: LocalDate): string => `${call}.by-hand-${on}`;
export const isByHand = (stage: string): boolean => /\.by-hand-\d{4}-\d{2}-\d{2}$/.test(stage);
