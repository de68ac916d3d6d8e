import { dayNumber, earlier, later } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { suspendedDays } from './due.ts';
import type { Fen, FundsDue, FundsLine, Parcel, PaymentRequest } from './line.ts';

/**
 * Who had money, and in which way: holds it, has sent it (and it was not recorded yet), corrects a returned request, keeps
 * it as retention; finance examines a request, or has accepted it and is to pay. Unrecorded: the treasury paid it, and nobody
 * recorded who had it until then; the days are at nobody's door.
 */
export type Phase = 'holding' | 'inFlight' | 'examining' | 'correcting' | 'paying' | 'retained' | 'unrecorded';

/** A sum of money with one holder, from one day to another. */
export interface Holding {
  parcel: string;
  /** Which part of the parcel, counted from 0: what has the same number went the same way. */
  slice: number;
  /** The hop it is in flight with, or the request it is asked for, returned or accepted by. */
  item: string | null;
  /** Who is to answer for these days. */
  unit: string;
  phase: Phase;
  amount: Fen;
  from: LocalDate;
  /** The day it went on; null while it is there. */
  to: LocalDate | null;
  /** Days there, those aside on which the clock stood still. */
  days: number;
  /** Of them, days after the due date: the holder's own on these days, and nobody else's. */
  daysOver: number;
  due: FundsDue | null;
}

type Span = Pick<Holding, 'unit' | 'phase' | 'from' | 'to' | 'due'> & { item?: string };

/**
 * Every day of every fen, laid at somebody's door: up to a day, the days before a request is filed and in correction are
 * the unit's, from filing to return and from acceptance to payment finance's. What is in flight stays the sender's.
 * A request that was withdrawn counts as never made.
 */
export function holdingsOf(line: FundsLine, until: LocalDate): Holding[] {
  return Object.values(line.parcels).filter(({ receivedOn }) => receivedOn <= until).flatMap((parcel) => slicesOf(line, parcel).flatMap(({ amount, spans }, slice) => spans
    .filter(({ from, to }) => from <= until && from !== to)
    .map(({ item = null, ...span }): Holding => {
      const to = span.to === null || span.to > until ? null : span.to;
      return { parcel: parcel.id, slice, item, amount, ...span, to, ...daysOf(parcel, span, to ?? until) };
    })));
}

function daysOf(parcel: Parcel, { from, due }: Span, to: LocalDate): Pick<Holding, 'days' | 'daysOver'> {
  const between = (start: LocalDate): number => Math.max(0, dayNumber(to) - dayNumber(start) - suspendedDays(parcel, start, to));
  return { days: between(from), daysOver: due === null ? 0 : between(later(from, earlier(due.dueOn, to))) };
}

/** The parcel cut into sums that went the same way, each with who had it when. */
function slicesOf(line: FundsLine, parcel: Parcel): { amount: Fen; spans: Span[] }[] {
  const { unit, receivedOn, due, retention } = parcel;
  const held = (to: LocalDate | null): Span => ({ unit, phase: 'holding', from: receivedOn, to, due });
  const hops = Object.values(line.hops).filter(({ from, status }) => from === parcel.id && status !== 'takenBack').map((hop) => ({
    amount: hop.amount, spans: [held(hop.sentOn), { unit, phase: 'inFlight' as const, from: hop.sentOn, to: hop.receivedOn, due, item: hop.id }],
  }));
  const requests = Object.values(line.requests).filter((one) => one.parcel === parcel.id && one.status !== 'withdrawn');
  const asked = requests.map((request) => ({ amount: request.amount, spans: [...beforeRequest(parcel, request), ...passagesOf(line, parcel, request)] }));
  const payments = Object.values(line.payments).filter((one) => one.parcel === parcel.id && one.request === null).map(({ amount, on, caughtUpOn }) => ({ amount, spans: [caughtUpOn === undefined ? held(on) : { ...held(on), phase: 'unrecorded' as const, due: null }] }));
  const leavings = line.leavings.filter((one) => one.parcel === parcel.id).map(({ amount, on }) => ({ amount, spans: [held(on)] }));
  const openly = (ofRetention: boolean): Fen => requests.filter((one) => one.ofRetention === ofRetention && one.status !== 'paid').reduce((sum, { amount }) => sum + amount, 0);
  const keptBack = retention ? retention.amount - openly(true) : 0;
  const rest = parcel.held - openly(false) - openly(true) - keptBack;
  return [
    ...hops, ...asked, ...payments, ...leavings,
    ...(retention && keptBack > 0 ? [{ amount: keptBack, spans: [held(retention.setOn), { unit, phase: 'retained' as const, from: retention.setOn, to: null, due: retention.due }] }] : []),
    ...(rest > 0 ? [{ amount: rest, spans: [held(null)] }] : []),
  ];
}

function beforeRequest({ unit, receivedOn, due, retention }: Parcel, { passages, ofRetention }: PaymentRequest): Span[] {
  const filedOn = passages[0]?.on ?? receivedOn;
  if (!ofRetention || !retention) return [{ unit, phase: 'holding', from: receivedOn, to: filedOn, due }];
  return [{ unit, phase: 'holding', from: receivedOn, to: retention.setOn, due }, { unit, phase: 'retained', from: retention.setOn, to: filedOn, due: retention.due }];
}

const phaseAfter = { file: 'examining', refile: 'examining', return: 'correcting', accept: 'paying' } as const;

/** From hand to hand: finance's while it is examined and after it was accepted, the unit's in correction. */
function passagesOf(line: FundsLine, parcel: Parcel, request: PaymentRequest): Span[] {
  const due = request.ofRetention ? parcel.retention?.due ?? parcel.due : parcel.due;
  return request.passages.flatMap(({ act, on }, n): Span[] => {
    if (act === 'pay' || act === 'withdraw') return [];
    const phase = phaseAfter[act];
    const unit = phase === 'correcting' ? parcel.unit : line.about?.finance.unit ?? '';
    return [{ unit, phase, item: request.id, from: on, to: request.passages[n + 1]?.on ?? null, due: phase === 'paying' ? request.due ?? due : due }];
  });
}
