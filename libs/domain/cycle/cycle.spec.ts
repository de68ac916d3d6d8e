import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { isRejection } from '../decider.ts';
import type { Rejection } from '../decider.ts';
import { letterDocuments } from '../testing/campaigns.ts';
import { holderOf } from '../testing/acts.ts';
import { cycleCommands, cycleDecider, whoMayInCycle } from './cycle.ts';
import type { Cycle, CycleCommand, CycleDraft } from './cycle.ts';
import type { Telling } from './next-year.ts';

const id = 'roads/2026/drill-1';
const draft: CycleDraft = {
  campaign: 'roads', year: 2026, title: '演练', drillFrom: '2026-02-09T00:00:00.000Z', pack: { id: 'roads', version: '1.0.0', digest: 'd' },
  calendarVersion: '2026', calendarUntil: '2026-12-31', root: 'A', ...letterDocuments,
};
const context = (now: string) => ({ now, actor: holderOf('A/office'), since: () => true });

/** Acts one after the other, an hour apart; the last one’s refusal if it is refused. */
function cycle(...commands: CycleCommand[]): { state: Cycle; events: string[]; refusal: Rejection | null } {
  let state = cycleDecider.initial;
  const events: string[] = [];
  for (const [index, command] of commands.entries()) {
    const now = new Date(Date.UTC(2026, 1, 9, index)).toISOString();
    const decided = cycleDecider.decide(state, command, context(now));
    if (isRejection(decided)) return { state, events, refusal: decided };
    for (const event of decided) state = cycleDecider.evolve(state, { ...event, at: now });
    events.push(...decided.map((event) => event.type));
  }
  return { state, events, refusal: null };
}

const drafted = (given: Partial<CycleDraft> = {}): CycleCommand => ({ name: 'draftCycle', input: { id, draft: { ...draft, ...given } } });
const launch: CycleCommand = { name: 'launchCycle', input: {} };
const launched: CycleCommand = { name: 'finishLaunch', input: { units: 105 } };
const advance = (to: string): CycleCommand => ({ name: 'advanceClock', input: { to } });
const advanced = (to: string): CycleCommand => ({ name: 'finishAdvance', input: { to } });
const cancel: CycleCommand = { name: 'cancelCycle', input: { reason: '重新部署' } };

