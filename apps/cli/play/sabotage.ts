import { writeFileSync } from 'node:fs';
import { openConnections, rows } from './checks/connections.ts';
import type { Connections } from './checks/connections.ts';
import { isClosed } from './checks/expect.ts';
import type { Manifest } from './checks/expect.ts';
import { runChecks } from './checks/run-checks.ts';
import type { Known } from './checks/run-checks.ts';
import { expectedOf } from './checks/simulate.ts';
import { askWorkflows } from './checks/workflows.ts';
import { lastRun } from './last-run.ts';
import { PlayStopped } from './problem.ts';
import { playYear } from './run.ts';
import type { PlayOptions } from './run.ts';
import { sabotages } from './sabotages/index.ts';
import { Scene } from './sabotages/scene.ts';
import type { Sabotage } from './sabotages/scene.ts';
import { showChecks } from './show.ts';

interface Verdict {
  name: string;
  what: string;
  mustFail: readonly string[];
  failed: string[];
  ok: boolean;
}

/**
 * Alters the last finished run, lets the checks look, and takes the alteration back: the checks named by the sabotage
 * must fail, and no others.
 *
 * @param name a sabotage, or `all` for each in turn
 * @returns the exit code: 0 when exactly the named checks failed
 */
export async function sabotageRun(options: PlayOptions, name: string): Promise<number> {
  const chosen = Object.entries<Sabotage>(sabotages).filter(([one]) => name === 'all' || one === name);
  if (chosen.length === 0) throw new PlayStopped(`没有叫 ${name} 的破坏，可用：all、${Object.keys(sabotages).join('、')}`);
  const connections = await openConnections(options);
  try {
    const manifest = await finishedRun(options, connections);
    const known: Known = { expected: expectedOf(manifest), views: await askWorkflows(connections, manifest) };
    const before = await runChecks(manifest, connections, known);
    if (before.some(({ ok }) => !ok)) {
      console.log('上次演练此刻就已对不上，先查清再试：');
      showChecks(before);
      return 1;
    }
    const fitting = chosen.filter(([, { isOfClosed = false }]) => isOfClosed === isClosed(manifest));
    if (fitting.length === 0) throw new PlayStopped(isClosed(manifest) ? '上次演练的年度已关闭，这种破坏要改未关闭的：play --leave-open' : '上次演练的年度未关闭，这种破坏要改已关闭的：play --close');
    const verdicts: Verdict[] = [];
    for (const [one, sabotage] of fitting) verdicts.push(tell(await judge(one, sabotage, new Scene(connections.sql, manifest, connections.mailPageUrl, options.smtpUrl || undefined), connections, known)));
    const missed = verdicts.filter(({ ok }) => !ok).length;
    console.log(missed === 0 ? `\n${verdicts.length}种破坏，各由应当发现它的核对发现` : `\n${missed}种破坏没有如实发现`);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ sabotages: verdicts }, null, 2)}\n`);
    return missed === 0 ? 0 : 1;
  } finally {
    await connections.close();
  }
}

/** The last run as far as the record still has it; else the short one is played first. */
async function finishedRun(options: PlayOptions, { sql }: Connections): Promise<Manifest> {
  const last = lastRun();
  if (last && (await rows(sql, 'SELECT id FROM cycle WHERE id = ?', [last.cycle])).length > 0) return last;
  console.log('还没有演练过，先演一次短的');
  return (await playYear({ ...options, short: true, leaveOpen: true, json: undefined })).manifest;
}

async function judge(name: string, { what, mustFail, alter }: Sabotage, scene: Scene, connections: Connections, known: Known): Promise<Verdict> {
  // Whoever interrupts now would leave the record falsified: the alteration is taken back first.
  const hold = (): void => console.error('正在还原，请稍候');
  process.on('SIGINT', hold);
  try {
    const undo = await alter(scene);
    try {
      const failed = (await runChecks(scene.manifest, connections, known)).filter(({ ok }) => !ok).map((check) => check.name);
      return { name, what, mustFail, failed, ok: [...mustFail].sort().join() === [...failed].sort().join() };
    } finally {
      await undo();
    }
  } finally {
    process.off('SIGINT', hold);
  }
}

function tell(verdict: Verdict): Verdict {
  const { name, what, mustFail, failed, ok } = verdict;
  console.log(`${ok ? '✓' : '✗'} ${name}：${what}`);
  console.log(`    应不符 ${mustFail.join('、')}`);
  if (!ok) console.log(`    实不符 ${failed.join('、') || '无'}`);
  return verdict;
}
