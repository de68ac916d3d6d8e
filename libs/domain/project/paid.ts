import type { Fen, FundsLine } from '../funds/line.ts';
import type { Project } from './project.ts';

/**
 * What was paid for a project, in fen: the payment requests that somebody named for it. Null as long as none is named, for
 * then nothing says which of the unit's payments were for it.
 */
export function paidFor({ funds }: Pick<Project, 'funds'>, lines: ReadonlyMap<string, FundsLine>): Fen | null {
  if (funds.every(({ requests }) => requests === undefined)) return null;
  const named = funds.flatMap(({ line, requests = [] }) => requests.flatMap((id) => lines.get(line)?.requests[id] ?? []));
  return named.filter(({ status }) => status === 'paid').reduce((sum, { amount }) => sum + amount, 0);
}
