import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startTemporal } from '../../infra/local/servers.mjs';
import type { Child } from '../../infra/local/servers.mjs';
import { openApiOffice } from '../medium/support/api-office.ts';
import type { ApiOffice } from '../medium/support/api-office.ts';
import { machineClock } from '../support/machine-clock.ts';
import type { MachineClock } from '../support/machine-clock.ts';
import { skipsTime } from '../support/skipping.ts';
import { differences, journalOf, toldIn } from './support/same-journal.ts';
import type { Entry, Told } from './support/same-journal.ts';
import { beginsAt, script } from './support/ten-units.ts';
import { drillOf, liveYearOf } from './support/two-clocks.ts';

const tenPack = new URL('../fixtures/packs/ten', import.meta.url).pathname;

/** A live year takes its time: the machine's clock is set to a second after each instant, and runs on. */
const lateMillis = 60_000;

/** Why the two may differ where they do; everything else is the same. */
const setAside = [
  // The one act whose workflow begins with it: on the server's own clock, which is skipped from then on.
  'cycle/{cycle} 1 cycleDrafted/at',
  'cycle/{cycle} 1 cycleDrafted/body/draft/drillFrom',
];

describe('the same script of ten units, as a drill and as a live year on a server that skips time', () => {
  const dir = mkdtempSync(join(tmpdir(), 'zeren-skipping-'));
  let clock: MachineClock;
  let temporal: Child & { address: string };
  let office: ApiOffice;
  const journals: { drill: Entry[]; live: Entry[] } = { drill: [], live: [] };
  const told: { drill: Map<string, Told>; live: Map<string, Told> } = { drill: new Map(), live: new Map() };

  beforeAll(async () => {
    temporal = await startTemporal({ dbFile: join(dir, 'temporal.db'), port: await freePort(), logFile: join(dir, 'temporal.log'), dynamicConfig: skipsTime });
    clock = machineClock();
    clock.set(beginsAt);
    office = await openApiOffice({ packs: [tenPack], temporalAddress: temporal.address });
    const drill = await drillOf(office, beginsAt);
    for (const act of script) await drill.perform(act);
    await drill.untilClosed();
    const live = await liveYearOf(office, beginsAt, clock);
    for (const act of script) await live.perform(act);
    await live.untilClosed();
    for (const [name, { cycle }] of Object.entries({ drill, live }) as ['drill' | 'live', typeof drill][]) {
      journals[name] = await journalOf(office.source, cycle);
      told[name] = await toldIn(office.source, cycle);
    }
  });
  afterAll(async () => {
    await office?.close();
    clock?.restore();
    await temporal?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('has what a year has: escalations, an order with its number, a pause, more time, reports returned and accepted, and its close', () => {
    const types = new Set(journals.drill.map(({ type }) => type));
    for (const type of ['letterIssued', 'letterObjected', 'stageReached', 'orderNumbered', 'yearPaused', 'yearResumed', 'dueMoved', 'reportReturned', 'reportAccepted', 'latenessExplained', 'closeFinished']) {
      expect([...types]).toContain(type);
    }
    expect([...told.drill.values()].filter(({ status }) => status === 'told').length).toBeGreaterThan(60);
  });

  it('gives the same journal, stream by stream and event by event, ids and instants aside', () => {
    const name = ({ stream, place, type }: Entry): string => `${stream} ${place} ${type}`;
    expect(journals.live.map(name)).toEqual(journals.drill.map(name));
    const different = journals.drill.flatMap((entry, n) => differences({ ...entry }, { ...journals.live[n] } as never, lateMillis, name(entry)));
    expect(different.filter((one) => !setAside.some((path) => one.startsWith(`${path}:`)))).toEqual([]);
  });

  it('tells the same people the same things at the same slots, each in a mail that went out', () => {
    expect([...told.live.keys()]).toEqual([...told.drill.keys()]);
    expect([...told.drill].flatMap(([key, notice]) => differences({ ...notice }, { ...told.live.get(key) } as never, 0, key))).toEqual([]);
    expect([...told.live.values()].filter(({ status, mail }) => status === 'told' && mail !== 'sent')).toEqual([]);
  });
});
