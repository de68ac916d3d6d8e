import { Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import { isDatabaseAway } from '#libs/delivery/away';
import { freezeDue } from '#libs/delivery/freeze';
import { sendDue } from '#libs/delivery/send';
import type { Channel } from '#libs/delivery/transport';
import type { Instant } from '#libs/domain/time/instant';
import { instantFrom } from '#libs/domain/time/instant';
import { sqlInstant, sqlOf } from '#libs/store/sql';

export interface DeliverDependencies {
  source: DataSource;
  channel: Channel;
  /** The address of the pages, to which links in mails are joined. */
  publicUrl: string;
  /** The real clock. */
  now?: () => Date;
  /** How long to hold back after the database was away, in milliseconds. */
  settleMs?: number;
  /** Told of a cycle that cannot be dispatched for. */
  onFault?: (fault: { cycle: string; cause: unknown }) => void;
}

export interface DeliverActivities {
  /** Freezes and sends what is due for up to 50 s; gives how many notices and mails it handled. */
  dispatch(): Promise<number>;
}

/** One round of the dispatcher; together with one send it stays below the activity's two minutes. */
const roundMs = 50_000;
const idleMs = 250;
const awayMs = 1_000;
const heartbeatMs = 3_000;

export function deliverActivities(deps: DeliverDependencies): DeliverActivities {
  const pass = settlingPass(deps);
  return {
    dispatch: () => beating(async () => {
      const context = Context.current();
      const ends = Date.now() + roundMs;
      let handled = 0;
      while (Date.now() < ends && !context.cancellationSignal.aborted) {
        const outcome = await pass();
        handled += outcome.handled;
        if (outcome.rest > 0) await Promise.race([pause(outcome.rest), context.cancelled.catch(() => undefined)]);
      }
      return handled;
    }),
  };
}

/** The activity this runs in; null where a plain caller drains a drill. */
function activity(): Context | null {
  try {
    return Context.current();
  } catch {
    return null;
  }
}

/** Heartbeats beside the work, not in it: one pass may wait for a slow mail server longer than a heartbeat may. */
async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = activity();
  context?.heartbeat();
  const heart = setInterval(() => context?.heartbeat(), heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heart);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

export interface Pass {
  handled: number;
  /** Milliseconds to rest before the next pass. */
  rest: number;
}

/**
 * One pass after the other over all live cycles and all open mails, holding back for 30 s once the database comes
 * back: acts that were accepted while it was away land first, and make some reminders needless (DESIGN 4.5).
 *
 * @throws what is not the database's absence
 */
export function settlingPass(deps: DeliverDependencies): () => Promise<Pass> {
  const { settleMs = 30_000 } = deps;
  const clock = deps.now ?? (() => new Date());
  let isAway = false;
  let settledAt = 0;
  return async () => {
    try {
      if (isAway) {
        await sqlOf(deps.source).query('SELECT 1');
        isAway = false;
        settledAt = Date.now() + settleMs;
      }
      if (Date.now() < settledAt) return { handled: 0, rest: Math.min(awayMs, settledAt - Date.now()) };
      return await passOver(deps, clock);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      isAway = true;
      return { handled: 0, rest: awayMs };
    }
  };
}

async function passOver({ source, channel, publicUrl, onFault }: DeliverDependencies, clock: () => Date): Promise<Pass> {
  const { frozen, faults } = await freezeDue(source, { cycle: null, now: instantFrom(clock().getTime()) });
  for (const fault of faults) onFault?.(fault);
  const { sent, deferred, failed, dropped } = await sendDue(source, channel, { clock, publicUrl });
  const handled = frozen + sent + deferred + failed + dropped;
  return { handled, rest: handled > 0 ? 0 : idleMs };
}

/**
 * Freezes everything of a drill that is due at its clock and sends its mails, until nothing up to then is planned
 * and no mail is on its way. A mail deferred or failed counts as drained: the drill does not wait for a mail server.
 *
 * Inside an activity it heartbeats, and ends when the activity is cancelled.
 *
 * @returns how many notices and mails it handled
 * @throws when the database is away, or the drill's pack or calendar does not serve
 */
export function drainCycle(deps: DeliverDependencies, cycle: string, drillNow: Instant): Promise<number> {
  const clock = deps.now ?? (() => new Date());
  return beating(async () => {
    const context = activity();
    for (let handled = 0; ;) {
      if (context?.cancellationSignal.aborted) await context.cancelled;
      const { frozen, faults: [fault] } = await freezeDue(deps.source, { cycle, now: drillNow });
      if (fault) throw fault.cause;
      const { sent, deferred, failed, dropped } = await sendDue(deps.source, deps.channel, { clock, publicUrl: deps.publicUrl, cycle });
      const done = frozen + sent + deferred + failed + dropped;
      handled += done;
      if (done > 0) continue;
      if (await isDrained(deps.source, cycle, drillNow)) return handled;
      // Another dispatcher holds a row or is in the middle of a mail.
      await pause(100);
    }
  });
}

async function isDrained(source: DataSource, cycle: string, drillNow: Instant): Promise<boolean> {
  const [row] = await sqlOf(source).query<{ planned: number; open: number }>(
    `SELECT EXISTS (SELECT 1 FROM notice WHERE cycle = ? AND status = 'planned' AND at <= ?) AS planned,
      EXISTS (SELECT 1 FROM mail WHERE status IN ('frozen', 'sending') AND cycle = ?) AS open`,
    [cycle, sqlInstant(drillNow), cycle],
  );
  return Number(row?.planned) === 0 && Number(row?.open) === 0;
}
