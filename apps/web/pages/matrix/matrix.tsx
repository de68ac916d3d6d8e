import { useQueries } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { readCell } from '#libs/contracts/api-matrix';
import { localDateOf } from '#libs/domain/time/instant';
import { ask, keyOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { ExportButton, mostRows } from '../../base/export.tsx';
import { usePageQuery } from '../../base/list.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { lightWords } from '../../base/words.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { byKind, hasBegun, periodWords } from './columns.ts';
import type { Column } from './columns.ts';
import { MatrixTable } from './table.tsx';
import type { Row, ShownColumn } from './table.tsx';
import { kindWords, matrixWords as words } from './words.ts';
import styles from './matrix.module.css';

const none: readonly Column[] = [];

/** All rows up to here are read, page after page; whoever has more in sight looks below a unit. */
const mostUnits = mostRows;

/** 报送台账: units × duties as lights with their days, how complete and how timely each column is. */
export default function Matrix() {
  const say = useSay();
  const cycle = useCycle();
  const at = useAt();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const [under, kind, isLateOnly] = [asked.get('under') ?? undefined, asked.get('kind') ?? '', asked.get('late') === '1'];
  const [said, setSaid] = useState('');
  const sought = useDeferredValue(said.trim());
  const turn = (changed: Record<string, string>): void => {
    const next = new URLSearchParams(Object.entries({ ...Object.fromEntries(asked), ...changed }).filter(([, value]) => value !== ''));
    go(at(`/matrix${next.size > 0 ? `?${next}` : ''}`), { replace: true });
  };
  const matrix = usePageQuery('matrix', { params: { cycle }, query: { under } });
  const rows = useMemo(() => matrix.data?.pages.flatMap((page) => page.rows) ?? [], [matrix.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = matrix;
  useEffect(() => { if (hasNextPage && !isFetchingNextPage && rows.length < mostUnits) void fetchNextPage(); }, [hasNextPage, isFetchingNextPage, fetchNextPage, rows.length]);
  const first = matrix.data?.pages[0];
  const columns = useShown(first?.columns ?? none, kind, under ?? first?.rows[0]?.unit);
  const found = useMemo(() => rows.filter((row) => (sought === '' || row.name.includes(sought) || row.unit.startsWith(sought)) && (!isLateOnly || isLate(row, columns))), [rows, sought, isLateOnly, columns]);
  const late = useMemo(() => rows.filter((row) => isLate(row, columns)).length, [rows, columns]);
  if (matrix.error && !first) return <RefusalNote refusal={matrix.error} onRetry={() => void matrix.refetch()} />;
  if (!first) return <Outline lines={10} />;
  return (
    <>
      <h1>{say(words.title)}</h1>
      <p className="lead">{hasNextPage ? rows.length < mostUnits ? say(words.reading, { n: rows.length }) : say(words.cut, { n: rows.length })
        : say(words.lead, { units: rows.length, columns: columns.length, date: say.date(localDateOf(first.now)), late: late === 0 ? say(words.noneLate) : say(words.someLate, { n: late }) })}</p>
      <div className={styles['filters']}>
        <label>{say(words.kind)}
          <select value={kind} onChange={(event) => turn({ kind: event.target.value })}>
            <option value="">{say(words.all)}</option>
            {[...new Set(first.columns.map((column) => column.kind))].map((one) => <option key={one} value={one}>{say(kindWords[one] ?? { zh: one, en: one })}</option>)}
          </select></label>
        <label>{say(words.find)}<input type="search" placeholder={say(words.findHint)} value={said} onChange={(event) => setSaid(event.target.value)} /></label>
        <label className={styles['tick']}><input type="checkbox" checked={isLateOnly} onChange={(event) => turn({ late: event.target.checked ? '1' : '' })} /> {say(words.lateOnly)}</label>
        {under !== undefined && <span>{say(words.under, { unit: rows[0]?.name ?? under })} <Button kind="quiet" onClick={() => turn({ under: '' })}>{say(words.everywhere)}</Button></span>}
        <span className={styles['push']} />
        <ExportButton name={`${say(words.title)}-${localDateOf(first.now)}`} rows={() => found} columns={[
          { title: say(words.unit), width: 24, value: (row: Row) => row.name }, { title: say(words.level), width: 8, value: ({ depth }) => depth + 1 },
          ...columns.map((column) => ({ title: titleOf(column, say), width: 16, value: (row: Row) => cellText(row, column, say) })),
        ]} />
      </div>
      {found.length === 0 ? <Empty><p>{say(words.none)}</p></Empty> : <MatrixTable rows={found} columns={columns} />}
    </>
  );
}

type Saying = ReturnType<typeof useSay>;
const titleOf = ({ period, title }: Column, say: Saying): string => { const of = periodWords(period); return of ? `${say(of)} ${say(title)}` : say(title); };

function cellText(row: Row, column: ShownColumn, say: Saying): string | null {
  const facts = readCell(row.cells[column.place] ?? null);
  if (facts === null) return null;
  const days = facts.workingDaysLate === null ? '' : ` ${say.days(-facts.workingDaysLate, true)}`;
  return `${say(lightWords[facts.light])}${days}${facts.n > 1 ? ` ×${facts.n}` : ''}`;
}

const isLate = (row: Row, columns: readonly ShownColumn[]): boolean => columns.some(({ place }) => readCell(row.cells[place] ?? null)?.light === 'late');

/** The columns of a kind, with how many of each report came in time. */
function useShown(all: readonly Column[], kind: string, under: string | undefined): readonly ShownColumn[] {
  const cycle = useCycle();
  const reports = all.filter((column) => column.kind === 'report');
  const rates = useQueries({
    queries: (under === undefined ? [] : reports).map(({ period, policy }) => {
      const asked = { params: { cycle }, query: { period: (period ?? undefined) as 'Q1' | undefined, policy, under, limit: 1 } };
      return { queryKey: keyOf('completeness', asked), queryFn: () => ask('completeness', asked) };
    }),
    combine: (found) => JSON.stringify(Object.fromEntries(found.map(({ data }, n) => [reports[n]?.key ?? '', data?.total.onTimeRate ?? null]))),
  });
  return useMemo(() => {
    const rateOf = JSON.parse(rates) as Record<string, number | null>;
    return byKind(all.map((column, place) => ({ ...column, place, onTimeRate: hasBegun(column) ? rateOf[column.key] ?? null : null })).filter((column) => kind === '' || column.kind === kind));
  }, [all, rates, kind]);
}
