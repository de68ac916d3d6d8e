import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import { systemAct } from '#libs/contracts/record';
import { planUnitYear, unitsThatOwe, unitYearStream } from '#libs/domain/policy/plan-unit-year';
import { localDateOf } from '#libs/domain/time/instant';
import { searchKeys, workflowTypes } from '#libs/platform/workflow-ids';
import { termsOf, treeOn } from '#libs/store/master';
import { sqlInstant, sqlOf } from '#libs/store/sql';
import type { HostStart } from '#workflows/host';
import { askStream } from './ask-stream.ts';
import { isAlreadyStarted, isGone, rejectionOf } from './failures.ts';
import { inWindow } from './in-window.ts';
import { relayPass } from './relay.ts';
import { keepYearlyDraft } from './yearly-draft.ts';

export interface CycleActivities {
  /** Starts the year of every unit that owes something; returns how many there are. Safe to repeat. */
  launchUnits(cycle: string): Promise<number>;
  /** Moves a drill's clock to `to`, stopping at each instant at which something is due. Safe to repeat. */
  advanceDrill(cycle: string, to: string): Promise<void>;
  /** Ends every open year of the cycle, for good or because it was cancelled; returns how many there are. Safe to repeat. */
  endUnits(cycle: string, reason: 'closed' | 'cancelled'): Promise<number>;
}

export interface CycleDependencies {
  source: DataSource;
  client: Client;
  taskQueue: string;
  /** Freezes and sends what is due in a drill; returns how much it handled. */
  drainCycle(cycle: string, drillNow: string): Promise<number>;
}

/** Streams in hand at once: paced, so that a launch leaves room for acts. */
const window = 12;

