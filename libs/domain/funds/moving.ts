import { isRejection, reject } from '../decider.ts';
import type { Context, Rejection } from '../decider.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { LocalDate } from '../time/instant.ts';
import { amountAtFault, dayAtFault, firstFault, nextId, parcelOf, sumAtFault, surplusAtFault, suspensionAtFault } from './checks.ts';
import { dueOf } from './due.ts';
import type { Arrival, FundsEvent } from './events.ts';
import { freeOf } from './line.ts';
import type { Fen, FundsLine, Hop } from './line.ts';

type Decided = readonly FundsEvent[] | Rejection;

function arrivalAt(line: FundsLine, unit: string, amount: Fen, on: LocalDate): Arrival {
  return { parcel: nextId('p', line.parcels), unit, amount, on, due: dueOf(line.route[unit]?.rules ?? [], on, line.calendar) };
}

/** @returns offRoute — whom the money may go to from here is settled when the line is registered */
const offRoute = (line: FundsLine, unit: string, to: string, pointer: string): Rejection | null => (line.route[to]?.from === unit ? null
  : reject('offRoute', { from: unit, to, next: Object.values(line.route).filter(({ from }) => from === unit).map((place) => place.unit) }, pointer));

const hopOf = (line: FundsLine, id: string): Hop | Rejection => (Object.hasOwn(line.hops, id) ? line.hops[id] as Hop : reject('unknownHop', { hop: id }, '/hop'));

const notInFlight = ({ status }: Hop): Rejection | null => (status === 'inFlight' ? null : reject('notInFlight', { status }, '/hop'));

/**
 * Passes money on to units that come next on the route: whole or split. It stays this unit's until they have recorded it.
 *
 * @rejects unknownParcel, amountNotWhole, offRoute, sameUnitTwice, notEnough, dayInFuture, beforeReceipt, isSurplus, isSuspended
 */
export function passOn(line: FundsLine, input: { parcel: string; parts: readonly { to: string; amount: Fen }[]; on: LocalDate; document: DocumentReference | null }, context: Context): Decided {
  const parcel = parcelOf(line, input.parcel);
  if (isRejection(parcel)) return parcel;
  const { parts, on, document } = input;
  const twice = parts.findIndex(({ to }, n) => parts.findIndex((one) => one.to === to) < n);
  return firstFault(
    surplusAtFault(line), suspensionAtFault(parcel), ...parts.flatMap(({ to, amount }, n) => [amountAtFault(amount, `/parts/${n}/amount`), offRoute(line, parcel.unit, to, `/parts/${n}/to`)]),
    twice < 0 ? null : reject('sameUnitTwice', { to: parts[twice]?.to ?? '' }, `/parts/${twice}/to`),
    sumAtFault(line, parcel, parts.reduce((sum, { amount }) => sum + amount, 0), '/parts'), dayAtFault(on, parcel.receivedOn, context),
  ) ?? [{ type: 'moneyPassedOn', parcel: parcel.id, hops: parts.map(({ to, amount }, n) => ({ hop: nextId('h', line.hops, n), to, amount })), on, document }];
}

/** Records that money has arrived: from that day it is this unit's. @rejects unknownHop, notInFlight, dayInFuture, beforeReceipt */
export function recordReceipt(line: FundsLine, { hop: id, on }: { hop: string; on: LocalDate }, context: Context): Decided {
  const hop = hopOf(line, id);
  if (isRejection(hop)) return hop;
  return firstFault(notInFlight(hop), dayAtFault(on, hop.sentOn, context)) ?? [{ type: 'moneyReceived', hop: id, arrival: arrivalAt(line, hop.to, hop.amount, on) }];
}

/** Takes back what was sent by mistake, while nobody has recorded it. @rejects unknownHop, notInFlight, dayInFuture, beforeReceipt */
export function takeBack(line: FundsLine, { hop: id, on, reason }: { hop: string; on: LocalDate; reason: string }, context: Context): Decided {
  const hop = hopOf(line, id);
  if (isRejection(hop)) return hop;
  return firstFault(notInFlight(hop), dayAtFault(on, hop.sentOn, context)) ?? [{ type: 'hopTakenBack', hop: id, on, reason }];
}

