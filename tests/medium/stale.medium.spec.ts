import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Person } from '../support/person.ts';
import { advance, documents, launchDrill, openApiOffice } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const report = { figures: [], problems: '无', nextSteps: '' };
const waiving = { reason: '机构调整', document: documents.requiredBy };
const returning = { comments: [{ field: 'problems', comment: '请写明' }] };

describe('a form that was opened a while ago', () => {
  let office: ApiOffice;
  let at: string;
  let reviewer: Person;
  let chief: Person;
  const secretaries = new Map<string, Person>();
  const secretary = (unit: string): Person => secretaries.get(unit) as Person;
  const opened = async (person: Person, unit: string, duty = 'hazard-M01'): Promise<number> => {
    const { body: { seq, submissions } } = await person.get(`${at}/units/${unit}/reports/${duty}`);
    expect(submissions).toBeDefined();
    return seq as number;
  };
  const asRead = (seq: number) => ({ 'if-match': `"${seq}"` });
  const keyed = (name: string): string => `stale-test-${name}`;
  const events = async (unit: string): Promise<string[]> =>
    ((await chief.get(`${at}/units/${unit}/obligations/hazard-M01`)).body['events'] as { type: string }[]).map(({ type }) => type);

  beforeAll(async () => {
    office = await openApiOffice();
    reviewer = await office.signIn('S1-safetyOffice');
    chief = await office.signIn('S1-chief');
    for (const unit of ['C1', 'C2', 'C3']) secretaries.set(unit, await office.signIn(`${unit}-secretary`));
    const slug = await launchDrill(reviewer);
    await advance(reviewer, slug, '2026-02-02T01:00:00.000Z');
    at = `/cycles/${slug}`;
  });
  afterAll(async () => { await office.close(); });

  it('says so: two people open the same report, both answer, and the second is told who did what, and when', async () => {
    const seq = await opened(secretary('C1'), 'C1');
    expect(await opened(chief, 'C1')).toBe(seq);
    const submitted = await secretary('C1').post(`${at}/units/C1/reports/hazard-M01/submit`, report, keyed('first'), asRead(seq));
    expect(submitted).toMatchObject({ status: 200, body: { status: 'submitted' } });
    const told = await chief.post(`${at}/units/C1/obligations/hazard-M01/waive`, waiving, keyed('second'), asRead(seq));
    expect(told).toMatchObject({
      status: 412, body: {
        code: 'changedMeanwhile',
        facts: { seq: submitted.body.seq, by: '东苑社区社区书记', at: submitted.body['at'], when: '2026-02-02 09:00', what: { zh: expect.stringMatching(/^报送，按时/), en: expect.stringMatching(/^Submitted/) } },
        words: { zh: expect.stringMatching(/2026-02-02 09:00，东苑社区社区书记：报送，按时/) },
      },
    });
    expect((await events('C1')).at(-1)).toBe('reportSubmitted');
    // After another look the same act is done, under a key of its own or the one that was refused.
    expect(await chief.post(`${at}/units/C1/obligations/hazard-M01/waive`, waiving, keyed('second'), asRead(await opened(chief, 'C1')))).not.toMatchObject({ body: { code: 'changedMeanwhile' } });
  });

  it('an act that is known by its key gets its first answer, however much has happened since', async () => {
    const seq = await opened(secretary('C2'), 'C2');
    const first = await secretary('C2').post(`${at}/units/C2/reports/hazard-M01/submit`, report, keyed('known'), asRead(seq));
    expect(first.status).toBe(200);
    expect(await secretary('C2').post(`${at}/units/C2/reports/hazard-M01/submit`, report, keyed('known'), asRead(seq))).toMatchObject({ status: 200, body: first.body });
  });

  it('of two that come at the same time, one is done and one is told', async () => {
    const seq = await opened(secretary('C3'), 'C3');
    const [one, other] = await Promise.all([
      secretary('C3').post(`${at}/units/C3/reports/hazard-M01/submit`, report, keyed('at-once-1'), asRead(seq)),
      chief.post(`${at}/units/C3/obligations/hazard-M01/waive`, waiving, keyed('at-once-2'), asRead(seq)),
    ]) as [Answer, Answer];
    expect([one, other].map(({ status, body }) => (status === 200 ? 'done' : body.code)).sort()).toEqual(['changedMeanwhile', 'done']);
    expect((await events('C3')).filter((type) => type === 'reportSubmitted' || type === 'dutyWaived')).toHaveLength(1);
  });

  it('is not stale because another duty of the unit moved', async () => {
    const seq = await opened(reviewer, 'C2');
    expect((await secretary('C2').post(`${at}/units/C2/letters/pledge/sign`)).status).toBe(200);
    expect(await reviewer.post(`${at}/units/C2/reports/hazard-M01/return`, returning, keyed('other'), asRead(seq))).toMatchObject({ status: 200, body: { status: 'returned' } });
  });

  it('takes a number in quotes, for a duty that exists', async () => {
    for (const given of ['12', '*', '"x"']) {
      expect(await reviewer.post(`${at}/units/C2/reports/hazard-M01/return`, returning, keyed('odd'), { 'if-match': given })).toMatchObject({ status: 400, body: { code: 'ifMatchInvalid' } });
    }
    expect(await reviewer.post(`${at}/close`, {}, keyed('cycle'), asRead(1))).toMatchObject({ status: 400, body: { code: 'ifMatchInvalid' } });
    expect(await reviewer.post(`${at}/units/C2/reports/hazard-M02/return`, returning, keyed('ahead'), asRead(999))).toMatchObject({ status: 412, body: { code: 'changedMeanwhile', facts: { by: null } } });
  });
});
