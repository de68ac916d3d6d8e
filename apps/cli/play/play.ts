import { writeFileSync } from 'node:fs';
import { listPacks, loadPack } from '#libs/packs/load';
import { agendaOf, castOf } from './agenda.ts';
import type { Appointment, Cast } from './agenda.ts';
import { openConnections, rows } from './checks/connections.ts';
import type { Addresses } from './checks/connections.ts';
import type { Check, Manifest } from './checks/expect.ts';
import { countsOf, runChecks } from './checks/run-checks.ts';
import type { Counts } from './checks/run-checks.ts';
import { keepRun } from './last-run.ts';
import { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import { end, start } from './script.ts';
import { pause } from './session.ts';
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
const pollMs = 60;
/** Letters below a letter in force are issued by the relay, within moments. */
const relayPatienceMs = 20_000;

/**
 * Plays the first quarter of the demo over HTTP on the running stack, and checks what came of it.
 *
 * @returns the exit code: 1 when the play stopped or a check failed
 */
export async function play(options: PlayOptions): Promise<number> {
  try {
    if (options.sabotage !== undefined) {
      const { sabotageRun } = await import('./sabotage.ts');
      return await sabotageRun(options, options.sabotage);
    }
    const { result } = await playQuarter(options);
    return result.checks.every(({ ok }) => ok) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PlayStopped)) throw error;
    console.error(`演练停下了：${error.message}`);
    return 1;
  }
}

/** @throws PlayStopped when the server refuses what the script asks */
export async function playQuarter(options: PlayOptions): Promise<{ manifest: Manifest; result: Result }> {
  const connections = await openConnections(options);
  try {
    const present = new Set((await rows<{ id: string }>(connections.sql, 'SELECT id FROM unit')).map(({ id }) => id));
    const { packs, cast } = await shipped(present);
    const began = Date.now();
    const manifest = await perform(options, options.short ? packs.short : packs.demo, cast);
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

async function perform({ apiUrl }: PlayOptions, pack: string, cast: Cast): Promise<Manifest> {
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
  const moveTo = async (to: string): Promise<void> => {
    await cycleAct('advanceClock', `/cycles/${slug}/clock`, { to }, now);
    await clerk.untilAt(to);
    now = to;
  };
  for (const at of [...new Set(agenda.map((one) => one.at))]) {
    if (at !== now) await moveTo(at);
    const today = agenda.filter((one) => one.at === at);
    await together(today, async (appointment) => {
      const { status } = await performance.perform(slug, appointment);
      done += 1;
      bar.to(done, localTime(at));
      if (status === 'inForce') await clerk.untilIssuedBelow(appointment);
    });
  }
  await moveTo(end);
  bar.to(agenda.length, localTime(end));
  bar.stop();
  const { root, units, zone, vacant, addressless } = cast;
  return {
    scale: zone.length > 40 ? 'full' : 'short', cycle, slug, root, launchedAt: start, clock: end, units, zone, vacant, addressless,
    acts: performance.acts, retries: performance.retries, elapsedMs: 0,
  };
}

interface CycleState {
  status: string;
  now: string;
  units: number;
  unitsStarted: number;
}

/** What the office that runs the drill looks at between acts. */
class Office {
  private readonly performance: Performance;
  private readonly login: string;
  private readonly slug: string;
  private readonly cast: Cast;

  constructor(performance: Performance, login: string, slug: string, cast: Cast) {
    this.performance = performance;
    this.login = login;
    this.slug = slug;
    this.cast = cast;
  }

  async untilLaunched(): Promise<void> {
    const expected = this.cast.units.length;
    const bar = progress(expected, '启动');
    for (;;) {
      const { status, units, unitsStarted } = await this.look();
      bar.to(unitsStarted, '个单位已启动');
      if (status === 'open') {
        bar.stop();
        if (units !== expected) throw new PlayStopped(`启动了${units}个单位，脚本里有${expected}个`);
        return;
      }
      if (status !== 'launching') throw new PlayStopped(`启动后周期处于 ${status}`);
      await pause(pollMs * 2);
    }
  }

  async untilAt(to: string): Promise<void> {
    for (;;) {
      const { status, now } = await this.look();
      if (status === 'open' && now === to) return;
      if (status !== 'advancing' && status !== 'open') throw new PlayStopped(`拨钟时周期处于 ${status}`);
      await pause(pollMs);
    }
  }

  /** The letters of the units directly below follow without a person: the clock waits for them. */
  async untilIssuedBelow({ unit }: Appointment): Promise<void> {
    const below = new Set(this.cast.units.filter(({ superior }) => superior === unit.id).map(({ id }) => id));
    const session = await this.performance.session(this.login);
    for (const until = Date.now() + relayPatienceMs; below.size > 0;) {
      const drafted = await session.get<{ items: { unit: string }[]; next: string | null }>(`/cycles/${this.slug}/letters?status=drafted&limit=200`);
      if (!drafted.items.some((letter) => below.has(letter.unit))) return;
      if (Date.now() > until) throw new PlayStopped(`${unit.name}的责任书已生效，${relayPatienceMs / 1000}秒后下级的仍未下达`);
      await pause(pollMs * 2);
    }
  }

  private async look(): Promise<CycleState> {
    return (await this.performance.session(this.login)).get<CycleState>(`/cycles/${this.slug}`);
  }
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
