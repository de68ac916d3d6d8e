import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createApi } from '#apps/api/main';
import { liveMessage } from '#libs/contracts/api';
import type { ApiSettings } from '#apps/api/main';
import { Hearing } from '../support/hearing.ts';
import { Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

type Api = Awaited<ReturnType<typeof createApi>>;

/** Another API process on the same record. */
async function openApi(settings: ApiSettings): Promise<{ app: Api; url: string }> {
  const app = await createApi(settings);
  await app.listen(0, '127.0.0.1');
  return { app, url: `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/api/v1` };
}

describe('what others do', () => {
  let office: ApiOffice;
  let slug: string;
  let officer: Person;
  let second: { app: Api; url: string };
  const open: Hearing[] = [];

  const hear = async (person: Person, { url = office.url, query = '', headers = {} as Record<string, string>, path = `/cycles/${slug}/live` } = {}): Promise<Hearing> => {
    const hearing = await Hearing.open(`${url}${path}${query}`, { cookie: (person as unknown as { cookie: string }).cookie, ...headers });
    open.push(hearing);
    return hearing;
  };
  const heard = (hearing: Hearing) => hearing.messages.filter(({ event }) => event === 'message').map(({ data }) => data);
  const concerning = (hearing: Hearing, unit: string, duty: string) => heard(hearing).filter((data) => data['unit'] === unit && (data['duties'] as string[]).includes(duty));
  /** Everything that was done is in the feed: a mark that everyone in the cycle hears. */
  const mark = async (...hearings: Hearing[]): Promise<void> => {
    const paused = await officer.post(`/cycles/${slug}/pauses`, { reason: '防汛', under: 'P1', from: '2026-03-05T01:00:00.000Z' });
    expect(paused.status).toBe(200);
    const cycle = (await officer.get(`/cycles/${slug}`)).body['pauses'] as { pause: string }[];
    const { seq = Infinity } = (await officer.post(`/cycles/${slug}/pauses/${cycle.at(-1)?.pause}/end`)).body;
    for (const hearing of hearings) await hearing.until(() => heard(hearing).some((data) => data['unit'] === null && Number(data['seq']) >= seq));
  };

  beforeAll(async () => {
    office = await openApiOffice();
    officer = await office.signIn('S1-safetyOffice');
    slug = await launchDrill(officer);
    second = await openApi(office.settings);
  });
  afterEach(async () => { await Promise.all(open.splice(0).map((hearing) => hearing.close())); });
  afterAll(async () => {
    await second.app.close();
    await office.close();
  });

  it('is heard from another API process, once and in order, also by whoever comes back', async () => {
    const chief = await Person.signIn(second.url, 'S1-chief');
    const hearing = await hear(chief, { url: second.url });
    expect(hearing.status).toBe(200);
    expect(Object.fromEntries(['content-type', 'cache-control', 'x-accel-buffering'].map((name) => [name, hearing.headers.get(name)])))
      .toEqual({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    const [begin] = await hearing.until(({ length }) => length > 0);
    expect(begin).toEqual({ id: String((begin?.data as { head: number }).head), event: 'begin', data: { head: expect.any(Number) } });

    const pledge = (unit: string, act: string) => `/cycles/${slug}/units/${unit}/letters/pledge/${act}`;
    const objection = { indicator: 'hazardsFixed', reason: '与实际不符', proposed: 10 };
    const signed = await (await office.signIn('C1-secretary')).post(pledge('C1', 'sign'));
    const objected = await (await office.signIn('C2-secretary')).post(pledge('C2', 'object'), objection);
    expect([signed.status, objected.status]).toEqual([200, 200]);
    await hearing.until(() => concerning(hearing, 'C2', 'pledge').length > 0);
    expect(concerning(hearing, 'C1', 'pledge')).toEqual([{ unit: 'C1', duties: ['pledge'], at: signed.body['at'], seq: signed.body.seq }]);
    for (const { data } of hearing.messages) expect(liveMessage.safeParse(data).success).toBe(true);

    const lastId = hearing.lastId;
    await hearing.close();
    const refused = await (await office.signIn('S1-chief')).post(pledge('C2', 'refuse'), { reason: '维持' });
    expect(refused.status).toBe(200);
    // The address still names the beginning; the header, which the browser adds, goes before it.
    const again = await hear(chief, { url: office.url, query: '?since=0', headers: { 'last-event-id': lastId } });
    await again.until(() => concerning(again, 'C2', 'pledge').length > 0);
    expect(again.messages.map(({ event }) => event)).not.toContain('begin');
    expect(concerning(again, 'C1', 'pledge')).toEqual([]);
    expect(concerning(again, 'C2', 'pledge').map(({ seq }) => seq)).toEqual([refused.body.seq]);
    const all = await hear(chief, { query: '?since=0' });
    await all.until(() => concerning(all, 'C2', 'pledge').some(({ seq }) => seq === refused.body.seq));
    const ids = all.messages.map(({ id }) => Number(id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(heard(all).filter(({ unit }) => unit === 'C1').map(({ seq }) => seq)).toEqual([...new Set(heard(all).filter(({ unit }) => unit === 'C1').map(({ seq }) => seq))]);
    expect(concerning(all, 'C1', 'pledge').at(-1)).toMatchObject({ seq: signed.body.seq });
  });

  it('is heard by nobody of another subtree, nor of another tree; the cycle’s own by everyone in it', async () => {
    const [own, neighbour, above] = [await hear(await office.signIn('C3-secretary')), await hear(await office.signIn('C1-secretary')), await hear(await office.signIn('S1-chief'))];
    const started = await Promise.all([own, neighbour, above].map((hearing) => hearing.until(({ length }) => length > 0)));
    expect(started.map((messages) => messages[0]?.event)).toEqual(['begin', 'begin', 'begin']);
    expect((await (await office.signIn('C3-secretary')).post(`/cycles/${slug}/units/C3/letters/pledge/sign`)).status).toBe(200);
    await mark(own, neighbour, above);
    expect([own, neighbour, above].map((hearing) => concerning(hearing, 'C3', 'pledge').length)).toEqual([1, 0, 1]);
    expect(heard(neighbour).filter(({ unit }) => unit !== null && unit !== 'C1')).toEqual([]);
  });

  it('is no more than the reads would show: a draft of an order is not its unit’s, an issued one is also theirs who assist', async () => {
    const draft = {
      origin: { kind: 'instruction', reference: '批示〔2026〕5号' }, subject: '消防通道', matter: '请限期清理。', deadline: '2026-01-20', stages: [], assisting: ['E2'],
    };
    const [ordered, assisting, stranger, above] = await Promise.all(['E1-safetyOfficer', 'E2-safetyOfficer', 'C3-secretary', 'S1-safetyOffice'].map(async (login) => hear(await office.signIn(login)))) as [Hearing, Hearing, Hearing, Hearing];
    expect((await officer.post(`/cycles/${slug}/units/E1/orders/rectify/draft`, draft)).status).toBe(200);
    await mark(ordered, assisting, stranger, above);
    const counts = () => [ordered, assisting, stranger, above].map((hearing) => concerning(hearing, 'E1', 'rectify-1').length);
    expect(counts()).toEqual([0, 0, 0, 1]);
    expect((await officer.post(`/cycles/${slug}/units/E1/orders/rectify-1/issue`)).status).toBe(200);
    await until(officer, `/cycles/${slug}/units/E1/orders/rectify-1`, ({ body }) => body['number'] !== null);
    await mark(ordered, assisting, stranger, above);
    const [of, by, none] = counts();
    expect({ of: (of ?? 0) > 0, by: (by ?? 0) > 0, none }).toEqual({ of: true, by: true, none: 0 });
    expect(heard(assisting).filter(({ unit }) => unit === 'E1').every(({ duties }) => (duties as string[]).join() === 'rectify-1')).toBe(true);
  });

  it('is listed afterwards, with what was told; and what comes next is said, to whoever may move the clock', async () => {
    const administrator = await office.signIn('S1-safetyOffice');
    const { body: { at, what } } = await administrator.get(`/cycles/${slug}/next`);
    expect({ at, what }).toEqual({ at: expect.stringMatching(/^2026-01-0/), what: { zh: expect.stringMatching(/提醒|到期/), en: expect.stringMatching(/reminder|due/) } });
    expect((await (await office.signIn('C1-secretary')).get(`/cycles/${slug}/next`)).body.code).toBe('notAllowed');
    const { head } = (await administrator.get(`/cycles/${slug}/happenings?since=999999`)).body as unknown as { head: number };
    await advance(administrator, slug, String(at));
    expect((await administrator.get(`/cycles/${slug}/next`)).body['at']).not.toBe(at);
    const done = (items: unknown) => (items as { type: string }[]).map(({ type }) => type);
    const after = await until(administrator, `/cycles/${slug}/happenings?since=${head}`, ({ body }) => done(body['items']).includes('advanceFinished'));
    expect(after.body['items']).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'advanceStarted', unit: null, person: '示例街道应急管理办公室主任', words: { zh: expect.stringMatching(/^演练时钟拨向/), en: expect.any(String) } })]));
    const { count, first, alike } = after.body['notices'] as { count: number; first: object[]; alike: { title: { zh: string }; words: string; n: number }[] };
    expect({ some: count > 0, first: first.length }).toEqual({ some: true, first: Math.min(10, count) });
    // Each reminder is in one line, and no two lines say the same.
    expect(alike.reduce((sum, { n }) => sum + n, 0)).toBe(count);
    expect(new Set(alike.map(({ title, words }) => title.zh + words)).size).toBe(alike.length);
    expect(alike.length).toBeLessThan(count);
    const numbers: number[] = [];
    for (let cursor = ''; ;) {
      const { body } = await administrator.get(`/cycles/${slug}/happenings?limit=2${cursor}`);
      numbers.push(...(body['items'] as { feedSeq: number }[]).map(({ feedSeq }) => feedSeq));
      if (body['next'] === null) break;
      cursor = `&cursor=${String(body['next'])}`;
    }
    const whole = (await administrator.get(`/cycles/${slug}/happenings?limit=200`)).body['items'] as { feedSeq: number; unit: string | null; words: object }[];
    expect(numbers).toEqual(whole.map(({ feedSeq }) => feedSeq));
    expect(whole.find(({ unit, words }) => unit === 'C1' && JSON.stringify(words).includes('签署'))).toBeDefined();
    const own = (await (await office.signIn('C1-secretary')).get(`/cycles/${slug}/happenings?limit=200`)).body['items'] as { unit: string | null }[];
    expect([...new Set(own.map(({ unit }) => unit))].sort()).toEqual(['C1', null]);
  });

  it('says to load everything again to whoever is too far behind, or names a number nobody gave', async () => {
    const head = Number((await (await hear(officer)).until(({ length }) => length > 0))[0]?.id);
    for (const asked of [{ query: `?since=${head + 1_000}` }, { headers: { 'last-event-id': 'abc' } }]) {
      const hearing = await hear(officer, asked);
      expect((await hearing.until(({ length }) => length > 0))[0]).toMatchObject({ event: 'reset', data: { head: expect.any(Number) } });
    }
    await office.source.query('UPDATE feed_head SET feed_seq = feed_seq + 6000');
    const hearing = await hear(officer, { query: `?since=${head}` });
    expect((await hearing.until(({ length }) => length > 0))[0]).toMatchObject({ event: 'reset' });
  });

  it('takes eight connections of one session, and gives a place back', async () => {
    const person = await office.signIn('C3-secretary');
    const eight = await Promise.all(Array.from({ length: 8 }, () => hear(person)));
    expect(eight.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await hear(person)).refusal).toMatchObject({ status: 429, code: 'tooManyConnections', facts: { limit: 8 } });
    await eight[0]?.close();
    let last = await hear(person);
    for (let n = 0; n < 50 && last.status !== 200; n += 1) {
      await new Promise((resolve) => { setTimeout(resolve, 20); });
      last = await hear(person);
    }
    expect(last.status).toBe(200);
  });

  it('ends with the session, shows that it lives meanwhile, and lets the process stop', async () => {
    const brief = await openApi({ ...office.settings, liveBeatSeconds: 0.2, liveConnections: 2 });
    const person = await Person.signIn(brief.url, 'C1-secretary');
    const leaving = await Person.signIn(brief.url, 'C2-secretary');
    const [staying, left] = [await hear(person, { url: brief.url }), await hear(leaving, { url: brief.url })];
    expect((await hear(await Person.signIn(brief.url, 'C3-secretary'), { url: brief.url })).refusal).toMatchObject({ status: 503, code: 'connectionsFull' });
    const { cookie, csrf } = leaving as unknown as { cookie: string; csrf: string };
    await fetch(`${brief.url}/session`, { method: 'DELETE', headers: { cookie, 'x-csrf-token': csrf } });
    await left.ended;
    expect(staying.isOver).toBe(false);
    // How far it is, is noted without a word: whoever hears nothing for a day does not fall behind.
    const before = Number(staying.lastId);
    await office.source.query('UPDATE feed_head SET feed_seq = feed_seq + 7');
    for (let n = 0; n < 100 && Number(staying.lastId) === before; n += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect(Number(staying.lastId)).toBe(before + 7);
    const begun = Date.now();
    await brief.app.close();
    await staying.ended;
    expect(Date.now() - begun).toBeLessThan(3_000);
  });
});
