import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { officeTypeOf } from './office-file.ts';

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const paper = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const listOf = (main: string): string => `<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/main" ContentType="${main}"/></Types>`;

/** A ZIP of parts, packed as Office packs them. */
function zip(parts: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(Buffer.from(text));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    files.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += local.length + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}

const workbook = { '[Content_Types].xml': listOf(`${sheet}.main+xml`), 'xl/workbook.xml': '<workbook/>' };

describe('an office file', () => {
  test('is told by what its list of parts says, Excel and Word apart', () => {
    expect(officeTypeOf(zip(workbook))).toBe(sheet);
    expect(officeTypeOf(zip({ ...workbook, 'xl/printerSettings/printerSettings1.bin': 'x' }))).toBe(sheet);
    expect(officeTypeOf(zip({ '[Content_Types].xml': listOf(`${paper}.main+xml`), 'word/document.xml': '<document/>' }))).toBe(paper);
  });

  test.each([
    ['any other ZIP', zip({ 'a.txt': 'a' })],
    ['a ZIP that only calls a part so', zip({ '[Content_Types].xml': listOf('text/html'), 'xl/workbook.xml': '<html/>' })],
    ['a list without the part it names', zip({ '[Content_Types].xml': listOf(`${sheet}.main+xml`) })],
    ['a workbook with macros', zip({ '[Content_Types].xml': listOf('application/vnd.ms-excel.sheet.macroEnabled.main+xml'), 'xl/workbook.xml': '' })],
    ['a workbook with a program under another name', zip({ ...workbook, '[Content_Types].xml': listOf(`${sheet}.main+xml`).replace('</Types>', '<Override PartName="/xl/x" ContentType="application/vnd.ms-office.vbaProject"/></Types>') })],
    ['a workbook with macros beside it', zip({ ...workbook, 'xl/vbaProject.bin': 'x' })],
    ['a workbook with another file in it', zip({ ...workbook, 'xl/embeddings/oleObject1.bin': 'x' })],
    ['a list of parts that unpacks without end', zip({ ...workbook, '[Content_Types].xml': listOf(`${sheet}.main+xml`) + ' '.repeat(300 * 1024) })],
    ['half a file', zip(workbook).subarray(0, 120)],
    ['a directory that leads nowhere', Buffer.concat([zip(workbook).subarray(0, -6), Buffer.from([0xff, 0xff, 0xff, 0x7f, 0, 0])])],
    ['a text', Buffer.from('PK, 不是压缩文件')],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s', (_what, content) => {
    expect(officeTypeOf(content)).toBeNull();
  });
});
