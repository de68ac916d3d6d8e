import type { Client } from '@temporalio/client';
import type { ActOutcome } from '#libs/contracts/record';
import { isUnprocessed } from './failures.ts';

/** A stream that takes longer holds up nobody else: the asker comes again. */
const patienceMillis = 8_000;
const pauseMillis = 100;

/**
 * Gives a stream an Update and waits for its outcome, at most eight seconds.
 *
 * A task of the stream may end without looking at the Update, as happens beside a local activity; nothing is recorded
 * then, so it is sent again. With `updateId`, asking again finds the Update that still waits instead of adding one.
 *
 * @throws the stream's rejection, or the client's error when there was no outcome in time
 */
export async function askStream<Argument>(client: Client, stream: string, update: string, argument: Argument, updateId?: string): Promise<ActOutcome> {
  const deadline = Date.now() + patienceMillis;
  for (;;) {
    try {
      return await client.connection.withDeadline(deadline, () =>
        client.workflow.getHandle(stream).executeUpdate<ActOutcome, [Argument]>(update, { args: [argument], ...(updateId ? { updateId } : {}) }));
    } catch (error) {
      if (!isUnprocessed(error) || Date.now() + pauseMillis > deadline) throw error;
    }
    await new Promise((resolve) => { setTimeout(resolve, pauseMillis); });
  }
}
