import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { logger } from '#libs/platform/log';
import { feedBetween, feedHead } from '#libs/store/queries/feed';
import type { TenureRow } from '#libs/store/queries/people';
import { Problem } from '../problem/problem.ts';
import { isRecordAway, RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { Sessions } from '../session/sessions.ts';
import { settingsToken } from '../settings.ts';
import type { ApiSettings } from '../settings.ts';
import { changesOf, shownTo } from './changes.ts';
import type { Change, Surroundings } from './changes.ts';
import type { Listener } from './listener.ts';
import { LiveScope } from './surroundings.ts';

const log = logger('api');

const pollMillis = 300;
/** With the database away it is asked less and less often. */
const longestPollMillis = 5_000;
/** Events read at once. */
const batch = 1_000;
/** Whoever is further behind does better to load everything again. */
const mostBehind = 5_000;
const mostOfSession = 8;
const mostInAll = 2_000;
const beatSeconds = 20;

const pause = (millis: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, millis).unref(); });

/**
 * Tells everybody who listens what others do. One look at the feed per process, for all listeners, while there is at
 * least one; each keeps its own number, so whoever comes back hears what it missed, once and in order, from any process.
 */
@Injectable()
export class Live implements OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private isPolling = false;
  private isClosing = false;
  private isBeating = false;
  private pulse: NodeJS.Timeout | null = null;

  constructor(
    private readonly record: RecordAccess, private readonly scope: Scope, private readonly sessions: Sessions, private readonly liveScope: LiveScope,
    @Inject(settingsToken) private readonly settings: ApiSettings,
  ) {}

  /**
   * Lets somebody listen.
   *
   * @param since the number up to which it heard everything; null begins now, `unknown` is a number nobody gave
   * @throws Problem tooManyConnections, connectionsFull
   */
  async listen(listener: Listener, since: number | null | 'unknown'): Promise<void> {
    const head = await feedHead(this.record.sql);
    this.admit(listener);
    listener.position = head;
    if (since === null) listener.say(head, { head }, 'begin');
    else if (since === 'unknown' || since > head || head - since > mostBehind) listener.say(head, { head }, 'reset');
    else listener.position = since;
    listener.stream.once('close', () => this.leave(listener));
    this.listeners.add(listener);
    this.pulse ??= setInterval(() => void this.beat(), (this.settings.liveBeatSeconds ?? beatSeconds) * 1_000).unref();
    if (!this.isPolling) void this.poll();
  }

  onModuleDestroy(): void {
    this.isClosing = true;
    for (const listener of this.listeners) this.dismiss(listener);
  }

  private admit({ session }: Listener): void {
    if (this.isClosing || this.listeners.size >= (this.settings.liveConnections ?? mostInAll)) throw new Problem('connectionsFull', {}, { retryAfter: 30 });
    if ([...this.listeners].filter((one) => one.session === session).length >= mostOfSession) throw new Problem('tooManyConnections', { limit: mostOfSession }, { retryAfter: 30 });
  }

  private leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0 || this.pulse === null) return;
    clearInterval(this.pulse);
    this.pulse = null;
  }

  private dismiss(listener: Listener): void {
    this.leave(listener);
    listener.end();
  }

  private async poll(): Promise<void> {
    this.isPolling = true;
    for (let failures = 0; this.listeners.size > 0;) {
      try {
        await this.tell();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!isRecordAway(error) && !(error instanceof Problem)) log.error({ message: (error as Error).message, stack: (error as Error).stack }, 'changes could not be told');
      }
      await pause(Math.min(longestPollMillis, pollMillis * 2 ** failures));
    }
    this.isPolling = false;
  }

  /** Tells what came since each last heard; with nothing new it costs one look at one row. */
  private async tell(): Promise<void> {
    const head = await feedHead(this.record.sql);
    for (;;) {
      const behind = [...this.listeners].filter(({ position }) => position !== head);
      // Numbers do not go back, unless the record was put back to an earlier day.
      for (const listener of behind.filter(({ position }) => position > head)) {
        listener.position = head;
        listener.say(head, { head }, 'reset');
      }
      const waiting = behind.filter(({ position }) => position < head);
      if (waiting.length === 0) return;
      const after = Math.min(...waiting.map(({ position }) => position));
      const events = await feedBetween(this.record.sql, { after, upTo: head, cycles: [...new Set(waiting.map(({ cycle }) => cycle))], limit: batch });
      const upTo = events.length < batch ? head : (events.at(-1)?.feedSeq ?? head);
      const changes = changesOf(events);
      const [around, posts] = await this.facts(changes, waiting);
      // From here nothing waits: either everybody hears of this batch, or it is asked for again.
      for (const listener of waiting) {
        for (const change of changes) if (change.cycle === listener.cycle && change.feedSeq > listener.position) this.tellOne(listener, change, around, posts);
        listener.position = Math.max(listener.position, upTo);
      }
    }
  }

  private async facts(changes: readonly Change[], waiting: readonly Listener[]): Promise<[Map<string, Surroundings>, Map<string, TenureRow[]>]> {
    const around = new Map<string, Surroundings>();
    const posts = new Map<string, TenureRow[]>();
    for (const id of new Set(changes.map((change) => change.cycle))) {
      const cycle = await this.scope.cycle(id);
      around.set(id, await this.liveScope.of(cycle, changes.filter((change) => change.cycle === id)));
      const held = await this.liveScope.postsOf(waiting.filter((listener) => listener.cycle === id).map(({ person }) => person), cycle.day);
      for (const [person, own] of held) posts.set(`${id} ${person}`, own);
    }
    return [around, posts];
  }

  private tellOne(listener: Listener, change: Change, around: ReadonlyMap<string, Surroundings>, posts: ReadonlyMap<string, TenureRow[]>): void {
    const surroundings = around.get(change.cycle);
    const shown = surroundings && shownTo(posts.get(`${change.cycle} ${listener.person}`) ?? [], change, surroundings);
    if (!shown) return;
    const { feedSeq, unit, duties, at, seq } = shown;
    listener.say(feedSeq, { unit, duties, at, seq });
  }

  /** A sign of life to everybody whose session still holds; the others' connections end. */
  private async beat(): Promise<void> {
    if (this.isBeating) return;
    this.isBeating = true;
    for (const listener of [...this.listeners]) {
      try {
        await this.sessions.ofRequest(listener.request);
        listener.beat();
      } catch {
        this.dismiss(listener);
      }
    }
    this.isBeating = false;
  }
}
