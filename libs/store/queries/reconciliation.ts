import { freeOf, isOpen, isSurplus } from '../../domain/funds/line.ts';
import type { FundsLine } from '../../domain/funds/line.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

export type Difference = 'matched' | 'missingInRecord' | 'missingAtTreasury' | 'differing' | 'setAside';

/** One voucher, as the treasury has it and as the record has it. */
export interface Entry {
  entry: string;
  voucher: string;
  state: Difference;
  /** What it is beside being set aside. */
  found: Exclude<Difference, 'setAside'>;
  /** Of what both sides say: with other figures it is another difference. */
  mark: string;
  unit: string | null;
  treasuryName: string | null;
  paidOn: LocalDate | null;
  amount: number | null;
  payee: string | null;
  payees: number | null;
  documentNumber: string | null;
  purpose: string | null;
  row: number | null;
  line: string | null;
  payment: string | null;
  recordOn: LocalDate | null;
  recordAmount: number | null;
  recordPayee: string | null;
  recordPayees: number | null;
  reason: string | null;
  by: string | null;
  at: string | null;
}

/** Whose entries: all, or those of units in sight. */
export type EntrySight = { all: true } | { all: false; sight: Sight };

/** Names as people write them, spaces and the width of brackets aside. */
const alike = (column: string): string => `REPLACE(REPLACE(REPLACE(${column}, '（', '('), '）', ')'), ' ', '')`;

/** A day counts as listed when it lies between the first and the last that the treasury has listed; cash is none of the treasury's. */
const both = `
  SELECT CONCAT('t', p.id) AS entry, p.voucher, p.unit AS treasuryUnit, p.unit_name AS treasuryName, p.paid_on AS paidOn, p.amount, p.payee, p.payees, p.document_number AS documentNumber, p.purpose, p.row_no AS \`row\`,
      v.line, v.payment, v.paid_on AS recordOn, v.amount AS recordAmount, v.payee AS recordPayee, v.payees AS recordPayees, v.unit AS recordUnit,
      MD5(CONCAT_WS('|', p.amount, p.paid_on, p.payee, COALESCE(v.amount, ''), COALESCE(v.paid_on, ''), COALESCE(v.payee, ''))) AS mark, IF(v.line IS NULL, 'missingInRecord', IF(v.amount <> p.amount OR v.paid_on <> p.paid_on OR ${alike('v.payee')} <> ${alike('p.payee')}, 'differing', 'matched')) AS found
    FROM treasury_payment p LEFT JOIN funds_voucher v ON v.cycle = p.cycle AND v.voucher = p.voucher WHERE p.cycle = ?
  UNION ALL
  SELECT CONCAT(v.line, '-', v.payment), v.voucher, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, v.line, v.payment, v.paid_on, v.amount, v.payee, v.payees, v.unit, MD5(CONCAT_WS('|', v.amount, v.paid_on, v.payee)), 'missingAtTreasury'
    FROM funds_voucher v JOIN funds_line l ON l.cycle = v.cycle AND l.line = v.line AND l.kind = 'budget' LEFT JOIN treasury_payment p ON p.cycle = v.cycle AND p.voucher = v.voucher
    WHERE v.cycle = ? AND p.id IS NULL AND v.paid_on BETWEEN (SELECT MIN(paid_on) FROM treasury_payment WHERE cycle = ?) AND (SELECT MAX(paid_on) FROM treasury_payment WHERE cycle = ?)`;

/** Each with what it is now: a difference that was set aside stays so until it becomes another one. */
const judged = `
  SELECT b.*, IF(s.id IS NULL, b.found, 'setAside') AS state, COALESCE(b.treasuryUnit, b.recordUnit) AS unit, COALESCE(b.paidOn, b.recordOn) AS day, s.reason, s.person AS \`by\`, s.at
    FROM (${both}) b LEFT JOIN difference_set_aside s ON s.id = IF(b.found = 'matched', NULL, (SELECT MAX(a.id) FROM difference_set_aside a WHERE a.cycle = ? AND a.voucher = b.voucher AND a.mark = b.mark COLLATE utf8mb4_bin))`;

const judgedIn = (cycle: string, see: EntrySight): { from: string; values: unknown[] } => {
  const seen = see.all ? null : inSight(see.sight);
  return {
    from: `FROM (${judged}) e ${seen ? `JOIN unit_path up ON up.unit = e.unit AND ${seen.where}` : ''}`,
    values: [cycle, cycle, cycle, cycle, cycle, ...(seen?.values ?? [])],
  };
};

