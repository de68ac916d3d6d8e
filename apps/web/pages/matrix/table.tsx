import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import { readCell } from '#libs/contracts/api-matrix';
import { lights } from '#libs/domain/light';
import type { AnswerOf } from '../../base/api.ts';
import { LightShape } from '../../base/light.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { lightWords } from '../../base/words.ts';
import { useAt } from '../../shell/cycle.ts';
import { countsOf, isFolded, owedIn, periodWords } from './columns.ts';
import type { Column } from './columns.ts';
import { pictureOf, pictureRules } from './pictures.ts';
import { matrixWords as words } from './words.ts';
import styles from './matrix.module.css';

export type Row = AnswerOf<'matrix'>['rows'][number];
/** A column that is shown, with the place of its cells in a row. */
export interface ShownColumn extends Column { place: number; onTimeRate: number | null }

/** Heights and widths of the table, in pixels; the style sheet has the same. */
const [rowHeight, columnWidth] = [36, 92];
/** Rows are drawn and taken away so many at once: most frames of a scroll then change nothing in the page. */
const together = 12;

/**
 * Units × duties. Only the rows in sight stand in the page; a cell is a plain link, and one listener of the table opens
 * it, so that a row costs little to draw while one scrolls. Boxes with roles instead of a `table`: rows that come and go
 * would lay out all others anew.
 */
export function MatrixTable({ rows, columns }: { rows: readonly Row[]; columns: readonly ShownColumn[] }) {
  const say = useSay();
  const at = useAt();
  const base = at('/units');
  const [, go] = useLocation();
  const place = useRef<HTMLDivElement>(null);
  const marked = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: Math.ceil(rows.length / together), getScrollElement: () => place.current, estimateSize: () => together * rowHeight, overscan: 1, useFlushSync: false });

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
    focusFrom(place.current, (to) => { if (!isDrawn(to)) virtual.scrollToIndex(Math.floor(to / together), { align: 'auto' }); }, { row, column }, step as [number, number], { rows: rows.length, columns: columns.length });
  };
  const isDrawn = (row: number): boolean => place.current?.querySelector(`[data-row="${row}"]`) != null;
  const mark = (event: PointerEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (row !== undefined && marked.current) marked.current.style.top = `${Number(row) * rowHeight}px`;
  };
  const some = virtual.getVirtualItems().map(({ index }) => index * together);
  return (
    <>
      <div className={`card ${styles['scroll']}`} ref={place} tabIndex={-1}>
        <div className={styles['matrix']} style={{ '--columns': `${columns.length * columnWidth}px` } as CSSProperties} onClick={open} onKeyDown={move} onPointerOver={mark}>
          <div role="table" aria-rowcount={rows.length + 2} aria-label={say(words.table)}>
            <Head columns={columns} say={say} />
            <div className={styles['units']} style={{ height: rows.length * rowHeight }}>{some.map((first) => <Units key={first} rows={rows} first={first} base={base} />)}</div>
          </div>
          <div className={styles['cells']}>
            {some.map((first) => <Cells key={first} rows={rows} first={first} columns={columns} say={say} base={base} />)}
            <div className={styles['mark']} ref={marked} />
          </div>
        </div>
      </div>
      <Legend />
    </>
  );
}

const Head = memo(function Head({ columns, say }: { columns: readonly ShownColumn[]; say: Say }) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1}>
        <div role="columnheader">{say(words.unit)}</div>
        {columns.map(({ key, title, period }) => { const of = periodWords(period); return <div key={key} role="columnheader">{of && <span>{say(of)}</span>}{say(title)}</div>; })}
      </div>
      <div role="row" className={styles['sums']} aria-rowindex={2}>
        <div role="rowheader">{say(words.done)} · {say(words.onTime)}</div>
        {columns.map((column) => { const counts = countsOf(column); return <div key={column.key} role="cell">{column.counts === null ? '—' : `${counts.done}/${owedIn(counts)}`}{column.onTimeRate !== null && <span>{say.percent(column.onTimeRate)}</span>}</div>; })}
      </div>
    </div>
  );
});

