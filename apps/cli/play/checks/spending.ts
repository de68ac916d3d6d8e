import { dateOf, instantOf, isWorked, nextDay, slots } from './calendar.ts';
import { canonical } from './canonical.ts';
import { noFaults } from './expect.ts';
import type { ActDone, Check, Expected, ExpectedNotice, Manifest } from './expect.ts';
import { administratorPost } from './ladders.ts';

/** Some money of a line at a unit, by the end of a day: when it came, what became of it. Fen. */
interface Part {
  unit: string;
  since: string;
  received: number;
  paid: number;
  retained: number;
  atFinance: number;
}

/** A row of the API's rates, as far as it is checked. */
export interface ShownRate {
  of: string;
  received: number;
  paid: number;
  retainedNotDue: number;
  atFinance: number;
  isBehind: boolean;
}

/** What was shown of all units at the end of a day. */
export interface ShownRates {
  on: string;
  rows: ShownRate[];
}

/** The days on which money is measured, and how much is to be spent by then: a quarter of it each quarter. */
const checkpoints = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'] as const;
/** Days on which the rates are looked at besides the last. */
export const ratedOn = ['2026-04-30', '2026-06-30', '2026-12-15'] as const;

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

function shareBy(day: string): number {
  const n = checkpoints.findIndex((one) => day <= one);
  if (n < 0) return 1;
  const before = checkpoints[n - 1] ?? '2025-12-31';
  return (n + days(before, day) / days(before, checkpoints[n] ?? day)) / 4;
}

/** Of money that came on a day the rest of the year's share is asked, from nothing on that day. */
const askedOf = (since: string, day: string): number => (day <= since || shareBy(since) >= 1 ? 0 : (shareBy(day) - shareBy(since)) / (1 - shareBy(since)));

/** A line's orders, read once more: what each unit has by the end of a day, as far as they were given. */
function partsOf(root: string, acts: readonly ActDone[], day: string): Part[] {
  const parcels: { unit: string; since: string; amount: number; gone: number; out: number; paid: number; kept: { amount: number; set: string; due: string; paid: number } | null }[] = [];
  const hops: { from: number; to: string; amount: number }[] = [];
  const requests: { parcel: number; amount: number; ofRetention: boolean; turns: { on: string; isThere: boolean }[] }[] = [];
  const above = new Map<string, string>();
  const index = (id: unknown): number => Number(String(id).slice(1)) - 1;
  const parcelAt = (n: number): (typeof parcels)[number] => parcels[n] as (typeof parcels)[number];
  const come = (unit: string, since: string, amount: number): void => { parcels.push({ unit, since, amount, gone: 0, out: 0, paid: 0, kept: null }); };
  /** Disposed of, whenever it arrives elsewhere: it is not there to be taken out. */
  const dispose = (parcel: number, amount: number): void => { parcelAt(parcel).gone += amount; };
  const send = (from: number, to: string, amount: number): void => { hops.push({ from, to, amount }); dispose(from, amount); };
  const leave = (parcel: number, on: string, amount: number): void => { if (on <= day) parcelAt(parcel).out += amount; };
  const pay = (parcel: number, on: string, amount: number): void => { dispose(parcel, amount); if (on <= day) parcelAt(parcel).paid += amount; };
  for (const { command, body = {} } of acts) {
    const [on, amount] = [String(body['on']), Number(body['amount'])];
    const request = requests[index(body['request'])];
    switch (command) {
      case 'registerLine':
        for (const { unit, from } of body['route'] as { unit: string; from: string | null }[]) if (from !== null) above.set(unit, from);
        come(String(body['lies'] ?? root), String(body['receivedOn']), amount);
        break;
      case 'passOn': for (const part of body['parts'] as { to: string; amount: number }[]) send(index(body['parcel']), part.to, part.amount); break;
      case 'giveBack': send(index(body['parcel']), above.get(parcelAt(index(body['parcel'])).unit) ?? '', amount); break;
      case 'takeBack': { const hop = hops[index(body['hop'])]; if (hop) dispose(hop.from, -hop.amount); break; }
      case 'recordReceipt': {
        const hop = hops[index(body['hop'])];
        if (!hop) break;
        leave(hop.from, on, hop.amount);
        come(hop.to, on, hop.amount);
        break;
      }
      case 'callBack': case 'reallocate': {
        const to = command === 'callBack' ? root : String(body['to']);
        send(index(body['parcel']), to, amount);
        leave(index(body['parcel']), on, amount);
        come(to, on, amount);
        break;
      }
      case 'takeOut': {
        let left = amount;
        parcels.forEach((parcel, n) => {
          const part = parcel.unit === root ? Math.min(left, parcel.amount - parcel.gone) : 0;
          dispose(n, part);
          leave(n, on, part);
          left -= part;
        });
        break;
      }
      case 'setRetention': parcelAt(index(body['parcel'])).kept = { amount, set: on, due: String(body['dueOn']), paid: 0 }; break;
      case 'fileRequest': requests.push({ parcel: index(body['parcel']), amount, ofRetention: body['ofRetention'] === true, turns: [{ on, isThere: true }] }); break;
      case 'returnRequest': request?.turns.push({ on, isThere: false }); break;
      case 'refileRequest': request?.turns.push({ on, isThere: true }); break;
      case 'withdrawRequest': if (request) request.turns = []; break;
      case 'payRequest': {
        if (!request) break;
        request.turns.push({ on, isThere: false });
        pay(request.parcel, on, request.amount);
        const { kept } = parcelAt(request.parcel);
        if (request.ofRetention && kept && on <= day) kept.paid += request.amount;
        break;
      }
      case 'recordPayment': case 'catchUpPayment': pay(index(body['parcel']), on, amount); break;
      default:
    }
  }
  return parcels.map(({ unit, since, amount, out, paid, kept }, n) => {
    const isKept = kept !== null && kept.set <= day && day < kept.due;
    const there = requests.filter((one) => one.parcel === n && !(one.ofRetention && isKept) && one.turns.filter(({ on }) => on <= day).at(-1)?.isThere === true);
    return { unit, since, received: amount - out, paid, retained: isKept ? kept.amount - kept.paid : 0, atFinance: there.reduce((sum, one) => sum + one.amount, 0) };
  }).filter(({ since }) => since <= day);
}

