import { expect } from '@jest/globals';
import { sqlInstant, sqlOf } from '#libs/store/sql';
import { advance, documents, until } from '../../medium/support/api-office.ts';
import type { ApiOffice } from '../../medium/support/api-office.ts';
import type { MachineClock } from '../../support/machine-clock.ts';
import { skipTo } from '../../support/skipping.ts';

/** An act of the script: who gives it, when, where in the cycle, and with what. */
export interface Act {
  at: string;
  login: string;
  path: string;
  body?: object;
}

export interface PlayedYear {
  cycle: string;
  /** Lets time pass until the act's instant, and gives it. */
  perform(act: Act): Promise<void>;
  untilClosed(): Promise<void>;
}

const office = 'S1-safetyOffice';

/** @param drillFrom where the drill's clock begins; a live year has none */
async function draft({ signIn }: ApiOffice, drillFrom?: string): Promise<{ cycle: string; slug: string }> {
  const { status, body } = await (await signIn(office)).post('/cycles', { pack: 'ten', year: 2036, ...(drillFrom ? { drillFrom } : {}), ...documents });
  expect({ status, body }).toMatchObject({ status: 200 });
  const cycle = String(body['obligation']);
  return { cycle, slug: cycle.replaceAll('/', '-') };
}

const untilIs = async ({ signIn }: ApiOffice, slug: string, status: string): Promise<void> => {
  await until(await signIn(office), `/cycles/${slug}`, ({ body }) => body['status'] === status);
};

async function launch(apiOffice: ApiOffice, slug: string): Promise<void> {
  await (await apiOffice.signIn(office)).post(`/cycles/${slug}/launch`);
  await untilIs(apiOffice, slug, 'open');
}

async function give({ signIn }: ApiOffice, slug: string, { login, path, body = {} }: Act): Promise<void> {
  const answer = await (await signIn(login)).insist(`/cycles/${slug}${path}`, body);
  expect({ path, status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
}

/** A year on a clock of its own, which the administrator moves. */
export async function drillOf(apiOffice: ApiOffice, from: string): Promise<PlayedYear> {
  const { cycle, slug } = await draft(apiOffice, from);
  await launch(apiOffice, slug);
  let now = from;
  return {
    cycle,
    async perform(act) {
      if (act.at > now) await advance(await apiOffice.signIn(office), slug, act.at);
      now = act.at;
      await give(apiOffice, slug, act);
    },
    untilClosed: () => untilIs(apiOffice, slug, 'closed'),
  };
}

/**
 * A year on the wall's clock, which is skipped: the machine's for API, dispatcher and relay, the server's for the streams and
 * their timers. Time goes from one instant at which anything is due to the next, as it would by itself, and each time until
 * nothing is left to do.
 */
export async function liveYearOf(apiOffice: ApiOffice, from: string, clock: MachineClock): Promise<PlayedYear> {
  const sql = sqlOf(apiOffice.source);
  const { cycle, slug } = await draft(apiOffice);
  /** A second after the instant: nobody acts or wakes before it. */
  const standAt = async (at: number): Promise<void> => {
    clock.set(new Date(at + 1_000).toISOString());
    const streams = await sql.query<{ id: string }>('SELECT id FROM stream WHERE cycle = ? AND ended_at IS NULL', [cycle]);
    await Promise.all(streams.map(({ id }) => skipTo(apiOffice.client, id, at + 1_000, clock.hostNow)));
    await quiet(apiOffice, cycle, clock);
  };
  const nextDue = async (): Promise<number | null> => {
    const now = sqlInstant(new Date(clock.now()).toISOString());
    const [row] = await sql.query<{ at: string | null }>(
      `SELECT MIN(at) AS at FROM (SELECT MIN(next_deadline) AS at FROM stream WHERE cycle = ? AND next_deadline > ? AND ended_at IS NULL
        UNION ALL SELECT MIN(at) FROM notice WHERE cycle = ? AND status = 'planned' AND at > ?) t`, [cycle, now, cycle, now]);
    return row?.at ? Date.parse(row.at) : null;
  };
  await standAt(Date.parse(from));
  await launch(apiOffice, slug);
  await standAt(Date.parse(from) + 1_000);
  return {
    cycle,
    async perform(act) {
      const to = Date.parse(act.at);
      for (let due = await nextDue(); due !== null && due < to; due = await nextDue()) await standAt(due);
      if (clock.now() < to) await standAt(to);
      await give(apiOffice, slug, act);
      await quiet(apiOffice, cycle, clock);
    },
    untilClosed: () => untilIs(apiOffice, slug, 'closed'),
  };
}

const patienceMillis = 30_000;

/** Waits until what is due is done: streams have acted, messages are heard, notices told, mails sent. */
async function quiet({ source }: ApiOffice, cycle: string, clock: MachineClock): Promise<void> {
  const now = sqlInstant(new Date(clock.now()).toISOString());
  for (const end = clock.hostNow() + patienceMillis; ;) {
    const [open] = await sqlOf(source).query<Record<'due' | 'messages' | 'notices' | 'mails', number>>(
      `SELECT (SELECT COUNT(*) FROM stream WHERE cycle = ? AND ended_at IS NULL AND next_deadline <= ?) AS due,
        (SELECT COUNT(*) FROM message m JOIN stream s ON s.id = m.to_stream WHERE s.cycle = ? AND m.delivered_at IS NULL AND m.returned_at IS NULL) AS messages,
        (SELECT COUNT(*) FROM notice WHERE cycle = ? AND status = 'planned' AND at <= ?) AS notices,
        (SELECT COUNT(*) FROM mail WHERE cycle = ? AND status IN ('frozen', 'sending')) AS mails`,
      [cycle, now, cycle, cycle, now, cycle]);
    if (Object.values(open ?? {}).every((n) => Number(n) === 0)) return;
    if (clock.hostNow() > end) throw new Error(`still to do at ${String(now)}: ${JSON.stringify(open)}`);
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
}
