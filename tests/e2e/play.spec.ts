import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes } from '#libs/contracts/routes';
import type { Route } from '#libs/contracts/routes';
import { listPacks } from '#libs/packs/load';
import { startWholeStack } from '../support/whole-stack.ts';
import type { WholeStack } from '../support/whole-stack.ts';

interface Result {
  counts: Record<string, number>;
  given: string[];
  elapsedMs: number;
  checks: { name: string; ok: boolean; expected: unknown; found: unknown }[];
}

describe('a year of about twenty units, played over HTTP', () => {
  let stack: WholeStack;
  beforeAll(async () => { stack = await startWholeStack((await listPacks()).find((pack) => pack.id.endsWith('-short'))?.id); });
  afterAll(async () => { await stack?.close(); });

  const file = join(tmpdir(), `zeren-play-${process.pid}.json`);
  const played = async (...how: string[]): Promise<Result> => {
    const { code, said } = await stack.zeren('play', ...how, '--json', file);
    const result = JSON.parse(readFileSync(file, 'utf8')) as Result;
    expect(result.checks.filter((check) => !check.ok)).toEqual([]);
    expect([code, said.includes('不相符')]).toEqual([0, false]);
    return result;
  };

  it('comes to its end with every check in agreement', async () => {
    const { checks, counts } = await played('--short', '--leave-open');
    expect(checks.length).toBeGreaterThanOrEqual(24);
    expect(counts['acts']).toBeGreaterThan(300);
  });

  it('fails exactly the checks each sabotage is meant to fail', async () => {
    const { code, said } = await stack.zeren('play', '--sabotage', 'all');
    expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  });

  it('is closed: what was open lapses, every unit has its account, and by then every act there is was given once', async () => {
    const { checks, given } = await played('--close');
    expect(checks.map(({ name }) => name)).toContain('closed:final-accounts');
    // A year that was cancelled has no end to be played to.
    expect(Object.values<Route>(routes).flatMap(({ acts }) => (acts && !given.includes(acts) ? [acts] : []))).toEqual(['cancelCycle']);
    const { code, said } = await stack.zeren('play', '--sabotage', 'all');
    expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  });

  it('leaves nothing for the doctor to find', async () => {
    const { code, said } = await stack.zeren('doctor');
    expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  });
});
