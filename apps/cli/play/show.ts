import cliProgress from 'cli-progress';
import type { Check } from './checks/expect.ts';

/** A bar that fills; on something that is no terminal, a line now and then. */
export interface Progress {
  to(done: number, what: string): void;
  stop(): void;
}

const barOptions = { format: '{bar} {value}/{total} {what}', hideCursor: true, clearOnComplete: false, barsize: 24 };

export function progress(total: number, unit: string): Progress {
  if (process.stderr.isTTY) {
    const bar = new cliProgress.SingleBar(barOptions, cliProgress.Presets.shades_classic);
    bar.start(total, 0, { what: '' });
    return { to: (done, what) => bar.update(done, { what }), stop: () => bar.stop() };
  }
  let shown = -1;
  return {
    to(done, what) {
      const tenth = Math.floor((done / Math.max(1, total)) * 10);
      if (tenth === shown) return;
      shown = tenth;
      process.stderr.write(`${unit} ${done}/${total} ${what}\n`);
    },
    stop: () => undefined,
  };
}

/** The checks as a table: a line each, and beneath what failed what was expected and found. */
export function showChecks(checks: readonly Check[]): void {
  const wide = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, expected, found, ok } of checks) {
    console.log(`  ${ok ? '✓' : '✗'} ${name.padEnd(wide)}  ${ok ? brief(found) : ''}`.trimEnd());
    if (ok) continue;
    console.log(`      应为 ${brief(expected)}`);
    console.log(`      实为 ${brief(found)}`);
  }
}

const brief = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 900 ? `${text.slice(0, 900)}…` : text;
};
