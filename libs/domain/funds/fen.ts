/** An amount of money in fen, a whole number. */
export type Fen = number;

/** An amount as people say it: whole fen, in 万元. */
export function wanYuan(amount: Fen): string {
  const fraction = String(amount % 1_000_000).padStart(6, '0').replace(/0+$/, '');
  return `${Math.floor(amount / 1_000_000)}${fraction === '' ? '' : `.${fraction}`}`;
}
