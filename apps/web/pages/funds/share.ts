/** Part of a whole in per cent, to two decimals; null of nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole <= 0 ? null : Math.round((part / whole) * 10_000) / 100);
