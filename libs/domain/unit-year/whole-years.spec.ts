import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, test } from '@jest/globals';
import type { NoticePlan, TransitionTable } from '../decider.ts';
import { edgeOf } from '../testing/acts.ts';
import { demo } from '../testing/campaigns.ts';
import { actsOf, dutyIn, leftPlanned, stateOf, stepsOf } from '../testing/life.ts';
import type { Life, Moment } from '../testing/life.ts';
import { at, dayOf, secondCalendar, timeOf } from '../testing/second-calendar.ts';
import { everyYear } from '../testing/unit-years.ts';
import { kindOf, obligationKinds } from './kinds.ts';
import { lightsOf } from './rows.ts';
import { isByHand } from '../reminding/reminding.ts';
import type { Report } from '../report/report.ts';
import type { Duty, UnitYear } from './state.ts';
import { unitYearDecider } from './unit-year.ts';

const calendar = secondCalendar(demo.calendarYears);
const tables: Readonly<Record<Duty['kind'], TransitionTable>> = Object.fromEntries(Object.values(obligationKinds).map(({ kind, transitions }) => [kind, transitions])) as never;
const minutesLater = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * 60_000).toISOString();
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The stages of a duty's current call that are recorded, not only told, with the instants the second calendar gives. */
function escalations(duty: Duty, { timing }: UnitYear): { stage: string; dueAt: string }[] {
  const { call } = duty;
  if (!call) return [];
  return (timing.ladders[duty.calls[call.name]?.ladder ?? ''] ?? []).flatMap((stage) => (stage.action !== 'remind' && typeof stage.when === 'number'
    ? [{ stage: `${call.name}.${stage.id}`, dueAt: at(calendar.plus(call.dueOn, stage.when), stage.slot) }] : []));
}

/** Whoever of the unit has a report that is on its way through it: the posts of the first step that is not done. */
function insideOf({ steps, draft }: Report): string[] {
  const passed = (step: string): string[] => draft?.passed.filter((one) => one.step === step).flatMap(({ posts }) => posts) ?? [];
  const step = steps.find(({ id, mode, posts }) => (mode === 'one' ? passed(id).length === 0 : passed(id).length < posts.length));
  return step?.posts.filter((post) => !passed(step.id).includes(post)) ?? [];
}

/** Moments of one instant are one turn at most. */
const instants = ({ moments }: Life): Moment[][] => moments.reduce<Moment[][]>((groups, moment) => {
  const last = groups.at(-1);
  if (last?.[0]?.at === moment.at) last.push(moment);
  else groups.push([moment]);
  return groups;
}, []);

describe('states', () => {
  test('no act is accepted in a state that forbids it, and none is called impossible in a state that has its edge', () => everyYear((life) => {
    let looked = 0;
    for (const { act, before, rejection } of actsOf(life)) {
      const expected = edgeOf[act.command.name];
      const duty = before.duties[(act.command.input as { duty: string }).duty];
      if (!expected || !duty || !expected.kinds.includes(duty.kind) || before.status !== 'open') continue;
      const isEdge = expected.edge in (tables[duty.kind][duty.status] ?? {});
      if (rejection === null) assert.deepEqual([duty.status, act.command.name, isEdge], [duty.status, act.command.name, true]);
      if (rejection?.rejected === 'notPossibleNow') assert.deepEqual([duty.status, act.command.name, isEdge], [duty.status, act.command.name, false]);
      looked += 1;
    }
    return looked;
  }));

  test('whatever happens to a duty leads along an edge of its table', () => everyYear((life) => {
    let looked = 0;
    for (const { before, after, event } of stepsOf(life)) {
      for (const duty of Object.values(after.duties)) {
        const was = before.duties[duty.key]?.status;
        if (was === undefined || was === duty.status) continue;
        assert.ok(Object.values(tables[duty.kind][was] ?? {}).includes(duty.status), `${event.type}: ${was} → ${duty.status}`);
        looked += 1;
      }
    }
    return looked;
  }));

  test('an accepted act leaves at least one event, a refused one changes nothing', () => everyYear((life) => {
    for (const { rejection, steps, before, after } of actsOf(life)) {
      assert.equal(steps.length > 0, rejection === null);
      if (rejection) assert.equal(after, before);
    }
    return actsOf(life).length;
  }));

  test('fold(journal) = state: the events alone, through JSON, make the state reached step by step', () => everyYear((life) => {
    const journal = json(stepsOf(life).map(({ event }) => event));
    const folded = journal.reduce((state, event) => json(unitYearDecider.evolve(state, event)), unitYearDecider.initial);
    assert.deepEqual(folded, stateOf(life));
    return 1;
  }));

  test('the state is plain JSON below 200 KB', () => everyYear((life) => {
    const state = stateOf(life);
    assert.deepEqual(json(state), state);
    assert.ok(Buffer.byteLength(JSON.stringify(state)) < 200_000);
    return 1;
  }));
});

