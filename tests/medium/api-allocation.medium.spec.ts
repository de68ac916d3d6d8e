import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventWords } from '#apps/api/obligations/event-words';
import type { Person } from '../support/person.ts';
import { documents, openApiOffice, tinyPack, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const passingPack = new URL('../fixtures/packs/tiny-passing', import.meta.url).pathname;
const slug = 'fire-2026-drill-1';
const at = '2026-01-05T01:00:00.000Z';
const park = `/cycles/${slug}/units/P1/allocations/passing`;
const letterOf = (unit: string): string => `/cycles/${slug}/units/${unit}/letters/pledge`;

describe('targets passed down, over HTTP', () => {
  let office: ApiOffice;
  let admin: Person;
  let director: Person;
  let chief: Person;

  beforeAll(async () => {
    office = await openApiOffice({ packs: [tinyPack, passingPack] });
    [admin, director, chief] = await Promise.all(['S1-safetyOffice', 'P1-director', 'S1-chief'].map((login) => office.signIn(login))) as [Person, Person, Person];
  });
  afterAll(async () => { await office.close(); });

  it('a year whose letters do not add up to the root’s totals is drafted only with a reason, which stays in view', async () => {
    const body = { pack: 'tiny-passing', year: 2026, drillFrom: at, ...documents };
    expect(await admin.post('/cycles', body)).toMatchObject({
      status: 422, body: { code: 'targetsFallShort', errors: [{ pointer: '/overrideReason' }], facts: { indicator: 'hazardsFixed', target: 110, sum: 100, missing: 10, measure: '处' } },
    });
    expect(await admin.get('/cycles')).toMatchObject({ body: { items: [] } });
    expect(await admin.post('/cycles', { ...body, overrideReason: '其余10处由街道直接整改' })).toMatchObject({ status: 200 });
    expect(await admin.get(`/cycles/${slug}`)).toMatchObject({ body: { targetsOverride: { reason: '其余10处由街道直接整改', shortfalls: [{ target: 110, sum: 100 }] } } });
  });

  it('a year that would give a unit more letters than the pack allows is launched only with a reason', async () => {
    const live = await admin.post('/cycles', { pack: 'tiny', year: 2026, ...documents });
    expect(live.status).toBe(200);
    await admin.post('/cycles/safety-2026/launch');
    await until(admin, '/cycles/safety-2026', (answer) => answer.body['status'] === 'open');
    expect(await admin.post(`/cycles/${slug}/launch`)).toMatchObject({
      status: 422,
      body: { code: 'tooManyLetters', errors: [{ pointer: '/overSigningReason' }], facts: { limit: 1, units: 6, count: 2, documents: [documents.requiredBy.number, documents.requiredBy.number] } },
    });
    expect(await admin.get(`/cycles/${slug}`)).toMatchObject({ body: { status: 'draft', overSigning: null } });
    expect(await admin.post(`/cycles/${slug}/launch`, { overSigningReason: '区消防委统一部署' })).toMatchObject({ status: 200 });
    await until(admin, `/cycles/${slug}`, (answer) => answer.body['status'] === 'open');
    expect(await admin.get(`/cycles/${slug}`)).toMatchObject({ body: { overSigning: { reason: '区消防委统一部署', limit: 1, units: 6 } } });
    const list = await admin.get(`/cycles/${slug}/over-signing?limit=2`);
    expect(list).toMatchObject({ status: 200, body: { limit: 1, items: [{ unit: 'C1', count: 2, isOver: true, letters: [{ cycle: 'fire/2026/drill-1' }, { cycle: 'safety/2026', requiredBy: documents.requiredBy }] }, { unit: 'C2' }] } });
    expect(await admin.get(`/cycles/${slug}/over-signing?limit=10&cursor=${String(list.body['next'])}`)).toMatchObject({ body: { items: [{ unit: 'C3' }, { unit: 'E1' }, { unit: 'E2' }, { unit: 'P1' }], next: null } });
    // A live year does not count what is only practised.
    expect(await admin.get('/cycles/safety-2026/over-signing')).toMatchObject({ body: { limit: null, items: [{ unit: 'C1', count: 1 }, ...Array.from({ length: 5 }, () => ({ count: 1 }))] } });
  });

  it('the letters below wait while the shares fall short: the shortfall is shown, and is the park director’s task', async () => {
    expect(await director.post(`${letterOf('P1')}/sign`)).toMatchObject({ status: 200, body: { status: 'inForce' } });
    expect(await director.get(park)).toMatchObject({
      body: {
        status: 'open', dueOn: '2026-01-08', pending: [],
        lines: [{ indicator: 'hazardsFixed', target: 40, sum: { value: 32.5, byPeriod: { Q1: 7.5 } }, shares: [{ unit: 'E1', value: 20, letterStatus: 'drafted' }, { unit: 'E2', value: 12.5 }] }],
        shortfalls: [{ period: 'Q1', target: 10, sum: 7.5, missing: 2.5 }, { period: 'Q2' }, { period: 'Q3' }, { period: 'Q4' }, { period: 'Y', target: 40, sum: 32.5, missing: 7.5 }],
      },
    });
    expect(await director.get(`/tasks?cycle=${slug}`)).toMatchObject({ body: { items: expect.arrayContaining([expect.objectContaining({ act: 'allocate', duty: 'passing', dueOn: '2026-01-08', basis: { zh: '《示例街道安全生产目标管理办法》第五条（S5）', en: expect.anything() } })]) } });
    expect(await director.get(letterOf('E1'))).toMatchObject({ body: { status: 'drafted', versions: [] } });
  });

  it('refuses precisely, and changes nothing', async () => {
    const shares = [{ unit: 'E1', indicator: 'hazardsFixed', value: 30 }];
    const allocate = (body: object) => director.post(`${park}/allocate`, body);
    expect(await allocate({ shares: [{ ...shares[0], unit: 'C1' }] })).toMatchObject({ status: 422, body: { code: 'unitNotBelow', errors: [{ pointer: '/shares/0/unit' }], facts: { known: ['E1', 'E2'] } } });
    expect(await allocate({ shares: [{ ...shares[0], indicator: 'drills' }] })).toMatchObject({ status: 422, body: { code: 'otherMeasure', errors: [{ pointer: '/shares/0/indicator' }], words: { zh: '“演练”以次计，与所分解目标的计量单位（处）不同' } } });
    expect(await allocate({ shares })).toMatchObject({ status: 422, body: { code: 'targetsFallShort', facts: { period: 'Q1', target: 10, sum: 7.5, missing: 2.5 } } });
    expect(await allocate({ shares, overrideReason: ' ' })).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/overrideReason' }] } });
    expect(await (await office.signIn('E1-owner')).post(`${park}/allocate`, { shares })).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await director.get(park)).toMatchObject({ body: { status: 'open', lines: [{ sum: { value: 32.5 } }] } });
  });

  it('allocated, each letter below is issued with its own share; the story says why it may fall short', async () => {
    const given = await director.post(`${park}/allocate`, { shares: [{ unit: 'E1', indicator: 'hazardsFixed', value: 27, measure: '处', byPeriod: { Q1: 7.5, Q4: 27 } }], overrideReason: '二、三季度随大修安排' });
    expect(given).toMatchObject({ status: 200, body: { status: 'allocated', events: ['targetsAllocated'] } });
    await until(director, letterOf('E1'), (answer) => answer.body['status'] === 'issued');
    expect(await director.get(letterOf('E1'))).toMatchObject({ body: { targets: expect.arrayContaining([expect.objectContaining({ indicator: 'hazardsFixed', value: 27, byPeriod: { Q1: 7.5, Q2: 10, Q3: 15, Q4: 27 } })]) } });
    expect(await director.get(park)).toMatchObject({ body: { overrideReason: '二、三季度随大修安排', by: expect.stringContaining('园区主任'), pending: [], lines: [{ sum: { value: 39.5 }, inLetters: 39.5 }] } });
    const story = await director.get(`/cycles/${slug}/units/P1/obligations/passing`);
    expect(story.body['events']).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'targetsAllocated', words: expect.objectContaining({ zh: expect.stringContaining('理由：二、三季度随大修安排') }) })]));
    expect(eventWords({ type: 'allocationLapsed', duty: 'passing' }, { indicator: (id) => id, stage: () => undefined }).zh).toBe('本级责任书已作废，不再分解');
  });

  it('a letter in force is supplemented: the old version stands until all have signed, and the chain shows both', async () => {
    const supplement = { targets: [{ indicator: 'hazardsFixed', value: 50, byPeriod: { Q4: 50 } }], requiredBy: { number: '补〔2026〕2号', title: '追加整改任务' }, reason: '市级追加' };
    expect(await director.post(`${letterOf('P1')}/supplement`, supplement)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await chief.post(`${letterOf('P1')}/supplement`, supplement)).toMatchObject({ status: 200, body: { status: 'supplementing' } });
    expect(await director.get(letterOf('P1'))).toMatchObject({
      body: { status: 'supplementing', version: 1, targets: [{ indicator: 'hazardsFixed', value: 40 }], supplement: { targets: [{ value: 50 }], reason: '市级追加' }, signers: [{ signedAt: null }], versions: [{ version: 1, origin: 'issued', signatures: [{ posts: ['P1/director'] }] }] },
    });
    expect(await chief.post(`${letterOf('P1')}/withdraw-supplement`, { reason: '待核' })).toMatchObject({ status: 200, body: { status: 'inForce' } });
    await chief.post(`${letterOf('P1')}/supplement`, supplement);
    expect(await director.post(`${letterOf('P1')}/sign`)).toMatchObject({ status: 200, body: { events: ['letterSigned', 'letterSignedByAll', 'letterInForce', 'allocationOpened'] } });
    expect(await director.get(letterOf('P1'))).toMatchObject({ body: { status: 'inForce', version: 2, targets: [{ value: 50 }], supplement: null, versions: [{ version: 1 }, { version: 2, origin: 'supplement', document: { number: '补〔2026〕2号' }, targets: { hazardsFixed: 50 } }] } });
  });

  it('which opens the allocation again; letters below that say something else are listed to be supplemented', async () => {
    expect(await director.get(park)).toMatchObject({ body: { status: 'open', lines: [{ target: 50 }] } });
    const given = await director.post(`${park}/allocate`, { shares: [{ unit: 'E2', indicator: 'hazardsFixed', value: 23, byPeriod: { Q2: 10, Q3: 15, Q4: 23 } }], overrideReason: '随大修安排' });
    expect(given).toMatchObject({ status: 200, body: { status: 'allocated' } });
    await until(director, letterOf('E2'), (answer) => (answer.body['toSupplement'] as unknown[]).length > 0);
    expect(await director.get(letterOf('E2'))).toMatchObject({ body: { status: 'issued', toSupplement: [{ indicator: 'hazardsFixed', value: 23 }] } });
    expect(await director.get(letterOf('E1'))).toMatchObject({ body: { toSupplement: [] } });
    expect(await director.get(park)).toMatchObject({ body: { pending: [{ unit: 'E2', indicator: 'hazardsFixed', share: 23, inLetter: 12.5, letterStatus: 'issued' }], lines: [{ sum: { value: 50 }, inLetters: 39.5 }] } });
  });

  it('a letter that is voided binds nobody any more, and neither does a year that is cancelled', async () => {
    const counts = async () => Object.fromEntries(((await admin.get(`/cycles/${slug}/over-signing`)).body['items'] as { unit: string; count: number }[]).map(({ unit, count }) => [unit, count]));
    expect(await director.post(`${letterOf('E2')}/void`, { reason: '停产' })).toMatchObject({ status: 200 });
    expect(await counts()).toMatchObject({ E1: 2, E2: 1 });
    expect(await director.get(park)).toMatchObject({ body: { pending: [], lines: [{ inLetters: 27 }] } });
    await admin.post('/cycles/safety-2026/cancel', { reason: '改期' });
    await until(admin, '/cycles/safety-2026', (answer) => answer.body['status'] === 'cancelled');
    expect(await counts()).toMatchObject({ E1: 1 });
    expect(await counts()).not.toHaveProperty('E2');
  });
});
