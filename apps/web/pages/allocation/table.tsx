import { useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { stateWords } from '#libs/contracts/problems';
import type { Share, Shortfall } from '#libs/domain/allocation/allocation';
import { Button } from '../../base/button.tsx';
import { useNarrow } from '../../base/narrow.ts';
import { useSay } from '../../base/say.ts';
import { figureIn } from '../letter/figures.ts';
import { cellKey, columnsOf, columnSum, periodsOf, readPaste, targetOf, unitsOf, withPaste } from './grid.ts';
import type { AllocationView, Column, Typed } from './grid.ts';
import { allocationWords as words } from './words.ts';
import styles from './allocation.module.css';

interface Props {
  view: AllocationView;
  shares: readonly Share[];
  misses: readonly Shortfall[];
  typed: Typed;
  /** Cells at fault. */
  wrong: ReadonlySet<string>;
  /** Null where it is only read. */
  onType: ((typed: Typed) => void) | null;
}

/** Units by targets, as in a spreadsheet; on a phone one unit at a time. */
export function Grid(props: Props) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const isNarrow = useNarrow();
  const toggle = (to: string): void => setOpened((before) => new Set(before.has(to) ? [...before].filter((one) => one !== to) : [...before, to]));
  const columns = columnsOf(props.view.lines, opened);
  const common = { ...props, columns, opened, onToggle: toggle };
  return isNarrow ? <OneUnit {...common} /> : <Table {...common} />;
}

type Shown = Props & { columns: Column[]; opened: ReadonlySet<string>; onToggle: (to: string) => void };

