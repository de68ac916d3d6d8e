import { expect, test } from '@jest/globals';
import { grouped } from './grouped.ts';

test('a figure is shown as either language groups it, whatever its size, with the decimals somebody typed', () => {
  const some = [0, -0, 0.1, 0.29, 1, 12.5, 999, 1000, 1234.5, -1234.56, 123456.07, 1e6, 99_999_999.99, 1e12, -1e12, 1 / 3, 200 / 3, 0.004, -0.004, 100.996];
  const every = [...some, ...Array.from({ length: 4000 }, (_, n) => Math.round((n * 7919.37 - 9e6) * 100) / 100)];
  for (const language of ['zh-CN', 'en-GB']) {
    const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2, signDisplay: 'negative' });
    expect(every.map(grouped)).toEqual(every.map((value) => numbers.format(value)));
  }
});
