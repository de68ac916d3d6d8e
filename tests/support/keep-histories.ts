import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { fetchHistories } from '#apps/cli/histories/fetch';

/** Leaves the histories of a test behind in the folder that `ZEREN_KEEP_HISTORIES` names: `zeren histories --also` chooses among them. */
export async function keepHistories(client: Client, taskQueue?: string): Promise<void> {
  const folder = process.env['ZEREN_KEEP_HISTORIES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const found = await fetchHistories(client, taskQueue);
  found.forEach(({ workflowId, gzipped }, n) => { writeFileSync(join(folder, `${workflowId.replaceAll('/', '~')}~~${Math.floor(performance.now())}-${n}.json.gz`), gzipped); });
}
