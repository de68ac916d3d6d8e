import type { Client } from '@temporalio/client';
import { workflowTypes } from '#libs/platform/workflow-ids';
import type { HostStart } from '#workflows/host';
import { isAlreadyStarted } from './failures.ts';

/**
 * Starts the workflow of a stream that an act begins. Nothing is stored for it: the workflow remembers which act began it,
 * so that the same act, tried again after a crash, comes to the same stream, and two at once to two.
 *
 * @returns whether the workflow is this act's own: just started, or started by an earlier try
 */
export async function startStream({ workflow }: Client, taskQueue: string, type: keyof typeof workflowTypes, start: HostStart<unknown>, act: string): Promise<boolean> {
  try {
    await workflow.start(workflowTypes[type], {
      workflowId: start.stream, taskQueue, args: [start], memo: { draftedBy: act }, workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'FAIL',
    });
    return true;
  } catch (error) {
    if (!isAlreadyStarted(error)) throw error;
    const { memo } = await workflow.getHandle(start.stream).describe();
    return memo?.['draftedBy'] === act;
  }
}
