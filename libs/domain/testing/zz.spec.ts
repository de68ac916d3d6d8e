import './no-clock.ts';
import { test } from '@jest/globals';
import fc from 'fast-check';
import { actsOf, stepsOf } from './life.ts';
import { lives } from './unit-years.ts';
test('x', () => {
  const t0 = performance.now();
  const sample = fc.sample(lives, { seed: 20260401, numRuns: 170 });
  const t1 = performance.now();
  const acts = sample.flatMap((l) => actsOf(l));
  const acc = acts.filter((a) => !a.rejection);
  const t = (xs: string[]) => Object.entries(xs.reduce<Record<string, number>>((c, n) => { c[n] = (c[n] ?? 0) + 1; return c; }, {})).sort((a, b) => a[1] - b[1]).map(([k, v]) => `${k} ${v} ${(v / acc.length * 100).toFixed(1)}%`).join('\n');
  process.stdout.write(`${t1 - t0}ms acts ${acts.length} acc ${acc.length / acts.length}\n${t(acc.map((a) => a.act.command.name))}\n--\n${t(acts.flatMap((a) => a.rejection ? [a.rejection.rejected] : []))}\n--\n${t(sample.flatMap((l) => stepsOf(l).map((s) => s.event.type)))}\n`);
  process.stdout.write(`last states ${t(sample.map((l) => l.moments.at(-1)!.after.status))}\n`);
});