describe('time', () => {
  test('no stage is recorded before its instant, twice, or once its duty waits for something else', () => everyYear((life) => {
    const told = new Set<string>();
    let looked = 0;
    for (const { event, before } of stepsOf(life)) {
      if (event.type !== 'stageReached') continue;
      const duty = dutyIn(before, event);
      const due = duty && escalations(duty, before).find(({ stage }) => stage === event.stage);
      assert.deepEqual(due, { stage: event.stage, dueAt: event.dueAt });
      assert.equal(duty?.call?.dating, event.dating);
      assert.equal(minutesLater(event.dueAt, before.timing.escalationDelayMinutes) <= event.at, true);
      assert.equal(event.dueAt > (duty?.call?.dueAt ?? ''), true);
      const key = `${event.duty}/${event.stage}/${event.dating}`;
      assert.ok(!told.has(key), key);
      told.add(key);
      looked += 1;
    }
    return looked;
  }));

  test('after a look at the clock every stage that has come is recorded', () => everyYear((life) => {
    let looked = 0;
    for (const { act, at: now, after } of life.moments) {
      if (act !== null || after.status !== 'open') continue;
      for (const duty of Object.values(after.duties)) {
        for (const { stage, dueAt } of escalations(duty, after)) {
          if (minutesLater(dueAt, after.timing.escalationDelayMinutes) > now) continue;
          assert.ok(duty.reached.some((one) => one.stage === stage && one.dating === duty.call?.dating && one.dueAt === dueAt), `${stage} of ${dueAt}`);
          looked += 1;
        }
      }
    }
    return looked;
  }));

  test('after a look at the clock the next deadline lies ahead, and an ended year has none', () => everyYear((life) => {
    let deadline: string | null = null;
    for (const { act, at: now, after, before } of life.moments) {
      if (after !== before) deadline = unitYearDecider.nextDeadline(after);
      if (after.status === 'ended') assert.equal(deadline, null);
      if (act === null && deadline !== null) assert.equal(deadline > now, true);
    }
    return life.moments.length;
  }));

  test('a year is fulfilled when, and only when, nothing is owed any more and no order can come', () => everyYear((life) => {
    let looked = 0;
    for (const { act, before, after } of life.moments) {
      if (act !== null || before.status !== 'open') continue;
      // Nothing is verified of a report that is not owed.
      const isIdle = (duty: Duty): boolean => duty.kind === 'verification' && ['waived', 'noTask'].includes(after.duties[duty.report]?.status ?? '');
      const isOwed = Object.values(after.duties).some((duty) => !isIdle(duty) && Object.keys(tables[duty.kind][duty.status] ?? {}).some((edge) => !['void', 'supplement', 'reopen', 'require'].includes(edge)));
      const goesOn = isOwed || Object.values(after.templates).some(({ kind }) => kind === 'order');
      assert.deepEqual([after.status, goesOn], [goesOn ? 'open' : 'ended', goesOn]);
      looked += 1;
    }
    return looked;
  }));
});

