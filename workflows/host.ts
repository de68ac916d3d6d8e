import {
  allHandlersFinished, ApplicationFailure, CancellationScope, condition, defineQuery, defineUpdate, deprecatePatch, DeterminismViolationError, patched, setHandler, sleep, workflowInfo,
} from '@temporalio/workflow';
import type { ActOutcome, ActRequest, RecordedEvent, RecordRequest } from '#libs/contracts/record';
import { isRejection, reject } from '#libs/domain/decider';
import type { Command, Context, Decider, Event, Happened, Json, Rejection } from '#libs/domain/decider';
import { instantFrom, later, millisOf } from '#libs/domain/time/instant';
import type { Instant } from '#libs/domain/time/instant';
import { decidedMark } from './decided.ts';
import { RecordRefused, recordDurably, setAside } from './record-durably.ts';
import { Turn } from './turn.ts';
import type { Waiting } from './turn.ts';

/** What a hosted workflow starts with, and hands to itself at continue-as-new. */
export interface HostStart<S> {
  stream: string;
  cycle: string;
  unit: string | null;
  isDrill: boolean;
  /** The first act of a stream that opens itself. */
  opening?: ActRequest;
  carried?: { state: S; seq: number };
}

/** History events after which a run hands over to a fresh one. */
const longHistory = 1_000;
/** An act older than this counts from its acceptance: a clock that is wrong must not reach into the past. */
const trustedMinutes = 10;

export interface Host<S> {
  readonly state: S;
  readonly isOver: boolean;
  readonly shouldContinue: boolean;
  /** Waits for an act, a wake, or the earliest deadline: one timer, re-armed only when the deadline changes. */
  untilActOrDeadline(): Promise<void>;
  /** One turn: decides all that waits and writes it in one transaction. */
  record(): Promise<void>;
  /** Puts in an act of the system, and waits until it is recorded. */
  submit(request: ActRequest): Promise<void>;
  /** Lets handlers finish and hands over to a fresh run, unless something new came in. */
  continueAsNew(): Promise<void>;
}

const rejection = (why: Rejection, seq?: number): ApplicationFailure =>
  ApplicationFailure.create({ message: why.rejected, type: 'Rejection', nonRetryable: true, details: [why, seq ?? null] });

/**
 * Hosts a decider: one Update per command, a validator that decides on the recorded state, one timer, and turns
 * whose outcome the journal decides. Registers everything before the first await.
 */
