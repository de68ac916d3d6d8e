import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { cycleCommands, cycleDecider, cycleTransitions } from '../cycle/cycle.ts';
import type { Cycle } from '../cycle/cycle.ts';
import { isRejection } from '../decider.ts';
import type { TransitionTable } from '../decider.ts';
import { edgeOf, edgesOf, holderOf, kindActs } from '../testing/acts.ts';
import { letterDocuments } from '../testing/campaigns.ts';
import { dutyCommands, obligationKinds } from './kinds.ts';

const tables: readonly { name: string; table: TransitionTable; first: string; terminal: string[] }[] = [
  ...Object.values(kindActs).map(({ kind, first, terminal }) => ({ name: kind, table: obligationKinds[kind].transitions, first, terminal: [...terminal] })),
  { name: 'cycle', table: cycleTransitions, first: 'none', terminal: ['cancelled', 'closed'] },
];

function reachable(table: TransitionTable, first: string): string[] {
  const seen = new Set([first]);
  for (const state of seen) for (const next of Object.values(table[state] ?? {})) seen.add(next);
  return [...seen].sort();
}

describe.each(tables)('the life of a $name', ({ table, first, terminal }) => {
  test('reaches every state from the first', () => {
    expect(reachable(table, first)).toEqual(Object.keys(table).sort());
  });

  test('can leave every state but the last ones, and end from every state', () => {
    expect(Object.keys(table).filter((state) => Object.keys(table[state] ?? {}).length === 0).sort()).toEqual([...terminal].sort());
    for (const state of Object.keys(table)) expect(reachable(table, state).some((one) => terminal.includes(one))).toBe(true);
  });
});

describe('commands and edges', () => {
  test('the edge of every duty’s command exists in its table, and is the one the domain’s words say', () => {
    expect(Object.fromEntries(Object.entries(dutyCommands).map(([name, { kinds, command }]) => [name, { kinds, edge: command.edge }]))).toEqual(edgeOf);
    for (const { kinds, command } of Object.values(dutyCommands)) {
      for (const kind of kinds) expect(Object.values<object>(obligationKinds[kind].transitions).filter((edges) => command.edge in edges).length).toBeGreaterThan(0);
    }
  });

  test('states in which nothing is owed any more are left only by voiding, by what the level above adds, or by asking for what was declared away', () => {
    for (const { transitions, settled } of Object.values(obligationKinds)) {
      const table: TransitionTable = transitions;
      expect(settled.flatMap((state) => Object.keys(table[state] ?? {}).filter((edge) => !['void', 'supplement', 'reopen', 'require'].includes(edge)))).toEqual([]);
    }
  });

  test('the edge of every command of the cycle exists, and every edge is some command’s', () => {
    const taken = Object.values(cycleCommands).map(({ edge }) => edge);
    const drawn = Object.values<object>(cycleTransitions).flatMap((edges) => Object.keys(edges));
    expect([...new Set(taken)].sort()).toEqual([...new Set(drawn)].sort());
  });
});

test('the cycle’s commands take every edge of its table, and are refused wherever it has none', () => {
  const inputs: Readonly<Record<string, object>> = {
    draftCycle: { id: 'roads/2026', draft: { campaign: 'roads', year: 2026, drillFrom: '2026-02-09T00:00:00.000Z', calendarUntil: '2027-12-31', ...letterDocuments } },
    redraftCycle: { draft: { campaign: 'roads', year: 2026, drillFrom: '2026-02-09T00:00:00.000Z', calendarUntil: '2027-12-31' }, review: { provisional: null, changes: null } },
    amendCycle: letterDocuments, advanceClock: { to: '2026-03-01T00:00:00.000Z' }, finishAdvance: { to: '2026-03-01T00:00:00.000Z' }, moveDates: { units: [] },
    changeCalendar: { calendar: { version: 'x', from: '2026-01-01', days: '1'.repeat(400) }, source: 'x', dates: {}, units: [] },
    setPause: { under: 'A', from: null, to: null, reason: '防汛', document: null, units: ['U'] }, endPause: { pause: 'p1', units: ['U'] },
    awaitNextYear: { waits: { year: 2027, code: 'calendarTooShort', zh: '还缺2028年', en: '2028 is missing' }, tell: { posts: [] } },
  };
  const now = '2026-02-09T01:00:00.000Z';
  const states = new Map<string, Cycle>([['none', cycleDecider.initial]]);
  const taken = new Set<string>();
  for (const [status, cycle] of states) {
    let current = cycle;
    for (const [name, { edge }] of Object.entries(cycleCommands)) {
      const command = { name, input: inputs[name] ?? { units: 1, reason: '重新部署' } } as never;
      const decided = cycleDecider.decide(current, command, { now, actor: holderOf('A/office'), since: () => true });
      expect([status, name, isRejection(decided)]).toEqual([status, name, !(edge in cycleTransitions[cycle.status])]);
      if (isRejection(decided)) continue;
      const after = decided.reduce((state, event) => cycleDecider.evolve(state, { ...event, at: now }), current);
      // A pause is ended only where one was set.
      if (after.status === status) current = after;
      taken.add(`cycle ${status} –${edge}→ ${after.status}`);
      if (!states.has(after.status)) states.set(after.status, after);
    }
  }
  expect([...taken].sort()).toEqual(edgesOf('cycle', cycleTransitions));
});
