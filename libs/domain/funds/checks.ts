import { reject } from '../decider.ts';
import type { Context, Rejection } from '../decider.ts';
import { localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { freeOf, isSurplus } from './line.ts';
import type { Fen, FundsLine, Parcel } from './line.ts';

/** The first check that fails. */
export const firstFault = (...checks: readonly (Rejection | null)[]): Rejection | null => checks.find((one) => one !== null) ?? null;

/** The next id with a letter: `p4`. */
export const nextId = (letter: string, all: object, more = 0): string => `${letter}${Object.keys(all).length + 1 + more}`;

/** @returns amountNotWhole for nothing, less than nothing, or a part of a fen */
export const amountAtFault = (amount: Fen, pointer = '/amount'): Rejection | null => (Number.isSafeInteger(amount) && amount > 0 ? null : reject('amountNotWhole', { amount }, pointer));

/** @returns dayInFuture, beforeReceipt — money moves after it has arrived, and not tomorrow */
export function dayAtFault(on: LocalDate, receivedOn: LocalDate, context: Context, pointer = '/on'): Rejection | null {
  const today = localDateOf(context.now);
  if (on > today) return reject('dayInFuture', { on, today }, pointer);
  return on < receivedOn ? reject('beforeReceipt', { on, receivedOn }, pointer) : null;
}

/** @returns notEnough — with what is free of the parcel, and how much of it is asked for or kept back */
export function sumAtFault(line: FundsLine, parcel: Parcel, sum: Fen, pointer = '/amount'): Rejection | null {
  const free = freeOf(line, parcel);
  return sum > free ? reject('notEnough', { amount: sum, free, held: parcel.held }, pointer) : null;
}

/** @returns isSurplus — money carried over too often goes back, and nowhere else (预算法实施条例 on 结余) */
export const surplusAtFault = (line: FundsLine): Rejection | null => (isSurplus(line) ? reject('isSurplus', { carried: line.about?.carried ?? 0 }) : null);

/** @returns isSuspended */
export const suspensionAtFault = ({ suspensions }: Parcel): Rejection | null => {
  const one = suspensions.find(({ to }) => to === null);
  return one ? reject('isSuspended', { from: one.from, reason: one.reason }) : null;
};

export const parcelOf = (line: FundsLine, id: string): Parcel | Rejection =>
  (Object.hasOwn(line.parcels, id) ? line.parcels[id] as Parcel : reject('unknownParcel', { parcel: id }, '/parcel'));
