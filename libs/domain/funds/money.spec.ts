import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { moneyLives } from '../testing/money.ts';
import type { MoneyAct, MoneyLife } from '../testing/money.ts';
import { addDays, localDateOf } from '../time/instant.ts';
import { fundsCommands } from './funds-line.ts';
import { holdingsOf } from './holdings.ts';
import { freeOf, freeRetentionOf, sumsOf } from './line.ts';
import type { Fen, FundsLine } from './line.ts';

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401);
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const inEveryLife = (check: (life: MoneyLife) => void): void => fc.assert(fc.property(moneyLives, check), { seed, numRuns });
const done = ({ acts }: MoneyLife): MoneyAct[] => acts.filter(({ rejection }) => rejection === null);
const sum = (of: readonly Fen[]): Fen => of.reduce((total, one) => total + one, 0);

describe('the generated lives of money are worth testing with', () => {
  const lives = fc.sample(moneyLives, { seed, numRuns: 200 });
  const acts = lives.flatMap((life) => life.acts.slice(1));

  test('most acts are possible, and each is given', () => {
    const accepted = acts.filter(({ rejection }) => rejection === null);
    expect(accepted.length / acts.length).toBeGreaterThan(0.6);
    const counts = Object.keys(fundsCommands).map((name) => [name, accepted.filter(({ command }) => command.name === name).length / accepted.length] as const);
    expect(counts.filter(([, share]) => share < 0.01)).toEqual([]);
  });

  test('each refusal happens', () => {
    const codes = new Set(acts.map(({ rejection }) => rejection?.rejected));
    expect([...codes].filter((code) => code !== undefined).sort()).toEqual([
      'alreadyReturned', 'alreadyThere', 'amountNotWhole', 'beforeReceipt', 'budgetNeedsRequest', 'cashIsNotTreasurys', 'dayInFuture', 'isSurplus', 'isSuspended', 'lineClosed', 'nobodyBefore', 'notEnough', 'notEnoughRetention', 'notInFlight',
      'notPossibleNow', 'notSuspended', 'nothingHeld', 'offRoute', 'onePayeeOnly', 'reductionBelowSpent', 'retentionDuePast', 'retentionSetAlready', 'sameUnitTwice', 'unknownHop', 'unknownParcel', 'unknownRequest', 'voucherUsed',
    ]);
  });
});

describe('of every fen', () => {
  test('a parcel knows where it is: held, in flight, passed on, paid, or returned', () => {
    inEveryLife((life) => {
      for (const { after } of life.acts) {
        for (const parcel of Object.values(after.parcels)) {
          const { amount, held, inFlight, passedOn, paid, returned } = parcel;
          expect(held + inFlight + passedOn + paid + returned).toBe(amount);
          expect([held, inFlight, passedOn, paid, returned, freeOf(after, parcel), freeRetentionOf(after, parcel)].filter((one) => one < 0 || !Number.isSafeInteger(one))).toEqual([]);
        }
        const { received, held, inFlight, paid, returned } = sumsOf(after);
        expect(held + inFlight + paid + returned).toBe(received);
      }
    });
  });

  test('each unit has what somebody who only reads the orders would find', () => {
    inEveryLife((life) => {
      const ledger = new Ledger();
      for (const act of done(life)) {
        ledger.enter(act);
        expect(balances(act.after)).toEqual(ledger.balances());
      }
    });
  });

  test('nothing moves before it has come, and nothing tomorrow', () => {
    inEveryLife((life) => {
      for (const { now, after } of done(life)) {
        const days = [
          ...Object.values(after.hops).map((hop) => [after.parcels[hop.from]?.receivedOn, hop.sentOn, hop.receivedOn ?? hop.sentOn]),
          ...Object.values(after.payments).map((one) => [after.parcels[one.parcel]?.receivedOn, one.on, one.on]),
        ];
        expect(days.filter(([came = '', went = '', landed = '']) => came > went || went > landed || landed > localDateOf(now))).toEqual([]);
      }
    });
  });

  test('each day has one holder, and the days after the date are the holder’s own', () => {
    inEveryLife(({ line, acts }) => {
      const last = localDateOf(acts.at(-1)?.now ?? '');
      for (const until of [last, addDays(last, 40)]) {
        const holdings = holdingsOf(line, until);
        expect(holdings.filter(({ days, daysOver }) => days < 0 || daysOver < 0 || daysOver > days)).toEqual([]);
        for (let day = '2026-01-10'; day <= until; day = addDays(day, 9)) {
          const there = sum(holdings.filter(({ from, to }) => from <= day && (to === null || to > day)).map(({ amount }) => amount));
          const came = sum(Object.values(line.parcels).filter(({ hop, receivedOn }) => hop === null && receivedOn <= day).map(({ amount }) => amount));
          const gone = sum([...Object.values(line.payments), ...line.leavings].filter(({ on }) => on <= day).map(({ amount }) => amount));
          expect({ day, there }).toEqual({ day, there: came - gone });
        }
        const arrived = new Set(Object.values(line.parcels).map(({ unit }) => unit));
        expect(holdings.filter(({ unit, phase }) => (phase === 'examining' || phase === 'paying' ? unit !== 'F' : !arrived.has(unit)))).toEqual([]);
      }
    });
  });

  test('of a budget allocation the treasury pays what was asked for and accepted before, or it says that it was entered afterwards, and then no day is held against anybody', () => {
    inEveryLife(({ line, acts }) => {
      const until = localDateOf(acts.at(-1)?.now ?? '');
      for (const { id, parcel, request, amount, on, caughtUpOn } of Object.values(line.payments)) {
        const [asked, act] = [line.requests[request ?? ''], acts.find(({ events }) => events.some((event) => event.type === 'moneyPaid' && event.payment.id === id))];
        if (caughtUpOn !== undefined) {
          expect({ request, kind: line.about?.kind, name: act?.command.name, caughtUpOn }).toEqual({ request: null, kind: 'budget', name: 'catchUpPayment', caughtUpOn: localDateOf(act?.now ?? '') });
          const from = line.parcels[parcel]?.receivedOn ?? '';
          const days = holdingsOf(line, until).filter((one) => one.parcel === parcel && one.phase === 'unrecorded' && one.amount === amount && one.to === on);
          if (from !== on) expect(days.map(({ daysOver, due }) => [daysOver, due])).toContainEqual([0, null]);
        } else if (line.about?.kind === 'budget') expect(asked?.passages.filter((one) => one.act === 'accept' && one.on <= on).length).toBe(1);
      }
      // Held against nobody, they are not counted among anybody's either.
      const entered = Object.values(line.payments).filter((one) => one.caughtUpOn !== undefined && one.on !== line.parcels[one.parcel]?.receivedOn);
      expect(holdingsOf(line, until).filter(({ phase }) => phase === 'unrecorded').length).toBe(entered.length);
    });
  });

  test('a refusal changes nothing, and names the field at fault where there is one', () => {
    inEveryLife((life) => {
      for (const { rejection, before, after } of life.acts) if (rejection) expect(after).toBe(before);
    });
  });
});

