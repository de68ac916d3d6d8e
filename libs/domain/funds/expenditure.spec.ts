import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { give, moneyLives, startOf } from '../testing/money.ts';
import type { MoneyLife } from '../testing/money.ts';
import { isWorkingDay } from '../calendar/calendar.ts';
import type { Happened } from '../decider.ts';
import { addDays, instantAt, localDateOf, timeOfDayOf } from '../time/instant.ts';
import { deadline, notices, tick, unitsBehind } from './behind.ts';
import type { FundsEvent } from './events.ts';
import { addSpending, isBehind, measuredAt, noSpending, rateOf, scheduledOn, scheduledSince } from './expenditure.ts';
import type { LineCurve, Spending } from './expenditure.ts';
import { flowsOf, spendingOf } from './flows.ts';
import { fundsLineDecider } from './funds-line.ts';
import type { FundsCommand } from './funds-line.ts';
import type { FundsLine, LineStart } from './line.ts';

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401);
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const says = (zh: string) => ({ zh, en: zh });

const quarterly: LineCurve = {
  id: 'quarterly', name: says('按季'), basis: says('资金文件第三条'), from: '2026-01-01', margin: 0, withoutRetention: true, slots: ['15:00', '09:00'], keepers: { R: ['R/office'], A: ['A/office', 'A/clerk'], A1: ['A1/clerk'] },
  points: [{ on: '2026-03-31', by: 2_500 }, { on: '2026-06-30', by: 5_000 }, { on: '2026-09-30', by: 7_500 }, { on: '2026-12-31', by: 10_000 }],
  checkpoints: ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'],
};
const even = { from: '2026-01-01', points: [{ on: '2026-12-31', by: 10_000 }] };
const anyDay = fc.integer({ min: -40, max: 500 }).map((days) => addDays('2026-01-01', days));

describe('a curve', () => {
  test('says at its points what it says, and between them by days', () => {
    expect(['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01', '2026-05-15', '2026-06-30', '2026-12-31', '2027-02-01'].map((day) => scheduledOn(quarterly, day))).toEqual([0, 27, 2_500, 2_527, 3_736, 5_000, 10_000, 10_000]);
    expect(['2026-01-01', '2026-07-01', '2026-12-31'].map((day) => scheduledOn(even, day))).toEqual([27, 4_986, 10_000]);
  });

  test('asks nothing of money on the day it came, all of it at the end, and never less than the day before', () => {
    fc.assert(fc.property(fc.constantFrom(quarterly, even), anyDay, anyDay, (curve, one, other) => {
      const [since, day] = one < other ? [one, other] : [other, one];
      expect(scheduledSince(curve, since, since)).toBe(0);
      // All of it but for the fraction that is rounded down.
      if (since < '2026-12-31') expect(scheduledSince(curve, '2026-12-31', since)).toBeGreaterThanOrEqual(9_999);
      expect(scheduledSince(curve, day, since)).toBeLessThanOrEqual(scheduledSince(curve, addDays(day, 1), since));
      // Money that was there from the beginning is measured by the curve as it stands; what came later, by no more than that.
      expect(scheduledSince(curve, day, '2025-12-31')).toBe(scheduledOn(curve, day));
      expect(scheduledSince(curve, day, since)).toBeLessThanOrEqual(scheduledOn(curve, day));
    }), { seed, numRuns });
  });

  test('is kept exactly: a fen short of it is behind, and a fen more is not; the margin is allowed', () => {
    const of = (paid: number, base = 1_000_000_000_000_003): boolean => isBehind({ base, paid, scheduled: BigInt(base) * 2_500n * 100_000_000n }, 0);
    expect([of(250_000_000_000_000), of(250_000_000_000_001)]).toEqual([true, false]);
    expect([2_399, 2_400, 2_401].map((paid) => isBehind({ base: 10_000, paid, scheduled: 25_000_000n * 100_000_000n }, 100))).toEqual([true, false, false]);
    expect(isBehind({ base: 0, paid: 0, scheduled: 0n }, 0)).toBe(false);
  });

  test('rates are shown half up', () => {
    expect([rateOf(1, 3), rateOf(2, 3), rateOf(1, 20_000), rateOf(5, 0), rateOf(9e15, 9e15)]).toEqual([3_333, 6_667, 1, null, 10_000]);
  });
});

