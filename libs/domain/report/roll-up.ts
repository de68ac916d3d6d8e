/** What a group of accepted figures of one indicator comes to. */
export interface Spread {
  sum: number;
  least: number;
  most: number;
}

/**
 * One figure for many units, by the indicator's aggregation: the sum; of what each must reach, the one furthest from
 * it; none for a ratio whose parts are not reported, nor where figures are not to be put together.
 */
export function rolledUp({ aggregation, direction }: { aggregation: string; direction: string }, { sum, least, most }: Spread): number | null {
  if (aggregation === 'sum') return Math.round(sum * 100) / 100;
  if (aggregation === 'each') return direction === 'atMost' ? most : least;
  return null;
}
