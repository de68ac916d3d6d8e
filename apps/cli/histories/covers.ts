import { cycleDecider } from '#libs/domain/cycle/cycle';
import { fundsLineDecider } from '#libs/domain/funds/funds-line';
import { projectDecider } from '#libs/domain/project/project-decider';
import { noticeDecider } from '#libs/domain/public-notice/notice-decider';
import { unitYearDecider } from '#libs/domain/unit-year/unit-year';
import { workflowTypes } from '#libs/platform/workflow-ids';

/** A history as JSON (proto3's), as far as we look at it. */
export interface HistoryJson {
  events: HistoryEvent[];
}

interface Payloads {
  payloads?: { data?: string }[];
}

interface HistoryEvent {
  eventType: string;
  workflowExecutionStartedEventAttributes?: { workflowType?: { name?: string }; input?: Payloads };
  workflowExecutionUpdateAcceptedEventAttributes?: { acceptedRequest?: { input?: { name?: string; args?: Payloads } } };
  workflowExecutionUpdateCompletedEventAttributes?: { outcome?: { success?: Payloads } };
  markerRecordedEventAttributes?: { markerName?: string; details?: Record<string, Payloads> };
  activityTaskScheduledEventAttributes?: { activityType?: { name?: string } };
}

/**
 * What of a workflow has to be found again in a kept history, as `type.what`: each command of its decider, and each way of its
 * own to go on: a pause, a new date, a timer and its replacement, an ordinary activity, a fresh run and what it begins with, the mark of a changed rule.
 */
export function wanted(): string[] {
  const all = (type: string, whats: readonly string[]): string[] => whats.map((what) => `${type}.${what}`);
  return [
    ...all(workflowTypes.unitYear, [...unitYearDecider.commands, 'wake', 'pause', 'newDate', 'timer', 'timerFired', 'timerReplaced', 'patientRecord', 'setAside', 'continueAsNew', 'carriedOver', ...(unitYearDecider.changes ?? []).map((change) => `since/${change}`)]),
    ...all(workflowTypes.cycle, [...cycleDecider.commands, 'launchUnits', 'advanceDrill', 'endUnits']),
    ...all(workflowTypes.fundsLine, [...fundsLineDecider.commands]),
    ...all(workflowTypes.project, [...projectDecider.commands]),
    ...all(workflowTypes.publicNotice, [...noticeDecider.commands]),
    ...all(workflowTypes.relay, ['relay']),
    ...all(workflowTypes.dispatcher, ['dispatch']),
  ];
}

/** The system's acts that end a cycle's long work come from the workflow itself, once the activity is done. */
const endOf: Record<string, (given: ReadonlySet<string>) => string> = {
  launchUnits: () => 'finishLaunch',
  advanceDrill: () => 'finishAdvance',
  endUnits: (given) => (given.has('cancelCycle') ? 'finishCancel' : 'finishClose'),
};

const eventWays: Record<string, string> = {
  EVENT_TYPE_TIMER_STARTED: 'timer',
  EVENT_TYPE_TIMER_FIRED: 'timerFired',
  EVENT_TYPE_TIMER_CANCELED: 'timerReplaced',
  EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW: 'continueAsNew',
};

/** What of its workflow a history shows, in the words of `wanted`. */
export function coveredBy({ events }: HistoryJson): { type: string; covers: string[] } {
  const started = events[0]?.workflowExecutionStartedEventAttributes;
  const type = started?.workflowType?.name ?? '';
  const whats = new Set<string>();
  const start = decoded(started?.input) as { opening?: { command?: string }; carried?: object } | undefined;
  if (!start?.carried && start?.opening?.command) whats.add(start.opening.command);
  const isEnding = events.at(-1)?.eventType === 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED';
  const activities = new Set<string>();
  for (const event of events) {
    const request = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    if (request?.name) {
      whats.add(request.name);
      // A fresh run in which nothing was done yet shows nothing of how it goes on.
      if (start?.carried) whats.add('carriedOver');
      const kind = ((decoded(request.args) as { input?: { body?: { kind?: string } } } | undefined)?.input?.body?.kind);
      if (request.name === 'hear' && kind === 'pauseSet') whats.add('pause');
    }
    const happened = (decoded(event.workflowExecutionUpdateCompletedEventAttributes?.outcome?.success) as { events?: string[] } | undefined)?.events ?? [];
    if (happened.includes('dueMoved')) whats.add('newDate');
    const activity = event.activityTaskScheduledEventAttributes?.activityType?.name;
    if (activity) activities.add(activity);
    const patch = (decoded({ payloads: event.markerRecordedEventAttributes?.details?.['patch-data']?.payloads ?? [] }) as { id?: string } | undefined)?.id;
    if (patch) whats.add(`since/${patch}`);
    const way = eventWays[event.eventType];
    if (way) whats.add(way);
  }
  for (const activity of activities) {
    whats.add(activity === 'record' ? 'patientRecord' : activity);
    const end = endOf[activity]?.(whats);
    // The last act of a cycle ends its workflow.
    if (end && (isEnding || end === 'finishLaunch' || end === 'finishAdvance')) whats.add(end);
  }
  return { type, covers: [...whats].map((what) => `${type}.${what}`).sort() };
}

/** The first argument or result, where it is JSON. */
function decoded(payloads: Payloads | undefined): unknown {
  const data = payloads?.payloads?.[0]?.data;
  return data ? JSON.parse(Buffer.from(data, 'base64').toString('utf8')) : undefined;
}

export interface Candidate {
  /** What it is called among the kept: type and a number. */
  workflowId: string;
  type: string;
  covers: string[];
  gzipped: Buffer;
  events: number;
}

/**
 * The fewest histories that show all that any of them shows: the one that adds most each time, the smaller of two that add as much.
 *
 * @param shown what is kept already
 */
export function chosen(candidates: readonly Candidate[], shown: readonly Candidate[] = []): Candidate[] {
  const open = new Set(wanted());
  for (const what of shown.flatMap(({ covers }) => covers)) open.delete(what);
  const kept: Candidate[] = [];
  for (;;) {
    const gain = ({ covers }: Candidate): number => covers.filter((what) => open.has(what)).length;
    const best = [...candidates].sort((a, b) => gain(b) - gain(a) || a.gzipped.length - b.gzipped.length)[0];
    if (!best || gain(best) === 0) return kept;
    kept.push(best);
    for (const what of best.covers) open.delete(what);
  }
}
