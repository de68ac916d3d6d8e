import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Candidate, HistoryJson } from './covers.ts';

export interface Kept {
  file: string;
  workflowId: string;
  type: string;
  events: number;
  covers: string[];
}

const indexFile = 'index.json';

/** Writes histories into a folder, one gzipped JSON each, and the index that says which shows what. What lay there goes. */
export function keep(folder: string, candidates: readonly Candidate[]): Kept[] {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.endsWith('.json.gz')) rmSync(join(folder, name));
  const kept = candidates.map(({ gzipped, ...one }, n): Kept => {
    const file = `${String(n + 1).padStart(2, '0')}-${one.type}.json.gz`;
    writeFileSync(join(folder, file), gzipped);
    return { file, ...one };
  });
  writeFileSync(join(folder, indexFile), `${JSON.stringify(kept, null, 1)}\n`);
  return kept;
}

/** @returns what lies in a folder; nothing where there is no index */
export const keptIn = (folder: string): Kept[] =>
  (existsSync(join(folder, indexFile)) ? JSON.parse(readFileSync(join(folder, indexFile), 'utf8')) as Kept[] : []);

export const historyIn = (file: string): HistoryJson => JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as HistoryJson;
