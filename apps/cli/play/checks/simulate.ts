import { rules } from './acts-told.ts';
import { dateOf, endOf, instantOf, workingDay } from './calendar.ts';
import { begin, current, dueWithin, isOrder, isSettled, lapse, lightOf, nameOf, redate, settle, stageAt } from './duties.ts';
import type { Duty, MovedBy } from './duties.ts';
import { besides, departments, draftAfter, quarters, redated, signers, verified } from './ladders.ts';
import type { CallName } from './ladders.ts';
import { draftsOf, tellChased } from './chased.ts';
import { Pauses } from './pauses.ts';
import type { Spell } from './pauses.ts';
import { tellBehind } from './spending.ts';
import { tellAssisting, tellByHand, tellStages } from './told.ts';
import { isUnder } from './expect.ts';
import type { ActDone, Expected, ExpectedDuty, Manifest, OwingUnit } from './expect.ts';
import { changed, ofUnit, ofVillage, passDown, plannedFigures, reaches, totalOf } from './targets.ts';
import type { Figures } from './targets.ts';

/** What one unit passes down: what each unit below carries, and how it came to that. */
interface Allocation {
  shares: Map<string, Figures>;
  target: Figures;
  isShort: boolean;
  firstAt: string | null;
}

/**
 * Plays the script's acts through the rules as people state them, by code that shares nothing with the product,
 * and says what must have come of them: each duty's end, each stage that was due while something was owed.
 */
export function expectedOf(manifest: Manifest): Expected {
  const world = new World(manifest);
  for (const unit of manifest.units) if (unit.superior === manifest.root && signers.includes(unit.type)) world.issue(unit, manifest.launchedAt);
  const inOrder = [...manifest.acts].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const act of inOrder) {
    world.passTime(act.at);
    if (act.unit === null) world.performForAll(act);
    else world.perform(act);
  }
  world.passTime(manifest.clock);
  return world.expected();
}

class World {
  private readonly duties = new Map<string, Duty>();
  private readonly allocations = new Map<string, Allocation>();
  private readonly messages: string[] = [];
  private readonly numbered: string[] = [];
  private readonly pauses = new Pauses();
  private pausesSet = 0;
  /** What the ladder has drafted an order about: `{unit}/{key}/{dating}`. */
  private readonly drafted = new Set<string>();
  private readonly manifest: Manifest;
  /** Orders about money that lies at a unit, still to be drafted, and those that are taken back when it goes on. */
  private readonly moneyDrafts: ReturnType<typeof draftsOf>;
  private readonly moneyOrders: { order: Duty; line: string; until: string }[] = [];

  constructor(manifest: Manifest) {
    this.manifest = manifest;
    this.moneyDrafts = draftsOf(manifest).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    for (const unit of manifest.units) {
      if (signers.includes(unit.type)) {
        const figures = plannedFigures(manifest.targets, unit.id, unit.type);
        this.add(unit, 'letter', { status: 'drafted', figures });
        if (passDown.includes(unit.type)) {
          this.add(unit, 'allocation', { status: 'waiting' });
          const shares = new Map(this.below(unit).map((one) => [one.id, plannedFigures(manifest.targets, one.id, one.type)]));
          this.allocations.set(unit.id, { shares, target: figures, isShort: false, firstAt: null });
        }
        for (const { key, opensOn, dueOn } of quarters) {
          this.await(unit, key, 'progress', 'report', instantOf(opensOn, '00:00'), dueOn);
          for (const department of verified.includes(unit.type) ? departments : []) this.add(unit, `${key}-by-${department}`, { status: 'idle', department });
        }
      }
      for (const { types, policy, call, dates } of besides) {
        if (!types.includes(unit.type)) continue;
        for (const { key, opensOn, dueOn } of dates) {
          this.await(unit, key, policy, call, opensOn === null ? manifest.launchedAt : instantOf(opensOn, '00:00'),
            typeof dueOn === 'string' ? dueOn : workingDay(dateOf(manifest.launchedAt), dueOn.workingDaysAfterLaunch));
        }
      }
    }
  }

