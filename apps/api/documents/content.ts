import type { Request } from 'express';
import { bytesIn } from '../http/body.ts';
import { Problem } from '../problem/problem.ts';
import { officeTypeOf } from './office-file.ts';
import type { OfficeType } from './office-file.ts';

export const documentLimit = 5 * 1024 * 1024;
const limitShown = '5 MB';

/** What a file is, by how its content begins; a name or a header says nothing. */
const beginnings = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
] as const;

export type DocumentType = (typeof beginnings)[number]['type'] | OfficeType;

export const typeOf = (content: Buffer): DocumentType | null =>
  beginnings.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte))?.type ?? officeTypeOf(content);

/**
 * Reads a request's body as a document.
 *
 * @throws Problem documentTooLarge, documentEmpty, documentType
 */
export async function documentIn(request: Request): Promise<{ content: Buffer; type: DocumentType }> {
  const content = await bytesIn(request, { bytes: documentLimit, shown: limitShown }, new Problem('documentType'));
  const type = typeOf(content);
  if (type === null) throw new Problem('documentType');
  return { content, type };
}
