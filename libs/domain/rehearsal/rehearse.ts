import type { PolicyPack } from '../../contracts/policy.ts';
import { isWorkingDay } from '../calendar/calendar.ts';
import { planUnitYear, unitsThatOwe } from '../policy/plan-unit-year.ts';
import type { CycleTerms, TreeUnit } from '../policy/planning.ts';
import { addDays, endOfDay, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import { silentYear } from './silent-year.ts';
import type { SilentYear } from './silent-year.ts';

/** Why a year cannot be launched as it stands, or what somebody should look at first. */
export interface RehearsalFinding {
  severity: 'error' | 'warning';
  code: 'nobodyCanAct' | 'beyondCalendar' | 'postsVacant' | 'dueOnDayOff' | 'dueAfterLongBreak';
  /** How many units it concerns, and some of them. */
  units: number;
  examples: string[];
  duty: string;
  facts: Record<string, string>;
}

/** What a type of unit is asked to fill in over the year, and how much of it is there already. */
export interface Burden {
  unitType: string;
  units: number;
  forms: number;
  figures: number;
  /** Figures that an earlier form of the same unit has given: shown again, not asked again. */
  prefilled: number;
  /** Reminders to one unit in a year in which it does nothing. */
  notices: number;
}

export interface Rehearsal {
  units: number;
  /** Post → notices by month, `2026-04`: as many as the outbox would hold if nobody acted. */
  posts: Map<string, Map<string, number>>;
  /** Escalations if nobody acts: `duty stage` → how many, and the first day. */
  escalations: Map<string, { n: number; from: LocalDate }>;
  findings: RehearsalFinding[];
  burden: Burden[];
}

interface Shape {
  start: UnitYearStart;
  year: SilentYear;
  units: TreeUnit[];
}

/** Days off in a row before a due date that make it a bad one. */
const longBreak = 3;

/**
 * Rehearses a year (预演) over a whole tree with the rules that will run it, before anything is launched: who would be
 * told what when if nobody acted, what falls badly, what cannot work at all.
 *
 * Units that differ only in their names live the same year: it is lived once for each shape and told for every unit.
 *
 * @param isHeld whether a post has a holder on the day of the launch
 */
export function rehearse(terms: CycleTerms, tree: ReadonlyMap<string, TreeUnit>, root: string, launchedAt: Instant, isHeld: (post: string) => boolean = () => true): Rehearsal {
  const { calendar } = terms;
  const until = endOfDay(addDays(calendar.from, calendar.days.length - 40));
  const launchTerms = { ...terms, launchedOn: localDateOf(launchedAt) };
  const owing = unitsThatOwe([...tree.values()], terms.pack);
  const result: Rehearsal = { units: owing.length, posts: new Map(), escalations: new Map(), findings: [], burden: [] };
  const shapes = new Map<string, Shape>();
  const tell = findingsOf(result.findings);
  for (const unit of owing) {
    const key = shapeOf(unit, tree, root, terms.pack, owing);
    const known = shapes.get(key);
    if (known) {
      known.units.push(unit);
      continue;
    }
    try {
      const start = planUnitYear(launchTerms, tree, root, unit);
      shapes.set(key, { start, year: silentYear(start, launchedAt, until), units: [unit] });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      tell('error', 'beyondCalendar', unit.id, '', { cause: error.message });
    }
  }
  for (const shape of shapes.values()) {
    count(result, shape);
    judge(shape, terms, isHeld, tell);
  }
  result.burden = burdenOf([...shapes.values()]);
  return result;
}

/** What makes two units' years differ, apart from their names: types, place in the tree, targets of their own. */
function shapeOf(unit: TreeUnit, tree: ReadonlyMap<string, TreeUnit>, root: string, pack: PolicyPack, owing: readonly TreeUnit[]): string {
  const ownTargets = targetsOfUnits(pack).get(unit.id);
  return JSON.stringify([unit.type, tree.get(unit.under ?? '')?.type, unit.under === root, typesBelow(owing).get(unit.id) ?? '', ownTargets ? unit.id : '']);
}

const kept = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
};

const targetsOfUnits = kept((pack: PolicyPack) => new Map(pack.targets.flatMap((line) => ('unit' in line.for ? [[line.for.unit, true] as const] : []))));

const typesBelow = kept((owing: readonly TreeUnit[]) => {
  const below = new Map<string, Set<string>>();
  for (const { under, type } of owing) if (under !== null) below.set(under, (below.get(under) ?? new Set()).add(type));
  return new Map([...below].map(([unit, types]) => [unit, [...types].sort().join()]));
});

/** The post as another unit of the same shape has it. */
const postIn = (post: string, start: UnitYearStart, unit: TreeUnit): string => {
  const [where = '', kind = ''] = post.split('/');
  return where === start.unit.id ? `${unit.id}/${kind}` : where === start.superior.id ? `${unit.under ?? ''}/${kind}` : post;
};

