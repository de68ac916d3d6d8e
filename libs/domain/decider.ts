import type { Actor } from './may.ts';
import type { Instant } from './time/instant.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Why an act is not possible: a stable code, the figures a person needs, and the input field at fault. */
export interface Rejection {
  readonly rejected: string;
  readonly facts: Readonly<Record<string, Json>>;
  /** JSON pointer into the command's input, `/figures/2/value`. */
  readonly pointer?: string;
}

export const reject = (code: string, facts: Record<string, Json> = {}, pointer?: string): Rejection => ({
  rejected: code,
  facts,
  ...(pointer === undefined ? {} : { pointer }),
});

export const isRejection = (value: unknown): value is Rejection =>
  typeof value === 'object' && value !== null && 'rejected' in value;

/** What a rule may know besides the state. */
export interface Context {
  /** The act's instant; never earlier than the stream's clock. */
  readonly now: Instant;
  /** Nobody for a tick of the clock. */
  readonly actor: Actor | null;
  /**
   * Whether a change of the rules, named for good, holds for this turn: not for one that was recorded before the change came,
   * and is decided again by a replay; for every later one, also of a stream that began before (Temporal's `patched`).
   */
  since(change: string): boolean;
}

export interface Command<Name extends string = string, Input = unknown> {
  readonly name: Name;
  readonly input: Input;
}

/** Something that happened. Plain JSON: it is hashed into the journal. */
export interface Event {
  readonly type: string;
}

/** An event with its instant: what `evolve` folds. */
export type Happened<E extends Event> = E & { readonly at: Instant };

/** A reminder to be told to a post at an instant; see `call/stages.ts`. */
export interface NoticePlan {
  /** `{obligation}/{stage}/{dating}/{post}` */
  key: string;
  obligation: string;
  stage: string;
  dating: number;
  post: string;
  /** A slot of a working day. */
  at: Instant;
  /** What the digest says of it. */
  content: NoticeContent;
}

export interface NoticeContent {
  unit: string;
  unitName: string;
  title: string;
  /** What is waited for: sign, report, correct, review, answer, countersign, verify. Whoever has a step of it is asked for that. */
  act: string;
  stage: string;
  /** The stage in the pack's own words; absent where delivery itself has something to say. */
  words?: string;
  dueOn: string;
  originalDueOn: string;
  basis: string;
  /** Path of the page, from the public address. */
  link: string;
}

export interface Cancellation {
  obligation: string;
  /** Only these posts' notices; null for all. */
  posts: string[] | null;
  /** Only these notices, by their keys; where absent, all of the posts. */
  keys?: string[];
}

/** Whether a cancellation takes a planned notice back. */
export const takesBack = ({ obligation, posts, keys }: Cancellation, notice: Pick<NoticePlan, 'key' | 'obligation' | 'post'>): boolean =>
  notice.obligation === obligation && (posts === null || posts.includes(notice.post)) && (keys === undefined || keys.includes(notice.key));

export interface Effects {
  /** Planned notices no longer needed, of an obligation or only to some of its posts; carried out before `plan`. */
  cancel: Cancellation[];
  plan: NoticePlan[];
  messages: { to: string; body: Json }[];
}

export interface Task {
  obligation: string;
  post: string;
  act: string;
  opensAt: Instant;
  dueOn: string;
  dueAt: Instant;
}

/**
 * Everything with a life of its own: pure functions over plain JSON, hosted by one workflow, written to one
 * journal stream (functional event sourcing).
 */
export interface Decider<S, C extends Command, E extends Event> {
  readonly kind: string;
  readonly initial: S;
  /** The names of commands that come from outside; the host registers one Update for each. */
  readonly commands: readonly string[];
  /** Changes of the rules that running streams took part-way, by name; see `Context.since`. */
  readonly changes?: readonly string[];
  /** Names no rule asks for any more, kept while histories bear their mark. */
  readonly retired?: readonly string[];
  decide(state: S, command: C, context: Context): readonly E[] | Rejection;
  /** What time alone makes happen up to `context.now`. */
  tick(state: S, context: Context): readonly E[];
  evolve(state: S, event: Happened<E>): S;
  react(before: S, event: Happened<E>, after: S): Effects;
  nextDeadline(state: S): Instant | null;
  tasksOf(state: S): readonly Task[];
  /** Read-model rows, by obligation (or `cycle` for the cycle itself). */
  rowsOf(state: S): Readonly<Record<string, Json>>;
  isEnded(state: S): boolean;
}

export type TransitionTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const noEffects: Effects = { cancel: [], plan: [], messages: [] };
