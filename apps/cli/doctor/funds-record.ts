import { fromJson } from '#libs/store/queries/json';
import type { Sql } from '#libs/store/sql';
import { obligationColumns } from './compare.ts';
import type { Columns } from './compare.ts';

type Row = Record<string, unknown>;

const lineColumns: Columns = {
  cycle: 'cycle', line: 'line', status: 'status', source: 'source', document_number: 'documentNumber', kind: 'kind', purpose: 'purpose', received_on: 'receivedOn', received: 'received', held: 'held',
  in_flight: 'inFlight', paid: 'paid', returned: 'returned', retained: 'retained', detail: 'detail',
};
const parcelColumns: Columns = {
  parcel: 'id', unit: 'unit', amount: 'amount', held: 'held', in_flight: 'inFlight', paid: 'paid', received_on: 'receivedOn', due_on: 'dueOn', original_due_on: 'originalDueOn', is_suspended: 'isSuspended',
};
const voucherColumns: Columns = { voucher: 'voucher', payment: 'payment', amount: 'amount', paid_on: 'on' };

/** Columns of a row by its id: `L1`, `L1/p2`, `L1/v1`; else an obligation about its money. */
export const fundsColumnsOf = (id: string): Columns => (!/^L\d+(\/[pv]\d+)?$/.test(id) ? obligationColumns : id.includes('/p') ? parcelColumns : id.includes('/v') ? voucherColumns : lineColumns);

/** The rows of a line's read model: the line, the money at each place, the vouchers, and what waits with its money. */
export async function recordedLine(sql: Sql, cycle: string, stream: string): Promise<Record<string, Row>> {
  const line = stream.slice(`funds-line/${cycle}/`.length);
  const of = (table: string, columns: Columns): Promise<Row[]> => sql.query<Row>(`SELECT ${Object.keys(columns).join(', ')} FROM ${table} WHERE cycle = ? AND line = ?`, [cycle, line]);
  const [lines, parcels, vouchers] = [await of('funds_line', lineColumns), await of('funds_parcel', parcelColumns), await of('funds_voucher', voucherColumns)];
  const duties = await sql.query<Row>(`SELECT ${Object.keys(obligationColumns).join(', ')} FROM obligation WHERE cycle = ? AND kind = 'money' AND obligation_key LIKE ?`, [cycle, `${line}-%`]);
  return Object.fromEntries([
    ...lines.map((row) => [line, { ...row, detail: fromJson(row['detail']) }]),
    ...parcels.map((row) => [`${line}/${String(row['parcel'])}`, row]),
    ...vouchers.map((row) => [`${line}/${String(row['payment'])}`, row]),
    ...duties.map((row) => [String(row['id']), { ...row, detail: fromJson(row['detail']) }]),
  ]) as Record<string, Row>;
}

/** The workflow's row of a line, taken apart as the record keeps it. */
export function rowsOfLine(rows: Readonly<Record<string, Row>>): Record<string, Row> {
  return Object.fromEntries(Object.entries(rows).flatMap(([line, row]) => {
    if (!('parcels' in row)) return [[line, row]];
    const { parcels, vouchers } = row as { parcels: { id: string }[]; vouchers: { payment: string }[] };
    return [[line, row], ...parcels.map((parcel) => [`${line}/${parcel.id}`, parcel]), ...vouchers.map((voucher) => [`${line}/${voucher.payment}`, voucher])];
  })) as Record<string, Row>;
}
