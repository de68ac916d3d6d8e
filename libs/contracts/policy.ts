import { z } from 'zod';
import { isLocalDate } from '../domain/time/instant.ts';

/**
 * The schema of a policy pack: what a campaign asks, of whom, by when, and on what basis.
 *
 * A pack is data. A rule that only one campaign has goes into its pack, never into code.
 */

export const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof words>;

const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'letters and digits, starting small');
/** A unit's id: an official division code, or letters and digits of one's own. */
const unitId = z.string().regex(/^[A-Za-z0-9]{1,20}$/);
const period = z.string().regex(/^(Q[1-4]|M(0[1-9]|1[0-2])|Y)$/);
/** A recurring duty's periods; a period named twice would make one key twice. */
const periods = z.array(period).min(1).max(12).refine((given) => new Set(given).size === given.length, 'each period once');
/** A day that every year has. */
const monthDay = z.string().regex(/^\d{2}-\d{2}$/).refine((day) => isLocalDate(`2027-${day}`), 'a day that every year has, MM-DD');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** A decimal as JSON number with at most two places. */
export const figure = z.number().min(-1e12).max(1e12).multipleOf(0.01).refine((value) => Math.round(value * 100) / 100 === value, 'at most two decimal places');

/** Where a date or a duty comes from. Every due date carries one, in the page and in the mail. */
export const basis = z.union([
  z.strictObject({ article: z.string().regex(/^[A-Z]{1,2}\d+(\(\d+\))?$/).describe('source, article and item: M9, M27(7)'), note: z.string().optional() }),
  z.strictObject({ document: z.string().min(1).describe('number and title of a document'), note: z.string().optional() }),
  z.strictObject({ setting: z.string().min(1).describe('who set it, and why, where no source states it') }),
]);
export type Basis = z.infer<typeof basis>;

export const source = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z]?$/),
  title: z.string().min(1),
  number: z.string().optional(),
  /** How it counts itself: 第二十七条, or （二十九） in a document of numbered headings. */
  numbering: z.enum(['article', 'heading']).optional(),
  /** How many articles the source has; a citation beyond is an error. */
  articles: z.int().min(1),
  /** Articles that have numbered items, and how many. */
  items: z.record(z.string(), z.int().min(1)).optional(),
});

/**
 * A post's function at a place seen from the unit that owes: itself, the unit above, the root of the tree, the department
 * that a verification asks. The function `holder` is no post's: it is whoever holds the paper when the stage comes.
 */
export const postAt = z.strictObject({ function: id, of: z.enum(['unit', 'superior', 'root', 'department']) });
export type PostAt = z.infer<typeof postAt>;

export const stage = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /**
   * `start`: the next slot after the call begins. `held`: the next slot after the paper came into other hands while the
   * call goes on. A number: working days after the due date (before, if negative).
   */
  when: z.union([z.enum(['start', 'held']), z.int().min(-60).max(250)]),
  slot: timeOfDay.optional(),
  tell: z.array(postAt).min(1).max(5),
  /** remind: only told. escalate: also recorded on the obligation, at its instant. draftOrder: and an order is drafted. */
  action: z.enum(['remind', 'escalate', 'draftOrder']),
  /** With `draftOrder`: which duty's order is drafted. */
  order: id.optional(),
  words,
}).refine(({ action, when }) => action === 'remind' || (typeof when === 'number' && when > 0), {
  path: ['when'], error: 'an escalation comes after the due date',
}).refine(({ action, order }) => (action === 'draftOrder') === (order !== undefined), {
  path: ['order'], error: 'a stage that drafts an order names it, and no other does',
});
export type Stage = z.infer<typeof stage>;

/** One thing that is waited for, from whom, by when, and how it is chased. */
const callBy = <F extends string, O extends 'unit' | 'superior' | 'department'>(functionName: F, of: O) => z.strictObject({
  // Which function an act asks for is the command's *who may*; which post has the function is the pack's.
  by: z.strictObject({ function: z.literal(functionName), of: z.literal(of) }),
  /** Working days from the moment the call begins. Reports have a `due` rule instead. */
  withinWorkingDays: z.int().min(0).max(250).optional(),
  ladder: id,
  basis: basis.optional(),
});

