import { inflateRawSync } from 'node:zlib';

/** Excel and Word files (ECMA-376): a ZIP whose list of parts says what its main part is. */
const mainParts = [
  { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', part: 'xl/workbook.xml', main: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml' },
  { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', part: 'word/document.xml', main: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml' },
] as const;

export type OfficeType = (typeof mainParts)[number]['type'];

/** The list of parts is a few kilobytes; one that is larger, or a file of more parts, is none of ours. */
const mostList = 256 * 1024;
const mostParts = 5_000;

interface Part {
  name: string;
  method: number;
  compressed: number;
  at: number;
}

/**
 * Which kind of office file a content is, by its list of parts; only that list is unpacked, to a limit. Files with macros or
 * other embedded programs are none.
 *
 * @returns null for anything else, a damaged ZIP included
 */
export function officeTypeOf(content: Buffer): OfficeType | null {
  try {
    const parts = partsOf(content);
    const list = parts.find(({ name }) => name === '[Content_Types].xml');
    if (!list || parts.some(({ name }) => /vbaProject|activeX|oleObject|embeddings\//i.test(name))) return null;
    const said = textOf(content, list);
    if (/macroEnabled|vbaProject|activeX|oleObject/i.test(said)) return null;
    return mainParts.find(({ part, main }) => parts.some(({ name }) => name === part) && said.includes(`"${main}"`))?.type ?? null;
  } catch {
    // Offsets that lead nowhere, or a list that does not unpack.
    return null;
  }
}

/** The entries of a ZIP's central directory (APPNOTE 4.3.12), found from its end. */
function partsOf(content: Buffer): Part[] {
  if (content.readUInt32LE(0) !== 0x04034b50) return [];
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const count = end < 0 ? 0 : content.readUInt16LE(end + 10);
  if (count > mostParts) return [];
  const parts: Part[] = [];
  let at = end < 0 ? 0 : content.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (content.readUInt32LE(at) !== 0x02014b50) return [];
    const [name, extra, comment] = [content.readUInt16LE(at + 28), content.readUInt16LE(at + 30), content.readUInt16LE(at + 32)];
    parts.push({ name: content.toString('utf8', at + 46, at + 46 + name), method: content.readUInt16LE(at + 10), compressed: content.readUInt32LE(at + 20), at: content.readUInt32LE(at + 42) });
    at += 46 + name + extra + comment;
  }
  return parts;
}

function textOf(content: Buffer, { method, compressed, at }: Part): string {
  const from = at + 30 + content.readUInt16LE(at + 26) + content.readUInt16LE(at + 28);
  const packed = content.subarray(from, from + compressed);
  if (method === 0) return packed.subarray(0, mostList).toString('utf8');
  return inflateRawSync(packed, { maxOutputLength: mostList }).toString('utf8');
}
