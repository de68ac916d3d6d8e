import { describe, expect, test } from '@jest/globals';
import type { Organisation } from '#libs/contracts/policy';
import { withYear } from '#libs/domain/calendar/calendar';
import type { WorkingCalendar } from '#libs/domain/calendar/calendar';
import { isRejection, takesBack } from '#libs/domain/decider';
import type { Context, Effects, NoticePlan } from '#libs/domain/decider';
import { planUnitYear, unitsThatOwe, unitYearStream } from '#libs/domain/policy/plan-unit-year';
import type { TreeUnit } from '#libs/domain/policy/planning';
import { rowsOf, lightsOf } from '#libs/domain/unit-year/rows';
import { unopened } from '#libs/domain/unit-year/state';
import type { UnitYear, UnitYearStart } from '#libs/domain/unit-year/state';
import { unitYearDecider } from '#libs/domain/unit-year/unit-year';
import { listPacks, loadPack } from '#libs/packs/load';
import { agendaOf, behavioursOf, castOf, cycleAgendaOf } from './agenda.ts';
import type { Appointment, Cast, CycleAppointment } from './agenda.ts';
import { endOf, dateOf, isWorked, timeOf, workedDays } from './checks/calendar.ts';
import type { Manifest, OwingUnit } from './checks/expect.ts';
import { datesOf, orderBody } from './orders.ts';
import { expectedOf } from './checks/simulate.ts';
import { signerOf } from './performance.ts';
import { ends, figuresOf, start } from './script.ts';
import { bodyOf } from './whole-cycle.ts';
import type { HolidayNotice } from './whole-cycle.ts';

const end = ends.year;

const cycle = 'demo/2026/drill-1';

/** The product's rules over a whole tree, without servers: streams, notices, a clock that stops where something is due. */
class Rehearsal {
  readonly states = new Map<string, UnitYear>();
  readonly notices = new Map<string, NoticePlan & { status: 'planned' | 'told' | 'cancelled' }>();
  readonly stages: string[] = [];
  private readonly deadlines = new Map<string, string | null>();
  private messages = 0;
  now = start;

  private do(stream: string, name: string, input: unknown, at: string, actor: Context['actor']): void {
    this.tick(stream, at);
    const decided = unitYearDecider.decide(this.state(stream), { name, input } as never, { now: at, actor, since: () => false });
    if (isRejection(decided)) throw new Error(`${stream} ${name}: ${JSON.stringify(decided)}`);
    this.fold(stream, decided, at);
    this.tick(stream, at);
  }

  private state = (stream: string): UnitYear => this.states.get(stream) ?? unopened;

  private tick(stream: string, at: string): void {
    this.fold(stream, unitYearDecider.tick(this.state(stream), { now: at, actor: null, since: () => false }), at);
  }

  private fold(stream: string, events: ReturnType<typeof unitYearDecider.tick>, at: string): void {
    for (const event of events) {
      const before = this.state(stream);
      const happened = { ...event, at };
      const after = unitYearDecider.evolve(before, happened);
      this.states.set(stream, after);
      if (event.type === 'stageReached') this.stages.push(`${stream.split('/').at(-1)}/${event.duty}/${event.stage}/${event.dating} @ ${event.dueAt} @ ${at}`);
      this.carryOut(stream, unitYearDecider.react(before, happened, after), at);
    }
    if (events.length > 0) this.deadlines.set(stream, unitYearDecider.nextDeadline(this.state(stream)));
  }

  private given = 0;
  private asked = 0;

  /** The cycle gives the next number; its messages are counted like anybody's. */
  private number(from: string, { duty }: { duty: string }, at: string): void {
    this.given += 1;
    this.do(from, 'hear', { from: `cycle/${cycle}`, n: (this.asked += 1), body: { kind: 'numberGiven', series: 'orders', duty, n: this.given } }, at, null);
  }

  private carryOut(from: string, { cancel, plan, messages }: Effects, at: string): void {
    for (const notice of this.notices.values()) if (notice.status === 'planned' && cancel.some((one) => takesBack(one, notice))) notice.status = 'cancelled';
    for (const notice of plan) if (this.notices.get(notice.key)?.status !== 'told') this.notices.set(notice.key, { ...notice, status: 'planned' });
    for (const { to, body } of messages) {
      if (to === `cycle/${cycle}`) this.number(from, body as { duty: string }, at);
      else this.do(to, 'hear', { from, n: this.messages += 1, body }, at, null);
    }
  }

  open(starts: readonly UnitYearStart[]): void {
    for (const one of starts) this.do(one.stream, 'openYear', one, start, null);
  }

