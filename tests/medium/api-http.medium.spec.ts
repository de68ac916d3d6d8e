import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '#libs/contracts/routes';
import { examplesWith } from '#apps/api/docs/examples';
import { createApi } from '#apps/api/main';
import { RecordAccess } from '#apps/api/scope/record-access';
import { Attempts } from '#apps/api/session/attempts';
import { Person } from '../support/person.ts';
import { openApiOffice, tinyPack } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

describe('the API over HTTP', () => {
  let office: ApiOffice;
  beforeAll(async () => { office = await openApiOffice({ withWorker: false }); });
  afterAll(async () => { await office.close(); });

  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${office.url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  const signIn = (login: string, password: string) => post('/session', JSON.stringify({ login, password }));

  describe('a session', () => {
    it('comes as a cookie no script can read, with a CSRF token that one can', async () => {
      const answer = await signIn('C1-secretary', 'zeren-demo');
      const body = await answer.json() as { csrf: string; posts: object[]; expiresAt: string };
      const [session, csrf] = answer.headers.getSetCookie();
      expect(session).toMatch(/^zeren_session=[A-Za-z0-9_-]{43}; .*HttpOnly/);
      expect(csrf).toContain(`zeren_csrf=${body.csrf}`);
      for (const cookie of [session, csrf]) expect(cookie).toMatch(/Max-Age=43200; Path=\/.*SameSite=Strict/);
      expect(csrf).not.toContain('HttpOnly');
      expect(body.posts).toMatchObject([{ post: 'C1/secretary', unit: 'C1', unitName: '东苑社区' }]);
      const stored = await office.source.query('SELECT token_hash FROM session WHERE csrf = ?', [body.csrf]) as { token_hash: string }[];
      expect(stored[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/);
      expect(session).not.toContain(stored[0]?.token_hash);
    });

    it('says the same of an unknown login and of a wrong password', async () => {
      const [unknown, wrong] = [await signIn('nobody-here', 'zeren-demo'), await signIn('C2-secretary', 'wrong')];
      expect(await unknown.json()).toEqual(await wrong.json());
      expect([unknown.status, wrong.status]).toEqual([401, 401]);
    });

    it('ends with sign-out, and when it has expired', async () => {
      const person = await office.signIn('C2-secretary');
      const { cookie, csrf } = person as unknown as { cookie: string; csrf: string };
      expect((await fetch(`${office.url}/session`, { method: 'DELETE', headers: { cookie, 'x-csrf-token': csrf } })).status).toBe(200);
      expect(await person.get('/session')).toMatchObject({ status: 401 });
      const other = await office.signIn('C2-secretary');
      await office.source.query("UPDATE session SET expires_at = '2020-01-01 00:00:00.000'");
      await new Promise((resolve) => setTimeout(resolve, 5_100));
      expect(await other.get('/session')).toMatchObject({ status: 401, body: { code: 'notSignedIn' } });
    });

    it('is not opened by the eleventh guess, even a right one, not even all at once', async () => {
      const guesses = await Promise.all(Array.from({ length: 10 }, () => signIn('C3-secretary', 'guess')));
      expect(guesses.map((guess) => guess.status)).toEqual(Array(10).fill(401));
      const eleventh = await signIn('C3-secretary', 'zeren-demo');
      expect(eleventh.status).toBe(429);
      expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(200);
      expect((await signIn('C1-secretary', 'zeren-demo')).status).toBe(200);
    });

    it('can be tried again five minutes after the first failure', () => {
      let now = 1_000_000;
      const attempts = new Attempts(() => now);
      for (let n = 0; n < 10; n += 1) { expect(attempts.begin('a', 'here')).toBe(0); now += 1_000; }
      expect(attempts.begin('a', 'here')).toBe(290);
      expect(attempts.begin('a', 'there')).toBe(0);
      now += 290_000;
      expect(attempts.begin('a', 'here')).toBe(0);
    });
  });

  describe('a problem', () => {
    it('is in Chinese unless English is asked for, and says both', async () => {
      const inChinese = await fetch(`${office.url}/session`);
      expect(inChinese.headers.get('content-type')).toContain('application/problem+json');
      expect(inChinese.headers.get('content-language')).toBe('zh-CN');
      const body = await inChinese.json() as { detail: string; words: { zh: string; en: string } };
      expect(body).toMatchObject({ type: 'urn:zeren:problem:notSignedIn', title: '未登录', status: 401, code: 'notSignedIn', detail: '请先登录' });
      const inEnglish = await fetch(`${office.url}/session`, { headers: { 'accept-language': 'en-GB, zh;q=0.5' } });
      expect(await inEnglish.json()).toMatchObject({ title: 'Not signed in', detail: 'Sign in first', words: body.words });
    });

    it.each([
      ['JSON that does not parse', '/session', '{"login":', {}, 400, 'malformedJson'],
      ['a body that is not JSON', '/session', 'login=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'notJson'],
      ['a charset nobody reads', '/session', '{}', { 'content-type': 'application/json; charset=klingon' }, 415, 'notJson'],
      ['a body without end', '/session', JSON.stringify({ login: 'x'.repeat(300_000), password: 'y' }), {}, 413, 'bodyTooLarge'],
      ['a body that is a list', '/session', '[]', {}, 400, 'invalid'],
      ['an address that is none', '/nowhere', '{}', {}, 404, 'unknownRoute'],
      ['an address that does not decode', '/acts/%E0%A4%A', '{}', {}, 400, 'badRequest'],
    ] as const)('answers %s', async (_what, path, body, headers, status, code) => {
      const answer = await post(path, body, headers);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status, code });
      expect(answer.status).toBe(status);
    });

    it('names every field at fault by its pointer', async () => {
      const answer = await post('/session', JSON.stringify({ login: '', password: 7, typo: 1, 'a/b': 2 }));
      const { errors } = await answer.json() as { errors: { pointer: string }[] };
      expect(errors.map((fault) => fault.pointer).sort()).toEqual(['/a~1b', '/login', '/password', '/typo']);
    });
  });

  describe('the page to try it', () => {
    const base = () => office.url.replace('/api/v1', '');

    it('is served under a policy that lets nothing in from elsewhere', async () => {
      const page = await fetch(`${base()}/api/docs`);
      const html = await page.text();
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect([...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/g)]).toEqual([]);
      for (const [, file] of html.matchAll(/(?:src|href)="(\.[^"]+)"/g)) expect((await fetch(new URL(file ?? '', `${base()}/api/docs`))).status).toBe(200);
      const init = await (await fetch(`${base()}/api/docs/swagger-ui-init.js`)).text();
      expect(init).toContain('zeren_csrf');
    });

    it('gives for every body an example that fits', () => {
      for (const [name, example] of Object.entries(examplesWith('some-pack'))) {
        if (name === 'signIn' || name === 'confirmPassword') continue;
        const { body } = routes[name as 'draftCycle'];
        expect({ name, ...body.safeParse(example) }).toMatchObject({ name, success: true });
      }
    });

    /** What is sent is the file itself. */
    const takesFile = new Set(['uploadDocument', 'previewImport', 'runImport', 'checkLedger', 'importLedger', 'importTreasury']);

    it('rests on a description of every route, its input, its answers and its problems', async () => {
      const description = await (await fetch(`${base()}/api/openapi.json`)).json() as { paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters: { name: string }[]; requestBody?: unknown }>> };
      for (const [name, route] of Object.entries(routes)) {
        const operation = description.paths[`/api/v1${route.path}`]?.[route.method.toLowerCase()];
        expect({ name, operationId: (operation as unknown as { operationId: string }).operationId }).toEqual({ name, operationId: name });
        expect(operation?.responses['200']).toBeDefined();
        expect(operation?.responses['503']).toBeDefined();
        expect(operation?.requestBody !== undefined).toBe('body' in route || takesFile.has(name));
        if ('acts' in route) expect(operation?.parameters.map((parameter) => parameter.name)).toContain('Idempotency-Key');
      }
      const refs = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, ref]) => ref ?? '');
      for (const ref of new Set(refs)) expect({ ref, found: ref.split('/').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], description) !== undefined }).toEqual({ ref, found: true });
    });
  });

  it('waits four seconds for a statement, and then says that the record is away', async () => {
    const begun = Date.now();
    await expect(office.app.get(RecordAccess).sql.query('SELECT SLEEP(9)')).rejects.toThrow();
    expect(Date.now() - begun).toBeLessThan(6_000);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await signIn('C1-secretary', 'zeren-demo')).status).toBe(200);
  });

  it('signs people in and says 503 to their acts while Temporal is away', async () => {
    const app = await createApi({ ...office.settings, temporalAddress: '127.0.0.1:9', packFolders: [tinyPack] });
    await app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/api/v1`;
    const administrator = await Person.signIn(url, 'S1-safetyOffice');
    const answer = await administrator.post('/cycles', examplesWith('tiny').draftCycle);
    expect(answer).toMatchObject({ status: 503, body: { code: 'engineUnavailable' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    await app.close();
  });

  it('says that it lives, and that without a worker it is not ready', async () => {
    expect(await (await fetch(`${office.url}/health`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${office.url}/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'notReady', parts: { database: { ok: true }, temporal: { ok: true }, worker: { ok: false } } });
  });
});
