import { describe, expect, test } from '@jest/globals';
import type { Organisation } from '#libs/contracts/policy';
import { isRejection } from '#libs/domain/decider';
import { fundsCommands, fundsLineDecider } from '#libs/domain/funds/funds-line';
import { notices as noticesOf } from '#libs/domain/funds/behind';
import type { FundsEvent } from '#libs/domain/funds/events';
import { addMeasured, addSpending, isBehind, measuredAt, noSpending, nothingMeasured } from '#libs/domain/funds/expenditure';
import type { Measured, Spending } from '#libs/domain/funds/expenditure';
import { spendingOf } from '#libs/domain/funds/flows';
import { holdingsOf } from '#libs/domain/funds/holdings';
import { isSurplus, sumsOf, unregistered } from '#libs/domain/funds/line';
import type { FundsLine } from '#libs/domain/funds/line';
import { planLine } from '#libs/domain/funds/plan-line';
import type { LineTerms } from '#libs/domain/funds/plan-chasing';
import type { Registration } from '#libs/domain/funds/plan-line';
import { fundsRow, moneyRows } from '#libs/domain/funds/rows';
import type { TreeUnit } from '#libs/domain/policy/planning';
import { ledgerFields } from '#libs/contracts/book-fields';
import { bookIn } from '#libs/domain/funds/books/grid';
import { planLedger } from '#libs/domain/funds/books/ledger';
import type { LedgerGround } from '#libs/domain/funds/books/ledger';
import { listPacks, loadPack } from '#libs/packs/load';
import { daysByHolder } from './checks/blame.ts';
import { dateOf, isWorked, timeOf } from './checks/calendar.ts';
import type { Expected, ExpectedNotice, Manifest, OwingUnit } from './checks/expect.ts';
import { candidatesAsScripted, draftsOf, moneyAtItsDoor, tellChased } from './checks/chased.ts';
import { everyFen } from './checks/money.ts';
import type { ShownLine } from './checks/money-lines.ts';
import type { Found } from './checks/record.ts';
import { castOf } from './agenda.ts';
import { broughtAt, ledgerTable, movesOf, registrationOf, smallLines, smallMoves, toldOf } from './ledger.ts';
import type { SmallLine } from './ledger.ts';
import { appointed } from './money-acts.ts';
import { courses, lastYear } from './money-courses.ts';
import type { Course } from './money-courses.ts';
import { money } from './money.ts';
import { ratedDays, ratesByTheScript, tellBehind } from './checks/spending.ts';
import type { ShownRate } from './checks/spending.ts';
import { ends, start } from './script.ts';

const packOf = async (kind: 'short' | 'demo') => loadPack((await listPacks()).find(({ id }) => id.endsWith(`-${kind}`))?.id ?? '');

interface Played {
  manifest: Manifest;
  found: Found;
  shown: ShownLine[];
  lines: FundsLine[];
  told: string[];
  stages: string[];
  small: SmallLine[];
}

const known = new Map<string, Promise<Played>>();

/** The script's money up to an instant, by the product's rules, without servers. */
function played(until: string, kind: 'short' | 'demo' = 'short'): Promise<Played> {
  const key = `${until} ${kind}`;
  const found = known.get(key) ?? play(until, kind);
  known.set(key, found);
  return found;
}

/** The ledger as the office's books read it, row by row. */
function registrationsIn(table: string, ground: Omit<LedgerGround, 'today' | 'year' | 'known'>): Map<number, Registration> {
  const book = bookIn({ cells: table.trimEnd().split('\r\n').map((row) => row.split(',')), merged: [] }, ledgerFields);
  const plan = planLedger(book, { ...ground, today: '2026-04-02', year: 2026, known: [] });
  expect([plan.faults, plan.totals > 2]).toEqual([[], true]);
  return new Map(plan.entries.map(({ row, registration }) => [row, registration]));
}

/** A line as the years before left it, by the rules. */
function leftBy(one: SmallLine, units: readonly OwingUnit[], terms: Omit<LineTerms, 'line'>): FundsLine {
  const now = '2026-01-05T01:00:00.000Z';
  const give = (line: FundsLine, name: string, input: object): FundsLine => {
    const decided = fundsLineDecider.decide(line, { name, input } as never, { now, actor: null, since: () => false });
    if (isRejection(decided)) throw new Error(`${one.line} ${name}: ${JSON.stringify(decided)}`);
    return decided.reduce((state, event) => fundsLineDecider.evolve(state, { ...event, at: now }), line);
  };
  let left: FundsLine | undefined;
  for (let ago = one.carried; ago > 0; ago -= 1) {
    const planned = planLine({ ...registrationOf(one), before: left } as unknown as Registration, { ...terms, line: one.line });
    const steps = one.carried === 1 ? movesOf(one, lastYear, units) : [];
    const registered = give(unregistered, 'registerLine', planned);
    left = give(steps.reduce((line, { act, body }) => give(line, act, { document: null, ...body, on: '2026-01-05' }), registered), 'closeLine', {});
  }
  return left as FundsLine;
}

