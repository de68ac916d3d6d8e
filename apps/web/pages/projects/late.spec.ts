import { describe, expect, test } from '@jest/globals';
import { words } from '#libs/delivery/words';
import type { Pair, Say } from '../../base/say.ts';
import { inOrder, verdictText, whoseNow, worstOf } from './late.ts';
import type { ProjectView } from './late.ts';

const say = Object.assign((pair: Pair, facts: Record<string, string | number> = {}) => pair.zh.replace(/\{(\w+)\}/g, (_all, name: string) => String(facts[name])), { language: 'zh', date: words.zh.date }) as unknown as Say;
const milestone = (id: string, dueOn: string | null, reachedOn: string | null = null, name: string | null = null): ProjectView['milestones'][number] =>
  ({ id, name, dueOn, reachedOn, basis: '合同', originalDueOn: dueOn, photos: [], revisions: [] });
const money = (unitName: string, days: number) => ({ line: 'L1', unit: 'u', unitName, from: '2026-04-28', to: '2026-05-08', days });
const view = (more: Partial<ProjectView>): ProjectView => ({
  code: 'P-1', name: '村道', unit: 'u1', unitName: '太平镇', stage: 'started', stageOn: '2026-03-24', cost: 1, department: null, seq: 1, now: '2026-05-20T01:00:00.000Z', paid: null, may: [], isInside: true, funds: [],
  milestones: [milestone('start', '2026-03-30', '2026-03-24'), milestone('finish', '2026-05-08'), milestone('acceptance', '2026-06-30'), milestone('m1', '2026-04-20', null, '路基验收')], stages: [], late: [], ...more,
});

describe('what matters about a project', () => {
  test('is what is late now, each day at the door of whoever it is of', () => {
    const late = (more: object) => ({ milestone: 'finish', dueOn: '2026-05-08', until: '2026-06-01', days: 24, own: 14, byMoney: [money('区财政局', 6), money('麻章区', 1), money('区财政局', 3)], ...more });
    expect(verdictText(view({ late: [late({})] }), say)).toBe('已开工，完工应于5月8日 星期五，已晚24天：因资金在区财政局耽搁9天，因资金在麻章区耽搁1天，本单位14天。');
    expect(verdictText(view({ late: [late({ own: 24, byMoney: [] })] }), say)).toContain('都是本单位的。');
    expect(verdictText(view({ late: [late({ own: 0, byMoney: [money('区财政局', 24)] })] }), say)).toContain('：都因资金在区财政局耽搁，不计本单位。');
    // Nobody accepts one's own project: that it is not accepted is not laid at its unit's door in words.
    expect(verdictText(view({ stage: 'finished', late: [late({ milestone: 'acceptance', own: 24, byMoney: [] })] }), say)).toContain('已晚24天：不是因为资金。');
  });

  test('is what comes next where nothing is late, and what was late once it is over', () => {
    expect(verdictText(view({}), say)).toBe('已开工，下一步路基验收，计划4月20日 星期一。');
    const done = [milestone('start', '2026-03-30', '2026-03-24'), milestone('finish', '2026-05-08', '2026-06-01'), milestone('acceptance', '2026-06-30', '2026-06-15')];
    expect(verdictText(view({ stage: 'closed', milestones: done }), say)).toBe('已结项，各节点都按期。');
    expect(verdictText(view({ stage: 'closed', milestones: done, late: [{ milestone: 'finish', dueOn: '2026-05-08', until: '2026-06-01', days: 24, own: 24, byMoney: [] }] }), say)).toBe('已结项，完工晚了24天：都是本单位的。');
    expect(verdictText(view({ stage: 'withdrawn', stages: [{ stage: 'withdrawn', on: '2026-06-16', document: null, note: '用地未落实' }] }), say)).toBe('已撤项：用地未落实。');
  });
});

describe('milestones', () => {
  test('come by their days; what has none stands where it belongs', () => {
    expect(inOrder(view({}).milestones).map(({ id }) => id)).toEqual(['start', 'm1', 'finish', 'acceptance']);
    expect(inOrder([milestone('acceptance', null), milestone('finish', null), milestone('m1', null, null, '一半'), milestone('start', null)]).map(({ id }) => id)).toEqual(['start', 'm1', 'finish', 'acceptance']);
  });
});

describe('a list of projects', () => {
  const one = (days: number, own: number, isOpen: boolean) => ({ milestone: 'finish', days, own, money: days - own, isOpen });
  test('shows what is late now before what was, and says whose it is', () => {
    expect(worstOf({ late: [one(40, 40, false), one(3, 1, true)] })).toMatchObject({ days: 3, money: 2 });
    expect([whoseNow({ late: [one(3, 1, true)] }), whoseNow({ late: [one(3, 3, true)] }), whoseNow({ late: [one(3, 0, true)] }), whoseNow({ late: [one(40, 40, false)] }), worstOf({ late: [] })]).toEqual(['both', 'own', 'money', null, null]);
  });
});
