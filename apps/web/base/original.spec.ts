import { expect, test } from '@jest/globals';
import { originalIn, originalOf } from './original.ts';

test('a date is shown as moved only where it is the date of the step that is waited for', () => {
  const dates = { dueOn: '2026-03-03', originalDueOn: '2026-02-28' };
  expect(['sign', 'report', 'check'].map((act) => originalOf({ act, ...dates }))).toEqual(['2026-02-28', '2026-02-28', '2026-02-28']);
  // The countersignature is due after the signing; a correction after the return.
  expect(['countersign', 'review', 'correct', undefined].map((act) => originalOf({ act, ...dates }))).toEqual([null, null, null, null]);
  expect(originalOf({ act: 'sign', dueOn: '2026-02-28', originalDueOn: '2026-02-28' })).toBeNull();
  expect(['awaited', 'countersigning', 'submitted'].map((status) => originalIn({ status, ...dates }))).toEqual(['2026-02-28', null, null]);
});