export function cycleActivities({ source, client, taskQueue, drainCycle }: CycleDependencies): CycleActivities {
  const sql = sqlOf(source);

  const drillNowOf = async (cycle: string): Promise<string> => {
    const [row] = await sql.query<{ drill_now: string }>('SELECT drill_now FROM cycle WHERE id = ?', [cycle]);
    if (!row) throw new RangeError(`cycle ${cycle} is not recorded`);
    return row.drill_now;
  };

  /** Everything due at the clock: streams first, so that what they tell goes out in the same digest. */
  const settle = async (cycle: string, now: string): Promise<void> => {
    for (let last = '';;) {
      const due = await sql.query<{ id: string }>(
        'SELECT id FROM stream WHERE cycle = ? AND next_deadline <= ? AND ended_at IS NULL ORDER BY id LIMIT 1000', [cycle, sqlInstant(now)]);
      await inWindow(due, window, async ({ id }) => {
        await askStream(client, id, 'wake', { at: now });
        Context.current().heartbeat(id);
      });
      const carried = await relayPass({ source, client }, cycle);
      // The clock must not pass a message that was not heard: fail, and let the activity be tried again.
      if (carried.failures.length > 0) throw carried.failures[0];
      const handled = carried.settled + await drainCycle(cycle, now);
      Context.current().heartbeat(now);
      // Streams still due after a round that did nothing else have a wake that cannot be recorded: set aside, for `doctor`.
      const still = due.map(({ id }) => id).join();
      if (handled === 0 && (due.length === 0 || still === last)) return;
      last = still;
    }
  };

  const nextInstant = async (cycle: string, now: string): Promise<string | null> => {
    const [row] = await sql.query<{ at: string | null }>(
      `SELECT LEAST(COALESCE(d, n), COALESCE(n, d)) AS at FROM (SELECT
        (SELECT MIN(next_deadline) FROM stream WHERE cycle = ? AND next_deadline > ? AND ended_at IS NULL) AS d,
        (SELECT MIN(at) FROM notice WHERE cycle = ? AND status = 'planned' AND at > ?) AS n) t`,
      [cycle, sqlInstant(now), cycle, sqlInstant(now)],
    );
    return row?.at ?? null;
  };

  return {
    async launchUnits(cycle) {
      const { terms, root } = await termsOf(sql, cycle);
      const [launched] = await sql.query<{ launched_at: string }>('SELECT launched_at FROM cycle WHERE id = ?', [cycle]);
      const at = launched?.launched_at ?? new Date().toISOString();
      const tree = await treeOn(sql, root, localDateOf(at));
      const units = unitsThatOwe([...tree.values()], terms.pack);
      const launchTerms = { ...terms, launchedOn: localDateOf(at) };
      const recorded = new Set((await sql.query<{ unit: string }>('SELECT unit FROM stream WHERE cycle = ? AND kind = ? AND head_seq > 0', [cycle, 'unit-year'])).map(({ unit }) => unit));
      await inWindow(units.filter((unit) => !recorded.has(unit.id)), window, async (unit) => {
        const stream = unitYearStream(cycle, unit.id);
        const start: HostStart<unknown> = {
          stream, cycle, unit: unit.id, isDrill: terms.isDrill, opening: systemAct('openYear', planUnitYear(launchTerms, tree, root, unit) as never, at),
        };
        await client.workflow.start(workflowTypes.unitYear, {
          workflowId: stream, taskQueue, args: [start], workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'FAIL',
          ...searchable(terms.pack.campaign.id, terms.year, unit.id),
        }).catch((error: unknown) => {
          if (!isAlreadyStarted(error)) throw error;
        });
        Context.current().heartbeat(unit.id);
      });
      await untilRecorded(cycle, units.length);
      const { campaign, settings: { nextYear } } = terms.pack;
      if (!terms.isDrill && nextYear) await keepYearlyDraft({ client, taskQueue }, campaign.id, nextYear.value.draftedOn);
      return units.length;
    },

    async advanceDrill(cycle, to) {
      let now = await drillNowOf(cycle);
      for (;;) {
        await settle(cycle, now);
        if (now >= to) return;
        const next = await nextInstant(cycle, now);
        now = next === null || next > to ? to : next;
        // Only ever forward: an attempt that was given up may still be running beside its successor.
        await sql.run('UPDATE cycle SET drill_now = ? WHERE id = ? AND drill_now < ?', [sqlInstant(now), cycle, sqlInstant(now)]);
        Context.current().cancellationSignal.throwIfAborted();
      }
    },

    async endUnits(cycle, reason) {
      const { terms, drillNow } = await termsOf(sql, cycle);
      const streams = await sql.query<{ id: string; kind: keyof typeof endings }>(`SELECT id, kind FROM stream WHERE cycle = ? AND kind IN (${Object.keys(endings).map(() => '?').join(', ')}) ORDER BY id LIMIT 100000`, [cycle, ...Object.keys(endings)]);
      await inWindow(streams, window, async ({ id, kind }) => {
        const { command, over } = endings[kind];
        const act = systemAct(command, kind === 'unit-year' ? { reason } : {}, terms.isDrill && drillNow ? drillNow : new Date().toISOString());
        await askStream(client, id, command, act).catch((error: unknown) => {
          if (rejectionOf(error)?.rejected !== over && !isGone(error)) throw error;
        });
        Context.current().heartbeat(id);
      });
      return streams.filter(({ kind }) => kind === 'unit-year').length;
    },
  };

  async function untilRecorded(cycle: string, units: number): Promise<void> {
    for (;;) {
      // A year that could not be opened was set aside, for `doctor`; it does not hold up the others.
      const [count] = await sql.query<{ n: number }>(
        `SELECT (SELECT COUNT(*) FROM stream WHERE cycle = ? AND kind = 'unit-year' AND head_seq > 0)
          + (SELECT COUNT(*) FROM set_aside WHERE what = 'openYear' AND stream LIKE ?) AS n`, [cycle, `unit-year/${cycle}/%`]);
      Context.current().heartbeat(count?.n);
      if (Number(count?.n ?? 0) >= units) return;
      await Context.current().sleep(100);
    }
  }
}

/** How each kind of stream is told that the year is over, and what one says that has ended already. */
const endings = {
  'unit-year': { command: 'endYear', over: 'yearEnded' }, 'funds-line': { command: 'closeLine', over: 'lineClosed' },
  'project': { command: 'carryProject', over: 'projectOver' }, 'public-notice': { command: 'closeNotice', over: 'noticeClosed' },
} as const;

/** Search attributes serve the Temporal page only: lists come from SQL. `zeren setup` registers them. */
const searchable = (campaign: string, year: number, unit: string) => ({
  typedSearchAttributes: new TypedSearchAttributes([
    { key: searchKeys.campaign, value: campaign }, { key: searchKeys.year, value: year }, { key: searchKeys.unit, value: unit },
  ]),
});
