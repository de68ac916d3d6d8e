import '../../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ledgerFields, treasuryFields } from '../../../contracts/book-fields.ts';
import { dayIn, termIn } from './day-text.ts';
import { amountIn, checkTotals, faultsOf } from './faults.ts';
import { bookIn } from './grid.ts';
import type { Merged } from './grid.ts';
import { fenIn, unitIn, wanOf, yuanOf } from './money-text.ts';

const [yuan, wan] = [2, 6];
const fen = (text: string, unit: number | null = yuan) => { const read = fenIn(text, unit); return 'fen' in read ? read.fen : read.fault; };

describe('an amount as people type it', () => {
  test('every fen, printed as 元 or 万元, is read back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9_000_000_000_000_000 }), (amount) => {
      expect([fen(yuanOf(amount)), fen(wanOf(amount), wan), fen(`${wanOf(amount)}万元`, null)]).toEqual([amount, amount, amount]);
      const grouped = yuanOf(amount).replace(/\B(?=(\d{3})+\.)/g, ',');
      expect(fen(grouped)).toBe(amount);
    }), { numRuns: 300 });
  });

  test('is exact in its digits, in either width, with separators, with its unit beside it', () => {
    expect([fen('28.8', wan), fen('28.80', yuan), fen('１，２３４．５６'), fen('￥1,234,567.89'), fen('0.000001', wan), fen('.5'), fen('3', 10), fen('3.6亿元', yuan), fen(' 1 200 '), fen("'96万元", yuan), fen('28.8800000', wan)])
      .toEqual([28_800_000, 2_880, 123_456, 123_456_789, 1, 50, 30_000_000_000, 36_000_000_000, 120_000, 96_000_000, 28_880_000]);
  });

  test('is refused where it is none, less than nothing, a part of a fen, or of no unit', () => {
    expect([fen('约30'), fen('-5'), fen('(5)'), fen('−5.00'), fen('0'), fen('0.001'), fen('0.0000001', wan), fen('1,23'), fen('12', null), fen('99999999999999999'), fen(''), fen('1e5'), fen('1.2.3')])
      .toEqual(['amountInvalid', 'amountNegative', 'amountNegative', 'amountNegative', 'amountZero', 'amountFraction', 'amountFraction', 'amountInvalid', 'amountUnitMissing', 'amountTooLarge', 'amountInvalid', 'amountInvalid', 'amountInvalid']);
  });

  test('takes its unit from the heading', () => {
    expect([unitIn('金额（万元）'), unitIn('金额(元)'), unitIn('单位：百万元'), unitIn('金额（亿元）'), unitIn('金额')]).toEqual([6, 2, 8, 10, null]);
  });
});

describe('a day as people type it', () => {
  test('is read in each way it is written', () => {
    const day = ['2026.3.5', '2026年3月5日', '2026/3/5', '3月5日', '20260305', '2026-03-05', '2026-3-5 00:00:00', '２０２６．３．５', '46086', '2026 年 3 月 5 日', '2026-03-05T00:00:00.000Z'];
    expect(day.map((text) => dayIn(text, 2026))).toEqual(day.map(() => '2026-03-05'));
  });

  test('is none where it is no day, or could be several', () => {
    expect(['2026-02-30', '3.5', '26.3.5', '三月五日', '2026年3月', '202635', '', '12345678', '99999'].map((text) => dayIn(text, 2026))).toEqual(Array(9).fill(null));
  });

  test('a time is a day or a number of days', () => {
    expect(['收到后30日内下达', '15个工作日内', '6月30日前支付完毕', '2026-06-30', '收到后10天', '尽快', '400日'].map((text) => termIn(text, 2026))).toEqual([
      { within: { days: 30, counted: 'natural' } }, { within: { days: 15, counted: 'working' } }, { by: '2026-06-30' }, { by: '2026-06-30' }, { within: { days: 10, counted: 'natural' } }, null, null,
    ]);
  });
});

