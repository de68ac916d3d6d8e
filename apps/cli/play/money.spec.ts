import { describe, expect, test } from '@jest/globals';
import type { Organisation } from '#libs/contracts/policy';
import { isRejection } from '#libs/domain/decider';
import { fundsCommands, fundsLineDecider } from '#libs/domain/funds/funds-line';
import { notices as noticesOf, tick } from '#libs/domain/funds/behind';
import { addMeasured, addSpending, isBehind, measuredAt, noSpending, nothingMeasured } from '#libs/domain/funds/expenditure';
import type { Measured, Spending } from '#libs/domain/funds/expenditure';
import { spendingOf } from '#libs/domain/funds/flows';
import { holdingsOf } from '#libs/domain/funds/holdings';
import { sumsOf, unregistered } from '#libs/domain/funds/line';
import type { FundsLine } from '#libs/domain/funds/line';
import { planLine } from '#libs/domain/funds/plan-line';
import type { Registration } from '#libs/domain/funds/plan-line';
import { fundsRow } from '#libs/domain/funds/rows';
import type { TreeUnit } from '#libs/domain/policy/planning';
import { listPacks, loadPack } from '#libs/packs/load';
import { daysByHolder } from './checks/blame.ts';
import { dateOf, isWorked, timeOf } from './checks/calendar.ts';
import type { Expected, ExpectedNotice, Manifest } from './checks/expect.ts';
import { everyFen } from './checks/money.ts';
import type { ShownLine } from './checks/money-lines.ts';
import type { Found } from './checks/record.ts';
import { appointed } from './money-acts.ts';
import { money } from './money.ts';
import { ratedDays, ratesByTheScript, tellBehind } from './checks/spending.ts';
import type { ShownRate } from './checks/spending.ts';
import { ends, start } from './script.ts';

const short = listPacks().then((packs) => loadPack(packs.find(({ id }) => id.endsWith('-short'))?.id ?? ''));

/** The script's money up to an instant, by the product's rules, without servers. */
async function played(until: string): Promise<{ manifest: Manifest; found: Found; shown: ShownLine[]; lines: FundsLine[]; told: string[] }> {
  const { pack, calendar, organisation } = await short;
  const { root, units } = organisation as Organisation;
  const tree = new Map(units.map((unit): [string, TreeUnit] => [unit.id, { ...unit, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }]));
  const states = new Map<string, FundsLine>();
  const told: string[] = [];
  const pass = (line: FundsLine, now: string): FundsLine => tick(line, { now }).reduce((state, event) => {
    told.push(...noticesOf(line, { ...event, at: line.now }).map(({ key, at }) => `${key} ${at}`));
    return fundsLineDecider.evolve(state, { ...event, at: now });
  }, line);
  const given = money.map(appointed).filter(({ at }) => at <= until);
  for (const { at, move: { act, line }, body } of given) {
    const planned = act === 'registerLine' ? planLine({ terms: [], ...body } as unknown as Registration, { cycle: 'c/2026', line, root, pack, calendar, tree, isDrill: true }) : body;
    const before = pass(states.get(line) ?? unregistered, at);
    const decided = fundsLineDecider.decide(before, { name: act, input: act === 'fileRequest' ? { ofRetention: false, ...body } : act === 'payRequest' || act === 'recordPayment' ? { payees: 1, ...body } : planned } as never, { now: at, actor: null, since: () => false });
    if (isRejection(decided)) throw new Error(`${at} ${line} ${act}: ${JSON.stringify(decided)}`);
    states.set(line, decided.reduce((state, event) => fundsLineDecider.evolve(state, { ...event, at }), before));
  }
  const lines = [...states.values()].map((line) => pass(line, until));
  const rows = lines.map(fundsRow);
  return {
    lines, told,
    manifest: { root, cycle: 'c/2026', units: units.map((unit) => ({ ...unit, superior: unit.under })), launchedAt: start, clock: until, acts: given.map(({ at, move, body }) => ({ at, command: move.act, body: { line: move.line, ...body } })) } as unknown as Manifest,
    found: { funds: {
      lines: rows.map(({ inFlight, ...row }) => ({ ...row, in_flight: inFlight })),
      parcels: rows.flatMap(({ line, parcels }) => parcels.map(({ id, inFlight, ...parcel }) => ({ ...parcel, line, parcel: id, in_flight: inFlight }))),
      vouchers: rows.flatMap(({ line, vouchers }) => vouchers.map(({ voucher, amount }) => ({ line, voucher, amount }))),
    } } as unknown as Found,
    shown: lines.map((line) => ({
      line: line.about?.line ?? '', ...sumsOf(line), finance: { unit: '' }, parcels: Object.values(line.parcels), hops: Object.values(line.hops), payments: Object.values(line.payments),
      leavings: [...line.leavings], holdings: holdingsOf(line, dateOf(until)),
    })),
  };
}

