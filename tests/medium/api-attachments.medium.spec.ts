import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../support/person.ts';
import { documents, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const [root, town, other] = ['440811', '440811101', '440811100'];
const duty = 'progress-Q1';
const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`);
const fileOf = (text: string, name = `${text}.pdf`) => ({ sha256: createHash('sha256').update(pdf(text)).digest('hex'), name });

/** Papers with attachments: who may bring, attach and read them. */
describe('attachments', () => {
  let office: ApiOffice;
  let slug: string;
  const people = new Map<string, Person>();
  const as = async (login: string): Promise<Person> => {
    const known = people.get(login) ?? await office.signIn(login);
    people.set(login, known);
    return known;
  };
  const of = (unit: string, path: string): string => `/cycles/${slug}/units/${unit}/${path}`;
  const post = async (login: string, path: string, body: object = {}) => (await as(login)).post(path, body);
  const get = async (login: string, path: string): Promise<never> => (await (await as(login)).get(path)).body as never;
  const bring = async (login: string, unit: string, text: string): Promise<{ sha256: string; name: string }> => {
    expect((await (await as(login)).upload(`/documents?unit=${unit}&name=${encodeURIComponent(`${text}.pdf`)}`, pdf(text))).status).toBe(200);
    return fileOf(text);
  };
  const readable = async (login: string, { sha256 }: { sha256: string }): Promise<boolean> => (await (await as(login)).download(`/documents/${sha256}`)).status === 200;

  beforeAll(async () => {
    office = await openApiOffice({ packs: ['mazhang-2026-short'] });
    const administrator = await as(`${root}-office`);
    const drafted = await administrator.post('/cycles', { pack: 'mazhang-2026-short', year: 2026, drillFrom: '2026-04-02T01:00:00.000Z', ...documents });
    slug = String(drafted.body['obligation']).replaceAll('/', '-');
    expect((await administrator.post(`/cycles/${slug}/launch`)).status).toBe(200);
    await until(administrator, `/cycles/${slug}`, (answer) => answer.body['status'] === 'open');
  }, 180_000);
  afterAll(async () => { await office.close(); });

  it('go with a report, which is the unit’s own until it is submitted; a resubmission names what was added and taken away', async () => {
    const path = of(town, `reports/${duty}`);
    const { asked } = await get(`${town}-office`, path) as { asked: { indicator: string; planned: number }[] };
    const form = { figures: asked.map(({ indicator, planned }) => ({ indicator, value: planned })), problems: '无', nextSteps: '继续推进' };
    const [roll, photo] = [await bring(`${town}-office`, town, '名册'), await bring(`${town}-mayor`, town, '现场照片')];
    const strangers = await bring(`${other}-office`, other, '他镇材料');
    expect(await post(`${town}-office`, `${path}/submit`, { ...form, attachments: [roll, strangers] })).toMatchObject({ status: 422, body: { code: 'documentUnknown', errors: [{ pointer: '/attachments/1/sha256' }] } });
    expect(await post(`${town}-office`, `${path}/submit`, { ...form, attachments: [roll, roll] })).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/attachments' }] } });
    expect(await post(`${town}-office`, `${path}/submit`, { ...form, attachments: Array(11).fill(roll) })).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect((await post(`${town}-office`, `${path}/submit`, { ...form, attachments: [roll] })).body.status).toBe('inside');
    expect(await get(`${town}-deputy`, path)).toMatchObject({ draft: { attachments: [roll] } });
    expect([await readable(`${town}-deputy`, roll), await readable(`${root}-office`, roll)]).toEqual([true, false]);
    expect(JSON.stringify(await get(`${root}-office`, of(town, `obligations/${duty}`)))).not.toContain(roll.sha256);

    for (const login of [`${town}-deputy`, `${town}-mayor`]) expect((await post(login, `${path}/steps/pass`)).status).toBe(200);
    expect(await get(`${root}-office`, path)).toMatchObject({ submissions: [{ attachments: [roll], changed: [] }] });
    expect([await readable(`${root}-office`, roll), await readable('440811D02-sectionChief', roll), await readable(`${other}-office`, roll)]).toEqual([true, true, false]);

    expect((await post(`${root}-office`, `${path}/return`, { comments: [{ field: 'problems', comment: '请附照片' }] })).status).toBe(200);
    expect(await post(`${town}-office`, `${path}/submit`, { ...form, attachments: [roll] })).toMatchObject({ status: 409, body: { code: 'nothingChanged' } });
    expect((await post(`${town}-office`, `${path}/submit`, { ...form, attachments: [photo] })).body.status).toBe('inside');
    for (const login of [`${town}-deputy`, `${town}-mayor`]) expect((await post(login, `${path}/steps/pass`)).status).toBe(200);
    const { submissions } = await get(`${root}-office`, path) as { submissions: { attachments: object[]; changed: object[] }[] };
    expect(submissions.map(({ attachments, changed }) => [attachments, changed])).toEqual([[[roll], []], [[photo], [{ field: 'attachments', before: '名册.pdf', after: '现场照片.pdf' }]]]);
    // A paper without attachments says so, as before.
    expect(await get(`${other}-office`, of(other, `reports/${duty}`))).toMatchObject({ submissions: [], draft: null });
  });

  it('go with a plan, a meeting’s minutes and a request for more time, and are read by whoever may see them', async () => {
    const [sheet, minutes, telegram] = [await bring(`${town}-office`, town, '资金表'), await bring(`${town}-office`, town, '会议纪要'), await bring(`${town}-partySecretary-2`, town, '台风通知')];
    const items = [{ title: '走访', owner: '办公室', dueOn: '2026-06-30' }];
    expect(await post(`${town}-office`, of(town, 'plans/fundsPlan/submit'), { items, text: '' , attachments: [fileOf('没有传过')] })).toMatchObject({ status: 422, body: { code: 'documentUnknown' } });
    expect((await post(`${town}-office`, of(town, 'plans/fundsPlan/submit'), { items, text: '', attachments: [sheet] })).body.status).toBe('submitted');
    expect(await get(`${root}-office`, of(town, 'plans/fundsPlan'))).toMatchObject({ submission: { attachments: [sheet] } });
    expect((await post(`${town}-office`, of(town, 'meetings/study-Q1/record'), { heldOn: '2026-03-30', minutesNumber: '纪要〔2026〕1号', topic: '研究部署', attachments: [minutes] })).body.status).toBe('held');
    expect(await get(`${root}-office`, of(town, 'meetings/study-Q1'))).toMatchObject({ held: { attachments: [minutes] } });
    expect((await post(`${town}-partySecretary-2`, of(town, 'obligations/linkedLeader-Q1/extension'), { dueOn: '2026-04-20', reason: '台风', progress: '八成', attachments: [telegram] })).status).toBe(200);
    expect((await get(`${root}-office`, `/cycles/${slug}/extensions`) as { items: object[] }).items).toMatchObject([{ duty: 'extension-1', attachments: [telegram] }]);
    for (const file of [sheet, minutes, telegram]) expect([await readable(`${root}-head`, file), await readable(`${other}-office`, file)]).toEqual([true, false]);
    // Approved only as it was sent: a plan that was returned may come back with another sheet and nothing else.
    expect((await post(`${root}-office`, of(town, 'plans/fundsPlan/return'), { comments: [{ field: 'text', comment: '请换表' }] })).status).toBe(200);
    expect(await post(`${town}-office`, of(town, 'plans/fundsPlan/submit'), { items, text: '', attachments: [sheet] })).toMatchObject({ status: 409, body: { code: 'planUnchanged' } });
    expect((await post(`${town}-office`, of(town, 'plans/fundsPlan/submit'), { items, text: '', attachments: [minutes] })).status).toBe(200);
  });

  it('go with feedback to an order, of the unit in charge and of one that assists, and both read them', async () => {
    const order = { origin: { kind: 'instruction', reference: '批示〔2026〕1号' }, subject: '督办', matter: '请查明原因。', deadline: '2026-05-29', stages: [], assisting: [other] };
    expect((await post(`${root}-office`, of(town, 'orders/order/draft'), order)).status).toBe(200);
    expect((await post(`${root}-office`, of(town, 'orders/order-1/issue'))).status).toBe(200);
    expect((await post(`${town}-office`, of(town, 'orders/order-1/acknowledge'))).status).toBe(200);
    const [own, assisting] = [await bring(`${town}-office`, town, '整改台账'), await bring(`${other}-office`, other, '协办情况')];
    expect((await post(`${town}-office`, of(town, 'orders/order-1/feedback'), { text: '已办', attachments: [own] })).status).toBe(200);
    expect(await post(`${other}-office`, of(town, 'orders/order-1/assist'), { text: '已配合', attachments: [fileOf('没有传过')] })).toMatchObject({ status: 422, body: { code: 'documentUnknown' } });
    expect(await readable(`${town}-office`, assisting)).toBe(false);
    expect((await post(`${other}-office`, of(town, 'orders/order-1/assist'), { text: '已配合', attachments: [assisting] })).status).toBe(200);
    expect(await get(`${root}-office`, of(town, 'orders/order-1'))).toMatchObject({ feedback: [{ attachments: [own] }, { attachments: [assisting] }] });
    for (const login of [`${root}-office`, `${town}-mayor`, `${other}-mayor`]) expect([await readable(login, own), await readable(login, assisting)]).toEqual([true, true]);
    expect(await readable('440811102-office', own)).toBe(false);
  });
});