  /** A duty with a date of its own. What opened before the launch is waited for from the launch on. */
  private await(unit: OwingUnit, key: string, policy: string, main: CallName, opensAt: string, dueOn: string): void {
    const duty = this.add(unit, key, { status: 'awaited', opensAt, originalDueOn: dueOn, ownDueOn: dueOn, policy, main });
    begin(duty, main, opensAt > this.manifest.launchedAt ? opensAt : this.manifest.launchedAt, dueOn);
  }

  private add(unit: OwingUnit, key: string, given: Partial<Duty>): Duty {
    const duty: Duty = { unit, key, status: '', spans: [], onTime: null, originalDueOn: null, ownDueOn: '', policy: '', main: 'sign', opensAt: null, signed: new Set(), objectedAt: null, version: 1, figures: { value: 0, byPeriod: {} }, supplement: null, about: null, deadline: null, stages: [], assisting: [], issuedAt: null, department: null, passed: new Set(), moved: [], byHand: [], phoned: [], ...given };
    this.duties.set(`${unit.id}/${key}`, duty);
    return duty;
  }

  issue(unit: OwingUnit, at: string): void {
    const letter = this.duty(unit.id, 'letter');
    if (letter.status !== 'drafted') throw new Error(`${unit.name}: the letter is issued twice`);
    const dueOn = dueWithin('sign', at);
    Object.assign(letter, { status: 'issued', originalDueOn: dueOn, opensAt: at });
    begin(letter, 'sign', at, dueOn);
  }

  /** What time alone does until an act: the ladder drafts orders, pauses begin and end. */
  passTime(until: string): void {
    for (;;) {
      const draft = this.nextDraft();
      const boundary = this.pauses.nextBoundary();
      const [money] = this.moneyDrafts;
      const moot = this.moneyOrders.map((one) => one.until).sort()[0];
      const next = [draft?.at, boundary, money?.at, moot].filter((at) => at !== undefined).sort()[0];
      if (next === undefined || next >= until) return;
      if (next === boundary) this.pauses.cross(boundary, this.dutiesOf);
      else if (next === moot) this.withdrawForMoney(moot);
      else if (money && next === money.at) this.draftForMoney(money);
      else if (draft) {
        this.drafted.add(draft.name);
        this.draft(draft.report.unit, draft.at, { about: draft.report });
      }
    }
  }

  /** The line says that money lies at a unit past its date: an order is drafted there. */
  private draftForMoney({ unit: id, line, at, until }: ReturnType<typeof draftsOf>[number]): void {
    this.moneyDrafts.shift();
    this.messages.push(`funds-line/${this.manifest.cycle}/${line} → ${this.stream(id)}`);
    const unit = this.manifest.units.find((one) => one.id === id);
    if (!unit) throw new Error(`${id} has no year of its own`);
    const order = this.draft(unit, at, {});
    if (until !== null) this.moneyOrders.push({ order, line, until });
  }

  private withdrawForMoney(at: string): void {
    for (const one of this.moneyOrders.filter(({ until }) => until === at)) {
      this.moneyOrders.splice(this.moneyOrders.indexOf(one), 1);
      this.messages.push(`funds-line/${this.manifest.cycle}/${one.line} → ${this.stream(one.order.unit.id)}`);
      if (one.order.status === 'drafted') settle(one.order, 'discarded', at);
    }
  }

  /** The ladder drafts an order to whoever has not reported so long after the date: the next one to come. */
  private nextDraft(): { name: string; at: string; report: Duty } | undefined {
    let next: { name: string; at: string; report: Duty } | undefined;
    for (const report of this.duties.values()) {
      const span = report.spans.at(-1);
      if (span?.call !== 'report' || span.until !== null || this.pauses.isPausedNow(report.unit.id)) continue;
      const name = `${report.unit.id}/${report.key}/${span.dating}`;
      const at = stageAt({ id: 'draft', when: draftAfter, tell: [] }, span);
      if (!this.drafted.has(name) && (next === undefined || at < next.at)) next = { name, at, report };
    }
    return next;
  }

