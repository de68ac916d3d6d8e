/**
 * The script of the year's letters and of its first quarter: who does what when, as data; what follows is in
 * `later-quarters.ts`, what is done to all in `whole-cycle.ts`. Instants are the drill's, in Asia/Shanghai; none falls on a
 * delivery slot (09:00, 15:00), so that each act is clearly before or after what is told.
 *
 * Letters of towns and farm are issued at the launch on 2 February and due on 28 February (a Saturday that is
 * worked); a village's letter is issued when the one above it is in force.
 */

import type { OrderMove } from './orders.ts';

export type Actor = 'officer' | 'assistant' | 'firstLeader' | 'secondLeader' | 'allLeaders' | 'reporter' | 'leaderInCharge' | 'leaderAbove' | 'secondLeaderAbove' | 'officeAbove' | 'department';

export interface ReportText {
  /** Which submission of the period it is; each differs from the one before. */
  n: number;
  /** Short of one planned figure, with its cause. */
  isShort?: boolean;
}

/** A figure of a target for the year, and by quarter where it matters. */
export interface GivenTarget {
  indicator: string;
  value: number;
  byPeriod?: Record<string, number>;
}

export type Move = { at: string; by: Actor; twice?: 'after' | 'together' } & (
  | { act: 'signLetter' | 'countersignLetter' | 'acceptReport' | 'passStep' }
  | { act: 'acceptReport'; despite: string }
  | { act: 'returnStep'; reason: string }
  /** Signed on paper by a post of the unit, registered with the scan by whoever prepares. */
  | { act: 'passStepOffline'; signer: string; signedOn: string }
  /** A letter that all its leaders signed on paper, registered above with the scan. */
  | { act: 'registerSigning'; signedOn: string }
  | { act: 'confirmFigures'; department: string }
  | { act: 'disputeFigures'; department: string; disputes: { indicator: string; value?: number; reason: string }[] }
  | { act: 'objectToLetter'; indicator: string; proposed: number; reason: string }
  | { act: 'reviseLetter'; value: number; reason: string }
  | { act: 'refuseObjection'; reason: string }
  | { act: 'supplementLetter'; targets: GivenTarget[]; reason: string }
  | { act: 'withdrawSupplement' | 'voidLetter'; reason: string }
  | { act: 'allocateTargets'; shares: ({ unit: string } & GivenTarget)[]; overrideReason?: string }
  | { act: 'submitReport'; report: ReportText }
  | { act: 'returnReport'; comments: { field: string; comment: string }[] }
  | { act: 'requestExtension' | 'withdrawExtension' | 'grantExtension' | 'refuseExtension' | 'explainLateness'; body: Readonly<Record<string, unknown>> }
  | { act: 'approvePlan' | 'remindDuty' }
  | { act: 'submitPlan' | 'returnPlan' | 'recordMeeting' | 'submitNil' | 'declareNoTask' | 'requireTask' | 'waiveDuty' | 'logPhoneReminder'; body: Readonly<Record<string, unknown>> }
  | OrderMove);

/** The document that every supplement of the script rests on. */
const supplementDocument = { number: '演练〔2026〕9号', title: '关于调整2026年度部分目标的通知（演练）' };

/** What an act gives that decides on targets: its body, as it is sent and as the checks read it again. */
export function figuresOf(move: Move): { targets?: GivenTarget[]; shares?: ({ unit: string } & GivenTarget)[] } & Record<string, unknown> | undefined {
  switch (move.act) {
    case 'supplementLetter':
      return { targets: move.targets, reason: move.reason, requiredBy: supplementDocument };
    case 'allocateTargets':
      return { shares: move.shares, ...(move.overrideReason === undefined ? {} : { overrideReason: move.overrideReason }) };
    default:
      return undefined;
  }
}

/** 2026-02-02 09:00 in Asia/Shanghai. */
export const start = '2026-02-02T01:00:00.000Z';
/**
 * Where the clock stops. The first quarter: 2026-05-20 16:00, the twentieth working day after the reports' date lies
 * before it. The year: 2027-02-03 16:00, the last reviews of the year's reports are due; then the year is closed.
 */
