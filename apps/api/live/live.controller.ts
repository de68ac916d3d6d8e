import { Controller, Req, Res, StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Listener } from './listener.ts';
import { Live } from './live.ts';

/** What others do, as they do it. */
@Controller()
export class LiveController {
  constructor(private readonly live: Live) {}

  /** Stays open until the session ends, or the caller goes. */
  @Handles('live')
  async listen(@Admitted() { cycle, session, query }: Admission<'live'>, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    const listener = new Listener(cycle.id, session.person, session.tokenHash, request, response);
    await this.live.listen(listener, heardUpTo(request.headers['last-event-id'], query.since));
    // Proxies pass it on as it comes; the connection is not used again, so that a process that stops need not wait for it.
    response.setHeader('X-Accel-Buffering', 'no').setHeader('Connection', 'close');
    return new StreamableFile(listener.stream, { type: 'text/event-stream; charset=utf-8' });
  }
}

/** A browser that comes back says what it heard last; the address it comes back to still names where it began. */
function heardUpTo(lastEventId: string | string[] | undefined, since: number | undefined): number | null | 'unknown' {
  if (lastEventId === undefined) return since ?? null;
  return typeof lastEventId === 'string' && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : 'unknown';
}
