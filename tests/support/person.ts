import { randomUUID } from 'node:crypto';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { code?: string; state?: string; seq?: number; status?: string; address?: string };
}

/** A signed-in person at the API, as a browser would be: cookie, CSRF header, idempotency keys. */
export class Person {
  private constructor(private readonly apiUrl: string, private readonly cookie: string, private readonly csrf: string, private readonly password: string) {}

  static async signIn(apiUrl: string, login: string, password = 'zeren-demo'): Promise<Person> {
    const answer = await fetch(`${apiUrl}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) });
    const body = await answer.json() as { csrf: string };
    if (!answer.ok) throw new Error(`sign-in of ${login}: ${JSON.stringify(body)}`);
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    return new Person(apiUrl, cookie, body.csrf, password);
  }

  async get(path: string): Promise<Answer> {
    return this.shape(await fetch(`${this.apiUrl}${path}`, { headers: { cookie: this.cookie } }));
  }

  async post(path: string, body: object = {}, key: string = randomUUID(), more: Record<string, string> = {}): Promise<Answer> {
    return this.shape(await fetch(`${this.apiUrl}${path}`, {
      method: 'POST', body: JSON.stringify(body),
      headers: { cookie: this.cookie, 'x-csrf-token': this.csrf, 'content-type': 'application/json', 'idempotency-key': key, ...more },
    }));
  }

  async delete(path: string): Promise<Answer> {
    return this.shape(await fetch(`${this.apiUrl}${path}`, { method: 'DELETE', headers: { cookie: this.cookie, 'x-csrf-token': this.csrf } }));
  }

  /** Gives the password once more. */
  async confirm(password = this.password): Promise<Answer> {
    return this.post('/session/confirmation', { password });
  }

  /** Repeats with the same key until the act is recorded or refused: what a patient caller does. */
  async insist(path: string, body: object = {}, key: string = randomUUID(), millis = 60_000): Promise<Answer> {
    const end = Date.now() + millis;
    for (;;) {
      const answer = await this.post(path, body, key).catch((error: unknown): Answer => ({ status: 0, headers: new Headers(), body: { code: String(error) } }));
      if (answer.body.code === 'confirmPassword') await this.confirm();
      else if (answer.status === 200 || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) return answer;
      if (Date.now() > end) throw new Error(`${path} was not recorded in time: ${answer.status} ${JSON.stringify(answer.body)}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /** Sends bytes as they are. */
  async upload(path: string, content: Uint8Array, type = 'application/pdf', key: string = randomUUID()): Promise<Answer> {
    return this.shape(await fetch(`${this.apiUrl}${path}`, { method: 'POST', body: content as BodyInit, headers: { cookie: this.cookie, 'x-csrf-token': this.csrf, 'content-type': type, 'idempotency-key': key } }));
  }

  async download(path: string): Promise<{ status: number; headers: Headers; content: Buffer }> {
    const answer = await fetch(`${this.apiUrl}${path}`, { headers: { cookie: this.cookie } });
    return { status: answer.status, headers: answer.headers, content: Buffer.from(await answer.arrayBuffer()) };
  }

  private async shape(answer: Response): Promise<Answer> {
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) as Answer['body'] : {} };
  }
}