/**
 * Gives money back to where it came from: to the unit before on the route, which records it like any arrival.
 *
 * @rejects unknownParcel, amountNotWhole, notEnough, dayInFuture, beforeReceipt, nobodyBefore
 */
export function giveBack(line: FundsLine, { parcel: id, amount, on, reason }: { parcel: string; amount: Fen; on: LocalDate; reason: string }, context: Context): Decided {
  const parcel = parcelOf(line, id);
  if (isRejection(parcel)) return parcel;
  const to = line.route[parcel.unit]?.from ?? null;
  if (to === null) return reject('nobodyBefore', { unit: parcel.unit }, '/parcel');
  return firstFault(amountAtFault(amount), sumAtFault(line, parcel, amount), dayAtFault(on, parcel.receivedOn, context))
    ?? [{ type: 'moneyGivenBack', parcel: id, hop: nextId('h', line.hops), to, amount, on, reason }];
}

interface Moving {
  parcel: string;
  amount: Fen;
  on: LocalDate;
  document: DocumentReference;
}

/**
 * Calls money back to the root of the tree. @rejects unknownParcel, alreadyThere, amountNotWhole, notEnough, dayInFuture, beforeReceipt
 */
export const callBack = (line: FundsLine, input: Moving, context: Context): Decided => move(line, 'calledBack', { ...input, to: line.about?.root ?? '' }, context);

/**
 * Gives a unit's money to another unit of the route (调剂). @rejects as `callBack`, offRoute, isSurplus
 */
export function reallocate(line: FundsLine, input: Moving & { to: string }, context: Context): Decided {
  if (!Object.hasOwn(line.route, input.to)) return reject('offRoute', { from: '', to: input.to, next: Object.keys(line.route) }, '/to');
  return surplusAtFault(line) ?? move(line, 'reallocated', input, context);
}

function move(line: FundsLine, way: 'calledBack' | 'reallocated', { parcel: id, amount, on, document, to }: Moving & { to: string }, context: Context): Decided {
  const parcel = parcelOf(line, id);
  if (isRejection(parcel)) return parcel;
  return firstFault(
    parcel.unit === to ? reject('alreadyThere', { unit: to }, way === 'reallocated' ? '/to' : '/parcel') : null,
    amountAtFault(amount), sumAtFault(line, parcel, amount), dayAtFault(on, parcel.receivedOn, context),
  ) ?? [{ type: 'moneyMoved', way, parcel: id, hop: nextId('h', line.hops), arrival: arrivalAt(line, to, amount, on), document }];
}

/**
 * Takes money out of the line at the root: a revised document gives less, or what is left goes back to its source. What is
 * further down has to be called back first.
 *
 * @rejects amountNotWhole, reductionBelowSpent — with what the root has free, and what was paid; dayInFuture, beforeReceipt
 */
export function takeOut(line: FundsLine, { amount, on, document, why }: { amount: Fen; on: LocalDate; document: DocumentReference; why: 'reduced' | 'returnedToSource' }, context: Context): Decided {
  const root = line.about?.root;
  const open = Object.values(line.parcels).filter((parcel) => parcel.unit === root && freeOf(line, parcel) > 0);
  const free = open.reduce((sum, parcel) => sum + freeOf(line, parcel), 0);
  const paid = Object.values(line.parcels).reduce((sum, parcel) => sum + parcel.paid, 0);
  const fault = firstFault(amountAtFault(amount), amount > free ? reject('reductionBelowSpent', { amount, free, paid }, '/amount') : null);
  if (fault) return fault;
  const parts: { parcel: string; amount: Fen }[] = [];
  for (let left = amount; left > 0;) {
    const parcel = open[parts.length];
    if (!parcel) throw new RangeError('more to take out than is free');
    const part = Math.min(left, freeOf(line, parcel));
    const late = dayAtFault(on, parcel.receivedOn, context);
    if (late) return late;
    parts.push({ parcel: parcel.id, amount: part });
    left -= part;
  }
  return [{ type: 'moneyLeft', why, parts, on, document }];
}
