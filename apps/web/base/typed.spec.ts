import { describe, expect, test } from '@jest/globals';
import { figure } from '#libs/contracts/policy';
import { fenIn, isFigure, numberIn, typedFen } from './typed.ts';

describe('a figure as typed', () => {
  test('is read with full-width digits, thousands marked, and blanks around it', () => {
    expect(['31', ' 31.5 ', '１２．５', '1,234', '-3', '０'].map(numberIn)).toEqual([31, 31.5, 12.5, 1234, -3, 0]);
  });

  test('is nothing where it is no number', () => {
    expect(['', ' ', '三十', '3 1 户', '1.2.3', '1e5', '--1', '.'].map(numberIn)).toEqual(Array.from({ length: 8 }, () => null));
  });

  test('may be put on record with at most two decimal places, as the schema of the contracts has it', () => {
    const typed = ['31', '0.29', '1.005', '0.001', '1000000000000', '1000000000001', '-0.1'].map((text) => numberIn(text) ?? Number.NaN);
    expect(typed.map(isFigure)).toEqual(typed.map((value) => figure.safeParse(value).success));
    expect(typed.map(isFigure)).toEqual([true, true, false, false, true, false, true]);
    expect(isFigure(Number.NaN)).toBe(false);
  });
});

describe('money as typed', () => {
  test('becomes fen exactly, where a product of fractions would not', () => {
    expect(fenIn('1.005', 'tenThousand')).toBe(1_005_000);
    expect(fenIn('0.07', 'yuan')).toBe(7);
    expect(fenIn('1.1', 'tenThousand')).toBe(1_100_000);
    expect(fenIn('4.35', 'yuan')).toBe(435);
    // What arithmetic on the fractions would have given.
    expect([4.35 * 100, 1.005 * 1_000_000].map((fen) => Number.isInteger(fen) && fen)).not.toEqual([435, 1_005_000]);
  });

  test('is nothing where it is finer than a fen, below zero, too much, or not an amount', () => {
    expect(['0.001', '-1', '万', '', '1.'.repeat(2), '99999999999999'].map((typed) => fenIn(typed, 'yuan'))).toEqual(Array.from({ length: 6 }, () => null));
    expect(fenIn('0.0000001', 'tenThousand')).toBeNull();
    expect(fenIn('28.800000000', 'tenThousand')).toBe(28_800_000);
  });

  test('comes back as it was typed, whatever the amount', () => {
    for (let n = 0, fen = 1; n < 400; n += 1, fen = (fen * 48_271 + n) % 99_999_999_999) {
      expect([fenIn(typedFen(fen, 'yuan'), 'yuan'), fenIn(typedFen(fen, 'tenThousand'), 'tenThousand')]).toEqual([fen, fen]);
    }
    expect([typedFen(0, 'yuan'), typedFen(100_500_000, 'tenThousand'), typedFen(5, 'yuan')]).toEqual(['0', '100.5', '0.05']);
  });
});
