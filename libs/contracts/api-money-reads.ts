import { z } from 'zod';
import { basis, page } from './api-parts.ts';
import { instant, localDate, policyId, unitId } from './common.ts';

/** What pages read of money beside the lists: what waits for somebody's hand, how it flowed, what a registration would mean. Amounts are fen. */

const fen = z.int();
const waits = z.enum(['examine', 'pay', 'correct', 'record']);
/** Who of a unit has to do with what it holds: posts, and whoever holds them. */
export const keepers = z.array(z.strictObject({ post: z.string(), title: z.string(), person: z.string().nullable() })).max(60);

/** Finance examines requests and pays what was accepted; a unit corrects what came back, and records what arrives. */
export const moneyQueueQuery = z.strictObject({ what: waits.default('examine'), holder: unitId.optional(), ...page });
const waiting = z.strictObject({
  line: z.string(), at: z.string().describe('the request, or the hop'), what: waits, purpose: z.string(), source: z.string(), documentNumber: z.string(),
  /** Whose turn it is, and the other one: who asked, or who sent. */
  unit: z.string(), unitName: z.string(), other: z.string(), otherName: z.string(),
  amount: fen, payee: z.string().nullable(), defects: z.array(z.string()).max(20), since: localDate, days: z.int().describe('since it waits'),
  /** By when the money is to have moved on, by what; of what is in flight the sender's date. */
  dueOn: localDate.nullable(), basis: basis.nullable(), daysOver: z.int(),
});
const sum = z.strictObject({ n: z.int(), amount: fen });
export const moneyQueue = z.strictObject({
  items: z.array(waiting).max(200), next: z.string().nullable(), now: instant,
  /** Of all that waits in sight, by what it waits for. */
  counts: z.strictObject({ examine: sum, pay: sum, correct: sum, record: sum }),
});

/** How the money of the lines in sight flowed, level by level, net of what came back. Of each level and each source `received = passed on + held + inFlight + paid + returned`. */
export const moneyFlows = z.strictObject({
  now: instant, lines: z.int(),
  sources: z.array(z.strictObject({ id: policyId, name: basis, received: fen })).max(200),
  levels: z.array(z.strictObject({
    level: z.int().describe('0 is the highest in sight'), names: z.array(basis).max(20), units: z.int(), received: fen, held: fen, inFlight: fen, paid: fen, returned: fen, passedOn: fen,
  })).max(12),
  totals: z.strictObject({ received: fen, held: fen, inFlight: fen, paid: fen, returned: fen, retained: fen }),
  overdue: z.strictObject({ n: z.int(), amount: fen, units: z.array(z.strictObject({ unit: z.string(), name: z.string(), amount: fen })).max(5) }),
});

/** Each place of a route with what speaks of its date, and what that means for money that arrives on the day asked for. */
export const linePreview = z.strictObject({
  source: basis, finance: z.strictObject({ unit: z.string(), name: z.string() }), receivedOn: localDate,
  places: z.array(z.strictObject({
    unit: z.string(), name: z.string(), from: z.string().nullable(), does: z.enum(['passOn', 'use']), due: z.strictObject({ dueOn: localDate, basis }).nullable(),
    rules: z.array(z.strictObject({ by: localDate.nullable(), within: z.strictObject({ days: z.int(), counted: z.enum(['natural', 'working']) }).nullable(), basis })).max(52),
  })).max(300),
  payment: z.strictObject({ dueOn: localDate, basis }).nullable().describe('of a request that finance accepts on that day'),
});
