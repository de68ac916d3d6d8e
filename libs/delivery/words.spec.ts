import { expect, test } from '@jest/globals';
import { words } from './words.ts';

/** Every leaf of a table, by its path; functions are called with figures and dates that fit. */
function leaves(table: object, path = ''): Map<string, string> {
  return new Map(Object.entries(table).flatMap(([name, value]: [string, unknown]) => {
    const here = `${path}/${name}`;
    if (typeof value === 'object' && value !== null) return [...leaves(value, here)];
    if (typeof value === 'function') return [[here, String((value as (...args: unknown[]) => string)(...(/date/i.test(name) ? ['2026-04-10'] : name === 'subject' ? ['x', 2, 2, 'y'] : [2, 2])))]];
    return [[here, String(value)]];
  }));
}

test('both languages say everything', () => {
  const [zh, en] = [leaves(words.zh), leaves(words.en)];
  expect([...en.keys()]).toEqual([...zh.keys()]);
  for (const [path, said] of [...zh, ...en]) expect(`${path} ${said.trim()}`).not.toMatch(/ $|undefined|NaN/);
});

test('English has no Chinese in it', () => {
  expect([...leaves(words.en).values()].filter((said) => /\p{Script=Han}/u.test(said))).toEqual([]);
});

test('every act that a duty of the first year can wait for has its words, the two that a draft of the next year can, and money that is behind its curve', () => {
  expect(Object.keys(words.zh.acts).sort()).toEqual(['acknowledge', 'allocate', 'answer', 'assist', 'check', 'complete', 'correct', 'countersign', 'decide', 'draftNext', 'feedback', 'issue', 'launch', 'record', 'report', 'review', 'sign', 'spend', 'submit', 'supplement', 'verify']);
});
