import { typedFen } from '../../base/typed.ts';

/** Fen as 元, its thousands marked, without a fraction being computed. */
export function yuanOf(fen: number): string {
  const [whole = '', part] = typedFen(fen, 'yuan').split('.');
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
}
