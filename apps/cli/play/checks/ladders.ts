/**
 * Who is told what, how many working days before or after a date: typed in from the demo's settings a second time,
 * and the rules by which its dates come about.
 */

export type UnitType = 'district' | 'township' | 'farm' | 'village' | 'department' | 'assistingUnit';

/** The posts of each type of unit, by what they do. */
export const postsOf: Readonly<Record<UnitType, { leaders: readonly string[]; reporter: string | null; reviewer: string | null }>> = {
  district: { leaders: ['partySecretary', 'head'], reporter: null, reviewer: 'office' },
  township: { leaders: ['partySecretary', 'mayor'], reporter: 'office', reviewer: 'office' },
  farm: { leaders: ['partySecretary', 'manager'], reporter: 'office', reviewer: 'office' },
  village: { leaders: ['partySecretary', 'director'], reporter: 'clerk', reviewer: null },
  department: { leaders: ['director'], reporter: 'sectionChief', reviewer: null },
  assistingUnit: { leaders: ['head'], reporter: 'liaison', reviewer: null },
};
export const administratorPost = 'office';

/** Who has a leader in charge: the towns. */
export const leadersInCharge: Readonly<Partial<Record<UnitType, string>>> = { township: 'deputy' };

/** The unit's own steps before a report leaves it: whose hands, whether one of them or each. */
export const stepsOf: Readonly<Record<UnitType, readonly { kinds: readonly string[]; all: boolean }[]>> = {
  district: [], village: [], department: [], assistingUnit: [],
  township: [{ kinds: ['deputy'], all: false }, { kinds: ['partySecretary', 'mayor'], all: false }],
  farm: [{ kinds: ['partySecretary', 'manager'], all: true }],
};

/** The departments that verify figures of the reports of these types of unit, each its own. */
export const departments = ['440811D01', '440811D02', '440811D03', '440811D04', '440811D05'] as const;
export const verified: readonly UnitType[] = ['township', 'farm'];
export const verifierPost = 'sectionChief';
export const departmentHeadPost = 'director';

export type Told = 'officer' | 'leadersOfRoot' | 'leaders' | 'leaderInCharge' | 'reporter' | 'holder' | 'leadersAbove' | 'officeAbove' | 'administrator' | 'verifier' | 'departmentHead';

export interface Stage {
  id: string;
  /** `start`: the next slot after the waiting begins; `held`: after the paper came into other hands; a number: 09:00 so many working days after the date. */
  when: 'start' | 'held' | number;
  tell: readonly Told[];
  isEscalation?: true;
}

const signing: readonly Stage[] = [
  { id: 'issued', when: 'start', tell: ['leaders'] },
  { id: 'before-3', when: -3, tell: ['leaders'] },
  { id: 'after-1', when: 1, tell: ['leaders'] },
  { id: 'after-5', when: 5, tell: ['leaders', 'leadersAbove'] },
  { id: 'after-10', when: 10, tell: ['leaders', 'officeAbove'], isEscalation: true },
];
const reporting: readonly Stage[] = [
  { id: 'opened', when: 'start', tell: ['holder'] },
  { id: 'handed-over', when: 'held', tell: ['holder'] },
  { id: 'before-2', when: -2, tell: ['holder'] },
  { id: 'after-1', when: 1, tell: ['holder', 'leaderInCharge'] },
  { id: 'after-5', when: 5, tell: ['holder', 'leaders'] },
  { id: 'after-10', when: 10, tell: ['leaders', 'officeAbove'], isEscalation: true },
  { id: 'after-20', when: 20, tell: ['leaders', 'officeAbove', 'administrator'], isEscalation: true },
];
const correcting: readonly Stage[] = [
  { id: 'returned', when: 'start', tell: ['holder'] },
  { id: 'handed-over', when: 'held', tell: ['holder'] },
  { id: 'after-1', when: 1, tell: ['holder', 'leaderInCharge'] },
  { id: 'after-5', when: 5, tell: ['holder', 'leaders', 'officeAbove'], isEscalation: true },
];
const handling: readonly Stage[] = [
  { id: 'to-handle', when: 'start', tell: ['officeAbove'] },
  { id: 'handle-after-1', when: 1, tell: ['officeAbove'] },
  { id: 'handle-after-5', when: 5, tell: ['officeAbove', 'administrator'], isEscalation: true },
];
const deciding: readonly Stage[] = [
  { id: 'to-decide', when: 'start', tell: ['leadersAbove'] },
  { id: 'decide-after-1', when: 1, tell: ['leadersAbove'] },
  { id: 'decide-after-5', when: 5, tell: ['leadersAbove', 'administrator'], isEscalation: true },
];
const ordering: readonly Stage[] = [
  { id: 'to-decide', when: 'start', tell: ['officer'] },
  { id: 'decide-after-1', when: 1, tell: ['officer'] },
  { id: 'decide-after-5', when: 5, tell: ['officer', 'leadersOfRoot'], isEscalation: true },
];
const receipting: readonly Stage[] = [
  { id: 'ordered', when: 'start', tell: ['reporter', 'leaders'] },
  { id: 'after-1', when: 1, tell: ['reporter', 'leaders'] },
  { id: 'after-3', when: 3, tell: ['leaders', 'officer'], isEscalation: true },
];
const fulfilling: readonly Stage[] = [
  { id: 'before-2', when: -2, tell: ['reporter'] },
  { id: 'after-1', when: 1, tell: ['reporter', 'leaders'] },
  { id: 'after-5', when: 5, tell: ['leaders', 'officer'], isEscalation: true },
];
/** Working days after a report's date at which an order is drafted, and the template of its number. */
export const draftAfter = 20;
export const numberOf = (n: number): string => `麻督〔2026〕${n}号`;

