import type { Context } from '../decider.ts';
import { closeVerifications, concludeVerifications, openVerifications } from '../verification/follow.ts';
import type { UnitYearEvent } from './events.ts';
import type { UnitYear } from './state.ts';

type Follow<E> = (state: UnitYear, event: E, context: Context) => readonly UnitYearEvent[];

/**
 * What an event in one duty begins or ends in another duty of the same year, a row per event. The state is the one
 * after the event.
 */
export const followUps: { readonly [T in UnitYearEvent['type']]?: Follow<Extract<UnitYearEvent, { type: T }>> } = {
  reportSubmitted: openVerifications,
  reportReturned: closeVerifications,
  reportAccepted: concludeVerifications,
};
