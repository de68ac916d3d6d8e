import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useLocation } from 'wouter';
import { readCell } from '#libs/contracts/api-matrix';
import { lights } from '#libs/domain/light';
import type { AnswerOf } from '../../base/api.ts';
import { LightShape } from '../../base/light.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { lightWords } from '../../base/words.ts';
import { useAt } from '../../shell/cycle.ts';
import { countsOf, owedIn, periodWords } from './columns.ts';
import type { Column } from './columns.ts';
import { matrixWords as words } from './words.ts';
import styles from './matrix.module.css';

export type Row = AnswerOf<'matrix'>['rows'][number];
/** A column that is shown, with the place of its cells in a row. */
export interface ShownColumn extends Column { place: number; onTimeRate: number | null }

const rowHeight = 36;

/**
 * Units × duties. Only the rows in sight stand in the page; a cell is a plain link, and one listener of the table opens
 * it, so that a row costs little to draw while one scrolls.
 */
export function MatrixTable({ rows, columns }: { rows: readonly Row[]; columns: readonly ShownColumn[] }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const place = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => place.current, estimateSize: () => rowHeight, overscan: 8, useFlushSync: false });
  const shown = virtual.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);

  const open = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(link.getAttribute('href') ?? '');
  };
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    const cell = (event.target as Element).closest('[data-at]');
    if (!step || !cell) return;
    event.preventDefault();
    const [row = 0, column = 0] = (cell.getAttribute('data-at') ?? '').split(',').map(Number);
    focusFrom(place.current, virtual.scrollToIndex, { row, column }, step as [number, number], { rows: rows.length, columns: columns.length });
  };
  return (
    <>
      <div className={`card ${styles['scroll']}`} ref={place} tabIndex={-1}>
        <table className={styles['matrix']} style={{ width: 232 + columns.length * 92 }} aria-rowcount={rows.length + 2} aria-label={say(words.table)} onClick={open} onKeyDown={move}>
          <colgroup><col style={{ width: 232 }} />{columns.map(({ key }) => <col key={key} style={{ width: 92 }} />)}</colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{say(words.unit)}</th>
              {columns.map(({ key, title, period }) => { const of = periodWords(period); return <th key={key} scope="col">{of && <span>{say(of)}</span>}{say(title)}</th>; })}
            </tr>
            <tr className={styles['sums']} aria-rowindex={2}>
              <th scope="row">{say(words.done)} · {say(words.onTime)}</th>
              {columns.map((column) => { const counts = countsOf(column); return <td key={column.key}>{column.counts === null ? '—' : `${counts.done}/${owedIn(counts)}`}{column.onTimeRate !== null && <span>{say.percent(column.onTimeRate)}</span>}</td>; })}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
            {shown.map(({ index }) => { const row = rows[index]; return row && <MatrixRow key={row.unit} row={row} index={index} columns={columns} say={say} base={at('/units')} />; })}
            {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
          </tbody>
        </table>
      </div>
      <div className={styles['legend']}>{lights.map((light) => <span key={light}><LightShape light={light} size={14} label="" /> {light === 'late' ? say(words.legendDays) : say(lightWords[light])}</span>)}<span>{say(words.keys)}</span></div>
    </>
  );
}

/** Moves the keyboard to the next cell in a direction that has a link, over rows that are drawn only then. */
function focusFrom(table: HTMLElement | null, scrollTo: (index: number, options: { align: 'auto' }) => void, from: { row: number; column: number }, [down, right]: [number, number], size: { rows: number; columns: number }): void {
  let { row, column } = from;
  const next = (): void => {
    row += down;
    column += right;
    if (row < 0 || row >= size.rows || column < 0 || column > size.columns) return;
    scrollTo(row, { align: 'auto' });
    // Two frames: the row is drawn after the scroll was seen.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const link = table?.querySelector<HTMLElement>(`[data-at="${row},${column}"]`);
      if (link) link.focus();
      else next();
    }));
  };
  next();
}

const MatrixRow = memo(function MatrixRow({ row, index, columns, say, base }: { row: Row; index: number; columns: readonly ShownColumn[]; say: Say; base: string }) {
  return (
    <tr aria-rowindex={index + 3}>
      <th scope="row" style={{ paddingInlineStart: 12 + row.depth * 14 }}><a href={`${base}/${row.unit}`} data-at={`${index},0`}>{row.name}</a></th>
      {columns.map((column, n) => <MatrixCell key={column.key} row={row} column={column} say={say} base={base} at={`${index},${n + 1}`} />)}
    </tr>
  );
});

function MatrixCell({ row, column, say, base, at }: { row: Row; column: ShownColumn; say: Say; base: string; at: string }) {
  const facts = readCell(row.cells[column.place] ?? null);
  if (facts === null) return <td />;
  const { light, workingDaysLate, n } = facts;
  const of = periodWords(column.period);
  const named = { unit: row.name, title: `${of ? `${say(of)} ` : ''}${say(column.title)}`, light: say(lightWords[light]) };
  const one = workingDaysLate === null ? say(words.cell, named) : say(words.cellLate, { ...named, days: say.days(-workingDaysLate, true) });
  const said = n > 1 ? `${one} ×${n}` : one;
  // A column of what is opened during the year holds several duties, or one with a number: they are listed at the unit.
  const to = isFolded(column) ? `${base}/${row.unit}` : `${base}/${row.unit}/obligations/${column.key}`;
  return <td><a href={to} data-at={at} tabIndex={-1} aria-label={said} title={said}><LightShape light={light} label="" />{workingDaysLate !== null && workingDaysLate > 0 && <span className="late" aria-hidden>{workingDaysLate}</span>}{n > 1 && <span className="small" aria-hidden>×{n}</span>}</a></td>;
}

export const isFolded = ({ kind }: Pick<Column, 'kind'>): boolean => ['order', 'extension', 'verification'].includes(kind);