  private dutiesOf = (unit: string): Duty[] => [...this.duties.values()].filter((duty) => duty.unit.id === unit);

  /** An act on the whole cycle: each unit that it is about hears of it. */
  performForAll({ command, at, body }: ActDone): void {
    switch (command) {
      case 'moveDates':
        return this.moveForMany(at, body as { duty: string; dueOn: string; under: string });
      case 'changeCalendar':
        return this.changeCalendar(at);
      case 'setPause': {
        const { under, ...spell } = body as unknown as Spell & { under: string };
        const id = `p${(this.pausesSet += 1)}`;
        return this.tell(this.under(under), ({ id: unit }) => this.pauses.set(unit, id, spell));
      }
      case 'endPause':
        this.tell(this.manifest.units.filter(({ id }) => this.pauses.spellsOf(id).length > 0), ({ id }) => this.pauses.end(id, String(body?.['pause']), at));
        return this.pauses.cross(at, this.dutiesOf);
      case 'closeCycle':
        for (const duty of this.duties.values()) lapse(duty, at);
    }
  }

  /** Word of the cycle to units whose year goes on, and what it does to each: an order may come until the year is closed, but to an assisting unit. */
  private tell(units: readonly OwingUnit[], change: (unit: OwingUnit) => void): void {
    for (const unit of units.filter(({ id, type }) => type !== 'assistingUnit' || !this.dutiesOf(id).every(isSettled))) {
      this.messages.push(`cycle/${this.manifest.cycle} → ${this.stream(unit.id)}`);
      change(unit);
    }
  }

  /** A later date by one act, for whoever still has it to keep. */
  private moveForMany(at: string, { duty: key, dueOn, under }: { duty: string; dueOn: string; under: string }): void {
    const owing = this.under(under).filter(({ id }) => {
      const duty = this.duties.get(`${id}/${key}`);
      const span = duty?.spans.at(-1);
      return duty?.main === span?.call && span?.until === null && span.dueOn < dueOn;
    });
    this.tell(owing, ({ id }) => this.move(this.duty(id, key), at, dueOn, 'collective'));
  }

  /** The holiday notice takes the place of the provisional year: what rests on it gets the date it now has. */
  private changeCalendar(at: string): void {
    this.tell(this.manifest.units, (unit) => {
      for (const duty of this.dutiesOf(unit.id)) {
        const dueOn = redated[duty.key];
        if (dueOn !== undefined && duty.spans.at(-1)?.until === null && current(duty).call === duty.main) this.move(duty, at, dueOn, 'calendar');
      }
    });
  }

  private move(duty: Duty, at: string, dueOn: string, why: MovedBy): void {
    duty.ownDueOn = dueOn;
    redate(duty, at, dueOn, why);
  }

  /** The unit and all that stand below it. */
  private under(top: string): OwingUnit[] {
    return this.manifest.units.filter((unit) => isUnder(this.manifest.units, unit, top));
  }

  private draft(unit: OwingUnit, at: string, given: Partial<Duty>): Duty {
    const n = [...this.duties.values()].filter((duty) => duty.unit.id === unit.id && isOrder(duty)).length + 1;
    const order = this.add(unit, `order-${n}`, { status: 'drafted', opensAt: at, ...given });
    begin(order, 'issue', at, dueWithin('issue', at));
    return order;
  }

