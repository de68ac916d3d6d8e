import type { z } from 'zod';
import type { ledgerCheck } from '#libs/contracts/api-books';
import { faultWords } from '#libs/contracts/import-faults';
import { isProblemCode, problemWords } from '#libs/contracts/problems';
import type { BookFault } from '#libs/domain/funds/books/faults';
import { Problem } from '../problem/problem.ts';

type Fault = z.output<typeof ledgerCheck>['faults'][number];

/** A fault with its sentence: what the rules refuse is said in the words that the rules have. */
export const shownFault = ({ row, letter, heading, field, code, facts }: BookFault<string>): Fault => {
  const refused = code === 'refused' ? String(facts['code']) : '';
  return { row, column: letter, heading, field, code, words: isProblemCode(refused) ? problemWords(refused, facts) : faultWords(code, facts) };
};

/** @throws Problem importFaults, with the first fifty by row and column */
export function refuseFaults(faults: readonly BookFault<string>[]): void {
  const [first] = faults;
  if (!first) return;
  const errors = faults.slice(0, 50).map(shownFault).map(({ row, column, words }) => ({ pointer: `/${row}/${column}`, detail: `${words.zh} · ${words.en}` }));
  throw new Problem('importFaults', { faults: faults.length, row: first.row, column: first.letter }, { errors });
}
