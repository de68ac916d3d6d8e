import type { Besides } from './besides.ts';
import type { OwingUnit } from './checks/expect.ts';
import type { Behaviour, Move } from './script.ts';

/**
 * The second to the fourth quarter and the report of the year, as data. The second is due on 10 July; the third on
 * Saturday 10 October, which is worked; the fourth on Sunday 10 January, which the holiday notice of the script makes a
 * working day.
 */

type Quarter = 'Q2' | 'Q3' | 'Q4';
type Rhythm = 'early' | 'lastDays' | 'lateThree' | 'lateEight' | 'returned' | 'returnedAtEnd' | 'moved' | 'movedLate' | 'resumed' | 'never';

const submit = (at: string, isShort = false, n = 1): Move => ({ at, by: 'reporter', act: 'submitReport', report: { n, ...(isShort && { isShort }) } });
const accept = (at: string, despite?: string): Move => ({ at, by: 'officeAbove', act: 'acceptReport', ...(despite === undefined ? {} : { despite }) });
const pass = (at: string, by: 'leaderInCharge' | 'firstLeader' | 'secondLeader'): Move => ({ at, by, act: 'passStep' });

const punctual = (submitAt: string, acceptAt: string): Move[] => [submit(submitAt), accept(acceptAt)];
const late = (submitAt: string, acceptAt: string): Move[] => [submit(submitAt, true), accept(acceptAt)];

const rhythms: Readonly<Record<Quarter, Readonly<Partial<Record<Rhythm, readonly Move[]>>>>> = {
  Q2: {
    early: punctual('07-02 10:00', '07-08 10:00'), lastDays: punctual('07-09 10:00', '07-14 10:00'),
    lateThree: late('07-15 10:00', '07-17 10:00'), lateEight: late('07-22 10:00', '07-24 10:00'),
    returned: [
      submit('07-02 10:00'), { at: '07-06 10:00', by: 'officeAbove', act: 'returnReport', comments: [{ field: 'nextSteps', comment: '请写明下半年安排。' }] },
      submit('07-08 10:00', false, 2), accept('07-13 10:00'),
    ],
    // Paused from the 6th to the 13th: reported meanwhile, which the office above is told of when it is over.
    resumed: punctual('07-09 10:00', '07-17 10:00'),
  },
  Q3: {
    early: punctual('10-08 10:00', '10-12 10:00'), lastDays: punctual('10-10 10:00', '10-14 10:00'),
    lateThree: late('10-14 10:00', '10-16 10:00'), lateEight: late('10-21 10:00', '10-23 10:00'),
    // After the typhoon: due on the 20th.
    moved: punctual('10-16 10:00', '10-21 10:00'), movedLate: late('10-23 10:00', '10-26 10:00'),
  },
  Q4: {
    early: punctual('2027-01-05 10:00', '2027-01-08 10:00'), lastDays: punctual('2027-01-10 10:00', '2027-01-13 10:00'),
    lateThree: late('2027-01-13 10:00', '2027-01-15 10:00'), lateEight: late('2027-01-20 10:00', '2027-01-22 10:00'),
    // Looked at three weeks late, and returned: it is due the day after the year is closed.
    returnedAtEnd: [submit('2027-01-08 10:00'), { at: '2027-02-01 10:00', by: 'officeAbove', act: 'returnReport', comments: [{ field: 'problems', comment: '请写明未完成指标的原因。' }] }],
  },
};

/** How a village goes on that reported its first quarter so. */
const goesOn: Readonly<Partial<Record<Behaviour['report'], readonly [Rhythm, Rhythm, Rhythm]>>> = {
  early: ['early', 'early', 'early'],
  lastDays: ['lastDays', 'lastDays', 'lastDays'],
  lateThree: ['lastDays', 'lateThree', 'early'],
  lateEight: ['lateThree', 'early', 'lateEight'],
  lateTwenty: ['lateEight', 'lastDays', 'lastDays'],
  lateTwentyUnreviewed: ['early', 'early', 'early'],
  returnedTwice: ['returned', 'early', 'early'],
  nilReviewedLate: ['early', 'early', 'lastDays'],
  returnedAndLeft: ['early', 'lastDays', 'lastDays'],
  returnedAtEnd: ['lastDays', 'early', 'returnedAtEnd'],
};

