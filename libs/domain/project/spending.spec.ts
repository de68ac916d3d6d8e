import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addSpending, noSpending } from '../funds/expenditure.ts';
import type { Spending } from '../funds/expenditure.ts';
import { spendingOf } from '../funds/flows.ts';
import type { FundsLine } from '../funds/line.ts';
import { moneyLives } from '../testing/money.ts';
import { projectStart } from '../testing/projects.ts';
import { addDays } from '../time/instant.ts';
import { evolve } from './events.ts';
import { unproposed } from './project.ts';
import type { Project } from './project.ts';
import { spendingOfProject } from './spending.ts';

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401);
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);

const at = '2026-01-10T01:00:00.000Z';
const project = (unit: string, amount: number): Project => evolve(unproposed, { type: 'projectProposed', start: projectStart({ unit, cost: amount, funds: [{ line: 'L1', amount }] }), at });
const named = (one: Project, requests: readonly string[]): Project => requests.reduce((so, request) => evolve(so, { type: 'requestNamed', line: 'L1', request, at }), one);
const cases = fc.record({ life: moneyLives, unit: fc.constantFrom('R', 'A', 'B', 'A1', 'A2', 'B1'), share: fc.integer({ min: 1, max: 100 }), day: fc.nat(330) })
  .map(({ life, unit, share, day }) => ({ line: life.line, unit, share, day: addDays('2026-01-31', day) }));
const ofUnit = (line: FundsLine, unit: string, day: string): Spending => [...spendingOf(line, day).get(unit)?.values() ?? []].reduce(addSpending, noSpending);
const only = ({ received, paid, retainedNotDue, atFinance }: Spending): Spending => ({ received, paid, retainedNotDue, atFinance });
const found = (one: Project, line: FundsLine, day: string) => { const [sum] = spendingOfProject(one, new Map([['L1', line]]), day); if (!sum) throw new Error('no sum of its line'); return sum; };

describe('the money of a project', () => {
  test('is its unit’s where the unit has no more than the project is given, and never more than it is given', () => {
    let [some, part] = [0, 0];
    fc.assert(fc.property(cases, ({ line, unit, share, day }) => {
      const whole = ofUnit(line, unit, day);
      expect(only(found(project(unit, Number.MAX_SAFE_INTEGER), line, day))).toEqual(whole);
      const amount = Math.max(1, Math.floor((whole.received * share) / 100));
      const sum = found(project(unit, amount), line, day);
      expect(sum.received).toBe(Math.min(whole.received, amount));
      expect(sum.paid + sum.atFinance + sum.retainedNotDue).toBeLessThanOrEqual(sum.received);
      if (whole.paid > 0) some += 1;
      if (whole.paid > 0 && amount < whole.received) part += 1;
    }), { seed, numRuns: numRuns });
    expect(Math.min(some, part)).toBeGreaterThan(numRuns / 25);
  });

  test('is paid by the requests that are named for it: of two projects, what both paid is what the unit paid on request', () => {
    let [both, some] = [0, 0];
    fc.assert(fc.property(cases, ({ line, unit, day }) => {
      const requests = Object.values(line.requests).filter(({ parcel, status }) => line.parcels[parcel]?.unit === unit && status !== 'withdrawn').map(({ id }) => id);
      const [ours, theirs] = [requests.filter((_, n) => n % 2 === 0), requests.filter((_, n) => n % 2 === 1)];
      if (theirs.length === 0) return;
      const sums = [ours, theirs].map((some) => found(named(project(unit, 1), some), line, day));
      const paid = Object.values(line.payments).filter(({ request, on }) => request !== null && requests.includes(request) && on <= day).reduce((sum, { amount }) => sum + amount, 0);
      expect(sums.reduce((sum, one) => sum + one.paid, 0)).toBe(paid);
      expect(sums.reduce((sum, one) => sum + one.atFinance, 0)).toBe(ofUnit(line, unit, day).atFinance);
      if (sums.every((one) => one.paid + one.atFinance > 0)) both += 1;
      if (paid > 0) some += 1;
    }), { seed, numRuns: numRuns * 3 });
    expect(Math.min(both, some)).toBeGreaterThan(0);
  });

  test('is on its way where it was sent and nobody has recorded it, as far as the project wants more', () => {
    let flying = 0;
    fc.assert(fc.property(cases, ({ line, unit, day }) => {
      const hops = Object.values(line.hops).filter((hop) => hop.to === unit && hop.status === 'inFlight' && hop.sentOn <= day);
      const { coming, received } = found(project(unit, Number.MAX_SAFE_INTEGER), line, day);
      expect(coming).toBeGreaterThanOrEqual(hops.reduce((sum, { amount }) => sum + amount, 0));
      if (coming > 0) { flying += 1; expect(found(project(unit, received + 1), line, day).coming).toBe(1); }
    }), { seed, numRuns });
    expect(flying).toBeGreaterThan(0);
  });
});
