import { dateOf, endOf, instantOf, slotAfter, workedDays, workingDay } from './calendar.ts';
import { administratorPost, calls, countersigned, departmentHeadPost, departments, leadersInCharge, nearDays, postsOf, quarters, stepsOf, verified, verifierPost } from './ladders.ts';
import type { CallName, Stage, Told } from './ladders.ts';
import type { ActDone, Expected, ExpectedDuty, Manifest, OwingUnit } from './expect.ts';

/** A time during which a duty waited for something, with the date it then had. */
interface Span {
  call: CallName;
  since: string;
  until: string | null;
  dueOn: string;
  dating: number;
  /** Who has done their part of it, and when: one of two leaders has signed. */
  acted: Map<string, string>;
  /** Who had the paper from when on; a report moves inside its unit while its date stays. */
  held: { from: string; posts: string[] }[];
}

interface Duty {
  unit: OwingUnit;
  key: string;
  status: string;
  spans: Span[];
  onTime: boolean | null;
  originalDueOn: string | null;
  opensAt: string | null;
  signed: Set<string>;
  objectedAt: string | null;
  /** Of a verification: whose figures of which report. */
  department: string | null;
  /** Posts that passed the paper on its way through the unit. */
  passed: Set<string>;
}

/**
 * Plays the script's acts through the rules as people state them, by code that shares nothing with the product,
 * and says what must have come of them: each duty's end, each stage that was due while something was owed.
 */
export function expectedOf(manifest: Manifest): Expected {
  const world = new World(manifest);
  for (const unit of manifest.units) if (unit.superior === manifest.root) world.issue(unit, manifest.launchedAt);
  const inOrder = [...manifest.acts].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const act of inOrder) if (act.unit !== null) world.perform(act);
  return world.expected();
}

class World {
  private readonly duties = new Map<string, Duty>();
  private readonly messages: string[] = [];
  private readonly manifest: Manifest;

  constructor(manifest: Manifest) {
    this.manifest = manifest;
    for (const unit of manifest.units) {
      this.add(unit, 'letter', { status: 'drafted' });
      for (const { key, opensOn, dueOn } of quarters) {
        const opensAt = instantOf(opensOn, '00:00');
        const duty = this.add(unit, key, { status: 'awaited', opensAt, originalDueOn: dueOn });
        begin(duty, 'report', opensAt, dueOn);
        for (const department of verified.includes(unit.type) ? departments : []) this.add(unit, `${key}-by-${department}`, { status: 'idle', department });
      }
    }
  }