const allocating: readonly Stage[] = [
  { id: 'to-allocate', when: 'start', tell: ['leaders'] },
  { id: 'allocate-after-1', when: 1, tell: ['leaders'] },
  { id: 'allocate-after-5', when: 5, tell: ['leaders', 'administrator'], isEscalation: true },
];

const supplementing: readonly Stage[] = [
  { id: 'supplemented', when: 'start', tell: ['leaders'] },
  { id: 'after-1', when: 1, tell: ['leaders'] },
  { id: 'after-10', when: 10, tell: ['leaders', 'officeAbove'], isEscalation: true },
];

const planning: readonly Stage[] = [
  { id: 'asked', when: 'start', tell: ['reporter'] },
  { id: 'before-5', when: -5, tell: ['reporter'] },
  { id: 'after-1', when: 1, tell: ['reporter'] },
  { id: 'after-5', when: 5, tell: ['reporter', 'leaders'] },
  { id: 'after-10', when: 10, tell: ['leaders', 'officeAbove'], isEscalation: true },
];
const meeting: readonly Stage[] = [
  { id: 'before-3', when: -3, tell: ['reporter'] },
  { id: 'after-1', when: 1, tell: ['reporter'] },
  { id: 'after-5', when: 5, tell: ['reporter', 'leaders'] },
  { id: 'after-10', when: 10, tell: ['leaders', 'officeAbove'], isEscalation: true },
];

const verifying: readonly Stage[] = [
  { id: 'to-verify', when: 'start', tell: ['verifier'] },
  { id: 'verify-after-1', when: 1, tell: ['verifier'] },
  { id: 'verify-after-5', when: 5, tell: ['verifier', 'departmentHead', 'administrator'], isEscalation: true },
];

const extending: readonly Stage[] = [
  { id: 'to-decide', when: 'start', tell: ['officeAbove'] },
  { id: 'decide-after-1', when: 1, tell: ['officeAbove'] },
  { id: 'deputy', when: 2, tell: ['officeAbove', 'leadersAbove'], isEscalation: true },
];

export type CallName = 'decide' | 'allocate' | 'supplement' | 'sign' | 'answer' | 'countersign' | 'report' | 'correct' | 'review' | 'submit' | 'record' | 'issue' | 'acknowledge' | 'feedback' | 'complete' | 'reviewOrder' | 'verify';

