import { dateOf, nextDay } from './calendar.ts';
import { canonical } from './canonical.ts';
import { noFaults } from './expect.ts';
import type { ActDone, Check, Manifest } from './expect.ts';
import type { ShownLine } from './money-lines.ts';
import type { Found } from './record.ts';

/** One entry of the script's own books: an amount goes from one account to another on a day. */
interface Entry {
  on: string;
  /** `at {unit}`, `sent {unit}` (on its way, and still the sender's), `paid`, `gone`; null from outside. */
  from: string | null;
  to: string;
  amount: number;
}

type Books = Record<string, number>;

/**
 * The sum of fen, each day of the year and line by line: what the script's orders come to when they are booked from
 * account to account, what the API shows, and what the rows say.
 */
export function everyFen({ acts, launchedAt, clock, root }: Manifest, { funds }: Found, shown: readonly ShownLine[]): Check {
  let looked = 0;
  const faults: string[] = [];
  const days: string[] = [];
  for (let day = dateOf(launchedAt); day <= dateOf(clock); day = nextDay(day)) days.push(day);
  for (const line of shown) {
    const given = acts.filter(({ body }) => body?.['line'] === line.line);
    const entries = booked(root, given);
    const changes = new Set([...entries.map(({ on }) => on), ...daysShown(line)]);
    for (const day of days) {
      looked += 1;
      // Between two days on which either says that something happened, both say what they said the day before.
      if (day !== days[0] && !changes.has(day)) continue;
      const by = ofUnits(balances(entries, day));
      const fault = differ(by, shownOn(line, day)) ?? unbalanced(by, entries, day) ?? handless(line, by, day);
      if (fault !== null) faults.push(`${line.line} ${day}: ${fault}`);
    }
    const end = balances(entries, dateOf(clock));
    const parcels = funds.parcels.filter((one) => one.line === line.line);
    const rowFault = differ(end, sums([...parcels.flatMap(held), ['paid', total(parcels, ({ paid }) => paid)], ['gone', end['gone'] ?? 0]]))
      ?? differ(end, sums([...line.parcels.map((one) => ({ ...one, in_flight: one.inFlight })).flatMap(held), ['paid', line.paid], ['gone', line.returned]]))
      ?? wholeFault(end, funds.lines.find((one) => one.line === line.line), total(entries.filter(({ from }) => from === null), ({ amount }) => amount));
    if (rowFault !== null) faults.push(`${line.line} rows: ${rowFault}`);
    const vouchers = (list: readonly { voucher: unknown; amount: number }[]): string => canonical(list.map(({ voucher, amount }) => `${String(voucher)} ${amount}`).sort());
    const wanted = vouchers(paidBy(given));
    if (wanted !== vouchers(funds.vouchers.filter((one) => one.line === line.line)) || wanted !== vouchers(line.payments)) faults.push(`${line.line}: other vouchers than ${wanted}`);
  }
  const strangers = funds.lines.filter(({ line }) => !shown.some((one) => one.line === line)).map(({ line }) => `${line}: nobody registered it`);
  return noFaults('every-fen-each-day', looked, [...faults, ...strangers]);
}

/** The days on which a line says that anything changed. */
const daysShown = ({ parcels, hops, payments, leavings, holdings }: ShownLine): (string | null)[] => [
  ...parcels.map(({ receivedOn }) => receivedOn), ...hops.flatMap(({ sentOn, receivedOn }) => [sentOn, receivedOn]), ...[...payments, ...leavings].map(({ on }) => on), ...holdings.flatMap(({ from, to }) => [from, to]),
];

const held = ({ unit, held: there, in_flight: sent }: { unit: string; held: number; in_flight: number }): [string, number][] => [[`at ${unit}`, there], [`sent ${unit}`, sent]];
const total = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((sum, one) => sum + of(one), 0);

function sums(parts: readonly (readonly [account: string, amount: number])[]): Books {
  const books: Books = {};
  for (const [account, amount] of parts) books[account] = (books[account] ?? 0) + amount;
  return books;
}

const balances = (entries: readonly Entry[], day: string): Books =>
  sums(entries.filter(({ on }) => on <= day).flatMap(({ from, to, amount }): [string, number][] => [...(from === null ? [] : [[from, -amount] as [string, number]]), [to, amount]]));

/** What a unit has and what it sent are one: in flight stays the sender's. */
const ofUnits = (books: Books): Books => sums(Object.entries(books).map(([account, amount]) => [account.replace(/^(at|sent) /, ''), amount]));

function differ(wanted: Books, found: Books): string | null {
  const filled = (books: Books): string => canonical(Object.fromEntries(Object.entries(books).filter(([, amount]) => amount !== 0)));
  return filled(wanted) === filled(found) ? null : `by the script ${filled(wanted)}, found ${filled(found)}`;
}

/** Held, in flight, paid and returned are what was received. */
function unbalanced(books: Books, entries: readonly Entry[], day: string): string | null {
  const received = total(entries.filter(({ from, on }) => from === null && on <= day), ({ amount }) => amount);
  const there = total(Object.values(books), (amount) => amount);
  return there === received ? null : `received ${received}, accounted for ${there}`;
}

