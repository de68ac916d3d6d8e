import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lightOf, lights } from '#libs/domain/light';
import type { LightFacts } from '#libs/domain/light';
import { lightSql } from '#libs/store/queries/light';
import type { Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

type Item = Record<string, unknown> & { unit: string; id: string; below: Record<string, number>; duties: { light: string }[] };

/** A quarter of the tiny pack: C1 signed in time, P1 signed and its enterprises were asked, C2 objected, C3 did nothing. */
describe('what people read', () => {
  let office: ApiOffice;
  let slug: string;
  let administrator: Person;
  const as = (login: string) => office.signIn(login);
  const get = async (person: Person, path: string): Promise<Record<string, unknown> & { items: Item[]; next: string | null }> => {
    const answer = await person.get(`/cycles/${slug}${path}`);
    expect(answer.status).toBe(200);
    return answer.body as never;
  };
  const everything = async (person: Person, path: string, limit: number): Promise<Item[]> => {
    const items: Item[] = [];
    for (let cursor = ''; ;) {
      const page = await get(person, `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      if (page.next === null) return items;
      cursor = `&cursor=${encodeURIComponent(page.next)}`;
    }
  };

  beforeAll(async () => {
    office = await openApiOffice();
    administrator = await as('S1-safetyOffice');
    slug = await launchDrill(administrator);
    const letter = (unit: string) => `/cycles/${slug}/units/${unit}/letters/pledge`;
    expect((await (await as('C1-secretary')).post(`${letter('C1')}/sign`)).status).toBe(200);
    expect((await (await as('P1-director')).post(`${letter('P1')}/sign`)).status).toBe(200);
    expect((await (await as('C2-secretary')).post(`${letter('C2')}/object`, { indicator: 'hazardsFixed', reason: '隐患不足', proposed: 15 })).status).toBe(200);
    await until(administrator, letter('E1'), (answer) => answer.body.status === 'issued');
    await advance(administrator, slug, '2026-02-06T02:00:00.000Z');
  });
  afterAll(async () => { await office.close(); });

  it('shows in SQL the light the rules would show, at every instant that matters', async () => {
    const rows = await office.source.query('SELECT id, standing, opens_at AS opensAt, near_at AS nearAt, due_at AS dueAt FROM obligation') as (LightFacts & { id: string })[];
    const edges = rows.flatMap((row) => [row.opensAt, row.nearAt, row.dueAt]).filter((at) => at !== null && at < '2027').map((at) => Date.parse(at as string));
    const instants = [...new Set(edges.flatMap((at) => [at - 1, at, at + 1]))].map((at) => new Date(at).toISOString());
    expect(rows.length).toBeGreaterThan(20);
    const seen = new Set<string>();
    for (const now of instants) {
      const light = lightSql(now);
      const found = await office.source.query(`SELECT o.id, ${light.sql} AS light FROM obligation o`, light.values) as { id: string; light: string }[];
      const expected = new Map(rows.map((row) => [row.id, lightOf(row, now)]));
      for (const row of found) {
        seen.add(row.light);
        if (row.light !== expected.get(row.id)) expect({ now, ...row }).toEqual({ now, id: row.id, light: expected.get(row.id) });
      }
    }
    expect([...seen].sort()).toEqual(lights.filter((light) => light !== 'void').sort());
  });

  describe('the tree', () => {
    it('begins at the top of what one may see, and opens level by level', async () => {
      const top = await get(administrator, '/tree');
      expect(top).toMatchObject({ parent: null, next: null, items: [{ id: 'S1', name: '示例街道', type: 'subdistrict', under: null, children: 4, duties: [] }] });
      const below = await get(administrator, '/tree?under=S1');
      expect(below.items.map((item) => [item.id, item['children']])).toEqual([['C1', 0], ['C2', 0], ['C3', 0], ['P1', 2]]);
      expect((await get(await as('P1-director'), '/tree')).items.map((item) => item.id)).toEqual(['P1']);
      expect((await get(await as('P1-director'), '/tree?under=P1')).items.map((item) => item.id)).toEqual(['E1', 'E2']);
    });

    it('counts below a unit what the units below it show', async () => {
      const [root] = (await get(administrator, '/tree')).items;
      const children = (await get(administrator, '/tree?under=S1')).items;
      const grandchildren = (await get(administrator, '/tree?under=P1')).items;
      const count = (units: Item[]) => Object.fromEntries(lights.map((light) => [light, units.flatMap((unit) => unit.duties).filter((duty) => duty.light === light).length]));
      expect(root?.below).toEqual(count([...children, ...grandchildren]));
      expect(children.find((unit) => unit.id === 'P1')?.below).toEqual(count(grandchildren));
      expect(root?.below['late']).toBeGreaterThan(0);
      expect(root?.below['done']).toBe(2);
    });

    it('is closed to whoever asks for somebody else’s branch, and knows no unit that is not in it', async () => {
      const director = await as('P1-director');
      expect(await director.get(`/cycles/${slug}/tree?under=C1`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
      expect(await director.get(`/cycles/${slug}/tree?under=S1`)).toMatchObject({ status: 403 });
      expect(await administrator.get(`/cycles/${slug}/tree?under=X9`)).toMatchObject({ status: 404, body: { code: 'unknownUnit' } });
    });
  });

  describe('a list', () => {
    it('holds only what lies below one’s posts', async () => {
      expect((await everything(administrator, '/letters', 200)).map((item) => item.unit)).toEqual(['C1', 'C2', 'C3', 'E1', 'E2', 'P1']);
      expect((await everything(await as('P1-deskOfficer'), '/letters', 200)).map((item) => item.unit)).toEqual(['E1', 'E2', 'P1']);
      expect((await everything(await as('E1-safetyOfficer'), '/reports', 200)).every((item) => item.unit === 'E1')).toBe(true);
    });

    it.each([1, 2, 3, 7])('comes in pages of %s that together are the whole', async (limit) => {
      for (const path of ['/reports', '/letters', '/tree?under=S1']) {
        expect((await everything(administrator, path, limit)).map((item) => item['obligation'] ?? item.id)).toEqual((await everything(administrator, path, 200)).map((item) => item['obligation'] ?? item.id));
      }
    });

    it('can be narrowed by status, period and light', async () => {
      expect((await everything(administrator, '/letters?status=objected', 200)).map((item) => item.unit)).toEqual(['C2']);
      const late = await everything(administrator, '/reports?period=M01&light=late', 200);
      expect(late.map((item) => item.unit)).toEqual(['C1', 'C2', 'C3', 'E1', 'E2']);
      expect(await everything(administrator, '/reports?period=M03', 200)).toHaveLength(5);
      expect(new Set((await everything(administrator, '/reports?period=M03', 200)).map((item) => item['light']))).toEqual(new Set(['notYet']));
    });
  });

  it('puts the earliest task first and counts working days, down to below zero', async () => {
    const secretary = await as('C3-secretary');
    const { items } = (await secretary.get(`/tasks?cycle=${slug}`)).body as unknown as { items: (Record<string, unknown> & { dueAt: string })[] };
    expect(items.map((item) => item['duty'])).toEqual(['pledge', 'hazard-M01']);
    expect(items.map((item) => item.dueAt)).toEqual(items.map((item) => item.dueAt).sort());
    // Due on 14 January: seven working days after the 5th. On Friday 6 February that is 17 working days ago.
    expect(items[0]).toMatchObject({ act: 'sign', dueOn: '2026-01-14', workingDaysLeft: -17, light: 'late', postTitle: '社区书记', basis: { zh: expect.stringContaining('第三条') } });
    expect(items[1]).toMatchObject({ act: 'report', dueOn: '2026-02-05', workingDaysLeft: -1, light: 'late', basis: { zh: expect.stringContaining('示街办〔2026〕2号') } });
    const paged = (await secretary.get(`/tasks?cycle=${slug}&limit=1`)).body as unknown as { items: object[]; next: string };
    expect((await secretary.get(`/tasks?cycle=${slug}&limit=1&cursor=${paged.next}`)).body).toMatchObject({ items: [{ duty: 'hazard-M01' }], next: null });
    expect((await (await as('S1-chief')).get(`/tasks?cycle=${slug}`)).body).toMatchObject({ items: [{ act: 'answer', unit: 'C2', light: 'late' }] });
  });

  it('tells a letter with its targets, signers and objections by name', async () => {
    expect(await get(administrator, '/units/C2/letters/pledge')).toMatchObject({
      status: 'objected', light: 'waiting', superior: 'S1', superiorName: '示例街道', targets: [{ indicator: 'hazardsFixed', value: 20 }],
      signers: [{ post: 'C2/secretary', title: '社区书记', person: '西苑社区社区书记', signedAt: null }], objections: [{ proposed: 15, by: '西苑社区社区书记' }],
    });
    expect(await administrator.get(`/cycles/${slug}/units/C2/letters/hazard-M01`)).toMatchObject({ status: 404, body: { code: 'unknownObligation' } });
    expect(await administrator.get(`/cycles/${slug}/units/C2/reports/hazard-M07`)).toMatchObject({ status: 404, body: { code: 'unknownObligation' } });
  });

  it('tells the whole story of an obligation: what happened, what was told, what it waits for', async () => {
    const story = await get(await as('C3-secretary'), '/units/C3/obligations/pledge') as unknown as {
      events: { type: string; person: string | null; words: { zh: string; en: string }; hash: string; body: { duty?: unknown; stage?: string } }[]; notices: { stage: string; words: string; status: string; toldAt: string | null; mail: object | null }[]; waitsFor: object;
    };
    expect(story.events.map((event) => event.type)).toEqual(['yearOpened', 'letterIssued', 'stageReached']);
    expect(story.events[1]?.words.zh).toContain('须于2026年1月14日 星期三前签署');
    // What came about by itself is nobody's; a stage says what was said when it came.
    expect(story.events.map(({ person }) => person)).toEqual([null, null, null]);
    expect(story.events[2]?.words.zh).toBe(story.notices.find(({ stage }) => stage === story.events[2]?.body.stage)?.words);
    expect(story.events.every((event) => /^[0-9a-f]{64}$/.test(event.hash))).toBe(true);
    expect(story.waitsFor).toMatchObject({ act: 'sign', dueOn: '2026-01-14', posts: [{ post: 'C3/secretary', person: '南苑社区社区书记' }] });
    expect(story.notices.length).toBeGreaterThan(0);
    expect(story.notices.some((notice) => notice.toldAt !== null && notice.mail !== null)).toBe(true);
  });

  it('keeps in the inbox what one was told, the latest first', async () => {
    const secretary = await as('C3-secretary');
    const first = (await secretary.get('/inbox?limit=2')).body as unknown as { items: { id: number; unit: string; mail: object | null }[]; next: string };
    expect(first.items).toHaveLength(2);
    expect(first.items[0]?.id).toBeGreaterThan(first.items[1]?.id ?? 0);
    expect(first.items.every((item) => item.unit === 'C3' && item.mail !== null)).toBe(true);
    const second = (await secretary.get(`/inbox?limit=2&cursor=${first.next}`)).body as unknown as { items: { id: number }[] };
    expect(second.items[0]?.id).toBeLessThan(first.items[1]?.id ?? 0);
  });

  it('lists the years in whose tree one holds a post, and shows a year to them alone', async () => {
    expect((await (await as('E2-owner')).get('/cycles')).body).toMatchObject({ items: [{ slug, status: 'open', campaign: 'safety', name: { zh: '安全生产' }, label: { zh: '测试用例' }, units: 6, now: '2026-02-06T02:00:00.000Z' }], next: null });
  });

  it('judges posts by the drill’s day', async () => {
    await office.source.query("UPDATE tenure SET valid_to = '2026-02-05' WHERE post = 'C3/secretary'");
    const gone = await as('C3-secretary');
    expect((await gone.get(`/tasks?cycle=${slug}`)).body).toMatchObject({ items: [] });
    expect(await gone.post(`/cycles/${slug}/units/C3/letters/pledge/sign`)).toMatchObject({ status: 403, body: { code: 'notAllowed', detail: expect.stringContaining('南苑社区的社区书记') } });
    await office.source.query("UPDATE tenure SET valid_to = '2026-02-06' WHERE post = 'C3/secretary'");
    expect(await gone.post(`/cycles/${slug}/units/C3/letters/pledge/sign`)).toMatchObject({ status: 200 });
  });

  it('is ready when database, Temporal and a worker are', async () => {
    expect(await administrator.get('/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });
});