  perform({ at, unit, duty, move, posts, login }: Appointment): void {
    const { at: _at, by: _by, act, ...other } = move as Appointment['move'] & { report?: { n: number }; signedOn?: string };
    const rest: Record<string, unknown> & { report?: { n: number } } = figuresOf(move) ?? other;
    const stream = unitYearStream(cycle, unit.id);
    const report = this.state(stream).duties[duty];
    const input = act === 'submitReport' && report?.kind === 'report'
      ? { figures: report.asked.map(({ indicator, planned }) => ({ indicator, value: planned })), problems: '', nextSteps: `第${rest.report?.n}次` } : duty.startsWith('order') ? orderInput(orderBody(move)) : act === 'passStepOffline' ? { ...signerOf(unit.id, move), post: signerOf(unit.id, move).signer, signedOn: rest['signedOn'], document: 'a'.repeat(64) } : act === 'registerSigning' ? { ...rest, document: 'a'.repeat(64), holders: Object.fromEntries((report?.calls['sign']?.posts ?? []).map((post) => [post, post])) } : rest;
    this.do(stream, act, { ...input, ...('body' in move ? move.body : {}), ...(act === 'remindDuty' ? { from: unit.superior } : {}), duty }, at, { account: login, person: login, posts: posts.map((post) => ({ post, tenure: '' })) });
  }

  /** An act on the whole cycle, as its workflow would tell the units. */
  performForAll({ at, move }: CycleAppointment, units: readonly OwingUnit[], change: (notice: HolidayNotice) => object): void {
    const isUnder = (under: string) => ({ id, superior }: OwingUnit): boolean => id === under || superior === under;
    const tell = (to: readonly OwingUnit[], body: object): void => {
      for (const { id } of to) this.do(unitYearStream(cycle, id), 'hear', { from: `cycle/${cycle}`, n: (this.asked += 1), body }, at, null);
    };
    switch (move.act) {
      case 'moveDates':
        return tell(units.filter(isUnder(move.body.under)), { kind: 'dueMovedForMany', ...move.body, document: move.body.document.number });
      case 'setPause':
        this.pauses += 1;
        return tell(units.filter(isUnder(move.body.under)), { kind: 'pauseSet', pause: `p${this.pauses}`, from: move.body.from, to: move.body.to ?? null, reason: move.body.reason });
      case 'endPause':
        return tell(units.filter(({ id }) => Object.hasOwn(this.state(unitYearStream(cycle, id)).pauses, move.pause)), { kind: 'pauseEnded', pause: move.pause, to: at });
      case 'changeCalendar':
        return tell(units, { kind: 'calendarChanged', ...change(move.body) });
      case 'closeCycle':
        for (const { id } of units) if (this.state(unitYearStream(cycle, id)).status === 'open') this.do(unitYearStream(cycle, id), 'endYear', { reason: 'closed' }, at, null);
    }
  }

  private pauses = 0;

  /** Stops at every instant at which something is due. */
  advance(to: string): void {
    for (;;) {
      let next: string | null = null;
      for (const at of this.deadlines.values()) if (at !== null && (next === null || at < next)) next = at;
      for (const { status, at } of this.notices.values()) if (status === 'planned' && (next === null || at < next)) next = at;
      if (next === null || next > to) break;
      this.now = next;
      for (const [stream, at] of this.deadlines) if (at !== null && at <= next) this.tick(stream, next);
      for (const notice of this.notices.values()) if (notice.status === 'planned' && notice.at <= next) notice.status = 'told';
    }
    this.now = to;
  }
}

/** As the API hands it on: with the posts that are told in the units that assist. */
const orderInput = (body: { assisting?: readonly string[] }): object =>
  ({ ...body, ...(body.assisting && { assisting: body.assisting.map((unit) => ({ unit, name: unit, posts: [`${unit}/office`] })) }) });

async function planned(packId: string) {
  const loaded = await loadPack(packId);
  const organisation = loaded.organisation as Organisation;
  const cast = castOf(organisation, () => true);
  return { ...loaded, organisation, cast, agenda: agendaOf(cast) };
}

async function rehearse(packId: string) {
  const { pack, calendar, organisation, cast, agenda } = await planned(packId);
  const tree = new Map(organisation.units.map((unit): [string, TreeUnit] => [unit.id, { ...unit, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }]));
  const documents = { number: '1', title: '1' };
  const terms = { cycle, year: 2026, isDrill: true, pack, calendar, launchedOn: '2026-02-02', letterDocuments: { requiredBy: documents, approvedBy: documents } };
  const rehearsal = new Rehearsal();
  const owing = unitsThatOwe([...tree.values()], pack);
  rehearsal.open(owing.map((unit) => planUnitYear(terms, tree, cast.root, unit)));
  const change = (notice: HolidayNotice): object => {
    const next = withYear(calendar, { ...notice, standing: 'official' }, '2026+2027');
    const q4 = (one: WorkingCalendar) => planUnitYear({ ...terms, calendar: one }, tree, cast.root, owing[0] as TreeUnit).duties.flatMap((duty) => ('dueOn' in duty ? [[duty.key, duty.dueOn] as const] : []));
    const to = new Map(q4(next));
    return { calendar: next, source: notice.source, dates: Object.fromEntries(q4(calendar).filter(([key, from]) => to.get(key) !== from).map(([key, from]) => [key, { from, to: to.get(key) }])) };
  };
  const forAll = cycleAgendaOf(cast);
  for (const at of [...new Set([...agenda, ...forAll].map((one) => one.at))].sort()) {
    if (at !== rehearsal.now) rehearsal.advance(at);
    for (const appointment of agenda.filter((one) => one.at === at)) rehearsal.perform(appointment);
    for (const appointment of forAll.filter((one) => one.at === at)) rehearsal.performForAll(appointment, cast.units, change);
  }
  rehearsal.advance(end);
  return { rehearsal, cast, agenda, owing };
}

