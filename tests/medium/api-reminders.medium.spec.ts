import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Person } from '../support/person.ts';
import { advance, documents, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

interface Reminded {
  reminders: { unit: string; duty: string; outcome: string; problem: { code: string; words: { zh: string } } | null }[];
}
interface Story {
  events: { type: string; words: { zh: string } }[];
  notices: { stage: string; words: string; post: string; at: string; status: string }[];
}

/** The small demo over HTTP: an office chases what is owed. */
describe('reminding by hand and by telephone', () => {
  let office: ApiOffice;
  let slug: string;
  let district: Person;
  const [town, other, third, village] = ['440811100', '440811101', '440811102', '440811100203'];
  const at = (unit: string, rest: string): string => `/cycles/${slug}/units/${unit}/obligations/${rest}`;
  const done = async <T>(answer: Promise<Answer>): Promise<T> => {
    const given = await answer;
    if (given.status !== 200) throw new Error(JSON.stringify(given.body));
    return given.body as unknown as T;
  };
  const story = (unit: string, duty: string): Promise<Story> => done<Story>(district.get(at(unit, duty)));
  const byHand = async (unit: string, duty: string) => (await story(unit, duty)).notices.filter(({ stage }) => stage.includes('.by-hand-'));

  beforeAll(async () => {
    office = await openApiOffice({ packs: ['mazhang-2026-short'] });
    district = await office.signIn('440811-office');
    const drafted = await done<{ obligation: string }>(district.post('/cycles', { pack: 'mazhang-2026-short', year: 2026, drillFrom: '2026-02-02T01:00:00.000Z', ...documents }));
    slug = drafted.obligation.replaceAll('/', '-');
    await done(district.post(`/cycles/${slug}/launch`));
    await until(district, `/cycles/${slug}`, (answer) => answer.body['status'] === 'open');
    await advance(district, slug, '2026-03-24T02:00:00.000Z');
  });
  afterAll(async () => { await office.close(); });

  it('one duty is reminded of in the name of the unit that reminds, once a day, and only from above', async () => {
    await done(district.post(at(town, 'annualPlan/reminder')));
    expect(await byHand(town, 'annualPlan')).toMatchObject([{ stage: 'submit.by-hand-2026-03-24', post: `${town}/office`, at: '2026-03-24T07:00:00.000Z', status: 'planned', words: '麻章区提醒' }]);
    expect((await story(town, 'annualPlan')).events.at(-1)?.words.zh).toBe('麻章区提醒');
    expect(await district.post(at(town, 'annualPlan/reminder'))).toMatchObject({ status: 409, body: { code: 'remindedAlready' } });
    expect(await (await office.signIn(`${town}-office`)).post(at(town, 'annualPlan/reminder'))).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await district.post(at(town, 'progress-Q1/reminder'))).toMatchObject({ status: 409, body: { code: 'reminderTooEarly', facts: { opensOn: '2026-04-01' } } });
  });

  it('many are reminded of at once: each is answered by itself, and a retry with the same key repeats nothing', async () => {
    const key = randomUUID();
    const obligations = [{ unit: town, duty: 'annualPlan' }, { unit: other, duty: 'annualPlan' }, { unit: third, duty: 'annualPlan' }, { unit: third, duty: 'progress-Q1' }, { unit: third, duty: 'noDuty' }, { unit: '999', duty: 'letter' }];
    const outcomes = ({ reminders }: Reminded) => reminders.map(({ outcome, problem }) => [outcome, problem?.code ?? null]);
    const wanted = [['refused', 'remindedAlready'], ['recorded', null], ['recorded', null], ['refused', 'reminderTooEarly'], ['refused', 'unknownDuty'], ['refused', 'unknownUnit']];
    const first = await done<Reminded>(district.post(`/cycles/${slug}/reminders`, { obligations }, key));
    expect(outcomes(first)).toEqual(wanted);
    expect(first.reminders.map(({ unit, duty }) => ({ unit, duty }))).toEqual(obligations);
    expect(first.reminders[0]?.problem?.words.zh).toContain('今天已提醒过');
    expect(await done<Reminded>(district.post(`/cycles/${slug}/reminders`, { obligations }, key))).toEqual(first);
    for (const unit of [other, third]) {
      expect(await byHand(unit, 'annualPlan')).toHaveLength(1);
      expect((await story(unit, 'annualPlan')).events.filter(({ type }) => type === 'dutyReminded')).toHaveLength(1);
    }
    // The key with another list is somebody's mistake.
    expect(outcomes(await done<Reminded>(district.post(`/cycles/${slug}/reminders`, { obligations: obligations.slice(1, 2) }, key)))).toEqual([['refused', 'keyReused']]);
    expect(await district.post(`/cycles/${slug}/reminders`, { obligations: [obligations[0], obligations[0]] })).toMatchObject({ status: 400, body: { code: 'invalid' } });
  });

  it('a town’s office reminds its own villages, and is told for each other unit that it may not', async () => {
    const townOffice = await office.signIn(`${town}-office`);
    await advance(district, slug, '2026-04-07T02:00:00.000Z');
    const { reminders } = await done<Reminded>(townOffice.post(`/cycles/${slug}/reminders`, { obligations: [{ unit: village, duty: 'progress-Q1' }, { unit: other, duty: 'progress-Q1' }, { unit: town, duty: 'progress-Q1' }] }));
    expect(reminders.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual([['recorded', undefined], ['refused', 'notAllowed'], ['refused', 'notAllowed']]);
    await advance(district, slug, '2026-04-07T07:30:00.000Z');
    expect(await byHand(village, 'progress-Q1')).toMatchObject([{ words: '麻章镇提醒', status: 'told', at: '2026-04-07T07:00:00.000Z' }]);
  });

  it('a telephone call takes the place of the next reminder, is in the story, and is not written again', async () => {
    // Two working days before 10 April is the morning of the 8th.
    await done(district.post(at(third, 'progress-Q1/phone-reminder'), { whom: '李主任', note: '明天上午报来' }));
    const told = (await story(third, 'progress-Q1'));
    expect(told.events.at(-1)?.words.zh).toContain('电话催办，李主任接听：明天上午报来；代替当次提醒“');
    await advance(district, slug, '2026-04-08T02:00:00.000Z');
    const statusOf = async (unit: string) => (await story(unit, 'progress-Q1')).notices.filter(({ stage }) => stage === 'report.before-2').map(({ status }) => status);
    expect([await statusOf(third), await statusOf(other)]).toEqual([['cancelled'], ['told']]);
    expect((await story(third, 'progress-Q1')).notices.filter(({ stage, status }) => stage === 'report.after-1' && status === 'planned').length).toBeGreaterThan(0);
    for (const body of [{ whom: '' }, { whom: '一'.repeat(31) }, { whom: '李', note: '一'.repeat(201) }]) expect((await district.post(at(third, 'progress-Q1/phone-reminder'), body)).status).toBe(400);
  });
});
