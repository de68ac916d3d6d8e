import { createHash } from 'node:crypto';
import { plainNumber } from '../../domain/funds/books/ledger.ts';
import type { KnownLine, LedgerEntry } from '../../domain/funds/books/ledger.ts';
import type { TreasuryPayment } from '../../domain/funds/books/treasury.ts';
import type { Registration } from '../../domain/funds/plan-line.ts';
import { insertMany } from '../seed.ts';
import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { lastLine } from './funds.ts';
import { fromJson } from './json.ts';

export interface MoneyImport {
  id: string;
  cycle: string;
  kind: 'ledger' | 'treasury';
  bodyHash: string;
  state: 'registering' | 'done';
  newRows: number;
  changedRows: number;
  unchangedRows: number;
  amount: number;
  startedAt: string;
  endedAt: string | null;
}

/** Who imports, as the acts that follow from it name them. */
export interface ImportedBy {
  account: string;
  person: string;
  posts: readonly { post: string; tenure: string }[];
}

const columns = 'id, cycle, kind, body_hash AS bodyHash, state, new_rows AS newRows, changed_rows AS changedRows, unchanged_rows AS unchangedRows, amount, started_at AS startedAt, ended_at AS endedAt';

export const moneyImportByKey = async (sql: Sql, account: string, key: string): Promise<MoneyImport | null> =>
  (await sql.query<MoneyImport>(`SELECT ${columns} FROM money_import WHERE account = ? AND act_key = ?`, [account, key]))[0] ?? null;

export const moneyImportById = async (sql: Sql, cycle: string, id: string): Promise<MoneyImport | null> =>
  (await sql.query<MoneyImport>(`SELECT ${columns} FROM money_import WHERE id = ? AND cycle = ? AND kind = 'ledger'`, [id, cycle]))[0] ?? null;

const batch = 'id, cycle, kind, account, person, posts, act_key, body_hash, state, new_rows, changed_rows, unchanged_rows, amount, started_at, ended_at'.split(', ');

/** As it is kept: of one length, whatever the texts are. */
const identityHash = (identity: string): string => createHash('sha256').update(identity).digest('hex');

/** Lines of these documents, on record or waiting to be registered. @param documents numbers as `plainNumber` gives them */
export async function knownLines(sql: Sql, cycle: string, documents: readonly string[]): Promise<KnownLine[]> {
  const known: KnownLine[] = [];
  for (let start = 0; start < documents.length; start += 500) {
    const part = documents.slice(start, start + 500);
    known.push(...await sql.query<KnownLine>(
      `SELECT line, document_number AS documentNumber, purpose, used_by AS unit, received AS amount FROM funds_line WHERE cycle = ? AND REGEXP_REPLACE(document_number, '[〔〕\\\\[\\\\]【】()（）[:space:]]', '') IN (${part.map(() => '?').join(', ')}) LIMIT 100000`, [cycle, ...part]));
  }
  const wanted = new Set(documents);
  const waiting = await sql.query<{ line: number; registration: string }>("SELECT line_no AS line, registration FROM money_import_row WHERE cycle = ? AND status = 'waiting' LIMIT 100000", [cycle]);
  for (const { line, registration } of waiting) {
    const { document, purpose, route, amount } = fromJson<Registration>(registration);
    if (wanted.has(plainNumber(document.number))) known.push({ line: `L${line}`, documentNumber: document.number, purpose, unit: route.at(-1)?.unit ?? null, amount });
  }
  return known;
}

interface Batch {
  id: string;
  cycle: string;
  key: string;
  bodyHash: string;
  by: ImportedBy;
  at: string;
}

/** Takes a ledger in: each new row with the number of the line it will be, counted on from the last. */
export async function keepLedger(sql: Sql, { id, cycle, key, bodyHash, by, at }: Batch, entries: readonly LedgerEntry[], unchanged: number): Promise<void> {
  const last = entries.length === 0 ? 0 : await lastLine(sql, cycle);
  const isDone = entries.length === 0;
  await insertMany(sql, 'money_import', batch, [[
    id, cycle, 'ledger', by.account, by.person, JSON.stringify(by.posts), key, bodyHash, isDone ? 'done' : 'registering', entries.length, 0, unchanged,
    entries.reduce((sum, { registration }) => sum + registration.amount, 0), sqlInstant(at), isDone ? sqlInstant(at) : null,
  ]], 'INSERT');
  await insertMany(sql, 'money_import_row', ['import', 'row_no', 'cycle', 'line_no', 'identity', 'registration', 'status'], entries.map(({ row, identity, registration }, n) =>
    [id, row, cycle, last + 1 + n, identityHash(identity), JSON.stringify(registration), 'waiting']), 'INSERT');
}