describe('what is told', () => {
  const slots = demo.pack.settings.deliverySlots.value;

  test('every notice is planned for a slot of a working day: a reminder still to come, an escalation at its own instant', () => everyYear((life) => {
    let looked = 0;
    for (const { event, effects, after } of stepsOf(life)) {
      for (const notice of effects.plan) {
        assert.deepEqual([notice.key, calendar.isWorked(dayOf(notice.at))], [notice.key, true]);
        const own = Object.values(after.timing.ladders).flat().map(({ slot }) => slot);
        assert.ok([...slots, ...own].includes(timeOf(notice.at)), notice.key);
        if (event.type === 'stageReached') assert.equal(notice.at, event.dueAt);
        else assert.equal(notice.at >= event.at, true);
        looked += 1;
      }
    }
    return looked;
  }));

  test('the stages of a call are told at the instants the ladder names, to the posts it names', () => everyYear((life) => {
    let looked = 0;
    for (const { event, effects, after } of stepsOf(life)) {
      for (const { obligation, stage, post, at: told, dating, content } of effects.plan) {
        // Who assists with an order is told by its issue, not by a ladder: order.spec.ts.
        if (stage === 'issue.assisting' || isByHand(stage)) continue;
        const duty = Object.values(after.duties).find((one) => one.obligation === obligation);
        const [call = '', id = ''] = stage.split(/\.(.*)/);
        const row = after.timing.ladders[duty?.calls[call]?.ladder ?? '']?.find((one) => one.id === id);
        assert.deepEqual([duty?.call?.name, duty?.call?.dating, duty?.call?.dueOn], [call, dating, content.dueOn]);
        assert.ok(row?.tell.includes(post) || (row?.tellsHolder && duty && kindOf(duty).waitingPosts(duty).includes(post)), post);
        if (row?.when === 'held') assert.equal(told, calendar.nextSlot(slots, event.at));
        else if (row?.when === 'start') assert.equal(told, calendar.nextSlot(slots, duty?.call?.since ?? ''));
        else assert.equal(told, at(calendar.plus(content.dueOn, row?.when ?? 0), row?.slot ?? ''));
        looked += 1;
      }
    }
    return looked;
  }));

  test('no notice is planned twice in one turn', () => everyYear((life) => {
    for (const turn of instants(life)) {
      const keys = leftPlanned(turn.flatMap(({ steps }) => steps)).map(({ key }) => key);
      assert.deepEqual(keys, [...new Set(keys)]);
    }
    return life.moments.length;
  }));

  test('nobody is reminded of what is no longer awaited', () => everyYear((life) => {
    let looked = 0;
    let outbox: NoticePlan[] = [];
    for (const { at: now, after, steps } of life.moments.filter((moment) => moment.steps.length > 0)) {
      outbox = leftPlanned(steps, outbox).filter((notice) => notice.at > now);
      for (const notice of outbox) {
        if (notice.stage === 'issue.assisting') continue;
        const call = Object.values(after.duties).find((duty) => duty.obligation === notice.obligation)?.call;
        assert.deepEqual([notice.key, call?.name, call?.dating], [notice.key, notice.stage.split('.')[0], notice.dating]);
        looked += 1;
      }
    }
    return looked;
  }));

  test('a leader who has signed is not told to sign again, while the other still is', () => everyYear((life) => {
    let outbox: NoticePlan[] = [];
    let looked = 0;
    for (const { at: now, after, steps } of life.moments) {
      outbox = leftPlanned(steps, outbox).filter((notice) => notice.at > now);
      for (const duty of Object.values(after.duties)) {
        if (duty.kind !== 'letter' || !['sign', 'supplement'].includes(duty.call?.name ?? '')) continue;
        const signed = duty.signatures.flatMap(({ posts }) => posts);
        assert.deepEqual(outbox.filter((notice) => notice.obligation === duty.obligation && signed.includes(notice.post)).map(({ key }) => key), []);
        looked += signed.length;
      }
    }
    return looked;
  }));

  test('after the end nothing is planned, nothing is to be done, and all that was planned is taken back', () => everyYear((life) => {
    const end = stepsOf(life).find(({ event }) => event.type === 'yearEnded');
    if (!end) return 0;
    const waited = Object.values(end.before.duties).filter((duty) => duty.call).map((duty) => duty.obligation);
    assert.deepEqual(end.effects, { cancel: waited.map((obligation) => ({ obligation, posts: null })), plan: [], messages: [] });
    const after = stepsOf(life).slice(stepsOf(life).indexOf(end) + 1);
    assert.deepEqual(after.map(({ event }) => event.type).filter((type) => type !== 'received'), []);
    assert.deepEqual(after.flatMap(({ effects }) => [...effects.plan, ...effects.cancel]), []);
    assert.deepEqual(unitYearDecider.tasksOf(stateOf(life)), []);
    return 1;
  }));
});