function Table(props: Shown) {
  const { view, columns, onType, typed } = props;
  const say = useSay();
  const body = useRef<HTMLTableSectionElement>(null);
  const units = unitsOf(view);
  const go = (row: number, column: number): void => {
    const field = body.current?.querySelector<HTMLInputElement>(`input[data-row="${row}"][data-column="${column}"]`);
    field?.focus();
    field?.select();
  };
  /** Enter and the arrows move as in a spreadsheet; left and right only from the edge of what stands in the cell. */
  const move = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const isAll = selectionStart === 0 && selectionEnd === value.length;
    const steps: Record<string, [number, number] | false> = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: event.shiftKey ? [-1, 0] : [1, 0],
      ArrowLeft: (isAll || selectionEnd === 0) && [0, -1], ArrowRight: (isAll || selectionStart === value.length) && [0, 1],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    go(row + step[0], column + step[1]);
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const block = readPaste(event.clipboardData.getData('text/plain'));
    if (block.length < 2 && (block[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    onType?.(withPaste(typed, block, { row, column }, units, columns));
  };
  return (
    <div className={styles['scroll']} role="region" aria-label={say(words.grid)} tabIndex={0}>
      <table className={styles['grid']}>
        <thead><tr><th scope="col" className={styles['unit']}>{say(words.unit)}</th>{columns.map((column) => <th key={`${column.line.to} ${column.period}`} scope="col" className={column.period === 'Y' ? '' : styles['sub']}><Head column={column} {...props} /></th>)}</tr></thead>
        <tbody ref={body}>{units.map(({ unit, unitName }, row) => (
          <tr key={unit}>
            <th scope="row" className={styles['unit']}>{unitName}</th>
            {columns.map((column, n) => (
              <td key={`${column.line.to} ${column.period}`} className={column.period === 'Y' ? '' : styles['sub']}>
                <Cell {...props} column={column} unit={unit} unitName={unitName} place={{ 'data-row': row, 'data-column': n, onKeyDown: (event) => move(event, row, n), onPaste: (event) => paste(event, row, n) }} />
              </td>
            ))}
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

/** A column's name, its target, what is given, and what is missing in words. */
function Head({ column, opened, onToggle, ...props }: Shown & { column: Column }) {
  const say = useSay();
  const { line, period } = column;
  return (
    <div className={styles['head']}>
      <b>{period === 'Y' ? line.toName : say(stateWords(period))}</b>
      <Sum column={column} {...props} />
      {period === 'Y' && periodsOf(line).length > 0 && (
        <button type="button" className={styles['toggle']} aria-expanded={opened.has(line.to)} aria-label={say(words.openFor, { name: line.toName })} onClick={() => onToggle(line.to)}>{say(words.open)}</button>
      )}
    </div>
  );
}

function Sum({ column, shares, misses }: { column: Column; shares: readonly Share[]; misses: readonly Shortfall[] }) {
  const say = useSay();
  const { line, period } = column;
  const target = targetOf(column);
  const sum = columnSum(column, shares);
  const missed = misses.filter((one) => one.indicator === line.indicator && one.period === period);
  const isCompared = line.target !== null && line.aggregation !== 'none' && target !== null;
  return (
    <>
      {target !== null && <span>{sum === null ? say(words.eachTarget, { figure: figureIn(say, line, target) }) : say(words.target, { figure: figureIn(say, line, target) })} {line.measure}</span>}
      {sum !== null && <span>{say(words.given, { n: say.number(sum) })}</span>}
      {isCompared && (missed.length === 0 ? <span className="done">{say(words.full)}</span>
        : <span className="late">{sum === null ? say(words.unitsShort, { n: missed.length }) : say(line.direction === 'atMost' ? words.tooMuch : words.missing, { n: say.number(missed[0]?.missing ?? 0), measure: line.measure })}</span>)}
    </>
  );
}

interface Place {
  'data-row'?: number;
  'data-column'?: number;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
}

/** One figure: typed where it may be, else read; beside it what the unit's letter says, where that differs. */
function Cell({ view, column: { line, period }, unit, unitName, shares, typed, wrong, onType, place = {} }: Props & { column: Column; unit: string; unitName: string; place?: Place }) {
  const say = useSay();
  const share = shares.find((one) => one.unit === unit && one.indicator === line.to);
  const before = line.shares.find((one) => one.unit === unit);
  if (!share || !before) return <span className={styles['none']}>—</span>;
  const key = cellKey(unit, line.to, period);
  const figure = period === 'Y' ? share.value : share.byPeriod?.[period];
  const pending = period === 'Y' ? view.pending.find((one) => one.unit === unit && one.indicator === line.to) : undefined;
  if (!onType) return <span>{figure === undefined ? '—' : say.number(figure)}{pending && <small className="near">{say(words.inLetter, { n: say.number(pending.inLetter) })}</small>}</span>;
  const isWrong = wrong.has(key);
  const planned = period === 'Y' ? before.value : before.byPeriod[period];
  return (
    <input
      {...place} className={figure === planned ? '' : styles['changed']} type="text" inputMode="decimal" autoComplete="off" value={typed[key] ?? (figure === undefined ? '' : String(figure))}
      aria-label={say(words.cell, { unit: unitName, name: line.toName, period: say(stateWords(period)), measure: line.measure })} aria-invalid={isWrong} title={isWrong ? say(words.notANumber) : undefined}
      onChange={(event) => onType({ ...typed, [key]: event.target.value })} onFocus={(event) => event.target.select()}
    />
  );
}

function OneUnit({ onToggle, opened, columns, ...props }: Shown) {
  const say = useSay();
  const units = unitsOf(props.view);
  const [chosen, choose] = useState(0);
  const unit = units[chosen];
  if (!unit) return null;
  return (
    <div className={styles['one']}>
      <label className={styles['choice']}>{say(words.unit)}
        <select value={chosen} onChange={(event) => choose(Number(event.target.value))}>{units.map(({ unit: id, unitName }, n) => <option key={id} value={n}>{unitName}</option>)}</select>
      </label>
      <p className={styles['step']}><Button disabled={chosen === 0} onClick={() => choose(chosen - 1)}>{say(words.previous)}</Button><span className="small">{say(words.place, { n: chosen + 1, all: units.length })}</span>
        <Button disabled={chosen === units.length - 1} onClick={() => choose(chosen + 1)}>{say(words.next)}</Button></p>
      {columns.filter(({ line }) => line.shares.some((share) => share.unit === unit.unit)).map((column) => (
        <div key={`${column.line.to} ${column.period}`} className={`card ${styles['field']} ${column.period === 'Y' ? '' : styles['sub']}`}>
          <Head {...props} column={column} columns={columns} opened={opened} onToggle={onToggle} />
          <Cell {...props} column={column} {...unit} />
        </div>
      ))}
    </div>
  );
}
