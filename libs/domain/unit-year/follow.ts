import type { Allocation } from '../allocation/allocation.ts';
import { openAllocation } from '../allocation/rules.ts';
import type { Context } from '../decider.ts';
import { movesOfGrant, requestsOvertaken } from '../extension/dates.ts';
import { alsoRequired, alsoWithoutTask } from '../exemption/rules.ts';
import { compileAccepted } from '../report/compile.ts';
import { draftWhereOverdue, withdrawDrafts } from '../order/follow.ts';
import { closeVerifications, concludeVerifications, openVerifications } from '../verification/follow.ts';
import type { UnitYearEvent } from './events.ts';
import type { UnitYear } from './state.ts';

type Follow<E> = (state: UnitYear, event: E, context: Context) => readonly UnitYearEvent[];

/**
 * What an event in one duty begins or ends in another duty of the same year, a row per event. The state is the one
 * after the event.
 */
export const followUps: { readonly [T in UnitYearEvent['type']]?: readonly Follow<Extract<UnitYearEvent, { type: T }>>[] } = {
  letterInForce: [(state, event, { now }) => allocationsOf(state, event.duty).flatMap((allocation) => {
    const letter = state.duties[event.duty];
    return letter?.kind === 'letter' && allocation.status !== 'lapsed' ? openAllocation(allocation, letter, { now, timing: state.timing }) : [];
  })],
  // Of a letter that no longer holds nothing more is passed down; what was passed down stays.
  letterVoided: [(state, event) => allocationsOf(state, event.duty).filter(({ status }) => status === 'waiting' || status === 'open')
    .map(({ key }) => ({ type: 'allocationLapsed', duty: key }))],
  extensionGranted: [(state, event) => movesOfGrant(state, event)],
  reportSubmitted: [openVerifications],
  reportReturned: [closeVerifications],
  reportAccepted: [compileAccepted, concludeVerifications],
  noTaskDeclared: [alsoWithoutTask],
  taskRequired: [alsoRequired],
  stageReached: [draftWhereOverdue],
};

const allocationsOf = ({ duties }: UnitYear, letter: string): Allocation[] =>
  Object.values(duties).filter((duty): duty is Allocation => duty.kind === 'allocation' && duty.letter === letter);

/** What any event of a duty may begin or end elsewhere. */
export const followEvery: readonly Follow<UnitYearEvent>[] = [withdrawDrafts, requestsOvertaken];