/** The work list: by day, the earliest first. */
export async function entriesOf(sql: Sql, cycle: string, see: EntrySight, { state, limit, cursor }: { state?: Difference | undefined; limit: number; cursor?: string | undefined }): Promise<Page<Entry>> {
  const { from, values } = judgedIn(cycle, see);
  const after = keyOf(cursor, ['string', 'string']);
  const rows = await sql.query<Entry & { day: LocalDate }>(
    `SELECT e.* ${from} WHERE TRUE ${state === undefined ? '' : 'AND e.state = ?'} ${after ? 'AND (e.day, e.entry) > (?, ?)' : ''} ORDER BY e.day, e.entry LIMIT ?`,
    [...values, ...(state === undefined ? [] : [state]), ...(after ?? []), limit + 1]);
  return pageOf(rows, limit, (row) => [row.day, row.entry], (row) => row);
}

export async function entryOf(sql: Sql, cycle: string, see: EntrySight, entry: string): Promise<Entry | null> {
  const { from, values } = judgedIn(cycle, see);
  return (await sql.query<Entry>(`SELECT e.* ${from} WHERE e.entry = ? LIMIT 1`, [...values, entry]))[0] ?? null;
}

/** How many of each, and how much: of the treasury's amount, or the record's where the treasury has none. */
export async function countsOf(sql: Sql, cycle: string, see: EntrySight): Promise<Record<Difference, { n: number; amount: number }>> {
  const { from, values } = judgedIn(cycle, see);
  const counts = Object.fromEntries((['matched', 'missingInRecord', 'missingAtTreasury', 'differing', 'setAside'] as const).map((one) => [one, { n: 0, amount: 0 }])) as Record<Difference, { n: number; amount: number }>;
  for (const { state, n, amount } of await sql.query<{ state: Difference; n: number; amount: string }>(`SELECT e.state, COUNT(*) AS n, SUM(COALESCE(e.amount, e.recordAmount)) AS amount ${from} GROUP BY e.state`, values)) counts[state] = { n: Number(n), amount: Number(amount) };
  return counts;
}

export async function listedSpan(sql: Sql, cycle: string): Promise<{ from: LocalDate; to: LocalDate } | null> {
  const [row] = await sql.query<{ from: LocalDate | null; to: LocalDate | null }>('SELECT MIN(paid_on) AS `from`, MAX(paid_on) AS `to` FROM treasury_payment WHERE cycle = ?', [cycle]);
  return row?.from && row.to ? { from: row.from, to: row.to } : null;
}

export interface RecordedAs { documentNumber: string; purpose: string; isCaughtUp: boolean }

/** Which money each payment on record was of, and whether it was entered after the fact. By line and payment: `L3-v1`. */
export async function recordedAs(sql: Sql, cycle: string, entries: readonly Entry[]): Promise<Map<string, RecordedAs>> {
  const ids = [...new Set(entries.flatMap(({ line }) => line ?? []))];
  if (ids.length === 0) return new Map();
  const lines = await sql.query<{ detail: string }>(`SELECT detail FROM funds_line WHERE cycle = ? AND line IN (${ids.map(() => '?').join(', ')})`, [cycle, ...ids]);
  return new Map(lines.map(({ detail }) => fromJson<FundsLine>(detail)).flatMap(({ about, payments }) => Object.values(payments).map(({ id, caughtUpOn }): [string, RecordedAs] =>
    [`${about?.line ?? ''}-${id}`, { documentNumber: about?.document.number ?? '', purpose: about?.purpose ?? '', isCaughtUp: caughtUpOn !== undefined }])));
}

export type Agreement = 'amount' | 'payee' | 'unit' | 'document';

export interface Proposal {
  command: 'payRequest' | 'recordPayment' | 'catchUpPayment' | null;
  line: string;
  request: string | null;
  parcel: string;
  unit: string;
  documentNumber: string;
  purpose: string;
  payee: string | null;
  amount: number;
  agrees: Agreement[];
}

const most = 5;
const mostLooked = 1_000;
const plain = (name: string | null): string => (name ?? '').normalize('NFKC').replace(/\s/g, '');

/**
 * What each payment that the record does not know may be: an accepted request of its amount, the more that agrees the sooner; else one of that
 * payee that is not accepted yet, to be waited for; else money that is free at its unit or of its document.
 */
