import type { ProjectCommandName } from '#libs/domain/project/project-decider';
import type { NoticeCommandName } from '#libs/domain/public-notice/notice-decider';

/**
 * The script of the year's projects and public notices: those of the demo, each at a unit that its money comes to.
 *
 * Notices are numbered in the order in which they are posted. A move without `on` says the day it is given; `photos` are
 * brought first, by whoever acts, for that unit.
 */
export interface ProjectMove {
  at: string;
  /** A project's code, or a notice's key. */
  of: string;
  /** The post that acts, `{unit}/{kind}`. */
  by: string;
  act: 'proposeProject' | ProjectCommandName | 'postNotice' | NoticeCommandName;
  body: Readonly<Record<string, unknown>>;
  photos: readonly string[];
}

/** 万元 as fen. */
const wan = (amount: number): number => Math.round(amount * 1_000_000);

const office = '440811/office';
const building = '440811D06/sectionChief';
const [seat, taiping, huguang, farm] = ['440811100', '440811101', '440811102', '440811F01'] as const;
const [maihe, zaojia, tongming] = ['440811100209', '440811101201', '440811101206'] as const;
const desk = (unit: string): string => `${unit}/office`;
const clerk = (unit: string): string => `${unit}/clerk`;

type Body = ProjectMove['body'];
type Step = Omit<ProjectMove, 'of'>;
const does = (at: string, by: string, act: ProjectMove['act'], body: Body = {}, ...photos: string[]): Step => ({ at, by, act, body, photos });
const approval = (n: number): Body => ({ document: { number: `麻项批〔2026〕${n}号`, title: '关于项目立项的批复（演练）' } });
const plan = (start: string, finish: string, acceptance: string): Body => Object.fromEntries(
  Object.entries({ start, finish, acceptance }).map(([milestone, dueOn]) => [milestone, { dueOn: `2026-${dueOn}`, basis: milestone === 'finish' ? '施工合同第5条' : '县级项目计划' }]));
const own = (name: string, dueOn: string): Body => ({ name, dueOn: `2026-${dueOn}`, basis: '施工合同附件进度表' });
const money = (...shares: readonly (readonly [line: string, amount: number])[]): Body => ({ funds: shares.map(([line, amount]) => ({ line, amount: wan(amount) })) });
const proposed = (at: string, by: string, code: string, name: string, unit: string, cost: number, more: Body): Step => does(at, by, 'proposeProject', { code, name, unit, cost: wan(cost), ...more });

