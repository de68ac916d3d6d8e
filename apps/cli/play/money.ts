import type { FundsCommandName } from '#libs/domain/funds/funds-line';

/**
 * The script of the year's large allocations: one of each of the six sources of the demo, with its own document. What the
 * sources give besides comes in many small ones (`ledger.ts`); together they are 7,346 万元.
 *
 * Ids count up within a line in the order of the acts: parcels as money arrives (p1 with the registration), hops as it is
 * sent, requests as they are filed. A move without `on` says the day it is given.
 */
export interface MoneyMove {
  at: string;
  line: string;
  /** The post that acts, `{unit}/{kind}`. */
  by: string;
  act: 'registerLine' | FundsCommandName;
  body: Readonly<Record<string, unknown>>;
  /** What the checks are to know of a line that goes one of the courses. */
  told?: Readonly<Record<string, unknown>>;
  /** A payment that the treasury's list brings, with what the list says: finance finds it there and confirms it. */
  listed?: { payee: string; amount: number; unit?: string; documentNumber?: string };
}

/** 万元 as fen. */
const wan = (amount: number): number => Math.round(amount * 1_000_000);

const district = '440811';
const [seat, taiping, huguang, farm] = ['440811100', '440811101', '440811102', '440811F01'] as const;
const [maihe, zaojia, tongming, yueling] = ['440811100209', '440811101201', '440811101206', '440811102217'] as const;
const office = (unit: string): string => `${unit}/office`;
const clerk = (unit: string): string => `${unit}/clerk`;
const finance = '440811D01/sectionChief';

type Body = MoneyMove['body'];
type Step = Omit<MoneyMove, 'line'>;
const does = (at: string, by: string, act: MoneyMove['act'], body: Body): Step => ({ at, by, act, body });

const send = (at: string, by: string, parcel: string, parts: readonly (readonly [to: string, amount: number])[]): Step =>
  does(at, by, 'passOn', { parcel, parts: parts.map(([to, amount]) => ({ to, amount: wan(amount) })) });
const receive = (at: string, by: string, hop: string, on?: string): Step => does(at, by, 'recordReceipt', { hop, ...(on === undefined ? {} : { on }) });
const file = (at: string, by: string, parcel: string, amount: number, payee: string, ofRetention = false): Step =>
  does(at, by, 'fileRequest', { parcel, amount: wan(amount), payee, ...(ofRetention && { ofRetention }) });
const accept = (at: string, request: string): Step => does(at, finance, 'acceptRequest', { request });
const pay = (at: string, request: string, n: number, payees?: number): Step => does(at, finance, 'payRequest', { request, voucher: `国库支付〔2026〕${n}号`, ...(payees === undefined ? {} : { payees }) });

const route = (...places: readonly (readonly [unit: string, from: string | null])[]): Body => ({ route: places.map(([unit, from]) => ({ unit, from })) });

