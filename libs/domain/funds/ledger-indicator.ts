import type { Indicator } from '../../contracts/policy.ts';

/** 资金支出率: an indicator that is taken from the funds' lines, and is a ratio of theirs. */
export const isExpenditureRate = ({ source, aggregation }: Pick<Indicator, 'source' | 'aggregation'>): boolean => source === 'ledger' && aggregation === 'ratio';

/**
 * Whether a reported percentage is another than the lines', which have two decimals. Rounding is no contradiction: who writes 31 of
 * 31.25, or 31.3, means the same.
 */
export function contradicts(reported: number, ledger: number): boolean {
  const decimals = Math.min(2, (/\.(\d+)$/.exec(String(reported))?.[1] ?? '').length);
  const step = 10 ** (2 - decimals);
  const [is, was] = [reported, ledger].map((one) => Math.round(one * 100)) as [number, number];
  // Half of the last place, either way: 31.25 is 31.2 to some and 31.3 to others.
  return Math.abs(is - was) * 2 > step;
}