const projects: Readonly<Record<string, readonly Step[]>> = {
  // The builder was to be paid by 28 April and was on 22 May: the road waited for finance, and afterwards for its town.
  'MZ2026-01': [
    proposed('03-12 11:00', desk(taiping), 'MZ2026-01', '村道硬化1.8公里（通明村）', taiping, 96, { department: '440811D06', ...money(['L1', 96]), plan: plan('03-30', '05-08', '06-30'), milestones: [own('路基验收', '04-20')] }),
    does('03-17 11:00', office, 'approveProject', approval(1)),
    does('03-24 11:00', desk(taiping), 'startProject', {}, '开工现场'),
    does('04-13 11:00', desk(taiping), 'reachMilestone', { milestone: 'm1', on: '2026-04-10' }, '路基'),
    does('04-14 11:00', desk(taiping), 'nameRequest', { line: 'L1', request: 'r1' }),
    does('06-02 11:00', desk(taiping), 'finishProject', { on: '2026-06-01' }, '完工路面'),
    does('06-15 11:00', building, 'acceptProject', { opinion: '长度、厚度与设计相符，同意验收。' }, '验收现场'),
    does('12-10 10:00', desk(taiping), 'nameRequest', { line: 'L1', request: 'r4' }),
    does('12-18 11:00', office, 'closeProject'),
  ],
  // Its money lay at the village: each day late is the village's own.
  'MZ2026-02': [
    proposed('03-25 11:00', clerk(maihe), 'MZ2026-02', '供水管网（迈合村）', maihe, 180, { ...money(['L2', 180]), plan: plan('04-10', '07-31', '09-30') }),
    does('04-02 10:00', office, 'approveProject', approval(2)),
    does('04-24 10:00', clerk(maihe), 'startProject', {}, '沟槽开挖'),
    does('08-12 10:00', clerk(maihe), 'finishProject', {}, '管网接通'),
    does('09-15 10:00', office, 'acceptProject', { opinion: '通水正常，同意验收。' }),
  ],
  // In time all the way; its finish was planned anew by a document, before its day.
  'MZ2026-03': [
    proposed('03-25 11:00', clerk(zaojia), 'MZ2026-03', '对虾塘改造（造甲村）', zaojia, 210, { ...money(['L2', 210]), plan: plan('04-10', '06-30', '08-31'), milestones: [own('清淤完成', '04-30'), own('塘堤加固', '05-29')] }),
    does('04-02 10:00', office, 'approveProject', approval(3)),
    does('04-08 11:00', clerk(zaojia), 'startProject', {}, '开工现场'),
    does('04-24 10:00', clerk(zaojia), 'reachMilestone', { milestone: 'm1' }, '清淤前', '清淤后'),
    does('05-12 11:00', clerk(zaojia), 'reachMilestone', { milestone: 'm2' }),
    does('05-18 11:00', clerk(zaojia), 'addPhotos', { milestone: 'm2' }, '塘堤'),
    does('06-15 11:00', office, 'revisePlan', { milestone: 'finish', dueOn: '2026-07-31', document: { number: '麻项调〔2026〕2号', title: '关于调整对虾塘改造工期的批复（演练）' } }),
    does('07-14 10:00', clerk(zaojia), 'finishProject', {}, '完工虾塘'),
    does('08-12 10:00', office, 'acceptProject', { opinion: '符合设计，同意验收。' }),
    does('12-18 11:00', office, 'closeProject'),
  ],
  'MZ2026-04': [
    proposed('04-02 10:00', desk(huguang), 'MZ2026-04', '火龙果基地（世乔村）', huguang, 120, { ...money(['L1', 120]), plan: plan('05-29', '10-30', '11-30') }),
    does('04-24 10:00', office, 'approveProject', approval(4)),
    does('06-16 11:00', office, 'withdrawProject', { reason: '用地未落实，列入下年度' }),
  ],
  // Half of its money lay at the district until June.
  'MZ2026-05': [
    proposed('04-09 11:00', desk(farm), 'MZ2026-05', '村集体经济（农机服务）', farm, 30, { ...money(['L6', 30]), plan: plan('05-15', '10-30', '11-30') }),
    does('04-14 11:00', office, 'approveProject', approval(5)),
    does('04-24 10:00', office, 'setFunds', { cost: wan(60), ...money(['L6', 30], ['L1', 30]), document: { number: '麻项调〔2026〕1号', title: '关于增加村集体经济项目投资的批复（演练）' } }),
    does('07-02 10:00', desk(farm), 'startProject', {}, '设备进场'),
    does('10-14 10:00', desk(farm), 'finishProject'),
    does('10-21 10:00', office, 'acceptProject', { opinion: '设备到位，同意验收。' }),
  ],
  // Never begun, with its money there since March.
  'MZ2026-06': [
    proposed('04-13 11:00', desk(huguang), 'MZ2026-06', '生活污水治理（外坡村）', huguang, 260, { ...money(['L1', 260]), plan: plan('06-30', '11-30', '12-31') }),
    does('04-24 10:00', office, 'approveProject', approval(6)),
  ],
  'MZ2026-07': [
    proposed('04-02 10:00', desk(taiping), 'MZ2026-07', '务工交通补贴（312户，一卡通）', taiping, 46.8, { ...money(['L4', 46.8]), plan: plan('04-10', '04-30', '05-29') }),
    does('04-08 11:00', office, 'approveProject', approval(7)),
    does('04-09 11:00', desk(taiping), 'startProject'),
    does('04-24 10:00', desk(taiping), 'finishProject', { on: '2026-04-15' }, '发放清册'),
    does('05-18 11:00', office, 'acceptProject', { opinion: '抽查20户，全部到卡。' }),
  ],
  'MZ2026-08': [
    proposed('06-02 11:00', desk(huguang), 'MZ2026-08', '公益岗位65人', huguang, 39, { ...money(['L5', 39]), plan: plan('06-30', '12-31', '12-31') }),
    does('06-15 11:00', office, 'approveProject', approval(8)),
    does('06-16 11:00', desk(huguang), 'startProject', {}, '上岗名册'),
  ],
};

