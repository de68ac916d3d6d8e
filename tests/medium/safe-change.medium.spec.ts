import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { coveredBy, wanted } from '#apps/cli/histories/covers';
import { historyIn, keptIn } from '#apps/cli/histories/kept';
import { agreesWith, recordedStream } from '#apps/cli/doctor/stream-record';
import type { View } from '#apps/cli/doctor/stream-record';
import { cycleDecider } from '#libs/domain/cycle/cycle';
import type { UnitYear } from '#libs/domain/unit-year/state';
import { unitYearDecider } from '#libs/domain/unit-year/unit-year';
import { sqlOf } from '#libs/store/sql';
import type { Person } from '../support/person.ts';
import { workflowBundle } from '../support/workflow-bundles.ts';
import type { Alteration } from '../support/workflow-bundles.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

/** The histories of the play, and beside them those from before a change that is still asked for by `since`. */
const folder = new URL('../histories', import.meta.url).pathname;
const folders = [folder, ...readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))];
const kept = folders.flatMap((from) => readdirSync(from).filter((name) => name.endsWith('.json.gz')).map((file) => {
  const history = historyIn(join(from, file));
  return { name: join(from, file).slice(folder.length), history, ...coveredBy(history) };
}));

/** What no kept history shows, each with the reason why it cannot. */
const unshown: Readonly<Record<string, string>> = {
  'fundsLine.hear': 'a line hears something only where an order about its money came too late for a unit whose year had ended',
};

/** What comes of replaying every kept history with these workflows: by name, how it failed, if it did. */
async function replayed(workflows: WorkflowBundleOption, histories: readonly { name: string; history: unknown }[] = kept): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  const named = histories.map(({ name, history }) => ({ workflowId: name, history }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: workflows }, named)) results[workflowId] = error;
  return results;
}

/** One timer more in each turn, and in each round of the dispatcher and the relay. */
const oneCommandMore: Alteration = {
  'host.ts': [['      isDue = false;\n      try {', '      isDue = false;\n      await sleep(1_000);\n      try {']],
  'dispatcher.ts': [['import { continueAsNew, ', 'import { continueAsNew, sleep, '], ['await dispatch();', '{ await dispatch(); await sleep(1_000); }']],
  'relay.ts': [['import { continueAsNew, ', 'import { continueAsNew, sleep, '], ['await carry();', '{ await carry(); await sleep(1_000); }']],
};

const noChanges = ['decider.changes ?? []', '[] as string[]'] as const;
const newRuleOnly = ['const since = (change: string): boolean => changes[change] ?? false;', 'const since = (): boolean => true;'] as const;
/** The release before: it knows of no change. */
const before: Alteration = { 'host.ts': [noChanges] };
/** A release whose rule changed, and does not ask whether it held when a turn was recorded. */
const unasked: Alteration = { 'host.ts': [newRuleOnly] };
/** A later release: what was a change is the only rule, and its name is remembered for the marks in histories. */
const retiring: Alteration = { 'host.ts': [noChanges, newRuleOnly, ['decider.retired ?? []', 'decider.changes ?? []']] };
/** The same, and the name forgotten. */
const forgetting: Alteration = { 'host.ts': [noChanges, newRuleOnly] };

