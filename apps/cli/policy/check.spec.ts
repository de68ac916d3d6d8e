import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { repositoryRoot } from '#libs/packs/place';
import { policyCheck } from './check.ts';

const fixture = (name: string): string => join(repositoryRoot(), 'tests/fixtures/packs', name);
let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)));
});
afterEach(() => void jest.restoreAllMocks());

test('without a folder all shipped packs are printed with what they build on, and nothing is to mend', async () => {
  expect(await policyCheck([])).toBe(0);
  const lineages = printed.slice(0, -1).map((line) => line.replace(/@[\d.]+/g, '').split('  '));
  expect(lineages.map(([lineage]) => lineage)).toEqual([
    'base',
    'guangdong-2017 ← national-2016 ← base',
    'mazhang-2017 ← guangdong-2017 ← national-2016 ← base',
    'mazhang-2026-demo ← mazhang-2017 ← guangdong-2017 ← national-2016 ← base',
    'mazhang-2026-short ← mazhang-2026-demo ← mazhang-2017 ← guangdong-2017 ← national-2016 ← base',
    'national-2016 ← base',
  ]);
  expect(lineages.filter((parts) => parts[2] === '可启动 · can be run').map(([lineage]) => lineage?.split(' ')[0])).toEqual(['mazhang-2026-demo', 'mazhang-2026-short']);
  expect(printed.at(-1)).toMatch(/没有问题 · .*nothing to mend$/);
});

test('what must be mended is printed by file and line, in both languages, once', async () => {
  expect(await policyCheck([fixture('broken-article-unknown'), fixture('tiny'), fixture('broken-article-unknown')])).toBe(1);
  expect(printed[1]).toMatch(/^tiny@0\.1\.0 {2}示例街道/);
  expect(printed.filter((line) => !line.startsWith('tiny@'))).toEqual([expect.stringMatching(/^tests\/fixtures\/packs\/broken-article-unknown\/pack\.yaml:\d+ {2}articleUnknown {2}.*第13条 · S has 12 articles, not 13$/)]);
});