describe('a campaign’s year', () => {
  test('is not launched without the document that requires the letters, nor without the minutes that approved them', () => {
    expect(cycle(drafted({ requiredBy: null }), launch).refusal).toEqual({ rejected: 'letterWithoutDocument', facts: {}, pointer: '/requiredBy' });
    expect(cycle(drafted({ approvedBy: null }), launch).refusal).toEqual({ rejected: 'letterWithoutMinutes', facts: {}, pointer: '/approvedBy' });
    const amended: CycleCommand = { name: 'amendCycle', input: letterDocuments };
    expect(cycle(drafted({ requiredBy: null, approvedBy: null }), amended, launch, launched).state).toMatchObject({ status: 'open', units: 105 });
  });

  test('is laid out anew while it is a draft: another pack and calendar, the same documents', () => {
    const anew: CycleCommand = { name: 'redraftCycle', input: { draft: { ...draft, calendarVersion: '2026+2027', requiredBy: null, approvedBy: null }, review: { provisional: null, changes: null } } };
    expect(cycle(drafted(), anew).state).toMatchObject({ status: 'draft', draft: { calendarVersion: '2026+2027', ...letterDocuments } });
    expect(cycle(drafted(), launch, anew).refusal).toMatchObject({ rejected: 'cycleNotPossibleNow' });
  });

  test('is launched with too many letters for some only with the reason, which it keeps', () => {
    const overSigning = { reason: '统一部署', limit: 3, units: 2 };
    expect(cycle(drafted(), { name: 'launchCycle', input: { overSigning } }).state.overSigning).toEqual(overSigning);
    expect(cycle(drafted(), launch).state.overSigning).toBeNull();
  });

  test('is launched once, and remembers when', () => {
    const { state } = cycle(drafted(), launch, launched);
    expect(state).toMatchObject({ status: 'open', launchedAt: '2026-02-09T01:00:00.000Z', id });
    expect(cycle(drafted(), launch, launch).refusal).toEqual({ rejected: 'cycleNotPossibleNow', facts: { status: 'launching', possible: ['finishLaunch'] } });
    expect(cycle(drafted(), launch, launched, launch).refusal).toMatchObject({ rejected: 'cycleNotPossibleNow', facts: { status: 'open' } });
    expect(cycle(drafted(), drafted()).refusal).toMatchObject({ rejected: 'cycleNotPossibleNow' });
  });

  test('nothing can be done before it is drafted', () => {
    for (const command of [launch, launched, advance('2026-03-01T00:00:00.000Z'), cancel]) {
      expect(cycle(command).refusal).toEqual({ rejected: 'cycleNotPossibleNow', facts: { status: 'none', possible: ['draft'] } });
    }
  });

  test('a drill’s clock goes forward, never back, and one step at a time', () => {
    const { state } = cycle(drafted(), launch, launched, advance('2026-03-01T00:00:00.000Z'), advanced('2026-03-01T00:00:00.000Z'));
    expect(state).toMatchObject({ status: 'open', now: '2026-03-01T00:00:00.000Z', advancingTo: null });
    const back = cycle(drafted(), launch, launched, advance('2026-03-01T00:00:00.000Z'), advanced('2026-03-01T00:00:00.000Z'), advance('2026-03-01T00:00:00.000Z'));
    expect(back.refusal).toEqual({ rejected: 'clockBackwards', facts: { now: '2026-03-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' }, pointer: '/to' });
    expect(cycle(drafted(), launch, launched, advance('2026-03-01T00:00:00.000Z'), advance('2026-03-02T00:00:00.000Z')).refusal)
      .toEqual({ rejected: 'cycleNotPossibleNow', facts: { status: 'advancing', possible: ['finishAdvance'] } });
  });

  test('a live year has no clock to move', () => {
    expect(cycle(drafted({ drillFrom: null }), launch, launched, advance('2026-03-01T00:00:00.000Z')).refusal).toEqual({ rejected: 'notADrill', facts: {} });
  });

  test('cancelled as a draft it is over at once, cancelled when open only when every unit’s year has ended', () => {
    expect(cycle(drafted(), cancel)).toMatchObject({ events: ['cycleDrafted', 'cancelStarted', 'cancelFinished'], state: { status: 'cancelled', cancelledFor: '重新部署' } });
    const open = cycle(drafted(), launch, launched, cancel);
    expect([open.state.status, cycleDecider.isEnded(open.state)]).toEqual(['cancelling', false]);
    const over = cycle(drafted(), launch, launched, cancel, { name: 'finishCancel', input: { units: 105 } });
    expect([over.state.status, cycleDecider.isEnded(over.state)]).toEqual(['cancelled', true]);
  });

  test('closed it is over when every unit’s year has ended, and nothing can be done in it any more', () => {
    const close: CycleCommand = { name: 'closeCycle', input: {} };
    const closing = cycle(drafted(), launch, launched, close);
    expect([closing.state.status, cycleDecider.isEnded(closing.state)]).toEqual(['closing', false]);
    const closed = cycle(drafted(), launch, launched, close, { name: 'finishClose', input: { units: 105 } });
    expect([closed.state.status, cycleDecider.isEnded(closed.state)]).toEqual(['closed', true]);
    expect(cycle(drafted(), launch, launched, close, cancel).refusal).toMatchObject({ rejected: 'cycleNotPossibleNow' });
  });

  test('a cancelled year can do nothing more, and a running launch or advance is not cancelled half-way', () => {
    const every = Object.keys(cycleCommands).map((name) => ({ name, input: {} }) as CycleCommand);
    for (const command of every) expect(cycle(drafted(), cancel, command).refusal).toMatchObject({ rejected: 'cycleNotPossibleNow', facts: { status: 'cancelled', possible: [] } });
    expect(cycle(drafted(), launch, cancel).refusal).toMatchObject({ rejected: 'cycleNotPossibleNow' });
    expect(cycle(drafted(), launch, launched, advance('2026-03-01T00:00:00.000Z'), cancel).refusal).toMatchObject({ rejected: 'cycleNotPossibleNow' });
  });

  test('a pause begins now or later, ends after it begins, and concerns somebody; it is ended once', () => {
    const pause = (more: object = {}): CycleCommand => ({ name: 'setPause', input: { under: 'A', from: null, to: null, reason: '防汛', document: null, units: ['U'], ...more } });
    const end: CycleCommand = { name: 'endPause', input: { pause: 'p1', units: ['U'] } };
    const open = [drafted(), launch, launched] as const;
    expect(cycle(...open, pause({ from: '2020-01-01T00:00:00.000Z' })).refusal).toMatchObject({ rejected: 'pauseInPast', pointer: '/from' });
    expect(cycle(...open, pause({ from: '2026-12-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' })).refusal).toMatchObject({ rejected: 'pauseEmpty', pointer: '/to' });
    // The calendar of this year ends on 31 December.
    expect(cycle(...open, pause({ to: '2026-12-31T16:00:00.000Z' })).refusal).toEqual({ rejected: 'pauseBeyondCalendar', facts: { until: '2026-12-31' }, pointer: '/to' });
    expect(cycle(...open, pause({ from: '2027-01-05T00:00:00.000Z' })).refusal).toMatchObject({ rejected: 'pauseBeyondCalendar', pointer: '/from' });
    expect(cycle(...open, pause({ to: '2026-12-31T15:59:59.999Z' })).refusal).toBeNull();
    expect(cycle(...open, pause({ units: [] })).refusal).toMatchObject({ rejected: 'nothingToPause', pointer: '/under' });
    expect(cycle(...open, end).refusal).toEqual({ rejected: 'unknownPause', facts: { pause: 'p1', known: [] } });
    const ended = cycle(...open, pause(), pause({ under: 'B' }), end);
    expect(ended.state.pauses).toMatchObject({ p1: { under: 'A', to: ended.state.now }, p2: { under: 'B', to: null } });
    expect(cycle(...open, pause(), end, end).refusal).toMatchObject({ rejected: 'pauseOver' });
  });

  test('is plain JSON, and one row of the list', () => {
    const { state } = cycle(drafted(), launch, launched);
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    expect(cycleDecider.rowsOf(state)).toMatchObject({ [id]: { status: 'open', isDrill: true, packId: 'roads', units: 105 } });
    expect(cycleDecider.rowsOf(cycleDecider.initial)).toEqual({});
  });

  test('its steps are the system’s, moving dates is for who issued them, everything else for the administrator of the root', () => {
    const names = Object.keys(cycleCommands) as (keyof typeof cycleCommands)[];
    const system = names.filter((name) => 'system' in whoMayInCycle(name));
    expect(system).toEqual(['awaitNextYear', 'finishLaunch', 'finishAdvance', 'finishClose', 'finishCancel']);
    for (const name of names.filter((one) => !system.includes(one))) expect(whoMayInCycle(name)).toEqual({ function: name === 'moveDates' ? 'issuer' : 'administrator', of: 'root' });
  });
});

