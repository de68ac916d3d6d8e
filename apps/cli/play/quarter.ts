import { writeFileSync } from 'node:fs';
import { listPacks, loadPack } from '#libs/packs/load';
import { agendaOf, castOf } from './agenda.ts';
import type { Cast } from './agenda.ts';
import { openConnections, rows } from './checks/connections.ts';
import type { Addresses } from './checks/connections.ts';
import type { Check, Manifest, ShownFigures } from './checks/expect.ts';
import { countsOf, runChecks } from './checks/run-checks.ts';
import type { Counts } from './checks/run-checks.ts';
import { keepRun } from './last-run.ts';
import { Office } from './office.ts';
import { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import { end, start } from './script.ts';
import { progress, showChecks } from './show.ts';

export interface PlayOptions extends Addresses {
  quarter: 1;
  short: boolean;
  /** Where the result goes as JSON. */
  json?: string | undefined;
  /** Alter the finished run instead of playing; see sabotage.ts. */
  sabotage?: string | undefined;
  apiUrl: string;
  /** For the sabotages that send a mail a second time. */
  smtpUrl?: string | undefined;
}

export interface Result {
  counts: Counts;
  elapsedMs: number;
  checks: Check[];
}

const atOnce = 6;
/** More than the small demo has. */
const fewUnits = 20;

/**
 * Plays the quarter, keeps its manifest, checks and shows what came of it.
 *
 * @throws PlayStopped when the server refuses what the script asks, or there is no demo to play
 */
export async function playQuarter(options: PlayOptions): Promise<{ manifest: Manifest; result: Result }> {
  const connections = await openConnections(options);
  try {
    const present = new Set((await rows<{ id: string }>(connections.sql, 'SELECT id FROM unit')).map(({ id }) => id));
    const { packs, cast } = await shipped(present);
    if (options.short && cast.units.length > fewUnits) console.log(`库中装的是完整的演示，短演练也由全部${cast.units.length}个单位参加；要短，请用只装了 ${packs.short} 的库`);
    const began = Date.now();
    const manifest = await perform(options, options.short ? packs.short : packs.demo, options.short ? 'short' : 'full', cast);
    manifest.elapsedMs = Date.now() - began;
    keepRun(manifest);
    const result = { counts: await countsOf(connections, manifest), elapsedMs: manifest.elapsedMs, checks: await runChecks(manifest, connections) };
    show(manifest, result);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
    return { manifest, result };
  } finally {
    await connections.close();
  }
}

/** The demo, the small one, and who plays: the demo's units as far as they are laid in. */
async function shipped(present: ReadonlySet<string>): Promise<{ packs: { demo: string; short: string }; cast: Cast }> {
  const ids = (await listPacks()).filter(({ isRunnable }) => isRunnable).map(({ id }) => id);
  const demo = ids.find((id) => id.endsWith('-demo'));
  if (demo === undefined) throw new PlayStopped('没有演示政策包');
  const { organisation } = await loadPack(demo);
  if (!organisation || !present.has(organisation.root)) throw new PlayStopped('库中没有演示单位：请用 npm start（不带 --empty）装入');
  return { packs: { demo, short: ids.find((id) => id.endsWith('-short')) ?? demo }, cast: castOf(organisation, (unit) => present.has(unit)) };
}

async function perform({ apiUrl }: PlayOptions, pack: string, targets: Manifest['targets'], cast: Cast): Promise<Manifest> {
  const performance = new Performance(apiUrl);
  const office = { login: `${cast.root}-office`, post: `${cast.root}/office` };
  const cycleAct = (command: string, path: string, body: unknown, at: string) => performance.cycleAct(office.login, office.post, command, path, body, at);

  const drafted = await cycleAct('draftCycle', '/cycles', {
    pack, year: 2026, drillFrom: start,
    requiredBy: { number: '演练〔2026〕1号', title: '关于签订2026年度目标责任书的通知（演练）' },
    approvedBy: { number: '演练纪〔2026〕2号', title: '领导小组会议纪要（演练）' },
  }, start);
  const cycle = drafted.stream.slice('cycle/'.length);
  const slug = cycle.replaceAll('/', '-');
  await cycleAct('launchCycle', `/cycles/${slug}/launch`, {}, start);
  const clerk = new Office(performance, office.login, slug, cast);
  await clerk.untilLaunched();

  const agenda = agendaOf(cast);
  const bar = progress(agenda.length, '演练');
  let now = start;
  let done = 0;
  const moves: Manifest['moves'] = [];
  const moveTo = async (to: string): Promise<void> => {
    moves.push({ to, begunAt: new Date().toISOString() });
    await cycleAct('advanceClock', `/cycles/${slug}/clock`, { to }, now);
    await clerk.untilAt(to);
    now = to;
  };
  for (const at of [...new Set(agenda.map((one) => one.at))]) {
    if (at !== now) await moveTo(at);
    const today = agenda.filter((one) => one.at === at);
    await together(today, async (appointment) => {
      const { events } = await performance.perform(slug, appointment);
      done += 1;
      bar.to(done, localTime(at));
      if (events.includes('targetsAllocated')) await clerk.untilIssuedBelow(appointment);
    });
  }
  await moveTo(end);
  bar.to(agenda.length, localTime(end));
  bar.stop();
  const { units: standings, totals } = await (await performance.session(office.login)).get<ShownFigures>(`/cycles/${slug}/figures?period=Q1`);
  const { root, units, zone, vacant, addressless } = cast;
  return {
    scale: zone.length > 40 ? 'full' : 'short', targets, cycle, slug, root, launchedAt: start, clock: end, units, zone, vacant, addressless,
    acts: performance.acts, retries: performance.retries, shown: { units: standings, totals }, moves, elapsedMs: 0,
  };
}

/** So many at once, and no more. The first that fails ends them all. */
async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const open = [...items];
  const lane = async (): Promise<void> => {
    for (let item = open.shift(); item !== undefined; item = open.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

const localTime = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

function show({ units, zone, cycle }: Manifest, { counts, elapsedMs, checks }: Result): void {
  console.log(`\n第一季度演练 ${cycle}：${units.length}个单位（另有${zone.length}个由别处管理，不下达），${counts.acts}次办理，${counts.notices}条提醒，${counts.mails}封邮件，${counts.escalations}次上报，用时${(elapsedMs / 1000).toFixed(1)}秒`);
  const failed = checks.filter(({ ok }) => !ok).length;
  console.log(failed === 0 ? `核对：${checks.length}项全部相符` : `核对：${checks.length}项，${failed}项不符`);
  showChecks(checks);
}
