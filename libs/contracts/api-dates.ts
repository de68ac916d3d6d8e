import { z } from 'zod';
import { attachments, attachmentsShown } from './api-papers.ts';
import { basis, light, list, page } from './api-parts.ts';
import { documentReference, dutyKey, instant, line, localDate, text, unitId } from './common.ts';

/** What the API takes and gives about dates: more time, moves, calendars, and the year rehearsed and accounted for. */

/** The official notice of one year: its number, its holidays, the weekend days that are worked. */
export const holidayNotice = z.strictObject({
  year: z.int().min(2000).max(2100), source: line(200),
  holidays: z.array(z.strictObject({ name: line(20), from: localDate, to: localDate })).min(1).max(40),
  workedWeekendDays: z.array(localDate).max(40),
});
export const changeCalendar = holidayNotice.extend({ preview: z.string().regex(/^[0-9a-f]{64}$/) });

/** Which days a year works, as its dates are counted by: one character a day from `from`, `1` worked. */
export const workingDays = z.strictObject({
  now: instant, version: z.string(), from: localDate, days: z.string().regex(/^[01]*$/).max(4_000),
});

/** A due date in the place of the rule's, for all who owe the duty: why, or the number of the document it rests on. */
export const setDate = z.strictObject({ duty: dutyKey, dueOn: localDate, reason: line(200) });
/** Lays a draft out anew; without `dueDates` those set before stay, with an empty list none does. */
export const redraftCycle = z.strictObject({
  overrideReason: line(500).optional(),
  dueDates: z.array(setDate).max(200).optional(),
});

export const requestExtension = z.strictObject({ dueOn: localDate, reason: line(1000), progress: text(2000), attachments });
export const explainLateness = z.strictObject({ text: text(2000).refine((given) => given.trim() !== '', '不能为空 · must not be empty') });
export const moveDates = z.strictObject({
  duty: dutyKey, dueOn: localDate, under: unitId.optional(), document: documentReference, reason: line(1000),
  /** Of the preview this act confirms. */
  preview: z.string().regex(/^[0-9a-f]{64}$/),
});
export const grantExtension = z.strictObject({ dueOn: localDate, reason: line(1000) });
export const refuseExtension = z.strictObject({ reason: line(1000) });

export const extensionsQuery = z.strictObject({ status: z.enum(['requested', 'granted', 'refused', 'withdrawn', 'closed', 'lapsed']).optional(), ...page });
export const movesQuery = z.strictObject({ duty: dutyKey, dueOn: localDate, under: unitId.optional(), ...page });

const toldAt = z.array(z.strictObject({ stage: z.string(), post: z.string(), at: instant })).max(2_000);
/** Each date that another calendar moves, and each notice that goes or comes, unit by unit. */
export const calendarPreview = z.strictObject({
  now: instant, hash: z.string(), version: z.string(), units: z.int(), moving: z.int(),
  changes: z.array(z.strictObject({ unit: z.string(), unitName: z.string(), dates: z.array(z.strictObject({ duty: z.string(), from: localDate, to: localDate })).max(200), goes: toldAt, comes: toldAt })).max(5_000),
});

/** What moving a duty's date for many units would change: confirmed by its hash, refused when it is stale. */
export const moves = list(z.strictObject({
  unit: z.string(), unitName: z.string(), from: localDate, to: localDate, noticesGone: z.int(), noticesCome: z.int(),
})).extend({ now: instant, hash: z.string(), units: z.int(), moving: z.int() });

/** A request for more time: the date it asks for, and the one decided. */
export const extensionItem = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), title: basis, status: z.string(), of: z.string(), from: localDate, asked: localDate,
  reason: z.string(), progress: z.string(), attachments: attachmentsShown, by: z.string(), requestedAt: instant, decideBy: localDate.nullable(), seq: z.int(),
  decision: z.strictObject({ dueOn: localDate.nullable(), reason: z.string(), by: z.string(), at: instant }).nullable(),
});
/** One request, with the unit above that decides it. */
export const extensionView = extensionItem.extend({ superior: z.string(), superiorName: z.string() });
export const extensions = list(extensionItem).extend({ now: instant });

/** A unit's account of its year: each duty as it ended (or stands), and how they add up. */
export const account = z.strictObject({
  unit: z.string(), unitName: z.string(), superior: z.string().nullable(), now: instant, isFinal: z.boolean(), endedAt: instant.nullable(), reason: z.string().nullable(),
  totals: z.strictObject({ duties: z.int(), done: z.int(), onTime: z.int(), late: z.int(), lapsed: z.int(), open: z.int(), escalations: z.int(), moved: z.int(), explained: z.int() }),
  duties: z.array(z.strictObject({
    duty: z.string(), kind: z.string(), title: basis, status: z.string(), light, originalDueOn: localDate.nullable(), dueOn: localDate.nullable(), firstSubmittedAt: instant.nullable(),
    onTime: z.boolean().nullable(), completeAt: instant.nullable(), escalations: z.int(), explanations: z.array(z.strictObject({ text: z.string(), by: z.string(), at: instant })),
  })).max(500),
});

/** What the year would be if nobody acted: found before it is launched, from the rules that will run it. */
export const rehearsal = list(z.strictObject({ post: z.string(), title: z.string(), unitName: z.string(), notices: z.int(), months: z.record(z.string(), z.int()) })).extend({
  now: instant, units: z.int(), errors: z.int(),
  findings: z.array(z.strictObject({ severity: z.enum(['error', 'warning']), code: z.string(), words: basis, units: z.int(), examples: z.array(z.string()), exampleNames: z.array(z.string()).describe('as examples, by name'), duty: z.string(), facts: z.record(z.string(), z.string()) })).max(500),
  ifNobodyActs: z.array(z.strictObject({ stage: z.string(), units: z.int(), from: localDate })).max(2_000),
  burden: z.array(z.strictObject({ unitType: z.string(), units: z.int(), forms: z.int(), figures: z.int(), prefilled: z.int(), notices: z.int() })).max(50),
});