describe('the next year', () => {
  const tell: Telling = { posts: ['A/office'], at: '2026-11-20T07:00:00.000Z', unit: 'A', unitName: '甲', title: '2027年责任年', dueOn: '2026-12-11', basis: '设定', words: '待定', link: '/x' };
  const told = (state: Cycle, command: CycleCommand) => {
    const decided = cycleDecider.decide(state, command, context('2026-11-20T01:00:00.000Z'));
    if (isRejection(decided)) return decided;
    return decided.map((event) => {
      const before = state;
      state = cycleDecider.evolve(before, { ...event, at: '2026-11-20T01:00:00.000Z' });
      const { cancel, plan } = cycleDecider.react(before, { ...event, at: '2026-11-20T01:00:00.000Z' }, state);
      return { cancel: cancel.map(({ obligation }) => obligation), plan: plan.map(({ key, obligation, at }) => ({ key, obligation, at })) };
    });
  };
  const awaits = (zh = '还缺2028年', year = 2027): CycleCommand => ({ name: 'awaitNextYear', input: { waits: { year, code: 'calendarTooShort', zh, en: '' }, tell } });

  test('drafted by the Schedule it is told to the administrator, drafted by hand to nobody; either ends what was said of waiting', () => {
    const next = 'roads/2027';
    const draftNext = (given: object): CycleCommand => ({ name: 'draftCycle', input: { id: next, draft: { ...draft, drillFrom: null }, ...given } });
    expect(told(cycleDecider.initial, draftNext({ tell }))).toEqual([{ cancel: [next], plan: [{ key: 'roads/2027/launch/1/A/office', obligation: next, at: tell.at }] }]);
    expect(told(cycleDecider.initial, draftNext({}))).toEqual([{ cancel: [next], plan: [] }]);
  });

  test('launched or cancelled, nobody is asked to look at the draft any more', () => {
    const { state } = cycle(drafted({ drillFrom: null }));
    expect(told(state, launch)).toEqual([{ cancel: [id], plan: [] }]);
    expect(told(state, cancel)).toContainEqual({ cancel: [id], plan: [] });
  });

  test('what its draft waits for is said once for each reason, and shown in the year that runs', () => {
    const open = [drafted({ drillFrom: null }), launch, launched] as const;
    expect(told(cycle(...open).state, awaits())).toEqual([{ cancel: [], plan: [{ key: 'roads/2027/draftNext/1/A/office', obligation: 'roads/2027', at: tell.at }] }]);
    expect(cycle(...open, awaits(), awaits()).refusal).toEqual({ rejected: 'alreadyAwaited', facts: { year: 2027 } });
    expect(told(cycle(...open, awaits()).state, awaits('政策包有误'))).toEqual([{ cancel: [], plan: [{ key: 'roads/2027/draftNext/2/A/office', obligation: 'roads/2027', at: tell.at }] }]);
    expect(cycle(...open, awaits()).state.nextYear).toMatchObject({ year: 2027, code: 'calendarTooShort', told: 1 });
  });

  test('what was found about it stays in the journal and weighs on no later act', () => {
    const { state } = cycle({ name: 'draftCycle', input: { id, draft, review: { provisional: null, changes: null }, tell } });
    expect(JSON.stringify(state)).not.toMatch(/review|tell/);
  });
});