export const ends = { quarter: '2026-05-20T08:00:00.000Z', year: '2027-02-03T08:00:00.000Z' } as const;

/** `02-10 10:00` of 2026, or `2027-01-10 10:00`, in Asia/Shanghai as an instant. */
export const instantOf = (at: string): string => new Date(Date.parse(`${at.length > 11 ? '' : '2026-'}${at.replace(' ', 'T')}:00+08:00`)).toISOString();

const sign = (at: string, by: Actor = 'allLeaders', twice?: 'after' | 'together'): Move => ({ at, by, act: 'signLetter', ...(twice && { twice }) });
const countersign = (at: string, by: Actor): Move => ({ at, by, act: 'countersignLetter' });

export const letters = {
  /** 集中签订 on 10 February, everyone present. */
  ceremony: [sign('02-10 10:00', 'allLeaders', 'after'), countersign('02-10 10:30', 'secondLeaderAbove')],
  /** At the ceremony the first leader is absent and signs on the 27th, so the villages below wait for their letters. */
  absentLeader: [
    sign('02-10 10:00', 'secondLeader'), sign('02-27 10:00', 'firstLeader'), countersign('02-28 10:00', 'leaderAbove'),
    // The post was handed over in March: the supplement is signed by the successor, the letter keeps the signature of whoever signed it.
    { at: '08-13 10:00', by: 'leaderAbove', act: 'supplementLetter', targets: [{ indicator: 'projectsAccepted', value: 13 }], reason: '新增1个验收项目。' },
    sign('08-17 10:00', 'secondLeader'), sign('08-20 10:00', 'firstLeader'), countersign('08-24 10:00', 'leaderAbove'),
  ],
  /** One leader signs, the other objects; the target is revised, which clears the signature, and both sign anew. */
  objectsRevised: [
    sign('02-05 10:00', 'firstLeader'),
    { at: '02-05 11:00', by: 'secondLeader', act: 'objectToLetter', indicator: 'riskResolved', proposed: 26, reason: '两个村去年新纳入的监测户风险类型复杂，年内达到稳定标准的把握不足，按户核算为26户。' },
    { at: '02-09 10:00', by: 'leaderAbove', act: 'reviseLetter', value: 28, reason: '经核，2户需异地就医，调减2户；其余可年内消除。' },
    sign('02-10 10:00'), countersign('02-10 10:30', 'secondLeaderAbove'),
    // In April a supplement is signed by one leader and withdrawn: the letter in force was never touched.
    { at: '04-15 10:00', by: 'leaderAbove', act: 'supplementLetter', targets: [{ indicator: 'projectsAccepted', value: 12 }], reason: '拟增加1个验收项目。' },
    sign('04-17 10:00', 'firstLeader'),
    { at: '04-21 10:00', by: 'leaderAbove', act: 'withdrawSupplement', reason: '项目转下年度实施。' },
    // In August the project comes after all.
    { at: '08-12 10:00', by: 'leaderAbove', act: 'supplementLetter', targets: [{ indicator: 'projectsAccepted', value: 12 }], reason: '项目提前实施，列入本年度。' },
    sign('08-14 10:00'), countersign('08-18 10:00', 'secondLeaderAbove'),
  ],
  /**
   * Signed 3 working days late, the countersignature late too; in April one target is raised: signed anew and
   * countersigned, it is to be passed down again.
   */
  lateThreeSupplemented: [
    sign('03-04 10:00'), countersign('03-13 10:00', 'secondLeaderAbove'),
    { at: '04-15 10:00', by: 'leaderAbove', act: 'supplementLetter', targets: [{ indicator: 'labourEmployed', value: 95, byPeriod: { Q4: 95 } }], reason: '区里新增5个就业帮扶名额，安排在场部。' },
    sign('04-17 10:00'), countersign('04-21 10:00', 'leaderAbove'),
  ],

  // Villages whose letters were issued on 10 February, due on 9 March.
  villageSoon: [sign('02-12 10:00')],
  villageReminded: [sign('03-05 10:00')],
  /** Signed on paper on Friday 6 March, in time; the office above registers the scan only when the date is past. */
  villageOnPaper: [{ at: '03-12 10:00', by: 'officer', act: 'registerSigning', signedOn: '2026-03-06' }],
  villageLateThree: [sign('02-12 10:00', 'firstLeader'), sign('03-12 10:00', 'secondLeader')],
  villageLateEight: [sign('03-19 10:00')],
  villageLateTwenty: [sign('04-07 10:00')],
  /** Never signed; in December it is voided. */
  villageNever: [{ at: '12-10 10:00', by: 'leaderAbove', act: 'voidLetter', reason: '该村年内并入邻村，责任书不再签订。' }],
  // Issued on 28 February, due on 20 March.
  laterSoon: [sign('03-05 10:00')],
  laterReminded: [sign('03-19 10:00')],
  laterLateEight: [sign('04-01 10:00')],
  /** Objects to each of its eight targets, one day after the other; each is refused the same day. Then it signs, late. */
  objectsToAll: [
    ...([['householdVisits', 12], ['leadsVerified', 90], ['villageLabour', 30], ['collectiveIncome', 6], ['landCoordinated', 1], ['publicNotices', 2], ['insuranceMobilised', 26], ['welfarePosts', 80]] as const)
      .flatMap(([indicator, proposed], index): Move[] => {
        const day = `03-${['02', '03', '04', '05', '06', '09', '10', '11'][index]}`;
        return [
          { at: `${day} 10:00`, by: 'firstLeader', act: 'objectToLetter', indicator, proposed, reason: '本村人手不足，难以完成。' },
          { at: `${day} 14:00`, by: 'leaderAbove', act: 'refuseObjection', reason: '各村按同一口径下达，人手由镇统筹支持。' },
        ];
      }),
    sign('04-01 10:00'),
  ],
  /** Objects on the 13th; on the 18th the successor of the one who issued the letter refuses, and the three days are given back. */
  laterObjectsRefused: [
    { at: '03-13 10:00', by: 'firstLeader', act: 'objectToLetter', indicator: 'villageLabour', proposed: 40, reason: '本村今年有6名务工人员到龄返乡，46人的目标缺乏来源。' },
    { at: '03-18 10:00', by: 'leaderAbove', act: 'refuseObjection', reason: '到龄返乡人员已在下达时扣除，46人为扣除后的数。' },
    sign('03-24 10:00', 'allLeaders', 'together'),
  ],
  /** Issued when the farm has passed its targets down, on 18 March; supplemented in April with what the farm allocates then. */
  latestSupplemented: [
    sign('03-24 10:00'),
    { at: '04-24 10:00', by: 'leaderAbove', act: 'supplementLetter', targets: [{ indicator: 'villageLabour', value: 95, byPeriod: { Q1: 65, Q2: 80, Q3: 87, Q4: 95 } }], reason: '农场目标调增后重新分解。' },
    sign('05-12 10:00'),
  ],
} as const satisfies Record<string, readonly Move[]>;