describe('a sheet as finance offices keep it', () => {
  const sheet = (cells: string[][], merged: Merged[] = []) => bookIn({ cells, merged }, ledgerFields);
  const amountsOf = (cells: string[][], merged: Merged[] = []) => sheet(cells, merged).rows.map((row) => row.cells.amount?.[0]?.text);

  test('is known by its headings in any order and wording, below a title, with the unit beside the amount or above', () => {
    const book = sheet([['2026年资金台账'], ['单位：万元'], ['序号', '用款单位', '指标金额', '文 号', '资金用途*', '到位时间', '资金渠道'], ['1', '通明村', '28.8', '某〔2026〕1号', '村道', '3月5日', '中央']]);
    expect([book.headingRow, Object.keys(book.columns), book.ignored.map(({ letter }) => letter)]).toEqual([3, ['unit', 'amount', 'documentNumber', 'purpose', 'receivedOn', 'source'], ['A']]);
    expect(book.rows).toMatchObject([{ row: 4, cells: { amount: [{ text: '28.8', unit: 6, letter: 'C' }], purpose: [{ text: '村道' }] } }]);
    expect(bookIn({ cells: [['支付凭证编号', '收款人全称', '实付金额(元)', '清算日期', '预算单位名称']], merged: [] }, treasuryFields).columns).toMatchObject({ voucher: [{ letter: 'A' }], payee: [{}], amount: [{ heading: '实付金额(元)' }], paidOn: [{}], unit: [{}] });
  });

  test('carries down what is merged, sums aside', () => {
    const book = sheet([['文号', '用途', '金额（元）'], ['某1号', '甲', '10'], ['', '乙', '20'], ['', '丙', '']], [{ top: 1, left: 0, bottom: 3, right: 0 }, { top: 2, left: 2, bottom: 3, right: 2 }]);
    expect(book.rows.map(({ cells }) => [cells.documentNumber?.[0]?.text, cells.amount?.[0]?.isShared])).toEqual([['某1号', false], ['某1号', true], ['某1号', true]]);
    const { faults, tell } = faultsOf(book);
    expect([book.rows.map((row) => amountIn(row, 'amount', tell)), faults.map(({ row, letter, code }) => [row, letter, code])]).toEqual([[1_000, null, null], [[3, 'C', 'amountShared'], [4, 'C', 'amountShared']]]);
  });

  test('may have its headings over two rows', () => {
    const book = sheet([['文号', '下达资金（万元）', '', '用途'], ['', '金额', '到账日期', ''], ['某1号', '5', '3月5日', '甲']], [{ top: 0, left: 0, bottom: 1, right: 0 }, { top: 0, left: 1, bottom: 0, right: 2 }, { top: 0, left: 3, bottom: 1, right: 3 }]);
    expect(book.rows).toMatchObject([{ row: 3, cells: { amount: [{ text: '5', unit: 6 }], receivedOn: [{ text: '3月5日' }], purpose: [{ text: '甲' }] } }]);
  });

  test('leaves out totals, captions and remarks', () => {
    const head = ['文号', '用途', '金额（元）'];
    expect(amountsOf([head, ['一、中央资金', '', ''], ['某1号', '甲', '10'], ['小 计', '', '10'], ['某2号', '审计费', '20'], ['合计：', '', '30'], ['填表人：张三', '审核人：李四', ''], ['', '', '']], [{ top: 1, left: 0, bottom: 1, right: 2 }])).toEqual(['10', '20']);
  });

  test('holds totals against what they add up', () => {
    const faultsIn = (rows: string[][]) => {
      const book = sheet([['文号', '用途', '金额（元）'], ...rows]);
      const { faults, tell } = faultsOf(book);
      checkTotals(book, 'amount', new Map(book.rows.map(({ row, cells }) => [row, fen(cells.amount?.[0]?.text ?? '') as number])), tell);
      return faults.map(({ row, letter, code, facts }) => [row, letter, code, facts['given'], facts['sum']]);
    };
    const rows = (...totals: [string, string, string, string]) => [['某1号', '甲', '10'], ['某1号', '乙', '5'], ['小计', '', totals[0]], ['某2号', '丙', '7.5'], ['小计', '', totals[1]], ['合计', '', totals[2]]];
    expect(faultsIn(rows('15', '7.50', '22.5', ''))).toEqual([]);
    expect(faultsIn(rows('15', '7.50', '22.51', ''))).toEqual([[7, 'C', 'totalDiffers', '22.51', '22.50']]);
    expect(faultsIn(rows('16', '7.50', '22.5', ''))).toEqual([[4, 'C', 'totalDiffers', '16.00', '15.00']]);
    // At the head of the table, or of its part, as is usual too.
    expect(faultsIn([['合计', '', '22.5'], ['中央小计', '', '15'], ['某1号', '甲', '10'], ['某1号', '乙', '5'], ['省级小计', '', '7.5'], ['某2号', '丙', '7.5']])).toEqual([]);
  });
});
