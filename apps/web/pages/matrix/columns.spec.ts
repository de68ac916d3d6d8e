import { describe, expect, test } from '@jest/globals';
import { columnOf, hasBegun, owedIn, countsOf, share } from './columns.ts';

const columns = [{ key: 'letter', kind: 'letter' }, { key: 'progress-Q1', kind: 'report' }, { key: 'order', kind: 'order' }, { key: 'verify', kind: 'verification' }, { key: 'progress', kind: 'verification' }];

describe('the column of a duty', () => {
  test.each([
    ['letter', 'letter'], ['progress-Q1', 'progress-Q1'], ['order-12', 'order'], ['progress-Q1-by-D7', 'progress'], ['progress-Q2', undefined], ['extension-1', undefined],
  ])('%s stands in %s', (duty, key) => {
    expect(columnOf(duty, columns)?.key).toBe(key);
  });
});

describe('what a column says in numbers', () => {
  test('leaves out those that owe nothing, and has begun when somebody had to act', () => {
    const column = { counts: { done: 3, late: 1, void: 2, notYet: 4 } as never };
    expect([owedIn(countsOf(column)), hasBegun(column), hasBegun({ counts: { notYet: 4, void: 1 } as never }), share(3, 8), share(1, 0)]).toEqual([8, true, false, 37.5, null]);
  });
});
