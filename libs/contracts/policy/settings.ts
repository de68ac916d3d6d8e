import { z } from 'zod';
import { moneyCalls } from '../../domain/funds/chasing.ts';
import { id, monthDay, period, setting, timeOfDay, unitId, words } from './parts.ts';

/**
 * What an office may set, each value with its basis. A group for each subject; a child pack replaces single settings.
 *
 * A setting that is absent sets nothing: no deadline is assumed where no basis names one. Where the rules know only one
 * way, the schema takes only that value: its basis then stands beside it. `docs/settings.md` says which code reads what.
 */

const group = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).partial().optional();

/** A number of days, and whether days off count. */
export const dayCount = z.strictObject({ days: z.int().min(1).max(366), counted: z.enum(['natural', 'working']) });
export type DayCount = z.infer<typeof dayCount>;

const rising = (numbers: readonly number[]): boolean => numbers.every((n, i) => i === 0 || n > (numbers[i - 1] ?? 0));

const percent = z.number().min(0).max(100);

/** Where a letter's signature may be given: on screen, or with ink at a ceremony (集中签订) whose scans are registered. */
const letters = group({
  copies: setting(z.int().min(1).max(10)),
  /** One person in both posts (一肩挑) signs once. */
  onePersonSignsOnce: setting(z.literal(true)),
  signedAt: setting(z.array(z.enum(['screen', 'ceremony'])).min(1)),
  /** Whoever registers the scans of a ceremony is none of those who signed. */
  registrarIsNoSigner: setting(z.boolean()),
  /** Whether a successor signs again; the signature of the predecessor stays either way. */
  resigningAfterHandover: setting(z.enum(['optional', 'required'])),
});

/**
 * How much of the year's money is to be spent by the last day of each period, in percent; between two it runs by days.
 * `linear` follows the days of the year (序时进度). Units are measured at the ends of the periods, of `linear` at those of quarters.
 */
export const spendingCurve = z.union([
  z.strictObject({ id, name: words, linear: z.literal(true) }),
  z.strictObject({ id, name: words, byPeriod: z.record(period, percent) }),
]);

const funds = group({
  /** Where money comes from, and how its documents are numbered; {year} and {n} stand in the style. */
  sources: setting(z.array(z.strictObject({ id, name: words, numberStyle: z.string().min(1).max(80).optional() })).min(1)),
  /** From the day the province has received a transfer of the centre until it is allocated to the counties. */
  provinceToCounty: setting(dayCount),
  /** From the day the people's congress approves the budget until a level's own transfers are allocated. */
  generalTransfersAfterBudget: setting(dayCount),
  specialTransfersAfterBudget: setting(dayCount),
  /** From county to town. No statute and no source names days: absent unless a document of the funds or the campaign does. */
  countyToTown: setting(dayCount),
  /** From the day the using unit has it until it is paid to whom it is for. */
  useAfterReceipt: setting(dayCount),
  /** From the acceptance of a payment request until finance has paid it. */
  payAfterAcceptance: setting(dayCount),
  /** The unit that examines and pays requests (财政部门), where several have a post that pays. */
  treasury: setting(unitId),
  spendingCurves: setting(z.array(spendingCurve).min(1)),
  /** The curve that money is compared with where its document names none. */
  spendingCurve: setting(id),
  /** Money is spent when it is paid to the contractor or beneficiary, not when it is passed on. */
  spentWhen: setting(z.literal('paidToPayee')),
  retentionPercent: setting(percent),
  /** The rate of expenditure with retention money (质保金), without what is not due yet, or both. */
  rateShown: setting(z.array(z.enum(['withRetention', 'withoutRetention'])).min(1)),
  /** Years for which money may be carried over before it counts as surplus (结余). */
  surplusAfterYears: setting(z.int().min(1).max(5)),
  /** How often finance may return a payment request: each time listing all defects. */
  returnsAtMost: setting(z.int().min(1).max(5)),
  /** Upper ends of the bands, in days, by which overdue money is listed; one more is open upwards. */
  ageingBandDays: setting(z.array(z.int().min(1).max(730)).min(1).max(6).refine(rising, '各档应逐档加长 · each longer than the one before')),
  /** How money that waits too long is chased: the ladder, and what each thing it may wait for is called, with {purpose} and {amount} in 万元. */
  chased: setting(z.strictObject({ ladder: id, titles: z.record(z.enum(moneyCalls), words) })),
  /** At town and village, at least so long. */
  publicNotice: setting(dayCount),
});

