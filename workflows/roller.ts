import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { RollerActivities } from '#activities/roller';

const { roll } = proxyActivities<RollerActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

/** Rounds of one run, before history grows. */
const rounds = 200;

/** Counts what changed and numbers what happened, for as long as the office runs. */
export async function roller(): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await roll();
  await continueAsNew<typeof roller>();
}
