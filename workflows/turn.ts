import type { ActOutcome, ActRequest, JournalEvent, RecordRequest } from '#libs/contracts/record';
import { isRejection, takesBack } from '#libs/domain/decider';
import type { Command, Context, Decider, Effects, Event, Happened, Json } from '#libs/domain/decider';
import type { Instant } from '#libs/domain/time/instant';

/** An act, or a wake (no request), waiting for its turn. */
export interface Waiting {
  request: ActRequest | null;
  instant: Instant;
  outcome: ActOutcome | null;
  failure: string | null;
}

type Row = Readonly<Record<string, Json | undefined>>;

/** With the same detail only the few columns beside it can differ; else the text decides. */
function isSame(row: Json, was: Json | undefined): boolean {
  const [is, before] = [row as Row, was as Row | undefined];
  if (before === undefined) return false;
  if (is['detail'] !== undefined && is['detail'] === before['detail']) return Object.keys(is).every((column) => is[column] === before[column]);
  return JSON.stringify(row) === JSON.stringify(was);
}

type ContextAt = (now: Instant, request: ActRequest | null) => Context;

/** One turn being decided: state and effects as they would be, nothing acknowledged until the journal has it. */
export class Turn<S extends { now: Instant }, C extends Command, E extends Event> {
  state: S;
  readonly events: JournalEvent[] = [];
  private readonly effects: Effects = { cancel: [], plan: [], messages: [] };
  private readonly messages: RecordRequest['messages'] = [];
  private readonly outcomes: { entry: Waiting; outcome: NonNullable<Waiting['outcome']> }[] = [];
  private readonly decider: Decider<S, C, E>;
  private readonly stream: string;
  private readonly before: S;
  private readonly seq: number;

  constructor(decider: Decider<S, C, E>, stream: string, state: S, seq: number) {
    this.decider = decider;
    this.stream = stream;
    this.before = state;
    this.state = state;
    this.seq = seq;
  }

  /** An act is preceded by what time made happen before it. */
  take(entry: Waiting, contextAt: ContextAt, commandOf: (request: ActRequest) => C, withTick: boolean): void {
    const at = entry.instant > this.state.now ? entry.instant : this.state.now;
    if (withTick) this.tick(at, contextAt);
    const { request } = entry;
    if (!request) {
      this.outcomes.push({ entry, outcome: { kind: 'applied', stream: this.stream, seq: this.head, at, events: [], subject: null } });
      return;
    }
    const decided = this.decider.decide(this.state, commandOf(request), contextAt(at, request));
    const refused = isRejection(decided);
    // A person's act that its turn forbids leaves its mark; the system's own, decided again after a crash, does not.
    const events = refused && request.key === null ? [] : refused ? [{ type: 'actRefused', command: request.command, code: decided.rejected } as unknown as E] : decided;
    this.append(events, at, request);
    const base = { stream: this.stream, seq: this.head, at };
    this.outcomes.push({
      entry,
      outcome: refused
        ? { kind: 'refused', ...base, rejection: decided }
        : { kind: 'applied', ...base, events: decided.map((event) => event.type), subject: this.subjectOf(request, decided) },
    });
  }

  tick(at: Instant, contextAt: ContextAt): void {
    this.append(this.decider.tick(this.state, contextAt(at, null)), at, null);
  }

  /** What `record` is asked to write. */
  toRecord(): Omit<RecordRequest, 'stream' | 'kind' | 'cycle' | 'unit' | 'expectedSeq'> {
    const was = this.decider.rowsOf(this.before);
    const rows = Object.fromEntries(Object.entries(this.decider.rowsOf(this.state)).filter(([id, row]) => !isSame(row, was[id])));
    const tasks = this.decider.tasksOf(this.state);
    return {
      events: this.events,
      rows,
      tasks: Object.fromEntries(Object.keys(rows).map((id) => [id, tasks.filter((task) => task.obligation === id)])),
      cancel: this.effects.cancel,
      plan: this.effects.plan,
      messages: this.messages,
      acts: this.outcomes.flatMap(({ entry: { request }, outcome }) => (request?.key == null ? [] : [{
        account: request.account, key: request.key, bodyHash: request.bodyHash, outcome, at: outcome.at,
      }])),
      nextDeadline: this.decider.nextDeadline(this.state),
      ended: this.decider.isEnded(this.state),
    };
  }

  /** Answers the acts: called only when the journal has them. */
  settle(): void {
    for (const { entry, outcome } of this.outcomes) entry.outcome = outcome;
  }

  private get head(): number {
    return this.seq + this.events.length;
  }

  private append(events: readonly E[], at: Instant, request: ActRequest | null): void {
    for (const event of events) {
      const before = this.state;
      const happened: Happened<E> = { ...event, at };
      this.state = this.decider.evolve(before, happened);
      this.events.push({
        type: event.type, at, account: request?.account ?? null, person: request?.person ?? null, posts: request?.posts ?? [],
        actKey: request?.key ?? null, body: event as unknown as Json,
      });
      this.add(this.decider.react(before, happened, this.state));
    }
  }

  /** `record` cancels before it plans: what this turn planned and took back is left out. */
  private add(effects: Effects): void {
    for (const cancellation of effects.cancel) {
      this.effects.cancel.push(cancellation);
      this.effects.plan = this.effects.plan.filter((notice) => !takesBack(cancellation, notice));
    }
    this.effects.plan.push(...effects.plan);
    this.messages.push(...effects.messages.map((message) => ({ ...message, n: this.head })));
  }

  /** What the act was about: the duty it names, or the one it opened. */
  private subjectOf(request: ActRequest, events: readonly E[]): { obligation: string; status: string } | null {
    const opened = events.find((event) => event.type === 'dutyOpened') as { duty?: string } | undefined;
    const rows = Object.entries(this.decider.rowsOf(this.state)).map(([id, row]) => ({ id, ...(row as { key?: string; status: string }) }));
    const rowOf = (key: string | undefined) => rows.find((row) => row.key === undefined || row.key === key);
    const row = rowOf((request.input as { duty?: string } | null)?.duty) ?? (opened && rowOf(opened.duty));
    return row ? { obligation: row.id, status: row.status } : null;
  }
}
