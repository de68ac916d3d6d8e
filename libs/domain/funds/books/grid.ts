import type { BookFields } from '../../../contracts/book-fields.ts';
import { unitIn } from './money-text.ts';

/** Cells that a sheet shows as one; counted from 0, the last row and column included. */
export interface Merged {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** A sheet as it was read: cells as text, as people see them. */
export interface SheetRead {
  cells: readonly (readonly string[])[];
  merged: readonly Merged[];
}

/** One cell of a column that means something. */
export interface BookCell {
  text: string;
  /** As the sheet names its column: A, B, … AA. */
  letter: string;
  heading: string;
  /** Of an amount: places above a fen, where heading or note names a unit. */
  unit: number | null;
  /** Shown over several rows. */
  isShared: boolean;
}

export interface BookRow<F extends string> {
  /** As the sheet counts, the heading's rows among them. */
  row: number;
  cells: Partial<Record<F, readonly BookCell[]>>;
}

/** A row that adds others up: 小计 what stands since the one before, 合计 all. */
export interface TotalRow<F extends string> extends BookRow<F> {
  word: string;
}

export interface Book<F extends string> {
  headingRow: number;
  columns: Partial<Record<F, readonly { letter: string; heading: string }[]>>;
  ignored: { letter: string; heading: string }[];
  twice: { field: F; letter: string; heading: string }[];
  rows: BookRow<F>[];
  totals: TotalRow<F>[];
}

const longestHead = 10;

export const columnLetter = (index: number): string => (index < 26 ? String.fromCharCode(65 + index) : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26));

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s*:]/g, '').toLowerCase();
/** Without what stands in brackets: a unit, a remark. */
const bare = (heading: string): string => plain(heading).replace(/\([^)]*\)/g, '').replace(/(百万元|亿元|万元|千元|元)$/, '');

const totalWord = /^.{0,20}(合计|小计|总计|共计|累计)$/;
/** What stands below a table, or between its parts. */
const remark = /^(注|备注|说明|填表|填报|制表|审核|复核|单位负责人|负责人|经办|联系人|联系电话|打印|导出).{0,4}:/;

/**
 * Finds in a sheet the columns that mean something, by their Chinese headings in any order and wording, and its rows.
 *
 * What is merged downwards holds for each of its rows, sums aside: of those nobody can say how they are shared. Rows that add
 * up, captions and remarks are no rows of the book.
 */
export function bookIn<F extends string>({ cells, merged }: SheetRead, fields: BookFields<F>): Book<F> {
  const fieldOf = namesOf(fields);
  const known = (heading: string): F | undefined => fieldOf.get(plain(heading)) ?? fieldOf.get(bare(heading));
  const hits = cells.slice(0, longestHead).map((row) => new Set(row.flatMap((cell) => known(cell) ?? [])).size);
  const head = Math.max(0, hits.indexOf(Math.max(2, ...hits)));
  const depth = Math.max(0, ...merged.filter(({ top }) => top === head).map(({ bottom }) => bottom - head));
  const note = cells.slice(0, head).flat().find((cell) => /单位\s*[:：]/.test(cell)) ?? '';

  const book: Book<F> = { headingRow: head + 1, columns: {}, ignored: [], twice: [], rows: [], totals: [] };
  const places: { at: number; field: F; heading: string; unit: number | null }[] = [];
  const widths = Math.max(0, ...cells.slice(head, head + depth + 1).map((row) => row.length));
  for (let at = 0; at < widths; at += 1) {
    const { group, own } = headingAt(cells, merged, head, depth, at);
    const heading = (own || group).replace(/\s+/g, '').slice(0, 60);
    if (heading === '') continue;
    const field = known(group + own) ?? known(heading);
    const letter = columnLetter(at);
    if (!field) book.ignored.push({ letter, heading });
    else if (book.columns[field] && !fields[field].isAmount) book.twice.push({ field, letter, heading });
    else {
      book.columns[field] = [...book.columns[field] ?? [], { letter, heading }];
      places.push({ at, field, heading, unit: fields[field].isAmount ? unitIn(own) ?? unitIn(group) ?? unitIn(note) : null });
    }
  }

  const shared = sharedCells(merged, head + depth);
  const captions = new Set(merged.filter(({ top, left, bottom, right }) => top === bottom && right - left >= 2).map(({ top, left }) => `${top}/${left}`));
  cells.slice(head + depth + 1).forEach((given, index) => {
    const line = head + depth + 1 + index;
    const first = given.findIndex((cell) => cell !== '');
    if (first < 0 && !shared.has(line)) return;
    const row: BookRow<F> = { row: line + 1, cells: {} };
    for (const { at, field, heading, unit } of places) {
      const from = shared.get(line)?.get(at);
      const text = cells[from ?? line]?.[at] ?? '';
      if (text === '' && from === undefined) continue;
      row.cells[field] = [...row.cells[field] ?? [], { text, letter: columnLetter(at), heading, unit, isShared: from !== undefined }];
    }
    const own = given.filter((cell) => cell !== '');
    const word = given.map((cell) => cell.normalize('NFKC').replace(/[\s:]/g, '')).find((cell, at) => totalWord.test(cell) && (at === first || /^.?(合计|小计|总计|共计|累计)$/.test(cell)));
    if (word !== undefined) book.totals.push({ ...row, word });
    else if (own.length === 1 && (captions.has(`${line}/${first}`) || remark.test(own[0]?.normalize('NFKC').replace(/\s/g, '') ?? ''))) return;
    else if (remark.test(given[first]?.normalize('NFKC').replace(/\s/g, '') ?? '') && !places.some(({ at, field }) => fields[field].isAmount && given[at])) return;
    else if (Object.keys(row.cells).length > 0) book.rows.push(row);
  });
  return book;
}

function namesOf<F extends string>(fields: BookFields<F>): Map<string, F> {
  const names = new Map<string, F>();
  for (const field of Object.keys(fields) as F[]) {
    const { zh, en, also } = fields[field];
    for (const heading of [field, zh, en, ...also]) names.set(plain(heading), field);
  }
  return names;
}

/** A heading over one row or several: what stands above a group of columns, and what stands over this one. */
function headingAt(cells: SheetRead['cells'], merged: readonly Merged[], head: number, depth: number, at: number): { group: string; own: string } {
  const over = merged.find(({ top, left, right }) => top === head && left <= at && right >= at);
  const group = cells[head]?.[over ? over.left : at] ?? '';
  const below = Array.from({ length: depth }, (_, n) => cells[head + 1 + n]?.[at] ?? '').filter((cell) => cell !== '');
  return below.length > 0 ? { group, own: below.join('') } : { group: '', own: group };
}

/** Of each row below the head, which cells are shown from another row, or over several: row → column → the row of what is shown. */
function sharedCells(merged: readonly Merged[], head: number): Map<number, Map<number, number>> {
  const shared = new Map<number, Map<number, number>>();
  for (const { top, left, bottom } of merged) {
    if (top <= head || bottom === top) continue;
    for (let row = top; row <= bottom; row += 1) {
      const columns = shared.get(row) ?? new Map<number, number>();
      columns.set(left, top);
      shared.set(row, columns);
    }
  }
  return shared;
}
