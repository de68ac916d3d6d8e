import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { workflowBundle } from '../support/workflow-bundles.ts';

test('the dispatcher goes round after round, tries a failed one again, and hands over to a fresh run', async () => {
  const address = process.env['TEMPORAL_ADDRESS'] ?? '';
  const taskQueue = `test_${randomBytes(5).toString('hex')}`;
  let rounds = 0;
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection, taskQueue,
    workflowBundle: await workflowBundle(),
    activities: {
      async dispatch() {
        rounds += 1;
        if (rounds === 2) throw new Error('a round that failed');
        return 0;
      },
    },
  });
  const client = new Client({ connection: await Connection.connect({ address }) });
  await worker.runUntil(async () => {
    const handle = await client.workflow.start('dispatcher', { workflowId: taskQueue, taskQueue });
    for (let wait = 0; wait < 400 && rounds < 203; wait += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
    const first = await client.workflow.getHandle(taskQueue, handle.firstExecutionRunId).describe();
    expect(first.status.name).toBe('CONTINUED_AS_NEW');
    // 200 rounds and the one that was tried again ended the first run; the next one goes on.
    expect(rounds).toBeGreaterThan(201);
    await client.workflow.getHandle(taskQueue).terminate();
  });
  await client.connection.close();
  await connection.close();
});
