import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';

/** What a Temporal server is told so that it lets clients skip time. */
export const skipsTime = { 'frontend.WorkflowTimeSkippingEnabled': 'true' };

const patienceMillis = 20_000;

/**
 * Lets time pass for a running workflow up to an instant: each timer up to then fires at its own instant, and what it
 * begins is done before time goes on. A workflow that is over, or that far already, is left alone.
 *
 * @param to milliseconds since 1970, on the machine's clock
 * @throws when the workflow is not there within twenty seconds
 */
export async function skipTo(client: Client, workflowId: string, to: number, hostNow: () => number): Promise<void> {
  const { workflowService, options: { namespace } } = client;
  const standing = async () => {
    const { workflowExtendedInfo, workflowExecutionInfo } = await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
    const skipping = workflowExtendedInfo?.timeSkippingInfo;
    const { seconds, nanos } = skipping?.currentTime ?? {};
    const now = seconds == null ? hostNow() : Number(seconds) * 1_000 + Math.floor((nanos ?? 0) / 1e6);
    return { now, isThere: skipping?.effectiveConfig?.enabled !== true, isOver: workflowExecutionInfo?.status !== 1 };
  };
  const { now, isOver } = await standing();
  if (isOver || now >= to) return;
  const millis = to - now;
  await workflowService.updateWorkflowExecutionOptions({
    namespace, workflowExecution: { workflowId },
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id: randomUUID(), duration: { seconds: Math.floor(millis / 1_000) as never, nanos: (millis % 1_000) * 1e6 } } },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (const until = hostNow() + patienceMillis; ;) {
    // Having come to the end of its fast-forward, it skips no further.
    const { isThere, isOver: hasEnded } = await standing();
    if (isThere || hasEnded) return;
    if (hostNow() > until) throw new Error(`${workflowId} did not come to ${new Date(to).toISOString()}`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}
