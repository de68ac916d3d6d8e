import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Person } from '../support/person.ts';
import { advance, documents, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const letter = (slug: string, unit: string) => `/cycles/${slug}/units/${unit}/letters/pledge`;

describe('an act at the API', () => {
  let office: ApiOffice;
  let administrator: Person;
  let slug: string;
  beforeAll(async () => {
    office = await openApiOffice({ wired: true });
    administrator = await office.signIn('S1-safetyOffice');
    slug = await launchDrill(administrator);
  });
  afterAll(async () => { await office.close(); });

  const times = async (type: string, key: string): Promise<number> =>
    Number((await office.source.query('SELECT COUNT(*) AS n FROM event WHERE type = ? AND act_key = ?', [type, key]) as { n: number }[])[0]?.n);

  it('gets its first answer again under the same key, however its JSON is laid out', async () => {
    const secretary = await office.signIn('C1-secretary');
    const object = `${letter(slug, 'C1')}/object`;
    const first = await secretary.post(object, { indicator: 'hazardsFixed', reason: '隐患不足', proposed: 15 }, 'object-0001');
    expect(first).toMatchObject({ status: 200, body: { state: 'recorded', events: ['letterObjected'], status: 'objected', key: 'object-0001' } });
    const again = await secretary.post(object, { proposed: 15, reason: '隐患不足', indicator: 'hazardsFixed' }, 'object-0001');
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(await secretary.get('/acts/object-0001')).toMatchObject({ status: 200, body: first.body });
    expect(await times('letterObjected', 'object-0001')).toBe(1);
  });

  it('is refused under a key that stands for other content or another place', async () => {
    const secretary = await office.signIn('C1-secretary');
    const other = await secretary.post(`${letter(slug, 'C1')}/object`, { indicator: 'hazardsFixed', reason: '另一理由', proposed: 15 }, 'object-0001');
    expect(other).toMatchObject({ status: 422, body: { code: 'keyReused' } });
    expect(await secretary.post(`${letter(slug, 'C1')}/sign`, {}, 'object-0001')).toMatchObject({ status: 422, body: { code: 'keyReused' } });
  });

  it('keeps its key to its account', async () => {
    const other = await office.signIn('C2-secretary');
    expect(await other.get('/acts/object-0001')).toMatchObject({ status: 404, body: { code: 'unknownAct' } });
    expect(await other.post(`${letter(slug, 'C2')}/sign`, {}, 'object-0001')).toMatchObject({ status: 200, body: { status: 'inForce' } });
  });

  it('tells in words and figures why the rules refuse it, and may come again under its key', async () => {
    const chief = await office.signIn('S1-chief');
    const refused = await chief.post(`${letter(slug, 'C1')}/revise`, { value: 20, reason: '不变' }, 'revise-0001');
    expect(refused).toMatchObject({ status: 422, body: { code: 'revisionChangesNothing', facts: { target: 20 }, errors: [{ pointer: '/value' }] } });
    expect(await chief.post(`${letter(slug, 'C1')}/countersign`)).toMatchObject({ status: 409, body: { code: 'notPossibleNow', facts: { status: 'objected' } } });
    expect(await chief.post(`${letter(slug, 'C1')}/refuse`, { reason: '按原定' })).toMatchObject({ status: 200, body: { status: 'issued' } });
    expect(await chief.post(`/cycles/${slug}/units/C1/letters/nothing/refuse`, { reason: '无' })).toMatchObject({ status: 422, body: { code: 'unknownDuty' } });
    expect(await chief.post(`/cycles/${slug}/units/S1/letters/pledge/void`, { reason: '根单位没有责任书' })).toMatchObject({ status: 403 });
  });

  it('is done once when it is sent ten times at once', async () => {
    const secretary = await office.signIn('C3-secretary');
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => secretary.post(`${letter(slug, 'C3')}/sign`, {}, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, body: { status: 'inForce' } });
    expect(await times('letterSigned', key)).toBe(1);
  });

  it('signs once for both posts of one person, and under the tenures of the day', async () => {
    const director = await office.signIn('P1-director');
    expect(await director.post(`${letter(slug, 'P1')}/sign`)).toMatchObject({ body: { status: 'inForce' } });
    const owner = await office.signIn('E1-owner');
    await until(owner, `${letter(slug, 'E1')}`, (answer) => answer.body.status === 'issued');
    await owner.post(`${letter(slug, 'E1')}/sign`, {}, 'both-posts-1');
    const [event] = await office.source.query("SELECT person, posts FROM event WHERE act_key = 'both-posts-1' LIMIT 1") as { person: string; posts: string }[];
    expect(event?.person).toBe('E1-owner');
    expect(JSON.parse(event?.posts ?? '')).toEqual([{ post: 'E1/manager', tenure: 'E1/manager@2020-01-01' }, { post: 'E1/owner', tenure: 'E1/owner@2020-01-01' }]);
    const plantChief = await office.signIn('E1-plantChief');
    expect(await plantChief.post(`${letter(slug, 'E1')}/sign`)).toMatchObject({ body: { status: 'countersigning' } });
    expect(await owner.post(`${letter(slug, 'E1')}/sign`)).toMatchObject({ status: 409, body: { code: 'notPossibleNow' } });
  });

  describe('in the cycle’s life', () => {
    it('comes to the same drill under the same key, and to two under two', async () => {
      const body = { pack: 'tiny', year: 2026, drillFrom: '2026-01-05T01:00:00.000Z' };
      const [one, two, again] = await Promise.all([administrator.post('/cycles', body, 'draft-one-01'), administrator.post('/cycles', body, 'draft-two-02'), administrator.post('/cycles', body, 'draft-one-01')]);
      expect([one, two, again].map(({ status, body: { code } }) => ({ status, code }))).toEqual(Array(3).fill({ status: 200, code: undefined }));
      expect(again.body).toEqual(one.body);
      expect(new Set([one.body['obligation'], two.body['obligation']])).toEqual(new Set(['safety/2026/drill-2', 'safety/2026/drill-3']));
    });

    it('finds the id it began under, when the first try died after starting the workflow', async () => {
      const body = { pack: 'tiny', year: 2026, drillFrom: '2026-01-06T01:00:00.000Z' };
      // Somebody else's try that died, and then one that lives.
      await office.client.workflow.start('cycle', {
        workflowId: 'cycle/safety/2026/drill-4', taskQueue: office.settings.taskQueue, memo: { draftedBy: 'somebody/else' },
        args: [{ stream: 'cycle/safety/2026/drill-4', cycle: 'safety/2026/drill-4', unit: null, isDrill: true }],
      });
      expect((await administrator.post('/cycles', body, 'draft-five-5')).body['obligation']).toBe('safety/2026/drill-5');
    });

    it('is not launched without the document and the minutes, and a draft’s units take no acts', async () => {
      expect(await administrator.post('/cycles/safety-2026-drill-5/launch')).toMatchObject({ status: 422, body: { code: 'letterWithoutDocument' } });
      const secretary = await office.signIn('C1-secretary');
      expect(await secretary.post(`${letter('safety-2026-drill-5', 'C1')}/sign`)).toMatchObject({ status: 409, body: { code: 'cycleNotOpen' } });
      expect(await administrator.post('/cycles/safety-2026-drill-5/documents', documents)).toMatchObject({ status: 200 });
      expect(await administrator.post('/cycles/safety-2026-drill-5/cancel', { reason: '只是试一试' })).toMatchObject({ status: 200, body: { status: 'cancelled' } });
      expect(await secretary.post(`${letter('safety-2026-drill-5', 'C1')}/sign`)).toMatchObject({ status: 409, body: { code: 'yearEnded' } });
    });

    it('is refused for a pack that is unknown, or a year whose calendar does not reach its last dates', async () => {
      expect(await administrator.post('/cycles', { pack: 'nobody', year: 2026 })).toMatchObject({ status: 422, body: { code: 'packUnknown', errors: [{ pointer: '/pack' }] } });
      expect(await administrator.post('/cycles', { pack: 'base', year: 2026 })).toMatchObject({ status: 422, body: { code: 'packUnknown' } });
      expect(await administrator.post('/cycles', { pack: 'tiny', year: 2028 })).toMatchObject({ status: 422, body: { code: 'calendarTooShort', facts: { missing: [2029], needed: '2029-12-31' } } });
    });

    it('waits outside while the clock moves, and is stamped with the drill’s instant after it', async () => {
      const secretary = await office.signIn('C1-secretary');
      await administrator.post(`/cycles/${slug}/clock`, { to: '2026-01-09T01:00:00.000Z' });
      const seen = new Set<number>();
      const answer = await firstOf(() => secretary.post(`${letter(slug, 'C1')}/sign`, {}, 'sign-while-moving'), (one) => { seen.add(one.status); return one.status === 200; });
      expect([...seen].every((status) => status === 200 || status === 503)).toBe(true);
      expect(answer.body['at']).toMatch(/^2026-01-0[5-9]T/);
      expect(await times('letterSigned', 'sign-while-moving')).toBe(1);
      await until(administrator, `/cycles/${slug}`, (one) => one.body['now'] === '2026-01-09T01:00:00.000Z' && one.body['status'] === 'open');
      expect(await administrator.post(`/cycles/${slug}/clock`, { to: '2026-01-08T01:00:00.000Z' })).toMatchObject({ status: 422, body: { code: 'clockBackwards' } });
    });

    it('says 503 with Retry-After while the year is launched or its clock moves', async () => {
      const secretary = await office.signIn('C2-secretary');
      await office.source.query("UPDATE cycle SET status = 'advancing' WHERE id = 'safety/2026/drill-1'");
      const answer = await secretary.post(`/cycles/${slug}/units/C2/reports/hazard-M01/submit`, { figures: [], problems: '', nextSteps: '' });
      expect(answer).toMatchObject({ status: 503, body: { code: 'cycleBusy' } });
      expect(answer.headers.get('retry-after')).toBe('2');
      // A known act has its answer even then.
      expect(await secretary.post(`${letter(slug, 'C2')}/sign`, {}, 'object-0001')).toMatchObject({ status: 200 });
      await office.source.query("UPDATE cycle SET status = 'open' WHERE id = 'safety/2026/drill-1'");
    });
  });

  describe('with the database away', () => {
    afterEach(async () => { await office.wire?.mend().catch(() => undefined); });

    it('is accepted, answered 202 with its address, and recorded once when it is back', async () => {
      await advance(administrator, slug, '2026-02-02T01:00:00.000Z');
      const secretary = await office.signIn('C2-secretary');
      const submit = `/cycles/${slug}/units/C2/reports/hazard-M01/submit`;
      const body = { figures: [], problems: '', nextSteps: '' };
      office.wire?.cut();
      const accepted = await firstOf(() => secretary.post(submit, body, 'away-00001'), (one) => one.status === 202);
      expect(accepted.body).toMatchObject({ state: 'pending', seq: null, address: '/api/v1/acts/away-00001' });
      expect(accepted.headers.get('location')).toBe('/api/v1/acts/away-00001');
      expect(await secretary.get('/acts/away-00001')).toMatchObject({ status: 200, body: { state: 'pending' } });
      // Nobody who has not been here in the last minutes is let in, and reads say so.
      expect(await secretary.get(`/cycles/${slug}/letters`)).toMatchObject({ status: 503, body: { code: 'recordUnavailable' } });
      const other = await fetch(`${office.url}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'C3-secretary', password: 'zeren-demo' }) });
      expect(other.status).toBe(503);

      await office.wire?.mend();
      const recorded = await firstOf(() => secretary.get('/acts/away-00001'), (one) => one.body.state === 'recorded');
      expect(recorded.body).toMatchObject({ events: ['reportSubmitted'], status: 'submitted' });
      expect(await secretary.insist(submit, body, 'away-00001')).toMatchObject({ status: 200, body: recorded.body });
      expect(await times('reportSubmitted', 'away-00001')).toBe(1);
    });

    it('is turned away with Retry-After when too many wait on one stream, and never answered with a fault', async () => {
      const secretary = await office.signIn('C1-secretary');
      await until(secretary, `/cycles/${slug}`, (one) => one.status === 200);
      office.wire?.cut();
      const submit = `/cycles/${slug}/units/C1/reports/hazard-M01/submit`;
      const answers = await Promise.all(Array.from({ length: 16 }, (_one, n) => secretary.post(submit, { figures: [], problems: `第${n}稿`, nextSteps: '' }, `crowd-${n}-000`)));
      expect(answers.filter((one) => one.status === 202).length).toBeGreaterThan(0);
      const turnedAway = answers.filter((one) => one.status !== 202);
      expect(turnedAway.length).toBeGreaterThan(0);
      for (const one of turnedAway) {
        expect(['streamCrowded', 'streamBusy']).toContain(one.body.code);
        expect(one.headers.get('retry-after')).toBe('2');
      }
      await office.wire?.mend();
      // Each accepted act has an end; one is recorded, were it one of those that were told to come again.
      const address = (n: number) => secretary.get(`/acts/crowd-${n}-000`);
      await Promise.all(answers.map((one, n) => (one.status === 202 ? firstOf(() => address(n), (end) => end.body.state === 'recorded' || end.body.code === 'notPossibleNow') : null)));
      const ends = await Promise.all(answers.map((_one, n) => address(n)));
      expect(ends.filter((end) => end.body.state === 'recorded')).toHaveLength(1);
    });

    it('is judged by posts and places as they were remembered from sign-in, and by nothing less', async () => {
      await until(administrator, `/cycles/${slug}`, (one) => one.status === 200);
      const other = await office.signIn('C3-secretary');
      office.wire?.cut();
      expect(await other.post(`/cycles/${slug}/units/C3/letters/pledge/sign`)).toMatchObject({ status: 409, body: { code: 'notPossibleNow' } });
      expect(await other.post(`/cycles/${slug}/units/ZZ9/letters/pledge/sign`)).toMatchObject({ status: 503, body: { code: 'recordUnavailable' } });
      expect(await administrator.post(`/cycles/${slug}/units/C3/letters/pledge/sign`)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    });
  });
});

/** Repeats until an answer is the one waited for, at most forty seconds. */
async function firstOf(ask: () => Promise<Answer>, isIt: (answer: Answer) => boolean): Promise<Answer> {
  const end = Date.now() + 40_000;
  for (;;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    if (Date.now() > end) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