/** Which types of unit owe it, and on what basis. Another basis per type: a town owes by an article, a village by its letter. */
const owed = z.strictObject({ unitType: id, basis });

export const letterDuty = z.strictObject({
  id,
  kind: z.literal('letter'),
  title: words,
  owedBy: z.array(owed).min(1),
  /** Types whose letter the unit above countersigns. */
  countersignedFor: z.array(id).default([]),
  calls: z.strictObject({
    sign: callBy('principalLeader', 'unit'), answer: callBy('issuer', 'superior'), countersign: callBy('issuer', 'superior'),
    /** Signing a supplement to a letter in force; absent, it is chased as the first signing is. */
    supplement: callBy('principalLeader', 'unit').optional(),
  }),
});

export const reportDuty = z.strictObject({
  id,
  kind: z.literal('report'),
  title: words,
  owedBy: z.array(owed).min(1),
  periods,
  /** Days after the period's last day on which reporting opens. */
  opensDaysAfterPeriod: z.int().min(-31).max(60),
  /** Days after the period's last day on which it is due, and what happens on a day off. */
  due: z.strictObject({ daysAfterPeriod: z.int().min(1).max(120), roll: z.enum(['forward', 'back', 'none']), basis: basis.optional() }),
  /** Whether the form asks for the figures of the unit's targets. */
  indicators: z.boolean().default(true),
  /** Types of unit that may hand in a nil return (零报告), where there was nothing to report. */
  nilAllowedFor: z.array(id).default([]),
  /** The report whose accepted figures fill this one in: a report of the year, compiled. */
  compiledFrom: id.optional(),
  calls: z.strictObject({ report: callBy('reporter', 'unit'), correct: callBy('reporter', 'unit'), review: callBy('reviewer', 'superior') }),
});

/** How a unit asks for more time (延期申请): opened during the year, for any date of its own. */
export const extensionDuty = z.strictObject({
  id,
  kind: z.literal('extension'),
  title: words,
  owedBy: z.array(owed).min(1),
  /** Who may decide instead once the ladder's stage `deputy` is reached. */
  deputy: z.strictObject({ function: z.enum(['reviewer', 'issuer']), of: z.literal('superior') }).optional(),
  calls: z.strictObject({ decide: callBy('reviewer', 'superior') }),
});

/** A unit passes its targets down to the units directly below before their letters are issued (目标分解). */
export const allocationDuty = z.strictObject({
  id,
  kind: z.literal('allocation'),
  title: words,
  owedBy: z.array(owed).min(1),
  calls: z.strictObject({ allocate: callBy('issuer', 'unit') }),
});

/** A plan, submitted and approved: the year's, a department's, for the use of funds, an assisting unit's. */
export const planDuty = z.strictObject({
  id,
  kind: z.literal('plan'),
  title: words,
  owedBy: z.array(owed).min(1),
  /** A day of the year, and what happens on a day off; or working days after the launch. */
  due: z.union([
    z.strictObject({ on: monthDay, roll: z.enum(['forward', 'back', 'none']), basis: basis.optional() }),
    z.strictObject({ workingDaysAfterLaunch: z.int().min(1).max(250), basis: basis.optional() }),
  ]),
  calls: z.strictObject({ submit: callBy('reporter', 'unit'), correct: callBy('reporter', 'unit'), review: callBy('reviewer', 'superior') }),
});

/** A regular meeting or oral report, one a period, proved by the number of its minutes. */
export const meetingDuty = z.strictObject({
  id,
  kind: z.literal('meeting'),
  title: words,
  owedBy: z.array(owed).min(1),
  periods,
  /** Days after the period's last day by which it is on record, and what happens on a day off. */
  due: z.strictObject({ daysAfterPeriod: z.int().min(0).max(120), roll: z.enum(['forward', 'back', 'none']), basis: basis.optional() }),
  calls: z.strictObject({ record: callBy('reporter', 'unit') }),
});

