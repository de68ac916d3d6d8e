import { Injectable } from '@nestjs/common';
import { cycleSlugOf } from '#libs/contracts/common';
import type { ActOutcome, ActRequest } from '#libs/contracts/record';
import type { Json } from '#libs/domain/decider';
import { unitYearStream } from '#libs/domain/policy/plan-unit-year';
import { localDateOf } from '#libs/domain/time/instant';
import { cycleStream } from '#libs/platform/workflow-ids';
import { headOf, knownAct, streamStanding } from '#libs/store/queries/acts';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { isRecordAway, RecordAccess } from '../scope/record-access.ts';
import { attachmentsAreThere } from '../documents/attached.ts';
import { Scope } from '../scope/scope.ts';
import { Sessions } from '../session/sessions.ts';
import type { CycleNow } from '../scope/scope.ts';
import { Freshness } from './freshness.ts';
import type { Reading } from './freshness.ts';
import { answerOf, pendingAnswer, problemOfRejection } from './answers.ts';
import type { ActAnswer } from './answers.ts';
import { Post } from './send.ts';
import type { Sent } from './send.ts';

/** Times an act is stamped anew when a drill's clock moved under it. */
const mostStamps = 5;
const mostPending = 5_000;
/** A stream that never stands still: the caller tries again. */
const freshMillis = 5_000;
/** States of a cycle in which its units' acts wait outside. */
const busy = new Set(['launching', 'advancing']);

/** An act on its way to a stream. */
export interface Errand {
  stream: string;
  command: string;
  input: Json;
  /** The cycle at its clock, as it stands when asked; null for the act that makes the cycle. */
  cycle: (() => Promise<CycleNow>) | null;
  receivedAt: string;
  /** The duty as its form was opened; see `Freshness`. */
  reading?: Reading | null;
}

