/** What people type, as the record takes it: figures and money, exactly. */

/** Full-width digits and separators as keyboards for 汉字 give them, thousands marked or not. */
const plain = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s,]/g, '').replace('。', '.');

/**
 * A figure as typed.
 *
 * @returns null where it is not a number; it may still have more decimal places than a figure (`isFigure`)
 */
export function numberIn(typed: string): number | null {
  const text = plain(typed);
  return /^-?\d{1,13}(\.\d{1,8})?$/.test(text) ? Number(text) : null;
}

/** Whether a number can be a figure of the record: at most two decimal places, within a million million (`figure` of the contracts). */
export const isFigure = (value: number): boolean => Math.abs(value) <= 1e12 && Math.round(value * 100) / 100 === value;

/** Decimal places of a unit of money: 1 元 is 100 fen, 1 万元 is 1,000,000. */
const placesOf = { yuan: 2, tenThousand: 6 } as const;
export type MoneyUnit = keyof typeof placesOf;

/**
 * Money as typed, in fen, without any arithmetic on fractions: 1.005 万元 is 1005000.
 *
 * @returns null where it is not an amount, is below zero, or is finer than a fen
 */
export function fenIn(typed: string, unit: MoneyUnit): number | null {
  const [, whole = '', part = ''] = /^(\d{1,13})(?:\.(\d*))?$/.exec(plain(typed)) ?? [];
  const places = placesOf[unit];
  if (whole === '' || /[1-9]/.test(part.slice(places))) return null;
  const fen = Number(whole + part.slice(0, places).padEnd(places, '0'));
  return Number.isSafeInteger(fen) ? fen : null;
}

/** Fen as one would type it in a unit: 100500000 fen is 100.5 万元. */
export function typedFen(fen: number, unit: MoneyUnit): string {
  const places = placesOf[unit];
  const digits = String(fen).padStart(places + 1, '0');
  const part = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (part === '' ? '' : `.${part}`);
}