const linesOf = ({ acts }: Manifest): string[] => acts.filter(({ command }) => command === 'registerLine').map(({ body }) => String(body?.['line']));
const of = ({ acts }: Manifest, line: string, before: string): ActDone[] => acts.filter(({ body, at }) => body?.['line'] === line && at < before).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** By unit: what is measured, and whether less was spent of it than was asked for. */
function behindOf(parts: readonly Part[], day: string): Map<string, { received: number; paid: number; retainedNotDue: number; atFinance: number; isBehind: boolean }> {
  const units = new Map<string, { received: number; paid: number; retainedNotDue: number; atFinance: number; base: number; asked: number }>();
  for (const { unit, since, received, paid, retained, atFinance } of parts) {
    const known = units.get(unit) ?? { received: 0, paid: 0, retainedNotDue: 0, atFinance: 0, base: 0, asked: 0 };
    const base = received - retained - atFinance;
    units.set(unit, { received: known.received + received, paid: known.paid + paid, retainedNotDue: known.retainedNotDue + retained, atFinance: known.atFinance + atFinance, base: known.base + base, asked: known.asked + base * askedOf(since, day) });
  }
  return new Map([...units].map(([unit, { base, asked, ...sums }]) => {
    // Days are counted here without rounding: what lies that near to the curve the script must not have.
    if (base > 0 && asked > 0 && sums.paid !== base && Math.abs(asked - sums.paid) < base / 5_000) throw new Error(`${unit} ${day}: too near to the curve to be told apart`);
    return [unit, { ...sums, isBehind: base > 0 && sums.paid < asked }];
  }));
}

const keeperOf = ({ units, root }: Manifest, unit: string): string => {
  const type = units.find(({ id }) => id === unit)?.type;
  return `${unit}/${unit === root ? administratorPost : type === 'village' ? 'clerk' : type === 'department' ? 'sectionChief' : 'office'}`;
};

/** Whoever keeps money of a line that is behind at the end of a quarter is told on the next working morning. */
export function tellBehind(manifest: Manifest, { notices }: Expected): void {
  for (const checkpoint of checkpoints) {
    let morning = nextDay(checkpoint);
    while (!isWorked(morning)) morning = nextDay(morning);
    const at = instantOf(morning, slots[0]);
    if (at > manifest.clock) return;
    for (const line of linesOf(manifest)) {
      for (const [unit, { isBehind }] of behindOf(partsOf(manifest.root, of(manifest, line, at), checkpoint), checkpoint)) {
        if (!isBehind) continue;
        const [obligation, stage, post] = [`${manifest.cycle}/${unit}/curve-${line}`, `behind-${checkpoint}`, keeperOf(manifest, unit)];
        const notice: ExpectedNotice = { key: `${obligation}/${stage}/1/${post}`, at, obligation, stage, post };
        notices.set(notice.key, notice);
      }
    }
  }
}

/** What each unit has, what it spent of it and whether it is behind: by the script's own orders, and as the API shows it, today and in the past. */
export function ratesByTheScript(manifest: Manifest, shown: readonly ShownRates[]): Check {
  let looked = 0;
  const faults = shown.flatMap(({ on, rows }) => {
    const parts = linesOf(manifest).flatMap((line) => partsOf(manifest.root, of(manifest, line, '9999'), on));
    const wanted = [...behindOf(parts, on)].filter(([, { received, paid }]) => received !== 0 || paid !== 0).map(([unit, row]) => ({ of: unit, ...row }));
    const found = rows.filter(({ received, paid }) => received !== 0 || paid !== 0);
    looked += wanted.length;
    const said = (list: readonly ShownRate[]): string[] => list.map(({ of: unit, received, paid, retainedNotDue, atFinance, isBehind }) => canonical({ on, unit, received, paid, retainedNotDue, atFinance, isBehind }));
    const [is, was] = [said(found), said(wanted)];
    return [...was.filter((one) => !is.includes(one)).map((one) => `by the script ${one}`), ...is.filter((one) => !was.includes(one)).map((one) => `shown ${one}`)];
  });
  if (shown.length === 0 && linesOf(manifest).length > 0) faults.push('no rates were shown');
  return noFaults('rates-by-the-script', looked, faults);
}

export const ratedDays = ({ clock }: Pick<Manifest, 'clock'>): string[] => [...ratedOn.filter((day) => day < dateOf(clock)), dateOf(clock)];