export async function proposalsFor(sql: Sql, cycle: string, entries: readonly Entry[]): Promise<Map<string, Proposal[]>> {
  const open = entries.filter(({ found, amount }) => found === 'missingInRecord' && amount !== null);
  if (open.length === 0) return new Map();
  const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
  const amounts = [...new Set(open.map(({ amount }) => amount))];
  const units = [...new Set(open.flatMap(({ unit }) => unit ?? []))];
  const documents = [...new Set(open.flatMap(({ documentNumber }) => documentNumber ?? []))];
  const asking = await sql.query<{ line: string }>(`SELECT DISTINCT line FROM funds_holding WHERE cycle = ? AND phase IN ('paying', 'examining', 'correcting') AND amount IN (${marks(amounts)}) LIMIT ?`, [cycle, ...amounts, mostLooked]);
  const atUnit = units.length === 0 ? [] : await sql.query<{ line: string }>(`SELECT DISTINCT line FROM funds_holding WHERE cycle = ? AND phase = 'holding' AND unit IN (${marks(units)}) AND amount >= ? LIMIT ?`, [cycle, ...units, Math.min(...amounts.map(Number)), mostLooked]);
  const ofDocument = documents.length === 0 ? [] : await sql.query<{ line: string }>(`SELECT line FROM funds_line WHERE cycle = ? AND status = 'open' AND document_number IN (${marks(documents)}) LIMIT ?`, [cycle, ...documents, mostLooked]);
  const ids = [...new Set([...asking, ...atUnit, ...ofDocument].map(({ line }) => line))];
  if (ids.length === 0) return new Map();
  const lines = (await sql.query<{ detail: string }>(`SELECT detail FROM funds_line WHERE cycle = ? AND line IN (${marks(ids)})`, [cycle, ...ids])).map(({ detail }) => fromJson<FundsLine>(detail));
  return new Map(open.map((entry) => [entry.entry, proposalsOf(entry, lines)]));
}

function proposalsOf(entry: Entry, lines: readonly FundsLine[]): Proposal[] {
  const requests = lines.flatMap((line) => Object.values(line.requests).filter((request) => isOpen(request) && request.amount === entry.amount && (request.status === 'accepted' || plain(request.payee) === plain(entry.payee))).map((request): Proposal => {
    const parcel = line.parcels[request.parcel];
    const common = commonOf(line, parcel?.unit ?? '', entry);
    return { ...common, command: request.status === 'accepted' ? 'payRequest' : null, request: request.id, parcel: request.parcel, payee: request.payee, amount: request.amount, agrees: ['amount', ...(plain(request.payee) === plain(entry.payee) ? ['payee' as const] : []), ...common.agrees] };
  })).filter(({ agrees }) => agrees.length > 1).sort((a, b) => rank(b) - rank(a));
  const accepted = requests.filter(({ command }) => command !== null);
  if (requests.length > 0) return (accepted.length > 0 ? accepted : requests).slice(0, most);
  return lines.flatMap((line) => Object.values(line.parcels).flatMap((parcel): Proposal[] => {
    const free = freeOf(line, parcel);
    const common = commonOf(line, parcel.unit, entry);
    return free >= (entry.amount ?? 0) && common.agrees.length > 0 ? [{ ...common, command: isSurplus(line) || parcel.suspensions.some(({ to }) => to === null) ? null : line.about?.kind === 'cash' ? 'recordPayment' : 'catchUpPayment', request: null, parcel: parcel.id, payee: null, amount: free }] : [];
  })).sort((a, b) => rank(b) - rank(a) || a.amount - b.amount).slice(0, most);
}

const commonOf = (line: FundsLine, unit: string, entry: Entry): Pick<Proposal, 'line' | 'unit' | 'documentNumber' | 'purpose' | 'agrees'> => ({
  line: line.about?.line ?? '', unit, documentNumber: line.about?.document.number ?? '', purpose: line.about?.purpose ?? '',
  agrees: [...(entry.unit !== null && entry.unit === unit ? ['unit' as const] : []), ...(entry.documentNumber !== null && plain(entry.documentNumber) === plain(line.about?.document.number ?? '') ? ['document' as const] : [])],
});

const weight = { amount: 1, payee: 4, unit: 3, document: 2 } as const;
const rank = ({ agrees, command }: Proposal): number => agrees.reduce((sum, one) => sum + weight[one], command === null ? 0 : 1);

export const keepSetAside = (sql: Sql, { cycle, voucher, mark, reason, account, person, at }: { cycle: string; voucher: string; mark: string; reason: string; account: string; person: string; at: string }): Promise<unknown> =>
  sql.run('INSERT INTO difference_set_aside (cycle, voucher, mark, reason, account, person, at) VALUES (?, ?, ?, ?, ?, ?, ?)', [cycle, voucher, mark, reason, account, person, sqlInstant(at)]);
