import { z } from 'zod';
import { keepers } from './api-money-reads.ts';
import { basis, list, page } from './api-parts.ts';
import { cycleSlug, documentReference, instant, line, localDate, policyId, text, unitId } from './common.ts';
import { dayCount } from './policy/settings.ts';

/** What the API takes and gives about money. Amounts are fen, whole numbers. */

const fen = z.int().min(1).max(9_000_000_000_000_000).describe('fen, a whole number above zero');
const anyFen = z.int().describe('fen');
const lineId = z.string().regex(/^L[1-9]\d{0,9}$/);
const parcelId = z.string().regex(/^p[1-9]\d{0,5}$/);
const hopId = z.string().regex(/^h[1-9]\d{0,5}$/);
const requestId = z.string().regex(/^r[1-9]\d{0,5}$/);
const voucher = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}〔〕()（）./_-]{0,39}$/u).describe('number of the payment voucher');
const payee = line(60);
const moneyKind = z.enum(['budget', 'cash']);
const payeeKind = z.enum(['contractor', 'beneficiaries', 'unit']);

export const fundsPath = z.strictObject({ cycle: cycleSlug, line: lineId });
export const fundsQuery = z.strictObject({ ...page, source: policyId.optional(), holder: unitId.optional(), overdue: z.enum(['true']).optional() });

/** What the funds document says of when money goes on: from one unit of the route, or from every one that passes on, or uses. */
const term = z.strictObject({
  of: z.union([z.strictObject({ unit: unitId }), z.enum(['passOn', 'use'])]),
  by: localDate.optional(), within: dayCount.optional(), says: line(120),
}).refine(({ by, within }) => (by === undefined) !== (within === undefined), 'a day or a number of days');

/** An allocation (资金下达) as its document has it; the first place of the route is where it has arrived. */
export const registerLine = z.strictObject({
  document: documentReference, source: policyId, kind: moneyKind, payee: payeeKind, purpose: line(120), amount: fen, receivedOn: localDate,
  route: z.array(z.strictObject({ unit: unitId, from: unitId.nullable() })).min(1).max(300)
    .refine((route) => new Set(route.map(({ unit }) => unit)).size === route.length, 'each unit once')
    .refine((route) => route.every(({ from }, n) => (n === 0 ? from === null : route.slice(0, n).some(({ unit }) => unit === from))), 'each unit after the one it gets the money from'),
  terms: z.array(term).max(50).default([]),
  /** The spending curve that the document names; absent, the pack's. */
  curve: policyId.optional(),
  /** The closed line of the year before that this money is carried over from (结转). */
  carriedFrom: z.strictObject({ cycle: cycleSlug, line: lineId }).optional(),
});

export const passOn = z.strictObject({ parcel: parcelId, parts: z.array(z.strictObject({ to: unitId, amount: fen })).min(1).max(200), on: localDate, document: documentReference.nullable().default(null) });
export const recordReceipt = z.strictObject({ hop: hopId, on: localDate });
export const takeBack = z.strictObject({ hop: hopId, on: localDate, reason: line(200) });
export const giveBack = z.strictObject({ parcel: parcelId, amount: fen, on: localDate, reason: line(200) });
export const callBack = z.strictObject({ parcel: parcelId, amount: fen, on: localDate, document: documentReference });
export const reallocate = z.strictObject({ parcel: parcelId, amount: fen, to: unitId, on: localDate, document: documentReference });
export const takeOut = z.strictObject({ amount: fen, on: localDate, document: documentReference, why: z.enum(['reduced', 'returnedToSource']) });
export const setRetention = z.strictObject({ parcel: parcelId, amount: fen, dueOn: localDate, basis: line(120), on: localDate });
export const fileRequest = z.strictObject({ parcel: parcelId, amount: fen, payee, ofRetention: z.boolean().default(false), on: localDate });
export const returnRequest = z.strictObject({ request: requestId, defects: z.array(line(200)).min(1).max(20), on: localDate });
export const refileRequest = z.strictObject({ request: requestId, note: text(500), on: localDate });
export const passRequest = z.strictObject({ request: requestId, on: localDate });
export const payRequest = z.strictObject({ request: requestId, voucher, payees: z.int().min(1).max(1_000_000).default(1), on: localDate });
export const recordPayment = z.strictObject({ parcel: parcelId, amount: fen, payee, voucher, payees: z.int().min(1).max(1_000_000).default(1), on: localDate });
export const suspendMoney = z.strictObject({ parcel: parcelId, on: localDate, reason: line(200), document: documentReference.nullable().default(null) });
export const resumeMoney = z.strictObject({ parcel: parcelId, on: localDate });

const due = z.strictObject({ dueOn: localDate, basis }).nullable();
const sums = { received: anyFen, held: anyFen, inFlight: anyFen, paid: anyFen, returned: anyFen, retained: anyFen };

