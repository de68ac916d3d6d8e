import type { Instant } from './time/instant.ts';

/**
 * A light is derived from dates, never stored: late, near and on track are only ever true *now*.
 *
 * `notYet` before it opens · `onTrack`, `near`, `late` while the unit owes it · `waiting` while it lies with
 * someone else, whose days are not the unit's · `done` · `void` when nothing is owed any more.
 */
export const lights = ['notYet', 'onTrack', 'near', 'late', 'waiting', 'done', 'void'] as const;
export type Light = (typeof lights)[number];

/** Which light stands for several duties together: the one that most needs somebody. */
export const worstFirst: readonly Light[] = ['late', 'near', 'onTrack', 'waiting', 'notYet', 'done', 'void'];

export interface LightFacts {
  standing: 'notYet' | 'owed' | 'waiting' | 'done' | 'void';
  opensAt: Instant;
  nearAt: Instant | null;
  dueAt: Instant | null;
}

export function lightOf(facts: LightFacts, now: Instant): Light {
  if (facts.standing !== 'owed') return facts.standing;
  if (facts.dueAt !== null && facts.dueAt <= now) return 'late';
  if (facts.opensAt > now) return 'notYet';
  if (facts.nearAt !== null && facts.nearAt <= now) return 'near';
  return 'onTrack';
}
