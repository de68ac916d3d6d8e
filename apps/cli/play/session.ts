import { PlayStopped } from './problem.ts';

/** What the API says became of an act. */
export interface Answer {
  key: string;
  state: 'recorded' | 'pending';
  stream: string;
  seq: number | null;
  at: string | null;
  events: string[];
  status: string | null;
  address: string;
}

interface Problem {
  code?: string;
  detail?: string;
  facts?: Record<string, unknown>;
  errors?: { pointer: string; detail: string }[];
}

const prefix = '/api/v1';
/** How long a request that may succeed later is tried again. */
const patienceMs = 90_000;
const pauseMs = 50;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** One person signed in: cookie, CSRF token, and acts that are sure to be recorded once. */
export class Session {
  readonly account: string;
  private readonly apiUrl: string;
  private readonly login: string;
  private readonly password: string;
  private readonly cookie: string;
  private readonly csrf: string;

  private constructor(apiUrl: string, login: string, password: string, cookie: string, session: { account: string; csrf: string }) {
    this.apiUrl = apiUrl;
    this.login = login;
    this.password = password;
    this.cookie = cookie;
    this.account = session.account;
    this.csrf = session.csrf;
  }

  /** @throws PlayStopped when the account is refused */
  static async signIn(apiUrl: string, login: string, password: string): Promise<Session> {
    const answer = await patiently(() => fetch(`${apiUrl}${prefix}/session`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN' }, body: JSON.stringify({ login, password }),
    }));
    if (!answer.ok) throw new PlayStopped(`${login} 不能登录：${await reason(answer)}`);
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    return new Session(apiUrl, login, password, cookie, (await answer.json()) as { account: string; csrf: string });
  }

  /** @throws PlayStopped when it is refused */
  async get<T>(path: string): Promise<T> {
    const answer = await patiently(() => this.fetch(path));
    if (!answer.ok) throw new PlayStopped(`${this.login} GET ${path}：${await reason(answer)}`);
    return (await answer.json()) as T;
  }

  /**
   * Gives an act and stays with it until it is on record. Whatever happens on the way, the key stays the same, so
   * that it is done once.
   *
   * @throws PlayStopped when it is refused
   */
  async act(path: string, body: unknown, key: string): Promise<Answer> {
    let answer = await patiently(() => this.post(path, body, key));
    if (answer.status === 403 && await isAskedForPassword(answer)) {
      await this.ask('/session/confirmation', { password: this.password });
      answer = await patiently(() => this.post(path, body, key));
    }
    if (!answer.ok) throw new PlayStopped(`${this.login} POST ${path}：${await reason(answer)}`);
    let told = (await answer.json()) as Answer;
    for (const until = Date.now() + patienceMs; told.state === 'pending';) {
      if (Date.now() > until) throw new PlayStopped(`${this.login} POST ${path}：受理后 ${patienceMs / 1000} 秒仍未入账`);
      await pause(pauseMs * 4);
      told = await this.get<Answer>(told.address);
    }
    return told;
  }

  /** Asks by a body, as a preview does: nothing is recorded. @throws PlayStopped when it is refused */
  async ask<T>(path: string, body: unknown): Promise<T> {
    const answer = await patiently(() => this.post(path, body));
    if (!answer.ok) throw new PlayStopped(`${this.login} POST ${path}：${await reason(answer)}`);
    return (await answer.json()) as T;
  }

  /** Brings a table, which is read at once; under a key where it is to be taken in once. @throws PlayStopped when it is refused */
  async bring<T>(path: string, table: string, key?: string): Promise<T> {
    const answer = await patiently(() => this.fetch(path, { method: 'POST', headers: { 'content-type': 'text/csv', ...(key === undefined ? {} : { 'idempotency-key': key }), 'x-csrf-token': this.csrf }, body: table }));
    if (!answer.ok) throw new PlayStopped(`${this.login} POST ${path}：${await reason(answer)}`);
    return (await answer.json()) as T;
  }

  /** What comes of an act that may be refused: `{status} {code}`. */
  async tryAct(path: string, body: unknown, key: string): Promise<string> {
    const answer = await patiently(() => this.post(path, body, key));
    return `${answer.status} ${((await answer.json()) as Problem).code ?? ''}`.trim();
  }

  /**
   * Brings a document; its bytes are its name, so bringing it again changes nothing.
   *
   * @returns its SHA-256
   * @throws PlayStopped when it is refused
   */
  async upload(path: string, content: Uint8Array): Promise<string> {
    const answer = await patiently(() => this.fetch(path, { method: 'POST', headers: { 'content-type': 'application/pdf', 'x-csrf-token': this.csrf }, body: content as BodyInit }));
    if (!answer.ok) throw new PlayStopped(`${this.login} POST ${path}：${await reason(answer)}`);
    return ((await answer.json()) as { sha256: string }).sha256;
  }

  private post(path: string, body: unknown, key?: string): Promise<Response> {
    return this.fetch(path, {
      method: 'POST', headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }), 'x-csrf-token': this.csrf }, body: JSON.stringify(body),
    });
  }

  private fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = path.startsWith(`${prefix}/`) ? `${this.apiUrl}${path}` : path.startsWith('http') ? path : `${this.apiUrl}${prefix}${path}`;
    return fetch(url, { ...init, headers: { 'accept-language': 'zh-CN', ...(init.headers as Record<string, string> | undefined), cookie: this.cookie } });
  }
}

/** Signing long after the sign-in: the password is to be given once more. */
const isAskedForPassword = async (answer: Response): Promise<boolean> => ((await answer.clone().json()) as Problem).code === 'confirmPassword';

/** Tries again while the server says 503 (after what it names) or cannot be reached, with the same request. */
async function patiently(request: () => Promise<Response>): Promise<Response> {
  for (const until = Date.now() + patienceMs; ;) {
    let wait = 500;
    try {
      const answer = await request();
      if (answer.status !== 503 || Date.now() > until) return answer;
      const named = Number(answer.headers.get('retry-after'));
      if (named > 0) wait = named * 1000;
      await answer.body?.cancel();
    } catch (error) {
      if (Date.now() > until) throw new PlayStopped(`接口没有应答：${error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error)}`);
    }
    await pause(wait);
  }
}

async function reason(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const { code, detail, facts, errors } = JSON.parse(text) as Problem;
    const fields = errors?.map(({ pointer, detail: why }) => `${pointer} ${why}`).join('；');
    return `${answer.status} ${code ?? ''} ${detail ?? ''}${facts ? ` ${JSON.stringify(facts)}` : ''}${fields ? ` ${fields}` : ''}`.trim();
  } catch {
    return `${answer.status} ${text.slice(0, 200)}`;
  }
}