/** In the order in which they are registered: L1, L2 and so on. */
const lines: readonly (readonly Step[])[] = [
  // Three towns get theirs in time; the farm's lies at the district from March to June. The towns' road: the days after the acceptance are finance's.
  [
    does('03-02 10:00', office(district), 'registerLine', {
      document: { number: '粤财农〔2026〕5号', title: '关于下达2026年省级驻镇帮镇扶村资金的通知（演练）' }, source: 'province', kind: 'budget', payee: 'contractor', purpose: '驻镇帮镇扶村', amount: wan(950), receivedOn: '2026-02-27',
      ...route([district, null], [seat, district], [taiping, district], [huguang, district], [farm, district]),
      terms: [{ of: { unit: district }, within: { days: 30, counted: 'natural' }, says: '区收到后30日内下达到镇' }],
    }),
    send('03-10 11:00', office(district), 'p1', [[seat, 120], [taiping, 340], [huguang, 400]]),
    receive('03-12 11:00', office(taiping), 'h2'),
    receive('03-12 11:00', office(seat), 'h1'),
    receive('03-17 11:00', office(huguang), 'h3', '2026-03-16'),
    file('04-02 10:00', office(taiping), 'p2', 93.12, '湛江某路桥工程有限公司'),
    does('04-02 10:00', office(taiping), 'setRetention', { parcel: 'p2', amount: wan(2.88), dueOn: '2026-12-31', basis: '通明村村道硬化施工合同第12条，质保期满支付' }),
    does('04-09 11:00', finance, 'returnRequest', { request: 'r1', defects: ['施工合同缺附件', '未附监理签认的工程量'] }),
    does('04-13 11:00', office(taiping), 'refileRequest', { request: 'r1', note: '附件与工程量确认单已补齐。' }),
    accept('04-14 11:00', 'r1'),
    file('05-12 11:00', office(seat), 'p3', 120, '湛江某建设有限公司'),
    accept('05-18 11:00', 'r2'),
    pay('05-22 11:00', 'r1', 101),
    pay('06-02 11:00', 'r2', 108),
    send('06-15 11:00', office(district), 'p1', [[farm, 90]]),
    receive('06-16 11:00', office(farm), 'h4'),
    file('07-02 10:00', office(taiping), 'p2', 100, '湛江某水利工程有限公司'),
    accept('07-06 10:00', 'r3'),
    pay('07-14 10:00', 'r3', 131),
    file('12-10 10:00', office(taiping), 'p2', 2.88, '湛江某路桥工程有限公司', true),
    accept('12-14 11:00', 'r4'),
    pay('12-18 11:00', 'r4', 215),
  ],
  // One town gives back what it does not need; at the other most of it lies until the district calls it back and gives the rest to a third.
  [
    does('03-05 10:00', office(district), 'registerLine', {
      document: { number: '湛麻财农〔2026〕3号', title: '关于下达2026年中央财政衔接资金的通知（演练）' }, source: 'centre', kind: 'budget', payee: 'contractor', purpose: '产业与供水项目', amount: wan(900), receivedOn: '2026-03-05',
      ...route([district, null], [taiping, district], [zaojia, taiping], [seat, district], [maihe, seat], [huguang, district], [yueling, huguang]),
      terms: [{ of: { unit: district }, within: { days: 30, counted: 'natural' }, says: '区收到后30日内下达到镇' }, { of: 'passOn', within: { days: 20, counted: 'natural' }, says: '镇收到后20日内下达到村' }],
    }),
    send('03-17 11:00', office(district), 'p1', [[taiping, 520], [seat, 380]]),
    receive('03-18 10:00', office(taiping), 'h1'),
    receive('03-18 10:00', office(seat), 'h2'),
    send('03-24 11:00', office(taiping), 'p2', [[zaojia, 210]]),
    send('03-24 11:00', office(seat), 'p3', [[maihe, 180]]),
    receive('03-25 11:00', clerk(zaojia), 'h3'),
    receive('03-25 11:00', clerk(maihe), 'h4'),
    does('04-08 11:00', office(taiping), 'giveBack', { parcel: 'p2', amount: wan(310), reason: '项目调整，本年用不上' }),
    receive('04-10 11:00', office(district), 'h5'),
    does('04-15 10:00', office(district), 'suspendMoney', { parcel: 'p5', reason: '供水管网用地复核' }),
    file('04-22 10:00', clerk(zaojia), 'p4', 100, '湛江某渔业有限公司'),
    does('04-24 10:00', clerk(zaojia), 'withdrawRequest', { request: 'r1' }),
    does('04-24 10:00', office(district), 'resumeMoney', { parcel: 'p5' }),
    file('05-12 11:00', clerk(zaojia), 'p4', 210, '湛江某渔业有限公司'),
    accept('05-18 11:00', 'r2'),
    pay('06-16 11:00', 'r2', 115),
    file('07-02 10:00', clerk(maihe), 'p5', 180, '湛江某供水工程有限公司'),
    accept('07-06 10:00', 'r3'),
    does('07-08 10:00', office(district), 'callBack', { parcel: 'p3', amount: wan(20), document: { number: '湛麻财农〔2026〕21号', title: '关于收回部分衔接资金的通知（演练）' } }),
    pay('07-14 10:00', 'r3', 132),
    does('08-12 10:00', office(district), 'reallocate', { parcel: 'p3', amount: wan(180), to: huguang, document: { number: '湛麻财农〔2026〕25号', title: '关于调剂衔接资金的通知（演练）' } }),
    does('08-12 10:00', office(district), 'takeOut', { amount: wan(200), why: 'reduced', document: { number: '湛财农〔2026〕48号', title: '关于调减衔接资金的通知（演练）' } }),
    send('09-15 10:00', office(huguang), 'p8', [[yueling, 180]]),
    receive('09-16 11:00', clerk(yueling), 'h8'),
    does('12-10 10:00', office(district), 'takeOut', { amount: wan(100), why: 'returnedToSource', document: { number: '湛麻财农〔2026〕39号', title: '关于缴回结余资金的函（演练）' } }),
  ],
  // Sent to the wrong town and taken back; what is at the district has no date that anything names.
  [
    does('03-12 11:00', office(district), 'registerLine', {
      document: { number: '穗协作函〔2026〕6号', title: '关于拨付2026年对口帮扶资金的函（演练）' }, source: 'paired', kind: 'budget', payee: 'contractor', purpose: '对口帮扶', amount: wan(1_000), receivedOn: '2026-03-12',
      ...route([district, null], [taiping, district], [tongming, taiping], [huguang, district]),
    }),
    send('03-17 11:00', office(district), 'p1', [[taiping, 900], [huguang, 100]]),
    does('03-18 10:00', office(district), 'takeBack', { hop: 'h2', reason: '误发，应待项目批复' }),
    receive('03-18 10:00', office(taiping), 'h1'),
    send('03-24 11:00', office(taiping), 'p2', [[tongming, 800]]),
    receive('03-25 11:00', clerk(tongming), 'h3'),
    file('10-14 10:00', clerk(tongming), 'p3', 800, '广州某建设有限公司'),
    accept('10-16 10:00', 'r1'),
    pay('10-21 10:00', 'r1', 187),
  ],
  // Subsidies to 312 households: one payment.
  [
    does('03-24 11:00', office(district), 'registerLine', {
      document: { number: '湛财农〔2026〕12号', title: '关于下达市级衔接资金的通知（演练）' }, source: 'city', kind: 'budget', payee: 'beneficiaries', purpose: '务工交通补贴', amount: wan(50), receivedOn: '2026-03-24',
      ...route([district, null], [taiping, district]), terms: [{ of: 'use', by: '2026-06-30', says: '6月30日前发放' }],
    }),
    send('03-25 11:00', office(district), 'p1', [[taiping, 46.8]]),
    receive('04-02 10:00', office(taiping), 'h1'),
    file('04-10 11:00', office(taiping), 'p2', 46.8, '务工脱贫户（一卡通）'),
    accept('04-13 11:00', 'r1'),
    { ...pay('04-15 10:00', 'r1', 57, 312), listed: { payee: '务工脱贫户（一卡通）', amount: wan(46.8) } },
  ],
  // Posts of public welfare: passed on before the day that the document names.
  [
    does('04-02 10:00', office(district), 'registerLine', {
      document: { number: '湛麻财农〔2026〕9号', title: '关于安排区级衔接资金的通知（演练）' }, source: 'district', kind: 'budget', payee: 'beneficiaries', purpose: '公益岗位与配套', amount: wan(100), receivedOn: '2026-04-01',
      ...route([district, null], [huguang, district]), terms: [{ of: 'passOn', by: '2026-06-30', says: '6月30日前下达' }],
    }),
    send('06-15 11:00', office(district), 'p1', [[huguang, 39]]),
    receive('06-16 11:00', office(huguang), 'h1'),
  ],
  // Cash that was raised: whoever keeps it pays.
  [
    does('04-02 10:00', office(district), 'registerLine', {
      document: { number: '捐赠协议〔2026〕2号', title: '爱心企业捐赠协议（演练）' }, source: 'raised', kind: 'cash', payee: 'contractor', purpose: '村集体经济', amount: wan(36), receivedOn: '2026-03-31', ...route([district, null], [farm, district]),
    }),
    send('04-02 10:00', office(district), 'p1', [[farm, 30]]),
    receive('04-08 11:00', office(farm), 'h1'),
    does('04-24 10:00', office(farm), 'recordPayment', { parcel: 'p2', amount: wan(30), payee: '湛江某农机有限公司', voucher: '收据2026-0086' }),
  ],
];

/** All moves in the order of time; of one instant, a line's in their order. */
export const money: readonly MoneyMove[] = lines
  .flatMap((steps, n) => steps.map((step): MoneyMove => ({ ...step, line: `L${n + 1}` })))
  .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
