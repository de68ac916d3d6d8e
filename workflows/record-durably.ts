import { ApplicationFailure, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { RecordAnswer, RecordRequest } from '#libs/contracts/record';
import type { RecordActivities } from '#activities/record';

/** Failures that no retry mends: the batch itself is at fault. */
export const unmendable = 'Unmendable';

/** The journal cannot take this batch; the message says why. */
export class RecordRefused extends Error {}

const quick = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 2, initialInterval: '500ms', nonRetryableErrorTypes: [unmendable] },
});

const patient = proxyActivities<RecordActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10s', nonRetryableErrorTypes: [unmendable] },
});

/**
 * Writes a turn: quickly as a local activity with two attempts, then as an ordinary activity that waits for the
 * database as long as it takes. History stays flat while it is away (ADR 3).
 *
 * @throws RecordRefused when retrying cannot mend it
 */
export async function recordDurably(request: RecordRequest): Promise<RecordAnswer> {
  try {
    return await quick.record(request);
  } catch (error) {
    if (isUnmendable(error)) throw new RecordRefused(causeOf(error));
  }
  try {
    return await patient.record(request);
  } catch (error) {
    if (isUnmendable(error)) throw new RecordRefused(causeOf(error));
    throw error;
  }
}

export const setAside: RecordActivities['setAside'] = (fault) => patient.setAside(fault);

/** A local activity's failure has its cause one level deeper than an ordinary one's. */
function applicationFailure(error: unknown): ApplicationFailure | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ApplicationFailure) return at;
  return null;
}

const isUnmendable = (error: unknown): boolean => applicationFailure(error)?.type === unmendable;

const causeOf = (error: unknown): string => applicationFailure(error)?.message ?? String(error);