/** Takes the treasury's payments in; what is known under its voucher is put right where it differs. */
export async function keepTreasury(sql: Sql, { id, cycle, key, bodyHash, by, at }: Batch, payments: readonly TreasuryPayment[]): Promise<{ added: number; changed: number; unchanged: number }> {
  const known = new Map<string, string>();
  const said = ({ paidOn, payee, amount, payees, unit, unitName, documentNumber, purpose }: Omit<TreasuryPayment, 'row' | 'voucher'>): string => JSON.stringify([paidOn, payee, amount, payees, unit, unitName, documentNumber, purpose]);
  for (let start = 0; start < payments.length; start += 500) {
    const part = payments.slice(start, start + 500).map(({ voucher }) => voucher);
    const rows = await sql.query<Omit<TreasuryPayment, 'row'>>(
      `SELECT voucher, paid_on AS paidOn, payee, amount, payees, unit, unit_name AS unitName, document_number AS documentNumber, purpose FROM treasury_payment WHERE cycle = ? AND voucher IN (${part.map(() => '?').join(', ')}) LIMIT 500`, [cycle, ...part]);
    for (const row of rows) known.set(row.voucher, said(row));
  }
  const added = payments.filter(({ voucher }) => !known.has(voucher));
  const changed = payments.filter((payment) => known.has(payment.voucher) && known.get(payment.voucher) !== said(payment));
  await insertMany(sql, 'money_import', batch, [[
    id, cycle, 'treasury', by.account, by.person, JSON.stringify(by.posts), key, bodyHash, 'done', added.length, changed.length, payments.length - added.length - changed.length,
    payments.reduce((sum, { amount }) => sum + amount, 0), sqlInstant(at), sqlInstant(at),
  ]], 'INSERT');
  await insertMany(sql, 'treasury_payment', ['cycle', 'voucher', 'paid_on', 'payee', 'amount', 'payees', 'unit', 'unit_name', 'document_number', 'purpose', 'import', 'row_no'], added.map((one) =>
    [cycle, one.voucher, one.paidOn, one.payee, one.amount, one.payees, one.unit, one.unitName, one.documentNumber, one.purpose, id, one.row]), 'INSERT');
  for (const one of changed) {
    await sql.run('UPDATE treasury_payment SET paid_on = ?, payee = ?, amount = ?, payees = ?, unit = ?, unit_name = ?, document_number = ?, purpose = ?, import = ?, row_no = ? WHERE cycle = ? AND voucher = ?',
      [one.paidOn, one.payee, one.amount, one.payees, one.unit, one.unitName, one.documentNumber, one.purpose, id, one.row, cycle, one.voucher]);
  }
  return { added: added.length, changed: changed.length, unchanged: payments.length - added.length - changed.length };
}

// —— an imported ledger on its way to lines ——

export interface WaitingRow {
  row: number;
  line: number;
  registration: Registration;
}

/** How far an import is: rows whose line is on record, and those that could not be registered. */
export async function progressOf(sql: Sql, id: string): Promise<{ done: number; failed: { row: number; reason: string }[] }> {
  const [count] = await sql.query<{ n: number }>("SELECT COUNT(*) AS n FROM money_import_row WHERE import = ? AND status = 'registered'", [id]);
  const failed = await sql.query<{ row: number; reason: string }>("SELECT row_no AS row, reason FROM money_import_row WHERE import = ? AND status = 'failed' ORDER BY row_no LIMIT 200", [id]);
  return { done: Number(count?.n ?? 0), failed };
}

export const importsUnderWay = (sql: Sql): Promise<{ id: string }[]> => sql.query<{ id: string }>("SELECT id FROM money_import WHERE state = 'registering' ORDER BY started_at LIMIT 1000");

/** Who brought it, for which cycle. @returns null for one that is not there */
export async function importedBy(sql: Sql, id: string): Promise<(ImportedBy & { cycle: string }) | null> {
  const [row] = await sql.query<{ cycle: string; account: string; person: string; posts: string }>('SELECT cycle, account, person, posts FROM money_import WHERE id = ?', [id]);
  return row ? { ...row, posts: fromJson<ImportedBy['posts']>(row.posts) } : null;
}

/** The next rows of an import that wait, by their number in the sheet. */
export async function waitingRows(sql: Sql, id: string, after: number, limit: number): Promise<WaitingRow[]> {
  const rows = await sql.query<{ row: number; line: number; registration: string }>("SELECT row_no AS row, line_no AS line, registration FROM money_import_row WHERE import = ? AND status = 'waiting' AND row_no > ? ORDER BY row_no LIMIT ?", [id, after, limit]);
  return rows.map((row) => ({ ...row, registration: fromJson<Registration>(row.registration) }));
}

/** Marks rows whose line is on record. @returns these lines */
export async function markRegistered(sql: Sql, id: string, cycle: string, lines: readonly number[]): Promise<Set<number>> {
  if (lines.length === 0) return new Set();
  const found = await sql.query<{ line: string }>(`SELECT line FROM funds_line WHERE cycle = ? AND line IN (${lines.map(() => '?').join(', ')})`, [cycle, ...lines.map((n) => `L${n}`)]);
  const done = found.map(({ line }) => Number(line.slice(1)));
  if (done.length > 0) await sql.run(`UPDATE money_import_row SET status = 'registered' WHERE import = ? AND status = 'waiting' AND line_no IN (${done.map(() => '?').join(', ')})`, [id, ...done]);
  return new Set(done);
}

/** Streams of which something could not be written. */
export async function setAsideOf(sql: Sql, streams: readonly string[]): Promise<Set<string>> {
  if (streams.length === 0) return new Set();
  return new Set((await sql.query<{ stream: string }>(`SELECT stream FROM set_aside WHERE stream IN (${streams.map(() => '?').join(', ')})`, streams)).map(({ stream }) => stream));
}

/** What cannot be registered gives its place free: the same row may be imported again. */
export const markFailed = (sql: Sql, id: string, row: number, reason: object): Promise<unknown> =>
  sql.run("UPDATE money_import_row SET status = 'failed', reason = ?, identity = NULL, line_no = NULL WHERE import = ? AND row_no = ? AND status = 'waiting'", [JSON.stringify(reason), id, row]);

/** Another number for a row whose own was taken meanwhile. */
export async function renumber(sql: Sql, id: string, cycle: string, row: number): Promise<number> {
  const line = await lastLine(sql, cycle) + 1;
  await sql.run('UPDATE money_import_row SET line_no = ? WHERE import = ? AND row_no = ?', [line, id, row]);
  return line;
}

export const endMoneyImport = (sql: Sql, id: string, at: string): Promise<unknown> =>
  sql.run("UPDATE money_import SET state = 'done', ended_at = ? WHERE id = ? AND state = 'registering'", [sqlInstant(at), id]);

