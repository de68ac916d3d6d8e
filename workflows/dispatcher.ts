import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { DeliverActivities } from '#activities/deliver';

const { dispatch } = proxyActivities<DeliverActivities>({
  startToCloseTimeout: '2m',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** Rounds in one run: history stays short, a new release of the workflow takes over within hours. */
const roundsPerRun = 200;

/** Tells what is due, round after round, as long as the installation lives. The activity does the work in batches. */
export async function dispatcher(): Promise<void> {
  for (let round = 0; round < roundsPerRun; round += 1) await dispatch();
  await continueAsNew<typeof dispatcher>();
}
