import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems, problemTitles, problemWords } from './problems.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Every source file of a folder, tests aside. */
const sources = (folder: string): string[] => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => readFileSync(join(root, folder, name), 'utf8'));

const rejections = [...sources('libs/domain'), ...sources('workflows')].flatMap((source) => [...source.matchAll(/\breject\(\s*'(\w+)'/g)].map(([, code]) => code ?? ''));

const placeholdersIn = (sentence: string): string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('what can go wrong', () => {
  it('has a sentence for every rejection of the rules and of the host', () => {
    expect(rejections.length).toBeGreaterThan(25);
    expect(rejections.filter((code) => !Object.hasOwn(problems, code))).toEqual([]);
  });

  it('tells the same facts in both languages, and knows a title for every status', () => {
    for (const [code, { zh, en, status }] of Object.entries(problems)) {
      expect({ code, names: placeholdersIn(zh) }).toEqual({ code, names: placeholdersIn(en) });
      expect(problemTitles[status]).toBeDefined();
    }
  });

  it('fills in the facts, lists and states in words', () => {
    expect(problemWords('notPossibleNow', { status: 'issued', possible: ['sign', 'object'] })).toEqual({
      zh: '现在的状态是“已下达”，不能办理；现在可以：签署、提出异议', en: 'Not possible while it is “issued”; possible now: sign, object',
    });
    expect(problemWords('notPossibleNow', { status: 'voided', possible: [] }).zh).toContain('现在可以：无');
    expect(problemWords('nilNotAllowed', { period: 'Q3' })).toEqual({ zh: '第三季度的报送不能零报告，请填写表中各项', en: 'The report of quarter 3 cannot be nil; fill in the form' });
  });
});
