import type { FundsCommandName } from '#libs/domain/funds/funds-line';

/**
 * What becomes of the many small allocations, as a handful of courses that each of them goes: who does what on which day.
 *
 * The days are those on which the script stops anyway. Amounts are whole hundredths of the line's; places are those of its route.
 */
export type Place = 'district' | 'town' | 'unit' | 'other';
export type Actor = Place | 'finance';

/** So many hundredths of the line's amount. */
export interface Share {
  percent: number;
}

export interface CourseStep {
  at: string;
  by: Actor;
  act: FundsCommandName;
  /** As the request says it, but for shares, places (`to`), and the words that each line says of itself. */
  body: Readonly<Record<string, unknown>>;
  /** Its voucher is confirmed from the treasury's list instead of being typed in. */
  isListed?: true;
}

export interface Course {
  /** `town`: from the district to the town or farm that uses it; `village`: further to a village; `villages`: to two of them. */
  way: 'town' | 'village' | 'villages';
  receivedOn: string;
  /** What the document says of the time, as a ledger quotes it. */
  passOnTerm: string;
  useTerm?: string;
  payee?: 'beneficiaries';
  kind?: 'cash';
  /** For how many years running it has been carried over: then it is none of this year's sums. */
  carried?: 1 | 2;
  /** Of 300 lines, and of some 30. */
  lines: readonly [full: number, short: number];
  steps: readonly CourseStep[];
}

const all: Share = { percent: 100 };
const percent = (of: number): Share => ({ percent: of });
const step = (at: string, by: Actor, act: FundsCommandName, body: CourseStep['body']): CourseStep => ({ at, by, act, body });

const send = (at: string, by: Place, parcel: string, to: Place, amount = all): CourseStep => step(at, by, 'passOn', { parcel, parts: [{ to, amount }] });
const receive = (at: string, by: Place, hop: string): CourseStep => step(at, by, 'recordReceipt', { hop });
const file = (at: string, by: Place, parcel: string, amount = all, ofRetention = false): CourseStep => step(at, by, 'fileRequest', { parcel, amount, ...(ofRetention && { ofRetention }) });
const accept = (at: string, request = 'r1'): CourseStep => step(at, 'finance', 'acceptRequest', { request });
const pay = (at: string, request = 'r1'): CourseStep => step(at, 'finance', 'payRequest', { request });
const listed = (one: CourseStep): CourseStep => ({ ...one, isListed: true });

const within30 = '收到后30日内下达';
/** Sent on the day after the ledger was brought, recorded at the town after the holiday. */
const toTown = (to: 'unit' | 'town', amount = all): CourseStep[] => [send('04-03 10:00', 'district', 'p1', to, amount), receive('04-07 11:00', to, 'h1')];
const toVillage = [...toTown('town'), send('04-08 11:00', 'town', 'p2', 'unit'), receive('04-10 11:00', 'unit', 'h2')];
const town = { way: 'town', receivedOn: '2026-03-20', passOnTerm: within30 } as const;
const village = { way: 'village', receivedOn: '2026-03-20', passOnTerm: within30 } as const;

