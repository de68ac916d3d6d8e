import { describe, expect, test } from '@jest/globals';
import { possibleActs } from './acts.ts';

const held = (unit: string, ...functions: string[]) => [{ post: `${unit}/office`, unit, functions, tenure: 't1' }];
const order = { unit: 'T', superior: 'R', assisting: [{ unit: 'A', name: 'A' }], number: '督〔2026〕1号', stages: [{ what: '', dueOn: '2026-04-01', answeredAt: null, onTime: null }] };
const named = (view: Parameters<typeof possibleActs>[0], posts: Parameters<typeof possibleActs>[1]): string[] => possibleActs(view, posts, 'R').map(({ name, isFirst }) => `${name}${isFirst ? '!' : ''}`);

describe('what may be done about an order', () => {
  test('a draft is issued or decided against by the officer, and by nobody below', () => {
    expect(named({ ...order, status: 'drafted', number: null }, held('R', 'orderIssuer'))).toEqual(['issueOrder!', 'discardOrder']);
    expect(named({ ...order, status: 'drafted', number: null }, held('T', 'reporter'))).toEqual([]);
  });

  test('the unit acknowledges, answers the open stage first, then reports it done', () => {
    expect(named({ ...order, status: 'issued' }, held('T', 'reporter'))).toEqual(['acknowledgeOrder!']);
    expect(named({ ...order, status: 'acknowledged' }, held('T', 'reporter'))).toEqual(['giveFeedback!', 'completeOrder']);
    expect(named({ ...order, status: 'acknowledged', stages: [] }, held('T', 'reporter'))).toEqual(['giveFeedback', 'completeOrder!']);
  });

  test('a unit that assists gives word and nothing else; nothing is closed or voided before it has its number', () => {
    expect(named({ ...order, status: 'acknowledged' }, held('A', 'reporter'))).toEqual(['assistFeedback!']);
    expect(named({ ...order, status: 'reported' }, held('R', 'orderIssuer'))).toEqual(['closeOrder!', 'returnOrder', 'voidOrder']);
    expect(named({ ...order, status: 'issued', number: null }, held('R', 'orderIssuer'))).toEqual([]);
  });
});
