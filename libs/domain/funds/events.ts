import { changed } from './change.ts';
import type { Happened } from '../decider.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { LocalDate } from '../time/instant.ts';
import type { BasisPoints } from './expenditure.ts';
import type { Fen, FundsDue, FundsLine, Hop, LineStart, Parcel, Payment, PaymentRequest } from './line.ts';

/** A parcel begins: where, by which hop, with which date. */
export interface Arrival {
  parcel: string;
  unit: string;
  amount: Fen;
  on: LocalDate;
  due: FundsDue | null;
}

/** A unit whose money of the line was spent more slowly than the curve asks, on a day of the curve. */
export interface BehindUnit {
  unit: string;
  /** What was measured: without what is with finance, and without retention that is not due. */
  base: Fen;
  paid: Fen;
  scheduled: BasisPoints;
  rate: BasisPoints;
}

export type FundsEvent =
  | { type: 'lineRegistered'; start: Omit<LineStart, 'arrivals'>; arrivals: readonly Arrival[] }
  | { type: 'moneyPassedOn'; parcel: string; hops: readonly { hop: string; to: string; amount: Fen }[]; on: LocalDate; document: DocumentReference | null }
  | { type: 'moneyReceived'; hop: string; arrival: Arrival }
  | { type: 'hopTakenBack'; hop: string; on: LocalDate; reason: string }
  | { type: 'moneyGivenBack'; parcel: string; hop: string; to: string; amount: Fen; on: LocalDate; reason: string }
  /** Called back, or given to another unit, by whoever registered the line: gone from one parcel and arrived in another at once. */
  | { type: 'moneyMoved'; way: 'calledBack' | 'reallocated'; parcel: string; hop: string; arrival: Arrival; document: DocumentReference }
  | { type: 'moneyLeft'; why: 'reduced' | 'returnedToSource'; parts: readonly { parcel: string; amount: Fen }[]; on: LocalDate; document: DocumentReference }
  | { type: 'retentionSet'; parcel: string; amount: Fen; on: LocalDate; due: FundsDue }
  | { type: 'requestFiled'; request: string; parcel: string; amount: Fen; payee: string; ofRetention: boolean; on: LocalDate }
  | { type: 'requestReturned'; request: string; defects: readonly string[]; on: LocalDate }
  | { type: 'requestRefiled'; request: string; note: string; on: LocalDate }
  | { type: 'requestAccepted'; request: string; on: LocalDate; due: FundsDue | null }
  | { type: 'requestWithdrawn'; request: string; on: LocalDate }
  | { type: 'moneyPaid'; payment: Payment }
  | { type: 'moneySuspended'; parcel: string; on: LocalDate; reason: string; document: DocumentReference | null }
  | { type: 'moneyResumed'; parcel: string; on: LocalDate; due: FundsDue | null }
  /** The year is over: what is left is for the next year's line to carry on. */
  | { type: 'lineClosed'; on: LocalDate; left: Fen }
  /** At a day of the curve these units had spent too little of what they had. */
  | { type: 'fellBehind'; checkpoint: LocalDate; units: readonly BehindUnit[] }
  | { type: 'actRefused'; command: string; code: string };

/** A line after an event. */
export function evolve(line: FundsLine, event: Happened<FundsEvent>): FundsLine {
  const now = event.at > line.now ? event.at : line.now;
  return { ...happen(line, event), now };
}

