import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCell } from '#libs/contracts/api';
import type { MatrixCell } from '#libs/contracts/api';
import { lights } from '#libs/domain/light';
import type { Answer, Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

type Column = { key: string; policy: string; period: string | null; kind: string; title: { zh: string }; counts: Record<string, number> };
type Matrix = { columns: Column[]; rows: { unit: string; name: string; under: string | null; depth: number; cells: MatrixCell[] }[]; next: string | null; lights: string[] };
type Item = { unit: string; duty: string; kind: string; light: string; dueOn: string; workingDaysLeft: number | null; workingDaysLate: number | null; waitsFor: { post: string; title: string; person: string | null }[] };

/** A quarter of the tiny pack: C1 signed, C2 objected, C3 did nothing and was ordered to put its house in order. */
describe('what pages read', () => {
  let office: ApiOffice;
  let administrator: Person;
  let slug: string;
  let at: string;
  const as = (login: string) => office.signIn(login);
  const get = async <T>(person: Person, path: string): Promise<T> => {
    const answer = await person.get(`${at}${path}`);
    expect({ path, status: answer.status, body: answer.status === 200 ? null : answer.body }).toEqual({ path, status: 200, body: null });
    return answer.body as never;
  };
  const done = async (answer: Promise<Answer>) => { const { status, body } = await answer; expect({ status, body }).toMatchObject({ status: 200 }); return body; };

  beforeAll(async () => {
    office = await openApiOffice();
    administrator = await as('S1-safetyOffice');
    slug = await launchDrill(administrator);
    at = `/cycles/${slug}`;
    await done((await as('C1-secretary')).post(`${at}/units/C1/letters/pledge/sign`));
    await done((await as('P1-director')).post(`${at}/units/P1/letters/pledge/sign`));
    await done((await as('C2-secretary')).post(`${at}/units/C2/letters/pledge/object`, { indicator: 'hazardsFixed', reason: '隐患不足', proposed: 15 }));
    await until(administrator, `${at}/units/E1/letters/pledge`, ({ body }) => body.status === 'issued');
    await advance(administrator, slug, '2026-02-06T02:00:00.000Z');
    const order = { origin: { kind: 'finding', reference: '检查记录〔2026〕5号' }, matter: '请查明原因，限期整改。', stages: [], assisting: [] };
    for (const subject of ['消防通道督办', '危化品督办']) await done(administrator.post(`${at}/units/C3/orders/rectify/draft`, { ...order, subject, deadline: '2026-02-27' }));
    await done(administrator.post(`${at}/units/C3/orders/rectify-1/issue`, { deadline: '2026-02-27' }));
    await until(administrator, `${at}/units/C3/orders/rectify-1`, ({ body }) => body['number'] !== null);
  });
  afterAll(async () => { await office.close(); });

  describe('the matrix', () => {
    it('has a row for each unit in the order of the tree, and shows in each cell what the duty shows', async () => {
      const { rows, columns, next } = await get<Matrix>(administrator, '/matrix');
      expect(rows.map(({ unit, depth, under }) => [unit, depth, under])).toEqual([['S1', 0, null], ['C1', 1, 'S1'], ['C2', 1, 'S1'], ['C3', 1, 'S1'], ['P1', 1, 'S1'], ['E1', 2, 'P1'], ['E2', 2, 'P1']]);
      expect(next).toBeNull();
      const { items } = await get<{ items: Item[] }>(administrator, '/obligations?limit=200');
      const planned = items.filter(({ kind }) => !['order', 'extension', 'verification'].includes(kind));
      expect(planned.length).toBeGreaterThan(20);
      const cellOf = (unit: string, key: string) => readCell(rows.find((row) => row.unit === unit)?.cells[columns.findIndex((column) => column.key === key)] ?? null);
      for (const { unit, duty, light, workingDaysLate } of planned) expect({ unit, duty, ...cellOf(unit, duty) }).toEqual({ unit, duty, light, workingDaysLate, n: 1 });
      // Where a unit has no such duty there is nothing.
      expect(cellOf('S1', 'pledge')).toBeNull();
      expect(cellOf('P1', 'hazard-M01')).toBeNull();
      expect(rows.flatMap(({ cells }) => cells).filter((cell) => cell !== null)).toHaveLength(planned.length + columns.filter(({ period, kind }) => period === null && ['order', 'extension', 'verification'].includes(kind)).reduce((n, { counts }) => n + Object.values(counts).reduce((a, b) => a + b, 0), 0));
    });

    it('names its columns by the pack, the periods of a duty side by side', async () => {
      const { columns } = await get<Matrix>(administrator, '/matrix');
      expect(columns.map(({ key }) => key).filter((key) => !key.startsWith('check'))).toEqual(expect.arrayContaining(['pledge', 'hazard-M01', 'hazard-M02', 'hazard-M03', 'summary-Q1', 'rectify']));
      expect(columns.map(({ key }) => key).indexOf('hazard-M02') - columns.map(({ key }) => key).indexOf('hazard-M01')).toBe(1);
      expect(columns.find(({ key }) => key === 'hazard-M02')).toMatchObject({ policy: 'hazard', period: 'M02', kind: 'report', title: { zh: '隐患排查月报' } });
      expect((await get<Matrix>(administrator, '/matrix?kind=letter')).columns.map(({ key }) => key)).toEqual(['pledge']);
    });

    it('counts the units by light over all pages, not the one shown', async () => {
      const { columns, rows } = await get<Matrix>(administrator, '/matrix');
      for (const [n, { key, counts }] of columns.entries()) {
        const shown = rows.flatMap(({ cells }) => readCell(cells[n] ?? null) ?? []);
        expect({ key, ...counts }).toEqual({ key, ...Object.fromEntries(lights.map((light) => [light, shown.filter((cell) => cell.light === light).length])) });
      }
      const pages: Matrix['rows'] = [];
      for (let cursor = ''; ;) {
        const page = await get<Matrix>(administrator, `/matrix?limit=3${cursor}`);
        expect(page.rows.length).toBeLessThanOrEqual(3);
        expect(page.columns).toEqual(columns);
        pages.push(...page.rows);
        if (page.next === null) break;
        cursor = `&cursor=${page.next}`;
      }
      expect(pages).toEqual(rows);
    });

    it('puts the orders of a unit into one cell: the worst light and how many, drafts left out', async () => {
      const orderCell = async () => {
        const { rows, columns } = await get<Matrix>(administrator, '/matrix?under=C3');
        return readCell(rows[0]?.cells[columns.findIndex(({ key }) => key === 'rectify')] ?? null);
      };
      const lightOf = async (duty: string) => (await get<{ light: string }>(administrator, `/units/C3/orders/${duty}`)).light;
      expect(await orderCell()).toEqual({ light: await lightOf('rectify-1'), workingDaysLate: null, n: 1 });
      await done(administrator.post(`${at}/units/C3/orders/rectify-2/issue`, { deadline: '2026-02-27' }));
      await done((await as('C3-secretary')).post(`${at}/units/C3/orders/rectify-1/acknowledge`));
      await done((await as('C3-secretary')).post(`${at}/units/C3/orders/rectify-1/complete`, { result: '已办结' }));
      await done(administrator.post(`${at}/units/C3/orders/rectify-1/close`, { opinion: '同意销号' }));
      expect(await lightOf('rectify-1')).toBe('done');
      expect(await orderCell()).toEqual({ light: await lightOf('rectify-2'), workingDaysLate: null, n: 2 });
    });

    it('ends at what lies below one’s posts, and takes at most 500 rows', async () => {
      const director = await as('P1-director');
      const { rows, columns } = await get<Matrix>(director, '/matrix');
      expect(rows.map(({ unit }) => unit)).toEqual(['P1', 'E1', 'E2']);
      expect(columns.find(({ key }) => key === 'pledge')?.counts).toMatchObject({ done: 1 });
      expect(await director.get(`${at}/matrix?under=C1`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
      for (const limit of ['0', '501']) expect(await director.get(`${at}/matrix?limit=${limit}`)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/limit' }] } });
      expect(await director.get(`${at}/matrix?cursor=bm8`)).toMatchObject({ status: 400, body: { code: 'cursorInvalid' } });
    });
  });

  describe('search', () => {
    type Found = { units: { unit: string; name: string }[]; papers: { kind: string; number: string; unit: string; duty: string }[]; people: { name: string; posts: { post: string }[] }[] };
    const search = (person: Person, q: string) => get<Found>(person, `/search?q=${encodeURIComponent(q)}`);

    it('finds a unit by any part of its name and by its code, in either case', async () => {
      expect((await search(administrator, '南苑')).units).toMatchObject([{ kind: 'unit', unit: 'C3', name: '南苑社区', under: 'S1', underName: '示例街道' }]);
      expect((await search(administrator, '苑社')).units.map(({ unit }) => unit)).toContain('C3');
      expect((await search(administrator, 'c3')).units.map(({ unit }) => unit)).toEqual(['C3']);
    });

    it('finds an order by its number and letters by the document behind them, in the order of the tree', async () => {
      const { number } = await get<{ number: string }>(administrator, '/units/C3/orders/rectify-1');
      expect((await search(administrator, number)).papers).toMatchObject([{ kind: 'order', number, unit: 'C3', duty: 'rectify-1' }]);
      const letters = (await search(administrator, '示街办〔2026〕1号')).papers;
      expect(letters.map(({ unit, duty }) => `${unit} ${duty}`)).toEqual(['C1 pledge', 'C2 pledge', 'C3 pledge', 'P1 pledge', 'E1 pledge', 'E2 pledge']);
    });

    it('finds people by name, with their posts', async () => {
      expect((await search(administrator, '南苑社区社区书记')).people).toMatchObject([{ kind: 'person', name: '南苑社区社区书记', posts: [{ post: 'C3/secretary', title: '社区书记', unit: 'C3', unitName: '南苑社区' }] }]);
    });

    it('finds nothing of another subtree, and takes a mark of a pattern for itself', async () => {
      const { number } = await get<{ number: string }>(administrator, '/units/C3/orders/rectify-1');
      const owner = await as('E2-owner');
      for (const q of ['南苑', 'C3', number, '南苑社区社区书记']) expect(await search(owner, q)).toMatchObject({ units: [], papers: [], people: [] });
      expect((await search(owner, '示街办〔2026〕1号')).papers.map(({ unit }) => unit)).toEqual(['E2']);
      for (const q of ['%%', '__', '\\\\']) expect(await search(administrator, q)).toMatchObject({ units: [], papers: [], people: [] });
    });

    it('wants two characters, and no more than forty', async () => {
      for (const q of ['', '社', ' 社 ', '社'.repeat(41)]) expect(await administrator.get(`${at}/search?q=${encodeURIComponent(q)}`)).toMatchObject({ status: 400, body: { code: 'invalid', facts: { fields: expect.arrayContaining(['/q']) } } });
    });
  });

  describe('a draft', () => {
    const place = '/units/C3/drafts/hazard-M01';
    const form = (content: object, version: number, seq = 0) => ({ form: 'report', content, seq, version });

    it('is kept while one types, is one’s own, and goes when it is thrown away', async () => {
      const secretary = await as('C3-secretary');
      const { head } = await get<{ head: number }>(secretary, place);
      expect(head).toBeGreaterThan(0);
      expect(await done(secretary.post(`${at}${place}`, form({ problems: '正在写' }, 0, head)))).toMatchObject({ head, draft: { form: 'report', content: { problems: '正在写' }, seq: head, version: 1 } });
      expect(await done(secretary.post(`${at}${place}`, form({ problems: '正在写，还没写完' }, 1, head)))).toMatchObject({ draft: { version: 2 } });
      expect(await get(secretary, place)).toMatchObject({ draft: { content: { problems: '正在写，还没写完' }, version: 2 } });
      expect(await get(administrator, place)).toEqual({ head, draft: null });
      await done(secretary.delete(`${at}${place}`));
      expect(await get(secretary, place)).toMatchObject({ draft: null });
    });

    it('is not written over from a window that does not know the newer one, and shows it that', async () => {
      const secretary = await as('C3-secretary');
      await done(secretary.post(`${at}${place}`, form({ problems: '甲' }, 0)));
      await done(secretary.post(`${at}${place}`, form({ problems: '乙' }, 1)));
      for (const version of [0, 1, 3]) {
        expect(await secretary.post(`${at}${place}`, form({ problems: '丙' }, version))).toMatchObject({ status: 409, body: { code: 'draftNewer', facts: { draft: { version: 2, content: { problems: '乙' } } } } });
      }
      // Sent twice by a connection that broke, it was kept the first time.
      expect(await done(secretary.post(`${at}${place}`, form({ problems: '乙' }, 1)))).toMatchObject({ draft: { version: 2 } });
      const both = await Promise.all(['丁', '戊'].map((problems) => secretary.post(`${at}${place}`, form({ problems }, 2))));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('has 32 KB at most, of a form of the unit, and is thrown away after sixty days', async () => {
      const secretary = await as('C3-secretary');
      expect(await secretary.post(`${at}${place}`, form({ problems: '写'.repeat(10_930) }, 0))).toMatchObject({ status: 400, body: { errors: [{ pointer: '/content' }] } });
      expect(await secretary.post(`${at}/units/C3/drafts/hazard-M07`, form({}, 0))).toMatchObject({ status: 404, body: { code: 'unknownObligation' } });
      // What is still to be opened is named by the pack.
      await done(secretary.post(`${at}/units/C3/drafts/moreTime`, form({ reason: '台风' }, 0)));
      expect(await get(secretary, '/units/C3/drafts/moreTime')).toMatchObject({ head: null, draft: { content: { reason: '台风' } } });
      await office.source.query("UPDATE draft SET at = at - INTERVAL 61 DAY WHERE duty = 'moreTime'");
      expect(await get(secretary, '/units/C3/drafts/moreTime')).toEqual({ head: null, draft: null });
      await done((await as('C1-secretary')).post(`${at}/units/C1/drafts/hazard-M01`, form({}, 0)));
      expect(await office.source.query("SELECT * FROM draft WHERE duty = 'moreTime'")).toEqual([]);
    });
  });

  describe('a unit’s page', () => {
    type Page = { ancestors: { unit: string }[]; posts: { post: string; person: string; since: string; told: number }[]; duties: Item[]; orders: { duty: string }[]; above: { unit: string; posts: { post: string; person: string }[] } | null; children: number; below: Record<string, number> };

    it('tells in one read where it stands, who holds its posts, what it owes and who answers for it above', async () => {
      const page = await get<Page>(administrator, '/units/C3');
      expect(page).toMatchObject({ unit: 'C3', unitName: '南苑社区', type: 'community', children: 0, ancestors: [{ unit: 'S1', unitName: '示例街道' }], moreDuties: 0 });
      expect(page.posts).toMatchObject([{ post: 'C3/secretary', title: '社区书记', person: '南苑社区社区书记', since: expect.stringMatching(/^\d{4}-/) }]);
      expect(page.orders.map(({ duty }) => duty)).toContain('rectify-1');
      expect(page.above).toMatchObject({ unit: 'S1', unitName: '示例街道', posts: expect.arrayContaining([{ post: 'S1/chief', title: '街道办事处主任', person: expect.any(String) }]) });
      const { items } = await get<{ items: Item[] }>(administrator, '/obligations?limit=200&under=C3');
      expect(page.duties).toEqual(items.filter(({ kind }) => kind !== 'order').concat(items.filter(({ kind, duty }) => kind === 'order' && page.orders.some((order) => order.duty === duty))).sort((a, b) => (a.duty < b.duty ? -1 : 1)));
    });

    it('counts what was told to each post this month, as the post’s inbox has it', async () => {
      const { posts } = await get<Page>(administrator, '/units/C3');
      const rows = await office.source.query("SELECT COUNT(*) AS n FROM notice WHERE post = 'C3/secretary' AND told_at >= '2026-01-31 16:00:00'") as { n: number }[];
      expect(posts[0]?.told).toBe(Number(rows[0]?.n));
      expect(posts[0]?.told).toBeGreaterThan(0);
      const before = await office.source.query("SELECT COUNT(*) AS n FROM notice WHERE post = 'C3/secretary' AND told_at < '2026-01-31 16:00:00'") as { n: number }[];
      expect(Number(before[0]?.n)).toBeGreaterThan(0);
    });

    it('shows only the units above that one may see, and the lights below as the tree does', async () => {
      const park = await get<Page>(administrator, '/units/P1');
      const { items } = await get<{ items: { id: string; below: object; children: number }[] }>(administrator, '/tree?under=S1');
      expect(park).toMatchObject({ below: items.find(({ id }) => id === 'P1')?.below, children: 2 });
      expect((await get<Page>(await as('P1-director'), '/units/E1')).ancestors.map(({ unit }) => unit)).toEqual(['P1']);
      expect((await get<Page>(administrator, '/units/E1')).ancestors.map(({ unit }) => unit)).toEqual(['S1', 'P1']);
      expect((await get<Page>(administrator, '/units/S1')).above).toBeNull();
    });
  });

  it('says of what is overdue whose desk it lies on and for how many working days', async () => {
    const { items } = await get<{ items: Item[] }>(administrator, '/obligations?light=late&limit=200');
    expect(items.length).toBeGreaterThan(3);
    expect(items.map(({ dueOn }) => dueOn)).toEqual(items.map(({ dueOn }) => dueOn).sort());
    // Due on 14 January; on Friday 6 February that is 17 working days ago.
    expect(items.find(({ unit, duty }) => unit === 'C3' && duty === 'pledge')).toMatchObject({ workingDaysLate: 17, workingDaysLeft: -17, waitsFor: [{ post: 'C3/secretary', title: '社区书记', person: '南苑社区社区书记' }] });
    const all = (await get<{ items: Item[] }>(administrator, '/obligations?limit=200')).items;
    // An objection lies with the level above, which has a date of its own: the unit is not late.
    expect(all.find(({ unit, duty }) => unit === 'C2' && duty === 'pledge')).toMatchObject({ light: 'waiting', workingDaysLate: null, waitsFor: [{ post: 'S1/chief' }] });
    expect(all.find(({ unit, duty }) => unit === 'C1' && duty === 'pledge')).toMatchObject({ light: 'done', workingDaysLate: null, workingDaysLeft: null, waitsFor: [] });
  });

  describe('what an act on the year will do', () => {
    type Preview = { items: { unit: string; dates: { duty: string; from: string; to: string | null }[]; notices: { duty: string; stage: string; post: string; at: string; to: string | null }[] }[]; units: number; dates: number; notices: number };
    const planned = (unit: string) => office.source.query("SELECT SUBSTRING_INDEX(obligation, '/', -1) AS duty, stage, post, at FROM notice WHERE obligation LIKE ? AND status = 'planned' ORDER BY at, id", [`%/${unit}/%`]) as Promise<{ duty: string; stage: string; post: string; at: string }[]>;

    it('refuses of a pause what the act would refuse, and shows it to nobody who may not give it', async () => {
      expect(await administrator.get(`${at}/pauses/preview?from=2026-02-01T00:00:00.000Z`)).toMatchObject({ status: 422, body: { code: 'pauseInPast', errors: [{ pointer: '/from' }] } });
      expect(await administrator.get(`${at}/pauses/preview?from=2026-03-01T00:00:00.000Z&to=2026-02-20T00:00:00.000Z`)).toMatchObject({ body: { code: 'pauseEmpty' } });
      expect(await (await as('P1-director')).get(`${at}/pauses/preview`)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    });

    it('names the dates and the notices that a pause moves, each to where the pause then moves it', async () => {
      const span = { from: '2026-02-27T01:00:00.000Z', to: '2026-03-05T01:00:00.000Z' };
      const before = await planned('C1');
      const preview = await get<Preview>(administrator, `/pauses/preview?under=C1&from=${span.from}&to=${span.to}`);
      expect(preview).toMatchObject({ ...span, units: 1, moving: 1 });
      const [c1] = preview.items;
      expect(c1?.notices.map(({ to: _to, ...notice }) => notice)).toEqual(before.filter((notice) => notice.at >= span.from && notice.at < span.to));
      expect(c1?.notices.length).toBeGreaterThan(0);
      expect(c1?.dates.length).toBeGreaterThan(0);
      expect([preview.dates, preview.notices]).toEqual([c1?.dates.length, c1?.notices.length]);
      // Nothing was recorded by looking.
      expect(await planned('C1')).toEqual(before);

      await done(administrator.post(`${at}/pauses`, { under: 'C1', ...span, reason: '防汛' }));
      await advance(administrator, slug, span.to);
      const { items } = await get<{ items: Item[] }>(administrator, '/obligations?under=C1&limit=200');
      for (const { duty, to } of c1?.dates ?? []) expect({ duty, dueOn: items.find((item) => item.duty === duty)?.dueOn }).toEqual({ duty, dueOn: to });
      const after = await planned('C1');
      for (const notice of c1?.notices ?? []) expect(after).toContainEqual({ duty: notice.duty, stage: notice.stage, post: notice.post, at: notice.to });
    });

    it('leaves open where things go that a pause without an end holds up', async () => {
      const preview = await get<Preview>(administrator, '/pauses/preview?under=C2&from=2026-03-10T01:00:00.000Z');
      expect(preview.items[0]?.dates.length).toBeGreaterThan(0);
      expect(preview.items.flatMap(({ dates, notices }) => [...dates, ...notices]).every(({ to }) => to === null)).toBe(true);
    });

    it('counts what ends with the year if it is cancelled, and that is what ends', async () => {
      const preview = await get<{ units: number; letters: { inForce: number; notInForce: number }; notices: number; tasks: number; duties: number }>(administrator, '/cancel/preview');
      expect(preview.letters).toEqual({ inForce: 2, notInForce: 4 });
      const count = async (what: string) => Number((await office.source.query(`SELECT COUNT(*) AS n FROM ${what}`) as { n: number }[])[0]?.n);
      const cancelled = await count("notice WHERE status = 'cancelled'");
      const tasks = await count('task');
      await done(administrator.post(`${at}/cancel`, { reason: '另行安排' }));
      await until(administrator, at, ({ body }) => body['status'] === 'cancelled');
      expect(await count("notice WHERE status = 'cancelled'") - cancelled).toBe(preview.notices);
      expect([preview.tasks, await count('task')]).toEqual([tasks, 0]);
      expect(await count("event WHERE type = 'yearEnded'")).toBe(preview.units);
      expect(preview.notices).toBeGreaterThan(0);
      expect(await administrator.get(`${at}/cancel/preview`)).toMatchObject({ status: 409, body: { code: 'cycleNotPossibleNow' } });
    });
  });
});