const farmCommunity = { unit: '440811100007', indicator: 'villageLabour' };

/** Where the planned shares of the units below do not reach the target, its leaders pass it down. */
export const allocations = {
  /** First short by ten persons, with the reason; after the supplement in full. */
  shortThenFull: [
    {
      at: '03-18 10:00', by: 'firstLeader', act: 'allocateTargets', overrideReason: '其余10人由农场本部直接组织务工。',
      shares: [{ ...farmCommunity, value: 80, byPeriod: { Q1: 65, Q2: 80, Q3: 80, Q4: 80 } }],
    },
    { at: '04-22 10:00', by: 'secondLeader', act: 'allocateTargets', shares: [{ ...farmCommunity, value: 95, byPeriod: { Q3: 87, Q4: 95 } }] },
  ],
} satisfies Record<string, readonly Move[]>;

const submit = (at: string, report: ReportText, twice?: 'after' | 'together'): Move => ({ at, by: 'reporter', act: 'submitReport', report, ...(twice && { twice }) });
const accept = (at: string): Move => ({ at, by: 'officeAbove', act: 'acceptReport' });
const giveBack = (at: string, comments: { field: string; comment: string }[]): Move => ({ at, by: 'officeAbove', act: 'returnReport', comments });

/** Reports of the first quarter: open from 1 April, due on 10 April. */
export const reports = {
  early: [submit('04-02 10:00', { n: 1 }), accept('04-08 10:00')],
  lastDays: [submit('04-09 10:00', { n: 1 }), accept('04-13 10:00')],
  lateThree: [submit('04-15 10:00', { n: 1, isShort: true }), accept('04-17 10:00')],
  lateEight: [submit('04-22 10:00', { n: 1, isShort: true }), accept('04-24 10:00')],
  lateTwenty: [submit('05-12 10:00', { n: 1, isShort: true }), accept('05-18 10:00')],
  /** Comes 20 working days late, and the review is late as well: at the end it lies with the office above. */
  lateTwentyUnreviewed: [submit('05-12 10:00', { n: 1, isShort: true })],
  returnedTwice: [
    submit('04-02 10:00', { n: 1 }, 'after'),
    giveBack('04-03 10:00', [{ field: 'figures.householdVisits', comment: '与走访台账不符，请核对。' }, { field: 'nextSteps', comment: '请写明责任人和时间。' }]),
    submit('04-09 10:00', { n: 2 }),
    giveBack('04-13 10:00', [{ field: 'nextSteps', comment: '仍缺完成时间。' }]),
    submit('04-17 10:00', { n: 3 }), accept('04-21 10:00'),
  ],
  /** A nil return: in time, but looked at only when the leading group's office had been told. */
  nilReviewedLate: [{ at: '04-09 10:00', by: 'reporter', act: 'submitNil', body: { reason: '本季没有新增监测对象，也没有需要报送的进展。' } }, accept('04-24 10:00')],
  /** Returned and never sent again. */
  returnedAndLeft: [submit('04-09 10:00', { n: 1 }), giveBack('04-15 10:00', [{ field: 'problems', comment: '请写明存在的问题，没有也请说明。' }])],
  /** Returned two days before the end: due on 21 May, so its light shows near. */
  returnedAtEnd: [submit('05-12 10:00', { n: 1 }), giveBack('05-18 10:00', [{ field: 'nextSteps', comment: '请补充二季度的安排。' }])],
  never: [],
} as const satisfies Record<string, readonly Move[]>;

