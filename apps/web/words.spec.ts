import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const web = new URL('.', import.meta.url).pathname;
const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'));
const wordFiles = files.filter((file) => /(^|[/-])words\.ts$/.test(file));
const han = /\p{Script=Han}/u;

interface Found { where: string; zh: unknown; en: unknown }

/** Every pair in what a file of words exports, however deep. */
function pairsIn(value: unknown, where: string): Found[] {
  if (value === null || typeof value !== 'object') return [];
  if ('zh' in value || 'en' in value) return [{ where, zh: (value as { zh?: unknown }).zh, en: (value as { en?: unknown }).en }];
  return Object.entries(value).flatMap(([key, inner]) => pairsIn(inner, `${where}.${key}`));
}

const pairs = (await Promise.all(wordFiles.map(async (file) => pairsIn(await import(join(web, file)), file)))).flat();
const placeholders = (text: unknown): string[] => [...String(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('the words of the pages', () => {
  test('are found in every folder of pages', () => {
    expect(pairs.length).toBeGreaterThan(60);
  });

  test('stand in both languages, neither empty', () => {
    expect(pairs.filter(({ zh, en }) => typeof zh !== 'string' || typeof en !== 'string' || zh.trim() === '' || en.trim() === '')).toEqual([]);
  });

  test('have the same placeholders in both', () => {
    expect(pairs.filter(({ zh, en }) => placeholders(zh).join() !== placeholders(en).join())).toEqual([]);
  });

  test('are English where they are English; the name of the other language is in that language', () => {
    expect(pairs.filter(({ en, where }) => han.test(String(en)) && !where.endsWith('.language'))).toEqual([]);
  });

  test.each(files.filter((file) => !wordFiles.includes(file)))('%s says nothing in Chinese by itself', (file) => {
    const code = readFileSync(join(web, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, '');
    expect(code.split('\n').filter((line) => han.test(line))).toEqual([]);
  });
});
