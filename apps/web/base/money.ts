import { moneyWords as words, typedWords } from './money-words.ts';
import type { Say } from './say.ts';
import { fenIn, typedFen } from './typed.ts';
import type { MoneyUnit } from './typed.ts';

/** Money as people type and read it; every step in whole fen. */

const { currency, suffixes } = typedWords;

/**
 * An amount as typed, in fen: 28.8万 · 28.8 万元 · 288,000元 · ￥288,000.00. What is said with the figure counts; thousands
 * that are marked mean 元, for nobody marks them in 万元; else it is of the unit chosen beside the field.
 *
 * @returns null where it is not an amount, is below zero, or is finer than a fen
 */
export function moneyIn(typed: string, unit: MoneyUnit): number | null {
  const text = typed.normalize('NFKC').trim().replace(/^(?:¥|RMB|CNY)\s*/iu, '').replace(currency, '').trim();
  const said = suffixes.find(([suffix]) => text.endsWith(suffix));
  const figure = said ? text.slice(0, -said[0].length) : text;
  if (/,/.test(figure) && !/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(figure.trim())) return null;
  if (/\d\s+\d/.test(figure)) return null;
  return fenIn(figure, said?.[1] ?? (/,/.test(figure) ? 'yuan' : unit));
}

const thousands = (digits: string): string => {
  const [whole = '', part] = digits.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
};

/** Fen as 元 with thousands marked: 288,000 or 288,000.05. */
export const yuanText = (fen: number): string => (fen < 0 ? `-${yuanText(-fen)}` : thousands(typedFen(fen, 'yuan')));

/** A sum as one says it, exact to the fen: 28.8万元, 500元; in English in yuan. */
export function sayMoney(fen: number, say: Say): string {
  const small = Math.abs(fen) < 1_000_000;
  const [sign, sum] = fen < 0 ? ['-', -fen] : ['', fen];
  return sign + say(small ? words.yuan : words.wan, { amount: small || say.language === 'en' ? yuanText(sum) : thousands(typedFen(sum, 'tenThousand')) });
}

/** A sum where one compares, to hundredths of 万元; the exact one stands beside it or in the export. */
export const roughMoney = (fen: number, say: Say): string => sayMoney(Math.abs(fen) < 1_000_000 ? fen : Math.round(fen / 10_000) * 10_000, say);

/** What is wrong with an amount before it is sent; null where nothing is. */
export function moneyFault(fen: number | null, most: number | undefined, say: Say): string | null {
  if (fen === null) return say(words.notMoney);
  if (fen <= 0) return say(words.zero);
  return most === undefined || fen <= most ? null : say(words.tooMuch, { amount: sayMoney(fen, say), most: sayMoney(most, say) });
}
