/** What a list is on its way into a sheet of Excel. */

/** A text, a number, or a local date, YYYY-MM-DD; null is an empty cell. */
export type SheetValue = string | number | { date: string } | null;

export interface SheetColumn<T> {
  title: string;
  /** In characters. */
  width?: number;
  value: (row: T) => SheetValue;
}

export interface SheetCell {
  value: string | number | Date;
  type: StringConstructor | NumberConstructor | DateConstructor;
  format?: string;
  fontWeight?: 'bold';
}

/** What a cell of Excel holds at most; what is longer makes a file it calls damaged. */
const mostCharacters = 32_767;
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

/**
 * One cell, its type said: a text that begins with = + - or @ is a text and never a formula (OWASP, CSV injection), and
 * a code of digits keeps its zeros. A date is midnight UTC, which Excel shows as that day.
 */
export function cellOf(value: SheetValue): SheetCell | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? { value, type: Number } : null;
  if (typeof value === 'object') return { value: new Date(`${value.date}T00:00:00.000Z`), type: Date, format: 'yyyy-mm-dd' };
  return { value: value.replace(unprintable, '').slice(0, mostCharacters), type: String, format: '@' };
}

/** The headings, then a row for each. */
export const sheetOf = <T>(columns: readonly SheetColumn<T>[], rows: readonly T[]): (SheetCell | null)[][] => [
  columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' })),
  ...rows.map((row) => columns.map(({ value }) => cellOf(value(row)))),
];

/** A name that every system takes for a file. */
export const fileNameOf = (name: string): string => `${name.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 80)}.xlsx`;
