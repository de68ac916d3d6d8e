import { PassThrough } from 'node:stream';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { liveMessage } from '#libs/contracts/api';

/** After which a browser comes back when the connection breaks. */
const returnMillis = 2_000;
/** Said and not taken: whoever reads no faster is let go, and resumes where it stopped. */
const mostUnread = 256 * 1024;

/** One open connection that hears of changes (server-sent events). */
export class Listener {
  readonly stream = new PassThrough();
  /** The number of the feed up to which it heard everything that is for it. */
  position = 0;

  constructor(readonly cycle: string, readonly person: string, readonly session: string, readonly request: Request, private readonly response: Response) {
    this.stream.write(`retry: ${returnMillis}\n\n`);
  }

  /** Says something, up to which number of the feed everything is then said. */
  say(id: number, data: z.output<typeof liveMessage>, event?: 'begin' | 'reset'): void {
    this.write(`id: ${id}\n${event ? `event: ${event}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
  }

  /** A sign of life; the browser notes how far it is, and comes back from there. */
  beat(): void {
    this.write(`: ${new Date().toISOString()}\nid: ${this.position}\n\n`);
  }

  end(): void {
    this.stream.end();
  }

  private write(text: string): void {
    if (this.stream.writableEnded || this.stream.destroyed) return;
    this.stream.write(text);
    if (this.stream.writableLength > mostUnread) this.response.destroy();
  }
}
