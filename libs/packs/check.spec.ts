import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkPack, findingLine } from './check.ts';
import { findingCodes } from './finding.ts';
import { listPackFolders } from './layers.ts';
import { repositoryRoot } from './place.ts';

const fixtures = join(repositoryRoot(), 'tests/fixtures/packs');
const broken = readdirSync(fixtures).filter((name) => name.startsWith('broken-')).sort();

/** What a fixture says of itself: `# expect: code` on the line at fault. Read as text, not as YAML. */
function expectedOf(name: string): { file: string; line: number; code: string }[] {
  return readdirSync(join(fixtures, name)).flatMap((file) =>
    readFileSync(join(fixtures, name, file), 'utf8').split('\n').flatMap((line, i) => {
      const code = / # expect: (\w+)$/.exec(line)?.[1];
      return code === undefined ? [] : [{ file: `tests/fixtures/packs/${name}/${file}`, line: i + 1, code }];
    }));
}

describe('the checker of packs', () => {
  test.each([...listPackFolders(), join(fixtures, 'tiny'), join(fixtures, 'tiny-cases'), join(fixtures, 'harbour-safety')].map((folder) => relative(repositoryRoot(), folder)))('has nothing to say about %s', (folder) => {
    expect(checkPack(join(repositoryRoot(), folder)).map(findingLine)).toEqual([]);
  });

  test.each(broken)('finds the one fault of %s on its line', (name) => {
    const expected = expectedOf(name);
    expect(expected).toHaveLength(1);
    const found = checkPack(join(fixtures, name));
    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(1);
    expect(found[0]?.message.zh).toMatch(/\p{Script=Han}/u);
    expect(found[0]?.message.en).toMatch(/[a-z]/);
  });

  test('every code has a fixture that shows it', () => {
    const shown = broken.flatMap((name) => expectedOf(name).map(({ code }) => code));
    // No fixture can be a folder without a pack; and a pack without a campaign is at fault only when it is run.
    const elsewhere = ['fileMissing', 'campaignMissing'];
    expect([...new Set([...shown, ...elsewhere])].sort()).toEqual([...findingCodes].sort());
  });

  test('the root is the one of the tree: a park that heads its own must have the officer who issues orders', () => {
    const beside = mkdtempSync(join(tmpdir(), 'own-root-'));
    const folder = join(beside, 'own');
    mkdirSync(folder);
    cpSync(join(fixtures, 'tiny'), join(beside, 'tiny'), { recursive: true });
    writeFileSync(join(folder, 'pack.yaml'), `id: own\nversion: 0.1.0\ntitle: {zh: 测试, en: Test}\nbuildsOn: tiny@0.1.0\n`);
    writeFileSync(join(folder, 'organisation.yaml'), 'root: P1\nunits:\n  - {id: P1, name: 产业园, type: park}\n  - {id: E2, name: 企业, type: enterprise, under: P1}\n');
    const found = checkPack(folder).filter(({ code }) => code === 'nobodyAccepts').map(({ message }) => message.en);
    expect(found).toContain('nobody can do issue of rectify: park has no post with the function orderIssuer');
  });

  test('a folder without a pack is a finding, not a crash', () => {
    expect(checkPack(mkdtempSync(join(tmpdir(), 'no-pack-')))).toMatchObject([{ line: 1, code: 'fileMissing' }]);
  });
});