const manifestOf = ({ root, units, zone, vacant, addressless }: Cast, agenda: readonly Appointment[], targets: Manifest['targets'] = 'full', clock: string = end): Manifest => ({
  scale: 'full', targets, cycle, slug: '', root, launchedAt: start, clock, units, zone, vacant, addressless, retries: [], refusals: [], shown: { figures: {}, completeness: {}, previews: [], accounts: [] }, moves: [], elapsedMs: 0,
  acts: [...cycleAgendaOf({ root } as Cast).filter(({ at }) => at <= clock).map(({ at, move, login, post }, index) => ({
    key: `all-${index}`, command: move.act, unit: null, duty: null, login, account: login, at, posts: [post], person: null, dates: null, body: bodyOf(move), answer: { stream: '', seq: 0, at, events: [], status: null },
  })), ...agenda.filter(({ at }) => at <= clock).map(({ at, unit, duty, move, login, posts, person }, index) => ({
    key: String(index), command: move.act, unit: unit.id, duty, login, account: login, at, posts, person, dates: datesOf(move), ...signerOf(unit.id, move), answer: { stream: '', seq: 0, at, events: [], status: null }, given: figuresOf(move),
  }))],
});

const shipped = async (): Promise<string[]> => (await listPacks()).filter(({ id }) => /-(demo|short)$/.test(id)).map(({ id }) => id);

describe('the year, played by the rules and by the checks apart', () => {
  test('comes to the same: every status, date, light, notice and escalation, in the whole tree and in the small one', async () => {
    const ids = await shipped();
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      const { rehearsal, cast, agenda, owing } = await rehearse(id);
      const expected = expectedOf(manifestOf(cast, agenda, id.endsWith('-short') ? 'short' : 'full'));
      expect(owing.map((unit) => unit.id).sort()).toEqual(cast.units.map((unit) => unit.id).sort());
      const told = [...rehearsal.notices.values()].filter(({ status }) => status === 'told');
      expect(told.map(({ key, at }) => `${key} @ ${at}`).sort()).toEqual([...expected.notices.values()].map(({ key, at }) => `${key} @ ${at}`).sort());
      expect(rehearsal.stages.sort()).toEqual([...expected.escalations].map(([key, at]) => `${key.slice(cycle.length + 1)} @ ${at} @ ${at}`).sort());
      for (const state of rehearsal.states.values()) {
        const lights = lightsOf(state, end);
        for (const row of Object.values(rowsOf(state))) {
          const { status, call, dueOn, originalDueOn, onTime } = row;
          const { status: wanted, waitsFor, dueOn: due, originalDueOn: first, onTime: inTime, light } = expected.duties.get(row.id) as never;
          expect([row.id, status, call, dueOn, originalDueOn, onTime, lights[row.id]]).toEqual([row.id, wanted, waitsFor, due, first, inTime, light]);
        }
      }
    }
  });

  test('has every behaviour that issue and domain name', async () => {
    const [full] = (await shipped()).filter((id) => id.endsWith('-demo'));
    const { cast, agenda } = await planned(full ?? '');
    expect([cast.units.length, cast.zone.length]).toEqual([112, 43]);
    const behaviours = [...behavioursOf(cast).values()];
    const reports = new Set(behaviours.map(({ report }) => report));
    for (const one of ['early', 'lastDays', 'lateThree', 'lateEight', 'lateTwenty', 'returnedTwice', 'never'] as const) expect(reports).toContain(one);
    const expected = expectedOf(manifestOf(cast, agenda, 'full', ends.quarter));
    // 3, 8 and 20 working days: by acts after the date each waited for.
    const late = (act: string, dueOn: string) => new Set(agenda.filter((one) => one.move.act === act && one.at >= endOf(dueOn)).map(({ at }) => workedDays(dueOn, dateOf(at))));
    for (const days of [3, 8, 20]) {
      expect(late('submitReport', '2026-04-10')).toContain(days);
      expect(late('signLetter', '2026-03-09')).toContain(days);
    }
    expect(new Set([...expected.duties.values()].map(({ light }) => light))).toEqual(new Set(['notYet', 'onTrack', 'near', 'late', 'waiting', 'done', 'void']));
    const successor = agenda.find(({ login }) => login === '440811101-partySecretary-2');
    expect(successor?.move.act).toBe('refuseObjection');
  });

  test('acts only on working days, and never at a delivery slot', async () => {
    for (const id of await shipped()) {
      const { agenda } = await planned(id);
      for (const { at } of agenda) {
        expect([at, isWorked(dateOf(at))]).toEqual([at, true]);
        expect(['09:00', '15:00']).not.toContain(timeOf(at));
      }
    }
  });
});
