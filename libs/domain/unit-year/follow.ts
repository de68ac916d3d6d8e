import type { Context } from '../decider.ts';
import { draftWhereOverdue, withdrawDrafts } from '../order/follow.ts';
import type { UnitYearEvent } from './events.ts';
import type { UnitYear } from './state.ts';

type Follow<E> = (state: UnitYear, event: E, context: Context) => readonly UnitYearEvent[];

/**
 * What an event in one duty begins or ends in another duty of the same year, a row per event. The state is the one
 * after the event.
 */
export const followUps: { readonly [T in UnitYearEvent['type']]?: Follow<Extract<UnitYearEvent, { type: T }>> } = {
  stageReached: draftWhereOverdue,
};

/** What any event of a duty may begin or end elsewhere. */
export const followEvery: readonly Follow<UnitYearEvent>[] = [withdrawDrafts];
