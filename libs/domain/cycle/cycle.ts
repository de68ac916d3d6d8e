import type { CalendarChange } from '../calendar/change.ts';
import { noEffects, reject } from '../decider.ts';
import type { Context, Decider, Happened, Json, Rejection, TransitionTable } from '../decider.ts';
import type { Shortfall } from '../allocation/allocation.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { WhoMay } from '../may.ts';
import type { DraftReview } from './changes.ts';
import { noticesOf } from './next-year.ts';
import type { NextYearWaits, Telling } from './next-year.ts';
import type { NumberGiven, NumberWanted } from './series.ts';
import { addDays, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { SetDate } from '../policy/set-dates.ts';
import { unitYearStream } from '../policy/streams.ts';

/** What a campaign's year may become. */
export const cycleTransitions = {
  none: { draft: 'draft' },
  draft: { amend: 'draft', redraft: 'draft', launch: 'launching', cancel: 'cancelled' },
  launching: { finishLaunch: 'open' },
  open: { extend: 'open', recalendar: 'open', pause: 'open', resume: 'open', await: 'open', advance: 'advancing', close: 'closing', cancel: 'cancelling' },
  advancing: { finishAdvance: 'open' },
  closing: { finishClose: 'closed' },
  closed: {},
  cancelling: { finishCancel: 'cancelled' },
  cancelled: {},
} as const satisfies TransitionTable;

export type CycleStatus = keyof typeof cycleTransitions;

/** What an administrator decides when drafting a year; the versions it rests on are pinned with it. */
export interface CycleDraft {
  campaign: string;
  year: number;
  title: string;
  /** A drill (演练) starts its own clock at this instant; a live cycle has none. */
  drillFrom: Instant | null;
  pack: { id: string; version: string; digest: string };
  calendarVersion: string;
  /** The calendar's last day: the drill's clock goes no further. */
  calendarUntil: string;
  root: string;
  /** The document that requires the letters, and the minutes that approved them. */
  requiredBy: DocumentReference | null;
  approvedBy: DocumentReference | null;
  /** Where the letters directly below do not add up to the root's totals: why the year is drafted all the same. */
  targetsOverride?: { reason: string; shortfalls: Shortfall[] } | null;
  /** Set in the place of the rules'. */ dueDates?: SetDate[];
}

/** More letters for some units than a year allows, and why they are signed all the same. */
export interface OverSigning {
  reason: string;
  limit: number;
  /** How many units have more. */
  units: number;
}

export interface Cycle {
  status: CycleStatus;
  now: Instant;
  id: string;
  draft: CycleDraft | null;
  launchedAt: Instant | null;
  /** Streams started by the launch. */
  units: number;
  /** Where the drill's clock is being moved to. */
  advancingTo: Instant | null;
  cancelledFor: string | null;
  /** Pauses by id, `p1` first. */
  pauses: Record<string, SetPause>;
  overSigning: OverSigning | null;
  /** What the draft of the next year waits for, and how often that was told. */
  nextYear?: NextYearWaits & { at: Instant; told: number };
  /** The last number given in each series. */
  series: Record<string, number>;
  /** The last message heard from each sender. */
  heard: Record<string, number>;
}

/** A pause of the units under one unit, with the document it rests on. */
export interface SetPause {
  under: string;
  from: Instant;
  to: Instant | null;
  reason: string;
  document: DocumentReference | null;
}

export type CycleEvent =
  /** Where nobody asked for it, the Schedule did, and tells; what changed since last year stays in the journal. */
  | { type: 'cycleDrafted'; id: string; draft: CycleDraft; review?: DraftReview; tell?: Telling }
  | { type: 'cycleRedrafted'; draft: CycleDraft; review: DraftReview; by: string }
  | { type: 'nextYearAwaited'; waits: NextYearWaits; tell: Telling }
  | { type: 'cycleAmended'; requiredBy: DocumentReference | null; approvedBy: DocumentReference | null }
  | { type: 'launchStarted'; by: string; overSigning?: OverSigning }
  | { type: 'launchFinished'; units: number }
  | { type: 'advanceStarted'; to: Instant; by: string }
  | { type: 'advanceFinished'; to: Instant }
  | ({ type: 'datesMoved'; by: string } & ManyDates)
  | ({ type: 'calendarChanged'; units: string[]; by: string } & CalendarChange)
  | ({ type: 'pauseSet'; pause: string; units: string[]; by: string } & SetPause)
  | { type: 'pauseEnded'; pause: string; to: Instant; units: string[]; by: string }
  | { type: 'closeStarted'; by: string }
  | { type: 'closeFinished'; units: number }
  | { type: 'cancelStarted'; reason: string; by: string }
  | { type: 'cancelFinished'; units: number }
  /** A message from a unit's year, heard once. */
  | { type: 'received'; from: string; n: number; body: Json }
  /** The next number of a series, given to a paper of a unit's year. */
  | { type: 'numberGiven'; series: string; n: number; to: string; duty: string }
  | { type: 'actRefused'; command: string; code: string };

export type CycleCommand =
  | { name: 'draftCycle'; input: { id: string; draft: CycleDraft; review?: DraftReview; tell?: Telling } }
  | { name: 'redraftCycle'; input: { draft: CycleDraft; review: DraftReview } }
  | { name: 'awaitNextYear'; input: { waits: NextYearWaits; tell: Telling } }
  | { name: 'amendCycle'; input: { requiredBy: DocumentReference | null; approvedBy: DocumentReference | null } }
  | { name: 'launchCycle'; input: { overSigning?: OverSigning } }
  | { name: 'finishLaunch'; input: { units: number } }
  | { name: 'advanceClock'; input: { to: Instant } }
  | { name: 'finishAdvance'; input: { to: Instant } }
  | { name: 'moveDates'; input: ManyDates }
  | { name: 'changeCalendar'; input: CalendarChange & { units: string[] } }
  | { name: 'setPause'; input: Omit<SetPause, 'from'> & { from: Instant | null; units: string[] } }
  | { name: 'endPause'; input: { pause: string; units: string[] } }
  | { name: 'closeCycle'; input: Record<string, never> }
  | { name: 'finishClose'; input: { units: number } }
  | { name: 'cancelCycle'; input: { reason: string } }
  | { name: 'finishCancel'; input: { units: number } }
  | { name: 'hear'; input: { from: string; n: number; body: Json } };

/** One act for many units (集体延期): the duty, its new date, the units, and the document it is done by. */
export interface ManyDates {
  duty: string;
  dueOn: LocalDate;
  units: string[];
  document: DocumentReference;
  reason: string;
}

const administrator: WhoMay = { function: 'administrator', of: 'root' };

type Rule = { edge: string; who: WhoMay; decide(cycle: Cycle, input: never, context: Context): readonly CycleEvent[] | Rejection };

const by = (context: Context): string => context.actor?.person ?? '';

/** The cycle's commands: who may, which edge, which rule. */
export const cycleCommands = {
  draftCycle: {
    edge: 'draft', who: administrator,
    decide: (_cycle: Cycle, input: { id: string; draft: CycleDraft; review?: DraftReview; tell?: Telling }) => [{ type: 'cycleDrafted', ...input }],
  },
  /** Lays a draft out anew, by the pack, the tree and the holidays as they are now; the documents entered for it stay. */
  redraftCycle: {
    edge: 'redraft', who: administrator,
    decide: (_cycle: Cycle, input: { draft: CycleDraft; review: DraftReview }, context: Context) => [{ type: 'cycleRedrafted', ...input, by: by(context) }],
  },
  /**
   * Says in the year that runs what the next year's draft waits for, once for each reason.
   *
   * @rejects alreadyAwaited
   */
  awaitNextYear: {
    edge: 'await', who: { system: true },
    decide: ({ nextYear }: Cycle, { waits, tell }: { waits: NextYearWaits; tell: Telling }) => (nextYear?.year === waits.year && nextYear.zh === waits.zh
      ? reject('alreadyAwaited', { year: waits.year })
      : [{ type: 'nextYearAwaited', waits, tell }]),
  },
  amendCycle: {
    edge: 'amend', who: administrator,
    decide: (_cycle: Cycle, input: { requiredBy: DocumentReference | null; approvedBy: DocumentReference | null }) => [{ type: 'cycleAmended', ...input }],
  },
  /** @rejects letterWithoutDocument, letterWithoutMinutes — no year of letters without the document that requires them */
  launchCycle: {
    edge: 'launch', who: administrator,
    decide: (cycle: Cycle, { overSigning }: { overSigning?: OverSigning }, context: Context) => {
      if (!cycle.draft?.requiredBy) return reject('letterWithoutDocument', {}, '/requiredBy');
      if (!cycle.draft.approvedBy) return reject('letterWithoutMinutes', {}, '/approvedBy');
      return [{ type: 'launchStarted', by: by(context), ...(overSigning ? { overSigning } : {}) }];
    },
  },
  finishLaunch: { edge: 'finishLaunch', who: { system: true }, decide: (_cycle: Cycle, { units }: { units: number }) => [{ type: 'launchFinished', units }] },
  /** @rejects notADrill, clockBackwards, clockBeyondCalendar */
  advanceClock: {
    edge: 'advance', who: administrator,
    decide: (cycle: Cycle, { to }: { to: Instant }, context: Context) => {
      if (!cycle.draft?.drillFrom) return reject('notADrill');
      if (to <= cycle.now) return reject('clockBackwards', { now: cycle.now, to }, '/to');
      const { calendarUntil } = cycle.draft;
      if (localDateOf(to) > calendarUntil) return reject('clockBeyondCalendar', { until: calendarUntil }, '/to');
      return [{ type: 'advanceStarted', to, by: by(context) }];
    },
  },
  finishAdvance: { edge: 'finishAdvance', who: { system: true }, decide: (cycle: Cycle, { to }: { to: Instant }) => (to === cycle.advancingTo ? [{ type: 'advanceFinished', to }] : reject('otherAdvance', { to: cycle.advancingTo })) },
  /** Moves the date of one duty for many units; each hears of it, and moves what is its own to keep. */
  moveDates: {
    edge: 'extend', who: { function: 'issuer', of: 'root' },
    decide: (_cycle: Cycle, input: ManyDates, context: Context) => [{ type: 'datesMoved', ...input, by: by(context) }],
  },
  /**
   * Puts the official holiday notice in the place of a provisional year: each unit hears of it and moves what rests on it.
   *
   * @rejects calendarUnchanged
   */
  changeCalendar: {
    edge: 'recalendar', who: administrator,
    decide: (cycle: Cycle, input: CalendarChange & { units: string[] }, context: Context) => (input.calendar.version === cycle.draft?.calendarVersion
      ? reject('calendarUnchanged', { version: input.calendar.version })
      : [{ type: 'calendarChanged', ...input, by: by(context) }]),
  },
  /**
   * Stops the clock of duties in a subtree, from an instant that is still to come (now, if none is named).
   *
   * @rejects pauseInPast, pauseEmpty, pauseBeyondCalendar, nothingToPause
   */
  setPause: {
    edge: 'pause', who: administrator,
    decide: (cycle: Cycle, { units, ...input }: Omit<SetPause, 'from'> & { from: Instant | null; units: string[] }, context: Context) => {
      const from = input.from ?? context.now;
      if (from < context.now) return reject('pauseInPast', { from, now: context.now }, '/from');
      if (input.to !== null && input.to <= from) return reject('pauseEmpty', { from, to: input.to }, '/to');
      // What it stops goes on by working days that must be known.
      const until = cycle.draft?.calendarUntil ?? '';
      if (localDateOf(input.to ?? from) > until) return reject('pauseBeyondCalendar', { until }, input.to === null ? '/from' : '/to');
      if (units.length === 0) return reject('nothingToPause', { under: input.under }, '/under');
      return [{ type: 'pauseSet', pause: `p${Object.keys(cycle.pauses).length + 1}`, ...input, from, units, by: by(context) }];
    },
  },
  /** Ends a pause now. @rejects unknownPause, pauseOver */
  endPause: {
    edge: 'resume', who: administrator,
    decide: (cycle: Cycle, { pause: id, units }: { pause: string; units: string[] }, context: Context) => {
      const pause = Object.hasOwn(cycle.pauses, id) ? cycle.pauses[id] : undefined;
      if (!pause) return reject('unknownPause', { pause: id, known: Object.keys(cycle.pauses) });
      if (pause.to !== null && pause.to <= context.now) return reject('pauseOver', { to: pause.to });
      return [{ type: 'pauseEnded', pause: id, to: context.now, units, by: by(context) }];
    },
  },
  /** Ends the year: what is still open in any unit lapses, and says so. */
  closeCycle: { edge: 'close', who: administrator, decide: (_cycle: Cycle, _input: unknown, context: Context) => [{ type: 'closeStarted', by: by(context) }] },
  finishClose: { edge: 'finishClose', who: { system: true }, decide: (_cycle: Cycle, { units }: { units: number }) => [{ type: 'closeFinished', units }] },
  cancelCycle: {
    edge: 'cancel', who: administrator,
    decide: (cycle: Cycle, { reason }: { reason: string }, context: Context) => (cycle.status === 'draft'
      ? [{ type: 'cancelStarted', reason, by: by(context) }, { type: 'cancelFinished', units: 0 }]
      : [{ type: 'cancelStarted', reason, by: by(context) }]),
  },
  finishCancel: { edge: 'finishCancel', who: { system: true }, decide: (_cycle: Cycle, { units }: { units: number }) => [{ type: 'cancelFinished', units }] },
} as const satisfies Record<string, Rule>;

const undrafted: Cycle = {
  status: 'none', now: '1970-01-01T00:00:00.000Z', id: '', draft: null, launchedAt: null, units: 0, advancingTo: null, cancelledFor: null, pauses: {}, overSigning: null, series: {}, heard: {},
};

/** One campaign year: drafted, launched, its drill clock moved, closed or cancelled. It gives the numbers of papers in its series. */
export const cycleDecider: Decider<Cycle, CycleCommand, CycleEvent> = {
  kind: 'cycle',
  initial: undrafted,
  commands: [...Object.keys(cycleCommands), 'hear'],
  decide(cycle, command, context) {
    if (command.name === 'hear') return hear(cycle, command.input);
    const rule: Rule = cycleCommands[command.name];
    const edges = cycleTransitions[cycle.status];
    if (!(rule.edge in edges)) return reject('cycleNotPossibleNow', { status: cycle.status, possible: Object.keys(edges) });
    return rule.decide(cycle, command.input as never, context);
  },
  tick: () => [],
  evolve,
  react: (_before, event, cycle) => {
    const tell = (units: readonly string[], body: Json) => ({ ...noEffects, messages: units.map((unit) => ({ to: unitYearStream(cycle.id, unit), body })) });
    switch (event.type) {
      case 'cycleDrafted':
        // What it waited for is no longer waited for.
        return { ...noEffects, cancel: [{ obligation: event.id, posts: null }], plan: event.tell ? noticesOf(event.id, 'launch', 1, event.tell) : [] };
      case 'nextYearAwaited':
        return { ...noEffects, plan: noticesOf(`${cycle.draft?.campaign}/${event.waits.year}`, 'draftNext', cycle.nextYear?.told ?? 1, event.tell) };
      // Decided about: nobody is asked to look at the draft any more.
      case 'launchStarted':
      case 'cancelStarted':
        return { ...noEffects, cancel: [{ obligation: cycle.id, posts: null }] };
      case 'numberGiven':
        return { ...noEffects, messages: [{ to: event.to, body: answerOf(event) as unknown as Json }] };
      case 'datesMoved':
        return tell(event.units, { kind: 'dueMovedForMany', duty: event.duty, dueOn: event.dueOn, document: `${event.document.number} ${event.document.title}`, reason: event.reason });
      case 'calendarChanged': {
        const { calendar, source, dates } = event;
        return tell(event.units, { kind: 'calendarChanged', calendar, source, dates } as unknown as Json);
      }
      case 'pauseSet':
        return tell(event.units, { kind: 'pauseSet', pause: event.pause, from: event.from, to: event.to, reason: event.reason });
      case 'pauseEnded':
        return tell(event.units, { kind: 'pauseEnded', pause: event.pause, to: event.to });
      default:
        return noEffects;
    }
  },
  nextDeadline: () => null,
  tasksOf: () => [],
  rowsOf: (cycle): Readonly<Record<string, Json>> => (cycle.draft ? { [cycle.id]: cycleRow(cycle) as unknown as Json } : {}),
  isEnded: (cycle) => cycle.status === 'cancelled' || cycle.status === 'closed',
};

/**
 * Hears a unit's year once, whatever the cycle is doing: a number wanted is given at once, the next of its series.
 *
 * @rejects alreadyReceived
 */
function hear(cycle: Cycle, message: { from: string; n: number; body: Json }): readonly CycleEvent[] | Rejection {
  const { from, n, body } = message;
  if (n <= (cycle.heard[from] ?? 0)) return reject('alreadyReceived', { from, n });
  const received: CycleEvent = { type: 'received', ...message };
  if ((body as { kind?: string } | null)?.kind !== 'numberWanted') return [received];
  const { series, duty } = body as unknown as NumberWanted;
  return [received, { type: 'numberGiven', series, n: (cycle.series[series] ?? 0) + 1, to: from, duty }];
}

const answerOf = ({ series, n, duty }: Extract<CycleEvent, { type: 'numberGiven' }>): NumberGiven => ({ kind: 'numberGiven', series, duty, n });

function evolve(cycle: Cycle, event: Happened<CycleEvent>): Cycle {
  const now = event.at > cycle.now ? event.at : cycle.now;
  switch (event.type) {
    case 'cycleDrafted':
      return { ...cycle, now, status: 'draft', id: event.id, draft: event.draft };
    case 'cycleRedrafted':
      return { ...cycle, now, draft: cycle.draft && { ...event.draft, requiredBy: cycle.draft.requiredBy, approvedBy: cycle.draft.approvedBy } };
    case 'nextYearAwaited':
      return { ...cycle, now, nextYear: { ...event.waits, at: event.at, told: (cycle.nextYear?.told ?? 0) + 1 } };
    case 'cycleAmended':
      return { ...cycle, now, draft: cycle.draft && { ...cycle.draft, requiredBy: event.requiredBy, approvedBy: event.approvedBy } };
    case 'launchStarted':
      return { ...cycle, now, status: 'launching', launchedAt: event.at, overSigning: event.overSigning ?? null };
    case 'launchFinished':
      return { ...cycle, now, status: 'open', units: event.units };
    case 'advanceStarted':
      return { ...cycle, now, status: 'advancing', advancingTo: event.to };
    case 'advanceFinished':
      return { ...cycle, now: event.to > now ? event.to : now, status: 'open', advancingTo: null };
    case 'closeStarted':
      return { ...cycle, now, status: 'closing' };
    case 'closeFinished':
      return { ...cycle, now, status: 'closed' };
    case 'cancelStarted':
      return { ...cycle, now, status: 'cancelling', cancelledFor: event.reason };
    case 'cancelFinished':
      return { ...cycle, now, status: 'cancelled' };
    case 'calendarChanged': {
      const { version, from, days } = event.calendar;
      return { ...cycle, now, draft: cycle.draft && { ...cycle.draft, calendarVersion: version, calendarUntil: addDays(from, days.length - 1) } };
    }
    case 'pauseSet': {
      const { under, from, to, reason, document } = event;
      return { ...cycle, now, pauses: { ...cycle.pauses, [event.pause]: { under, from, to, reason, document } } };
    }
    case 'pauseEnded': {
      const pause = cycle.pauses[event.pause];
      return pause ? { ...cycle, now, pauses: { ...cycle.pauses, [event.pause]: { ...pause, to: event.to } } } : { ...cycle, now };
    }
    case 'received':
      return { ...cycle, now, heard: { ...cycle.heard, [event.from]: event.n } };
    case 'numberGiven':
      return { ...cycle, now, series: { ...cycle.series, [event.series]: event.n } };
    case 'datesMoved':
    case 'actRefused':
      return { ...cycle, now };
  }
}

/** A cycle as lists read it. The drill's clock is not here: the advance moves it, step by step. */
export interface CycleRow {
  id: string;
  campaign: string;
  year: number;
  title: string;
  status: CycleStatus;
  isDrill: boolean;
  drillFrom: Instant | null;
  packId: string;
  packVersion: string;
  packDigest: string;
  calendarVersion: string;
  root: string;
  launchedAt: Instant | null;
  units: number;
  advancingTo: Instant | null;
  detail: Cycle;
}

function cycleRow(cycle: Cycle): CycleRow {
  const draft = cycle.draft as CycleDraft;
  return {
    id: cycle.id, campaign: draft.campaign, year: draft.year, title: draft.title, status: cycle.status,
    isDrill: draft.drillFrom !== null, drillFrom: draft.drillFrom,
    packId: draft.pack.id, packVersion: draft.pack.version, packDigest: draft.pack.digest, calendarVersion: draft.calendarVersion,
    root: draft.root, launchedAt: cycle.launchedAt, units: cycle.units, advancingTo: cycle.advancingTo, detail: cycle,
  };
}

/** Who may give a cycle's command. */
export const whoMayInCycle = (name: keyof typeof cycleCommands): WhoMay => cycleCommands[name].who;
