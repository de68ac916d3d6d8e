import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Person } from '../support/person.ts';
import { advance, documents, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

type Counts = Record<string, number | null>;
type Completeness = { total: Counts; own: Counts; items: (Counts & { unit: string })[]; next: string | null };

/**
 * The hazard reports of a tiny drill. M01, due on 5 February: C1 in time and accepted; C2 by the date it was extended
 * to; C3 late; E1 in time and returned; E2 not at all. Of M02, C3 has no such task and E2 is waived.
 */
describe('completeness and timeliness', () => {
  let office: ApiOffice;
  let administrator: Person;
  let at: string;
  const done = async (answer: Promise<Answer>) => { const { status, body } = await answer; expect({ status, body }).toMatchObject({ status: 200 }); };
  const as = (login: string) => office.signIn(login);
  const of = async (query: string, person = administrator): Promise<Completeness> => {
    const answer = await person.get(`${at}/completeness${query}`);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body as unknown as Completeness;
  };
  const counts = (given: Record<string, number | null>): Counts =>
    ({ expected: 0, received: 0, onTime: 0, onTimeByOriginalDate: 0, late: 0, missing: 0, toCome: 0, accepted: 0, ...given });
  const form = { figures: [], problems: '', nextSteps: '' };

  beforeAll(async () => {
    office = await openApiOffice();
    administrator = await as('S1-safetyOffice');
    const slug = await launchDrill(administrator);
    at = `/cycles/${slug}`;
    const [c1, c2, c3, e1, desk] = [await as('C1-secretary'), await as('C2-secretary'), await as('C3-secretary'), await as('E1-safetyOfficer'), await as('P1-deskOfficer')];
    const report = (unit: string) => `${at}/units/${unit}/reports/hazard-M01`;
    await advance(administrator, slug, '2026-02-03T02:00:00.000Z');
    await done(c1.post(`${report('C1')}/submit`, form));
    await done(administrator.post(`${report('C1')}/accept`));
    await done(c2.post(`${at}/units/C2/obligations/hazard-M01/extension`, { dueOn: '2026-02-12', reason: '台账系统升级', progress: '已完成一半' }));
    await done(administrator.post(`${at}/units/C2/extensions/moreTime-1/grant`, { dueOn: '2026-02-12', reason: '情况属实' }));
    await done(e1.post(`${report('E1')}/submit`, form));
    await done(desk.post(`${report('E1')}/return`, { comments: [{ field: 'problems', comment: '请写明' }] }));
    await done((await as('P1-director')).post(`${at}/units/E2/obligations/hazard-M02/waive`, { reason: '机构调整', document: documents.requiredBy }));
    await advance(administrator, slug, '2026-02-09T02:00:00.000Z');
    await done(c2.post(`${report('C2')}/submit`, form));
    await done(c3.post(`${report('C3')}/submit`, form));
    await done(c3.post(`${at}/units/C3/obligations/hazard-M02/no-task`, { reason: '停产检修' }));
  });
  afterAll(async () => { await office.close(); });

  it('counts what is expected, received, in time by the date that counts and by the first, late and missing', async () => {
    const { total, own, items } = await of('?policy=hazard&period=M01');
    expect(total).toEqual(counts({ expected: 5, received: 4, onTime: 3, onTimeByOriginalDate: 2, late: 1, missing: 1, accepted: 1, rate: 80, onTimeRate: 60 }));
    expect(own).toEqual(counts({ rate: null, onTimeRate: null }));
    const each = (unit: string) => items.find((item) => item.unit === unit);
    expect(each('C1')).toMatchObject(counts({ expected: 1, received: 1, onTime: 1, onTimeByOriginalDate: 1, accepted: 1, rate: 100, onTimeRate: 100 }));
    expect(each('C2')).toMatchObject(counts({ expected: 1, received: 1, onTime: 1, onTimeByOriginalDate: 0 }));
    expect(each('C3')).toMatchObject(counts({ expected: 1, received: 1, late: 1, onTimeRate: 0 }));
    expect(each('P1')).toMatchObject(counts({ expected: 2, received: 1, onTime: 1, onTimeByOriginalDate: 1, missing: 1, rate: 50, onTimeRate: 50 }));
    expect((await of('?policy=hazard&period=M01&under=P1')).items.map(({ unit, received, missing }) => ({ unit, received, missing }))).toEqual([{ unit: 'E1', received: 1, missing: 0 }, { unit: 'E2', received: 0, missing: 1 }]);
  });

  it('expects nothing of whom it was waived for and who has no such task, and misses nothing that is still to come', async () => {
    expect((await of('?policy=hazard&period=M02')).total).toEqual(counts({ expected: 3, toCome: 3, rate: 0, onTimeRate: 0 }));
    expect((await of('?policy=hazard')).total).toMatchObject({ expected: 5 + 3 + 4, received: 4 });
    expect((await of('?policy=summary')).total).toMatchObject({ expected: 4, toCome: 4 });
    const park = await of('?under=P1');
    expect([park.own['expected'], park.total['expected']]).toEqual([1, 1 + 3 + 2]);
  });

  it('comes in pages of units, each with the total of all', async () => {
    const first = await of('?policy=hazard&period=M01&limit=3');
    const rest = await of(`?policy=hazard&period=M01&limit=3&cursor=${first.next}`);
    expect([...first.items, ...rest.items].map(({ unit }) => unit)).toEqual(['C1', 'C2', 'C3', 'P1']);
    expect(rest).toMatchObject({ total: first.total, next: null });
  });

  it('is closed to whoever asks for more than lies below one’s posts', async () => {
    const director = await as('P1-director');
    expect(await director.get(`${at}/completeness`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    expect(await director.get(`${at}/completeness?under=C1`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    expect((await of('?under=P1&period=M01', director)).total).toMatchObject({ expected: 2 });
  });

  it('shows what is late under one unit of those in sight, the longest overdue first', async () => {
    const late = async (query: string) => ((await administrator.get(`${at}/obligations?light=late${query}`)).body as unknown as { items: { unit: string; duty: string; dueOn: string }[] }).items;
    expect((await late('&kind=report')).map(({ unit, duty }) => `${unit} ${duty}`)).toEqual(['E1 hazard-M01', 'E2 hazard-M01']);
    expect((await late('')).map(({ dueOn }) => dueOn)).toEqual([...(await late('')).map(({ dueOn }) => dueOn)].sort());
    expect((await late('')).map(({ unit }) => unit)).toEqual(expect.arrayContaining(['C1', 'C2', 'C3', 'E2']));
    expect((await late('&under=P1')).every(({ unit }) => ['P1', 'E1', 'E2'].includes(unit))).toBe(true);
    expect(await (await as('P1-director')).get(`${at}/obligations?light=late&under=C1`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
  });

  it('goes on missing, once the year is closed, what was owed and never came', async () => {
    await done(administrator.post(`${at}/close`));
    await until(administrator, at, ({ body }) => body['status'] === 'closed');
    expect((await of('?policy=hazard&period=M01')).total).toMatchObject({ expected: 5, received: 4, onTime: 3, late: 1, missing: 1 });
    expect((await of('?policy=hazard&period=M02')).total).toMatchObject({ expected: 3, received: 0, missing: 3, toCome: 0 });
  });
});