async function play(until: string, kind: 'short' | 'demo'): Promise<Played> {
  const { pack, calendar, organisation } = await packOf(kind);
  const { root, units } = organisation as Organisation;
  const owing = castOf(organisation as Organisation, () => true).units;
  const small = smallLines(owing);
  const tree = new Map(units.map((unit): [string, TreeUnit] => [unit.id, { ...unit, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }]));
  const states = new Map<string, FundsLine>();
  const told: string[] = [];
  const stages: string[] = [];
  const fold = (line: FundsLine, event: FundsEvent, at: string): FundsLine => {
    if (event.type === 'stageReached') stages.push(`c/2026/${line.duties[event.duty]?.unit}/${event.duty}/${event.stage}/${event.dating} ${event.dueAt}`);
    told.push(...noticesOf(line, { ...event, at: line.now }).map(({ key, at: when }) => `${key} ${when}`));
    return fundsLineDecider.evolve(line, { ...event, at });
  };
  // Stops at each instant at which something is due, as a drill does.
  const pass = (line: FundsLine, now: string): FundsLine => {
    const next = fundsLineDecider.nextDeadline(line);
    if (next === null || next > now) return line;
    return pass(fundsLineDecider.tick(line, { now: next, actor: null, since: () => false }).reduce((state, event) => fold(state, event, next), line), now);
  };
  const terms = { cycle: 'c/2026', root, pack, calendar, tree, isDrill: true };
  const inBook = registrationsIn(ledgerTable(small, owing), terms);
  const brought = small.flatMap((one) => (one.row === null ? [] : [appointed({ at: broughtAt, line: one.line, by: `${root}/office`, act: 'registerLine', body: { ...inBook.get(one.row) }, told: toldOf(one) })]));
  const carried = new Map(small.flatMap((one) => (one.carried === 0 ? [] : [[one.line, leftBy(one, owing, terms)] as const])));
  const given = [...money.map(appointed), ...brought, ...smallMoves(small, owing, new Map()).map(appointed)].filter(({ at }) => at <= until).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const { at, move: { act, line }, body } of given) {
    const planned = act === 'registerLine' ? planLine({ terms: [], ...body, before: carried.get(line) } as unknown as Registration, { ...terms, line }) : body;
    const before = pass(states.get(line) ?? unregistered, at);
    const decided = fundsLineDecider.decide(before, { name: act, input: act === 'fileRequest' ? { ofRetention: false, ...body } : act === 'payRequest' || act === 'recordPayment' ? { payees: 1, ...body } : planned } as never, { now: at, actor: null, since: () => false });
    if (isRejection(decided)) throw new Error(`${at} ${line} ${act}: ${JSON.stringify(decided)}`);
    states.set(line, decided.reduce((state, event) => fold(state, event, at), before));
  }
  const lines = [...states.values()].map((line) => pass(line, until));
  const rows = lines.map(fundsRow);
  return {
    lines, told, small, stages,
    manifest: { root, cycle: 'c/2026', units: owing, launchedAt: start, clock: until, acts: given.map(({ at, move, body }) => ({ at, command: move.act, body: { line: move.line, ...body, ...move.told } })) } as unknown as Manifest,
    found: { funds: {
      lines: rows.map(({ inFlight, ...row }) => ({ ...row, in_flight: inFlight })),
      parcels: rows.flatMap(({ line, parcels }) => parcels.map(({ id, inFlight, ...parcel }) => ({ ...parcel, line, parcel: id, in_flight: inFlight }))),
      vouchers: rows.flatMap(({ line, vouchers }) => vouchers.map(({ voucher, amount }) => ({ line, voucher, amount }))),
    },
    candidates: lines.flatMap(({ candidates, duties }) => Object.values(candidates).map(({ unit, duty, sign, dueOn, listedAt, status, endedAt }) => (
      { unit, obligation: duties[duty]?.obligation, sign, due_on: dueOn, listed_at: listedAt, status, ended_at: endedAt }))),
    obligations: lines.flatMap((line) => Object.values(moneyRows(line)).map(({ call, dueOn, dueAt, nearAt, originalDueOn, onTime, detail, ...row }) => (
      { ...row, waits_for: call, due_on: dueOn, due_at: dueAt, near_at: nearAt, original_due_on: originalDueOn, on_time: onTime === null ? null : Number(onTime), detail: JSON.stringify(detail) }))),
    tasks: lines.flatMap((line) => fundsLineDecider.tasksOf(line)),
    } as unknown as Found,
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

const everyEnd = Object.values(ends).flatMap((until) => (['short', 'demo'] as const).map((kind) => ({ until, kind })));

describe('the money of the script', () => {
  test.each(everyEnd)('is spent as the rules and the books have it up to $until ($kind), on days of the past and on the last; exactly those who are behind are told', async ({ until, kind }) => {
    const { manifest, lines, told } = await played(until, kind);
    const check = ratesByTheScript(manifest, ratedDays(manifest).map((on) => ({ on, rows: ratesOf(lines, on) })));
    expect(check).toMatchObject({ ok: true, found: check.expected });
    const notices = new Map<string, ExpectedNotice>();
    tellBehind(manifest, { notices } as unknown as Expected);
    expect([...told].sort()).toEqual([...notices.values()].map(({ key, at }) => `${key} ${at}`).sort());
    expect(told.length).toBeGreaterThan(3);
  });

  test.each(everyEnd)('comes to the same by the rules, by the books and by hand up to $until ($kind): each fen, each day of a holder, each date, stage and candidate', async ({ until, kind }) => {
    const { manifest, found, shown, stages } = await played(until, kind);
    for (const check of [everyFen(manifest, found, shown), daysByHolder(manifest, shown), moneyAtItsDoor(manifest, found, false), candidatesAsScripted(manifest, found)]) expect(check).toMatchObject({ ok: true, found: check.expected });
    const expected = { notices: new Map(), escalations: new Map<string, string>() };
    tellChased(manifest, expected as unknown as Expected);
    expect([...stages].sort()).toEqual([...expected.escalations].map(([key, at]) => `${key} ${at}`).sort());
  });

  test('is 7,346 万元 from six sources in a few hundred lines, some thirty in the small tree, and every act with money is given', async () => {
    for (const [kind, least, most] of [['demo', 300, 330], ['short', 30, 45]] as const) {
      const { lines, small } = await played(ends.year, kind);
      const ofYear = lines.filter(({ about }) => about?.carried === 0);
      expect(ofYear.reduce((sum, line) => sum + sumsOf(line).received, 0)).toBe(7_346_000_000);
      expect(lines.filter((line) => !ofYear.includes(line)).map((line) => [line.about?.carried, isSurplus(line)]).sort()).toEqual(kind === 'short' ? [[1, false], [2, true]] : [[1, false], [1, false], [1, false], [2, true], [2, true]]);
      const bySource = (source: string): number => ofYear.filter(({ about }) => about?.source.id === source).reduce((sum, line) => sum + sumsOf(line).received, 0) / 1_000_000;
      expect(['centre', 'province', 'paired', 'city', 'district', 'raised'].map(bySource)).toEqual([1_260, 3_600, 1_800, 150, 450, 86]);
      expect([lines.length >= least, lines.length <= most, lines.length]).toEqual([true, true, money.filter(({ act }) => act === 'registerLine').length + small.length]);
      expect(new Set(small.map(({ course }) => course))).toEqual(new Set(Object.keys(courses)));
    }
    expect(new Set([...money.map(({ act }) => act), ...Object.values<Course>(courses).flatMap(({ steps }) => steps.map(({ act }) => act))])).toEqual(new Set(['registerLine', ...Object.keys(fundsCommands)]));
  });

  /** Two orders that one unit is given at one instant are told apart by nothing but what becomes of them. */
  test.each(everyEnd)('never has two orders drafted to a unit at once of which one is taken back before the other, up to $until ($kind)', async ({ until, kind }) => {
    const { manifest } = await played(until, kind);
    const drafts = new Map<string, Set<string | null>>();
    for (const { unit, at, until: gone } of draftsOf(manifest)) drafts.set(`${unit} ${at}`, (drafts.get(`${unit} ${at}`) ?? new Set()).add(gone));
    expect([...drafts].filter(([, ends]) => ends.size > 1).map(([draft]) => draft)).toEqual([]);
  });

  test('the days of the request between 2 April and 22 May are finance’s, but for the correction', async () => {
    const { shown } = await played(ends.year);
    const road = shown[0]?.holdings.filter(({ amount }) => amount === 93_120_000) ?? [];
    const days = (unit: string) => road.filter((one) => one.unit === unit && one.from >= '2026-04-02').reduce((sum, one) => sum + one.days, 0);
    expect([days('440811D01'), days('440811101'), road.filter(({ daysOver }) => daysOver > 0).map(({ unit }) => unit)]).toEqual([46, 4, ['440811D01']]);
  });

  test('moves only on working days, and never at a delivery slot', async () => {
    const { manifest } = await played(ends.year, 'demo');
    for (const { at } of manifest.acts) {
      expect([at, isWorked(dateOf(at))]).toEqual([at, true]);
      expect(['09:00', '15:00']).not.toContain(timeOf(at));
    }
  });
});
