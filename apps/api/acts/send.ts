import { Injectable } from '@nestjs/common';
import { isGrpcServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, WorkflowUpdateStage } from '@temporalio/client';
import type { WorkflowUpdateHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { ActOutcome, ActRequest } from '#libs/contracts/record';
import type { Rejection } from '#libs/domain/decider';
import { Engine } from '../engine.ts';

/** An Update is not accepted while a local activity of its stream runs: 4–8 s after the database went away (DESIGN 3.7). */
const acceptMillis = 10_000;
const outcomeMillis = 3_000;
const unprocessedMillis = 250;

/** What came of sending an act to its stream. */
export type Sent =
  | { kind: 'outcome'; outcome: ActOutcome }
  /** Refused on the stream's state at `seq`, where it says so. */
  | { kind: 'rejected'; rejection: Rejection; seq: number | null }
  /** Accepted, and not recorded yet. */
  | { kind: 'pending'; updateId: string; runId: string | undefined }
  /** The stream could not be written, and says so. */
  | { kind: 'setAside' }
  /** Not accepted in time; nobody knows whether it will be. */
  | { kind: 'busy' }
  /** A task of the stream ended without looking at it, as happens beside a local activity: to be sent again. */
  | { kind: 'unprocessed' }
  | { kind: 'crowded' }
  /** No workflow answers to the stream, or it ended before the act was done: the record decides. */
  | { kind: 'gone' }
  /** A fault in the workflow itself. */
  | { kind: 'broken'; cause: string }
  | { kind: 'away' };

/** gRPC's code for too many acts in flight on one stream. */
const resourceExhausted = 8;

/** Carries acts to streams as Temporal Updates. */
@Injectable()
export class Post {
  constructor(private readonly engine: Engine) {}

  /** Sends an act; an act sent before under the same key and body is found again, not done twice. */
  async send(stream: string, request: ActRequest): Promise<Sent> {
    const deadline = Date.now() + acceptMillis;
    for (;;) {
      const sent = await this.sendOnce(stream, request, deadline);
      if (sent.kind !== 'unprocessed') return sent;
      if (Date.now() + unprocessedMillis > deadline) return { kind: 'busy' };
      await new Promise((resolve) => { setTimeout(resolve, unprocessedMillis); });
    }
  }

  private async sendOnce(stream: string, request: ActRequest, deadline: number): Promise<Sent> {
    const { connection, workflow } = this.engine.client;
    const updateId = `${request.account}/${request.key}/${request.bodyHash}`;
    let handle: WorkflowUpdateHandle<ActOutcome>;
    try {
      handle = await connection.withDeadline(deadline, () =>
        workflow.getHandle(stream).startUpdate<ActOutcome, [ActRequest]>(request.command, { args: [request], updateId, waitForStage: WorkflowUpdateStage.ACCEPTED }));
    } catch (error) {
      return failureOf(error, { kind: 'busy' });
    }
    return this.outcomeOf(handle, outcomeMillis);
  }

  /** Wakes a stream that may not know all of its own record; what comes of it is not waited for beyond a moment. */
  async wake(stream: string): Promise<void> {
    const { connection, workflow } = this.engine.client;
    await connection.withDeadline(Date.now() + outcomeMillis, () => workflow.getHandle(stream).executeUpdate('wake', { args: [{ at: null }] })).catch(() => undefined);
  }

  /** Asks after an act that was accepted. */
  async ask(stream: string, updateId: string, runId: string | undefined): Promise<Sent> {
    const handle = this.engine.client.workflow.getHandle(stream).getUpdateHandle<ActOutcome>(updateId, runId === undefined ? {} : { workflowRunId: runId });
    return this.outcomeOf(handle, 500);
  }

  private async outcomeOf(handle: WorkflowUpdateHandle<ActOutcome>, millis: number): Promise<Sent> {
    try {
      return { kind: 'outcome', outcome: await this.engine.client.connection.withDeadline(Date.now() + millis, () => handle.result()) };
    } catch (error) {
      return failureOf(error, { kind: 'pending', updateId: handle.updateId, runId: handle.workflowRunId });
    }
  }
}

function failureOf(error: unknown, late: Sent): Sent {
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    if (cause instanceof ApplicationFailure && cause.type === 'Rejection') return { kind: 'rejected', rejection: cause.details?.[0] as Rejection, seq: (cause.details?.[1] as number | null | undefined) ?? null };
    if (cause instanceof ApplicationFailure && cause.type === 'SetAside') return { kind: 'setAside' };
    if (cause instanceof ApplicationFailure && cause.type === 'AcceptedUpdateCompletedWorkflow') return { kind: 'gone' };
    if (cause instanceof ApplicationFailure && cause.type === 'UnprocessedUpdate') return { kind: 'unprocessed' };
    return { kind: 'broken', cause: String(cause) };
  }
  if (error instanceof WorkflowNotFoundError) return { kind: 'gone' };
  const code = grpcCodeOf(error);
  // Accepted is accepted: whatever the wire says afterwards, the outcome is still to come.
  if (late.kind === 'pending' || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return late;
  return code === resourceExhausted ? { kind: 'crowded' } : { kind: 'away' };
}

function grpcCodeOf(error: unknown): number | null {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return isGrpcServiceError(cause) ? cause.code : null;
}