/** Where the typhoon was, and the subtree that was paused. */
export const coast = '440811102';
export const reorganised = '440811F01';

/** What a village does in the later quarters. */
export function laterReports({ superior }: OwingUnit, { report }: Behaviour): { duty: string; moves: readonly Move[] }[] {
  const [Q2, Q3, Q4] = goesOn[report] ?? ['never', 'never', 'never'];
  if (Q2 === 'never') return [];
  const chosen = {
    Q2: superior === reorganised ? 'resumed' : Q2,
    Q3: superior === coast ? (Q2 === 'lateThree' ? 'movedLate' : 'moved') : Q3,
    Q4,
  } as const;
  return Object.entries(chosen).map(([quarter, rhythm]) => ({ duty: `progress-${quarter}`, moves: rhythms[quarter as Quarter][rhythm] ?? [] }));
}

const [finance, labour, education, insurance, agriculture] = ['440811D01', '440811D02', '440811D03', '440811D04', '440811D05'] as const;
const everyDepartment = [finance, labour, education, insurance, agriculture];
const confirm = (at: string, department: string): Move => ({ at, by: 'department', act: 'confirmFigures', department });

/** A report that passes two hands of its unit: prepared, passed twice, confirmed by every department, accepted. */
const through = (first: 'leaderInCharge' | 'firstLeader') => (duty: string, ...[prepared, passed, signed, confirmed, accepted]: readonly [string, string, string, string, string]): Besides[] => [
  { duty, moves: [submit(prepared), pass(passed, first), pass(signed, 'secondLeader'), accept(accepted)] },
  ...everyDepartment.map((department) => ({ duty: `${duty}-by-${department}`, moves: [confirm(confirmed, department)] })),
];
const ofTown = through('leaderInCharge');
const ofFarm = through('firstLeader');
const held = (duty: string, at: string, heldOn: string, n: number): Besides =>
  ({ duty, moves: [{ at, by: 'reporter', act: 'recordMeeting', body: { heldOn, minutesNumber: `会议纪要〔2026〕${n}号`, topic: '研究部署本季度工作', attendees: 12 } }] });

const secondQuarter = ['07-02 11:00', '07-03 11:00', '07-06 11:00', '07-08 11:00', '07-10 11:00'] as const;
const thirdQuarter = ['10-08 11:00', '10-09 11:00', '10-10 11:00', '10-13 11:00', '10-15 11:00'] as const;
const fourthQuarter = ['2027-01-05 11:00', '2027-01-06 11:00', '2027-01-07 11:00', '2027-01-08 11:00', '2027-01-11 11:00'] as const;
const meetings = (...kinds: readonly string[]): Besides[] => kinds.flatMap((kind, index) => [
  held(`${kind}-Q2`, '06-26 11:30', '2026-06-25', 20 + index), held(`${kind}-Q3`, '09-28 11:30', '2026-09-24', 30 + index), held(`${kind}-Q4`, '12-25 11:30', '2026-12-24', 40 + index),
]);