/** What a duty can wait for: who is to act, within how many working days, and how it is chased. */
export const calls: Readonly<Record<CallName, { by: Told; within: number | null; stages: readonly Stage[]; name?: string }>> = {
  sign: { by: 'leaders', within: 15, stages: signing },
  answer: { by: 'leadersAbove', within: 5, stages: deciding },
  countersign: { by: 'leadersAbove', within: 5, stages: deciding },
  allocate: { by: 'leaders', within: 5, stages: allocating },
  supplement: { by: 'leaders', within: 10, stages: supplementing },
  report: { by: 'reporter', within: null, stages: reporting },
  correct: { by: 'reporter', within: 3, stages: correcting },
  review: { by: 'officeAbove', within: 5, stages: handling },
  submit: { by: 'reporter', within: null, stages: planning },
  record: { by: 'reporter', within: null, stages: meeting },
  issue: { by: 'officer', within: 3, stages: ordering },
  acknowledge: { by: 'reporter', within: 2, stages: receipting },
  feedback: { by: 'reporter', within: null, stages: fulfilling },
  complete: { by: 'reporter', within: 10, stages: fulfilling },
  reviewOrder: { by: 'officer', within: 5, stages: ordering, name: 'review' },
  decide: { by: 'officeAbove', within: 3, stages: extending },
  verify: { by: 'verifier', within: 5, stages: verifying },
};

/** Working days where a policy's call has others than the rest: the report of the year. */
export const othersWithin: Readonly<Record<string, Readonly<Partial<Record<CallName, number>>>>> = { annualReport: { correct: 5, review: 10 } };

/** Units that sign a letter and report by the quarter. */
export const signers: readonly UnitType[] = ['township', 'farm', 'village'];
export const countersigned: readonly UnitType[] = ['township', 'farm'];
/** Working days before a date from which its light shows near. */
export const nearDays = 3;

/**
 * The quarters: opened on the day after, due on the tenth of the month after. The third is due on a Saturday that
 * is worked (stays), the fourth on a Sunday (moves to Monday, as long as nobody knows that it will be worked).
 */
export const quarters = [
  { key: 'progress-Q1', opensOn: '2026-04-01', dueOn: '2026-04-10' },
  { key: 'progress-Q2', opensOn: '2026-07-01', dueOn: '2026-07-10' },
  { key: 'progress-Q3', opensOn: '2026-10-01', dueOn: '2026-10-10' },
  { key: 'progress-Q4', opensOn: '2027-01-01', dueOn: '2027-01-11' },
] as const;

/** Dates that the script's holiday notice gives in the place of those that rested on the provisional year. */
export const redated: Readonly<Record<string, string>> = { 'progress-Q4': '2027-01-10' };

/**
 * What is owed besides: plans from the launch on, meetings from the first day of their quarter until some days after it
 * (a holiday or a Sunday moves the date on), and in January the report of the year.
 */
export const besides: readonly { types: readonly UnitType[]; policy: string; call: CallName; dates: readonly { key: string; opensOn: string | null; dueOn: string | { workingDaysAfterLaunch: number } }[] }[] = [
  { types: ['township', 'farm'], policy: 'annualPlan', call: 'submit', dates: [{ key: 'annualPlan', opensOn: null, dueOn: '2026-03-31' }] },
  { types: ['township', 'farm'], policy: 'fundsPlan', call: 'submit', dates: [{ key: 'fundsPlan', opensOn: null, dueOn: '2026-04-15' }] },
  { types: ['department'], policy: 'departmentPlan', call: 'submit', dates: [{ key: 'departmentPlan', opensOn: null, dueOn: '2026-03-31' }] },
  { types: ['assistingUnit'], policy: 'assistancePlan', call: 'submit', dates: [{ key: 'assistancePlan', opensOn: null, dueOn: { workingDaysAfterLaunch: 30 } }] },
  ...['study', 'linkedLeader'].map((policy) => ({
    types: ['township'] as const, policy, call: 'record' as const,
    dates: [
      { key: `${policy}-Q1`, opensOn: '2026-01-01', dueOn: '2026-04-07' }, { key: `${policy}-Q2`, opensOn: '2026-04-01', dueOn: '2026-07-06' },
      { key: `${policy}-Q3`, opensOn: '2026-07-01', dueOn: '2026-10-08' }, { key: `${policy}-Q4`, opensOn: '2026-10-01', dueOn: '2027-01-05' },
    ],
  })),
  { types: ['township', 'farm'], policy: 'annualReport', call: 'report', dates: [{ key: 'annualReport-Y', opensOn: '2027-01-01', dueOn: '2027-01-20' }] },
];
