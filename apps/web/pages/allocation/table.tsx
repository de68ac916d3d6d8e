import { memo, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { stateWords } from '#libs/contracts/state-words';
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

/** What a cell shows: its text, and what it stands beside. */
interface CellFacts {
  text: string;
  isChanged: boolean;
  isWrong: boolean;
  /** The figure the unit's letter states, where it is another. */
  inLetter: number | null;
}

/** Every cell there is, by its key; a unit that does not carry a line has none in its columns. */
function cellsOf({ view, shares, typed, wrong }: Props): ReadonlyMap<string, CellFacts> {
  const now = new Map(shares.map((share) => [`${share.unit} ${share.indicator}`, share]));
  const pending = new Map(view.pending.map((one) => [`${one.unit} ${one.indicator}`, one.inLetter]));
  return new Map(view.lines.flatMap((line) => line.shares.flatMap((planned) => {
    const place = `${planned.unit} ${line.to}`;
    const share = now.get(place);
    return ['Y', ...periodsOf(line)].map((period) => {
      const key = cellKey(planned.unit, line.to, period);
      const figure = period === 'Y' ? share?.value : share?.byPeriod?.[period];
      const before = period === 'Y' ? planned.value : planned.byPeriod[period];
      return [key, {
        text: typed[key] ?? (figure === undefined ? '' : String(figure)), isChanged: figure !== before, isWrong: wrong.has(key), inLetter: period === 'Y' ? (pending.get(place) ?? null) : null,
      }] as const;
    });
  })));
}

function Table(props: Shown) {
  const { view, columns, onType, typed } = props;
  const say = useSay();
  const body = useRef<HTMLTableSectionElement>(null);
  const units = unitsOf(view);
  const cells = cellsOf(props);
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
  // Rows are drawn again only when something in them changed; what they do is always the newest.
  const newest = useRef({ move, paste, type: (key: string, text: string) => onType?.({ ...typed, [key]: text }) });
  newest.current = { move, paste, type: (key, text) => onType?.({ ...typed, [key]: text }) };
  return (
    <div className={styles['scroll']} role="region" aria-label={say(words.grid)} tabIndex={0}>
      <table className={styles['grid']}>
        <thead><tr><th scope="col" className={styles['unit']}>{say(words.unit)}</th>{columns.map((column) => <th key={`${column.line.to} ${column.period}`} scope="col" className={column.period === 'Y' ? '' : styles['sub']}><Head column={column} {...props} /></th>)}</tr></thead>
        <tbody ref={body}>{units.map(({ unit, unitName }, row) => {
          const own = columns.map(({ line, period }) => cells.get(cellKey(unit, line.to, period)) ?? null);
          return <Row key={unit} row={row} unit={unit} unitName={unitName} columns={columns} cells={own} shown={JSON.stringify([say.language, onType !== null, own, columns.map(({ line, period }) => [line.to, period])])} acts={newest} isEditable={onType !== null} />;
        })}</tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: number;
  unit: string;
  unitName: string;
  columns: readonly Column[];
  cells: readonly (CellFacts | null)[];
  /** All that the row shows, as one text: unchanged, it is not drawn again. */
  shown: string;
  acts: { readonly current: { move: (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => void; paste: (event: ClipboardEvent<HTMLInputElement>, row: number, column: number) => void; type: (key: string, text: string) => void } };
  isEditable: boolean;
}

const Row = memo(function Row({ row, unit, unitName, columns, cells, acts, isEditable }: RowProps) {
  return (
    <tr>
      <th scope="row" className={styles['unit']}>{unitName}</th>
      {columns.map((column, n) => (
        <td key={`${column.line.to} ${column.period}`} className={column.period === 'Y' ? '' : styles['sub']}>
          <Cell column={column} unitName={unitName} facts={cells[n] ?? null} onType={isEditable ? (text) => acts.current.type(cellKey(unit, column.line.to, column.period), text) : null}
            place={{ 'data-row': row, 'data-column': n, onKeyDown: (event) => acts.current.move(event, row, n), onPaste: (event) => acts.current.paste(event, row, n) }} />
        </td>
      ))}
    </tr>
  );
}, (before, after) => before.shown === after.shown);

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
function Cell({ column: { line, period }, unitName, facts, onType, place = {} }: { column: Column; unitName: string; facts: CellFacts | null; onType: ((text: string) => void) | null; place?: Place }) {
  const say = useSay();
  if (!facts) return <span className={styles['none']}>—</span>;
  const { text, isChanged, isWrong, inLetter } = facts;
  if (!onType) return <span>{text === '' ? '—' : say.number(Number(text))}{inLetter !== null && <small className="near">{say(words.inLetter, { n: say.number(inLetter) })}</small>}</span>;
  return (
    <input
      {...place} className={isChanged ? styles['changed'] : ''} type="text" inputMode="decimal" autoComplete="off" value={text}
      aria-label={say(words.cell, { unit: unitName, name: line.toName, period: say(stateWords(period)), measure: line.measure })} aria-invalid={isWrong} title={isWrong ? say(words.notANumber) : undefined}
      onChange={(event) => onType(event.target.value)} onFocus={(event) => event.target.select()}
    />
  );
}

function OneUnit({ onToggle, opened, columns, ...props }: Shown) {
  const say = useSay();
  const units = unitsOf(props.view);
  const [chosen, choose] = useState(0);
  const unit = units[chosen];
  const cells = cellsOf(props);
  const { onType, typed } = props;
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
          <Cell column={column} unitName={unit.unitName} facts={cells.get(cellKey(unit.unit, column.line.to, column.period)) ?? null} onType={onType && ((text) => onType({ ...typed, [cellKey(unit.unit, column.line.to, column.period)]: text }))} />
        </div>
      ))}
    </div>
  );
}
