import { describe, expect, test } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import readXlsxFile from 'read-excel-file/node';
import { cellOf, fileNameOf, sheetOf } from './sheet.ts';

describe('a list on its way to Excel', () => {
  test('text that begins like a formula stays text', async () => {
    const said = ['=1+1', '+86 759', '-', '@SUM(A1)', '0440811', '=HYPERLINK("http://x","y")'];
    const rows = sheetOf([{ title: '内容', value: (text: string) => text }], said);
    const bytes = await (await writeXlsxFile(rows as never)).toBuffer();
    const read = await readXlsxFile(bytes) as unknown;
    expect(JSON.stringify(read)).toContain(JSON.stringify(said.map((one) => [one])).slice(1, -1));
    // No cell of the sheet is a formula.
    for (const row of rows.slice(1)) expect(row[0]).toMatchObject({ type: String, format: '@' });
  });

  test('numbers stay numbers, and a date is that day', () => {
    expect(cellOf(3.5)).toEqual({ value: 3.5, type: Number });
    expect(cellOf({ date: '2026-04-10' })).toEqual({ value: new Date('2026-04-10T00:00:00.000Z'), type: Date, format: 'yyyy-mm-dd' });
    expect([cellOf(null), cellOf(''), cellOf(Number.NaN)]).toEqual([null, null, null]);
  });

  test('what Excel would call damaged is left out', () => {
    expect(cellOf(`a\u0000b\u0007${'x'.repeat(40_000)}`)?.value).toBe(`ab${'x'.repeat(32_765)}`);
    expect(fileNameOf('逾期/清单 2026:04')).toBe('逾期-清单-2026-04.xlsx');
  });
});
