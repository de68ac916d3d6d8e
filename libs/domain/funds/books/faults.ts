import type { ImportFaultCode } from '../../../contracts/import-faults.ts';
import type { Fen } from '../line.ts';
import type { Book, BookCell, BookRow } from './grid.ts';
import { fenIn, yuanOf } from './money-text.ts';

/** What is wrong with one cell of a book, or with one that is missing. */
export interface BookFault<F extends string> {
  row: number;
  letter: string;
  heading: string | null;
  field: F;
  code: ImportFaultCode;
  facts: Record<string, string | number>;
}

export type TellBook<F extends string> = (row: number, field: F, code: ImportFaultCode, facts?: Record<string, string | number>, cell?: BookCell) => void;

/** Collects faults, each with the column it is about. */
export function faultsOf<F extends string>({ columns }: Pick<Book<F>, 'columns'>): { faults: BookFault<F>[]; tell: TellBook<F> } {
  const faults: BookFault<F>[] = [];
  return {
    faults,
    tell: (row, field, code, facts = {}, cell) => {
      const { letter, heading } = cell ?? columns[field]?.[0] ?? { letter: '—', heading: null };
      faults.push({ row, letter, heading, field, code, facts });
    },
  };
}

/**
 * The amount of a row; two columns of it in different units must say the same.
 *
 * @returns null where it was told what is wrong
 */
export function amountIn<F extends string>({ row, cells }: BookRow<F>, field: F, tell: TellBook<F>): Fen | null {
  const given = (cells[field] ?? []).filter(({ text, isShared }) => text !== '' || isShared);
  const [first] = given;
  if (!first) return tell(row, field, 'missing', { field: '金额' }), null;
  const shared = given.find(({ isShared }) => isShared);
  if (shared) return tell(row, field, 'amountShared', {}, shared), null;
  const read = given.map((cell) => ({ cell, ...fenIn(cell.text, cell.unit) }));
  const wrong = read.find((one) => 'fault' in one);
  if (wrong && 'fault' in wrong) return tell(row, field, wrong.fault, { given: wrong.cell.text.slice(0, 40) }, wrong.cell), null;
  const amounts = read.map((one) => ('fen' in one ? one.fen : 0));
  const other = amounts.findIndex((amount) => amount !== amounts[0]);
  if (other > 0) return tell(row, field, 'amountsDiffer', { one: yuanOf(amounts[0] ?? 0), other: yuanOf(amounts[other] ?? 0) }, given[other]), null;
  return amounts[0] ?? null;
}

/**
 * Holds what the totals of a book say against its rows. 小计 adds up what stands since the total before it (or, at the head of
 * its part, what follows it), 合计 everything; either is let pass when it is one of the sums it may stand for.
 */
export function checkTotals<F extends string>({ totals }: Book<F>, field: F, amounts: ReadonlyMap<number, Fen>, tell: TellBook<F>): void {
  const rows = [...amounts].sort(([a], [b]) => a - b);
  let sum = 0;
  const prefix = rows.map(([, amount]) => (sum += amount));
  const upTo = (row: number): Fen => {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.[0] ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : prefix[low - 1] ?? 0;
  };
  const all = prefix.at(-1) ?? 0;
  const kindOf = (word: string): string => word.slice(-2);
  totals.forEach((total, n) => {
    const cell = (total.cells[field] ?? []).find(({ text }) => text !== '');
    if (!cell) return;
    const read = fenIn(cell.text, cell.unit);
    if ('fault' in read && read.fault !== 'amountZero') return tell(total.row, field, read.fault, { given: cell.text.slice(0, 40) }, cell);
    const given = 'fen' in read ? read.fen : 0;
    const before = (kind?: string): number => totals.slice(0, n).findLast(({ word }) => kind === undefined || kindOf(word) === kind)?.row ?? 0;
    const after = (kind?: string): number => totals.slice(n + 1).find(({ word }) => kind === undefined || kindOf(word) === kind)?.row ?? Number.MAX_SAFE_INTEGER;
    const kind = kindOf(total.word);
    const since = upTo(total.row) - upTo(before());
    const sums = [since, upTo(total.row) - upTo(before(kind)), upTo(total.row), all, upTo(after()) - upTo(total.row), upTo(after(kind)) - upTo(total.row)].filter((one) => one > 0 || all === 0);
    if (!sums.includes(given)) tell(total.row, field, 'totalDiffers', { word: total.word, given: yuanOf(given), sum: yuanOf(kind === '小计' ? since : all) }, cell);
  });
}
