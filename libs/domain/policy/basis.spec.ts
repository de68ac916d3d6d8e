import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import { basisText, chineseNumber } from './basis.ts';

describe('a number as articles are cited', () => {
  test.each([
    [0, '零'], [1, '一'], [9, '九'], [10, '十'], [11, '十一'], [20, '二十'], [27, '二十七'], [52, '五十二'], [99, '九十九'],
    [100, '一百'], [101, '一百零一'], [110, '一百一十'], [112, '一百一十二'], [120, '一百二十'], [452, '四百五十二'], [999, '九百九十九'],
    [1000, '一千'], [1001, '一千零一'], [1010, '一千零一十'], [1100, '一千一百'], [1260, '一千二百六十'],
  ])('%i → %s', (n, text) => {
    expect(chineseNumber(n)).toBe(text);
  });
});

describe('a basis as people read it', () => {
  const pack: Parameters<typeof basisText>[0] = { sources: [{ id: 'M', title: '实施方案', articles: 29 }, { id: 'D', title: '决定', numbering: 'heading', articles: 30 }] };

  test('names the source, the article and the item', () => {
    expect(basisText(pack, { article: 'M27(7)' })).toEqual({ zh: '《实施方案》第二十七条第7项（M27(7)）', en: '实施方案, article 27 (7) (M27(7))' });
    expect(basisText(pack, { article: 'M9' }).zh).toBe('《实施方案》第九条（M9）');
  });

  test('cites a document of numbered headings as it counts itself', () => {
    expect(basisText(pack, { article: 'D29' }).zh).toBe('《决定》（二十九）（D29）');
  });

  test('carries its note, in both languages, for an article and for a document', () => {
    expect(basisText(pack, { article: 'M9', note: '按季为所设' })).toEqual({ zh: '《实施方案》第九条（M9），按季为所设', en: '实施方案, article 9 (M9), 按季为所设' });
    expect(basisText(pack, { document: '示文〔2026〕1号', note: '第三项' })).toEqual({ zh: '示文〔2026〕1号，第三项', en: '示文〔2026〕1号, 第三项' });
  });

  test('says that it is a setting, and whose', () => {
    expect(basisText(pack, { setting: '区里所设' })).toEqual({ zh: '设定：区里所设', en: 'Setting: 区里所设' });
  });

  test('of a source that the pack does not know is refused', () => {
    expect(() => basisText(pack, { article: 'X1' })).toThrow('unknown source in X1');
  });
});