/** What the lights mean; the pictures in the cells are made of the shapes drawn here. */
function Legend() {
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  const [rules, setRules] = useState('');
  useLayoutEffect(() => {
    const shapes = place.current?.querySelectorAll('svg') ?? [];
    setRules(pictureRules([...shapes].map((shape, n) => [lights[n] ?? '', shape])));
  }, []);
  return (
    <div className={styles['legend']} ref={place}><style>{rules}</style>
      {lights.map((light) => <span key={light}><LightShape light={light} label="" /> {light === 'late' ? say(words.legendDays) : say(lightWords[light])}</span>)}<span>{say(words.keys)}</span>
    </div>
  );
}

/** Moves the keyboard to the next cell in a direction that has a link, over rows that are drawn only then. */
function focusFrom(table: HTMLElement | null, scrollTo: (row: number) => void, from: { row: number; column: number }, [down, right]: [number, number], size: { rows: number; columns: number }): void {
  let { row, column } = from;
  const next = (): void => {
    row += down;
    column += right;
    if (row < 0 || row >= size.rows || column < 0 || column > size.columns) return;
    scrollTo(row);
    // Two frames: the row is drawn after the scroll was seen.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const link = table?.querySelector<HTMLElement>(`[data-at="${row},${column}"]`);
      if (link) link.focus();
      else next();
    }));
  };
  next();
}

const cellsOf = (row: Row): string => `of-${row.unit}`;
const boxOf = (first: number, shown: readonly Row[]): CSSProperties => ({ top: first * rowHeight, height: shown.length * rowHeight });

/**
 * The rows that come and go together: what each begins with. Names stand in one column that stays in sight as a whole,
 * for a browser moves every sticky box by itself; so a row owns the cells that stand beside it.
 */
const Units = memo(function Units({ rows, first, base }: { rows: readonly Row[]; first: number; base: string }) {
  const shown = rows.slice(first, first + together);
  return (
    <div role="rowgroup" className={styles['some']} style={boxOf(first, shown)}>
      {shown.map((row, n) => (
        <div key={row.unit} role="row" aria-rowindex={first + n + 3} aria-owns={cellsOf(row)} data-row={first + n}>
          <div role="rowheader" style={{ paddingInlineStart: 12 + row.depth * 14 }}><a href={`${base}/${row.unit}`} data-at={`${first + n},0`}>{row.name}</a></div>
        </div>
      ))}
    </div>
  );
});

const Cells = memo(function Cells({ rows, first, columns, say, base }: { rows: readonly Row[]; first: number; columns: readonly ShownColumn[]; say: Say; base: string }) {
  const shown = rows.slice(first, first + together);
  return (
    <div className={styles['some']} style={boxOf(first, shown)}>
      {shown.map((row, n) => (
        <div key={row.unit} id={cellsOf(row)} data-row={first + n}>{columns.map((column, place) => cellOf(row, column, say, base, `${first + n},${place + 1}`))}</div>
      ))}
    </div>
  );
});

function cellOf(row: Row, column: ShownColumn, say: Say, base: string, at: string): ReactNode {
  const facts = readCell(row.cells[column.place] ?? null);
  if (facts === null) return <div key={column.key} role="cell" />;
  const { light, workingDaysLate, n } = facts;
  const of = periodWords(column.period);
  const named = { unit: row.name, title: `${of ? `${say(of)} ` : ''}${say(column.title)}`, light: say(lightWords[light]) };
  const one = workingDaysLate === null ? say(words.cell, named) : say(words.cellLate, { ...named, days: say.days(-workingDaysLate, true) });
  const said = n > 1 ? `${one} ×${n}` : one;
  // A column of what is opened during the year holds several duties, or one with a number: they are listed at the unit.
  const to = isFolded(column) ? `${base}/${row.unit}` : `${base}/${row.unit}/obligations/${column.key}`;
  return (
    <div key={column.key} role="cell"><a href={to} className={pictureOf(light)} data-at={at} tabIndex={-1} aria-label={said} title={said}>
      {workingDaysLate !== null && workingDaysLate > 0 && <span className="late" aria-hidden>{workingDaysLate}</span>}{n > 1 && <span className="small" aria-hidden>×{n}</span>}
    </a></div>
  );
}
