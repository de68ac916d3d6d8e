import type { Cancellation, Json, NoticePlan, Rejection, Task } from '../domain/decider.ts';

/** An act as the API hands it to a workflow, and as the workflow keeps it until its turn. */
export interface ActRequest {
  command: string;
  input: Json;
  /** The Idempotency-Key, unique per account; null for the system's acts, which their own rules make idempotent. */
  key: string | null;
  /** SHA-256 of method, path and body: the same key with another body is a mistake of the caller. */
  bodyHash: string;
  account: string;
  person: string;
  posts: { post: string; tenure: string }[];
  /** The API's clock, or the drill's. */
  receivedAt: string;
  /** Where the stream stood when the duty was found as its form was opened: admitted only while it stands there still. */
  expectedSeq?: number;
}

/** Whom the journal names where nobody acted. */
export const systemPerson = 'system';

/** An act of the system itself: a launch, a message heard, the end of a year. */
export const systemAct = (command: string, input: Json, receivedAt: string): ActRequest =>
  ({ command, input, key: null, bodyHash: '', account: 'system', person: systemPerson, posts: [], receivedAt });

/** What became of an act: kept under its key for good, and given again to whoever asks again. */
export type ActOutcome =
  | { kind: 'applied'; stream: string; seq: number; at: string; events: string[]; subject: { obligation: string; status: string } | null }
  | { kind: 'refused'; stream: string; seq: number; at: string; rejection: Rejection };

/** One event on its way into the journal. */
export interface JournalEvent {
  type: string;
  at: string;
  account: string | null;
  person: string | null;
  posts: { post: string; tenure: string }[];
  actKey: string | null;
  /** The event itself, without instant. */
  body: Json;
}

export interface RecordedEvent extends JournalEvent {
  seq: number;
}

/** All that one turn of a stream writes, in one transaction. */
export interface RecordRequest {
  stream: string;
  kind: string;
  cycle: string;
  unit: string | null;
  /** The head the workflow decided on; another head means that the journal knows more. */
  expectedSeq: number;
  events: JournalEvent[];
  /** Changed read-model rows, by obligation, or the cycle's own. */
  rows: Record<string, Json>;
  /** Tasks of each changed obligation; they replace what was there. */
  tasks: Record<string, Task[]>;
  cancel: Cancellation[];
  plan: NoticePlan[];
  /** `n` is the seq of the event that caused it. */
  messages: { to: string; n: number; body: Json }[];
  acts: { account: string; key: string; bodyHash: string; outcome: ActOutcome; at: string }[];
  nextDeadline: string | null;
  ended: boolean;
  /** A checksum of the events, repeated with the answer: what a replay decides is held against it. */
  decided?: string;
}

export type RecordAnswer =
  | { written: true; seq: number; decided?: string }
  | { written: false; tail: RecordedEvent[]; known: { account: string; key: string; bodyHash: string; outcome: ActOutcome }[] };
