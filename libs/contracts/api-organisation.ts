import { z } from 'zod';
import { basis, list, page } from './api-parts.ts';
import { cycleId, instant, line, localDate, policyId, unitId } from './common.ts';

/** What the API takes and gives about the office's own records, and what a year can be chosen from. */

const packId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const login = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{2,59}$/).describe('3 to 60 letters, digits or . _ @ -');
const email = z.email().max(254);

// —— by import ——
export const importQuery = z.strictObject({ pack: packId });
/** With the preview's hash, an import that would now do something else is refused. */
export const runImportQuery = z.strictObject({ pack: packId, preview: hash.optional() });
export const importPath = z.strictObject({ import: z.uuid() });

const counted = z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int() });
export const importCounts = z.strictObject({ units: counted, posts: counted, people: counted, tenures: counted });
const column = { column: z.string().describe('as the sheet names it: C'), heading: z.string().nullable() };
export const importFault = z.strictObject({ row: z.int(), ...column, field: z.string(), code: z.string(), words: basis });
/** What the file would do: all its faults are counted, the first 500 named. Nothing is written. */
export const importPreview = z.strictObject({
  hash, rows: z.int(), isPossible: z.boolean(), faultCount: z.int(), faults: z.array(importFault).max(500), ignored: z.array(z.strictObject(column)).max(50), counts: importCounts, changes: z.int(),
  /** The first of each kind, to look at. */
  units: z.array(z.strictObject({ unit: z.string(), name: z.string(), was: z.string().nullable() })).max(50),
  people: z.array(z.strictObject({ person: z.string(), name: z.string(), was: z.string().nullable() })).max(50),
  tenures: z.array(z.strictObject({ post: z.string(), person: z.string(), from: localDate, to: localDate.nullable(), isNew: z.boolean() })).max(50),
});
/** `interrupted`: its process ended before it did; nothing was written, and the same request does it. */
export const importView = z.strictObject({
  import: z.uuid(), state: z.enum(['running', 'done', 'failed', 'interrupted']), phase: z.string(), done: z.int(), of: z.int(), startedAt: instant, endedAt: instant.nullable(),
  counts: importCounts.nullable(), changes: z.int().nullable(), reason: basis.nullable(),
});
/** An .xlsx file. */
export const spreadsheet = z.unknown();

// —— by hand ——
export const unitsQuery = z.strictObject({ under: unitId.optional(), ...page });
export const peopleQuery = z.strictObject({ q: line(60).optional(), ...page });
export const officeUnitPath = z.strictObject({ unit: unitId });
export const officePostPath = z.strictObject({ unit: unitId, kind: policyId });
export const personPath = z.strictObject({ person: login });
export const addUnit = z.strictObject({ pack: packId, unit: unitId, name: line(60), type: policyId, under: unitId.optional() });
/** A new name holds from now on; `endOn` is the last day. */
export const changeUnit = z.strictObject({ name: line(60).optional(), endOn: localDate.optional() });
export const addPost = z.strictObject({ pack: packId, kind: policyId });
/** Whoever holds the post until then holds it until the day before. */
export const appoint = z.strictObject({ person: login, from: localDate, to: localDate.optional() });
export const endTenure = z.strictObject({ tenure: z.string().max(120), to: localDate });
export const addPerson = z.strictObject({ login, name: line(60), email: email.optional() });
export const changePerson = z.strictObject({ name: line(60).optional(), email: email.nullable().optional() });
export const changePassword = z.strictObject({ old: z.string().min(1).max(200), new: z.string().min(10).max(200) });

const spell = { tenure: z.string(), person: z.string(), name: z.string(), from: localDate, to: localDate.nullable() };
export const officeUnit = z.strictObject({
  unit: z.string(), name: z.string(), type: z.string(), under: z.string().nullable(), endsOn: localDate.nullable(), children: z.int(),
  posts: z.array(z.strictObject({
    post: z.string(), kind: z.string(), title: z.string(), functions: z.array(z.string()), holder: z.strictObject(spell).nullable(), later: z.array(z.strictObject(spell)).max(20),
  })).max(60),
});
export const officeUnits = list(officeUnit).extend({ today: localDate });
export const officePerson = z.strictObject({
  person: z.string(), login: z.string().nullable(), name: z.string(), email: z.string().nullable(), hasFirstPassword: z.boolean(),
  posts: z.array(z.strictObject({ tenure: z.string(), post: z.string(), title: z.string(), unit: z.string(), unitName: z.string(), from: localDate, to: localDate.nullable() })).max(50),
});
export const officePeople = list(officePerson).extend({ today: localDate });
export const recorded = z.strictObject({ changes: z.int() });
/** Shown once, and kept nowhere. */
export const firstPassword = z.strictObject({ person: z.string(), login: z.string(), password: z.string() });

// —— to choose from ——
export const calendarPath = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) });
export const packs = z.strictObject({
  packs: z.array(z.strictObject({
    id: z.string(), version: z.string(), name: basis, label: basis.nullable(), isRunnable: z.boolean(), reason: z.string().nullable(), campaign: z.strictObject({ id: z.string(), name: basis }).nullable(),
    years: z.array(z.strictObject({ year: z.int(), isProvisional: z.boolean() })), lineage: z.array(z.string()), hasOrganisation: z.boolean(),
    unitTypes: z.array(z.strictObject({ id: z.string(), name: basis, under: z.array(z.string()), posts: z.array(z.strictObject({ kind: z.string(), title: basis, functions: z.array(z.string()) })) })),
    duties: z.array(z.strictObject({ id: z.string(), title: basis, kind: z.string(), owedBy: z.array(z.strictObject({ unitType: z.string(), name: basis, basis })), periods: z.array(z.string()) })),
  })).max(100),
});
export const calendarView = z.strictObject({
  year: z.int(), standing: z.enum(['official', 'provisional']), source: z.string(), holidays: z.array(z.strictObject({ name: z.string(), from: localDate, to: localDate })), workedWeekendDays: z.array(localDate),
  /** Every day of the year that is not worked, weekends among them. */
  daysOff: z.array(localDate).max(366), workingDays: z.int(),
});
export const datesOfYear = z.strictObject({
  cycle: cycleId, now: instant, provisionalFrom: localDate.nullable(), units: z.int(),
  duties: z.array(z.strictObject({
    duty: z.string(), policy: z.string(), kind: z.string(), title: basis, basis, dueBasis: basis, units: z.int(),
    /** Null: counted from when it begins, and so no date yet. */
    dates: z.array(z.strictObject({ dueOn: localDate, units: z.int(), isProvisional: z.boolean() })).max(400),
    /** Set for this year in the place of the rule's day; `nextWorkingDay` where it was set on a day off. */
    set: z.strictObject({ reason: z.string(), byRule: localDate, nextWorkingDay: localDate.nullable() }).nullable(),
    /** No date can be set before it; null where its date counts from an act, and none can be set. */
    settableFrom: localDate.nullable(),
  })).max(2_000),
});
