import { useState } from 'react';
import { Refusal } from './api.ts';
import { Button } from './button.tsx';
import type { SheetData } from 'write-excel-file/browser';
import { exportWords as words } from './export-words.ts';
import { useSay } from './say.ts';
import { fileNameOf, sheetOf } from './sheet.ts';
import type { SheetColumn } from './sheet.ts';

export const mostRows = 10_000;

interface Exported<T> {
  /** Of the file, without ending. */
  name: string;
  columns: readonly SheetColumn<T>[];
  /** All rows as shown, filters included; at most `mostRows`. */
  rows: (onProgress: (n: number) => void) => Promise<readonly T[]> | readonly T[];
}

/** Any list as it is shown, as a file of Excel. The library is loaded when somebody asks for it. */
export function ExportButton<T>({ name, columns, rows }: Exported<T>) {
  const say = useSay();
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const give = async (): Promise<void> => {
    setBusy(true);
    try {
      const [all, { default: write }] = await Promise.all([rows((n) => setSaid(say(words.reading, { n }))), import('write-excel-file/browser')]);
      await write(sheetOf(columns, all) as SheetData, { columns: columns.map(({ width }) => ({ width: width ?? 14 })), stickyRowsCount: 1 }).toFile(fileNameOf(name));
      setSaid(say(all.length >= mostRows ? words.cut : words.done, { n: all.length }));
    } catch (error) {
      setSaid(say(words.failed, { why: error instanceof Refusal ? say(error.body.words) : error instanceof Error ? error.message : '' }));
    }
    setBusy(false);
  };
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', flexWrap: 'wrap' }}>
      <span className="small" role="status" style={said === '' || isBusy ? {} : { marginInlineEnd: 8 }}>{isBusy ? '' : said}</span>
      <Button onClick={() => void give()} busy={isBusy && (said || say(words.toExcel))}>{say(words.toExcel)}</Button>
    </span>
  );
}