/** The life of one act (DESIGN 3): known already, stamped, sent, answered from what was recorded. */
@Injectable()
export class Acts {
  private readonly pending = new Map<string, { stream: string; updateId: string; runId: string | undefined }>();

  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly post: Post, private readonly freshness: Freshness, private readonly sessions: Sessions) {}

  /**
   * Gives a command to a unit's year.
   *
   * @throws Problem documentUnknown where something is attached that nobody brought for the unit; confirmPassword where the route asks for the password and it was not given lately; an act on record is answered all the same
   */
  async toUnit(admission: Admission): Promise<ActAnswer> {
    const { cycle, place, params, body } = admission;
    const known = await this.known(admission);
    if (known) return known;
    if (admission.route.confirms) await this.sessions.mustBeConfirmed(admission.session);
    await attachmentsAreThere(this.record.sql, admission);
    this.mustBeOpen(cycle);
    const { duty } = params as unknown as { duty: string };
    const { expected } = admission.act;
    return this.perform(admission, {
      stream: unitYearStream(cycle.id, place.unit),
      command: String(admission.route.acts),
      input: { ...(body as unknown as object), duty } as Json,
      cycle: () => this.scope.cycle(cycle.id),
      receivedAt: stamp(cycle),
      reading: expected === null ? null : { cycle: cycle.id, unit: place.unit, duty, seq: expected },
    }).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'changedMeanwhile') return this.knownOr(admission, error);
      throw error;
    });
  }

  /** Gives a command to a cycle: with the body as it came, or what it was found to mean. */
  async toCycle(admission: Pick<Admission, 'session' | 'posts' | 'act' | 'route' | 'cycle'> & { body: unknown }, input: unknown = admission.body): Promise<ActAnswer> {
    const { cycle } = admission;
    const known = await this.known(admission);
    if (known) return known;
    return this.toStream(admission, { stream: cycleStream(cycle.id), command: String(admission.route.acts), input: input as Json });
  }

  /** Gives a command to a stream of the cycle that is no unit's year; whether it is known was asked before. */
  toStream(admission: Pick<Admission, 'session' | 'posts' | 'act' | 'cycle'>, { stream, command, input }: Pick<Errand, 'stream' | 'command' | 'input'>): Promise<ActAnswer> {
    const { cycle } = admission;
    return this.perform(admission, { stream, command, input, cycle: () => this.scope.cycle(cycle.id), receivedAt: stamp(cycle) });
  }

  /** @throws Problem cycleBusy, cycleNotOpen — acts wait outside while a year is launched or its clock moved */
  mustBeOpen(cycle: CycleNow): void {
    if (busy.has(cycle.status)) throw cycleBusy(cycle);
    if (cycle.status === 'draft') throw new Problem('cycleNotOpen', { status: cycle.status });
  }

  /**
   * The first answer to this key, if there was one.
   *
   * @throws Problem keyReused when the key stands for another act
   */
  async known({ session, act }: Pick<Admission, 'session' | 'act'>): Promise<ActAnswer | null> {
    const outcome = await this.recorded(session.account, act);
    return outcome ? answerOf(act.key, outcome) : null;
  }

  /**
   * Refuses an act, unless it was done meanwhile: the same one, sent twice at once, changes what the second is judged by.
   *
   * @throws Problem the refusal
   */
  async knownOr(admission: Pick<Admission, 'session' | 'act'>, refusal: Problem): Promise<ActAnswer> {
    const known = await this.known(admission);
    if (known) return known;
    throw refusal;
  }

  /** Sends an act that is not recorded yet, and answers from what is recorded then. */
  async perform(admission: Pick<Admission, 'session' | 'posts' | 'act'>, errand: Errand): Promise<ActAnswer> {
    const { session, posts, act } = admission;
    const request: ActRequest = {
      command: errand.command, input: errand.input, key: act.key, bodyHash: act.bodyHash, account: session.account, person: session.person,
      posts: posts.map(({ post, tenure }) => ({ post, tenure })), receivedAt: errand.receivedAt,
    };
    const sent = await this.sendStamped(errand, request);
    if (sent.kind === 'outcome') {
      this.pending.delete(pendingKey(session.account, act.key));
      return answerOf(act.key, sent.outcome);
    }
    // Whatever was said: the record may know better, and a row there wins.
    const outcome = await this.recorded(session.account, act);
    if (outcome) return answerOf(act.key, outcome);
    if (sent.kind === 'pending') {
      this.keepPending(pendingKey(session.account, act.key), { stream: errand.stream, updateId: sent.updateId, runId: sent.runId });
      return pendingAnswer(act.key, errand.stream);
    }
    throw await this.problemOf(sent, errand);
  }

  /**
   * What became of an act of one's own.
   *
   * @throws Problem unknownAct when neither the record nor this process knows the key
   */
  async ofKey(account: string, key: string): Promise<ActAnswer> {
    const known = await knownAct(this.record.sql, account, key).catch(orAway);
    if (known) return answerOf(key, known.outcome);
    const waiting = this.pending.get(pendingKey(account, key));
    if (!waiting) throw known === undefined ? new Problem('recordUnavailable', {}, { retryAfter: 5 }) : new Problem('unknownAct', { key });
    const sent = await this.post.ask(waiting.stream, waiting.updateId, waiting.runId);
    if (sent.kind === 'outcome') return answerOf(key, sent.outcome);
    if (sent.kind === 'rejected') throw problemOfRejection(sent.rejection);
    if (sent.kind === 'setAside') throw new Problem('setAside');
    if (sent.kind === 'broken') throw new Error(`${waiting.stream}: ${sent.cause}`);
    if (sent.kind === 'gone') {
      this.pending.delete(pendingKey(account, key));
      throw new Problem('unknownAct', { key });
    }
    return pendingAnswer(key, waiting.stream);
  }

  /** A drill's clock may move between the stamp and the stream: then the act is stamped again. */
  private async sendStamped(errand: Errand, request: ActRequest): Promise<Sent> {
    let receivedAt = errand.receivedAt;
    for (let attempt = 1; ; attempt += 1) {
      const sent = await this.sendFresh(errand, { ...request, receivedAt });
      if (sent.kind !== 'rejected' || attempt === mostStamps || !errand.cycle) return sent;
      if (sent.rejection.rejected === 'clockMoved') {
        const cycle = await errand.cycle();
        if (cycle.status === 'advancing') throw cycleBusy(cycle);
        // Who may was judged for the day of the first stamp; another day is judged anew, with the same key.
        if (localDateOf(stamp(cycle)) !== localDateOf(receivedAt)) throw new Problem('clockMoved', {}, { retryAfter: 1 });
        receivedAt = stamp(cycle);
      } else if (await this.isBehind(errand.stream, sent.seq)) {
        await this.post.wake(errand.stream);
      } else {
        return sent;
      }
    }
  }

  /** Only while the duty is as it was read: each time the stream has moved on, the record is asked again whether the duty has. */
  private async sendFresh({ stream, reading }: Errand, request: ActRequest): Promise<Sent> {
    if (!reading) return this.post.send(stream, request);
    const end = Date.now() + freshMillis;
    for (let attempt = 1; ; attempt += 1) {
      const expectedSeq = await this.freshness.headWhile(reading);
      const sent = await this.post.send(stream, { ...request, expectedSeq });
      if (sent.kind !== 'rejected' || sent.rejection.rejected !== 'streamBusy' || Date.now() > end) return sent;
      if (attempt > 2 && sent.seq !== null && sent.seq < expectedSeq) await this.post.wake(stream);
      await new Promise((resolve) => { setTimeout(resolve, 30 * attempt); });
    }
  }

  /** After a power cut the record may be ahead of the stream, which then refuses on a state that is past. */
  private async isBehind(stream: string, seq: number | null): Promise<boolean> {
    if (seq === null) return false;
    const head = await headOf(this.record.sql, stream).catch(orAway);
    return typeof head === 'number' && head > seq;
  }

  /** @throws Problem keyReused; a database that is away knows nothing, and the act goes on without it */
  private async recorded(account: string, { key, bodyHash }: Admission['act']): Promise<ActOutcome | null> {
    const known = await knownAct(this.record.sql, account, key).catch(orAway);
    if (!known) return null;
    if (known.bodyHash !== bodyHash) throw new Problem('keyReused');
    return known.outcome;
  }

  private async problemOf(sent: Exclude<Sent, { kind: 'outcome' | 'pending' }>, { stream, cycle }: Errand): Promise<Problem> {
    switch (sent.kind) {
      case 'rejected':
        return problemOfRejection(sent.rejection);
      case 'setAside':
        return new Problem('setAside');
      case 'busy':
      case 'unprocessed':
        return new Problem('streamBusy', {}, { retryAfter: 2 });
      case 'crowded':
        return new Problem('streamCrowded', {}, { retryAfter: 2 });
      case 'away':
        return new Problem('engineUnavailable', {}, { retryAfter: 5 });
      case 'broken':
        throw new Error(`${stream}: ${sent.cause}`);
      case 'gone':
        return this.problemOfGone(stream, cycle ? await cycle() : null);
    }
  }

  /** No workflow answers to this stream: it has ended, has not begun, or never will. */
  private async problemOfGone(stream: string, cycle: CycleNow | null): Promise<Problem> {
    if (!cycle) return new Problem('engineUnavailable', {}, { retryAfter: 5 });
    const standing = await streamStanding(this.record.sql, stream);
    // The record knows the stream and Temporal does not: it is being recovered, or just handed over to a fresh run.
    const recovering = new Problem('streamBusy', {}, { retryAfter: 5 });
    if (stream === cycleStream(cycle.id)) return standing === 'open' ? recovering : new Problem('cycleNotPossibleNow', { status: cycle.status, possible: [] });
    if (standing === 'ended' || cycle.status === 'cancelled' || cycle.status === 'closed') return new Problem('yearEnded');
    if (busy.has(cycle.status)) return cycleBusy(cycle);
    return standing === 'open' ? recovering : new Problem('unknownUnit', { unit: stream.split('/').at(-1), cycle: cycleSlugOf(cycle.id) });
  }

  private keepPending(key: string, act: { stream: string; updateId: string; runId: string | undefined }): void {
    this.pending.delete(key);
    this.pending.set(key, act);
    if (this.pending.size > mostPending) this.pending.delete(this.pending.keys().next().value as string);
  }
}

const pendingKey = (account: string, key: string): string => JSON.stringify([account, key]);

const stamp = (cycle: CycleNow): string => (cycle.isDrill ? cycle.now : new Date().toISOString());

const cycleBusy = (cycle: CycleNow): Problem => new Problem('cycleBusy', { status: cycle.status }, { retryAfter: 2 });

const orAway = (error: unknown): undefined => {
  if (!isRecordAway(error)) throw error;
  return undefined;
};