const item = z.strictObject({
  line: z.string(), status: z.enum(['open', 'closed']), source: z.string(), documentNumber: z.string(), kind: moneyKind, purpose: z.string(), receivedOn: localDate, ...sums,
  /** The earliest date among the money that somebody holds; null where nothing speaks. */
  dueOn: localDate.nullable(), isOverdue: z.boolean(),
});
export const fundsLines = list(item);

export const holding = z.strictObject({
  /** `slice` counts the parts of a parcel that went different ways; `item` is the hop in flight, or the request. */
  parcel: z.string(), slice: z.int(), item: z.string().nullable(), unit: z.string(), unitName: z.string(), phase: z.enum(['holding', 'inFlight', 'examining', 'correcting', 'paying', 'retained', 'unrecorded']), amount: anyFen,
  from: localDate, to: localDate.nullable(), days: z.int(), daysOver: z.int(), due,
});

export const overdueMoneyQuery = z.strictObject({ ...page, holder: unitId.optional(), source: policyId.optional() });
/** Money that is overdue, with who has it; days after the date that were not the holder's own are not counted against it. */
export const overdueMoney = list(z.strictObject({
  line: z.string(), n: z.int(), purpose: z.string(), source: z.string(), documentNumber: z.string(), unit: z.string(), unitName: z.string(),
  phase: z.enum(['holding', 'inFlight', 'examining', 'correcting', 'paying', 'retained']), amount: anyFen, since: localDate, dueOn: localDate.nullable(), daysOver: z.int(),
  document: documentReference, basis: basis.nullable(), posts: keepers,
  /** The first date, where the clock stood still and it moved; else null. */
  originalDueOn: localDate.nullable(),
})).extend({ totals: z.strictObject({ n: z.int(), amount: anyFen }).describe('of all pages') });
export const ageingQuery = z.strictObject({ by: z.enum(['unit', 'source', 'purpose']).default('unit') });
export const ageing = z.strictObject({ upTo: z.array(z.int()).max(6), rows: z.array(z.strictObject({ of: z.string(), name: z.string().nullable(), bands: z.array(anyFen).max(7), total: anyFen })).max(500) });

/** A line whole: its money at each unit, how it went, and who had it on which days. */
export const fundsLineView = z.strictObject({
  line: z.string(), status: z.enum(['open', 'closed']), document: documentReference, source: z.strictObject({ id: z.string(), name: basis }), kind: moneyKind, payee: payeeKind, purpose: z.string(),
  finance: z.strictObject({ unit: z.string(), name: z.string() }), seq: z.int(), root: z.string(), now: instant, carriedFrom: z.string().nullable(), carried: z.int(), isSurplus: z.boolean(), ...sums,
  route: z.array(z.strictObject({ unit: z.string(), name: z.string(), from: z.string().nullable() })).max(300),
  parcels: z.array(z.strictObject({
    id: z.string(), unit: z.string(), hop: z.string().nullable(), amount: anyFen, held: anyFen, free: anyFen, inFlight: anyFen, passedOn: anyFen, paid: anyFen, returned: anyFen,
    receivedOn: localDate, due, originalDueOn: localDate.nullable(), retention: z.strictObject({ amount: anyFen, setOn: localDate, due }).nullable(),
    suspensions: z.array(z.strictObject({ from: localDate, to: localDate.nullable(), reason: z.string() })),
  })),
  hops: z.array(z.strictObject({
    id: z.string(), from: z.string(), to: z.string(), amount: anyFen, way: z.enum(['passedOn', 'givenBack', 'calledBack', 'reallocated']), sentOn: localDate,
    status: z.enum(['inFlight', 'received', 'takenBack']), receivedOn: localDate.nullable(), parcel: z.string().nullable(), document: documentReference.nullable(),
  })),
  requests: z.array(z.strictObject({
    id: z.string(), parcel: z.string(), amount: anyFen, payee: z.string(), ofRetention: z.boolean(), status: z.enum(['filed', 'returned', 'accepted', 'paid', 'withdrawn']),
    passages: z.array(z.strictObject({ act: z.enum(['file', 'return', 'refile', 'accept', 'withdraw', 'pay']), on: localDate })), defects: z.array(z.string()), due,
  })),
  payments: z.array(z.strictObject({ id: z.string(), parcel: z.string(), request: z.string().nullable(), amount: anyFen, payee: z.string(), payees: z.int(), voucher: z.string(), on: localDate, caughtUpOn: localDate.optional().describe('entered after the fact on this day, from the treasury’s list') })),
  leavings: z.array(z.strictObject({ parcel: z.string(), amount: anyFen, on: localDate, why: z.enum(['reduced', 'returnedToSource']), document: documentReference })),
  holdings: z.array(holding).max(20_000),
  /** What the reader may do now: an act, and the parcel, hop or request it is about; nothing where it is about the whole line. */
  may: z.array(z.strictObject({ act: z.string(), at: z.string() })).max(20_000),
});
