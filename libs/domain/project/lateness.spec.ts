import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holdingsOf } from '../funds/holdings.ts';
import type { FundsLine } from '../funds/line.ts';
import { moneyLives } from '../testing/money.ts';
import { projectStart } from '../testing/projects.ts';
import { addDays, dayNumber } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { evolve } from './events.ts';
import { latenessOf } from './lateness.ts';
import { unproposed } from './project.ts';
import type { Project } from './project.ts';

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401);
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);

/** A project whose start was planned for a day and came on another, if it has. */
function project(unit: string, amount: number, dueOn: LocalDate, startedOn: LocalDate | null): Project {
  const at = '2026-01-10T01:00:00.000Z';
  const planned = projectStart({ unit, cost: amount, funds: [{ line: 'L1', amount }], plan: { start: { dueOn, basis: 'plan' }, finish: null, acceptance: null }, milestones: [] });
  const proposed = evolve(unproposed, { type: 'projectProposed', start: planned, at });
  return startedOn === null ? proposed : evolve({ ...proposed, stage: 'approved' }, { type: 'projectAdvanced', act: 'start', stage: 'started', on: startedOn, document: null, note: null, at });
}

const cases = fc.record({
  life: moneyLives, unit: fc.constantFrom('R', 'A', 'B', 'A1', 'A2', 'B1'), share: fc.integer({ min: 1, max: 100 }), dueOn: fc.nat(200), after: fc.option(fc.nat(60)), today: fc.nat(30), paysItself: fc.nat(2),
}).map(({ life, unit, share, dueOn, after, today, paysItself }) => {
  const day = (n: number): LocalDate => addDays('2026-02-01', n);
  const amount = Math.max(1, Math.floor(((life.start.arrivals[0]?.amount ?? 1) * share) / 100));
  const startedOn = after === null ? null : day(dueOn + after);
  const now = day(dueOn + (after ?? 0) + today);
  const about = life.line.about && (paysItself === 0 ? { ...life.line.about, finance: { unit, name: unit } } : life.line.about);
  return { line: { ...life.line, about }, amount, unit, dueOn: day(dueOn), startedOn, today: now, project: project(unit, amount, day(dueOn), startedOn) };
});

/** Whether money lay late elsewhere on a day: the days over of somebody else grow between that day and the next. */
function laidLate(line: FundsLine, unit: string, amount: number, day: LocalDate): boolean {
  const came = Object.values(line.parcels).filter((one) => one.unit === unit && one.receivedOn <= day).reduce((sum, one) => sum + one.amount, 0) >= amount;
  const comesThrough = (holder: string): boolean => { let from: string | null = unit; while (from !== null) { from = line.route[from]?.from ?? null; if (from === holder) return true; } return false; };
  const over = (until: LocalDate): number => holdingsOf(line, until).reduce((sum, { parcel, unit: holder, phase, daysOver }) => {
    const at = line.parcels[parcel]?.unit ?? '';
    const isFinances = ['examining', 'paying'].includes(phase) && at === unit;
    const isUpstream = !came && ['holding', 'inFlight'].includes(phase) && comesThrough(at);
    return holder !== unit && (isFinances || isUpstream) ? sum + daysOver : sum;
  }, 0);
  return over(addDays(day, 1)) > over(day);
}

describe('a late milestone', () => {
  test('has each day at one door, and none of them is its own while its money lies late elsewhere', () => {
    let [late, byMoney, mixed] = [0, 0, 0];
    fc.assert(fc.property(cases, ({ line, amount, unit, dueOn, startedOn, today, project: one }) => {
      const [found] = latenessOf(one, new Map([['L1', line]]), today);
      const until = startedOn ?? today;
      if (until <= dueOn) { expect(found).toBeUndefined(); return; }
      if (!found) throw new Error('late, and not told');
      const money = found.byMoney.reduce((sum, span) => sum + span.days, 0);
      expect([found.days, found.own + money]).toEqual([dayNumber(until) - dayNumber(dueOn), found.days]);
      for (const span of found.byMoney) expect([span.days, span.unit !== unit]).toEqual([dayNumber(span.to) - dayNumber(span.from), true]);
      for (let day = dueOn; day < until; day = addDays(day, 1)) {
        expect({ day, elsewhere: found.byMoney.filter(({ from, to }) => from <= day && day < to).length }).toEqual({ day, elsewhere: laidLate(line, unit, amount, day) ? 1 : 0 });
      }
      late += 1;
      byMoney += money > 0 ? 1 : 0;
      mixed += money > 0 && found.own > 0 ? 1 : 0;
    }), { seed, numRuns, endOnFailure: true });
    // The cases are worth it: many are late, by money, and by both.
    expect([late / numRuns > 0.5, byMoney / numRuns > 0.1, mixed / numRuns > 0.05]).toEqual([true, true, true]);
  });

  test('of an ended project is late until it ended, and no longer', () => {
    const carried = evolve(project('A1', 5, '2026-03-01', null), { type: 'projectAdvanced', act: 'carry', stage: 'carried', on: '2026-03-11', document: null, note: null, at: '2026-03-11T01:00:00.000Z' });
    expect(latenessOf(carried, new Map(), '2026-06-01')).toEqual([{ milestone: 'start', dueOn: '2026-03-01', until: '2026-03-11', days: 10, own: 10, byMoney: [] }]);
  });
});
