import { addDays, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import { nearAt } from '../call/call.ts';
import type { ObligationRow } from '../unit-year/rows.ts';
import { timingOf } from './chase.ts';
import { moneyStandings } from './chasing.ts';
import type { Candidate } from './chasing.ts';
import { suspendedDays } from './due.ts';
import { holdingsOf } from './holdings.ts';
import type { Holding } from './holdings.ts';
import { sumsOf } from './line.ts';
import type { Fen, FundsLine, Parcel } from './line.ts';

/** A line as lists read it, with its parcels; `detail` is the line whole. */
export interface FundsLineRow {
  cycle: string;
  line: string;
  status: FundsLine['status'];
  source: string;
  documentNumber: string;
  kind: string;
  purpose: string;
  receivedOn: LocalDate;
  /** The one unit that is to use it; null where several are. */
  usedBy: string | null;
  received: Fen;
  held: Fen;
  inFlight: Fen;
  paid: Fen;
  returned: Fen;
  retained: Fen;
  now: Instant;
  parcels: ParcelRow[];
  holdings: HoldingRow[];
  vouchers: { voucher: string; payment: string; amount: Fen; on: LocalDate; payee: string; payees: number; unit: string }[];
  candidates: Candidate[];
  detail: FundsLine;
}

/** Money that somebody has now. `lateFrom` is its date with the days added on which the clock stood still after it. */
export interface HoldingRow extends Pick<Holding, 'parcel' | 'unit' | 'phase' | 'amount' | 'item'> {
  /** Besides the holder: who is to record what is in flight, or who asked finance to pay. */
  party: string | null;
  since: LocalDate;
  dueOn: LocalDate | null;
  lateFrom: LocalDate | null;
  isSuspended: boolean;
}

export interface ParcelRow extends Pick<Parcel, 'id' | 'unit' | 'amount' | 'held' | 'inFlight' | 'paid' | 'receivedOn' | 'originalDueOn'> {
  dueOn: LocalDate | null;
  isSuspended: boolean;
}

export function fundsRow(line: FundsLine): FundsLineRow {
  const { about, parcels, payments } = line;
  if (about === null) throw new RangeError('a line that is not registered has no row');
  const all = Object.values(parcels);
  return {
    cycle: about.cycle, line: about.line, status: line.status, source: about.source.id, documentNumber: about.document.number, kind: about.kind, purpose: about.purpose,
    receivedOn: all.filter(({ hop }) => hop === null).map(({ receivedOn }) => receivedOn).sort()[0] ?? '', usedBy: usedBy(line), ...sumsOf(line), now: line.now,
    parcels: all.map(({ id, unit, amount, held, inFlight, paid, receivedOn, originalDueOn, due, suspensions }) => ({
      id, unit, amount, held, inFlight, paid, receivedOn, originalDueOn, dueOn: due?.dueOn ?? null, isSuspended: suspensions.some(({ to }) => to === null),
    })),
    holdings: holdingsOf(line, localDateOf(line.now)).filter(({ to }) => to === null).map(({ parcel, unit, phase, amount, item, from, due }) => ({
      parcel, unit, phase, amount, item, party: item === null ? null : phase === 'inFlight' ? line.hops[item]?.to ?? null : parcels[parcel]?.unit ?? null, since: from, dueOn: due?.dueOn ?? null, ...standingStill(parcels[parcel] as Parcel, due?.dueOn ?? null, localDateOf(line.now)),
    })),
    vouchers: Object.values(payments).map(({ voucher, id, amount, on, payee, payees, parcel }) => ({ voucher, payment: id, amount, on, payee, payees, unit: (parcels[parcel] as Parcel).unit })),
    candidates: Object.values(line.candidates),
    detail: line,
  };
}

const standingStill = (parcel: Parcel, dueOn: LocalDate | null, today: LocalDate): Pick<HoldingRow, 'lateFrom' | 'isSuspended'> => ({
  lateFrom: dueOn === null || dueOn >= today ? dueOn : addDays(dueOn, suspendedDays(parcel, dueOn, today)),
  isSuspended: parcel.suspensions.some(({ to }) => to === null),
});

/** Money that a date speaks of, as obligations of the units at whose door it is. */
export function moneyRows(line: FundsLine): Record<string, ObligationRow> {
  const { about } = line;
  return Object.fromEntries(Object.values(line.duties).map((duty): [string, ObligationRow] => {
    const { obligation: id, unit, key, kind, policy, status, call, openedAt: opensAt, originalDueOn, movedAt, onTime, reached } = duty;
    return [id, {
      id, cycle: about?.cycle ?? '', unit, superior: about?.chasing?.units[unit]?.superior ?? unit, key, kind, policy, period: null, status, standing: moneyStandings[status], call: call?.name ?? null, opensAt,
      nearAt: call ? nearAt(call.dueOn, timingOf(line, unit)) : null, dueOn: call?.dueOn ?? null, dueAt: call?.dueAt ?? null, originalDueOn,
      firstSubmittedAt: movedAt, onTime, completeAt: movedAt, escalations: reached.length, detail: duty,
    }];
  }));
}

const usedBy = ({ route }: FundsLine): string | null => {
  const places = Object.values(route);
  const last = places.filter(({ unit }) => !places.some(({ from }) => from === unit));
  return last.length === 1 ? last[0]?.unit ?? null : null;
};
