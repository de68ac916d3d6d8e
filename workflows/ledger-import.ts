import { proxyActivities } from '@temporalio/workflow';
import type { LedgerActivities } from '#activities/ledger';

const { registerLedger } = proxyActivities<LedgerActivities>({
  startToCloseTimeout: '12h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/** Registers the lines of an imported ledger, however long it takes and whatever stops on the way. */
export async function ledgerImport(id: string): Promise<void> {
  await registerLedger(id);
}
