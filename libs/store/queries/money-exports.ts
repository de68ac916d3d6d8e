import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

export interface LedgerLine {
  line: string;
  n: number;
  source: string;
  documentNumber: string;
  documentTitle: string;
  purpose: string;
  received: number;
  held: number;
  inFlight: number;
  paid: number;
  returned: number;
  receivedOn: LocalDate;
  kind: 'budget' | 'cash';
  payee: 'contractor' | 'beneficiaries' | 'unit';
  status: 'open' | 'closed';
  usedBy: string | null;
  /** Of several that use it: all of them. */
  units: string[];
}

/** A part of the ledger: lines with money at a unit in sight, by their number. */
export async function ledgerLines(sql: Sql, cycle: string, sight: Sight, after: number, limit: number): Promise<LedgerLine[]> {
  const seen = inSight(sight);
  const rows = await sql.query<Omit<LedgerLine, 'units'> & { unitName: string | null; route: string | null }>(
    `SELECT l.line, CAST(SUBSTRING(l.line, 2) AS UNSIGNED) AS n, JSON_VALUE(l.detail, '$.about.source.name.zh') AS source, l.document_number AS documentNumber, JSON_VALUE(l.detail, '$.about.document.title') AS documentTitle, l.purpose,
        l.received, l.held, l.in_flight AS inFlight, l.paid, l.returned, l.received_on AS receivedOn, l.kind, JSON_VALUE(l.detail, '$.about.payee') AS payee, l.status, l.used_by AS usedBy, u.name AS unitName,
        IF(l.used_by IS NULL, JSON_EXTRACT(l.detail, '$.route'), NULL) AS route
      FROM funds_line l LEFT JOIN unit u ON u.id = l.used_by
      WHERE l.cycle = ? AND CAST(SUBSTRING(l.line, 2) AS UNSIGNED) > ?
        AND EXISTS (SELECT 1 FROM funds_parcel p JOIN unit_path up ON up.unit = p.unit WHERE p.cycle = l.cycle AND p.line = l.line AND ${seen.where})
      ORDER BY n LIMIT ?`, [cycle, after, ...seen.values, limit]);
  return rows.map(({ unitName, route, ...row }) => ({ ...row, n: Number(row.n), units: unitName === null ? usingUnits(route) : [unitName] }));
}

function usingUnits(route: string | null): string[] {
  const places = Object.values(route === null ? {} : fromJson<Record<string, { unit: string; name: string; from: string | null }>>(route));
  return places.filter(({ unit }) => !places.some(({ from }) => from === unit)).map(({ name }) => name);
}

export interface PaymentRow {
  voucher: string;
  paidOn: LocalDate;
  amount: number;
  payee: string | null;
  payees: number | null;
  unitName: string | null;
  documentNumber: string;
  purpose: string;
  line: string;
  payment: string;
}

/** Payments on record for units in sight, by day. */
export async function paymentsOf(sql: Sql, cycle: string, sight: Sight, offset: number, limit: number): Promise<PaymentRow[]> {
  const seen = inSight(sight);
  return sql.query<PaymentRow>(
    `SELECT v.voucher, v.paid_on AS paidOn, v.amount, v.payee, v.payees, u.name AS unitName, l.document_number AS documentNumber, l.purpose, v.line, v.payment
      FROM funds_voucher v JOIN funds_line l ON l.cycle = v.cycle AND l.line = v.line JOIN unit_path up ON up.unit = v.unit LEFT JOIN unit u ON u.id = v.unit
      WHERE v.cycle = ? AND ${seen.where} ORDER BY v.paid_on, v.line, v.payment LIMIT ? OFFSET ?`, [cycle, ...seen.values, limit, offset]);
}
