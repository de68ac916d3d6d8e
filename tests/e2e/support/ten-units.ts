import type { Act } from './two-clocks.ts';

/** A Monday. */
export const beginsAt = '2036-01-07T01:00:00.000Z';

/** Shanghai's time, as people say it. */
const on = (when: string): string => new Date(`2036-${when.replace(' ', 'T')}:00+08:00`).toISOString();
const act = (when: string, login: string, unit: string, path: string, body?: object): Act => ({ at: on(when), login, path: `/units/${unit}/${path}`, ...(body ? { body } : {}) });

const report = (problems: string, figures: object[] = []) => ({ figures, problems, nextSteps: '继续排查' });

/**
 * A letter objected to, signatures, one that is late and explained, an enterprise's letter issued by the park's; an order with its
 * number, its feedback and its end; a pause; more time asked for and granted; a monthly report returned and accepted; the
 * quarterly one; duties that nobody does, which climb their ladders; and the close, at which what is open lapses.
 */
export const script: readonly Act[] = [
  act('01-07 15:00', 'C1-secretary', 'C1', 'letters/pledge/sign'),
  act('01-07 15:10', 'P1-director', 'P1', 'letters/pledge/sign'),
  act('01-08 11:00', 'C2-secretary', 'C2', 'letters/pledge/object', { indicator: 'hazardsFixed', reason: '辖区企业已减少', proposed: 15 }),
  act('01-08 15:00', 'E1-owner', 'E1', 'letters/pledge/sign'),
  act('01-08 15:10', 'E1-plantChief', 'E1', 'letters/pledge/sign'),
  act('01-09 11:00', 'S1-chief', 'C2', 'letters/pledge/refuse', { reason: '任务已定' }),
  act('01-09 11:10', 'P1-director', 'E1', 'letters/pledge/countersign'),
  act('01-09 15:00', 'C2-secretary', 'C2', 'letters/pledge/sign'),
  act('01-09 15:10', 'S1-safetyOffice', 'E2', 'orders/rectify/draft', {
    origin: { kind: 'instruction', reference: '街道主要领导批示〔2036〕5号' }, subject: '消防通道堵塞', matter: '请限期清理。',
    deadline: '2036-01-24', stages: [{ what: '报方案', dueOn: '2036-01-16' }], assisting: ['P1'],
  }),
  act('01-10 11:00', 'S1-safetyOffice', 'E2', 'orders/rectify-1/issue'),
  act('01-11 15:00', 'E2-safetyOfficer', 'E2', 'orders/rectify-1/acknowledge'),
  { at: on('01-15 11:00'), login: 'S1-safetyOffice', path: '/pauses', body: { under: 'C4', from: on('01-16 00:00'), to: on('01-21 00:00'), reason: '防汛应急' } },
  act('01-16 15:00', 'E2-safetyOfficer', 'E2', 'orders/rectify-1/feedback', { text: '方案已报' }),
  act('01-23 15:00', 'E2-safetyOfficer', 'E2', 'orders/rectify-1/complete', { result: '已清理' }),
  act('01-24 11:00', 'S1-safetyOffice', 'E2', 'orders/rectify-1/close', { opinion: '属实' }),
  act('01-28 15:00', 'C4-secretary', 'C4', 'letters/pledge/sign'),
  act('01-28 15:10', 'C4-secretary', 'C4', 'obligations/pledge/explanation', { text: '道路中断三天' }),
  act('01-31 15:00', 'C2-secretary', 'C2', 'obligations/hazard-M01/extension', { dueOn: '2036-02-20', reason: '台账系统升级', progress: '已排查八成' }),
  act('02-01 11:00', 'S1-safetyOffice', 'C2', 'extensions/moreTime-1/grant', { dueOn: '2036-02-15', reason: '属实' }),
  act('02-01 15:00', 'C1-secretary', 'C1', 'reports/hazard-M01/submit', report('消防通道一处')),
  act('02-04 11:00', 'S1-safetyOffice', 'C1', 'reports/hazard-M01/return', { comments: [{ field: 'problems', comment: '请写明位置' }] }),
  act('02-05 15:00', 'C1-secretary', 'C1', 'reports/hazard-M01/submit', report('3号楼消防通道一处')),
  act('02-06 11:00', 'S1-safetyOffice', 'C1', 'reports/hazard-M01/accept'),
  act('02-14 15:00', 'C2-secretary', 'C2', 'reports/hazard-M01/submit', report('无')),
  act('04-08 15:00', 'C1-secretary', 'C1', 'reports/summary-Q1/submit', report('进度正常', [{ indicator: 'hazardsFixed', value: 6 }])),
  act('04-09 11:00', 'S1-safetyOffice', 'C1', 'reports/summary-Q1/return', { comments: [{ field: 'problems', comment: '请写明问题' }] }),
  act('04-10 15:00', 'C1-secretary', 'C1', 'reports/summary-Q1/submit', report('尚有一处待整改', [{ indicator: 'hazardsFixed', value: 6 }])),
  act('04-11 11:00', 'S1-safetyOffice', 'C1', 'reports/summary-Q1/accept'),
  { at: on('04-25 11:00'), login: 'S1-safetyOffice', path: '/close' },
];