describe('what a unit has spent of what it has', () => {
  const folded = ({ acts }: MoneyLife, until: string): Record<string, Spending> => {
    const sums: Record<string, Spending> = {};
    for (const flow of acts.flatMap(({ after, events }) => flowsOf(after, events)).filter(({ on }) => on <= until)) {
      sums[`${flow.unit} ${flow.since}`] = addSpending(sums[`${flow.unit} ${flow.since}`] ?? noSpending, flow);
    }
    return withoutNothing(sums);
  };
  const withoutNothing = (sums: Record<string, Spending>): Record<string, Spending> =>
    Object.fromEntries(Object.entries(sums).map(([key, { received, paid, retainedNotDue, atFinance }]) => [key, { received, paid, retainedNotDue, atFinance }] as const).filter(([, sum]) => Object.values(sum).some((amount) => amount !== 0)).sort(([a], [b]) => (a < b ? -1 : 1)));
  const readOff = (line: FundsLine, until: string): Record<string, Spending> => withoutNothing(Object.fromEntries([...spendingOf(line, until)].flatMap(([unit, cohorts]) => [...cohorts].map(([since, sum]) => [`${unit} ${since}`, sum] as const))));

  test('is the same, at every date, whether its events are added up day by day or the line is read', () => {
    fc.assert(fc.property(moneyLives, (life) => {
      const last = localDateOf(life.acts.at(-1)?.now ?? '');
      for (let day = '2026-01-01'; day <= addDays(last, 120); day = addDays(day, 7)) expect({ day, ...folded(life, day) }).toEqual({ day, ...readOff(life.line, day) });
    }), { seed, numRuns });
  });

  test('shows apart what is on its way to a unit: neither its own yet, nor counted against it', () => {
    fc.assert(fc.property(moneyLives, ({ acts, line }) => {
      const coming: Record<string, number> = {};
      for (const flow of acts.flatMap(({ after, events }) => flowsOf(after, events))) coming[flow.unit] = (coming[flow.unit] ?? 0) + flow.coming;
      const wanted: Record<string, number> = {};
      for (const { to, amount } of Object.values(line.hops).filter(({ status }) => status === 'inFlight')) wanted[to] = (wanted[to] ?? 0) + amount;
      expect(Object.fromEntries(Object.entries(coming).filter(([, amount]) => amount !== 0))).toEqual(wanted);
    }), { seed, numRuns });
  });

  test('comes to what the whole line has: nothing is measured twice, and nothing below nothing', () => {
    fc.assert(fc.property(moneyLives, ({ line }) => {
      const day = '2027-12-31';
      const all = [...spendingOf(line, day).values()].flatMap((cohorts) => [...cohorts.values()]);
      const parcels = Object.values(line.parcels);
      const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);
      expect(sum(all.map(({ received }) => received))).toBe(sum(parcels.map(({ held, inFlight, paid }) => held + inFlight + paid)));
      expect(sum(all.map(({ paid }) => paid))).toBe(sum(parcels.map(({ paid }) => paid)));
      for (let on = '2026-01-01'; on < day; on = addDays(on, 11)) {
        for (const { received, paid, retainedNotDue, atFinance } of [...spendingOf(line, on).values()].flatMap((cohorts) => [...cohorts.values()])) {
          expect([received - paid - retainedNotDue - atFinance, paid, retainedNotDue, atFinance].filter((one) => one < 0)).toEqual([]);
        }
      }
    }), { seed, numRuns });
  });
});

/** A line on the curve, given commands as they come; a tick goes before each, as its workflow has it. */
class Told {
  line: FundsLine;
  readonly told: { checkpoint: string; unit: string; at: string }[] = [];
  constructor(start: Partial<LineStart> = {}, curve: LineStart['curve'] | 'absent' = quarterly) {
    this.line = give(fundsLineDecider.initial, { name: 'registerLine', input: startOf({ ...(curve === 'absent' ? {} : { curve: curve as LineCurve | null }), ...start }) }, instantAt('2026-01-10', '10:00')).after;
  }

  until(now: string): this {
    for (const event of tick(this.line, { now })) {
      const happened = { ...event, at: now } as Happened<FundsEvent>;
      this.line = fundsLineDecider.evolve(this.line, happened);
      this.told.push(...(event.type === 'fellBehind' ? event.units.map(({ unit }) => ({ checkpoint: event.checkpoint, unit, at: now })) : []));
    }
    return this;
  }

  do(on: string, name: FundsCommand['name'], input: object): this {
    const now = instantAt(on, '16:00');
    this.until(now);
    const act = give(this.line, { name, input: { on, ...input } } as FundsCommand, now);
    expect(act.rejection).toBeNull();
    this.line = act.after;
    return this;
  }

  /** Lets time pass as a timer would: from deadline to deadline. */
  wait(until: string): this {
    for (let at = deadline(this.line), n = 0; at !== null && at <= until; at = deadline(this.line), n += 1) {
      if (n > 20) throw new Error(`told at ${at} again and again`);
      this.until(at);
    }
    return this;
  }
}