export const courses = {
  smooth: { ...town, lines: [50, 2], steps: [...toTown('unit'), file('04-22 10:00', 'unit', 'p2'), accept('04-24 10:00'), pay('05-12 11:00')] },
  smoothToVillage: { ...village, lines: [52, 3], steps: [...toVillage, file('05-12 11:00', 'unit', 'p3'), accept('05-18 11:00'), pay('05-22 11:00')] },
  /** Due on 1 April, and sent in the middle of June. */
  stuckAtDistrict: {
    ...town, receivedOn: '2026-03-02', lines: [20, 2],
    steps: [send('06-15 11:00', 'district', 'p1', 'unit'), receive('06-16 11:00', 'unit', 'h1'), file('07-02 10:00', 'unit', 'p2'), accept('07-06 10:00'), pay('07-14 10:00')],
  },
  /** Thirty days after the town had it, on 7 May, it should have gone on; it did in July. */
  stuckAtTown: {
    ...village, lines: [9, 2],
    steps: [...toTown('town'), send('07-08 10:00', 'town', 'p2', 'unit'), receive('07-09 10:00', 'unit', 'h2'), file('08-12 10:00', 'unit', 'p3'), accept('08-14 10:00'), pay('08-20 10:00')],
  },
  split: {
    ...village, way: 'villages', lines: [8, 2],
    steps: [
      ...toTown('town'), step('04-08 11:00', 'town', 'passOn', { parcel: 'p2', parts: [{ to: 'unit', amount: percent(60) }, { to: 'other', amount: percent(40) }] }), receive('04-10 11:00', 'unit', 'h2'), receive('04-13 11:00', 'other', 'h3'),
      file('05-12 11:00', 'unit', 'p3', percent(60)), accept('05-18 11:00'), pay('05-22 11:00'), file('07-02 10:00', 'other', 'p4', percent(40)), accept('07-06 10:00', 'r2'), pay('07-14 10:00', 'r2'),
    ],
  },
  refiled: {
    ...village, lines: [22, 2],
    steps: [
      ...toVillage, file('04-22 10:00', 'unit', 'p3'), step('04-24 10:00', 'finance', 'returnRequest', { request: 'r1', defects: ['缺验收单', '收款账号与合同不一致'] }),
      step('05-12 11:00', 'unit', 'refileRequest', { request: 'r1', note: '验收单已补，账号已更正。' }), accept('05-18 11:00'), pay('05-22 11:00'),
    ],
  },
  /** One payment to many households, which the treasury's list brings. */
  onCard: {
    ...town, useTerm: '6月30日前发放', payee: 'beneficiaries', lines: [30, 3],
    steps: [...toTown('unit'), file('04-22 10:00', 'unit', 'p2'), accept('04-24 10:00'), listed(pay('05-12 11:00'))],
  },
  /** Accepted on 22 May and due on 5 June: paid in July, as the treasury's list of that day shows. */
  lateAtFinance: { ...town, lines: [15, 2], steps: [...toTown('unit'), file('05-12 11:00', 'unit', 'p2'), accept('05-22 11:00'), listed(pay('07-14 10:00'))] },
  retention: {
    ...town, lines: [30, 2],
    steps: [
      ...toTown('unit'), step('05-12 11:00', 'unit', 'setRetention', { parcel: 'p2', amount: percent(3), dueOn: '2026-12-18', basis: '施工合同第12条，质保期满支付' }), file('05-12 11:00', 'unit', 'p2', percent(97)), accept('05-18 11:00'), pay('05-22 11:00'),
      file('12-10 10:00', 'unit', 'p2', percent(3), true), accept('12-14 11:00', 'r2'), pay('12-18 11:00', 'r2'),
    ],
  },
  givenBack: {
    ...town, lines: [12, 2],
    steps: [
      ...toTown('unit'), step('05-12 11:00', 'unit', 'giveBack', { parcel: 'p2', amount: percent(40), reason: '招标结余' }), receive('05-13 10:00', 'district', 'h2'), file('05-18 11:00', 'unit', 'p2', percent(60)), accept('05-22 11:00'), pay('06-02 11:00'),
      step('06-02 11:00', 'district', 'takeOut', { amount: percent(40), why: 'returnedToSource', document: { number: '湛麻财农〔2026〕33号', title: '关于缴回结余资金的函（演练）' } }),
    ],
  },
  /** Not spent by 6 July: called back, and taken out by the document that gave less. */
  recalled: {
    ...town, lines: [8, 1],
    steps: [
      ...toTown('unit'), step('07-08 10:00', 'district', 'callBack', { parcel: 'p2', amount: all, document: { number: '湛麻财农〔2026〕22号', title: '关于收回未支出资金的通知（演练）' } }),
      step('07-24 10:00', 'district', 'takeOut', { amount: all, why: 'reduced', document: { number: '湛财农〔2026〕46号', title: '关于调减资金的通知（演练）' } }),
    ],
  },
  /** Late at the town, and given straight to the village. */
  reallocated: {
    ...village, lines: [8, 1],
    steps: [
      ...toTown('town'), step('05-12 11:00', 'district', 'reallocate', { parcel: 'p2', amount: all, to: 'unit', document: { number: '湛麻财农〔2026〕15号', title: '关于调剂资金到村的通知（演练）' } }),
      file('06-15 11:00', 'unit', 'p3'), accept('07-02 10:00'), pay('07-14 10:00'),
    ],
  },
  reduced: {
    ...town, lines: [8, 1],
    steps: [
      ...toTown('unit', percent(70)), step('04-15 10:00', 'district', 'takeOut', { amount: percent(30), why: 'reduced', document: { number: '湛财农〔2026〕19号', title: '关于调减资金的通知（演练）' } }),
      file('04-22 10:00', 'unit', 'p2', percent(70)), accept('04-24 10:00'), pay('05-12 11:00'),
    ],
  },
  /** Its clock stood still for 33 days. */
  suspended: {
    ...village, lines: [6, 1],
    steps: [
      ...toVillage, step('04-15 10:00', 'district', 'suspendMoney', { parcel: 'p3', reason: '用地复核' }), step('05-18 11:00', 'district', 'resumeMoney', { parcel: 'p3' }),
      file('07-02 10:00', 'unit', 'p3'), accept('07-06 10:00'), pay('07-14 10:00'),
    ],
  },
  /** At the village since April, and never asked for. */
  unused: { ...village, lines: [12, 2], steps: toVillage },
  /** Half of it asked for in December only. */
  halfUsed: {
    ...town, lines: [4, 1],
    steps: [...toTown('unit'), file('04-22 10:00', 'unit', 'p2', percent(50)), accept('04-24 10:00'), pay('05-12 11:00'), file('12-10 10:00', 'unit', 'p2', percent(50)), accept('12-14 11:00', 'r2'), pay('12-18 11:00', 'r2')],
  },
  /** Paid on 12 May as the treasury's list shows, and nobody had asked for it: entered after the fact. */
  neverAsked: { ...town, lines: [6, 1], steps: [...toTown('unit'), listed(step('05-12 11:00', 'finance', 'catchUpPayment', { parcel: 'p2', amount: all }))] },
  /** Raised money: whoever keeps it pays. */
  cash: { ...town, kind: 'cash', lines: [10, 2], steps: [...toTown('unit'), step('04-24 10:00', 'unit', 'recordPayment', { parcel: 'p2', amount: all })] },
  /** At the town when last year ended, with the date it had there: ninety days from 5 January. */
  carriedOnce: { ...town, receivedOn: '2026-01-05', carried: 1, lines: [3, 1], steps: [file('04-22 10:00', 'unit', 'p1'), accept('04-24 10:00'), pay('05-12 11:00')] },
  /** At the district for two years: surplus, which nobody may pass on. */
  carriedTwice: {
    ...town, receivedOn: '2026-01-05', carried: 2, lines: [2, 1],
    steps: [step('04-24 10:00', 'district', 'takeOut', { amount: all, why: 'returnedToSource', document: { number: '湛麻财农〔2026〕18号', title: '关于缴回连续两年未用完结转资金的函（演练）' } })],
  },
} as const satisfies Record<string, Course>;

/** Done in the year before with what was carried over from it once, on its first day. */
export const lastYear = toTown('unit');

export type CourseName = keyof typeof courses;
