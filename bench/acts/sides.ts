import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, Runtime, Worker } from '@temporalio/worker';
import type { NativeConnection } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { systemAct } from '#libs/contracts/record';
import type { ActOutcome, ActRequest } from '#libs/contracts/record';
import { workflowTypes } from '#libs/platform/workflow-ids';
import { sqlOf } from '#libs/store/sql';
import type { BareStart } from './bare-workflow.ts';
import type { Side } from './rounds.ts';
import type { Script } from './script.ts';

/** Names of this run: a second one on the same servers finds nothing of the first in its way. */
const run = Date.now().toString(36);
const accountOf = (round: number): string => `bench-${run}-${round}`;
const cyclesOf = (round: number): string => `bench/${run}/round-${round}-`;
const cycleOf = (round: number, n: number): string => `${cyclesOf(round)}${n}`;

export interface Ground {
  client: Client;
  source: DataSource;
  script: Script;
  taskQueue: string;
}

/** The same call on both sides: one Update under an id made as the API makes it, answered when it is completed. */
async function update(client: Client, stream: string, name: string, request: ActRequest): Promise<void> {
  const outcome = await client.workflow.getHandle(stream).executeUpdate<ActOutcome, [ActRequest]>(name, {
    args: [request], updateId: `${request.account}/${request.key}/${request.bodyHash}`,
  });
  if (outcome.kind !== 'applied') throw new Error(`${request.command} was refused: ${outcome.rejection.rejected}`);
}

const keyOf = (stream: string, n: number): string => `${stream.replaceAll('/', '-')}-${String(n).padStart(6, '0')}`;

/** Acts through the product's own workflow, each answered when its transaction is in the record. */
export function actsSide({ client, source, script, taskQueue }: Ground): Side {
  const count = async (statement: string, value: string): Promise<number> => Number((await sqlOf(source).query<{ n: number }>(statement, [value]))[0]?.n);
  return {
    name: 'acts',
    async open(round, streams) {
      const starts = Array.from({ length: streams }, (_, n) => script.plan(cycleOf(round, n)));
      await Promise.all(starts.map((start) => client.workflow.start(workflowTypes.unitYear, {
        workflowId: start.stream, taskQueue,
        args: [{ stream: start.stream, cycle: start.cycle, unit: start.unit.id, isDrill: false, opening: systemAct('openYear', start as never, new Date().toISOString()) }],
      })));
      const opened = () => count('SELECT COUNT(*) AS n FROM stream WHERE head_seq > 0 AND cycle LIKE ?', `${cyclesOf(round)}%`);
      while (await opened() < streams) await new Promise((resolve) => setTimeout(resolve, 50));
      return starts.map(({ stream }) => stream);
    },
    act(stream, round, n) {
      const request = script.act(n, accountOf(round), keyOf(stream, n));
      return update(client, stream, request.command, request);
    },
    async verify(round, acknowledged) {
      const recorded = await count('SELECT COUNT(*) AS n FROM event WHERE account = ? AND act_key IS NOT NULL', accountOf(round));
      if (recorded !== acknowledged) throw new Error(`${acknowledged} acts were acknowledged and ${recorded} are in the journal`);
    },
  };
}

/** Updates of the same size through a workflow that does nothing. */
export function bareSide({ client, script, taskQueue }: Ground): Side {
  return {
    name: 'bare',
    async open(round, streams) {
      const starts = Array.from({ length: streams }, (_, n): BareStart => {
        const { stream, duties } = script.plan(cycleOf(round, n));
        return { stream: `bare/${stream}`, obligation: `${stream}/${duties[0]?.key}`, seq: 0 };
      });
      await Promise.all(starts.map((start) => client.workflow.start('bare', { workflowId: start.stream, taskQueue, args: [start] })));
      return starts.map(({ stream }) => stream);
    },
    act: (stream, round, n) => update(client, stream, 'bareUpdate', script.act(n, accountOf(round), keyOf(stream, n))),
    verify: async () => undefined,
  };
}

/** A worker of the bare workflow, with the options of the product's worker. */
export async function bareWorker(connection: NativeConnection, namespace: string, taskQueue: string): Promise<Worker> {
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./bare-workflow.js', import.meta.url)), logger: Runtime.instance().logger });
  return Worker.create({
    connection, namespace, taskQueue, workflowBundle,
    maxConcurrentWorkflowTaskExecutions: 40, maxConcurrentLocalActivityExecutions: 40, maxCachedWorkflows: 2_000, shutdownGraceTime: '5s',
  });
}