  private add(unit: OwingUnit, key: string, given: Partial<Duty>): Duty {
    const duty: Duty = { unit, key, status: '', spans: [], onTime: null, originalDueOn: null, opensAt: null, signed: new Set(), objectedAt: null, department: null, passed: new Set(), ...given };
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

  perform(act: ActDone): void {
    const duty = this.duty(act.unit ?? '', act.duty ?? '');
    const rule = rules[act.command];
    if (!rule) throw new Error(`the checks know no act ${act.command}`);
    const was = duty.status;
    rule(duty, act);
    if (duty.status !== was) this.tellDepartments(duty, act.at);
    if (duty.key === 'letter' && duty.status === 'inForce') this.passDown(duty.unit, act.at);
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

  /** A letter in force lets those of the units directly below be issued. */
  private passDown(unit: OwingUnit, at: string): void {
    for (const below of this.manifest.units.filter((one) => one.superior === unit.id)) {
      this.messages.push(`${this.stream(unit.id)} → ${this.stream(below.id)}`);
      this.issue(below, at);
    }
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
    const expected: Expected = { duties: new Map(), notices: new Map(), escalations: new Map(), messages: this.messages };
    for (const duty of this.duties.values()) {
      const obligation = `${this.manifest.cycle}/${duty.unit.id}/${duty.key}`;
      expected.duties.set(obligation, this.ending(duty, obligation));
      for (const span of duty.spans) this.stages(duty, obligation, span, expected);
    }
    return expected;
  }

  private ending(duty: Duty, obligation: string): ExpectedDuty {
    const span = duty.spans.at(-1);
    const open = span && span.until === null ? span : null;
    // 未核: the date is past and nobody has answered.
    if (duty.status === 'waiting' && open && endOf(open.dueOn) <= this.manifest.clock) duty.status = 'unverified';
    return {
      obligation, unit: duty.unit.id, key: duty.key, status: duty.status, light: lightOf(duty, open, this.manifest.clock), onTime: duty.onTime,
      waitsFor: open?.call ?? null, dueOn: open?.dueOn ?? null, originalDueOn: duty.originalDueOn,
    };
  }

  /** Each stage that fell while the duty still waited, up to where the clock stands: once, for each post. */
  private stages(duty: Duty, obligation: string, span: Span, expected: Expected): void {
    const { clock } = this.manifest;
    const moves = span.held.map(({ from }) => from);
    const instants = calls[span.call].stages.flatMap((stage): { stage: Stage; at: string; from: string | null }[] =>
      (stage.when === 'held' ? moves.map((from) => ({ stage, at: slotAfter(from), from })) : [{ stage, at: stageAt(stage, span), from: null }]));
    for (const { stage, at, from } of instants) {
      // Handed on before the slot came: it is told to whoever has it then.
      if (from !== null && span.held.some((one) => one.from > from && one.from < at)) continue;
      if (at === span.until || moves.includes(at)) throw new Error(`${obligation}: an act at the very instant of ${stage.id} decides nothing; move it in the script`);
      if (at < span.since || at > clock || (span.until !== null && at > span.until)) continue;
      const name = `${span.call}.${stage.id}`;
      if (stage.isEscalation) expected.escalations.set(`${obligation}/${name}/${span.dating}`, at);
      for (const post of new Set(stage.tell.flatMap((told) => this.postsTold(duty, told, span, at)))) {
        if ((span.acted.get(post) ?? clock) < at) continue;
        const key = `${obligation}/${name}/${span.dating}/${post}`;
        // A date that came back unchanged is the same dating: what was told then is not told again.
        if (!expected.notices.has(key)) expected.notices.set(key, { key, at, obligation, stage: name, post });
      }
    }
  }

  private postsTold({ unit, department }: Duty, told: Told, span: Span, at: string): string[] {
    // Until it is handed on, the paper is with whoever prepares it.
    if (told === 'holder') return span.held.findLast(({ from }) => from <= at)?.posts ?? [`${unit.id}/${postsOf[unit.type].reporter}`];
    const aboveType = unit.superior === this.manifest.root ? 'district' : (this.manifest.units.find((one) => one.id === unit.superior)?.type ?? 'district');
    switch (told) {
      case 'leaders':
        return postsOf[unit.type].leaders.map((kind) => `${unit.id}/${kind}`);
      case 'reporter':
        return [`${unit.id}/${postsOf[unit.type].reporter}`];
      case 'leaderInCharge':
        return leadersInCharge[unit.type] === undefined ? [] : [`${unit.id}/${leadersInCharge[unit.type]}`];
      case 'verifier':
        return [`${department}/${verifierPost}`];
      case 'departmentHead':
        return [`${department}/${departmentHeadPost}`];
      case 'leadersAbove':
        return postsOf[aboveType].leaders.map((kind) => `${unit.superior}/${kind}`);
      case 'officeAbove':
        return [`${unit.superior}/${postsOf[aboveType].reviewer}`];
      case 'administrator':
        return [`${this.manifest.root}/${administratorPost}`];
    }
  }
}

type Rule = (duty: Duty, act: ActDone) => void;

/** What each act does, by the demo's words for it. */
const rules: Readonly<Record<string, Rule>> = {
  signLetter(letter, { at, posts }) {
    for (const post of posts) {
      letter.signed.add(post);
      current(letter).acted.set(post, at);
    }
    if (!postsOf[letter.unit.type].leaders.every((kind) => letter.signed.has(`${letter.unit.id}/${kind}`))) return;
    letter.onTime = at < endOf(current(letter).dueOn);
    if (countersigned.includes(letter.unit.type)) wait(letter, 'countersigning', 'countersign', at, dueWithin('countersign', at));
    else settle(letter, 'inForce', at);
  },
  objectToLetter(letter, { at }) {
    letter.objectedAt = at;
    wait(letter, 'objected', 'answer', at, dueWithin('answer', at));
  },
  reviseLetter(letter, { at }) {
    letter.signed.clear();
    wait(letter, 'issued', 'sign', at, dueWithin('sign', at));
  },
  refuseObjection(letter, { at }) {
    const signing = letter.spans.findLast((span) => span.call === 'sign');
    const taken = workedDays(dateOf(letter.objectedAt ?? at), dateOf(at));
    wait(letter, 'issued', 'sign', at, workingDay(signing?.dueOn ?? '', taken), true);
  },
  countersignLetter: (letter, { at }) => settle(letter, 'inForce', at),
  submitReport(report, { at }) {
    if (stepsOf[report.unit.type].length === 0) return receive(report, at);
    report.passed.clear();
    report.status = 'inside';
    move(report, at);
  },
  passStep: (report, { at, posts }) => passOn(report, at, posts),
  passStepOffline: (report, { at, signer }) => passOn(report, at, [signer ?? '']),
  returnStep(report, { at, unit }) {
    report.status = 'handedBack';
    current(report).held.push({ from: at, posts: [`${unit}/${postsOf[report.unit.type].reporter}`] });
  },
  confirmFigures: (verification, { at }) => answer(verification, 'confirmed', at),
  disputeFigures: (verification, { at }) => answer(verification, 'disputed', at),
  returnReport(report, { at }) {
    const given = dueWithin('correct', at);
    const own = report.originalDueOn ?? '';
    wait(report, 'returned', 'correct', at, given > own ? given : own);
  },
  acceptReport: (report, { at }) => settle(report, 'accepted', at),
};

/** The report in the hands of the office above. Only the first time decides whether it came in time: a return moves no blame. */
function receive(report: Duty, at: string): void {
  report.onTime ??= at < endOf(report.originalDueOn ?? '');
  wait(report, 'submitted', 'review', at, dueWithin('review', at));
}

/** Who has the paper now: the first step that is not done. None is left: it goes up. */
function move(report: Duty, at: string): void {
  for (const { kinds, all } of stepsOf[report.unit.type]) {
    const posts = kinds.map((kind) => `${report.unit.id}/${kind}`);
    const left = posts.filter((post) => !report.passed.has(post));
    if (all ? left.length === 0 : left.length < posts.length) continue;
    current(report).held.push({ from: at, posts: left });
    return;
  }
  receive(report, at);
}

function passOn(report: Duty, at: string, posts: readonly string[]): void {
  for (const post of posts) report.passed.add(post);
  move(report, at);
}

function answer(verification: Duty, status: string, at: string): void {
  if (verification.status === 'waiting') current(verification).until = at;
  verification.status = status;
}

const dueWithin = (call: CallName, from: string): string => workingDay(dateOf(from), calls[call].within ?? 0);

function current(duty: Duty): Span {
  const span = duty.spans.at(-1);
  if (!span || span.until !== null) throw new Error(`${duty.unit.name} ${duty.key} waits for nothing`);
  return span;
}

function begin(duty: Duty, call: CallName, since: string, dueOn: string, isResumed = false): void {
  const before = duty.spans.filter((span) => span.call === call).at(-1);
  const dating = before === undefined ? 1 : isResumed && before.dueOn === dueOn ? before.dating : before.dating + 1;
  duty.spans.push({ call, since, until: null, dueOn, dating, acted: new Map(isResumed ? before?.acted : []), held: [] });
}

function wait(duty: Duty, status: string, call: CallName, at: string, dueOn: string, isResumed = false): void {
  current(duty).until = at;
  duty.status = status;
  begin(duty, call, at, dueOn, isResumed);
}

function settle(duty: Duty, status: string, at: string): void {
  current(duty).until = at;
  duty.status = status;
}

const stageAt = (stage: Stage, span: Span): string =>
  (typeof stage.when === 'string' ? slotAfter(span.since) : instantOf(workingDay(span.dueOn, stage.when), '09:00'));

/** The light people see: only what the unit itself owes can be near or late. */
function lightOf(duty: Duty, open: Span | null, clock: string): string {
  if (['inForce', 'accepted', 'confirmed', 'concluded'].includes(duty.status)) return 'done';
  if (['objected', 'countersigning', 'submitted', 'waiting', 'unverified', 'disputed'].includes(duty.status)) return 'waiting';
  if (!open || duty.opensAt === null) return 'notYet';
  if (endOf(open.dueOn) <= clock) return 'late';
  if (duty.opensAt > clock) return 'notYet';
  return instantOf(workingDay(open.dueOn, -nearDays), '00:00') <= clock ? 'near' : 'onTrack';
}
