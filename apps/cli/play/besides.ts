import type { Move } from './script.ts';

/** What some units do beside their letter and their quarterly report: plans, meetings, and what falls away. */
export interface Besides {
  /** The duty's key; what falls away with it follows from the rules. */
  duty: string;
  moves: readonly Move[];
}

const plan = (at: string, n = 1): Move => ({
  at, by: 'reporter', act: 'submitPlan', body: {
    items: [
      { title: '走访监测对象', owner: '分管负责人', dueOn: '2026-06-30', measure: '每季一次' },
      { title: '推进到村项目', owner: '乡村振兴专干', dueOn: '2026-11-30', amountFen: 96_000_000 },
    ],
    text: ['按季推进。', '按季推进，资金来源为省级驻镇资金。'][n - 1] ?? '',
  },
});
const givePlanBack = (at: string): Move => ({ at, by: 'officeAbove', act: 'returnPlan', body: { comments: [{ field: 'items.1', comment: '请写明资金来源。' }] } });
const approve = (at: string): Move => ({ at, by: 'officeAbove', act: 'approvePlan' });
const held = (at: string, heldOn: string, n: number): Move =>
  ({ at, by: 'reporter', act: 'recordMeeting', body: { heldOn, minutesNumber: `会议纪要〔2026〕${n}号`, topic: '研究部署一季度工作', attendees: 14 } });

const ask = (at: string, dueOn: string, reason: string): Move => ({ at, by: 'firstLeader', act: 'requestExtension', body: { dueOn, reason, progress: '已完成八成' } });

const remind = (at: string): Move => ({ at, by: 'officeAbove', act: 'remindDuty' });
const phone = (at: string, whom: string): Move => ({ at, by: 'officeAbove', act: 'logPhoneReminder', body: { whom, note: '答应尽快报来' } });

const inTime = [plan('03-10 11:00'), approve('03-12 11:00')];

/** Plans are due on 31 March (funds: 15 April; the assisting unit's: 30 working days after the launch), meetings by 7 April. */
export const besides: Readonly<Record<string, readonly Besides[]>> = {
  '440811100': [
    { duty: 'annualPlan', moves: inTime },
    { duty: 'fundsPlan', moves: [plan('04-10 11:00'), approve('04-13 11:00')] },
    { duty: 'study-Q1', moves: [held('03-25 11:00', '2026-03-24', 5)] },
    { duty: 'linkedLeader-Q1', moves: [held('03-25 11:30', '2026-03-24', 6)] },
  ],
  // Returned and approved; its linked leaders' report is missing and climbs the ladder.
  '440811101': [
    { duty: 'annualPlan', moves: [plan('03-10 11:00'), givePlanBack('03-12 11:00'), plan('03-17 11:00', 2), approve('03-19 11:00')] },
    { duty: 'fundsPlan', moves: [plan('04-13 11:00'), givePlanBack('04-15 11:00')] },
    { duty: 'study-Q1', moves: [held('04-07 11:00', '2026-03-31', 8)] },
    // More time is granted, to a shorter date than asked for; it passes all the same.
    { duty: 'linkedLeader-Q1', moves: [ask('04-03 11:00', '2026-04-17', '挂钩领导外出培训')] },
    { duty: 'extension-1', moves: [{ at: '04-07 10:00', by: 'officeAbove', act: 'grantExtension', body: { dueOn: '2026-04-15', reason: '情况属实，至15日' } }] },
  ],
  // Late with its plan and its meeting; what it would plan for funds is waived.
  '440811102': [
    // Its request is refused; it is late, and says why.
    { duty: 'annualPlan', moves: [ask('03-27 11:00', '2026-04-10', '项目尚未批复'), { at: '04-07 11:30', by: 'firstLeader', act: 'explainLateness', body: { text: '项目于4月3日批复，计划随即编报。' } }, remind('04-08 11:00'), plan('04-09 11:00'), approve('04-10 11:00')] },
    { duty: 'extension-1', moves: [{ at: '03-30 11:00', by: 'officeAbove', act: 'refuseExtension', body: { reason: '其他镇均已按期编报。' } }] },
    { duty: 'fundsPlan', moves: [{ at: '03-20 11:00', by: 'leaderAbove', act: 'waiveDuty', body: { reason: '本年没有直接使用的资金，由区统一安排。', document: { number: '演练〔2026〕8号', title: '关于免予报送资金使用计划的通知（演练）' } } }] },
    { duty: 'study-Q1', moves: [held('04-10 11:00', '2026-03-30', 4)] },
    { duty: 'linkedLeader-Q1', moves: [held('04-02 11:00', '2026-03-27', 3)] },
  ],
  // Never plans its year, and nobody decides on the time it asks for; its funds plan lies with the office above past the date.
  '440811F01': [
    // Called on the afternoon of the last day: the next morning's reminder is not told to whoever was called.
    { duty: 'annualPlan', moves: [ask('03-25 11:00', '2026-04-30', '场部机构调整'), phone('03-31 16:00', '农场办公室')] },
    { duty: 'fundsPlan', moves: [plan('05-11 11:00')] },
  ],
  // 无此项任务: once for good, once required all the same, so that the first quarter is reported late.
  '440811100209': [{ duty: 'progress-Q1', moves: [{ at: '02-12 11:00', by: 'firstLeader', act: 'declareNoTask', body: { reason: '整村搬迁已完成，今年没有这项任务。' } }] }],
  '440811100201': [{
    duty: 'progress-Q1',
    moves: [
      { at: '02-12 11:00', by: 'firstLeader', act: 'declareNoTask', body: { reason: '本村今年没有监测对象。' } },
      { at: '03-05 11:00', by: 'officeAbove', act: 'requireTask', body: { reason: '经核，本村仍有2户监测对象。' } },
    ],
  }],
  '440811A01': [{ duty: 'assistancePlan', moves: [plan('03-18 11:00'), approve('03-19 11:00')] }],
  '440811D01': [{ duty: 'departmentPlan', moves: inTime }],
  '440811D02': [{ duty: 'departmentPlan', moves: [plan('04-08 11:00'), approve('04-10 11:00')] }],
  '440811D03': [{ duty: 'departmentPlan', moves: [plan('03-24 11:00'), approve('04-03 11:00')] }],
  '440811D05': [{ duty: 'departmentPlan', moves: inTime }],
};