/** What towns and farm do from the second quarter on: quarters, meetings, and the report of the year. */
export const laterBesides: Readonly<Record<string, readonly Besides[]>> = {
  // Asks for more time, and takes it back the next day.
  '440811100201': [
    { duty: 'progress-Q2', moves: [{ at: '07-06 11:30', by: 'firstLeader', act: 'requestExtension', body: { dueOn: '2026-07-20', reason: '文书请假', progress: '已填一半' } }] },
    { duty: 'extension-1', moves: [{ at: '07-07 11:30', by: 'firstLeader', act: 'withdrawExtension', body: {} }] },
  ],
  '440811100': [
    ...ofTown('progress-Q2', ...secondQuarter), ...ofTown('progress-Q3', ...thirdQuarter), ...ofTown('progress-Q4', ...fourthQuarter),
    ...meetings('study', 'linkedLeader'),
    { duty: 'annualReport-Y', moves: [submit('2027-01-14 11:00'), pass('2027-01-15 11:00', 'leaderInCharge'), pass('2027-01-18 11:00', 'firstLeader'), accept('2027-01-22 11:00')] },
  ],
  // The third quarter's workers are disputed once more; the linked leaders' report comes late, and in the last quarter not at all.
  '440811101': [
    ...ofTown('progress-Q2', ...secondQuarter),
    {
      duty: 'progress-Q3', moves: [
        submit('10-08 11:00'), pass('10-09 11:00', 'leaderInCharge'), pass('10-10 11:00', 'secondLeader'), accept('10-15 11:00', '差额为跨县务工人员，已附名册。'),
      ],
    },
    ...everyDepartment.map((department): Besides => ({
      duty: `progress-Q3-by-${department}`,
      moves: department === labour
        ? [{ at: '10-13 11:00', by: 'department', act: 'disputeFigures', department, disputes: [{ indicator: 'labourEmployed', value: 1150, reason: '系统登记1150人，请核对名册。' }] }]
        : [confirm('10-13 11:00', department)],
    })),
    ...ofTown('progress-Q4', ...fourthQuarter),
    ...meetings('study'), held('linkedLeader-Q2', '07-08 11:30', '2026-06-29', 21), held('linkedLeader-Q3', '09-28 11:45', '2026-09-23', 31),
    { duty: 'annualReport-Y', moves: [submit('2027-01-14 11:00'), pass('2027-01-15 11:00', 'leaderInCharge'), pass('2027-01-19 11:00', 'secondLeader'), accept('2027-01-25 11:00')] },
  ],
  // The typhoon gave it until 20 October; its annual report is returned, comes again and is not looked at.
  '440811102': [
    ...ofTown('progress-Q2', ...secondQuarter),
    ...ofTown('progress-Q3', '10-14 11:00', '10-15 11:00', '10-16 11:00', '10-19 11:00', '10-21 11:00'),
    ...ofTown('progress-Q4', ...fourthQuarter),
    ...meetings('linkedLeader'), held('study-Q2', '06-26 11:45', '2026-06-25', 22), held('study-Q3', '10-12 11:30', '2026-09-29', 32), held('study-Q4', '12-25 11:45', '2026-12-24', 42),
    {
      duty: 'annualReport-Y', moves: [
        submit('2027-01-14 11:00'), pass('2027-01-15 11:00', 'leaderInCharge'), pass('2027-01-18 11:00', 'firstLeader'),
        { at: '2027-01-20 11:00', by: 'officeAbove', act: 'returnReport', comments: [{ field: 'problems', comment: '请写明未完成指标的原因。' }] },
        submit('2027-01-25 11:00', false, 2), pass('2027-01-26 11:00', 'leaderInCharge'), pass('2027-01-27 11:00', 'firstLeader'),
      ],
    },
  ],
  // Paused in July; during the pause it says why its plan is late. It never reports its year.
  '440811F01': [
    { duty: 'annualPlan', moves: [{ at: '07-09 11:00', by: 'firstLeader', act: 'explainLateness', body: { text: '场部机构调整，计划编报人员未到位。' } }] },
    ...ofFarm('progress-Q2', '07-14 11:00', '07-15 11:00', '07-16 11:00', '07-20 11:00', '07-21 11:00'),
    ...ofFarm('progress-Q3', '10-09 11:00', '10-10 11:00', '10-10 11:30', '10-14 11:00', '10-16 11:00'),
    ...ofFarm('progress-Q4', '2027-01-08 11:00', '2027-01-10 11:00', '2027-01-10 11:30', '2027-01-12 11:00', '2027-01-13 11:00'),
  ],
};
