/** One message as a browser's EventSource would hand it over. */
export interface Message {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** Somebody listening to server-sent events, as a browser does: dispatches at an empty line, remembers the last id. */
export class Hearing {
  readonly messages: Message[] = [];
  lastId = '';
  isOver = false;
  readonly ended: Promise<void>;
  private readonly stop = new AbortController();
  private block = { event: 'message', data: '' };

  private constructor(readonly status: number, readonly headers: Headers, readonly refusal: Record<string, unknown> | null, body: ReadableStream<Uint8Array> | null) {
    this.ended = body ? this.read(body).catch(() => undefined).finally(() => { this.isOver = true; }) : Promise.resolve();
  }

  static async open(url: string, headers: Record<string, string>): Promise<Hearing> {
    const stop = new AbortController();
    const answer = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: stop.signal });
    const hearing = new Hearing(answer.status, answer.headers, answer.ok ? null : await answer.json() as Record<string, unknown>, answer.ok ? answer.body as ReadableStream<Uint8Array> : null);
    hearing.stop.signal.addEventListener('abort', () => stop.abort());
    return hearing;
  }

  /** What was heard, once it holds; at most ten seconds. */
  async until(holds: (messages: readonly Message[]) => boolean, millis = 10_000): Promise<readonly Message[]> {
    const end = Date.now() + millis;
    while (!holds(this.messages)) {
      if (Date.now() > end) throw new Error(`heard only ${JSON.stringify(this.messages)}`);
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
    return this.messages;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.ended;
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.take(line);
    }
  }

  private take(line: string): void {
    const [, field, value = ''] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
    if (field === 'id') this.lastId = value;
    if (field === 'event') this.block.event = value;
    if (field === 'data') this.block.data += value;
    if (line !== '') return;
    if (this.block.data !== '') this.messages.push({ id: this.lastId, event: this.block.event, data: JSON.parse(this.block.data) as Message['data'] });
    this.block = { event: 'message', data: '' };
  }
}
