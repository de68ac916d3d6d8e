import './testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { lightOf, lights, worstFirst } from './light.ts';
import type { LightFacts } from './light.ts';

const facts: LightFacts = { standing: 'owed', opensAt: '2026-04-01', nearAt: '2026-04-07', dueAt: '2026-04-10' };
const shown = (now: string, given: Partial<LightFacts> = {}): string => lightOf({ ...facts, ...given }, now);

describe('a light', () => {
  test('goes from not yet over on track and near to late, each from its instant on', () => {
    expect(['2026-03-31', '2026-04-01', '2026-04-06', '2026-04-07', '2026-04-09', '2026-04-10', '2027-01-01'].map((now) => shown(now)))
      .toEqual(['notYet', 'onTrack', 'onTrack', 'near', 'near', 'late', 'late']);
  });

  test('is late even where the year was launched after the due date', () => {
    expect(shown('2026-05-06', { opensAt: '2026-05-20' })).toBe('late');
  });

  test.each(['waiting', 'done', 'void', 'notYet'] as const)('of what stands %s knows no dates', (standing) => {
    expect(['2020-01-01', '2026-04-08', '2030-01-01'].map((now) => shown(now, { standing }))).toEqual([standing, standing, standing]);
  });

  test('of what has no date is never near or late', () => {
    expect(shown('2030-01-01', { nearAt: null, dueAt: null })).toBe('onTrack');
  });

  test('is one of seven', () => {
    expect(lights).toEqual(['notYet', 'onTrack', 'near', 'late', 'waiting', 'done', 'void']);
  });

  test('has a place among those that stand for several, each once', () => {
    expect([...worstFirst].sort()).toEqual([...lights].sort());
  });
});
