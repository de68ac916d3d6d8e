import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/universal';
import { importFields } from '#libs/contracts/import-faults';
import type { ImportField } from '#libs/contracts/import-faults';
import { columnLetter } from '#libs/domain/funds/books/grid';
import type { SheetRead } from '#libs/domain/funds/books/grid';
import type { ImportRow } from '#libs/domain/organisation/records';
import { Problem } from '../problem/problem.ts';
import { checkSheet, mergedIn, NotASheet } from './unzipped.ts';

export interface Column {
  /** As the sheet names it: A, B, … AA. */
  letter: string;
  heading: string;
}

/** A table as it was read. Rows count as the sheet does, the heading's among them. */
export interface Table {
  headingRow: number;
  columns: Partial<Record<ImportField, Column>>;
  /** Columns that mean nothing here. */
  ignored: Column[];
  /** Columns that stand twice. */
  twice: { field: ImportField; column: Column }[];
  rows: ImportRow[];
}

export const mostRows = 50_000;
const longestHead = 10;
const fields = Object.keys(importFields) as ImportField[];

/**
 * Reads .xlsx (the first sheet) or CSV (UTF-8, or GB 18030 where it is not), told by content.
 *
 * @throws Problem tableType, tableBroken, tableTooLarge
 */
export async function readTable(file: Buffer): Promise<Table> {
  const cells = file.subarray(0, 2).toString('latin1') === 'PK' ? await sheetCells(file) : csvCells(file);
  if (cells.length > mostRows + longestHead) throw new Problem('tableTooLarge', { limit: `${mostRows} 行 · rows` });
  return tableOf(cells);
}

/**
 * Reads a sheet as it stands: every cell as text, and what is merged.
 *
 * @throws Problem tableType, tableBroken, tableTooLarge
 */
export async function readCells(file: Buffer, most: number): Promise<SheetRead> {
  const read = file.subarray(0, 2).toString('latin1') === 'PK' ? await sheetOf(file, most + longestHead) : { cells: csvCells(file), merged: [] };
  if (read.cells.length > most + longestHead) throw new Problem('tableTooLarge', { limit: `${most} 行 · rows` });
  return read;
}

const sheetCells = async (file: Buffer): Promise<readonly (readonly string[])[]> => (await sheetOf(file, Infinity)).cells;

async function sheetOf(file: Buffer, mostRows: number): Promise<SheetRead> {
  try {
    const merged = mergedIn(checkSheet(file, mostRows));
    const rows = await readSheet(new Uint8Array(file).buffer);
    return { cells: rows.map((row) => row.map(cellText)), merged };
  } catch (error) {
    if (error instanceof NotASheet && error.why === 'tooLarge') throw new Problem('tableTooLarge', { limit: error.message });
    throw new Problem('tableBroken', { reason: error instanceof Error ? error.message.slice(0, 200) : 'xlsx' });
  }
}

/** A cell as people see it: a date as YYYY-MM-DD, a number without exponent. A formula has come as its value. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number' && Number.isInteger(cell)) return BigInt(cell).toString();
  // As many digits as a sheet shows: what lies beyond comes of computing in binary fractions (28.800000000000001).
  if (typeof cell === 'number') return String(Number(cell.toPrecision(15)));
  return String(cell).trim();
}

function csvCells(file: Buffer): string[][] {
  // No text holds a zero byte: an old .xls, a picture, UTF-16.
  if (file.includes(0)) throw new Problem('tableType');
  const text = decoded(file, 'utf-8') ?? decoded(file, 'gb18030');
  if (text === null) throw new Problem('tableType');
  try {
    const rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false, max_record_size: 20_000 });
    return rows.map((row) => row.map((cell) => cell.trim()));
  } catch (error) {
    throw new Problem('tableBroken', { reason: (error as Error).message.slice(0, 200) });
  }
}

function decoded(file: Buffer, encoding: 'utf-8' | 'gb18030'): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    return null;
  }
}

const plain = (heading: string): string => heading.replace(/[\s*＊:：]/g, '').toLowerCase();
const fieldOf = new Map(fields.flatMap((field) => [field, importFields[field].zh, importFields[field].en].map((heading) => [plain(heading), field])));

function tableOf(cells: SheetRead['cells']): Table {
  // A title may stand above the headings.
  const head = Math.max(0, cells.slice(0, longestHead).findIndex((row) => row.filter((cell) => fieldOf.has(plain(cell))).length >= 2));
  const columns: Table['columns'] = {};
  const places = new Map<number, ImportField>();
  const [ignored, twice]: [Column[], Table['twice']] = [[], []];
  (cells[head] ?? []).forEach((heading, index) => {
    if (heading === '') return;
    const field = fieldOf.get(plain(heading));
    const column = { letter: columnLetter(index), heading: heading.slice(0, 60) };
    if (!field) ignored.push(column);
    else if (columns[field]) twice.push({ field, column });
    else {
      columns[field] = column;
      places.set(index, field);
    }
  });
  const empty = Object.fromEntries(fields.map((field) => [field, ''])) as Record<ImportField, string>;
  const rows = cells.slice(head + 1).flatMap((row, index): ImportRow[] => {
    const read: ImportRow = { ...empty, row: head + index + 2 };
    for (const [at, field] of places) read[field] = row[at] ?? '';
    return fields.some((field) => read[field] !== '') ? [read] : [];
  });
  return { headingRow: head + 1, columns, ignored, twice, rows };
}
