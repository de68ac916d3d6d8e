import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Settings } from '#libs/platform/settings';
import { temporalClient } from '#libs/platform/temporal';
import { lastRun } from '../play/last-run.ts';
import { chosen, wanted } from './covers.ts';
import type { Candidate } from './covers.ts';
import { candidate, fetchHistories } from './fetch.ts';
import { keep } from './kept.ts';

export interface HistoriesOptions {
  /** Where they are kept. */
  to: string;
  /** A folder with more of them, as tests leave behind where `ZEREN_KEEP_HISTORIES` names one; taken only for what the play does not show. */
  also?: string | undefined;
}

/**
 * Keeps the histories of a finished `play` that show together every command and every way a workflow goes on; what they are
 * for is said in docs/walkthroughs.md.
 *
 * @returns 0, or 1 when something is shown by none of them
 */
export async function histories({ to, also }: HistoriesOptions, settings: Pick<Settings, 'temporalAddress' | 'temporalNamespace' | 'taskQueue'>): Promise<number> {
  const run = lastRun();
  if (!run) throw new Error('还没有完成的演练：请先 play · nothing was played yet');
  const client = await temporalClient(settings);
  try {
    const played = await fetchHistories(client, settings.taskQueue);
    const first = chosen(played);
    const more = also === undefined ? [] : readPool(also);
    const kept = keep(to, [...first, ...chosen(more, first)]);
    const bytes = kept.reduce((sum, { file }) => sum + statSync(join(to, file)).size, 0);
    const all = new Set(kept.flatMap(({ covers }) => covers));
    const missing = wanted().filter((what) => !all.has(what));
    console.log(`${run.cycle}：${played.length + more.length} → ${kept.length}，${Math.ceil(bytes / 1024)} KB → ${to}`);
    for (const { file, covers } of kept) console.log(`  ${file}  ${covers.length}`);
    if (missing.length > 0) console.log(`没有历史可证 · shown by none: ${missing.join(', ')}`);
    return missing.length > 0 ? 1 : 0;
  } finally {
    await client.connection.close();
  }
}

const readPool = (folder: string): Candidate[] =>
  readdirSync(folder).filter((name) => name.endsWith('.json.gz')).map((name) => candidate(name.split('~~')[0]?.replaceAll('~', '/') ?? name, gunzipSync(readFileSync(join(folder, name))).toString('utf8')));
