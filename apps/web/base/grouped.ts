/**
 * Digits grouped, at most two decimals: the same in both languages. Not by Intl, whose first format takes a phone a tenth
 * of a second before anything is shown.
 */
export function grouped(value: number): string {
  const [whole = '', part = ''] = Math.abs(value).toFixed(2).split('.');
  const decimals = part.replace(/0+$/, '');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (decimals === '' ? '' : `.${decimals}`);
  return value < 0 && /[1-9]/.test(digits) ? `-${digits}` : digits;
}
