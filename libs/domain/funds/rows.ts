import { addDays, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
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
  received: Fen;
  held: Fen;
  inFlight: Fen;
  paid: Fen;
  returned: Fen;
  retained: Fen;
  now: Instant;
  parcels: ParcelRow[];
  holdings: HoldingRow[];
  vouchers: { voucher: string; payment: string; amount: Fen; on: LocalDate }[];
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
    receivedOn: all.filter(({ hop }) => hop === null).map(({ receivedOn }) => receivedOn).sort()[0] ?? '', ...sumsOf(line), now: line.now,
    parcels: all.map(({ id, unit, amount, held, inFlight, paid, receivedOn, originalDueOn, due, suspensions }) => ({
      id, unit, amount, held, inFlight, paid, receivedOn, originalDueOn, dueOn: due?.dueOn ?? null, isSuspended: suspensions.some(({ to }) => to === null),
    })),
    holdings: holdingsOf(line, localDateOf(line.now)).filter(({ to }) => to === null).map(({ parcel, unit, phase, amount, item, from, due }) => ({
      parcel, unit, phase, amount, item, party: item === null ? null : phase === 'inFlight' ? line.hops[item]?.to ?? null : parcels[parcel]?.unit ?? null, since: from, dueOn: due?.dueOn ?? null, ...standingStill(parcels[parcel] as Parcel, due?.dueOn ?? null, localDateOf(line.now)),
    })),
    vouchers: Object.values(payments).map(({ voucher, id, amount, on }) => ({ voucher, payment: id, amount, on })),
    detail: line,
  };
}

const standingStill = (parcel: Parcel, dueOn: LocalDate | null, today: LocalDate): Pick<HoldingRow, 'lateFrom' | 'isSuspended'> => ({
  lateFrom: dueOn === null || dueOn >= today ? dueOn : addDays(dueOn, suspendedDays(parcel, dueOn, today)),
  isSuspended: parcel.suspensions.some(({ to }) => to === null),
});