export function hostDecider<S extends { now: Instant }, C extends Command, E extends Event>(
  decider: Decider<S, C, E>, start: HostStart<S>, continueWith: (start: HostStart<S>) => Promise<never>,
): Host<S> {
  let state = start.carried?.state ?? decider.initial;
  let seq = start.carried?.seq ?? 0;
  let timer: { at: Instant; scope: CancellationScope } | null = null;
  let isDue = false;
  let isRecording = false;
  /** A wake whose record failed for good is left alone until then; acts go on without it. */
  let wakeBlockedUntil: Instant | null = null;
  const waiting: Waiting[] = [];
  const changes: Record<string, boolean> = {};
  const since = (change: string): boolean => changes[change] ?? false;

  const clock = (): Instant => (start.isDrill ? state.now : later(state.now, instantFrom(Date.now())));
  const instantOf = (request: ActRequest): Instant => {
    if (start.isDrill) return request.receivedAt;
    const accepted = Date.now();
    const received = millisOf(request.receivedAt);
    return instantFrom(received <= accepted && received >= accepted - trustedMinutes * 60_000 ? received : accepted);
  };
  const contextAt = (now: Instant, request: ActRequest | null): Context => ({
    now, since, actor: request && { account: request.account, person: request.person, posts: request.posts },
  });

  // Above the handlers: an act may come with the very first task of the workflow.
  const command = (request: ActRequest): C => ({ name: request.command, input: request.input }) as unknown as C;

  if (start.opening && !start.carried) waiting.push({ request: start.opening, instant: start.opening.receivedAt, outcome: null, failure: null });

  const enqueue = async (entry: Waiting): Promise<ActOutcome> => {
    waiting.push(entry);
    await condition(() => entry.outcome !== null || entry.failure !== null);
    if (entry.outcome) return entry.outcome;
    throw ApplicationFailure.create({ message: entry.failure ?? '', type: 'SetAside', nonRetryable: true });
  };

  /** Why an act is not possible on the recorded state, deciding it and all that follows from it. */
  const refusalOf = (request: ActRequest): Rejection | null => {
    try {
      const decided = decider.decide(state, command(request), contextAt(later(state.now, instantOf(request)), request));
      if (isRejection(decided)) return decided;
      const turn = new Turn(decider, start.stream, state, seq);
      turn.take({ request, instant: instantOf(request), outcome: null, failure: null }, contextAt, command, false);
      decider.nextDeadline(turn.state);
      return null;
    } catch (error) {
      return reject('beyondCalendar', { cause: String(error) });
    }
  };

  for (const name of decider.commands) {
    setHandler(defineUpdate<ActOutcome, [ActRequest]>(name), (request) => enqueue({ request, instant: instantOf(request), outcome: null, failure: null }), {
      validator(request) {
        const twin = request.key === null ? undefined
          : waiting.find(({ request: other }) => other?.account === request.account && other?.key === request.key)?.request;
        if (twin && twin.bodyHash !== request.bodyHash) throw rejection(reject('keyReused'));
        if (start.isDrill && request.receivedAt < state.now) throw rejection(reject('clockMoved', { now: state.now }));
        // What waits or is being written may be about the very duty: whoever asked for it unchanged looks again.
        const isElsewhere = request.expectedSeq !== undefined && (request.expectedSeq !== seq || waiting.length > 0 || isRecording);
        if (isElsewhere) throw rejection(reject('streamBusy'), seq);
        const refused = refusalOf(request);
        // The seq says on which state it was refused: a caller who knows of a later one wakes the stream and asks again.
        if (refused) throw rejection(refused, seq);
      },
    });
  }
  setHandler(defineUpdate<ActOutcome, [{ at: Instant | null }]>('wake'), ({ at }) => enqueue({ request: null, instant: at ?? clock(), outcome: null, failure: null }));
  setHandler(defineQuery<{ seq: number; state: S; rows: Readonly<Record<string, Json>>; nextDeadline: Instant | null }>('view'), () =>
    ({ seq, state, rows: decider.rowsOf(state), nextDeadline: decider.nextDeadline(state) }));

  const fold = (tail: readonly RecordedEvent[]): void => {
    for (const event of tail) {
      state = decider.evolve(state, { ...(event.body as object), at: event.at } as unknown as Happened<E>);
      seq = event.seq;
    }
  };

  /** @throws RecordRefused when a rule itself fails, as beyond the calendar's end: no retry mends that */
  const draft = (entries: readonly Waiting[], withTick: boolean): { turn: Turn<S, C, E>; toRecord: ReturnType<Turn<S, C, E>['toRecord']> } => {
    try {
      const turn = new Turn(decider, start.stream, state, seq);
      for (const entry of entries) turn.take(entry, contextAt, command, withTick);
      if (withTick) turn.tick(later(clock(), turn.state.now), contextAt);
      return { turn, toRecord: turn.toRecord() };
    } catch (error) {
      throw new RecordRefused(String(error));
    }
  };

  /** Records a batch; what the journal already knows is folded and answered, the rest is decided again. */
  const recordBatch = async (batch: readonly Waiting[], withTick: boolean): Promise<void> => {
    let open = [...batch];
    for (;;) {
      const { turn, toRecord } = draft(open, withTick);
      // A wake, and an act without a key, are answered even where nothing happened.
      const isAsked = open.some((entry) => entry.request === null || entry.request.key === null);
      if (turn.events.length === 0 && !isAsked) return;
      const decided = decidedMark(toRecord.events);
      const request: RecordRequest = { stream: start.stream, kind: decider.kind, cycle: start.cycle, unit: start.unit, expectedSeq: seq, ...toRecord, decided };
      const answer = await recordDurably(request);
      if (answer.written) {
        // Only in a replay, where a rule changed and did not ask `since`: to stand still is better than to go on beside the journal.
        if (answer.decided !== undefined && answer.decided !== decided) throw new DeterminismViolationError(`${start.stream} decides otherwise than was recorded up to ${answer.seq}`);
        state = turn.state;
        seq = answer.seq;
        turn.settle();
        return;
      }
      fold(answer.tail);
      open = open.filter((entry) => {
        const known = answer.known.find(({ account, key }) => account === entry.request?.account && key === entry.request.key);
        if (known) entry.outcome = known.bodyHash === entry.request?.bodyHash
          ? known.outcome
          : { kind: 'refused', stream: start.stream, seq, at: state.now, rejection: reject('keyReused') };
        return !known;
      });
    }
  };

  /** A batch that cannot be written is tried act by act; only what is at fault is set aside. */
  const recordOneByOne = async (batch: readonly Waiting[]): Promise<void> => {
    const attempt = async (part: readonly Waiting[], withTick: boolean): Promise<string | null> => {
      try {
        await recordBatch(part, withTick);
        return null;
      } catch (error) {
        if (error instanceof RecordRefused) return error.message;
        throw error;
      }
    };
    const wakeFault = wakeBlockedUntil === null ? await attempt([], true) : null;
    if (wakeFault !== null) {
      wakeBlockedUntil = instantFrom(Date.now() + 3_600_000);
      await setAside({ stream: start.stream, key: `wake/${seq}`, what: 'wake', cause: wakeFault, request: null });
    }
    for (const entry of batch) {
      const fault = await attempt([entry], wakeBlockedUntil === null);
      if (fault === null) continue;
      const what = entry.request?.command ?? 'wake';
      await setAside({ stream: start.stream, key: entry.request?.key ? `${entry.request.account}/${entry.request.key}` : `${what}/${seq}`, what, cause: fault, request: entry.request as unknown as Json });
      entry.failure = fault;
    }
  };

  const armTimer = (): void => {
    const deadline = wakeBlockedUntil ?? decider.nextDeadline(state);
    // A timer that comes too early costs one wake that finds nothing due; replacing it would cost two events an act.
    if (start.isDrill || deadline === null || (timer && timer.at <= deadline)) return;
    timer?.scope.cancel();
    const scope = new CancellationScope();
    timer = { at: deadline, scope };
    void scope.run(() => sleep(Math.max(0, millisOf(deadline) - Date.now()))).then(() => {
      isDue = true;
      timer = null;
    }, () => undefined);
  };

  return {
    get state() { return state; },
    get isOver() { return decider.isEnded(state) && waiting.length === 0 && allHandlersFinished(); },
    get shouldContinue() {
      const { historyLength, continueAsNewSuggested } = workflowInfo();
      return historyLength > longHistory || continueAsNewSuggested;
    },
    async untilActOrDeadline() {
      armTimer();
      await condition(() => waiting.length > 0 || isDue || (decider.isEnded(state) && allHandlersFinished()));
    },
    async record() {
      for (const change of decider.changes ?? []) changes[change] = patched(change);
      for (const change of decider.retired ?? []) deprecatePatch(change);
      const batch = waiting.splice(0);
      // A live stream tries a wake at fault again hourly; a drill, which arms no timer, when it is woken again.
      if ((isDue && wakeBlockedUntil !== null && wakeBlockedUntil <= clock()) || (start.isDrill && batch.some((entry) => entry.request === null))) wakeBlockedUntil = null;
      isRecording = true;
      isDue = false;
      try {
        await recordBatch(batch, wakeBlockedUntil === null);
      } catch (error) {
        if (!(error instanceof RecordRefused)) throw error;
        await recordOneByOne(batch);
      } finally {
        isRecording = false;
      }
    },
    async submit(request) {
      await enqueue({ request, instant: request.receivedAt, outcome: null, failure: null });
    },
    async continueAsNew() {
      // What waits for its turn is a handler too: it must be recorded first, or both would wait for each other.
      await condition(() => waiting.length > 0 || allHandlersFinished());
      if (waiting.length > 0) return;
      const { opening: _opening, ...rest } = start;
      await continueWith({ ...rest, carried: { state, seq } });
    },
  };
}