const pass = (at: string, by: Actor): Move => ({ at, by, act: 'passStep' });
const acceptDespite = (at: string, despite: string): Move => ({ at, by: 'officeAbove', act: 'acceptReport', despite });

/** Reports of towns and farm: through the unit's own steps before they are received. */
export const insideReports = {
  /** In good time, through both hands, and confirmed by every department before it is accepted. */
  townPunctual: [submit('04-03 10:00', { n: 1 }), pass('04-08 10:00', 'leaderInCharge'), pass('04-09 10:00', 'secondLeader'), accept('04-15 10:00')],
  /** Handed back once; the leader in charge then signs on paper; accepted although one figure is disputed, two departments silent. */
  townHandedBack: [
    submit('04-02 10:00', { n: 1 }, 'after'),
    { at: '04-03 10:00', by: 'leaderInCharge', act: 'returnStep', reason: '下一步安排请写明责任人。' },
    submit('04-08 10:00', { n: 2 }),
    { at: '04-09 10:00', by: 'reporter', act: 'passStepOffline', signer: 'deputy', signedOn: '2026-04-09' },
    pass('04-09 16:00', 'firstLeader'), acceptDespite('04-15 10:00', '已抽查名册，差额为4月新登记人员。'),
  ],
  /** Received early; one department never answers, one answers late; returned, and put again before the silent one only. */
  townReturned: [
    submit('04-02 10:00', { n: 1 }), pass('04-03 10:00', 'leaderInCharge'), pass('04-08 10:00', 'firstLeader'),
    giveBack('04-21 10:00', [{ field: 'nextSteps', comment: '请写明责任人。' }]),
    submit('04-22 10:00', { n: 2 }), pass('04-24 10:00', 'leaderInCharge'), pass('04-24 16:00', 'secondLeader'),
    acceptDespite('05-18 10:00', '教育部门的异议为学籍口径不同，已留存说明。'),
  ],
  /** Late: prepared on the 15th, co-signed by both leaders on the 17th and the 21st. Nobody above has looked at it at the end. */
  farmLate: [submit('04-15 10:00', { n: 1, isShort: true }), pass('04-17 10:00', 'firstLeader'), pass('04-21 10:00', 'secondLeader')],
} as const satisfies Record<string, readonly Move[]>;

