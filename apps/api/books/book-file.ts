import { StreamableFile } from '@nestjs/common';
import writeSheet from 'write-excel-file/node';
import { wanOf, yuanOf } from '#libs/domain/funds/books/money-text';

export type Given = string | number | null;

/** A column of an export, with what stands in it: amounts are fen, days YYYY-MM-DD. */
export interface ExportColumn<Row> {
  heading: string;
  as: 'text' | 'yuan' | 'wan' | 'day' | 'count';
  of(row: Row): Given;
}

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A sheet keeps so many digits of a number. */
const mostDigits = 15;

/** Text that a sheet would take for a formula is kept from it by an apostrophe. */
export const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const written = (given: Given, as: ExportColumn<never>['as']): string =>
  (given === null ? '' : as === 'yuan' ? yuanOf(Number(given)) : as === 'wan' ? wanOf(Number(given)) : as === 'text' ? safe(String(given)) : String(given));

const formats = { yuan: '#,##0.00', wan: '#,##0.00####', count: '0', day: 'yyyy-mm-dd' } as const;

function cellOf(given: Given, as: ExportColumn<never>['as']) {
  const text = written(given, as);
  if (text === '') return null;
  if (as === 'day') return { value: new Date(`${text}T00:00:00.000Z`), type: Date, format: formats.day };
  const isNumber = as !== 'text' && text.replace(/\D/g, '').replace(/^0+/, '').length <= mostDigits;
  return isNumber ? { value: Number(text), type: Number, format: formats[as] } : { value: text, type: String, format: '@' };
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** An export as people open it: a sheet, or CSV of UTF-8 with its mark. */
export async function bookFile<Row>(name: string, columns: readonly ExportColumn<Row>[], rows: readonly Row[], as: 'xlsx' | 'csv'): Promise<StreamableFile> {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${as}`)}`;
  if (as === 'csv') {
    const lines = [columns.map(({ heading }) => heading), ...rows.map((row) => columns.map((column) => written(column.of(row), column.as)))];
    const content = Buffer.from(`\ufeff${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`);
    return new StreamableFile(content, { type: 'text/csv; charset=utf-8', length: content.length, disposition });
  }
  const head = columns.map(({ heading }) => ({ value: heading, type: String, fontWeight: 'bold' as const, backgroundColor: '#EEF2F6' }));
  const content = await writeSheet([head, ...rows.map((row) => columns.map((column) => cellOf(column.of(row), column.as)))] as never, {
    columns: columns.map(({ heading, as: kind }) => ({ width: Math.max(kind === 'text' ? 16 : 14, heading.length * 2) })), stickyRowsCount: 1,
  }).toBuffer();
  return new StreamableFile(content, { type: sheetType, length: content.length, disposition });
}
