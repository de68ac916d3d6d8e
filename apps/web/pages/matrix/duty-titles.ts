import { useRead } from '../../base/api.ts';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import { byKind, columnOf, isFolded, periodWords } from './columns.ts';
import type { Column } from './columns.ts';
import { matrixWords as words } from './words.ts';

const titleOf = ({ period, title }: Pick<Column, 'period' | 'title'>, say: Say): string => {
  const of = periodWords(period);
  return of ? say(words.ofPeriod, { period: say(of), title: say(title) }) : say(title);
};

/** What this year's duties are called, by the matrix, which has each of them once. */
export function useDutyTitles(): { titleOf: (duty: string) => string; duties: { duty: string; title: string }[] } {
  const say = useSay();
  const cycle = useCycle();
  const columns = useRead('matrix', { params: { cycle }, query: { limit: 1 } }).data?.columns ?? [];
  return {
    /** What is not known yet keeps its key. */
    titleOf: (duty) => {
      const column = columnOf(duty, columns);
      if (!column) return duty;
      const n = isFolded(column) ? /-(\d+)$/.exec(duty)?.[1] : undefined;
      return n === undefined ? titleOf(column, say) : say(words.numbered, { title: say(column.title), n });
    },
    /** Without those that a unit opens for itself during the year. */
    duties: byKind(columns.filter((column) => !isFolded(column))).map((column) => ({ duty: column.key, title: titleOf(column, say) })),
  };
}