  perform(act: ActDone): void {
    if (act.command === 'draftOrder') {
      const unit = this.manifest.units.find(({ id }) => id === act.unit);
      if (unit) this.draft(unit, act.at, { deadline: act.dates?.deadline ?? null, stages: [...(act.dates?.stages ?? [])], assisting: act.dates?.assisting ?? [] });
      return;
    }
    const duty = this.duty(act.unit ?? '', act.duty ?? '');
    const rule = rules[act.command];
    if (!rule) throw new Error(`the checks know no act ${act.command}`);
    const was = duty.status;
    rule(duty, act, [...this.duties.values()].filter((other) => other.unit.id === duty.unit.id && other.policy === duty.policy));
    if (duty.status !== was) this.tellDepartments(duty, act.at);
    if (duty.key === 'letter' && duty.status === 'inForce' && act.command !== 'withdrawSupplement') this.inForce(duty, act.at);
    if (act.command === 'allocateTargets') this.allocate(duty, act);
    if (act.command === 'requestExtension') this.request(duty, act.at);
    if (act.command === 'issueOrder') this.number(duty);
    if (act.command === 'submitReport') this.withdraw(duty, act.at);
  }

  /** More time is asked for: the request lies with the office above, with a date of its own. */
  private request(duty: Duty, at: string): void {
    const n = [...this.duties.values()].filter((one) => one.unit === duty.unit && one.key.startsWith('extension-')).length + 1;
    begin(this.add(duty.unit, `extension-${n}`, { status: 'requested', opensAt: at, about: duty }), 'decide', at, dueWithin('decide', at));
  }

  /** A report received is put before the departments; returned, they are not asked; accepted, that is the end of it. */
  private tellDepartments(report: Duty, at: string): void {
    for (const one of this.duties.values()) {
      if (one.unit !== report.unit || one.department === null || one.key !== `${report.key}-by-${one.department}`) continue;
      // The figures of the departments are the same each time the script sends them: whoever has answered is not asked again.
      if (report.status === 'submitted' && one.status === 'idle') {
        const dueOn = dueWithin('verify', at);
        one.originalDueOn ??= dueOn;
        one.status = 'waiting';
        begin(one, 'verify', at, dueOn);
      } else if (report.status === 'returned' && one.status === 'waiting') settle(one, 'idle', at);
      else if (report.status === 'accepted') {
        if (one.status === 'waiting') current(one).until = at;
        one.status = 'concluded';
      }
    }
  }

  /** A letter in force is passed down: as planned where that reaches its target, else by its leaders. */
  private inForce(letter: Duty, at: string): void {
    const allocation = this.allocations.get(letter.unit.id);
    if (!allocation) return;
    const duty = this.duty(letter.unit.id, 'allocation');
    const isSame = JSON.stringify(allocation.target) === JSON.stringify(letter.figures);
    if (duty.status !== 'waiting' && isSame) return;
    allocation.target = letter.figures;
    duty.opensAt = at;
    if (reaches(totalOf([...allocation.shares.values()]), letter.figures)) {
      Object.assign(duty, { status: 'allocated', originalDueOn: null });
      allocation.isShort = false;
      this.passDown(letter.unit, allocation, [...allocation.shares.keys()], at);
      return;
    }
    const dueOn = dueWithin('allocate', at);
    Object.assign(duty, { status: 'open', originalDueOn: dueOn });
    begin(duty, 'allocate', at, dueOn);
  }

  private allocate(duty: Duty, { at, given, unit }: ActDone): void {
    const allocation = this.allocations.get(unit ?? '');
    if (!allocation) throw new Error(`${duty.unit.name} passes nothing down`);
    const told = (given?.shares ?? []).map((share) => {
      const before = allocation.shares.get(share.unit);
      if (!before || share.indicator !== ofVillage) throw new Error(`${share.unit} carries no ${share.indicator}`);
      allocation.shares.set(share.unit, changed(before, share));
      return share.unit;
    });
    allocation.isShort = !reaches(totalOf([...allocation.shares.values()]), allocation.target);
    if (allocation.isShort && !given?.overrideReason) throw new Error(`${duty.unit.name}: short without a reason`);
    duty.onTime = at < endOf(current(duty).dueOn);
    settle(duty, 'allocated', at);
    this.passDown(duty.unit, allocation, allocation.firstAt === null ? [...allocation.shares.keys()] : told, at);
  }

