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

test('without a folder all shipped packs are checked, and nothing is to mend', async () => {
  expect(await policyCheck([])).toBe(0);
  expect(printed).toHaveLength(1);
  expect(printed[0]).toMatch(/没有问题 · .*nothing to mend$/);
});

test('what must be mended is printed by file and line, in both languages, once', async () => {
  expect(await policyCheck([fixture('broken-article-unknown'), fixture('tiny'), fixture('broken-article-unknown')])).toBe(1);
  expect(printed).toEqual([expect.stringMatching(/^tests\/fixtures\/packs\/broken-article-unknown\/pack\.yaml:\d+ {2}articleUnknown {2}.*第13条 · S has 12 articles, not 13$/)]);
});
