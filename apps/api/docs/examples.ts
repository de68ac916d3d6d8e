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
  passStep: {},
  returnStep: { reason: '请再核对务工人数' },
  passStepOffline: { post: 'unit/deputy', signedOn: '2026-04-02', document: '0'.repeat(64) },
  acceptReport: {},
  confirmFigures: {},
  disputeFigures: { disputes: [{ indicator: 'indicatorId', value: 4, reason: '与部门台账不符' }] },
});
