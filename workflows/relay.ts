import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { RelayActivities } from '#activities/relay';

const { relay: carry } = proxyActivities<RelayActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

/** Rounds of one run, before history grows. */
const rounds = 200;

/** Carries messages between streams, for as long as the office runs. */
export async function relay(): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await carry();
  await continueAsNew<typeof relay>();
}
