import { randomUUID } from 'node:crypto';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findBrowser } from '../../../infra/local/browser.mjs';
import { Person } from '../../support/person.ts';

export interface Sitting {
  /** A phone of 375 × 812 points instead of a desktop. */
  phone?: boolean;
  language?: 'zh' | 'en';
  /** Through the second of the two API processes. */
  otherProcess?: boolean;
}

/** A year that was drafted, and launched, as a drill of its own: tests do not meet in it. */
export interface DeskYear {
  slug: string;
  /** Address of a page of this year. */
  at(path: string): string;
  office: Person;
  /** Moves the drill's clock and waits until it stands there. */
  advance(to: string): Promise<void>;
}

/**
 * The running office the tests sit down at: `ZEREN_DESK`, made by the test runner (infra/local/desk.mjs), or by hand
 * `{"urls":["http://127.0.0.1:7070"],"mailPageUrl":"http://127.0.0.1:7071"}` of any `npm start`.
 */
export class Desk {
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(private readonly browser: Browser, readonly urls: readonly string[], readonly mailPageUrl: string) {}

  static async open(): Promise<Desk> {
    const given = JSON.parse(process.env['ZEREN_DESK'] ?? 'null') as { urls: string[]; mailPageUrl: string; browser?: { executablePath: string; env: Record<string, string> } } | null;
    if (!given) throw new Error('ZEREN_DESK is not set: run npm test -- --only browser, or name a running office');
    const { executablePath, env } = given.browser ?? await findBrowser();
    return new Desk(await chromium.launch({ executablePath, env, args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'] }), given.urls, given.mailPageUrl);
  }

  get apiUrl(): string {
    return `${this.urls[0]}/api/v1`;
  }

  /** A browser of its own, where this person is signed in. What a page complains of on its console is kept in `complaints`. */
  async signIn(login: string, sitting: Sitting = {}): Promise<Page> {
    const page = await this.stranger(sitting);
    const answer = await page.context().request.post(`${this.urlFor(sitting)}/api/v1/session`, { data: { login, password: 'zeren-demo' } });
    if (!answer.ok()) throw new Error(`sign-in of ${login}: ${answer.status()} ${await answer.text()}`);
    return page;
  }

  /** A browser of its own, where nobody is signed in. */
  async stranger(sitting: Sitting = {}): Promise<Page> {
    const { phone = false, language = 'zh' } = sitting;
    const context = await this.browser.newContext({
      baseURL: this.urlFor(sitting), locale: language === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai',
      viewport: phone ? { width: 375, height: 812 } : { width: 1280, height: 860 }, deviceScaleFactor: phone ? 2 : 1, hasTouch: phone, reducedMotion: 'reduce',
    });
    await context.addInitScript((chosen) => { if (!localStorage.getItem('zeren-language')) localStorage.setItem('zeren-language', chosen); }, language);
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (said) => {
      // A refusal is an answer of the API; the browser also writes it down as a failed request.
      if (said.type() === 'error' && !/status of 4\d\d/.test(said.text())) this.complaints.push(`${page.url()}: ${said.text()}`);
    });
    return page;
  }

  /** Drafts a drill and, unless told not to, launches it and waits until every unit has begun. */
  async year({ from = '2026-02-02T01:00:00.000Z', launch = true }: { from?: string; launch?: boolean } = {}): Promise<DeskYear> {
    const office = await Person.signIn(this.apiUrl, '440811-office');
    const packs = 'mazhang-2026-short';
    const draft = await office.insist('/cycles', {
      pack: packs, year: 2026, drillFrom: from,
      requiredBy: { number: '湛麻农领〔2026〕1号', title: '2026年常态化帮扶工作方案' }, approvedBy: { number: '湛麻农领纪〔2026〕1号', title: '区委农村工作领导小组会议纪要' },
    });
    const slug = String(draft.body['stream']).replace(/^cycle\//, '').replaceAll('/', '-').replace(/-cycle$/, '');
    const untilOpen = async (): Promise<void> => {
      for (let n = 0; n < 400; n += 1) {
        const { body } = await office.get(`/cycles/${slug}`);
        if (body.status === 'open') return;
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
      throw new Error(`${slug} does not open`);
    };
    if (launch) {
      const launched = await office.insist(`/cycles/${slug}/launch`, {});
      if (launched.status !== 200) throw new Error(JSON.stringify(launched.body));
      await untilOpen();
    }
    return {
      slug, office, at: (path) => `/cycles/${slug}${path}`,
      advance: async (to) => {
        const moved = await office.insist(`/cycles/${slug}/clock`, { to }, randomUUID());
        if (moved.status !== 200) throw new Error(JSON.stringify(moved.body));
        await untilOpen();
      },
    };
  }

  /** Another person at the API, for what is not this test's subject. */
  person(login: string): Promise<Person> {
    return Person.signIn(this.apiUrl, login);
  }

  /** Messages in the mailbox whose text holds the words. */
  async mails(holding: string): Promise<{ subject: string; to: { address: string }[]; text: string }[]> {
    const all = await (await fetch(`${this.mailPageUrl}/email`)).json() as { subject: string; to: { address: string }[]; text?: string; html?: string }[];
    return all.filter(({ subject, text = '', html = '' }) => `${subject}\n${text}\n${html}`.includes(holding)).map(({ subject, to, text = '' }) => ({ subject, to, text }));
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close().catch(() => undefined)));
    await this.browser.close();
  }

  private urlFor({ otherProcess = false }: Sitting): string {
    return (otherProcess ? this.urls.at(-1) : this.urls[0]) ?? '';
  }
}