const confirm = (at: string, department: string): Move => ({ at, by: 'department', act: 'confirmFigures', department });
const dispute = (at: string, department: string, indicator: string, reason: string, value?: number): Move =>
  ({ at, by: 'department', act: 'disputeFigures', department, disputes: [{ indicator, reason, ...(value === undefined ? {} : { value }) }] });

/** Finance, labour, education, health insurance, agriculture: each verifies its own figures of the towns' and the farm's reports. */
const [finance, labour, education, insurance, agriculture] = ['440811D01', '440811D02', '440811D03', '440811D04', '440811D05'] as const;

/** What the departments say of each unit's report of the quarter; who is not here is silent. */
export const verifications: Readonly<Record<string, readonly Move[]>> = {
  '440811100': [finance, labour, education, insurance, agriculture].map((department) => confirm('04-13 10:00', department)),
  '440811101': [confirm('04-13 10:00', insurance), confirm('04-13 10:00', finance), dispute('04-13 10:00', labour, 'labourEmployed', '就业监测系统登记880人，请核对名册。', 880)],
  '440811102': [
    dispute('04-09 10:00', education, 'outOfSchool', '学籍系统中有1人未在册，请核。', 1), confirm('04-13 10:00', finance), confirm('04-13 10:00', labour),
    confirm('04-17 10:00', agriculture), confirm('05-12 10:00', insurance),
  ],
  '440811F01': [confirm('04-22 10:00', labour), dispute('04-24 10:00', insurance, 'healthInsured', '参保台账与所报不符，请附名册。')],
};

export interface Behaviour {
  letter: keyof typeof letters;
  report: keyof typeof reports | keyof typeof insideReports;
  /** Only where the plan falls short; elsewhere nobody is asked. */
  allocation?: keyof typeof allocations;
}

/** What each town and the farm do, and the villages that are told about by name. */
export const named: Readonly<Record<string, Behaviour>> = {
  '440811100': { letter: 'ceremony', report: 'townPunctual' },
  '440811101': { letter: 'absentLeader', report: 'townHandedBack' },
  '440811102': { letter: 'objectsRevised', report: 'townReturned' },
  '440811F01': { letter: 'lateThreeSupplemented', report: 'farmLate', allocation: 'shortThenFull' },
  '440811100209': { letter: 'villageLateThree', report: 'never' },
  '440811100201': { letter: 'villageLateEight', report: 'lateEight' },
  '440811100202': { letter: 'villageLateTwenty', report: 'lateTwentyUnreviewed' },
  '440811100203': { letter: 'villageNever', report: 'never' },
  '440811101206': { letter: 'laterObjectsRefused', report: 'returnedAtEnd' },
  '440811101201': { letter: 'objectsToAll', report: 'returnedTwice' },
  // Its secretary has no address: what is meant for them is told to the office above.
  '440811102217': { letter: 'villageLateEight', report: 'nilReviewedLate' },
  // Nobody is its clerk: nobody can report.
  '440811102207': { letter: 'villageOnPaper', report: 'never' },
  '440811100007': { letter: 'latestSupplemented', report: 'returnedAndLeft' },
};

/** The other villages by their place in the list: most are punctual, in two rhythms, some are late. */
export function usual(index: number, isLater: boolean): Behaviour {
  if (index % 17 === 13) return { letter: isLater ? 'laterLateEight' : 'villageLateEight', report: 'lateEight' };
  if (index % 11 === 8 && !isLater) return { letter: 'villageSoon', report: 'lateThree' };
  if (index === 22) return { letter: isLater ? 'laterReminded' : 'villageLateTwenty', report: 'lateTwenty' };
  const isSlow = index % 3 === 1;
  return { letter: isLater ? (isSlow ? 'laterReminded' : 'laterSoon') : isSlow ? 'villageReminded' : 'villageSoon', report: isSlow ? 'lastDays' : 'early' };
}