/** The rates that the rules give, as the API would show them. */
function ratesOf(lines: readonly FundsLine[], on: string): ShownRate[] {
  const units = new Map<string, { sum: Spending; measured: Measured }>();
  for (const line of lines) {
    const curve = line.about?.curve;
    if (!curve) throw new Error('the script’s lines have a curve');
    for (const [unit, cohorts] of spendingOf(line, on)) {
      const known = units.get(unit) ?? { sum: noSpending, measured: nothingMeasured };
      units.set(unit, { sum: [...cohorts.values()].reduce(addSpending, known.sum), measured: addMeasured(known.measured, measuredAt(curve, on, cohorts)) });
    }
  }
  return [...units].map(([of, { sum, measured }]) => ({ of, ...sum, isBehind: isBehind(measured, 0) }));
}

describe('the money of the script', () => {
  test('is spent as the rules and the books have it, on days of the past and on the last; exactly those who are behind are told', async () => {
    for (const until of Object.values(ends)) {
      const { manifest, lines, told } = await played(until);
      const check = ratesByTheScript(manifest, ratedDays(manifest).map((on) => ({ on, rows: ratesOf(lines, on) })));
      expect(check).toMatchObject({ ok: true, found: check.expected });
      const notices = new Map<string, ExpectedNotice>();
      tellBehind(manifest, { notices } as unknown as Expected);
      expect([...told].sort()).toEqual([...notices.values()].map(({ key, at }) => `${key} ${at}`).sort());
      expect(told.length).toBeGreaterThan(3);
    }
  });

  test('comes to the same by the rules, by the books and by hand, at the end of the quarter and of the year', async () => {
    for (const until of Object.values(ends)) {
      const { manifest, found, shown } = await played(until);
      for (const check of [everyFen(manifest, found, shown), daysByHolder(manifest, shown)]) expect(check).toMatchObject({ ok: true, found: check.expected });
    }
  });

  test('is 7,346 万元 from six sources, and every act with money is given', async () => {
    const { lines } = await played(ends.year);
    expect(lines.reduce((sum, line) => sum + sumsOf(line).received, 0)).toBe(7_346_000_000);
    expect(new Set(lines.map(({ about }) => about?.source.id)).size).toBe(6);
    expect(new Set(money.map(({ act }) => act))).toEqual(new Set(['registerLine', ...Object.keys(fundsCommands)]));
  });

  test('the days of the request between 2 April and 22 May are finance’s, but for the correction', async () => {
    const { shown } = await played(ends.year);
    const road = shown[0]?.holdings.filter(({ amount }) => amount === 93_120_000) ?? [];
    const days = (unit: string) => road.filter((one) => one.unit === unit && one.from >= '2026-04-02').reduce((sum, one) => sum + one.days, 0);
    expect([days('440811D01'), days('440811101'), road.filter(({ daysOver }) => daysOver > 0).map(({ unit }) => unit)]).toEqual([46, 4, ['440811D01']]);
  });

  test('moves only on working days, and never at a delivery slot', () => {
    for (const { at } of money.map(appointed)) {
      expect([at, isWorked(dateOf(at))]).toEqual([at, true]);
      expect(['09:00', '15:00']).not.toContain(timeOf(at));
    }
  });
});