const posted = (at: string, by: string, unit: string, stage: 'before' | 'after', of: Body | null, what: string, to: string, ...photos: string[]): Step =>
  does(at, by, 'postNotice', { unit, stage, of, what, where: '村（镇）务公开栏', from: `2026-${at.slice(0, 5)}`, to: `2026-${to}` }, ...photos);

const notices: Readonly<Record<string, readonly Step[]>> = {
  // A villager who gives no name objects; the answer is the last thing it waits for.
  N1: [
    posted('03-18 10:00', clerk(tongming), tongming, 'before', { project: 'MZ2026-01' }, '村道硬化项目资金安排', '03-28', '公示栏'),
    does('03-24 11:00', clerk(tongming), 'recordObjection', { text: '路面宽度与村民代表会议定的不一致。', on: '2026-03-23' }),
    does('04-02 10:00', clerk(tongming), 'answerObjection', { objection: 'o1', answer: '按批复宽3.5米，村民代表会议纪要已同时张贴。' }),
  ],
  N2: [
    posted('03-24 11:00', desk(seat), seat, 'before', null, '2026年衔接资金年度安排', '04-07'),
    does('03-25 11:00', desk(seat), 'proveNotice', {}, '镇公示栏'),
  ],
  // Taken down after a week; begins again with all its days.
  N3: [
    posted('03-25 11:00', clerk(zaojia), zaojia, 'before', { project: 'MZ2026-03' }, '对虾塘改造资金安排', '04-04', '公示栏'),
    does('04-02 10:00', clerk(zaojia), 'takeDownNotice', { reason: '公示栏改造' }),
    does('04-02 10:00', clerk(zaojia), 'postNoticeAgain', { where: '村委会门口', from: '2026-04-02', to: '2026-04-13' }),
    does('04-08 11:00', clerk(zaojia), 'proveNotice', { on: '2026-04-03' }, '村委会门口'),
  ],
  // Proved long after its days had run.
  N4: [
    posted('04-08 11:00', clerk(maihe), maihe, 'before', { line: 'L2' }, '供水管网资金到村', '04-20'),
    does('06-02 11:00', clerk(maihe), 'proveNotice', {}, '公示栏'),
  ],
  N5: [posted('04-24 10:00', desk(taiping), taiping, 'after', { project: 'MZ2026-07' }, '务工交通补贴发放名册', '05-08', '镇公示栏')],
  // Objected to at the district's office, and never answered.
  N6: [
    posted('07-14 10:00', clerk(zaojia), zaojia, 'after', { project: 'MZ2026-03' }, '对虾塘改造资金使用结果', '07-24', '公示栏'),
    does('08-12 10:00', office, 'recordObjection', { text: '塘堤石料与公示的数量不符。', by: '村民陈某', contact: '口头', on: '2026-07-20' }),
  ],
};

const ordered = (of: Readonly<Record<string, readonly Step[]>>): ProjectMove[] => Object.entries(of).flatMap(([key, steps]) => steps.map((step): ProjectMove => ({ ...step, of: key })));

/** All moves in the order of time; of one instant, projects before notices, each in its order. */
export const projectMoves: readonly ProjectMove[] = [...ordered(projects), ...ordered(notices)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
