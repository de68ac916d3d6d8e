import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPacks } from '#libs/packs/load';
import { startWholeStack } from '../support/whole-stack.ts';
import type { WholeStack } from '../support/whole-stack.ts';

interface Result {
  counts: Record<string, number>;
  elapsedMs: number;
  checks: { name: string; ok: boolean; expected: unknown; found: unknown }[];
}

describe('a quarter of about twelve units, played over HTTP', () => {
  let stack: WholeStack;
  beforeAll(async () => { stack = await startWholeStack((await listPacks()).find((pack) => pack.id.endsWith('-short'))?.id); });
  afterAll(async () => { await stack?.close(); });

  it('ends with every check in agreement', async () => {
    const file = join(tmpdir(), `zeren-play-${process.pid}.json`);
    const { code, said } = await stack.zeren('play', '--quarter', '1', '--short', '--json', file);
    const result = JSON.parse(readFileSync(file, 'utf8')) as Result;
    expect(result.checks.filter((check) => !check.ok)).toEqual([]);
    expect(result.checks.length).toBeGreaterThanOrEqual(19);
    expect(result.counts['acts']).toBeGreaterThan(50);
    expect([code, said.includes('不相符')]).toEqual([0, false]);
  });

  it('fails exactly the checks each sabotage is meant to fail', async () => {
    const { code, said } = await stack.zeren('play', '--sabotage', 'all');
    expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  });

  it('leaves nothing for the doctor to find', async () => {
    const { code, said } = await stack.zeren('doctor');
    expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  });
});
