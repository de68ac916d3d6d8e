import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { createWorker } from '#apps/worker/worker';
import { ownerUrl, readSettings } from '#libs/platform/settings';
import { temporalClient } from '#libs/platform/temporal';
import { setUpRecord } from '#libs/store/set-up';
import { recordSource } from '#libs/store/sql';
import { finish } from '../finish.ts';
import { interleave, median } from './rounds.ts';
import type { Pace, Round } from './rounds.ts';
import { letterScript } from './script.ts';
import { actsSide, bareSide, bareWorker } from './sides.ts';

/** What we promise: an act with its record keeps this share of a bare update's pace. */
const floor = 0.65;
const goal = 0.75;

/**
 * `npm run bench -- acts [--json FILE]`: acknowledged acts per second through the workflow with its record ÷ bare
 * Temporal updates of the same shape, in one run, the median of five rounds.
 *
 * @returns the exit code: 1 below the floor
 */
async function bench(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, callers: { type: 'string', default: '40' }, seconds: { type: 'string', default: '1.5' }, slices: { type: 'string', default: '4' }, rounds: { type: 'string', default: '5' } } });
  const pace: Pace = { callers: Number(values.callers), seconds: Number(values.seconds), slices: Number(values.slices), rounds: Number(values.rounds) };
  console.log(`${pace.callers} 个并发，每轮两边交替各 ${pace.slices} 次、每次 ${pace.seconds} 秒，先热身一轮 · ${pace.callers} callers, rounds of ${pace.slices} × ${pace.seconds} s a side in turn, one to warm up`);
  const rounds = await measured(pace);
  const result = summary(rounds);
  console.log(`带记录的办理 ${result.acts.toFixed(1)}/秒 · 裸更新 ${result.bare.toFixed(1)}/秒 · acts with their record ${result.acts.toFixed(1)}/s, bare updates ${result.bare.toFixed(1)}/s`);
  console.log(`比值 · ratio ${result.ratio.toFixed(3)} (${result.spread.map((one) => one.toFixed(3)).join('–')}), 底线 · floor ${floor}, 目标 · goal ${goal}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  return result.ratio < floor ? 1 : 0;
}

function summary(rounds: readonly Round[]) {
  const ratios = rounds.map(({ ratio }) => ratio);
  return {
    ratio: median(ratios), spread: [Math.min(...ratios), Math.max(...ratios)] as const, rounds,
    acts: median(rounds.map(({ acts }) => acts)), bare: median(rounds.map(({ bare }) => bare)), floor, goal,
  };
}

/** The product's worker, the bare one and all callers in this one process, so that both sides pay alike for it. */
async function measured(pace: Pace): Promise<Round[]> {
  Runtime.install({ logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: () => undefined, error: (message, meta) => console.error(message, meta) } });
  const settings = readSettings();
  await setUpRecord(ownerUrl(), settings.mysqlUrl);
  const source = await recordSource(settings.mysqlUrl, 2).initialize();
  const client = await temporalClient(settings);
  const connection = await NativeConnection.connect({ address: settings.temporalAddress });
  const taskQueue = `${settings.taskQueue}-bare`;
  const workers = [await createWorker(settings), await bareWorker(connection, settings.temporalNamespace, taskQueue)];
  const running = workers.map((worker) => worker.run());
  try {
    const script = await letterScript();
    const ground = { client, source, script };
    const rounds = interleave(
      actsSide({ ...ground, taskQueue: settings.taskQueue }), bareSide({ ...ground, taskQueue }), pace,
      (round, { acts, bare, ratio }) => console.log(`  ${round === 0 ? '热身 · warm-up' : `第 ${round} 轮 · round ${round}`}: ${acts.toFixed(1)} ÷ ${bare.toFixed(1)} = ${ratio.toFixed(3)}`),
    );
    // A worker that dies would leave the callers waiting for ever.
    return await Promise.race([rounds, Promise.all(running).then(() => { throw new Error('a worker stopped'); })]);
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.allSettled(running);
    await Promise.allSettled([connection.close(), client.connection.close(), source.destroy()]);
  }
}

await finish(bench);