  /** The first time the letters directly below are issued with their shares; later only word is sent. */
  private passDown(unit: OwingUnit, allocation: Allocation, told: readonly string[], at: string): void {
    const isFirst = allocation.firstAt === null;
    allocation.firstAt ??= at;
    for (const below of this.below(unit).filter(({ id }) => told.includes(id))) {
      this.messages.push(`${this.stream(unit.id)} → ${this.stream(below.id)}`);
      if (!isFirst) continue;
      this.duty(below.id, 'letter').figures = allocation.shares.get(below.id) ?? this.duty(below.id, 'letter').figures;
      this.issue(below, at);
    }
  }

  private below = ({ id }: OwingUnit): OwingUnit[] => this.manifest.units.filter(({ superior }) => superior === id);

  /** An order asks the cycle for its number, and is answered. */
  private number({ unit, key }: Duty): void {
    const [stream, cycle] = [this.stream(unit.id), `cycle/${this.manifest.cycle}`];
    this.messages.push(`${stream} → ${cycle}`, `${cycle} → ${stream}`);
    this.numbered.push(`${this.manifest.cycle}/${unit.id}/${key}`);
  }

  /** What an undecided draft is about has come: nobody needs to decide any more. */
  private withdraw(report: Duty, at: string): void {
    for (const order of this.duties.values()) if (order.about === report && order.status === 'drafted') settle(order, 'discarded', at);
  }

  private duty(unit: string, key: string): Duty {
    const duty = this.duties.get(`${unit}/${key}`);
    if (!duty) throw new Error(`nobody owes ${unit}/${key}`);
    return duty;
  }

  private stream(unit: string): string {
    return `unit-year/${this.manifest.cycle}/${unit}`;
  }

  expected(): Expected {
    const expected: Expected = { figures: this.figures(), allocations: this.passedDown(), duties: new Map(), notices: new Map(), escalations: new Map(), moved: [], messages: this.messages, numbered: this.numbered };
    for (const duty of this.duties.values()) {
      const obligation = `${this.manifest.cycle}/${duty.unit.id}/${duty.key}`;
      expected.duties.set(obligation, this.ending(duty, obligation));
      expected.moved.push(...duty.moved.map((move) => `${obligation} ${move}`));
      const spells = this.pauses.spellsOf(duty.unit.id);
      for (const span of duty.spans) tellStages(this.manifest, duty, obligation, span, spells, expected);
      for (const span of duty.spans) tellByHand(this.manifest, duty, obligation, span, expected);
      tellAssisting(this.manifest, duty, obligation, expected);
    }
    tellChased(this.manifest, expected);
    tellBehind(this.manifest, expected);
    return expected;
  }

  private figures(): Expected['figures'] {
    return [...this.duties.values()].filter(({ key, status }) => key === 'letter' && status !== 'drafted')
      .map(({ unit, version, figures }) => ({ unit: unit.id, indicator: unit.type === 'village' ? ofVillage : ofUnit, ...figures, version }));
  }

  private passedDown(): Expected['allocations'] {
    return [...this.allocations].flatMap(([unit, { shares, isShort, firstAt }]) =>
      (firstAt === null ? [] : [{ unit, at: firstAt, sum: totalOf([...shares.values()]).value, isShort }]));
  }

  private ending(duty: Duty, obligation: string): ExpectedDuty {
    const span = duty.spans.at(-1);
    const open = span && span.until === null ? span : null;
    // 未核: the date is past and nobody has answered.
    if (duty.status === 'waiting' && open && endOf(open.dueOn) <= this.manifest.clock) duty.status = 'unverified';
    return {
      obligation, unit: duty.unit.id, key: duty.key, status: duty.status, light: lightOf(duty, open, this.manifest.clock), onTime: duty.onTime,
      waitsFor: open ? nameOf(open.call) : null, dueOn: open?.dueOn ?? null, originalDueOn: duty.originalDueOn,
    };
  }
}
