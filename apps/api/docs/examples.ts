import type { routes, RouteName } from '#libs/contracts/routes';

type WithBody = { [Name in RouteName]: (typeof routes)[Name] extends { body: unknown } ? Name : never }[RouteName];

const documents = {
  requiredBy: { number: '某办〔2026〕1号', title: '年度责任书工作方案' },
  approvedBy: { number: '会议纪要〔2026〕3号', title: '领导小组会议纪要' },
};

/** A body to begin with for each route that takes one; a route without does not compile, and a test parses them all. */
export const examplesWith = (pack: string): Record<WithBody, object> => ({
  signIn: { login: '', password: '' },
  draftCycle: { pack, year: 2026, drillFrom: '2026-01-05T01:00:00.000Z', ...documents },
  amendCycle: documents,
  launchCycle: {},
  advanceClock: { to: '2026-02-02T01:00:00.000Z' },
  previewCalendar: { year: 2027, source: '国办发明电〔2026〕00号', holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }], workedWeekendDays: ['2027-01-10'] },
  changeCalendar: { ...{ year: 2027, source: '国办发明电〔2026〕00号', holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }], workedWeekendDays: ['2027-01-10'] }, preview: '0'.repeat(64) },
  setPause: { under: '440811101', reason: '防汛应急响应', document: { number: '某办〔2026〕12号', title: '关于启动应急响应的通知' } },
  endPause: {},
  closeCycle: {},
  cancelCycle: { reason: '另行安排' },
  signLetter: {},
  objectToLetter: { indicator: 'indicatorId', reason: '与实际不符', proposed: 30 },
  reviseLetter: { value: 30, reason: '经核实，予以调整' },
  refuseObjection: { reason: '经核实，维持原定目标' },
  countersignLetter: {},
  voidLetter: { reason: '误发' },
  supplementLetter: { targets: [{ indicator: 'indicatorId', value: 40 }], requiredBy: documents.requiredBy, reason: '上级追加任务' },
  withdrawSupplement: { reason: '上级暂缓调整' },
  allocateTargets: { shares: [{ unit: 'unitId', indicator: 'indicatorId', value: 50, byPeriod: { Q1: 10 } }] },
  submitReport: { figures: [{ indicator: 'indicatorId', value: 5 }], problems: '', nextSteps: '' },
  returnReport: { comments: [{ field: 'problems', comment: '请写明具体困难' }] },
  acceptReport: {},
  requestExtension: { dueOn: '2026-04-20', reason: '台风导致数据无法核对', progress: '已完成八成' },
  explainLateness: { text: '道路中断三天，数据已补齐' },
  moveDates: { duty: 'progress-Q3', dueOn: '2026-10-16', document: { number: '某办〔2026〕9号', title: '关于受台风影响延期报送的通知' }, reason: '台风', preview: '0'.repeat(64) },
  grantExtension: { dueOn: '2026-04-20', reason: '情况属实' },
  refuseExtension: { reason: '理由不足' },
  withdrawExtension: {},
  submitNil: { reason: '本期没有发生' },
  submitPlan: { items: [{ title: '落实帮扶措施', owner: '分管负责人', dueOn: '2026-06-30', measure: '100%', amountFen: 5_000_000 }], text: '按季推进。' },
  returnPlan: { comments: [{ field: 'items.0', comment: '请写明责任人' }] },
  approvePlan: {},
  recordMeeting: { heldOn: '2026-03-05', minutesNumber: '会议纪要〔2026〕5号', topic: '专题研究部署', attendees: 12 },
  declareNoTask: { reason: '本单位今年没有这项任务' },
  requireTask: { reason: '经核，仍有这项任务' },
  waiveDuty: { reason: '机构调整', document: documents.requiredBy },
});
