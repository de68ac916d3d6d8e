import { changed } from './change.ts';
import type { Happened } from '../decider.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { LocalDate } from '../time/instant.ts';
import { evolveCandidates } from './candidates.ts';
import { followMoney } from './chase.ts';
import type { Money } from './chasing.ts';
import type { Arrival, FundsEvent } from './events.ts';
import type { Fen, FundsLine, Hop, Parcel, PaymentRequest } from './line.ts';

/** A line after an event. */
export function evolve(line: FundsLine, event: Happened<FundsEvent>): FundsLine {
  const now = event.at > line.now ? event.at : line.now;
  if (event.type === 'actRefused' || event.type === 'fellBehind') return { ...line, now };
  if (event.type === 'candidateListed' || event.type === 'candidateWithdrawn') return { ...line, now, candidates: evolveCandidates(line.candidates, event) };
  if (event.type === 'received') return { ...line, now, heard: { ...line.heard, [event.from]: event.n } };
  if (event.type === 'stageReached') {
    const duty = line.duties[event.duty] as Money;
    const { stage, dating, dueAt } = event;
    return { ...line, now, duties: { ...line.duties, [duty.key]: { ...duty, reached: [...duty.reached, { stage, dating, dueAt }] } } };
  }
  return { ...followMoney(happen(line, event), event), now };
}

type MoneyMoves = Exclude<FundsEvent, { type: 'actRefused' | 'fellBehind' | 'received' | 'candidateListed' | 'candidateWithdrawn' | 'stageReached' }>;

function happen(line: FundsLine, event: MoneyMoves): FundsLine {
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
