import { writeFileSync } from 'node:fs';
import { listPacks, loadPack } from '#libs/packs/load';
import { agendaOf, castOf, cycleAgendaOf } from './agenda.ts';
import type { Cast } from './agenda.ts';
import { openConnections, rows } from './checks/connections.ts';
import type { Addresses, Connections } from './checks/connections.ts';
import { isClosed } from './checks/expect.ts';
import type { Check, Manifest } from './checks/expect.ts';
import { countsOf, runChecks } from './checks/run-checks.ts';
import type { Counts } from './checks/run-checks.ts';
import { keepRun, lastRun } from './last-run.ts';
import { bringLedger } from './ledger-acts.ts';
import { broughtAt, smallLines, smallMoves } from './ledger.ts';
import { appointed, giveMoney } from './money-acts.ts';
import { money } from './money.ts';
import { appointedTo, giveProject } from './project-acts.ts';
import { projectMoves } from './projects.ts';
import { Office } from './office.ts';
import { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import { wrong, wrongAfterClose } from './refusals.ts';
import { ends, instantOf, start } from './script.ts';
import { together } from './together.ts';
import { progress, showChecks } from './show.ts';
import { yearsBefore } from './years-before.ts';

export interface PlayOptions extends Addresses {
  /** How far: the first quarter, or the whole year. */
  until: keyof typeof ends;
  short: boolean;
  /** Leaves the year open, so that it can be falsified where something is still owed. */
  leaveOpen?: boolean | undefined;
  /** Where the result goes as JSON. */
  json?: string | undefined;
  /** For the sabotages that send a mail a second time. */
  smtpUrl?: string | undefined;
}

export interface Result {
  counts: Counts;
  /** Each act that was given, by name. */
  given: string[];
  elapsedMs: number;
  checks: Check[];
}

/** More than the small demo has. */
const fewUnits = 20;

/**
 * Plays the year, keeps its manifest, checks and shows what came of it; then closes the year and checks again.
 *
 * @throws PlayStopped when the server refuses what the script asks, or there is no demo to play
 */
export async function playYear(options: PlayOptions): Promise<{ manifest: Manifest; result: Result }> {
  const connections = await openConnections(options);
  try {
    const present = new Set((await rows<{ id: string }>(connections.sql, 'SELECT id FROM unit')).map(({ id }) => id));
    const { packs, cast } = await shipped(present);
    if (options.short && cast.units.length > fewUnits) console.log(`库中装的是完整的演示，短演练也由全部${cast.units.length}个单位参加；要短，请用只装了 ${packs.short} 的库`);
    const began = Date.now();
    const performance = new Performance(options.apiUrl);
    const manifest = await perform(options, performance, options.short ? packs.short : packs.demo, options.short ? 'short' : 'full', cast);
    manifest.elapsedMs = Date.now() - began;
    keepRun(manifest);
    const result = { counts: await countsOf(connections, manifest), given: givenIn(manifest), elapsedMs: manifest.elapsedMs, checks: await runChecks(manifest, connections) };
    show(manifest, result);
    if (options.until === 'year' && !options.leaveOpen) {
      result.checks.push(...await closeAndCheck(performance, manifest, cast, connections));
      result.elapsedMs = Date.now() - began;
    }
    write(options.json, result);
    return { manifest, result };
  } finally {
    await connections.close();
  }
}

/**
 * Closes the last year that was played and left open, and checks it.
 *
 * @throws PlayStopped when there is none
 */
export async function closeLast(options: PlayOptions): Promise<Result> {
  const connections = await openConnections(options);
  try {
    const manifest = lastRun();
    if (!manifest || isClosed(manifest) || manifest.clock !== ends.year) throw new PlayStopped('没有演练到年末而未关闭的一次');
    const { cast } = await shipped(new Set([...manifest.units.map(({ id }) => id), ...manifest.zone, manifest.root]));
    const result = { checks: await closeAndCheck(new Performance(options.apiUrl), manifest, cast, connections), counts: await countsOf(connections, manifest), given: givenIn(manifest), elapsedMs: manifest.elapsedMs };
    write(options.json, result);
    return result;
  } finally {
    await connections.close();
  }
}

const givenIn = ({ acts }: Manifest): string[] => [...new Set(acts.map(({ command }) => command))].sort();

const write = (file: string | undefined, result: Result): void => {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
};

async function closeAndCheck(performance: Performance, manifest: Manifest, cast: Cast, connections: Connections): Promise<Check[]> {
  const office = new Office(performance, manifest.slug, cast);
  for (const one of cycleAgendaOf(cast).filter(({ move }) => move.act === 'closeCycle')) await office.performForAll(one);
  await office.until('closed');
  for (const one of wrongAfterClose) manifest.refusals.push(await performance.refused(manifest.slug, { ...one, login: loginOf(cast, one.login) }));
  manifest.acts.push(...performance.acts);
  manifest.shown = { ...manifest.shown, accounts: await office.accounts(), completeness: await office.completeness(Object.keys(manifest.shown.completeness)) };
  keepRun(manifest);
  const checks = (await runChecks(manifest, connections)).map((check) => ({ ...check, name: `closed:${check.name}` }));
  console.log(`\n关闭年度后再核对：${checks.filter(({ ok }) => !ok).length === 0 ? `${checks.length}项全部相符` : '有不符'}`);
  showChecks(checks);
  return checks;
}

const loginOf = ({ root }: Cast, login: string): string => login.replace(/^root-/, `${root}-`);

/** The demo, the small one, and who plays: the demo's units as far as they are laid in. */
async function shipped(present: ReadonlySet<string>): Promise<{ packs: { demo: string; short: string }; cast: Cast }> {
  const ids = (await listPacks()).filter(({ isRunnable }) => isRunnable).map(({ id }) => id);
  const demo = ids.find((id) => id.endsWith('-demo'));
  if (demo === undefined) throw new PlayStopped('没有演示政策包');
  const { organisation } = await loadPack(demo);
  if (!organisation || !present.has(organisation.root)) throw new PlayStopped('库中没有演示单位：请用 npm start（不带 --empty）装入');
  return { packs: { demo, short: ids.find((id) => id.endsWith('-short')) ?? demo }, cast: castOf(organisation, (unit) => present.has(unit)) };
}

async function perform({ until }: PlayOptions, performance: Performance, pack: string, targets: Manifest['targets'], cast: Cast): Promise<Manifest> {
  const end = ends[until];
  const { root, units, zone, vacant, addressless } = cast;
  const lines = smallLines(units);
  const before = await yearsBefore(performance, pack, cast, lines);
  const opening = new Office(performance, '', cast);
  const requiredBy = { number: '演练〔2026〕1号', title: '关于签订2026年度目标责任书的通知（演练）' };
  const drafted = await opening.act('draftCycle', '/cycles', { pack, year: 2026, drillFrom: start, requiredBy }, start);
  const cycle = drafted.stream.slice('cycle/'.length);
  const slug = cycle.replaceAll('/', '-');
  const office = new Office(performance, slug, cast);
  // The tree was gone through once more, and the meeting comes after the draft.
  await office.act('redraftCycle', `/cycles/${slug}/redraft`, {}, start);
  await office.act('amendCycle', `/cycles/${slug}/documents`, { requiredBy, approvedBy: { number: '演练纪〔2026〕2号', title: '领导小组会议纪要（演练）' } }, start);
  await office.act('launchCycle', `/cycles/${slug}/launch`, {}, start);
  await office.untilLaunched();

  const agenda = agendaOf(cast).filter(({ at }) => at <= end);
  const forAll = cycleAgendaOf(cast).filter(({ at, move }) => at <= end && move.act !== 'closeCycle');
  const moneyMoves = [...money, ...smallMoves(lines, units, before)].map(appointed).filter(({ at }) => at <= end);
  const works = projectMoves.map(appointedTo).filter(({ at }) => at <= end);
  const wrongs = wrong.map((one) => ({ ...one, at: instantOf(one.at), login: loginOf(cast, one.login) })).filter(({ at }) => at <= end);
  const bar = progress(agenda.length, '演练');
  let now: string = start;
  let done = 0;
  const moves: Manifest['moves'] = [];
  const refusals: Manifest['refusals'] = [];
  const moveTo = async (to: string): Promise<void> => {
    moves.push({ to, begunAt: new Date().toISOString() });
    await office.act('advanceClock', `/cycles/${slug}/clock`, { to }, now);
    await office.untilAt(to);
    now = to;
  };
  for (const at of [...new Set([...agenda, ...forAll, ...wrongs, ...moneyMoves, ...works].map((one) => one.at))].sort()) {
    if (at !== now) await moveTo(at);
    for (const one of wrongs.filter((other) => other.at === at)) refusals.push(await performance.refused(slug, one));
    for (const one of forAll.filter((other) => other.at === at)) await office.performForAll(one);
    await together(agenda.filter((one) => one.at === at), async (appointment) => {
      const { events } = await performance.perform(slug, appointment);
      done += 1;
      bar.to(done, localTime(at));
      if (events.includes('targetsAllocated')) await office.untilIssuedBelow(appointment);
    });
    await giveMoney(performance, slug, moneyMoves.filter((other) => other.at === at));
    if (at === instantOf(broughtAt)) await bringLedger(performance, slug, cycle, lines, units, root, at);
    for (const one of works.filter((other) => other.at === at)) await giveProject(performance, slug, one);
  }
  if (now !== end) await moveTo(end);
  bar.to(agenda.length, localTime(end));
  bar.stop();
  const quarters = until === 'quarter' ? ['Q1'] : ['Q1', 'Q2', 'Q3', 'Q4'];
  const periods = until === 'quarter' ? quarters : [...quarters, 'Y'];
  return {
    scale: zone.length > 40 ? 'full' : 'short', targets, cycle, slug, root, launchedAt: start, clock: end, units, zone, vacant, addressless,
    acts: performance.acts.splice(0), retries: performance.retries, refusals, moves, elapsedMs: 0,
    shown: { figures: await office.figures(quarters), completeness: await office.completeness(periods), previews: office.previews, accounts: [] },
  };
}

const localTime = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

function show({ units, zone, cycle, acts }: Manifest, { counts, elapsedMs, checks }: Result): void {
  console.log(`\n演练 ${cycle}：${units.length}个单位（另有${zone.length}个由别处管理，不下达），${acts.filter(({ command }) => command === 'registerLine').length}笔资金，${counts.acts}次办理，${counts.notices}条提醒，${counts.mails}封邮件，${counts.escalations}次上报，用时${(elapsedMs / 1000).toFixed(1)}秒`);
  const failed = checks.filter(({ ok }) => !ok).length;
  console.log(failed === 0 ? `核对：${checks.length}项全部相符` : `核对：${checks.length}项，${failed}项不符`);
  showChecks(checks);
}
