import { z } from 'zod';
import { accountability } from './policy/accountability.ts';
import { duty, refinement, stage } from './policy/duties.ts';
import { basis, figure, id, period, source, unitId, words } from './policy/parts.ts';
import { settings } from './policy/settings.ts';

/**
 * The schema of a policy pack: what a campaign asks, of whom, by when, and on what basis.
 *
 * A pack is data. A rule that only one campaign has goes into its pack, never into code. By subject: `policy/parts.ts`,
 * `duties.ts`, `settings.ts`, `accountability.ts`; here units, targets, and what makes them one.
 */

export * from './policy/accountability.ts';
export * from './policy/duties.ts';
export * from './policy/settings.ts';
export { basis, figure, postAt, source, words } from './policy/parts.ts';
export type { Basis, PostAt, Words } from './policy/parts.ts';

export const indicator = z.strictObject({
  id,
  name: words,
  measure: words.describe('unit of measure: 户, %, 人'),
  direction: z.enum(['atLeast', 'atMost', 'equal', 'done']),
  period: z.enum(['cumulative', 'yearEnd']),
  aggregation: z.enum(['sum', 'each', 'ratio', 'none']),
  source: z.enum(['typed', 'ledger', 'department']),
  passesTo: id.optional().describe('the indicator in which the units below carry it: the same measure and period'),
  verifiedBy: unitId.optional().describe('the unit that verifies the figure, or the type of such units'),
});
export type Indicator = z.infer<typeof indicator>;

/** What a letter asks of one unit, or of each unit of a type; the more exact line wins. */
export const target = z.strictObject({
  for: z.union([z.strictObject({ unitType: id }), z.strictObject({ unit: z.string().min(1) })]),
  indicator: id,
  value: figure,
  byPeriod: z.record(period, figure).optional(),
});

export const post = z.strictObject({ kind: id, title: words, functions: z.array(id).max(10) });

/**
 * One of the unit's own steps for a paper that leaves it (审核, 分管领导, 主要领导). `one`: whoever of the posts with the
 * function comes first; `all`: each of them (会签).
 */
export const step = z.strictObject({ id, title: words, function: id, mode: z.enum(['one', 'all']), basis });

export const unitType = z.strictObject({
  id,
  name: words,
  /** Types of unit it can stand under; the root has none. */
  under: z.array(id).default([]),
  posts: z.array(post).max(12),
  /** Through whose hands a report goes before it leaves the unit, in this order; none: the reporter sends it. */
  steps: z.array(step).max(4).default([]),
});
export type UnitType = z.infer<typeof unitType>;

export const policyPack = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: words,
  /** `id@version` of the pack it builds on: lists are joined by id, the child's entry wins. */
  buildsOn: z.string().regex(/^[a-z][a-z0-9-]*@\d+\.\d+\.\d+$/).optional(),
  /** Printed on every page and paper, 演示·非官方. */
  label: words.optional(),
  /** The campaign's own words, used in titles, mail and pages. */
  campaign: z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9]*$/), name: words }).optional(),
  sources: z.array(source).default([]),
  settings: settings.partial().default({}),
  unitTypes: z.array(unitType).default([]),
  ladders: z.record(id, z.array(stage).min(1).max(20)).default({}),
  indicators: z.array(indicator).default([]),
  targets: z.array(target).default([]),
  duties: z.array(duty).default([]),
  refines: z.record(id, refinement).default({}),
  accountability: accountability.prefault({}),
});
export type PolicyPackFile = z.infer<typeof policyPack>;

/** A pack with its parents laid under it: complete, ready to be resolved for a unit. */
export type PolicyPack = Omit<PolicyPackFile, 'settings' | 'buildsOn' | 'campaign' | 'refines'> & {
  settings: z.infer<typeof settings>;
  campaign: NonNullable<PolicyPackFile['campaign']>;
  /** `id@version` of this pack and each parent, nearest first. */
  lineage: string[];
};

/** A calendar year as kept beside the packs. */
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const calendarYear = z.strictObject({
  year: z.int().min(2000).max(2100),
  standing: z.enum(['official', 'provisional']),
  source: z.string().min(1),
  holidays: z.array(z.strictObject({ name: z.string().min(1), from: localDate, to: localDate })),
  workedWeekendDays: z.array(localDate),
}).superRefine(({ year, holidays, workedWeekendDays }, context) => {
  holidays.forEach(({ from, to }, index) => {
    if (from > to || !from.startsWith(`${year}-`) || !to.startsWith(`${year}-`)) context.addIssue({ code: 'custom', path: ['holidays', index], message: `from … to, within ${year}` });
  });
  workedWeekendDays.forEach((day, index) => {
    if (!day.startsWith(`${year}-`)) context.addIssue({ code: 'custom', path: ['workedWeekendDays', index], message: `a day of ${year}` });
  });
});

/** The organisation a demo or an office starts with: units, posts are made from the unit types, people hold posts. */
export const organisation = z.strictObject({
  root: z.string().min(1),
  units: z.array(z.strictObject({
    id: unitId,
    name: z.string().min(1).max(60),
    type: id,
    /** Parent in the tree; absent for the root. */
    under: z.string().optional(),
    /** Who administers it, where that is not the parent: such a unit gets no letter, task or reminder. */
    administeredBy: z.string().optional(),
  })).min(1).max(50_000),
  /** One person for several posts (一肩挑), a vacant post, a change during the year. Every other post gets one person. */
  holders: z.array(z.strictObject({
    unit: z.string(),
    posts: z.array(id).min(1),
    person: z.string().min(1).max(60),
    from: localDate.optional(),
    to: localDate.optional().describe('last day, inclusive'),
    email: z.email().nullable().optional(),
  })).default([]),
  vacant: z.array(z.strictObject({ unit: z.string(), post: id })).default([]),
});
export type Organisation = z.infer<typeof organisation>;
