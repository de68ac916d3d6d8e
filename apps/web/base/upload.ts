import { documentTypes } from '#libs/contracts/document-types';
import type { documentView } from '#libs/contracts/api';
import type { z } from 'zod';
import { addressOf, csrf, Refusal } from './api.ts';
import { baseWords } from './words.ts';

export const uploadLimitMegabytes = 5;
export const uploadTypes: readonly string[] = documentTypes;

export type Uploaded = z.output<typeof documentView>;

/**
 * Brings a file for a unit. Not by fetch, which does not say how far it is.
 *
 * @param onProgress the share that has been sent, 0 to 1
 * @throws Refusal
 */
export function upload(file: File, unit: string, onProgress: (share: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = (): void => reject(refusalOf(request));
    request.open('POST', addressOf('uploadDocument', { query: { unit, name: nameOf(file) } }));
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('X-CSRF-Token', csrf());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve(JSON.parse(request.responseText) as Uploaded) : refuse());
    request.onerror = refuse;
    request.send(file);
  });
}

/** The name as the record keeps it: one line of at most 120 characters, its ending kept. */
const nameOf = ({ name }: File): string => {
  const clean = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  return clean.length <= 120 ? clean : `${clean.slice(0, 110)}${clean.slice(-10)}`;
};

function refusalOf(request: XMLHttpRequest): Refusal {
  try {
    const said = JSON.parse(request.responseText) as Refusal['body'];
    if (said.words) return new Refusal(request.status, said);
  } catch {
    // Nobody answered, or not the API: said like any lost connection.
  }
  return new Refusal(0, { code: 'offline', words: baseWords.offline });
}
