import { describe, expect, test } from '@jest/globals';
import { moneyFault, moneyIn, roughMoney, sayMoney, yuanText } from './money.ts';
import type { Pair, Say } from './say.ts';
import { typedFen } from './typed.ts';

const sayIn = (language: 'zh' | 'en'): Say => Object.assign((pair: Pair, facts: Record<string, string> = {}) => pair[language].replace(/\{(\w+)\}/g, (_all, name: string) => facts[name] ?? ''), { language }) as unknown as Say;

const wan = (text: string): number | null => moneyIn(text, 'tenThousand');
const yuan = (text: string): number | null => moneyIn(text, 'yuan');

describe('money as people type it', () => {
  test('is of the unit that is said with it, else of the one chosen', () => {
    expect(['28.8', '28.8万', '28.8 万元', '２８．８万', '288,000.00', '288000元', '¥288,000', '人民币28.8万元'].map(wan)).toEqual(Array.from({ length: 8 }, () => 28_800_000));
    expect(['288000', '288,000.00', '28.8万', '￥288000'].map(yuan)).toEqual(Array.from({ length: 4 }, () => 28_800_000));
  });

  test('is exact to the fen, where arithmetic on fractions is not', () => {
    expect([wan('1.005'), yuan('4.35'), yuan('0.07'), wan('0.000001'), wan('1,234.56')]).toEqual([1_005_000, 435, 7, 1, 123_456]);
    for (let n = 0, fen = 1; n < 300; n += 1, fen = (fen * 48_271 + n) % 99_999_999_999) {
      expect([yuan(yuanText(fen)), wan(`${typedFen(fen, 'tenThousand')}万元`)]).toEqual([fen, fen]);
    }
  });

  test('is nothing where it is not an amount, is below zero, or finer than a fen', () => {
    expect(['', '万', '三万', '-5', '1 2', '1,23', '12,3456', '28.8亿', '1.2.3', '0.0000001', '￥'].map(wan)).toEqual(Array.from({ length: 11 }, () => null));
    expect(yuan('0.005')).toBeNull();
  });
});

describe('money as it is said', () => {
  const [zh, en] = [sayIn('zh'), sayIn('en')];
  test('is in 万元 from one 万 up, exactly, and in yuan in English', () => {
    expect([28_800_000, 50_000, 123_456_789, 0, -1_000_000].map((fen) => sayMoney(fen, zh))).toEqual(['28.8万元', '500元', '123.456789万元', '0元', '-1万元']);
    expect([sayMoney(28_800_000, en), sayMoney(7_346_000_000, zh), roughMoney(123_456_789, zh)]).toEqual(['CNY 288,000', '7,346万元', '123.46万元']);
  });

  test('too much is said with what there is', () => {
    expect(moneyFault(30_000_000, 28_800_000, zh)).toBe('金额30万元超过可用的28.8万元。请改为不超过28.8万元。');
    expect([moneyFault(28_800_000, 28_800_000, zh), moneyFault(5, undefined, en)]).toEqual([null, null]);
    expect([moneyFault(null, 5, zh), moneyFault(0, 5, zh)].every((fault) => fault !== null)).toBe(true);
  });
});