const lights = group({
  /** Percentage points behind the schedule from which a figure shows yellow. */
  behindPercentagePoints: setting(z.number().min(0).max(50)),
});

const reminders = group({
  /** Automatic messages before a due date. The checker holds every ladder to it. */
  mostBeforeDue: setting(z.int().min(0).max(2)),
  /** Choices offered where a ladder is written: working days before the due date. */
  presets: setting(z.array(z.strictObject({ id, workingDaysBefore: z.array(z.int().min(1).max(60)).min(1).max(2) })).min(1)),
});

const reports = group({
  /** 无此项任务 is declared once a year with a reason; then there is no form and no nil return. */
  noTask: setting(z.literal('onceAYear')),
  /** 零报告: only of duties that allow it, `nilAllowedFor`. */
  nilReturn: setting(z.literal('whereTheDutyAllows')),
  /** The same figure is not asked for twice. */
  prefilledFrom: setting(z.literal('lastPeriod')),
});

const extensions = group({
  asked: setting(z.literal('beforeDue')),
  /** The original date stays on record, whatever is granted. */
  originalDate: setting(z.literal('kept')),
  /** After the date an explanation (逾期说明) may be filed: it moves nothing and stays with the evidence. */
  explanation: setting(z.literal('movesNoDate')),
  /** Force majeure: many units by one act with its document. */
  collective: setting(z.literal('withDocument')),
});

const cases = group({
  /** From the notice of an interview (约谈) until it is held. */
  interviewHeldWithin: setting(dayCount),
  interviewOfficersAtLeast: setting(z.int().min(1).max(5)),
  /** Whether somebody else may come in place of whoever is called. */
  interviewSubstitutes: setting(z.boolean()),
  /** Several interviewees at once, each with receipt, minutes and promise. */
  collectiveInterviews: setting(z.boolean()),
  absenceCountsAgainst: setting(z.boolean()),
  minutesBy: setting(z.literal('namedRecorder')),
  /** The facts are shown to the person before anything is decided: statement, signature or refusal noted (事实见面). */
  factsShownFirst: setting(z.boolean()),
  /** From the interview until its written rectification result. */
  interviewRectifiedWithin: setting(dayCount),
  /** Where 限期整改 follows a finding; the period is the order's own unless this says otherwise. */
  rectifiedWithin: setting(dayCount),
  rectificationItems: setting(z.array(z.enum(['atOnce', 'byDate', 'longTerm'])).min(1)),
  longTermItemsHoldUpClosing: setting(z.boolean()),
  /** 回头看: whether a follow-up check may reopen what was closed. */
  followUpReopens: setting(z.boolean()),
  /** How a case may end without a measure, each time with its ground. */
  lesserOutcomes: setting(z.array(z.strictObject({ id, name: words })).min(1)),
  /** From the decision's receipt until an appeal, and from the appeal until it is decided. */
  appealWithin: setting(dayCount),
  appealDecidedWithin: setting(dayCount),
  appealSuspends: setting(z.boolean()),
  /** Whether other people than those who decided handle the appeal. */
  appealByOthers: setting(z.boolean()),
});

const bulletins = group({
  /** 情况通报: a bulletin of progress is no measure. Whether it ranks units. */
  ranking: setting(z.boolean()),
});

/** Papers that carry a number; 督办单 keeps its series with its duty. */
const papers = group({
  series: setting(z.array(z.strictObject({
    id, paper: z.enum(['letter', 'bulletin', 'circular', 'interviewNotice', 'rectificationNotice']),
    /** {year} is the cycle's, {n} the number, {unit} the short name of the unit. */
    template: z.string().max(60).regex(/\{n\}/, 'holds {n}'),
  })).min(1)),
});

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
  letters, funds, lights, reminders, reports, extensions, cases, bulletins, papers,
});
export type PolicySettings = z.infer<typeof settings>;

/** The groups among the settings: of each, a child pack replaces single settings. */
export const settingGroups = ['letters', 'funds', 'lights', 'reminders', 'reports', 'extensions', 'cases', 'bulletins', 'papers'] as const;
