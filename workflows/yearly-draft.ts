import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { NextYearActivities, NextYearOutcome } from '#activities/next-year';

/** Where the draft has to wait, the activity fails and says for what: Temporal shows it, and tries again a few times a day. */
const { draftNextYear } = proxyActivities<NextYearActivities>({
  startToCloseTimeout: '30m',
  heartbeatTimeout: '2m',
  retry: { initialInterval: '1s', maximumInterval: '6h' },
});

/**
 * Drafts a campaign's next year, once: started by the campaign's Schedule on the day that the pack sets.
 *
 * @param on the instant that counts; the one the Schedule meant where none is given, also when it is caught up late
 */
export async function yearlyDraft(campaign: string, on?: string): Promise<NextYearOutcome> {
  const { searchAttributes, startTime } = workflowInfo();
  const [scheduled] = (searchAttributes['TemporalScheduledStartTime'] ?? []) as Date[];
  return draftNextYear(campaign, on ?? (scheduled ?? startTime).toISOString());
}
