import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Person } from '../support/person.ts';
import { advance, documents, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

interface Figures {
  items: { unit: string; standing: string; isNil: boolean; figures: { indicator: string; value: number }[] }[];
  next: string | null;
  units: { unitType: string; in: number; missing: number; exempt: number }[];
  totals: { unitType: string; indicator: string; aggregation: string; value: number | null; units: number }[];
}

/** The small demo's first quarter over HTTP: what a unit owes besides its letter. */
describe('plans, meetings, what falls away, and the figures of the year', () => {
  let office: ApiOffice;
  let slug: string;
  let district: Person;
  const as = (login: string) => office.signIn(login);
  const at = (unit: string, rest: string): string => `/cycles/${slug}/units/${unit}/${rest}`;
  const [town, other, village, nilVillage] = ['440811100', '440811101', '440811100203', '440811100201'];
  const done = async (answer: Promise<Answer>): Promise<Answer> => {
    const given = await answer;
    if (given.status !== 200) throw new Error(JSON.stringify(given.body));
    return given;
  };
  const items = [{ title: '走访监测对象', owner: '乡村振兴办', dueOn: '2026-06-30', amountFen: 5_000_000 }];

  beforeAll(async () => {
    office = await openApiOffice({ packs: ['mazhang-2026-short'] });
    district = await as('440811-office');
    const drafted = await done(district.post('/cycles', { pack: 'mazhang-2026-short', year: 2026, drillFrom: '2026-02-02T01:00:00.000Z', ...documents }));
    slug = String(drafted.body['obligation']).replaceAll('/', '-');
    await done(district.post(`/cycles/${slug}/launch`));
    await until(district, `/cycles/${slug}`, (answer) => answer.body['status'] === 'open');
  });
  afterAll(async () => { await office.close(); });

  it('a plan is submitted, returned with comments at its items, and approved', async () => {
    const reporter = await as(`${town}-office`);
    const path = at(town, 'plans/annualPlan');
    expect((await reporter.get(`/tasks?cycle=${slug}`)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ duty: 'annualPlan', act: 'submit', dueOn: '2026-03-31' })]) });
    expect((await done(reporter.post(`${path}/submit`, { items, text: '按季推进' }))).body).toMatchObject({ events: ['planSubmitted'], status: 'submitted' });
    expect(await reporter.post(`${path}/approve`)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    await done(district.post(`${path}/return`, { comments: [{ field: 'items.0', comment: '请写明资金来源' }] }));
    expect(await reporter.post(`${path}/submit`, { items, text: '按季推进' })).toMatchObject({ status: 409, body: { code: 'planUnchanged' } });
    expect(await reporter.post(`${path}/submit`, { items: [{ ...items[0], dueOn: '2027-01-01' }], text: '' })).toMatchObject({ status: 422, body: { code: 'itemOutsideYear', errors: [{ pointer: '/items/0/dueOn' }] } });
    await done(reporter.post(`${path}/submit`, { items, text: '资金来源为省级驻镇资金' }));
    await done(district.post(`${path}/approve`));
    expect((await district.get(path)).body).toMatchObject({
      status: 'approved', light: 'done', onTime: true, complete: true, dueOn: null, originalDueOn: '2026-03-31', basis: { zh: expect.stringContaining('第九条') },
      submission: { n: 2, by: '麻章镇乡村振兴办主任', items, text: '资金来源为省级驻镇资金' }, exemption: null,
    });
  });

  it('a meeting is recorded with its minutes, once it was held', async () => {
    const path = at(town, 'meetings/study-Q1');
    const reporter = await as(`${town}-office`);
    const minutes = { minutesNumber: '麻纪〔2026〕2号', topic: '研究部署' };
    expect(await reporter.post(`${path}/record`, { ...minutes, heldOn: '2026-02-03' })).toMatchObject({ status: 422, body: { code: 'heldInFuture' } });
    expect(await reporter.post(`${path}/record`, { ...minutes, heldOn: '2026-02-30' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/heldOn' }] } });
    await done(reporter.post(`${path}/record`, { ...minutes, heldOn: '2026-01-30', attendees: 12 }));
    expect((await district.get(path)).body).toMatchObject({ status: 'held', light: 'done', onTime: true, period: 'Q1', held: { heldOn: '2026-01-30', ...minutes, attendees: 12, by: '麻章镇乡村振兴办主任' } });
    expect((await district.get(at(town, 'meetings/annualPlan'))).status).toBe(404);
  });

  it('无此项任务 is said once for all quarters, shown with its reason, and may be required all the same', async () => {
    const leader = await as(`${village}-director`);
    await done(leader.post(at(village, 'obligations/progress-Q1/no-task'), { reason: '整村搬迁已完成' }));
    const exempt = (await district.get(`/cycles/${slug}/obligations?policy=progress&light=void`)).body as unknown as { items: object[] };
    expect(exempt.items).toHaveLength(4);
    expect(exempt.items[2]).toMatchObject({ unit: village, duty: 'progress-Q3', status: 'noTask', words: { zh: '无此项任务' }, dueOn: null, originalDueOn: '2026-10-10', exemption: { kind: 'noTask', reason: '整村搬迁已完成', document: null } });
    const story = (await leader.get(at(village, 'obligations/progress-Q2'))).body as unknown as { events: { words: { zh: string } }[]; notices: { status: string }[]; waitsFor: null };
    expect([story.events.at(-1)?.words.zh, story.waitsFor, story.notices.every(({ status }) => status === 'cancelled')]).toEqual(['报告今年无此项任务：整村搬迁已完成', null, true]);
    await done((await as(`${town}-office`)).post(at(village, 'obligations/progress-Q2/require'), { reason: '仍有任务' }));
    expect((await leader.get(at(village, 'reports/progress-Q4'))).body).toMatchObject({ status: 'awaited', exemption: null });
    await done(leader.post(at(village, 'obligations/progress-Q1/no-task'), { reason: '整村搬迁已完成' }));
  });

  it('a duty is waived from above with its document, and by nobody else', async () => {
    const path = at(other, 'obligations/fundsPlan/waive');
    const body = { reason: '由区统一安排', document: documents.requiredBy };
    for (const login of [`${other}-mayor`, '440811-office']) expect(await (await as(login)).post(path, body)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    await done((await as('440811-head')).post(path, body));
    expect((await district.get(at(other, 'plans/fundsPlan'))).body).toMatchObject({ status: 'waived', light: 'void', originalDueOn: '2026-04-15', exemption: { kind: 'waived', by: expect.stringContaining('区长'), document: documents.requiredBy } });
  });

  it('one list holds every kind, can be narrowed, and comes in pages', async () => {
    const plans = (await district.get(`/cycles/${slug}/obligations?kind=plan&limit=200`)).body as unknown as { items: { unit: string; duty: string }[] };
    expect(plans.items).toHaveLength(4 * 2 + 6 + 1);
    const paged: { unit: string; duty: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await district.get(`/cycles/${slug}/obligations?kind=plan&limit=4${cursor && `&cursor=${cursor}`}`)).body as unknown as { items: { unit: string; duty: string }[]; next: string | null };
      paged.push(...page.items);
      cursor = page.next;
    }
    expect(paged).toEqual(plans.items);
    expect((await (await as(`${village}-director`)).get(`/cycles/${slug}/obligations`)).body).toMatchObject({ items: Array.from({ length: 5 }, () => ({ unit: village })) });
  });

  it('a nil return is reviewed like any other and shown as one', async () => {
    await advance(district, slug, '2026-04-02T02:00:00.000Z');
    const clerk = await as(`${nilVillage}-clerk`);
    expect(await (await as(`${town}-office`)).post(at(town, 'reports/progress-Q1/nil'), { reason: '没有' })).toMatchObject({ status: 422, body: { code: 'nilNotAllowed' } });
    await done(clerk.post(at(nilVillage, 'reports/progress-Q1/nil'), { reason: '本季没有新增监测对象' }));
    await done((await as(`${town}-office`)).post(at(nilVillage, 'reports/progress-Q1/accept')));
    expect((await clerk.get(at(nilVillage, 'reports/progress-Q1'))).body).toMatchObject({ status: 'accepted', isNil: true, submissions: [{ isNil: true, figures: [], problems: '本季没有新增监测对象' }] });
    for (const list of ['reports?period=Q1', 'obligations?kind=report&period=Q1']) {
      const { items: listed } = (await clerk.get(`/cycles/${slug}/${list}`)).body as unknown as { items: object[] };
      expect(listed).toMatchObject([{ unit: nilVillage, isNil: true, complete: true }]);
    }
  });

  it('accepted figures are rolled up by their indicator, with who is in and who is missing; the annual report takes them over', async () => {
    const short = { riskResolved: 5, outOfSchool: 2, measuresInPlace: 98 } as Record<string, number>;
    for (const unit of [town, other]) {
      const reporter = await as(`${unit}-office`);
      const { asked } = (await reporter.get(at(unit, 'reports/progress-Q1'))).body as unknown as { asked: { indicator: string; planned: number }[] };
      const figures = asked.map(({ indicator, planned }) => ({ indicator, value: unit === other ? (short[indicator] ?? planned) : planned, cause: '据实' }));
      await done(reporter.post(at(unit, 'reports/progress-Q1/submit'), { figures, problems: '', nextSteps: '' }));
      for (const step of ['deputy', 'mayor']) await done((await as(`${unit}-${step}`)).post(at(unit, 'reports/progress-Q1/steps/pass')));
      await done(district.post(at(unit, 'reports/progress-Q1/accept')));
    }
    const rolled = (await done(district.get(`/cycles/${slug}/figures?period=Q1&limit=200`))).body as unknown as Figures;
    const total = (indicator: string) => rolled.totals.find((one) => one.unitType === 'township' && one.indicator === indicator);
    const asked = (unit: string, indicator: string) => rolled.items.find((one) => one.unit === unit)?.figures.find((one) => one.indicator === indicator)?.value ?? NaN;
    expect(total('riskResolved')).toMatchObject({ aggregation: 'sum', units: 2, value: asked(town, 'riskResolved') + 5 });
    // The worst of each: the highest where it may be at most, the lowest elsewhere.
    expect([total('outOfSchool')?.value, total('measuresInPlace')?.value, total('healthInsured')?.value]).toEqual([2, 98, null]);
    expect(rolled.units).toEqual([{ unitType: 'farm', in: 0, missing: 1, exempt: 0 }, { unitType: 'township', in: 2, missing: 1, exempt: 0 }, { unitType: 'village', in: 1, missing: 7, exempt: 1 }]);
    expect(rolled.items.find(({ unit }) => unit === village)).toMatchObject({ standing: 'exempt', figures: [] });
    expect(rolled.items.find(({ unit }) => unit === nilVillage)).toMatchObject({ standing: 'in', isNil: true, figures: [] });
    const first = (await district.get(`/cycles/${slug}/figures?period=Q1&under=${town}&limit=2`)).body as unknown as Figures;
    const second = (await district.get(`/cycles/${slug}/figures?period=Q1&under=${town}&limit=200&cursor=${first.next}`)).body as unknown as Figures;
    expect([...first.items, ...second.items].map(({ unit }) => unit)).toEqual(rolled.items.map(({ unit }) => unit).filter((unit) => unit.startsWith(town) && unit !== '440811100007'));
    expect(await (await as(`${other}-office`)).get(`/cycles/${slug}/figures?period=Q1`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    expect((await (await as(`${other}-office`)).get(`/cycles/${slug}/figures?period=Q1&under=${other}`)).status).toBe(200);

    const annual = (await district.get(at(other, 'reports/annualReport-Y'))).body as unknown as { compiledFrom: string; compiled: { indicator: string }[] };
    expect(annual.compiledFrom).toBe('progress');
    expect(annual.compiled.find(({ indicator }) => indicator === 'riskResolved')).toMatchObject({ value: 5, from: 'progress-Q1', submission: 1, acceptedAt: '2026-04-02T02:00:00.000Z' });
    expect(annual.compiled.find(({ indicator }) => indicator === 'incomeGrowth')).toMatchObject({ value: null, from: null, submission: null });
  });
});
