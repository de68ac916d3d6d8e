import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { ActOutcome } from '#libs/contracts/record';

const attempts = 50;
const pauseMillis = 100;

/**
 * Gives a stream an Update and waits for its outcome.
 *
 * A task of the stream may end without looking at the Update, as happens beside a local activity; nothing is recorded
 * then, so it is sent again.
 */
export async function askStream<Argument>(client: Client, stream: string, update: string, argument: Argument): Promise<ActOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.workflow.getHandle(stream).executeUpdate<ActOutcome, [Argument]>(update, { args: [argument] });
    } catch (error) {
      if (!wasUnprocessed(error) || attempt === attempts) throw error;
    }
    await new Promise((resolve) => { setTimeout(resolve, pauseMillis); });
  }
}

const wasUnprocessed = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type === 'UnprocessedUpdate';
