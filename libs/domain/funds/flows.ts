import { later } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { FundsEvent } from './events.ts';
import { noSpending } from './expenditure.ts';
import type { Spending } from './expenditure.ts';
import type { Fen, FundsLine, Hop, Parcel, PaymentRequest } from './line.ts';

/** What changed on a day in a unit's money that had come on another: added up to a day, they are its spending by then. */
export interface Flow extends Spending {
  unit: string;
  since: LocalDate;
  on: LocalDate;
  /** On its way to the unit, and not its own before it has recorded it. */
  coming: Fen;
}

/**
 * What the events of a turn mean for spending, day by day. Never taken back: what turns out otherwise is written against.
 *
 * @param line as it is after them
 */
export function flowsOf(line: FundsLine, events: readonly FundsEvent[]): Flow[] {
  return events.flatMap((event) => flowsOfOne(line, event));
}

function flowsOfOne(line: FundsLine, event: FundsEvent): Flow[] {
  const parcelOf = (id: string): Parcel => line.parcels[id] as Parcel;
  const at = ({ unit, receivedOn: since }: Pick<Parcel, 'unit' | 'receivedOn'>, on: LocalDate, change: Partial<Spending>): Flow => ({ unit, since, on, ...noSpending, coming: 0, ...change });
  const came = (parcel: string): Flow => { const one = parcelOf(parcel); return at(one, one.receivedOn, { received: one.amount }); };
  const coming = (unit: string, on: LocalDate, amount: Fen): Flow => ({ unit, since: on, on, ...noSpending, coming: amount });
  switch (event.type) {
    case 'moneyPassedOn':
      return event.hops.map(({ to, amount }) => coming(to, event.on, amount));
    case 'moneyGivenBack':
      return [coming(event.to, event.on, event.amount)];
    case 'hopTakenBack': {
      const { to, amount } = line.hops[event.hop] as Hop;
      return [coming(to, event.on, -amount)];
    }
    case 'lineRegistered':
      return event.arrivals.map(({ parcel }) => came(parcel));
    case 'moneyReceived': {
      const { from, to, amount } = line.hops[event.hop] as Hop;
      return [coming(to, event.arrival.on, -amount), at(parcelOf(from), event.arrival.on, { received: -amount }), came(event.arrival.parcel)];
    }
    case 'moneyMoved':
      return [at(parcelOf(event.parcel), event.arrival.on, { received: -event.arrival.amount }), came(event.arrival.parcel)];
    case 'moneyLeft':
      return event.parts.map(({ parcel, amount }) => at(parcelOf(parcel), event.on, { received: -amount }));
    case 'retentionSet':
      return [at(parcelOf(event.parcel), event.on, { retainedNotDue: event.amount }), at(parcelOf(event.parcel), event.due.dueOn, { retainedNotDue: -event.amount })];
    case 'requestFiled': case 'requestReturned': case 'requestRefiled': case 'requestWithdrawn': {
      const request = line.requests[event.request] as PaymentRequest;
      const parcel = parcelOf(request.parcel);
      const move = (act: PaymentRequest['passages'][number]['act'], on: LocalDate, sign = 1): Flow => at(parcel, countedFrom(parcel, request, on), { atFinance: sign * withFinance[act] * request.amount });
      // A request that was withdrawn counts as never made.
      if (event.type === 'requestWithdrawn') return request.passages.filter(({ act }) => withFinance[act] !== 0).map(({ act, on }) => move(act, on, -1));
      return [move(event.type === 'requestReturned' ? 'return' : 'file', event.on)];
    }
    case 'moneyPaid': {
      const { payment: { parcel: id, request: of, amount, on } } = event;
      const parcel = parcelOf(id);
      const request = of === null ? null : line.requests[of] as PaymentRequest;
      const flows = [at(parcel, on, { paid: amount })];
      if (request) flows.push(at(parcel, countedFrom(parcel, request, on), { atFinance: -amount }));
      // What is paid before its date is retained no longer, and cannot become due either.
      if (request?.ofRetention && parcel.retention && on < parcel.retention.due.dueOn) flows.push(at(parcel, on, { retainedNotDue: -amount }), at(parcel, parcel.retention.due.dueOn, { retainedNotDue: amount }));
      return flows;
    }
    default:
      return [];
  }
}

/** Whether the money goes to finance, comes back, or stays where it is. */
const withFinance = { file: 1, refile: 1, return: -1, accept: 0, withdraw: 0, pay: 0 } as const;

/** Retention that is not due is left out already: with finance it is counted from its date only. */
const countedFrom = ({ retention }: Parcel, { ofRetention }: PaymentRequest, on: LocalDate): LocalDate => (ofRetention && retention ? later(on, retention.due.dueOn) : on);

/** A unit's own money of a line by the end of a day, by the day it came: read off the line, not off its events. */
export function spendingOf(line: FundsLine, day: LocalDate): ReadonlyMap<string, ReadonlyMap<LocalDate, Spending>> {
  const units = new Map<string, Map<LocalDate, Spending>>();
  const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((total, one) => total + one, 0);
  const grouped = <T>(all: readonly T[], of: (one: T) => string): Map<string, T[]> => {
    const groups = new Map<string, T[]>();
    for (const one of all) { const group = groups.get(of(one)); if (group) group.push(one); else groups.set(of(one), [one]); }
    return groups;
  };
  const hops = grouped(Object.values(line.hops).filter(({ status, receivedOn }) => status === 'received' && (receivedOn ?? '') <= day), ({ from }) => from);
  const leavings = grouped(line.leavings.filter(({ on }) => on <= day), ({ parcel }) => parcel);
  const payments = grouped(Object.values(line.payments), ({ parcel }) => parcel);
  const requests = grouped(Object.values(line.requests).filter(({ status }) => status !== 'withdrawn'), ({ parcel }) => parcel);
  for (const { id, unit, amount, receivedOn, retention } of Object.values(line.parcels)) {
    if (receivedOn > day) continue;
    const amounts = (all: readonly { amount: Fen }[] = []): Fen => sum(all.map((one) => one.amount));
    const ofRetention = (payments.get(id) ?? []).filter(({ request }) => request !== null && line.requests[request]?.ofRetention === true);
    const isKept = retention !== null && retention.setOn <= day && day < retention.due.dueOn;
    const there = (requests.get(id) ?? []).filter((request) => {
      const last = request.passages.filter(({ on }) => on <= day).at(-1)?.act;
      return (last === 'file' || last === 'refile' || last === 'accept') && !(request.ofRetention && retention !== null && day < retention.due.dueOn);
    });
    const spending: Spending = {
      received: amount - amounts(hops.get(id)) - amounts(leavings.get(id)), paid: amounts(payments.get(id)?.filter(({ on }) => on <= day)),
      retainedNotDue: isKept ? retention.amount + amounts(ofRetention) - amounts(ofRetention.filter(({ on }) => on <= day)) : 0, atFinance: amounts(there),
    };
    const cohorts = units.get(unit) ?? new Map<LocalDate, Spending>();
    const known = cohorts.get(receivedOn) ?? noSpending;
    cohorts.set(receivedOn, { received: known.received + spending.received, paid: known.paid + spending.paid, retainedNotDue: known.retainedNotDue + spending.retainedNotDue, atFinance: known.atFinance + spending.atFinance });
    units.set(unit, cohorts);
  }
  return units;
}
