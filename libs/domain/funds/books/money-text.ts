import type { Fen } from '../line.ts';

/** What an amount may be given in: how many decimal places it is above a fen. */
const places: Readonly<Record<string, number>> = { 元: 2, 千元: 5, 万元: 6, 百万元: 8, 亿元: 10 };
const most = 9_000_000_000_000_000n;

export type MoneyFault = 'amountInvalid' | 'amountNegative' | 'amountZero' | 'amountFraction' | 'amountTooLarge' | 'amountUnitMissing';

/** The unit that a heading or a note names: 金额（万元）, 单位：元. @returns places above a fen; null where it names none */
export function unitIn(text: string): number | null {
  const unit = /(百万元|亿元|万元|千元|元)/.exec(text.normalize('NFKC').replace(/\s/g, ''))?.[1];
  return unit === undefined ? null : places[unit] ?? null;
}

/** How people write an amount: ￥, separators by thousands, a unit behind it; accountants put what is below zero in brackets. */
const written = /^(?<minus>[-−–(])?[¥￥]?(?<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?<part>\d*))?(?<unit>百万元|亿元|万元|千元|元)?(?:人民币)?\)?$/;

/**
 * An amount as it is typed, in fen: by its digits, never by way of a binary fraction.
 *
 * @param unit places above a fen, as the heading says; a unit beside the digits goes before it
 */
export function fenIn(text: string, unit: number | null): { fen: Fen } | { fault: MoneyFault } {
  const groups = written.exec(text.normalize('NFKC').replace(/[\s']/g, ''))?.groups;
  const { minus, whole = '', part = '' } = groups ?? {};
  if (!groups || (whole === '' && part === '')) return { fault: 'amountInvalid' };
  const above = groups['unit'] === undefined ? unit : places[groups['unit']] ?? null;
  if (above === null) return { fault: 'amountUnitMissing' };
  const kept = part.replace(/0+$/, '');
  if (kept.length > above) return { fault: 'amountFraction' };
  const fen = BigInt(whole.replaceAll(',', '') + kept.padEnd(above, '0'));
  if (fen === 0n) return { fault: 'amountZero' };
  if (minus !== undefined) return { fault: 'amountNegative' };
  return fen > most ? { fault: 'amountTooLarge' } : { fen: Number(fen) };
}

/** Fen in a unit, exactly: `at least` so many decimals, and no more than it takes. */
function shown(fen: Fen, above: number, atLeast: number): string {
  const digits = BigInt(fen).toString().padStart(above + 1, '0');
  const [whole, part] = [digits.slice(0, -above), digits.slice(-above)];
  return `${whole}.${part.slice(0, atLeast)}${part.slice(atLeast).replace(/0+$/, '')}`;
}

export const yuanOf = (fen: Fen): string => shown(fen, 2, 2);
/** 万元 with two decimals, or as many as it takes: up to six. */
export const wanOf = (fen: Fen): string => shown(fen, 6, 2);