/** What each unit has, what is on its way from it, what is paid and what is out, by the state. */
function balances(line: FundsLine): Record<string, Fen> {
  const found: Record<string, Fen> = {};
  const add = (account: string, amount: Fen): void => { if (amount !== 0) found[account] = (found[account] ?? 0) + amount; };
  for (const { unit, held, inFlight, paid } of Object.values(line.parcels)) {
    add(unit, held);
    add(`from ${unit}`, inFlight);
    add('paid', paid);
  }
  add('out', sum(line.leavings.map(({ amount }) => amount)));
  return found;
}

/** Books each order twice, as it was given: from one account to another. Knows no parcels and no events. */
class Ledger {
  private readonly accounts: Record<string, Fen> = {};
  private readonly flights: { from: string; to: string; amount: Fen }[] = [];
  private readonly requests: { unit: string; amount: Fen }[] = [];

  enter({ command, before }: MoneyAct): void {
    const unitOf = (parcel: string): string => before.parcels[parcel]?.unit ?? '';
    const flight = (hop: string) => this.flights[Number(hop.slice(1)) - 1] ?? { from: '', to: '', amount: Number.NaN };
    const fly = (from: string, to: string, amount: Fen): void => { this.flights.push({ from, to, amount }); this.move(from, `from ${from}`, amount); };
    switch (command.name) {
      case 'registerLine': for (const { unit, amount } of command.input.arrivals) this.move(null, unit, amount); break;
      case 'passOn': for (const { to, amount } of command.input.parts) fly(unitOf(command.input.parcel), to, amount); break;
      case 'giveBack': { const from = unitOf(command.input.parcel); fly(from, before.route[from]?.from ?? '', command.input.amount); break; }
      case 'recordReceipt': { const { from, to, amount } = flight(command.input.hop); this.move(`from ${from}`, to, amount); break; }
      case 'takeBack': { const { from, amount } = flight(command.input.hop); this.move(`from ${from}`, from, amount); break; }
      case 'callBack': case 'reallocate': {
        const from = unitOf(command.input.parcel);
        const to = command.name === 'reallocate' ? command.input.to : 'R';
        this.flights.push({ from, to, amount: command.input.amount });
        this.move(from, to, command.input.amount);
        break;
      }
      case 'takeOut': this.move('R', 'out', command.input.amount); break;
      case 'fileRequest': this.requests.push({ unit: unitOf(command.input.parcel), amount: command.input.amount }); break;
      case 'payRequest': { const { unit, amount } = this.requests[Number(command.input.request.slice(1)) - 1] ?? { unit: '', amount: Number.NaN }; this.move(unit, 'paid', amount); break; }
      case 'recordPayment': case 'catchUpPayment': this.move(unitOf(command.input.parcel), 'paid', command.input.amount); break;
      default:
    }
  }

  balances(): Record<string, Fen> {
    return Object.fromEntries(Object.entries(this.accounts).filter(([, amount]) => amount !== 0));
  }

  private move(from: string | null, to: string, amount: Fen): void {
    if (from !== null) this.accounts[from] = (this.accounts[from] ?? 0) - amount;
    this.accounts[to] = (this.accounts[to] ?? 0) + amount;
  }
}