describe('at a day of the curve', () => {
  const split = (told: Told): Told => told.do('2026-01-12', 'passOn', { parcel: 'p1', parts: [{ to: 'A', amount: 10_000_00 }], document: null }).do('2026-01-13', 'recordReceipt', { hop: 'h1' });

  test('a unit that is behind is told once, in the first slot of a working day after it', () => {
    const told = split(new Told()).wait('2027-02-01T00:00:00.000Z');
    expect(told.told.map(({ checkpoint, unit }) => [checkpoint, unit])).toEqual([['2026-03-31', 'A'], ['2026-06-30', 'A'], ['2026-09-30', 'A'], ['2026-12-31', 'A']]);
    expect(told.told[0]?.at).toBe(instantAt('2026-04-01', '09:00'));
    expect(told.told.filter(({ at }) => !isWorkingDay(told.line.calendar, localDateOf(at)) || timeOfDayOf(at) !== '09:00')).toEqual([]);
    const [notice] = notices(told.line, { type: 'fellBehind', checkpoint: '2026-03-31', units: [{ unit: 'A', base: 10_000_00, paid: 0, scheduled: 2_214, rate: 0 }], at: instantAt('2026-04-01', '09:00') });
    expect(notice).toMatchObject({ post: 'A/office', at: instantAt('2026-04-01', '09:00'), content: { act: 'spend', dueOn: '2026-06-30', basis: '按季。资金文件第三条', words: expect.stringMatching(/^到3月31日.*应支出22\.14%，实际支出0\.00%/) } });
  });

  test('on a day off it waits for the next working day', () => {
    // 31 January is a Saturday.
    const told = split(new Told({}, { ...quarterly, checkpoints: ['2026-01-31'], points: [{ on: '2026-01-31', by: 5_000 }, { on: '2026-12-31', by: 10_000 }] })).wait('2026-12-01T00:00:00.000Z');
    expect(told.told.map(({ at }) => at)).toEqual([instantAt('2026-02-02', '09:00')]);
  });

  test('nobody is told of money that never came, that came on that very day, or that finance has', () => {
    const late = new Told().do('2026-03-31', 'passOn', { parcel: 'p1', parts: [{ to: 'A', amount: 10_000_00 }], document: null }).do('2026-03-31', 'recordReceipt', { hop: 'h1' });
    expect(late.wait('2026-05-01T00:00:00.000Z').told).toEqual([]);
    const asked = split(new Told()).do('2026-03-30', 'fileRequest', { parcel: 'p2', amount: 10_000_00, payee: 'builder', ofRetention: false });
    expect(asked.wait('2026-12-01T00:00:00.000Z').told).toEqual([]);
    // Returned, the days are the unit's again.
    expect(asked.do('2026-05-01', 'returnRequest', { request: 'r1', defects: ['no contract'] }).wait('2026-08-01T00:00:00.000Z').told.map(({ checkpoint }) => checkpoint)).toEqual(['2026-06-30']);
  });

  test('whoever still holds it is told, and not the village that waits for it', () => {
    const told = new Told().do('2026-01-12', 'passOn', { parcel: 'p1', parts: [{ to: 'A', amount: 4_000_00 }], document: null }).do('2026-01-13', 'recordReceipt', { hop: 'h1' })
      .do('2026-03-20', 'passOn', { parcel: 'p2', parts: [{ to: 'A1', amount: 4_000_00 }], document: null });
    expect(told.wait('2026-05-01T00:00:00.000Z').told.map(({ unit }) => unit)).toEqual(['R', 'A']);
  });

  test('what is entered later for a day before it is not told any more, and a line that keeps to its curve is never woken', () => {
    const told = split(new Told()).do('2026-03-20', 'fileRequest', { parcel: 'p2', amount: 10_000_00, payee: 'builder', ofRetention: false }).do('2026-03-21', 'acceptRequest', { request: 'r1' }).do('2026-03-22', 'payRequest', { request: 'r1', voucher: 'V1', payees: 1 });
    expect(deadline(told.line)).toBeNull();
    expect(told.wait('2027-03-01T00:00:00.000Z').told).toEqual([]);
  });

  test('a line registered before there were curves goes on as it was, and so does one without any', () => {
    for (const curve of ['absent', null] as const) {
      const told = split(new Told({}, curve)).wait('2027-02-01T00:00:00.000Z');
      expect([told.told, deadline(told.line)]).toEqual([[], null]);
    }
  });

  test('in every life: each unit once a checkpoint, and exactly those who were behind by what was known then', () => {
    fc.assert(fc.property(moneyLives, ({ acts }) => {
      const [opened, ...rest] = acts;
      let line: FundsLine = { ...(opened as typeof acts[number]).after, about: { ...((opened as typeof acts[number]).after.about as NonNullable<FundsLine['about']>), curve: quarterly } };
      const told: string[] = [];
      const pass = (now: string): void => {
        for (const event of tick(line, { now })) {
          if (event.type === 'fellBehind') {
            expect(event.units).toEqual(unitsBehind(line, quarterly, event.checkpoint));
            expect(event.units.every(({ unit }) => [...(spendingOf(line, event.checkpoint).get(unit)?.values() ?? [])].some(({ received }) => received > 0))).toBe(true);
            told.push(...event.units.map(({ unit }) => `${event.checkpoint} ${unit}`));
          }
          line = fundsLineDecider.evolve(line, { ...event, at: now } as Happened<FundsEvent>);
        }
      };
      for (const { now, command, rejection } of rest) {
        pass(now);
        if (rejection === null) line = give(line, command, now).after;
      }
      pass('2027-03-01T01:00:00.000Z');
      pass('2027-03-02T01:00:00.000Z');
      expect(told.length).toBe(new Set(told).size);
      expect(measuredAt(quarterly, '2026-12-31', []).base).toBe(0);
    }), { seed, numRuns });
  });
});
