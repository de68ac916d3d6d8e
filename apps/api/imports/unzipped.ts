import { inflateRawSync } from 'node:zlib';
import type { Merged } from '#libs/domain/funds/books/grid';

/** An .xlsx file that is none, or would be more than a table when unpacked. */
export class NotASheet extends Error {
  constructor(readonly why: 'broken' | 'tooLarge', message: string) {
    super(message);
  }
}

/** What the parts of a file of 10 MB may come to when unpacked; a table of 50,000 rows has about 40. */
const mostBytes = 120 * 1024 * 1024;
const mostParts = 1_000;
/** Rows times columns that a sheet reaches over: the reader lays out each cell between the first and the last. */
const mostCells = 3_000_000;
const mostMergedRows = 500_000;

/**
 * Looks at an .xlsx file before it is read: each part is unpacked against one allowance, whatever the file says of its
 * own sizes, and each sheet's farthest cell is found.
 *
 * @returns the parts that describe sheets
 * @throws NotASheet
 */
export function checkSheet(file: Buffer, mostRows = Infinity): Map<string, Buffer> {
  let left = mostBytes;
  const described = new Map<string, Buffer>();
  for (const part of partsOf(file)) {
    let content: Buffer;
    try {
      content = part.isDeflated ? inflateRawSync(part.packed, { maxOutputLength: left }) : part.packed;
    } catch (error) {
      const isTooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
      throw isTooLarge ? new NotASheet('tooLarge', `${mostBytes / 1024 / 1024} MB`) : new NotASheet('broken', part.name);
    }
    left -= content.length;
    if (left < 0) throw new NotASheet('tooLarge', `${mostBytes / 1024 / 1024} MB`);
    if (/^xl\/worksheets\/[^/]+\.xml$/i.test(part.name)) checkReach(content.toString('latin1'), mostRows);
    if (/^xl\/(worksheets\/[^/]+\.xml|workbook\.xml|_rels\/workbook\.xml\.rels)$/i.test(part.name)) described.set(part.name, content);
  }
  return described;
}

/** Cells that the first sheet of a checked file shows as one; counted from 0. */
export function mergedIn(parts: ReadonlyMap<string, Buffer>): Merged[] {
  const id = /<(?:\w+:)?sheet\s[^>]*?\br:id="([^"]+)"/.exec(parts.get('xl/workbook.xml')?.toString('utf8') ?? '')?.[1];
  const relations = parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? '';
  const target = [...relations.matchAll(/<Relationship\s[^>]*>/g)].find(([one]) => one.includes(`Id="${id}"`))?.[0].match(/Target="\/?(?:xl\/)?([^"]+)"/)?.[1];
  const xml = parts.get(`xl/${target ?? 'worksheets/sheet1.xml'}`)?.toString('latin1') ?? '';
  const merged = [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)]
    .map(([, left = '', top, right = '', bottom]) => ({ top: Number(top) - 1, left: columnNumber(left) - 1, bottom: Number(bottom) - 1, right: columnNumber(right) - 1 }));
  if (merged.reduce((sum, { top, bottom }) => sum + Math.max(1, bottom - top), 0) > mostMergedRows) throw new NotASheet('tooLarge', `${merged.length} 处合并单元格 · merged cells`);
  return merged;
}

const columnNumber = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function checkReach(xml: string, mostRows: number): void {
  let [rows, columns] = [0, 0];
  for (const [, letters = '', row] of xml.matchAll(/<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"/g)) {
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnNumber(letters));
  }
  if (rows * columns > mostCells) throw new NotASheet('tooLarge', `${rows} × ${columns}`);
  if (rows > mostRows) throw new NotASheet('tooLarge', `${mostRows} 行 · rows`);
}

interface Part {
  name: string;
  isDeflated: boolean;
  packed: Buffer;
}

/** The parts that a zip's directory names. */
function partsOf(file: Buffer): Part[] {
  const broken = (): NotASheet => new NotASheet('broken', 'zip');
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > file.length) throw broken();
  const count = file.readUInt16LE(end + 10);
  if (count > mostParts) throw new NotASheet('tooLarge', `${count}`);
  const parts: Part[] = [];
  try {
    for (let at = file.readUInt32LE(end + 16), n = 0; n < count; n += 1) {
      if (file.readUInt32LE(at) !== 0x02014b50) throw broken();
      const [method, packedBytes, nameBytes, extra, comment, start] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32), file.readUInt32LE(at + 42)];
      if ((method !== 0 && method !== 8) || file.readUInt32LE(start) !== 0x04034b50) throw broken();
      const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
      if (from + packedBytes > file.length) throw broken();
      parts.push({ name: file.toString('utf8', at + 46, at + 46 + nameBytes), isDeflated: method === 8, packed: file.subarray(from, from + packedBytes) });
      at += 46 + nameBytes + extra + comment;
    }
  } catch (error) {
    if (error instanceof RangeError) throw broken();
    throw error;
  }
  return parts;
}