/** Adds so many times a month's notices to a post's. */
function add(posts: Rehearsal['posts'], post: string, months: ReadonlyMap<string, number>, times: number): void {
  const known = posts.get(post) ?? new Map<string, number>();
  for (const [month, n] of months) known.set(month, (known.get(month) ?? 0) + n * times);
  posts.set(post, known);
}

/** Each post is looked at once a shape: its own in every unit, the one above as often as it has units below. */
function count({ posts, escalations }: Rehearsal, { start, year, units }: Shape): void {
  const byPost = new Map<string, Map<string, number>>();
  for (const { post, at } of year.notices) {
    const months = byPost.get(post) ?? new Map<string, number>();
    const month = localDateOf(at).slice(0, 7);
    byPost.set(post, months.set(month, (months.get(month) ?? 0) + 1));
  }
  const superiors = new Map<string, number>();
  for (const { under } of units) superiors.set(under ?? '', (superiors.get(under ?? '') ?? 0) + 1);
  for (const [post, months] of byPost) {
    const [where = '', kind = ''] = post.split('/');
    if (where === start.unit.id) for (const { id } of units) add(posts, `${id}/${kind}`, months, 1);
    else if (where === start.superior.id) for (const [superior, n] of superiors) add(posts, `${superior}/${kind}`, months, n);
    else add(posts, post, months, units.length);
  }
  for (const { duty, stage, dueAt } of year.reached) {
    const key = `${duty} ${stage}`;
    const day = localDateOf(dueAt);
    const known = escalations.get(key);
    escalations.set(key, { n: (known?.n ?? 0) + units.length, from: known && known.from < day ? known.from : day });
  }
}

type Tell = (severity: RehearsalFinding['severity'], code: RehearsalFinding['code'], unit: string, duty: string, facts: Record<string, string>) => void;

/** One finding for all units it concerns. */
function findingsOf(findings: RehearsalFinding[]): Tell {
  const known = new Map<string, RehearsalFinding>();
  return (severity, code, unit, duty, facts) => {
    const key = JSON.stringify([code, duty, facts]);
    const finding = known.get(key) ?? { severity, code, units: 0, examples: [], duty, facts };
    if (!known.has(key)) findings.push(finding);
    known.set(key, finding);
    finding.units += 1;
    if (finding.examples.length < 5) finding.examples.push(unit);
  };
}

function judge({ start, units }: Shape, { calendar }: CycleTerms, isHeld: (post: string) => boolean, tell: Tell): void {
  const looked = new Set<string>();
  for (const duty of [...start.duties, ...start.templates]) {
    for (const [name, call] of Object.entries(duty.calls)) {
      // The periods of one duty have the same posts.
      if (looked.has(`${duty.policy} ${name}`)) continue;
      looked.add(`${duty.policy} ${name}`);
      for (const unit of units) {
        const posts = call.posts.map((post) => postIn(post, start, unit));
        if (posts.length === 0) tell('error', 'nobodyCanAct', unit.id, duty.policy, { call: name });
        else if (!posts.some(isHeld)) tell('warning', 'postsVacant', unit.id, duty.policy, { call: name });
      }
    }
    const dueOn = 'dueOn' in duty && typeof duty.dueOn === 'string' ? duty.dueOn : null;
    if (dueOn === null) continue;
    const why = !isWorkingDay(calendar, dueOn) ? 'dueOnDayOff' : daysOffBefore(dueOn, (day) => isWorkingDay(calendar, day)) >= longBreak ? 'dueAfterLongBreak' : null;
    if (why) for (const unit of units) tell('warning', why, unit.id, duty.key, { dueOn });
  }
}

function daysOffBefore(date: LocalDate, isWorked: (day: LocalDate) => boolean): number {
  let days = 0;
  for (let day = addDays(date, -1); !isWorked(day); day = addDays(day, -1)) days += 1;
  return days;
}

function burdenOf(shapes: readonly Shape[]): Burden[] {
  const byType = new Map<string, Burden>();
  for (const { start, year, units } of shapes) {
    const known = byType.get(start.unit.type) ?? { unitType: start.unit.type, units: 0, forms: 0, figures: 0, prefilled: 0, notices: 0 };
    const asked = new Set<string>();
    let [figures, prefilled] = [0, 0];
    for (const duty of start.duties) {
      if (!('asked' in duty)) continue;
      for (const { indicator } of duty.asked) {
        figures += 1;
        if (asked.has(`${duty.policy} ${indicator}`)) prefilled += 1;
        asked.add(`${duty.policy} ${indicator}`);
      }
    }
    const told = year.notices.filter(({ post }) => post.startsWith(`${start.unit.id}/`)).length;
    const forms = start.duties.filter((duty) => duty.kind !== 'letter').length;
    byType.set(start.unit.type, {
      ...known, units: known.units + units.length,
      forms: Math.max(known.forms, forms), figures: Math.max(known.figures, figures), prefilled: Math.max(known.prefilled, prefilled), notices: Math.max(known.notices, told),
    });
  }
  return [...byType.values()];
}