describe('the histories that the play left', () => {
  it('show every command, and every way a workflow goes on', () => {
    const shown = new Set(kept.flatMap(({ covers }) => covers));
    expect(wanted().filter((what) => !shown.has(what) && !(what in unshown))).toEqual([]);
    expect(Object.keys(unshown).filter((what) => shown.has(what) || !wanted().includes(what))).toEqual([]);
  });

  it('are described by their index', () => {
    expect(keptIn(folder).map(({ file, covers }) => [`/${file}`, covers])).toEqual(kept.filter(({ name }) => name.lastIndexOf('/') === 0).map(({ name, covers }) => [name, covers]));
  });

  it('are joined, for each change still known by name, by one from before it', () => {
    const known = [unitYearDecider, cycleDecider].flatMap(({ changes = [], retired = [] }) => [...changes, ...retired]);
    expect(folders.slice(1).map((from) => from.slice(folder.length + 1)).sort()).toEqual(known.map((change) => `before-${change}`).sort());
    expect(known.filter((change) => kept.some(({ name, covers }) => name.startsWith(`/before-${change}/`) && covers.some((what) => what.endsWith(`.since/${change}`))))).toEqual([]);
  });

  it('take no more than two megabytes', () => {
    expect(kept.reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(2_000_000);
  });

  it('replay with the workflows as they are', async () => {
    const results = await replayed(await workflowBundle());
    expect(Object.keys(results).sort()).toEqual(kept.map(({ name }) => name).sort());
    expect(Object.entries(results).filter(([, error]) => error !== undefined)).toEqual([]);
  });

  it('are refused, each of them, by workflows that differ by one command', async () => {
    const results = await replayed(await workflowBundle(oneCommandMore));
    expect(kept.map(({ name }) => name).filter((name) => !(results[name] instanceof DeterminismViolationError))).toEqual([]);
  });
});

describe('a rule that changes while years run: a receipt during a pause', () => {
  let office: ApiOffice;
  let officer: Person;
  const streams: Record<string, string> = {};
  const view = async (slug: string) => {
    const stream = streams[slug] ?? '';
    const view_ = await office.client.workflow.getHandle(stream).query<View>('view');
    const record = await recordedStream(sqlOf(office.source), stream);
    return { order: (view_.state as UnitYear).duties['rectify-1'] as { acknowledged: object; stages: object[] } | undefined, disagreements: record && agreesWith(record, view_) };
  };
  const at = (slug: string, verb: string) => `/cycles/${slug}/units/E1/orders/${verb}`;
  const done = async (person: Person, path: string, body = {}) => expect(await person.insist(path, body)).toMatchObject({ status: 200 });
  /** The year that began before the release, and the one that began after it. */
  const recorded = () => Promise.all(Object.entries(streams).map(async ([name, stream]) => ({ name, history: await office.client.workflow.getHandle(stream).fetchHistory() as unknown })));
  const outcomeOf = async (alteration: Alteration, history: { name: string; history: unknown } | undefined): Promise<unknown> =>
    Object.values(await replayed(await workflowBundle(alteration), history ? [history] : []))[0];
  const ordered = () => office.signIn('E1-safetyOfficer');

  /** A drill in which an order waits for its receipt, in a year that was paused as soon as it was issued. */
  const pausedWithOrder = async (): Promise<string> => {
    const slug = await launchDrill(officer);
    const { cycle } = ((await office.source.query('SELECT id AS cycle FROM cycle ORDER BY id DESC')) as { cycle: string }[]).find((one) => one.cycle.replaceAll('/', '-') === slug) ?? { cycle: '' };
    streams[slug] = `unit-year/${cycle}/E1`;
    await done(officer, at(slug, 'rectify/draft'), {
      origin: { kind: 'meeting', reference: '纪要〔2026〕4号' }, subject: '消防通道堵塞', matter: '请限期清理。', deadline: '2026-01-20', stages: [{ what: '报方案', dueOn: '2026-01-12' }],
    });
    await done(officer, at(slug, 'rectify-1/issue'));
    await until(officer, at(slug, 'rectify-1'), ({ body }) => body['number'] !== null);
    await done(officer, `/cycles/${slug}/pauses`, { under: 'E1', reason: '防汛应急' });
    await until(officer, `/cycles/${slug}/units/E1/obligations/pledge`, ({ body }) => (body['notices'] as { status: string }[]).every(({ status }) => status === 'cancelled'));
    await advance(officer, slug, '2026-01-09T01:00:00.000Z');
    return slug;
  };

  beforeAll(async () => {
    office = await openApiOffice({ workflows: await workflowBundle(before) });
    officer = await office.signIn('S1-safetyOffice');
  });
  afterAll(async () => { await office.close(); });

  it('a year that runs keeps what was decided, and takes the new rule from its next turn; a worker that starts later sees it so too', async () => {
    const slug = await pausedWithOrder();
    await done(await ordered(), at(slug, 'rectify-1/acknowledge'));
    expect((await view(slug)).order).toMatchObject({ acknowledged: { onTime: false } });

    await office.release(await workflowBundle());
    expect(await view(slug)).toMatchObject({ order: { acknowledged: { onTime: false } }, disagreements: [] });
    await advance(officer, slug, '2026-01-14T01:00:00.000Z');
    await done(await ordered(), at(slug, 'rectify-1/feedback'), { text: '方案已报' });
    const expected = { order: { acknowledged: { onTime: false }, stages: [{ onTime: true }] }, disagreements: [] };
    expect(await view(slug)).toMatchObject(expected);
    await office.release(await workflowBundle());
    expect(await view(slug)).toMatchObject(expected);
  });

  it('a year that begins later has the new rule from its first turn', async () => {
    const slug = await pausedWithOrder();
    await done(await ordered(), at(slug, 'rectify-1/acknowledge'));
    expect(await view(slug)).toMatchObject({ order: { acknowledged: { onTime: true } }, disagreements: [] });
  });

  it('is refused by the replay of what was decided before, where it does not ask: Temporal alone would not notice', async () => {
    const [first] = await recorded();
    expect(String(await outcomeOf(unasked, first))).toContain('decides otherwise than was recorded');
  });

  it('is retired once no year that began before is open; its name stays while histories bear its mark', async () => {
    const [first, second] = await recorded();
    expect(await outcomeOf(retiring, second)).toBeUndefined();
    expect(await outcomeOf(retiring, first)).toBeDefined();
    expect(String(await outcomeOf(forgetting, second))).toContain('order-judged-by-pause');
  });
});
