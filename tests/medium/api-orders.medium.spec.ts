import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { numbers } from '#apps/cli/doctor/examinations/numbers';
import { examinations } from '#apps/cli/doctor/table';
import { sqlOf } from '#libs/store/sql';
import type { Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const draft = {
  origin: { kind: 'instruction', reference: '街道主要领导批示〔2026〕5号' }, subject: '消防通道堵塞', matter: '请限期清理。',
  deadline: '2026-01-20', stages: [{ what: '报方案', dueOn: '2026-01-12' }], assisting: ['P1', 'E2'],
};

describe('a supervision order at the API', () => {
  let office: ApiOffice;
  let officer: Person;
  let ordered: Person;
  let slug: string;
  const path = (unit: string, duty: string, verb = '') => `/cycles/${slug}/units/${unit}/orders/${duty}${verb && `/${verb}`}`;

  beforeAll(async () => {
    office = await openApiOffice();
    officer = await office.signIn('S1-safetyOffice');
    ordered = await office.signIn('E1-safetyOfficer');
    slug = await launchDrill(officer);
  });
  afterAll(async () => { await office.close(); });

  it('is drafted by hand from an instruction, and waits for the officer; who assists stands in the cycle’s tree', async () => {
    expect(await officer.post(path('E1', 'rectify', 'draft'), { ...draft, assisting: ['440811101'] })).toMatchObject({ status: 404, body: { code: 'unknownUnit' } });
    expect(await officer.post(path('E1', 'rectify', 'draft'), { ...draft, deadline: '2026-01-05', stages: [] })).toMatchObject({ status: 422, body: { code: 'deadlineNotAhead', errors: [{ pointer: '/deadline' }] } });
    expect(await officer.post(path('E1', 'rectify', 'draft'), { ...draft, deadline: '2090-01-05' })).toMatchObject({ status: 422, body: { code: 'beyondCalendar' } });
    const drafted = await officer.post(path('E1', 'rectify', 'draft'), draft);
    expect(drafted).toMatchObject({ status: 200, body: { events: ['dutyOpened', 'orderDrafted'], status: 'drafted' } });
    expect(String(drafted.body['obligation'])).toMatch(/\/E1\/rectify-1$/);
    expect(await officer.get(path('E1', 'rectify-1'))).toMatchObject({
      status: 200,
      body: {
        status: 'drafted', number: null, title: { zh: '隐患督办单：消防通道堵塞' }, light: 'waiting', draftedBy: '示例街道应急管理办公室主任', dueOn: '2026-01-07',
        origin: { by: 'hand', kind: 'instruction', reference: '街道主要领导批示〔2026〕5号' }, assisting: [{ unit: 'P1' }, { unit: 'E2' }], stages: [{ dueOn: '2026-01-12', answeredAt: null }],
      },
    });
    const tasks = await officer.get(`/tasks?cycle=${slug}`);
    expect((tasks.body['items'] as { duty: string; act: string }[]).map(({ duty, act }) => `${duty} ${act}`)).toContain('rectify-1 issue');
  });

  it('is issued, gets its number from the cycle, is acknowledged, reported on, returned, and closed', async () => {
    expect(await ordered.post(path('E1', 'rectify-1', 'issue'))).toMatchObject({ status: 403, body: { code: 'notAllowed', facts: { function: 'orderIssuer', unit: 'S1' } } });
    expect(await officer.post(path('E1', 'rectify-1', 'issue'))).toMatchObject({ status: 200, body: { events: ['orderIssued'], status: 'issued' } });
    const numbered = await until(officer, path('E1', 'rectify-1'), (answer) => answer.body['number'] !== null);
    expect(numbered.body['number']).toBe('示安督〔2026〕第1号');
    expect(await ordered.post(path('E1', 'rectify-1', 'complete'), { result: '已清理' })).toMatchObject({ status: 409, body: { code: 'notPossibleNow', facts: { status: 'issued' } } });
    expect(await ordered.post(path('E1', 'rectify-1', 'acknowledge'))).toMatchObject({ status: 200, body: { status: 'acknowledged' } });
    expect(await ordered.post(path('E1', 'rectify-1', 'feedback'), { text: '方案已报' })).toMatchObject({ status: 200, body: { events: ['orderFeedback'] } });
    expect(await ordered.post(path('E1', 'rectify-1', 'complete'), { result: '已清理' })).toMatchObject({ status: 200, body: { status: 'reported' } });
    expect(await officer.post(path('E1', 'rectify-1', 'return'), { reason: '请附照片' })).toMatchObject({ status: 200, body: { status: 'acknowledged' } });
    expect(await ordered.post(path('E1', 'rectify-1', 'complete'), { result: '已清理，附照片' })).toMatchObject({ status: 200 });
    expect(await officer.post(path('E1', 'rectify-1', 'close'), { opinion: '同意销号' })).toMatchObject({ status: 200, body: { status: 'closed' } });
    expect((await ordered.get(path('E1', 'rectify-1'))).body).toMatchObject({
      status: 'closed', light: 'done', onTime: true, number: '示安督〔2026〕第1号', issued: { by: '示例街道应急管理办公室主任' }, acknowledged: { onTime: true }, feedbacks: 1,
      stages: [{ onTime: true }], completion: { result: '已清理，附照片', returned: null }, closed: { opinion: '同意销号' }, ended: null,
    });
  });

  it('is told to the units that assist and read by them, while others outside the subtree see nothing of it', async () => {
    const [desk, neighbour] = [await office.signIn('P1-deskOfficer'), await office.signIn('E2-safetyOfficer')];
    expect(await neighbour.get(path('E1', 'rectify-1'))).toMatchObject({ status: 200, body: { unit: 'E1', assisting: [{ unit: 'P1', name: '北苑产业园' }, { unit: 'E2' }] } });
    const story = await neighbour.get(`/cycles/${slug}/units/E1/obligations/rectify-1`);
    expect((story.body['notices'] as { stage: string; post: string }[]).filter(({ stage }) => stage === 'issue.assisting').map(({ post }) => post).sort()).toEqual(['E2/safetyOfficer', 'P1/deskOfficer']);
    expect((await desk.get(path('E1', 'rectify-1'))).status).toBe(200);
    for (const person of [await office.signIn('C1-secretary')]) expect(await person.get(path('E1', 'rectify-1'))).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    expect(await neighbour.get(`/cycles/${slug}/units/E1/obligations/pledge`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    // Word of their own, while the order is in hand; from nobody else.
    await officer.post(path('E1', 'rectify', 'draft'), draft);
    await officer.post(path('E1', 'rectify-2', 'issue'));
    await until(officer, path('E1', 'rectify-2'), (answer) => answer.body['number'] !== null);
    await ordered.post(path('E1', 'rectify-2', 'acknowledge'));
    expect(await neighbour.post(path('E1', 'rectify-2', 'assist'), { text: '已配合清理' })).toMatchObject({ status: 200, body: { events: ['orderFeedback'] } });
    for (const person of [ordered, await office.signIn('C1-secretary')]) expect(await person.post(path('E1', 'rectify-2', 'assist'), { text: '代填' })).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect((await ordered.get(path('E1', 'rectify-2'))).body).toMatchObject({ feedbacks: 1, feedback: [{ text: '已配合清理', stage: null, assisting: '示例食品厂' }] });
    expect(await officer.post(path('E1', 'rectify-2', 'void'), { reason: '重复' })).toMatchObject({ status: 200, body: { status: 'voided' } });
    await officer.post(path('E1', 'rectify', 'draft'), draft);
    // A draft is nobody's yet.
    expect(await neighbour.get(path('E1', 'rectify-3'))).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    expect(await officer.post(path('E1', 'rectify-3', 'discard'), { reason: '另行布置' })).toMatchObject({ status: 200 });
  });

  it('is not the unit’s to see before it is issued, nor once it is discarded; above the unit it is', async () => {
    const seen = async (person: Person, duty: string) => {
      const lists = await Promise.all([`orders?limit=50`, 'obligations?kind=order&limit=50'].map(async (list) => (await person.get(`/cycles/${slug}/${list}`)).body['items'] as { unit: string; duty: string }[]));
      const inTree = ((await person.get(`/cycles/${slug}/tree`)).body['items'] as { id: string; duties: { duty: string }[] }[]).flatMap(({ duties }) => duties.map((one) => one.duty));
      const account = ((await person.get(`/cycles/${slug}/units/E1/account`)).body['duties'] as { duty: string }[]).map((one) => one.duty);
      return {
        order: (await person.get(path('E1', duty))).status, story: (await person.get(`/cycles/${slug}/units/E1/obligations/${duty}`)).status,
        lists: lists.map((items) => items.some((item) => item.unit === 'E1' && item.duty === duty)), tree: inTree.includes(duty), account: account.includes(duty),
      };
    };
    const drafted = String((await officer.post(path('E1', 'rectify', 'draft'), draft)).body['obligation']).split('/').at(-1) ?? '';
    const hidden = { order: 404, story: 404, lists: [false, false], tree: false, account: false };
    expect([await seen(ordered, drafted), await seen(ordered, 'rectify-3')]).toEqual([hidden, hidden]);
    for (const duty of [drafted, 'rectify-3']) expect(await seen(officer, duty)).toMatchObject({ order: 200, story: 200, lists: [true, true] });
    expect(await seen(await office.signIn('P1-deskOfficer'), drafted)).toMatchObject({ order: 200, lists: [true, true] });
    expect(await seen(ordered, 'rectify-1')).toEqual({ order: 200, story: 200, lists: [true, true], tree: true, account: true });
    await officer.post(path('E1', drafted, 'discard'), { reason: '另行布置' });
  });

  it('has its whole story in words, in both languages', async () => {
    const story = await ordered.get(`/cycles/${slug}/units/E1/obligations/rectify-1`);
    expect(story).toMatchObject({ status: 200, body: { kind: 'order', status: 'closed', waitsFor: null } });
    const events = story.body['events'] as { type: string; words: { zh: string; en: string } }[];
    expect(events.map(({ type }) => type)).toEqual([
      'dutyOpened', 'orderDrafted', 'orderIssued', 'orderNumbered', 'orderAcknowledged', 'orderFeedback', 'orderCompleted', 'orderReturned', 'orderCompleted', 'orderClosed',
    ]);
    expect(events.find(({ type }) => type === 'orderNumbered')?.words).toEqual({ zh: '编号示安督〔2026〕第1号', en: 'Numbered 示安督〔2026〕第1号' });
  });

  it('is found in the list by its status, to whoever’s subtree holds the unit', async () => {
    await officer.post(path('C1', 'rectify', 'draft'), { ...draft, assisting: [] });
    const found = async (person: Person, query: string) => ((await person.get(`/cycles/${slug}/orders?${query}`)).body['items'] as { unit: string; status: string }[]).map(({ unit, status }) => `${unit} ${status}`);
    expect(await found(officer, 'limit=10')).toEqual(['C1 drafted', 'E1 closed', 'E1 voided', 'E1 discarded', 'E1 discarded']);
    expect(await found(officer, 'status=drafted')).toEqual(['C1 drafted']);
    expect(await found(ordered, 'status=closed')).toEqual(['E1 closed']);
    const page = await officer.get(`/cycles/${slug}/orders?limit=1`);
    expect(await found(officer, `limit=1&cursor=${String(page.body['next'])}`)).toEqual(['E1 closed']);
  });

  it('tells the ordered unit by mail at the next slot, and chases it when it is late', async () => {
    await officer.post(path('C1', 'rectify-1', 'issue'), { deadline: '2026-01-22' });
    await advance(officer, slug, '2026-01-08T08:00:00.000Z');
    const story = await officer.get(`/cycles/${slug}/units/C1/obligations/rectify-1`);
    const notices = story.body['notices'] as { stage: string; status: string; postTitle: string }[];
    expect(notices.filter(({ stage }) => stage.startsWith('acknowledge')).map(({ stage, status, postTitle }) => `${stage} ${status} ${postTitle}`)).toEqual([
      'acknowledge.asked told 社区书记', 'acknowledge.pressed told 社区书记', 'acknowledge.pressed told 应急管理办公室主任',
    ]);
  });

  it('forty at once over several units get the numbers that follow, each once', async () => {
    const units = ['C1', 'C2', 'C3', 'E1', 'E2'];
    const orders: { unit: string; duty: string }[] = [];
    await Promise.all(units.map(async (unit) => {
      for (let n = 0; n < 8; n += 1) {
        const { body } = await officer.insist(path(unit, 'rectify', 'draft'), { ...draft, deadline: '2026-03-20', stages: [], assisting: [] });
        orders.push({ unit, duty: String(body['obligation']).split('/').at(-1) ?? '' });
      }
    }));
    expect(orders).toHaveLength(40);
    await Promise.all(units.map(async (unit) => {
      for (const { duty } of orders.filter((one) => one.unit === unit)) expect((await officer.insist(path(unit, duty, 'issue'))).status).toBe(200);
    }));
    const given = await until(officer, `/cycles/${slug}/orders?status=issued&limit=200`, ({ body }) => {
      const items = body['items'] as { number: string | null }[];
      return items.length === 41 && items.every(({ number }) => number !== null);
    });
    const numbers = (given.body['items'] as { number: string }[]).map(({ number }) => Number(/第(\d+)号/.exec(number)?.[1]));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 41 }, (_, n) => n + 3));
  });

  describe('to the doctor', () => {
    const examined = () => numbers.examine({ sql: sqlOf(office.source), now: () => new Date(Date.now() + 3_600_000), note: () => undefined } as never);
    const event = async (type: string, n: number) => (await office.source.query('SELECT * FROM event WHERE type = ? AND JSON_VALUE(body, ?) = ?', [type, '$.n', n]) as { stream: string; seq: number; body: string }[])[0] ?? { stream: '', seq: 0, body: '' };
    /** What root does to an event, and its undoing. */
    const foundWith = async ({ stream, seq, body }: { stream: string; seq: number; body: string }, changed: string) => {
      expect(await examined()).toEqual([]);
      await office.source.query('UPDATE event SET body = ? WHERE stream = ? AND seq = ?', [changed, stream, seq]);
      const findings = await examined();
      await office.source.query('UPDATE event SET body = ? WHERE stream = ? AND seq = ?', [body, stream, seq]);
      return findings;
    };

    it('is one of what is examined', () => { expect(examinations).toContain(numbers); });

    it('shows a gap that the database’s root made, and the paper whose number nobody gave', async () => {
      const given = await event('numberGiven', 17);
      const { to, duty } = JSON.parse(given.body) as { to: string; duty: string };
      const findings = await foundWith(given, given.body.replace('"duty":"', '"duty":"lost-').replace('"n":17', '"n":99'));
      expect(findings.filter(({ code }) => code === 'numberMissing').map(({ about }) => [about['series'], about['n']])).toEqual([17, ...Array.from({ length: 55 }, (_, n) => n + 44)].map((n) => ['hazards', n]));
      expect(findings).toContainEqual(expect.objectContaining({ code: 'numberAstray', about: { paper: `${to}/${duty}`, n: 17, given: null } }));
    });

    it('shows a number given twice, one that its paper does not bear, and one that it was not given', async () => {
      const given = await event('numberGiven', 20);
      expect((await foundWith(given, given.body.replace('"n":20', '"n":19'))).map(({ code }) => code)).toEqual(expect.arrayContaining(['numberTwice', 'numberMissing', 'numberAstray']));
      const borne = await event('orderNumbered', 21);
      expect(await foundWith(borne, borne.body.replace('"duty":"', '"duty":"lost-'))).toMatchObject([{ code: 'numberAstray', about: { n: 21, given: null } }, { code: 'numberUnborne', about: { n: 21 } }]);
    });
  });
});
