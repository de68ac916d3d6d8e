import { z } from 'zod';
import { basis, id, postAt, setting, words } from './parts.ts';

/**
 * Accountability as data: what may follow, for whom, on which facts, and who decides. The system proposes, people decide.
 *
 * In the demo this is M26 and M27; another region has other rows.
 */

/** What every decision states (M26: 情节、后果、影响). */
export const weight = z.strictObject({ id, name: words, basis });

/**
 * A measure (问责方式). `recorded`: the body entitled orders it, the system records what it said. `drafted`: the system drafts
 * the paper for a named officer's approval. `referred`: only a referral (移送/建议) is recorded, and its outcome; never decided
 * here. The order of the list is the text's, not one of severity.
 */
export const measure = z.strictObject({ id, name: words, kind: z.enum(['recorded', 'drafted', 'referred']), basis });
export type MeasurePolicy = z.infer<typeof measure>;

/** Who decides within this campaign: for which types of unit and which measures, which post, in whose name. */
const decides = z.strictObject({
  /** Types of unit; units of other types, and outside the tree, are referred. */
  for: z.array(id).min(1),
  measures: z.array(id).min(1),
  /** The officer who approves, seen from the unit concerned. */
  by: postAt,
  body: words,
  /** The name under which the paper goes out: an office of a leading group reminds and informs, it censures nobody. */
  issuedAs: words,
  /** Measures that are made public; the others go to the object and to who must know. */
  published: z.array(id).default([]),
  basis,
});

/**
 * Whom a measure is for (问责对象). What `decides` does not cover is asked of, or handed to, somebody else: `refers` (提请、
 * 移送). Authority follows the object, not the tree.
 */
export const accountableObject = z.strictObject({
  id,
  name: words,
  is: z.enum(['unit', 'person']),
  /** 相关单位 and 帮扶单位 are kept apart, and so are their people. */
  role: z.enum(['district', 'town', 'concerned', 'assisting', 'responsible']),
  /** The posts of its unit that a person means, by function; none: the person is named by hand. */
  functions: z.array(id).default([]),
  decides: decides.optional(),
  refers: z.strictObject({ to: words, basis }).optional(),
});
export type AccountableObject = z.infer<typeof accountableObject>;

/** What the record itself can show. Each is something that a rule in code looks for; the rows say what it means. */
export const recordSigns = [
  'fundsNotPaidOnTime', 'fundsNotUsedOnTime', 'projectNotCarriedOutOnTime', 'meetingNotRecorded', 'targetMissedAtYearEnd',
  'assessmentResultRecorded', 'platformDataWrong', 'attendanceMissing',
] as const;

/** One fact of a situation: shown by the record, or confirmed by a person who says on what grounds. */
const element = z.union([
  z.strictObject({ id, says: words, shownBy: z.literal('record'), sign: z.enum(recordSigns) }),
  z.strictObject({ id, says: words, shownBy: z.literal('person') }),
]);

/** One of these facts is needed; each of a situation's conditions must hold. */
const condition = z.strictObject({ id, is: z.enum(['cause', 'act', 'effect']), anyOf: z.array(element).min(1).max(6) });

/** What follows for one object: one measure, several together, or one of several to be chosen. */
const consequence = z.strictObject({
  object: id,
  measures: z.array(id).min(1).max(6),
  choice: z.enum(['together', 'oneOf']).optional(),
}).refine(({ measures, choice }) => (measures.length > 1) === (choice !== undefined), { path: ['choice'], error: '多种方式须写明是并用还是选用，一种方式不写 · several measures are together or oneOf, a single one is neither' });

/** A row of the table of situations (问责情形). */
export const situation = z.strictObject({
  id,
  /** As people cite the row: 7, 11a. */
  row: z.string().regex(/^\d{1,2}[a-z]?$/),
  basis,
  trigger: words,
  conditions: z.array(condition).min(1).max(6),
  /**
   * How a case can begin. `automatic`: the record shows the act, a person confirms the rest. `partial`: the record gives a
   * candidate. `finding`: an inspection or somebody's finding. `watch`: watched from the year's end until a result is recorded.
   */
  detected: z.enum(['automatic', 'partial', 'finding', 'watch']),
  /** All of these follow together. */
  base: z.array(consequence).min(1).max(8),
  aggravated: z.array(z.strictObject({ id, says: words, consequences: z.array(consequence).min(1).max(8) })).max(4).default([]),
  /** Whether 限期整改 follows. */
  rectification: z.boolean(),
  /** How an unclear text is read here. */
  reading: words.optional(),
});
export type SituationPolicy = z.infer<typeof situation>;

export const accountability = z.strictObject({
  weights: z.array(weight).default([]),
  measures: z.array(measure).default([]),
  /** Whether the source's list of measures ends open (等): then another may be recorded, never drafted. */
  measuresOpen: setting(z.boolean()).optional(),
  objects: z.array(accountableObject).default([]),
  situations: z.array(situation).default([]),
});
export type Accountability = z.infer<typeof accountability>;
