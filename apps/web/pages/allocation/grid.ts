import { shortfallsOf, sumOf } from '#libs/domain/allocation/allocation';
import type { Line, Share, Shortfall } from '#libs/domain/allocation/allocation';
import { withFigure } from '#libs/domain/letter/letter';
import type { Target } from '#libs/domain/letter/letter';
import type { AnswerOf } from '../../base/api.ts';

export type AllocationView = AnswerOf<'allocation'>;
export type GridLine = AllocationView['lines'][number];

/** The year's figure or one period's of a line: a column of the grid. `Y` is the year. */
export interface Column {
  line: GridLine;
  period: string;
}

/** What was typed, by cell; a cell that is not in it shows what the plan gives. */
export type Typed = Readonly<Record<string, string>>;

export const cellKey = (unit: string, to: string, period: string): string => `${unit} ${to} ${period}`;

/** A figure as people type or paste it: full-width digits, grouped thousands and the measure's blank are read. Null when it is none. */
export function readFigure(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,，]/g, '');
  return /^-?\d{1,12}(\.\d{1,2})?$/.test(plain) ? Number(plain) : null;
}

/** The units below, in the order in which they are first named. */
export const unitsOf = ({ lines }: Pick<AllocationView, 'lines'>): { unit: string; unitName: string }[] =>
  [...new Map(lines.flatMap(({ shares }) => shares.map(({ unit, unitName }) => [unit, { unit, unitName }] as const))).values()];

/** The columns shown: each line's year, and its periods where it is opened out. */
export const columnsOf = (lines: readonly GridLine[], opened: ReadonlySet<string>): Column[] => lines.flatMap((line) => [
  { line, period: 'Y' },
  ...(opened.has(line.to) ? periodsOf(line).map((period) => ({ line, period })) : []),
]);

/** The periods for which a line is planned: the target's, or where it has none yet the shares'. */
export const periodsOf = ({ period, targetByPeriod, shares }: GridLine): string[] =>
  (period === 'yearEnd' ? [] : [...new Set([...Object.keys(targetByPeriod), ...shares.flatMap(({ byPeriod }) => Object.keys(byPeriod))])].sort());

/** Every share with what was typed in its place; its plan by period follows the year's figure, by the rule the server follows. */
export function sharesWith({ lines }: Pick<AllocationView, 'lines'>, typed: Typed): Share[] {
  return lines.flatMap((line) => line.shares.map(({ unit, value, byPeriod }) => {
    const figure = typedOf(line, unit, typed);
    const planned: Target = { ...(line as unknown as Line), source: 'typed', value, byPeriod };
    const after = withFigure(planned, { value: figure.value ?? value, byPeriod: figure.byPeriod });
    return { unit, indicator: line.to, value: after.value, byPeriod: after.byPeriod };
  }));
}

function typedOf(line: GridLine, unit: string, typed: Typed): { value: number | null; byPeriod: Record<string, number> } {
  const read = (period: string): number | null => readFigure(typed[cellKey(unit, line.to, period)] ?? '');
  return { value: read('Y'), byPeriod: Object.fromEntries(periodsOf(line).flatMap((period) => { const figure = read(period); return figure === null ? [] : [[period, figure]]; })) };
}

/** What the act says: only the shares that differ from the plan, each in its line's own measure. */
export function givenShares({ lines }: Pick<AllocationView, 'lines'>, typed: Typed): { unit: string; indicator: string; value: number; byPeriod?: Record<string, number>; measure: string }[] {
  return lines.flatMap((line) => line.shares.flatMap(({ unit, value: planned, byPeriod: plan }) => {
    const { value, byPeriod } = typedOf(line, unit, typed);
    const others = Object.entries(byPeriod).filter(([period, figure]) => figure !== plan[period] || value !== null);
    if ((value === null || value === planned) && others.every(([period, figure]) => figure === plan[period])) return [];
    return [{ unit, indicator: line.to, value: value ?? planned, ...(others.length > 0 ? { byPeriod: Object.fromEntries(others) } : {}), measure: line.measure }];
  }));
}

/** Cells that hold something which is no figure. */
export const wrongCells = (typed: Typed): string[] => Object.entries(typed).filter(([, text]) => text.trim() !== '' && readFigure(text) === null).map(([key]) => key);

/** What the shares as typed still miss, by the rule the server decides by. Before the unit's own letter is in force there is no target to miss. */
export function missesOf({ lines }: Pick<AllocationView, 'lines'>, shares: readonly Share[]): Shortfall[] {
  const below = unitsOf({ lines }).map(({ unit, unitName }) => ({ unit, name: unitName, stream: '', indicators: [] }));
  const targets = lines.flatMap(({ indicator, target, targetByPeriod }) => (target === null ? [] : [{ indicator, value: target, byPeriod: targetByPeriod }]));
  return shortfallsOf({ lines: lines as unknown as Line[], below }, targets, shares);
}

/** The sum of a column; null where nothing adds up. */
export function columnSum({ line, period }: Column, shares: readonly Share[]): number | null {
  if (line.aggregation !== 'sum') return null;
  const sum = sumOf(line as unknown as Line, shares);
  return period === 'Y' ? sum.value : (sum.byPeriod[period] ?? 0);
}

export const targetOf = ({ line, period }: Column): number | null => (period === 'Y' ? line.target : (line.targetByPeriod[period] ?? null));

/** What a spreadsheet puts on the clipboard: rows of cells. */
export const readPaste = (text: string): string[][] => text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map((row) => row.split('\t').map((cell) => cell.trim()));

/** Typed cells with a pasted block laid from one cell on, down and to the right; cells a unit does not carry, and what lies outside, take nothing. */
export function withPaste(typed: Typed, block: readonly (readonly string[])[], from: { row: number; column: number }, units: readonly { unit: string }[], columns: readonly Column[]): Typed {
  const cells = block.flatMap((row, down) => row.flatMap((text, right) => {
    const unit = units[from.row + down]?.unit;
    const column = columns[from.column + right];
    if (unit === undefined || !column || text === '' || !column.line.shares.some((share) => share.unit === unit)) return [];
    return [[cellKey(unit, column.line.to, column.period), text] as const];
  }));
  return { ...typed, ...Object.fromEntries(cells) };
}
