import { gzipSync } from 'node:zlib';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { coveredBy } from './covers.ts';
import type { Candidate, HistoryJson } from './covers.ts';

/** Who ran it and where is nobody's business, and of no use to a replay: `4711@some-host`, queues named after it, paths in stacks. */
const unnamed = (json: string): string => json.replace(/\d+@[A-Za-z0-9_.-]+/g, 'worker')
  .replace(/(?:\/[\w.+-]+)+?\/(?=(?:node_modules|workflows|activities|libs|apps|dist)\/)/g, '');

/** Every run of every workflow of a namespace (of one task queue, where several share it), each with what it shows. */
export async function fetchHistories(client: Client, taskQueue?: string): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for await (const { workflowId, runId } of client.workflow.list(taskQueue === undefined ? {} : { query: `TaskQueue = '${taskQueue}'` })) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    found.push(candidate(workflowId, historyToJSON(history)));
  }
  return found;
}

/** @param json as Temporal gives it, or as it was kept before */
export function candidate(workflowId: string, json: string): Candidate {
  const history = JSON.parse(unnamed(json)) as HistoryJson;
  const { type, covers } = coveredBy(history);
  return { workflowId, type, covers, events: history.events.length, gzipped: gzipSync(JSON.stringify(history), { level: 9 }) };
}
