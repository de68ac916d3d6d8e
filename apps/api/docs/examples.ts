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
  cancelCycle: { reason: '另行安排' },
  signLetter: {},
  objectToLetter: { indicator: 'indicatorId', reason: '与实际不符', proposed: 30 },
  reviseLetter: { value: 30, reason: '经核实，予以调整' },
  refuseObjection: { reason: '经核实，维持原定目标' },
  countersignLetter: {},
  voidLetter: { reason: '误发' },
  submitReport: { figures: [{ indicator: 'indicatorId', value: 5 }], problems: '', nextSteps: '' },
  returnReport: { comments: [{ field: 'problems', comment: '请写明具体困难' }] },
  acceptReport: {},
  submitNil: { reason: '本期没有发生' },
  submitPlan: { items: [{ title: '落实帮扶措施', owner: '分管负责人', dueOn: '2026-06-30', measure: '100%', amountFen: 5_000_000 }], text: '按季推进。' },
  returnPlan: { comments: [{ field: 'items.0', comment: '请写明责任人' }] },
  approvePlan: {},
  recordMeeting: { heldOn: '2026-03-05', minutesNumber: '会议纪要〔2026〕5号', topic: '专题研究部署', attendees: 12 },
  declareNoTask: { reason: '本单位今年没有这项任务' },
  requireTask: { reason: '经核，仍有这项任务' },
  waiveDuty: { reason: '机构调整', document: documents.requiredBy },
});
