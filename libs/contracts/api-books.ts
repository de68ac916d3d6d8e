import { z } from 'zod';
import { importFault } from './api-organisation.ts';
import { basis, list, page } from './api-parts.ts';
import { cycleSlug, instant, line, localDate, sha256 } from './common.ts';

/** What the API takes and gives of the finance office's books: the ledger, the treasury's payments, and how they agree with the record. Amounts are fen. */

const fen = z.int();
const lineId = z.string().regex(/^L[1-9]\d{0,9}$/);
const column = { column: z.string().describe('as the sheet names it: C'), heading: z.string().nullable() };

export const ledgerPath = z.strictObject({ cycle: cycleSlug, import: z.uuid() });
/** With the check's hash, an import that would now do something else is refused. */
export const importLedgerQuery = z.strictObject({ preview: sha256.optional() });

/** What a ledger would register: all its faults are counted, the first 500 named. Nothing is written. */
export const ledgerCheck = z.strictObject({
  hash: sha256, rows: z.int(), isPossible: z.boolean(), faultCount: z.int(), faults: z.array(importFault).max(500), ignored: z.array(z.strictObject(column)).max(50),
  new: z.int(), unchanged: z.int(), amount: fen.describe('of what is new'), sources: z.array(z.strictObject({ source: z.string(), name: basis, n: z.int(), amount: fen })).max(100).describe('of what is new'), totals: z.int().describe('rows that add up, each held against its sum'),
  /** The first of what is new, to look at. */
  lines: z.array(z.strictObject({
    row: z.int(), documentNumber: z.string(), source: z.string(), purpose: z.string(), amount: fen, receivedOn: localDate, route: z.array(z.string()).max(20), terms: z.array(z.string()).max(4),
  })).max(50),
  /** The first of those that differ from a line on record by their amount alone. */
  alike: z.array(z.strictObject({ row: z.int(), line: z.string(), was: fen })).max(50),
});

/** An imported ledger: its lines are numbered and registered one after the other, also while nobody asks. */
export const ledgerImport = z.strictObject({
  import: z.uuid(), state: z.enum(['registering', 'done']), new: z.int(), unchanged: z.int(), amount: fen, done: z.int().describe('lines on record'), of: z.int(),
  failed: z.array(z.strictObject({ row: z.int(), reason: basis })).max(200), startedAt: instant, endedAt: instant.nullable(),
});

/** Payments of the treasury's list, taken in: what was known under its voucher is left, or put right. */
export const treasuryImport = z.strictObject({ import: z.uuid(), rows: z.int(), new: z.int(), changed: z.int(), unchanged: z.int(), amount: fen, ignored: z.array(z.strictObject(column)).max(50) });

export const differences = ['matched', 'missingInRecord', 'missingAtTreasury', 'differing', 'setAside'] as const;
export const reconciliationQuery = z.strictObject({ ...page, state: z.enum(differences).optional() });
const entryId = z.string().regex(/^(t[1-9]\d{0,15}|L[1-9]\d{0,9}-v[1-9]\d{0,5})$/).describe('t12 of the treasury’s list, L3-v1 of the record');
export const entryPath = z.strictObject({ cycle: cycleSlug, entry: entryId });
/** Of a budget allocation the request it pays; of cash the money it was paid from. */
export const confirmPayment = z.strictObject({
  line: lineId, request: z.string().regex(/^r[1-9]\d{0,5}$/).optional(), parcel: z.string().regex(/^p[1-9]\d{0,5}$/).optional(),
}).refine(({ request, parcel }) => (request === undefined) !== (parcel === undefined), 'a request or a parcel');
/** The money of a budget allocation that the treasury paid from though no request is on record: entered after the fact (补记). */
export const catchUpPayment = z.strictObject({ line: lineId, parcel: z.string().regex(/^p[1-9]\d{0,5}$/) });
export const setAsideDifference = z.strictObject({ reason: line(200) });
export const setAsideAnswer = z.strictObject({ entry: z.string(), state: z.enum(differences), reason: z.string(), at: instant });

const paid = { amount: fen, on: localDate, payee: z.string().nullable(), payees: z.int().nullable() };
/** What a payment of the treasury may be in the record, the surest first. */
const proposal = z.strictObject({
  /** `catchUpPayment`: money of a budget allocation that no request asks for. null: not now, for the request is not accepted yet, or the money is suspended or surplus. */
  command: z.enum(['payRequest', 'recordPayment', 'catchUpPayment']).nullable(), line: z.string(), request: z.string().nullable(), parcel: z.string(), unit: z.string(), unitName: z.string(),
  documentNumber: z.string(), purpose: z.string(), payee: z.string().nullable(), amount: fen.describe('asked for, or free'), agrees: z.array(z.enum(['amount', 'payee', 'unit', 'document'])).max(4),
});
export const reconciliation = list(z.strictObject({
  entry: z.string(), state: z.enum(differences), voucher: z.string(), differs: z.array(z.enum(['amount', 'on', 'payee'])).max(3),
  treasury: z.strictObject({ ...paid, unitName: z.string().nullable(), documentNumber: z.string().nullable(), purpose: z.string().nullable(), row: z.int() }).nullable(),
  record: z.strictObject({ ...paid, line: z.string(), payment: z.string(), documentNumber: z.string(), purpose: z.string(), isCaughtUp: z.boolean() }).nullable(),
  unit: z.string().nullable(), unitName: z.string().nullable(), proposals: z.array(proposal).max(5),
  setAside: z.strictObject({ reason: z.string(), by: z.string(), at: instant }).nullable(),
})).extend({
  counts: z.strictObject(Object.fromEntries(differences.map((one) => [one, z.strictObject({ n: z.int(), amount: fen })])) as Record<(typeof differences)[number], z.ZodObject<{ n: z.ZodInt; amount: z.ZodInt }>>),
  /** From the first to the last day of what the treasury has listed; null where nothing was taken in. */
  listed: z.strictObject({ from: localDate, to: localDate }).nullable(),
});

export const exportQuery = z.strictObject({ of: z.enum(['ledger', 'payments', 'overdue', 'reconciliation', 'ledgerTemplate', 'treasuryTemplate']), as: z.enum(['xlsx', 'csv']).default('xlsx') });
