import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { repositoryRoot } from '#libs/packs/place';
import { policyCheck } from './check.ts';

const shipped = join(repositoryRoot(), 'libs/packs/data');
const fixture = (name: string): string => join(repositoryRoot(), 'tests/fixtures/packs', name);
let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)));
});
afterEach(() => void jest.restoreAllMocks());

test('without a folder all shipped packs are printed with what they build on, and nothing is to mend', async () => {
  expect(await policyCheck([])).toBe(0);
  // Read from the files' own lines, as text.
  const written = new Map(readdirSync(shipped).map((id) => [id, readFileSync(join(shipped, id, 'pack.yaml'), 'utf8')]));
  const says = (id: string, key: string): string | undefined => new RegExp(`^${key}: (.+)$`, 'm').exec(written.get(id) ?? '')?.[1];
  const lineage = (id: string): string => {
    const parent = says(id, 'buildsOn')?.split('@')[0];
    return `${id}@${says(id, 'version')}${parent === undefined ? '' : ` ← ${lineage(parent)}`}`;
  };
  const ids = [...written.keys()].sort();
  expect(printed.slice(0, -1).map((line) => line.split('  ')[0])).toEqual(ids.map(lineage));
  expect(ids).toHaveLength(6);
  expect(printed.filter((line) => line.endsWith('可启动 · can be run')).map((line) => line.split('@')[0])).toEqual(ids.filter((id) => /-(demo|short)$/.test(id)));
  expect(printed.at(-1)).toMatch(/没有问题 · .*nothing to mend$/);
});

test('what must be mended is printed by file and line, in both languages, once', async () => {
  expect(await policyCheck([fixture('broken-article-unknown'), fixture('tiny'), fixture('broken-article-unknown')])).toBe(1);
  expect(printed[1]).toMatch(/^tiny@0\.1\.0 {2}示例街道/);
  expect(printed.filter((line) => !line.startsWith('tiny@'))).toEqual([expect.stringMatching(/^tests\/fixtures\/packs\/broken-article-unknown\/pack\.yaml:\d+ {2}articleUnknown {2}.*第13条 · S has 12 articles, not 13$/)]);
});