describe('what is to be done', () => {
  test('every task belongs to what its duty waits for, and whatever is waited for is somebody’s task', () => everyYear((life) => {
    let looked = 0;
    for (const { after } of life.moments.filter((moment) => moment.steps.length > 0)) {
      const tasks = unitYearDecider.tasksOf(after);
      for (const duty of after.status === 'open' ? Object.values(after.duties) : []) {
        const mine = tasks.filter((task) => task.obligation === duty.obligation);
        assert.equal(mine.length > 0, duty.call !== null);
        const signed = duty.kind === 'letter' && ['sign', 'supplement'].includes(duty.call?.name ?? '') ? duty.signatures.flatMap(({ posts }) => posts) : [];
        const deputies = duty.kind === 'extension' && duty.reached.some(({ stage }) => stage === 'decide.deputy') ? duty.deputies : [];
        const step = duty.kind === 'report' && duty.status === 'inside' ? insideOf(duty) : null;
        const owing = [...step ?? (duty.calls[duty.call?.name ?? '']?.posts ?? []), ...(duty.call ? deputies : [])].filter((post) => !signed.includes(post));
        assert.deepEqual(mine.map(({ post, act, dueOn }) => [post, act, dueOn]), owing.map((post) => [post, step ? 'check' : duty.call?.name, duty.call?.dueOn]));
        looked += mine.length;
      }
    }
    return looked;
  }));

  test('what lies with the level above shows waiting to the unit, never near or late, however long it takes', () => everyYear((life) => {
    let looked = 0;
    for (const { at: now, after } of life.moments.filter((moment) => moment.steps.length > 0)) {
      for (const duty of Object.values(after.duties)) {
        if (!['answer', 'countersign', 'review', 'decide'].includes(duty.call?.name ?? '')) continue;
        const shown = [now, '2099-01-01T00:00:00.000Z'].map((instant) => lightsOf(after, instant)[duty.obligation]);
        assert.deepEqual(shown, ['waiting', 'waiting']);
        looked += 1;
      }
    }
    return looked;
  }));

  test('a light is late from the end of the due date on, and not a moment before', () => everyYear((life) => {
    let looked = 0;
    const { after } = life.moments.at(Math.floor(life.moments.length / 2)) as Moment;
    for (const duty of Object.values(after.duties)) {
      if (!['sign', 'supplement', 'allocate', 'report', 'correct', 'submit', 'record'].includes(duty.call?.name ?? '')) continue;
      const end = at(new Date(Date.parse(`${duty.call?.dueOn}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), '00:00');
      assert.equal(duty.call?.dueAt, end);
      assert.equal(lightsOf(after, end)[duty.obligation], 'late');
      assert.notEqual(lightsOf(after, minutesLater(end, -1))[duty.obligation], 'late');
      looked += 1;
    }
    return looked;
  }));
});
