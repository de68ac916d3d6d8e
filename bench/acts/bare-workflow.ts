import { allHandlersFinished, condition, continueAsNew, defineUpdate, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ActOutcome, ActRequest } from '#libs/contracts/record';

/** Where the counting stands; handed over as the host hands over its state. */
export interface BareStart {
  stream: string;
  obligation: string;
  seq: number;
}

/** Takes what an act takes and answers what an act answers; decides nothing and writes nothing. */
export const bareUpdate = defineUpdate<ActOutcome, [ActRequest]>('bareUpdate');

/** History events after which a run hands over: the host's own figure. */
const longHistory = 1_000;

/** The least a Temporal workflow can do for a caller: what acts with their record are measured against. */
export async function bare(start: BareStart): Promise<void> {
  const { stream, obligation } = start;
  let { seq } = start;
  setHandler(bareUpdate, ({ command, receivedAt }) => {
    seq += 1;
    return { kind: 'applied', stream, seq, at: receivedAt, events: [command], subject: { obligation, status: 'issued' } };
  });
  await condition(() => workflowInfo().historyLength > longHistory || workflowInfo().continueAsNewSuggested);
  await condition(allHandlersFinished);
  await continueAsNew<typeof bare>({ ...start, seq });
}
