import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Rejection } from '#libs/domain/decider';

/** The domain's reason, if a stream rejected the act. */
export function rejectionOf(error: unknown): Rejection | null {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : error;
  return cause instanceof ApplicationFailure && cause.type === 'Rejection' ? (cause.details?.[0] as Rejection) : null;
}

/** The type of failure a stream gave an Update, if it was one. */
const updateFailedAs = (error: unknown): string | null | undefined =>
  (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? error.cause.type : null);

/** The workflow is not there: never started, or over. */
export const isGone = (error: unknown): boolean =>
  error instanceof WorkflowNotFoundError || updateFailedAs(error) === 'AcceptedUpdateCompletedWorkflow';

/** A task of the stream ended without looking at the Update: nothing is recorded, and it may be sent again. */
export const isUnprocessed = (error: unknown): boolean => updateFailedAs(error) === 'UnprocessedUpdate';

export const isAlreadyStarted = (error: unknown): boolean => error instanceof WorkflowExecutionAlreadyStartedError;
