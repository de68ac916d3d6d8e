import { addWorkingDays, workingDaysBetween } from '../calendar/calendar.ts';
import { isRejection, reject } from '../decider.ts';
import type { Context, Rejection } from '../decider.ts';
import type { DocumentReference } from '../letter/letter.ts';
import { addDays, dayNumber, localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { amountAtFault, dayAtFault, firstFault, nextId, parcelOf, sumAtFault, surplusAtFault, suspensionAtFault } from './checks.ts';
import { dueOf } from './due.ts';
import type { FundsEvent } from './events.ts';
import { freeRetentionOf, requestTransitions } from './line.ts';
import type { Fen, FundsDue, FundsLine, Parcel, Payment, PaymentRequest } from './line.ts';

type Decided = readonly FundsEvent[] | Rejection;

/**
 * Keeps part of the money back until a warranty is over (质保金): it has its own date, and is not late before it.
 *
 * @rejects unknownParcel, retentionSetAlready, amountNotWhole, notEnough, dayInFuture, beforeReceipt, retentionDuePast
 */
export function setRetention(line: FundsLine, input: { parcel: string; amount: Fen; dueOn: LocalDate; basis: string; on: LocalDate }, context: Context): Decided {
  const parcel = parcelOf(line, input.parcel);
  if (isRejection(parcel)) return parcel;
  const { amount, dueOn, basis, on } = input;
  return firstFault(
    parcel.retention ? reject('retentionSetAlready', { amount: parcel.retention.amount }, '/parcel') : null, amountAtFault(amount), sumAtFault(line, parcel, amount), dayAtFault(on, parcel.receivedOn, context),
    dueOn <= on ? reject('retentionDuePast', { dueOn, on }, '/dueOn') : null,
  ) ?? [{ type: 'retentionSet', parcel: parcel.id, amount, on, due: { dueOn, basis: { zh: basis, en: basis }, counted: 'natural' } }];
}

/**
 * Asks the treasury to pay, from what is free of a parcel or from its retention.
 *
 * @rejects unknownParcel, amountNotWhole, notEnough, notEnoughRetention, dayInFuture, beforeReceipt, isSurplus, isSuspended
 */
export function fileRequest(line: FundsLine, input: { parcel: string; amount: Fen; payee: string; ofRetention: boolean; on: LocalDate }, context: Context): Decided {
  const parcel = parcelOf(line, input.parcel);
  if (isRejection(parcel)) return parcel;
  const { amount, payee, ofRetention, on } = input;
  return firstFault(surplusAtFault(line), suspensionAtFault(parcel), amountAtFault(amount), availableAtFault(line, parcel, amount, ofRetention), dayAtFault(on, ofRetention ? parcel.retention?.setOn ?? on : parcel.receivedOn, context))
    ?? [{ type: 'requestFiled', request: nextId('r', line.requests), parcel: parcel.id, amount, payee, ofRetention, on }];
}

function availableAtFault(line: FundsLine, parcel: Parcel, amount: Fen, ofRetention: boolean): Rejection | null {
  if (!ofRetention) return sumAtFault(line, parcel, amount);
  const free = freeRetentionOf(line, parcel);
  return amount > free ? reject('notEnoughRetention', { amount, free }, '/amount') : null;
}

/** A request that may go this way, on this day: not before it last changed hands. */
function onItsWay(line: FundsLine, id: string, act: 'return' | 'refile' | 'accept' | 'withdraw' | 'pay', on: LocalDate, context: Context): PaymentRequest | Rejection {
  const request = Object.hasOwn(line.requests, id) ? line.requests[id] as PaymentRequest : undefined;
  if (!request) return reject('unknownRequest', { request: id }, '/request');
  if (!Object.hasOwn(requestTransitions[request.status], act)) return reject('notPossibleNow', { status: request.status }, '/request');
  return dayAtFault(on, request.passages.at(-1)?.on ?? on, context) ?? request;
}

/**
 * Returns a request for correction, with all its defects at once.
 *
 * @rejects unknownRequest, notPossibleNow, alreadyReturned — each return lists all; a further one would send a unit round in circles; dayInFuture, beforeReceipt
 */
export function returnRequest(line: FundsLine, { request: id, defects, on }: { request: string; defects: readonly string[]; on: LocalDate }, context: Context): Decided {
  const request = onItsWay(line, id, 'return', on, context);
  if (isRejection(request)) return request;
  const atMost = line.about?.returnsAtMost ?? 1;
  return request.returns >= atMost ? reject('alreadyReturned', { returns: request.returns, atMost, defects: [...request.defects] }, '/request') : [{ type: 'requestReturned', request: id, defects, on }];
}

/** Files a returned request again. @rejects unknownRequest, notPossibleNow, dayInFuture, beforeReceipt */
export function refileRequest(line: FundsLine, { request: id, note, on }: { request: string; note: string; on: LocalDate }, context: Context): Decided {
  const request = onItsWay(line, id, 'refile', on, context);
  return isRejection(request) ? request : [{ type: 'requestRefiled', request: id, note, on }];
}

/** Accepts a request: from that day the days are finance's. @rejects unknownRequest, notPossibleNow, dayInFuture, beforeReceipt */
export function acceptRequest(line: FundsLine, { request: id, on }: { request: string; on: LocalDate }, context: Context): Decided {
  const request = onItsWay(line, id, 'accept', on, context);
  if (isRejection(request)) return request;
  const rule = line.about?.payWithin ?? null;
  return [{ type: 'requestAccepted', request: id, on, due: dueOf(rule ? [rule] : [], on, line.calendar) }];
}

/** Withdraws one's own request before it is accepted. @rejects unknownRequest, notPossibleNow, dayInFuture, beforeReceipt */
export function withdrawRequest(line: FundsLine, { request: id, on }: { request: string; on: LocalDate }, context: Context): Decided {
  const request = onItsWay(line, id, 'withdraw', on, context);
  return isRejection(request) ? request : [{ type: 'requestWithdrawn', request: id, on }];
}

interface Paid {
  voucher: string;
  payees: number;
  on: LocalDate;
}

/** @returns voucherUsed — a voucher stands for one payment; which payment has it */
function voucherAtFault(line: FundsLine, voucher: string): Rejection | null {
  const used = Object.values(line.payments).find((one) => one.voucher === voucher);
  return used ? reject('voucherUsed', { voucher, payment: used.id, on: used.on }, '/voucher') : null;
}

const payeesAtFault = (line: FundsLine, payees: number): Rejection | null => (payees > 1 && line.about?.payee !== 'beneficiaries' ? reject('onePayeeOnly', { payees }, '/payees') : null);

/** Pays an accepted request from the treasury. @rejects unknownRequest, notPossibleNow, voucherUsed, onePayeeOnly, dayInFuture, beforeReceipt */
export function payRequest(line: FundsLine, { request: id, ...paid }: { request: string } & Paid, context: Context): Decided {
  const request = onItsWay(line, id, 'pay', paid.on, context);
  if (isRejection(request)) return request;
  const { parcel, amount, payee } = request;
  return firstFault(voucherAtFault(line, paid.voucher), payeesAtFault(line, paid.payees)) ?? [payment(line, { parcel, request: id, amount, payee, ...paid })];
}

/**
 * Records a payment of cash, by whoever holds it; from a budget allocation the treasury pays, and only what it was asked.
 *
 * @rejects unknownParcel, amountNotWhole, notEnough, voucherUsed, onePayeeOnly, dayInFuture, beforeReceipt, isSurplus, isSuspended, budgetNeedsRequest
 */
export function recordPayment(line: FundsLine, input: { parcel: string; amount: Fen; payee: string } & Paid, context: Context): Decided {
  const parcel = parcelOf(line, input.parcel);
  if (isRejection(parcel)) return parcel;
  const { amount, payee, voucher, payees, on } = input;
  if (line.about?.kind === 'budget') return reject('budgetNeedsRequest', {}, '/parcel');
  return paidAtFault(line, parcel, input, context) ?? [payment(line, { parcel: parcel.id, request: null, amount, payee, voucher, payees, on })];
}

/**
 * Enters what the treasury has paid of a budget allocation though no request is on record (补记), with its voucher as the evidence. No request is
 * made up: who had the money until then nobody recorded, so that those days are nobody's, and no lateness is told of them.
 *
 * @rejects unknownParcel, cashIsNotTreasurys, amountNotWhole, notEnough, voucherUsed, onePayeeOnly, dayInFuture, beforeReceipt, isSurplus, isSuspended
 */
export function catchUpPayment(line: FundsLine, input: { parcel: string; amount: Fen; payee: string } & Paid, context: Context): Decided {
  const parcel = parcelOf(line, input.parcel);
  if (isRejection(parcel)) return parcel;
  if (line.about?.kind !== 'budget') return reject('cashIsNotTreasurys', {}, '/parcel');
  const { amount, payee, voucher, payees, on } = input;
  return paidAtFault(line, parcel, input, context) ?? [payment(line, { parcel: parcel.id, request: null, amount, payee, voucher, payees, on, caughtUpOn: localDateOf(context.now) })];
}

/** What speaks against paying from what is free of a parcel. */
const paidAtFault = (line: FundsLine, parcel: Parcel, { amount, voucher, payees, on }: { amount: Fen } & Paid, context: Context): Rejection | null => firstFault(
  surplusAtFault(line), suspensionAtFault(parcel), amountAtFault(amount), sumAtFault(line, parcel, amount), dayAtFault(on, parcel.receivedOn, context), voucherAtFault(line, voucher), payeesAtFault(line, payees),
);

const payment = (line: FundsLine, paid: Omit<Payment, 'id'>): FundsEvent => ({ type: 'moneyPaid', payment: { id: nextId('v', line.payments), ...paid } });

/** Stops the clock of a parcel, with the reason. @rejects unknownParcel, isSuspended, nothingHeld, dayInFuture, beforeReceipt */
export function suspendMoney(line: FundsLine, { parcel: id, on, reason, document }: { parcel: string; on: LocalDate; reason: string; document: DocumentReference | null }, context: Context): Decided {
  const parcel = parcelOf(line, id);
  if (isRejection(parcel)) return parcel;
  const lastEnded = parcel.suspensions.reduce<LocalDate>((last, { to }) => (to !== null && to > last ? to : last), parcel.receivedOn);
  return firstFault(suspensionAtFault(parcel), parcel.held > 0 ? null : reject('nothingHeld', { unit: parcel.unit }, '/parcel'), dayAtFault(on, lastEnded, context))
    ?? [{ type: 'moneySuspended', parcel: id, on, reason, document }];
}

/**
 * Lets the clock go on. A date that was still to come moves by the days it stood still, counted as it was set; one that had
 * passed stays, so that what was late stays late.
 *
 * @rejects unknownParcel, notSuspended, dayInFuture, beforeReceipt
 */
export function resumeMoney(line: FundsLine, { parcel: id, on }: { parcel: string; on: LocalDate }, context: Context): Decided {
  const parcel = parcelOf(line, id);
  if (isRejection(parcel)) return parcel;
  const open = parcel.suspensions.find(({ to }) => to === null);
  if (!open) return reject('notSuspended', { parcel: id }, '/parcel');
  const { due } = parcel;
  const fault = dayAtFault(on, open.from, context);
  if (fault) return fault;
  const moved = due === null || due.dueOn < open.from ? due : { ...due, dueOn: later(due, open.from, on, line) };
  return [{ type: 'moneyResumed', parcel: id, on, due: moved }];
}

const later = ({ dueOn, counted }: FundsDue, from: LocalDate, to: LocalDate, { calendar }: FundsLine): LocalDate =>
  (counted === 'working' ? addWorkingDays(calendar, dueOn, workingDaysBetween(calendar, from, to)) : addDays(dueOn, dayNumber(to) - dayNumber(from)));
