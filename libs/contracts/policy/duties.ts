import { z } from 'zod';
import { basis, id, monthDay, periods, postAt, timeOfDay, words } from './parts.ts';

/** What a unit can owe, and how the late are reminded: one schema for each kind of duty. */

export const stage = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /**
   * `start`: the next slot after the call begins. `held`: the next slot after the paper came into other hands while the
   * call goes on. A number: working days after the due date (before, if negative).
   */
  when: z.union([z.enum(['start', 'held']), z.int().min(-60).max(250)]),
  slot: timeOfDay.optional(),
  tell: z.array(postAt).min(1).max(5),
  /** remind: only told. escalate: also recorded on the obligation, at its instant. draftOrder: and an order is drafted. propose: and it is a candidate of the situation that it is a sign of. */
  action: z.enum(['remind', 'escalate', 'draftOrder', 'propose']),
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
  /** Types whose letter the unit above countersigns: both sides sign. Of the others only the lower one does. */
  countersignedFor: z.array(id).default([]),
  /** Where it comes from that both sides sign. */
  countersignedBasis: basis.optional(),
  calls: z.strictObject({
    sign: callBy('principalLeader', 'unit'), answer: callBy('issuer', 'superior'), countersign: callBy('issuer', 'superior'),
    /** Signing a supplement to a letter in force; absent, it is chased as the first signing is. */
    supplement: callBy('principalLeader', 'unit').optional(),
  }),
}).refine(({ countersignedFor, countersignedBasis }) => countersignedFor.length === 0 || countersignedBasis !== undefined, {
  path: ['countersignedBasis'], error: '双方签署须写明依据 · that both sides sign needs a basis',
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

/** A duty of a parent under today's name, or owed by others or on another basis; all else of it stays. */
export const refinement = z.strictObject({ title: words.optional(), owedBy: z.array(owed).min(1).optional() })
  .refine(({ title, owedBy }) => title !== undefined || owedBy !== undefined, '写明改称或由谁承担 · a title, or who owes it');
export type Refinement = z.infer<typeof refinement>;

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