/** Who decides on an order: the post with the function above the unit, or at the root, as the pack says. */
const callByOfficer = callBy('orderIssuer', 'superior').extend({ by: z.strictObject({ function: z.literal('orderIssuer'), of: z.enum(['superior', 'root']) }) });

/** A supervision order (督办单): opened during the year, by hand or by a stage of a ladder. */
export const orderDuty = z.strictObject({
  id: id.max(30),
  kind: z.literal('order'),
  title: words,
  owedBy: z.array(owed).min(1),
  /** Numbers without gaps, for all units of a cycle together. {year} is the cycle's, {n} the number. */
  series: z.strictObject({ id, template: z.string().max(60).regex(/\{n\}/, 'holds {n}'), basis }),
  /** What a draft of the ladder says; {title} and {dueOn} are those of what is overdue. */
  overdueMatter: words,
  calls: z.strictObject({
    issue: callByOfficer,
    acknowledge: callBy('reporter', 'unit'),
    /** By the dates of the stages, which the order gives. */
    feedback: callBy('reporter', 'unit'),
    /** By the deadline, which the order gives; its working days are for an order without one, and for one that is returned. */
    complete: callBy('reporter', 'unit'),
    review: callByOfficer,
  }),
});

/** What the departments that verify the figures of a report are asked: one duty for each report and department. */
export const verificationDuty = z.strictObject({
  id,
  kind: z.literal('verification'),
  title: words,
  /** The report duty whose figures are verified. */
  report: id,
  owedBy: z.array(owed).min(1),
  calls: z.strictObject({ verify: callBy('verifier', 'department') }),
});

export const duty = z.discriminatedUnion('kind', [letterDuty, reportDuty, extensionDuty, allocationDuty, planDuty, meetingDuty, orderDuty, verificationDuty]);
export type DutyPolicy = z.infer<typeof duty>;
export type LetterPolicy = z.infer<typeof letterDuty>;
export type ReportPolicy = z.infer<typeof reportDuty>;
export type ExtensionPolicy = z.infer<typeof extensionDuty>;
export type AllocationPolicy = z.infer<typeof allocationDuty>;
export type PlanPolicy = z.infer<typeof planDuty>;
export type MeetingPolicy = z.infer<typeof meetingDuty>;
export type OrderPolicy = z.infer<typeof orderDuty>;
export type VerificationPolicy = z.infer<typeof verificationDuty>;

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

const setting = <T extends z.ZodType>(value: T) => z.strictObject({ value, basis });

export const settings = z.strictObject({
  /** Times of a working day at which digests go out. */
  deliverySlots: setting(z.array(timeOfDay).min(1).max(6)),
  /** Nothing is sent from `from` until `to`, whatever the slots. */
  quietHours: setting(z.strictObject({ from: timeOfDay, to: timeOfDay })),
  /** Working days before the due date from which a light shows near. */
  nearWorkingDays: setting(z.int().min(0).max(30)),
  /** Minutes over which escalations of one morning are spread; a drill uses none. */
  escalationWindowMinutes: setting(z.int().min(0).max(240)),
  /** Letters that a unit may be asked to sign in a year, over all campaigns; more take a reason. Absent: not limited. */
  lettersPerUnitYear: setting(z.int().min(1).max(20)).optional(),
  /** On which day of the year the next one is drafted by itself, and working days for looking at the draft. Absent: by hand only. */
  nextYear: setting(z.strictObject({ draftedOn: monthDay, checkedWithinWorkingDays: z.int().min(1).max(60) })).optional(),
});

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
});
export type PolicyPackFile = z.infer<typeof policyPack>;

/** A pack with its parents laid under it: complete, ready to be resolved for a unit. */
export type PolicyPack = Omit<PolicyPackFile, 'settings' | 'buildsOn' | 'campaign'> & {
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
