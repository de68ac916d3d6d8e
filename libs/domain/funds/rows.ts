import type { Instant, LocalDate } from '../time/instant.ts';
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
  vouchers: { voucher: string; payment: string; amount: Fen; on: LocalDate }[];
  detail: FundsLine;
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
    vouchers: Object.values(payments).map(({ voucher, id, amount, on }) => ({ voucher, payment: id, amount, on })),
    detail: line,
  };
}