/** Each fen that was neither paid nor gone is some holder's on that day, and one's only. */
function handless({ holdings }: ShownLine, books: Books, day: string): string | null {
  const inHands = total(holdings.filter(({ from, to }) => from <= day && (to === null || to > day)), ({ amount }) => amount);
  const wanted = total(Object.entries(books).filter(([account]) => account !== 'paid' && account !== 'gone'), ([, amount]) => amount);
  return inHands === wanted ? null : `${inHands} in somebody's hands, ${wanted} not yet spent`;
}

/** The API's line on a day, from when its parcels came and its money went. */
function shownOn({ parcels, hops, payments, leavings }: ShownLine, day: string): Books {
  const unitOf = new Map(parcels.map(({ id, unit }) => [id, unit]));
  const went = [
    ...hops.filter(({ status, receivedOn }) => status === 'received' && receivedOn !== null && receivedOn <= day).map(({ from, amount }) => ({ parcel: from, amount })),
    ...[...payments, ...leavings].filter(({ on }) => on <= day),
  ];
  return sums([
    ...parcels.filter(({ receivedOn }) => receivedOn <= day).map(({ unit, amount }): [string, number] => [unit, amount]),
    ...went.map(({ parcel, amount }): [string, number] => [unitOf.get(parcel) ?? '', -amount]),
    ['paid', total(payments.filter(({ on }) => on <= day), ({ amount }) => amount)],
    ['gone', total(leavings.filter(({ on }) => on <= day), ({ amount }) => amount)],
  ]);
}

function wholeFault(end: Books, row: Found['funds']['lines'][number] | undefined, received: number): string | null {
  if (!row) return 'no row';
  const of = (kind: string): number => total(Object.entries(end).filter(([account]) => account.startsWith(kind)), ([, amount]) => amount);
  const wanted = { received, held: of('at '), in_flight: of('sent '), paid: of('paid'), returned: of('gone') };
  const found = { received: row.received, held: row.held, in_flight: row.in_flight, paid: row.paid, returned: row.returned };
  return differ(wanted, found);
}

/** The orders of one line as entries. Parcels, hops and requests are numbered as they come. */
function booked(root: string, acts: readonly ActDone[]): Entry[] {
  const entries: Entry[] = [];
  const parcels: string[] = [];
  const hops: { from: string; to: string; amount: number }[] = [];
  const requests: { unit: string; amount: number }[] = [];
  const above = new Map<string, string>();
  const nth = <T>(list: readonly T[], id: unknown): T => list[Number(String(id).slice(1)) - 1] as T;
  for (const { command, body = {} } of acts) {
    const on = String(body['on']);
    const amount = Number(body['amount']);
    const unit = (): string => nth(parcels, body['parcel']);
    const move = (from: string | null, to: string, sum = amount, day = on): void => { entries.push({ on: day, from, to, amount: sum }); };
    const send = (from: string, to: string, sum: number): void => { hops.push({ from, to, amount: sum }); move(`at ${from}`, `sent ${from}`, sum); };
    switch (command) {
      case 'registerLine':
        for (const place of body['route'] as { unit: string; from: string | null }[]) if (place.from !== null) above.set(place.unit, place.from);
        // What was carried over lies where it lay.
        parcels.push(String(body['lies'] ?? root));
        move(null, `at ${String(body['lies'] ?? root)}`, amount, String(body['receivedOn']));
        break;
      case 'passOn':
        for (const part of body['parts'] as { to: string; amount: number }[]) send(unit(), part.to, part.amount);
        break;
      case 'giveBack':
        send(unit(), above.get(unit()) ?? '', amount);
        break;
      case 'recordReceipt': {
        const hop = nth(hops, body['hop']);
        parcels.push(hop.to);
        move(`sent ${hop.from}`, `at ${hop.to}`, hop.amount);
        break;
      }
      case 'takeBack': {
        const hop = nth(hops, body['hop']);
        move(`sent ${hop.from}`, `at ${hop.from}`, hop.amount);
        break;
      }
      case 'callBack':
      case 'reallocate': {
        const to = command === 'callBack' ? root : String(body['to']);
        hops.push({ from: unit(), to, amount });
        move(`at ${unit()}`, `at ${to}`);
        parcels.push(to);
        break;
      }
      case 'takeOut':
        move(`at ${root}`, 'gone');
        break;
      case 'fileRequest':
        requests.push({ unit: unit(), amount });
        break;
      case 'payRequest': {
        const request = nth(requests, body['request']);
        move(`at ${request.unit}`, 'paid', request.amount);
        break;
      }
      case 'recordPayment': case 'catchUpPayment':
        move(`at ${unit()}`, 'paid');
        break;
      default:
    }
  }
  return entries;
}

function paidBy(acts: readonly ActDone[]): { voucher: unknown; amount: number }[] {
  const filed = acts.filter(({ command }) => command === 'fileRequest');
  return acts.flatMap(({ command, body = {} }) => (command === 'recordPayment' || command === 'catchUpPayment' ? [{ voucher: body['voucher'], amount: Number(body['amount']) }]
    : command === 'payRequest' ? [{ voucher: body['voucher'], amount: Number(filed[Number(String(body['request']).slice(1)) - 1]?.body?.['amount']) }] : []));
}
