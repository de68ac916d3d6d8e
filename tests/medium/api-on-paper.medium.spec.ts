import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Person } from '../support/person.ts';
import { documents, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const root = '440811';
const [town, other, village] = ['440811100', '440811101', '440811100201'];
const scanOf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`);
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

interface Letter {
  status: string;
  signers: { signedAt: string | null }[];
  signatures: { posts: string[]; person: string; onPaper?: { signedOn: string; document: string; registeredBy: string } }[];
  countersignature: { person: string; onPaper?: object } | null;
  versions: { signatures: { onPaper?: { registeredBy: string } }[] }[];
}

/** A ceremony's letters, signed on paper and registered by whoever stands above. */
describe('letters signed on paper', () => {
  let office: ApiOffice;
  let slug: string;
  const people = new Map<string, Person>();
  const as = async (login: string): Promise<Person> => {
    const known = people.get(login) ?? await office.signIn(login);
    people.set(login, known);
    return known;
  };
  const pathTo = (unit: string): string => `/cycles/${slug}/units/${unit}/letters/letter`;
  const letter = async (unit: string): Promise<Letter> => (await (await as(`${root}-office`)).get(pathTo(unit))).body as never;
  const upload = async (login: string, unit: string, content: Buffer): Promise<Answer> => (await as(login)).upload(`/documents?unit=${unit}&name=${encodeURIComponent('责任书.pdf')}`, content);
  const register = async (login: string, unit: string, body: object, key?: string): Promise<Answer> => (await as(login)).post(`${pathTo(unit)}/register-signing`, body, key);
  const ceremony = async (login: string, items: object[], key = randomUUID()): Promise<Answer> => (await as(login)).post(`/cycles/${slug}/ceremony`, { signedOn: '2026-02-03', items }, key);
  const actsOnRecord = async (): Promise<number> => Number((await office.source.query('SELECT COUNT(*) AS n FROM act') as { n: number }[])[0]?.n);

  beforeAll(async () => {
    office = await openApiOffice({ packs: ['mazhang-2026-short'] });
    const administrator = await as(`${root}-office`);
    const drafted = await administrator.post('/cycles', { pack: 'mazhang-2026-short', year: 2026, drillFrom: '2026-02-03T01:00:00.000Z', ...documents });
    slug = String(drafted.body['obligation']).replaceAll('/', '-');
    expect((await administrator.post(`/cycles/${slug}/launch`)).status).toBe(200);
    await until(administrator, `/cycles/${slug}`, (answer) => answer.body['status'] === 'open');
  }, 180_000);
  afterAll(async () => { await office.close(); });

  const scan = scanOf('麻章镇');
  const paper = { signedOn: '2026-02-03', document: sha256(scan) };

  it('have their scan brought by the unit, its issuer or the administrator above, and by nobody else', async () => {
    for (const login of [`${root}-office`, `${root}-head`, `${town}-mayor`]) expect((await upload(login, town, scan)).status).toBe(200);
    // A village’s letter is issued by its town: the district’s leaders do not issue it, its administrator stands above it all the same.
    expect((await upload(`${town}-mayor`, village, scanOf('鸭曹村'))).status).toBe(200);
    expect((await upload(`${root}-office`, village, scanOf('鸭曹村'))).status).toBe(200);
    for (const [login, unit] of [[`${other}-mayor`, town], [`${other}-mayor`, village], [`${root}-head`, village], [`${town}-office`, village], [`${town}-mayor`, root], [`${root}-office`, 'nowhere']] as const) {
      expect({ login, unit, ...await upload(login, unit, scan) }).toMatchObject({ login, unit, status: 403, body: { code: 'notOwnUnit' } });
    }
  });

  it('are registered by the administrator or an issuer above, not by the unit, not without the scan, not for a day that cannot be', async () => {
    for (const login of [`${town}-mayor`, `${town}-office`, `${other}-mayor`]) expect(await register(login, town, paper)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await register(`${root}-office`, town, { ...paper, document: 'f'.repeat(64) })).toMatchObject({ status: 422, body: { code: 'documentUnknown', errors: [{ pointer: '/document' }] } });
    expect(await register(`${root}-office`, town, { ...paper, signedOn: '2026-02-04' })).toMatchObject({ status: 422, body: { code: 'signedInFuture', errors: [{ pointer: '/signedOn' }] } });
    expect(await register(`${root}-office`, town, { ...paper, signedOn: '2026-02-02' })).toMatchObject({ status: 422, body: { code: 'signedBeforeIssued' } });
    expect(await register(`${root}-office`, town, { ...paper, posts: [`${town}/ghost`] })).toMatchObject({ status: 422, body: { code: 'postNotWaiting', errors: [{ pointer: '/posts/0' }] } });
    expect(await register(`${root}-head`, town, { ...paper, countersigner: `${root}/head` })).toMatchObject({ status: 422, body: { code: 'signerRegisters', errors: [{ pointer: '/countersigner' }] } });
    expect(await register(`${root}-office`, town, { ...paper, holders: {} })).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/holders' }] } });
  });

  it('come into force with the signatures of whoever held the posts, marked with scan and registrar; the letters below are issued', async () => {
    const key = randomUUID();
    const first = await register(`${root}-office`, town, { ...paper, countersigner: `${root}/head` }, key);
    expect(first.body).toMatchObject({ status: 'inForce', events: ['letterSigned', 'letterSigned', 'letterSignedByAll', 'letterCountersigned', 'letterInForce', 'allocationOpened', 'targetsAllocated'] });
    expect((await register(`${root}-office`, town, { ...paper, countersigner: `${root}/head` }, key)).body).toEqual(first.body);
    const seen = await letter(town);
    const onPaper = { signedOn: '2026-02-03', document: sha256(scan), registeredBy: (await (await as(`${root}-office`)).get('/session')).body['name'] };
    expect(seen).toMatchObject({ status: 'inForce', countersignature: { onPaper }, versions: [{ signatures: [{ onPaper }, { onPaper }] }] });
    expect(seen.signatures).toEqual([`${town}/partySecretary`, `${town}/mayor`].map((post) => ({ posts: [post], person: expect.any(String), at: '2026-02-03T01:00:00.000Z', onPaper })));
    expect(seen.signatures.map(({ person }) => person)).toEqual(['麻章镇党委书记', '麻章镇长']);
    const story = (await (await as(`${town}-mayor`)).get(`/cycles/${slug}/units/${town}/obligations/letter`)).body['events'] as { type: string; words: { zh: string } }[];
    expect(story.filter(({ type }) => type === 'letterSigned').map(({ words }) => words.zh)).toEqual(Array(2).fill('纸质签署（2026年2月3日 星期二签），已登记扫描件'));
    await until(await as(`${root}-office`), pathTo(village), (answer) => answer.body['status'] === 'issued');
  });

  it('let whoever may see the letter read the scan, and nobody else', async () => {
    for (const login of [`${town}-office`, `${root}-partySecretary`]) {
      const { status, headers, content } = await (await as(login)).download(`/documents/${sha256(scan)}`);
      expect({ login, status, same: content.equals(scan), isSafe: [headers.get('x-content-type-options'), headers.get('content-disposition')?.split(';')[0]] }).toEqual({ login, status: 200, same: true, isSafe: ['nosniff', 'attachment'] });
    }
    for (const login of [`${other}-office`, `${village}-clerk`]) expect(await (await as(login)).get(`/documents/${sha256(scan)}`)).toMatchObject({ status: 404, body: { code: 'unknownDocument' } });
  });

  it('are registered in one pass for a whole ceremony: each is answered for itself, and sent again nothing is repeated', async () => {
    const farm = '440811F01';
    const scans = new Map([other, farm, village].map((unit) => [unit, scanOf(unit)]));
    for (const [unit, content] of scans) expect((await upload(`${root}-office`, unit, content)).status).toBe(200);
    const item = (unit: string, more: object = {}) => ({ unit, duty: 'letter', document: sha256(scans.get(unit) ?? scan), ...more });
    expect(await ceremony(`${root}-head`, [item(other)])).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await ceremony(`${root}-office`, [item(other), item(other)])).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/items' }] } });
    const items = [item(other, { countersigner: `${root}/head` }), item(farm), item(village), item(town), item('440811070'), item('440811100202')];
    const key = randomUUID();
    const first = await ceremony(`${root}-office`, items, key);
    expect(first).toMatchObject({ status: 200, body: { recorded: 3, pending: 0, refused: 3, outcomes: [
      { unit: other, state: 'recorded', status: 'inForce', problem: null }, { unit: farm, state: 'recorded', status: 'countersigning' }, { unit: village, state: 'recorded', status: 'inForce' },
      { unit: town, state: 'refused', problem: { code: 'notPossibleNow' } }, { unit: '440811070', state: 'refused', problem: { code: 'documentUnknown', pointers: ['/document'] } },
      { unit: '440811100202', state: 'refused', status: null, problem: { code: 'documentUnknown', status: 422, words: { zh: expect.stringContaining('扫描件') } } },
    ] } });
    const written = await actsOnRecord();
    expect((await ceremony(`${root}-office`, items, key)).body).toEqual(first.body);
    expect(await actsOnRecord()).toBe(written);
    // What was refused for want of a scan is recorded once it is there; another scan under the same key is another act.
    expect((await upload(`${root}-office`, '440811100202', scan)).status).toBe(200);
    const again = await ceremony(`${root}-office`, [items[5] ?? {}, { ...items[0], document: sha256(scan) }], key);
    expect(again.body).toMatchObject({ recorded: 1, outcomes: [{ unit: '440811100202', state: 'recorded', status: 'inForce' }, { unit: other, state: 'refused', problem: { code: 'keyReused' } }] });
    // One person in both posts signs once.
    expect((await letter('440811100202')).signatures).toMatchObject([{ posts: ['440811100202/partySecretary', '440811100202/director'] }]);
  });
});
