import { Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import type { readiness } from '#libs/contracts/api';
import { Engine } from '../engine.ts';
import { Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';

type Readiness = z.output<typeof readiness>;
type Part = Readiness['parts'][string];

/** A worker that polled this recently is there; Temporal's long polls last up to a minute. */
const polledWithinMillis = 90_000;
const patienceMillis = 3_000;

@Controller()
export class HealthController {
  constructor(private readonly record: RecordAccess, private readonly engine: Engine) {}

  /** The process answers. */
  @Handles('health')
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The database answers, Temporal answers, and a worker asks it for work. */
  @Handles('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<Readiness> {
    const [database, workers] = await Promise.all([this.database(), this.workers()]);
    const parts = { database, ...workers };
    const isReady = Object.values(parts).every((part) => part.ok);
    if (!isReady) response.status(503).setHeader('Retry-After', '5');
    return { status: isReady ? 'ready' : 'notReady', parts };
  }

  private async database(): Promise<Part> {
    try {
      await this.record.sql.query('SELECT 1');
      return { ok: true, detail: 'answers' };
    } catch (error) {
      return { ok: false, detail: shortly(error) };
    }
  }

  private async workers(): Promise<{ temporal: Part; worker: Part }> {
    const { client, namespace, taskQueue } = this.engine;
    try {
      const { pollers } = await client.connection.withDeadline(Date.now() + patienceMillis, () =>
        client.workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 }));
      const polling = (pollers ?? []).filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 > Date.now() - polledWithinMillis).length;
      return { temporal: { ok: true, detail: 'answers' }, worker: { ok: polling > 0, detail: `${polling} on ${taskQueue}` } };
    } catch (error) {
      return { temporal: { ok: false, detail: shortly(error) }, worker: { ok: false, detail: 'unknown' } };
    }
  }
}

/** The first line of what went wrong, without addresses. */
const shortly = (error: unknown): string => ((error as { code?: unknown }).code !== undefined ? String((error as { code: unknown }).code) : error instanceof Error ? error.name : 'failed');
