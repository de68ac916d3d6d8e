import type { UnitType } from './ladders.ts';

/** What one check found. `expected` and `found` are figures or short lists a person can read. */
export interface Check {
  name: string;
  expected: unknown;
  found: unknown;
  ok: boolean;
}

/** A unit that owes the campaign something. */
export interface OwingUnit {
  id: string;
  name: string;
  type: UnitType;
  superior: string;
}

/** Whether a unit is another, or stands anywhere below it; all stand below the root. */
export const isUnder = (units: readonly OwingUnit[], { id, superior }: OwingUnit, top: string): boolean =>
  id === top || superior === top || units.some((one) => one.id === superior && isUnder(units, one, top));

/** An act the script gave and the server acknowledged: who did what, when, under which posts. */
export interface ActDone {
  key: string;
  command: string;
  unit: string | null;
  duty: string | null;
  login: string;
  /** The account as the session named it. */
  account: string;
  /** The drill instant at which the script has it. */
  at: string;
  /** The posts it must have been done under, `{unit}/{kind}`. */
  posts: string[];
  /** Of a sign-off on paper: the post that signed, `{unit}/{kind}`. */
  signer?: string;
  /** Of letters and sign-offs on paper: the day they were signed. */
  signedOn?: string;
  /** The person's name, where the script knows it (a post that changes hands, two posts in one hand). */
  person: string | null;
  /** Of an act on the whole cycle: what was sent. */
  body?: Readonly<Record<string, unknown>>;
  /** What an act that decides on targets gave. */
  given?: Given | undefined;
  /** What a drafted order gave: deadline, dates of its stages, units that assist. */
  dates: { deadline: string; stages: readonly string[]; assisting: readonly string[] } | null;
  answer: ActAnswer;
}

export interface GivenFigure {
  indicator: string;
  value: number;
  byPeriod?: Record<string, number>;
}

export interface Given {
  targets?: readonly GivenFigure[];
  shares?: readonly ({ unit: string } & GivenFigure)[];
  overrideReason?: string;
}

export interface ActAnswer {
  stream: string;
  seq: number;
  at: string;
  events: string[];
  status: string | null;
}

/** The same request sent twice, and what came back each time. */
export interface Retry {
  key: string;
  account: string;
  first: ActAnswer;
  second: ActAnswer;
}

/** Figures rolled up, as the office reads them. */
export interface ShownFigures {
  units: { unitType: string; in: number; missing: number; exempt: number }[];
  totals: { unitType: string; indicator: string; value: number | null; units: number }[];
}

/** An act that must be refused: what was answered. */
export interface Refusal {
  what: string;
  key: string;
  account: string;
  /** `{status} {code}` */
  must: string;
  was: string;
}

/** A unit's account of its year, as far as it is checked. */
export interface ShownAccount {
  unit: string;
  isFinal: boolean;
  totals: { duties: number; done: number; onTime: number; late: number; lapsed: number; open: number; escalations: number; explained: number };
}

/** How complete and how timely the reports of a subtree are. */
export interface Completeness {
  expected: number;
  received: number;
  onTime: number;
  onTimeByOriginalDate: number;
  late: number;
  missing: number;
  accepted: number;
}

/** What the office was shown in the course of the run. */
export interface Shown {
  /** Each period's figures at the end. */
  figures: Readonly<Record<string, ShownFigures>>;
  /** Of each period's reports, the root's subtree and each unit directly below it, under the unit's id. */
  completeness: Readonly<Record<string, Readonly<Record<string, Completeness>>>>;
  /** What a preview said would move, as `{unit}/{duty} {from} → {to}`, before the act that moved it. */
  previews: { by: 'collective' | 'calendar'; moves: string[] }[];
  /** Once the year is closed. */
  accounts: ShownAccount[];
}

/** Everything the checks know of a run: written by the script's player, and nothing else is asked of it. */
export interface Manifest {
  scale: 'full' | 'short';
  /** Whose figures: the whole demo's, or the small one's. */
  targets: 'full' | 'short';
  cycle: string;
  slug: string;
  root: string;
  launchedAt: string;
  /** Where the drill's clock stands at the end. */
  clock: string;
  units: OwingUnit[];
  /** Units on the map that somebody else administers. */
  zone: string[];
  /** Posts that nobody holds, and posts whose holder has no address. */
  vacant: string[];
  addressless: string[];
  acts: ActDone[];
  retries: Retry[];
  /** What must have been refused, and was tried. */
  refusals: Refusal[];
  /** What the office was shown. */
  shown: Shown;
  /** Each time the clock was set going: to which drill instant, and when that was in real time. */
  moves: { to: string; begunAt: string }[];
  elapsedMs: number;
}

/** The year was ended, and what was open lapsed. */
export const isClosed = ({ acts }: Manifest): boolean => acts.some(({ command }) => command === 'closeCycle');

/** A duty as it must stand at the end. */
export interface ExpectedDuty {
  obligation: string;
  unit: string;
  key: string;
  status: string;
  light: string;
  onTime: boolean | null;
  waitsFor: string | null;
  dueOn: string | null;
  originalDueOn: string | null;
}

/** A notice that must have been told, once. */
export interface ExpectedNotice {
  key: string;
  at: string;
  obligation: string;
  stage: string;
  post: string;
}

/** What a unit's letter must say at the end of what is passed down, and in which version. */
export interface ExpectedFigure {
  unit: string;
  indicator: string;
  value: number;
  byPeriod: Record<string, number>;
  version: number;
}

/** What a unit must have passed down: when first, and whether short for a reason. */
export interface ExpectedAllocation {
  unit: string;
  at: string;
  sum: number;
  isShort: boolean;
}

export interface Expected {
  figures: ExpectedFigure[];
  allocations: ExpectedAllocation[];
  duties: Map<string, ExpectedDuty>;
  notices: Map<string, ExpectedNotice>;
  /** `{obligation}/{call}.{stage}/{dating}` → its instant. */
  escalations: Map<string, string>;
  /** Each time a date was moved: `{obligation} {call} {from} → {to}, {why}`. */
  moved: string[];
  /** `{from} → {to}` streams. */
  messages: string[];
  /** Obligations of orders that were issued: each has a number. */
  numbered: string[];
}

/** A check by lists: what is missing, what is too much; at most a few of each are shown. */
export function sameSet(name: string, expected: Iterable<string>, found: Iterable<string>): Check {
  const wanted = [...expected];
  const got = [...found];
  const counts = new Map<string, number>();
  for (const one of wanted) counts.set(one, (counts.get(one) ?? 0) + 1);
  for (const one of got) counts.set(one, (counts.get(one) ?? 0) - 1);
  const missing = [...counts].filter(([, n]) => n > 0).map(([one]) => one);
  const extra = [...counts].filter(([, n]) => n < 0).map(([one]) => one);
  const ok = missing.length === 0 && extra.length === 0;
  return { name, expected: wanted.length, found: ok ? got.length : { count: got.length, missing: few(missing), extra: few(extra) }, ok };
}

/** A check by faults: so many were looked at, and these are wrong. None looked at is wrong too. */
export const noFaults = (name: string, looked: number, faults: readonly string[]): Check =>
  ({ name, expected: { looked, faults: 0 }, found: faults.length === 0 ? { looked, faults: 0 } : { looked, faults: faults.length, first: few(faults) }, ok: faults.length === 0 && looked > 0 });

const few = (list: readonly string[]): string[] => (list.length > 6 ? [...list.slice(0, 6), `… ${list.length - 6}`] : [...list]);