describe('numbers without gaps', () => {
  const wanted = (from: string, n: number, duty = 'order-1', series = 'orders'): CycleCommand => ({ name: 'hear', input: { from, n, body: { kind: 'numberWanted', series, duty } } });

  test('each paper that asks gets the next number of its series, in the order in which they are heard, whatever the cycle is doing', () => {
    let state = cycle(drafted(), launch, launched, advance('2026-03-01T00:00:00.000Z')).state;
    const given: unknown[] = [];
    for (const command of [wanted('A', 5), wanted('B', 2), wanted('A', 9, 'order-2'), wanted('C', 1, 'rectify-1', 'hazards')]) {
      const decided = cycleDecider.decide(state, command, context('2026-02-10T00:00:00.000Z'));
      if (isRejection(decided)) throw new Error(decided.rejected);
      for (const event of decided) {
        const before = state;
        state = cycleDecider.evolve(before, { ...event, at: '2026-02-10T00:00:00.000Z' });
        given.push(...cycleDecider.react(before, { ...event, at: '2026-02-10T00:00:00.000Z' }, state).messages);
      }
    }
    expect(given).toEqual([
      { to: 'A', body: { kind: 'numberGiven', series: 'orders', duty: 'order-1', n: 1 } }, { to: 'B', body: { kind: 'numberGiven', series: 'orders', duty: 'order-1', n: 2 } },
      { to: 'A', body: { kind: 'numberGiven', series: 'orders', duty: 'order-2', n: 3 } }, { to: 'C', body: { kind: 'numberGiven', series: 'hazards', duty: 'rectify-1', n: 1 } },
    ]);
  });

  test('a message that comes a second time gives no second number; one of another kind gives none', () => {
    const { state, refusal } = cycle(drafted(), launch, launched, wanted('A', 5), wanted('A', 5));
    expect([state.series, refusal]).toEqual([{ orders: 1 }, { rejected: 'alreadyReceived', facts: { from: 'A', n: 5 } }]);
    expect(cycle(drafted(), launch, launched, { name: 'hear', input: { from: 'A', n: 1, body: { kind: 'messageReturned' } } })).toMatchObject({ state: { series: {}, heard: { A: 1 } }, refusal: null });
  });
});
