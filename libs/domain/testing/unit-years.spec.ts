import './no-clock.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { repositoryRoot } from '#libs/packs/place';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import { kindOf, obligationKinds } from '../unit-year/kinds.ts';
import type { Duty } from '../unit-year/state.ts';
import { edgesOf, edgeTaken } from './acts.ts';
import { actsOf, stepsOf } from './life.ts';
import type { Moment, Step } from './life.ts';
import { lives } from './unit-years.ts';

const seed = 20260401;
const sample = fc.sample(lives, { seed, numRuns: 440 });
const acts = sample.flatMap((life) => actsOf(life));
const accepted = acts.filter((act) => act.rejection === null);

const share = (part: readonly unknown[], whole: readonly unknown[]): number => part.length / whole.length;
const tally = (names: readonly string[]): Record<string, number> =>
  names.reduce<Record<string, number>>((counts, name) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }), {});

/** The codes a file can refuse with, read from its source. */
const codesIn = (file: string): string[] =>
  [...readFileSync(join(repositoryRoot(), 'libs/domain', file), 'utf8').matchAll(/reject\('(\w+)'/g)].map(([, code = '']) => code);

const files = [...Object.keys(obligationKinds).map((kind) => `${kind}/rules.ts`), 'extension/dates.ts', 'letter/supplement.ts', 'letter/on-paper.ts', 'exemption/rules.ts', 'reminding/rules.ts', 'report/steps.ts', 'unit-year/unit-year.ts'];

describe('the generated years are worth testing with', () => {
  test('there are at least 3,000 acts, at least 60 % of them accepted', () => {
    expect(acts.length).toBeGreaterThanOrEqual(3_000);
    expect(share(accepted, acts)).toBeGreaterThanOrEqual(0.6);
    expect(share(accepted, acts)).toBeLessThanOrEqual(0.9);
  });

  test('each kind of command is at least 1 % of the accepted acts', () => {
    const counts = tally(accepted.map(({ act }) => act.command.name));
    expect(Object.keys(counts).sort()).toEqual([...unitYearDecider.commands].sort());
    const rare = Object.entries(counts).filter(([, n]) => n / accepted.length < 0.01);
    expect({ rare, of: accepted.length }).toEqual({ rare: [], of: accepted.length });
  });

  test('each reason for which a unit’s year can refuse is seen', () => {
    const possible = new Set(files.flatMap(codesIn));
    // A letter that is objected to has an objection to one of its targets: the code is for the reader of types.
    // Generated years are never paused: pause.spec.ts and reminding.spec.ts.
    const unreachable = ['noObjection', 'remindingPaused'];
    const seen = new Set(acts.flatMap(({ rejection }) => (rejection ? [rejection.rejected] : [])));
    expect([...seen].sort()).toEqual([...possible].filter((code) => !unreachable.includes(code)).sort());
  });

  test('only the cycle refuses for a status of its own, a clock that is no drill’s, one that goes back, another advance, or a pause that cannot be', () => {
    const inUnitYear = new Set(files.flatMap(codesIn));
    expect([...new Set(codesIn('cycle/cycle.ts'))].filter((code) => !inUnitYear.has(code)).sort()).toEqual(['alreadyAwaited', 'calendarUnchanged', 'clockBackwards', 'clockBeyondCalendar', 'cycleNotPossibleNow', 'notADrill', 'nothingToPause', 'otherAdvance', 'pauseBeyondCalendar', 'pauseEmpty', 'pauseInPast', 'pauseOver', 'unknownPause']);
  });

  test('years end fulfilled and cancelled, letters are revised and refused, escalations fire, launches come late', () => {
    const events = tally(sample.flatMap((life) => stepsOf(life).map(({ event }) => (event.type === 'yearEnded' ? `yearEnded ${event.reason}` : event.type))));
    for (const type of ['yearEnded fulfilled', 'yearEnded cancelled', 'objectionRevised', 'objectionRefused', 'stageReached', 'letterInForce', 'verificationExpired', 'stepReturned']) {
      expect({ type, isFrequent: (events[type] ?? 0) >= 10 }).toEqual({ type, isFrequent: true });
    }
    expect(sample.filter(({ moments }) => (moments[0]?.at ?? '') > '2026-04-13').length).toBeGreaterThan(5);
  });

  test('instants rise', () => {
    const falls = (moments: readonly Moment[]): boolean => moments.some((moment, index) => moment.at < (moments[index - 1]?.at ?? ''));
    expect(sample.filter(({ moments }) => falls(moments))).toEqual([]);
  });
});

/** An ended year lapses what is still open. */
const edgeOfStep = ({ event }: Step, was: Duty): string | null =>
  (event.type === 'yearEnded' ? ('lapse' in (kindOf(was).transitions[was.status] ?? {}) ? 'lapse' : null) : edgeTaken(event, was));

test('generated years take every edge of every kind of duty, and no other', () => {
  const taken = new Set<string>();
  for (const step of sample.flatMap((life) => stepsOf(life))) {
    const { event, before, after } = step;
    for (const was of Object.values(before.duties).filter((duty) => event.type === 'yearEnded' || ('duty' in event && event.duty === duty.key))) {
      const edge = edgeOfStep(step, was);
      const is = after.duties[was.key]?.status;
      if (edge === null) expect(is).toBe(was.status);
      else taken.add(`${was.kind} ${was.status} –${edge}→ ${is}`);
    }
  }
  expect([...taken].sort()).toEqual(Object.values(obligationKinds).flatMap(({ kind, transitions }) => edgesOf(kind, transitions)).sort());
});