function happen(line: FundsLine, event: FundsEvent): FundsLine {
  switch (event.type) {
    case 'lineRegistered': {
      const { route, calendar, ...about } = event.start;
      return event.arrivals.reduce<FundsLine>((open, arrival) => arrive(open, arrival, null), {
        ...line, status: 'open', about, calendar, route: Object.fromEntries(route.map((place) => [place.unit, place])),
      });
    }
    case 'moneyPassedOn':
      return event.hops.reduce((sent, { hop, to, amount }) => send(sent, event.parcel, { hop, to, amount, way: 'passedOn', on: event.on, document: event.document }), line);
    case 'moneyGivenBack':
      return send(line, event.parcel, { hop: event.hop, to: event.to, amount: event.amount, way: 'givenBack', on: event.on, document: null });
    case 'moneyReceived':
      return land(line, event.hop, event.arrival);
    case 'moneyMoved': {
      const { arrival: { unit: to, amount, on }, hop, way, document } = event;
      return land(send(line, event.parcel, { hop, to, amount, way, on, document }), hop, event.arrival);
    }
    case 'hopTakenBack': {
      const hop = line.hops[event.hop] as Hop;
      return withHop(withParcel(line, hop.from, ({ held, inFlight }) => ({ held: held + hop.amount, inFlight: inFlight - hop.amount })), event.hop, { status: 'takenBack' });
    }
    case 'moneyLeft':
      return event.parts.reduce((left, { parcel, amount }) => ({
        ...withParcel(left, parcel, ({ held, returned }) => ({ held: held - amount, returned: returned + amount })),
        leavings: [...left.leavings, { parcel, amount, on: event.on, why: event.why, document: event.document }],
      }), line);
    case 'retentionSet':
      return withParcel(line, event.parcel, () => ({ retention: { amount: event.amount, setOn: event.on, due: event.due } }));
    case 'requestFiled': {
      const { request: id, parcel, amount, payee, ofRetention, on } = event;
      return { ...line, requests: { ...line.requests, [id]: { id, parcel, amount, payee, ofRetention, status: 'filed', passages: [{ act: 'file', on }], defects: [], returns: 0, due: null } } };
    }
    case 'requestReturned':
      return withRequest(line, event.request, 'return', event.on, ({ returns }) => ({ status: 'returned', defects: event.defects, returns: returns + 1 }));
    case 'requestRefiled':
      return withRequest(line, event.request, 'refile', event.on, () => ({ status: 'filed' }));
    case 'requestAccepted':
      return withRequest(line, event.request, 'accept', event.on, () => ({ status: 'accepted', due: event.due }));
    case 'requestWithdrawn':
      return withRequest(line, event.request, 'withdraw', event.on, () => ({ status: 'withdrawn' }));
    case 'moneyPaid': {
      const { payment: { id, parcel, request, amount, on } } = event;
      const isOfRetention = request !== null && line.requests[request]?.ofRetention === true;
      const paid = withParcel(line, parcel, ({ held, paid: before, retention }) => ({
        held: held - amount, paid: before + amount, retention: isOfRetention && retention ? { ...retention, amount: retention.amount - amount } : retention,
      }));
      const settled = request === null ? paid : withRequest(paid, request, 'pay', on, () => ({ status: 'paid' }));
      return { ...settled, payments: { ...settled.payments, [id]: event.payment } };
    }
    case 'moneySuspended':
      return withParcel(line, event.parcel, ({ suspensions }) => ({ suspensions: [...suspensions, { from: event.on, to: null, reason: event.reason }] }));
    case 'moneyResumed':
      return withParcel(line, event.parcel, ({ suspensions }) => ({ due: event.due, suspensions: suspensions.map((one) => (one.to === null ? { ...one, to: event.on } : one)) }));
    case 'lineClosed':
      return { ...line, status: 'closed', closed: { on: event.on, left: event.left } };
    case 'fellBehind':
    case 'actRefused':
      return line;
  }
}

/** Takes money out of what a parcel holds and sets it on its way. */
function send(line: FundsLine, parcel: string, { hop: id, to, amount, way, on, document }: { hop: string; to: string; amount: Fen; way: Hop['way']; on: LocalDate; document: DocumentReference | null }): FundsLine {
  const sent = withParcel(line, parcel, ({ held, inFlight }) => ({ held: held - amount, inFlight: inFlight + amount }));
  return { ...sent, hops: { ...sent.hops, [id]: { id, from: parcel, to, amount, way, sentOn: on, status: 'inFlight', receivedOn: null, parcel: null, document } } };
}

/** What was on its way has arrived: gone from there, a parcel here. */
function land(line: FundsLine, id: string, arrival: Arrival): FundsLine {
  const { from, amount, way } = line.hops[id] as Hop;
  const gone = way === 'passedOn' || way === 'reallocated' ? 'passedOn' : 'returned';
  const left = withParcel(line, from, (parcel) => ({ inFlight: parcel.inFlight - amount, [gone]: parcel[gone] + amount }));
  return arrive(withHop(left, id, { status: 'received', receivedOn: arrival.on, parcel: arrival.parcel }), arrival, id);
}

function arrive(line: FundsLine, { parcel: id, unit, amount, on, due }: Arrival, hop: string | null): FundsLine {
  const parcel: Parcel = {
    id, unit, hop, amount, receivedOn: on, held: amount, inFlight: 0, passedOn: 0, paid: 0, returned: 0, due, originalDueOn: due?.dueOn ?? null, retention: null, suspensions: [],
  };
  return { ...line, parcels: { ...line.parcels, [id]: parcel } };
}

const withParcel = (line: FundsLine, id: string, to: (parcel: Parcel) => Partial<Parcel>): FundsLine => ({ ...line, parcels: changed(line.parcels, id, to) });
const withHop = (line: FundsLine, id: string, to: Partial<Hop>): FundsLine => ({ ...line, hops: changed(line.hops, id, () => to) });
const withRequest = (line: FundsLine, id: string, act: PaymentRequest['passages'][number]['act'], on: LocalDate, to: (request: PaymentRequest) => Partial<PaymentRequest>): FundsLine =>
  ({ ...line, requests: changed(line.requests, id, (request) => ({ passages: [...request.passages, { act, on }], ...to(request) })) });
