import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setUpRecord } from '#libs/store/set-up';
import { recordSource } from '#libs/store/sql';
import type { Answer, Person } from '../support/person.ts';
import { advance, documents, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const town = '440811101';
const other = '440811100';
const labour = '440811D02';
const insurance = '440811D04';
const duty = 'progress-Q1';
const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`);

interface Report {
  asked: { indicator: string; planned: number }[];
  draft: object | null;
  steps: { id: string; state: string; passed: object[]; posts: { person: string }[] }[];
  opinions: { indicator: string; department: string; opinion: string; words: { zh: string }; by: string | null; until: string | null; reason: string | null; proposed: number | null }[];
}

/** A town's report of the first quarter, from its preparation to the departments' answers. */
describe('inside a unit, and across', () => {
  let office: ApiOffice;
  let slug: string;
  const people = new Map<string, Person>();
  const as = async (login: string): Promise<Person> => {
    const known = people.get(login) ?? await office.signIn(login);
    people.set(login, known);
    return known;
  };
  const pathTo = (key = duty, unit = town): string => `/cycles/${slug}/units/${unit}/reports/${key}`;
  const verificationBy = (department: string, unit = town): string => `/cycles/${slug}/units/${unit}/verifications/${duty}-by-${department}`;
  const report = async (login: string): Promise<Report> => {
    const answer = await (await as(login)).get(pathTo());
    expect(answer.status).toBe(200);
    return answer.body as never;
  };
  const tasks = async (login: string): Promise<string[]> =>
    ((await (await as(login)).get(`/tasks?cycle=${slug}&limit=200`)).body['items'] as { act: string; unit: string; duty: string }[]).map((task) => `${task.unit} ${task.duty} ${task.act}`);
  const prepare = async (unit = town): Promise<Answer> => {
    const asked = ((await (await as(`${unit}-office`)).get(pathTo(duty, unit))).body as unknown as Report).asked;
    return (await as(`${unit}-office`)).post(`${pathTo(duty, unit)}/submit`, { figures: asked.map(({ indicator, planned }) => ({ indicator, value: planned })), problems: '无', nextSteps: '继续推进' });
  };

  beforeAll(async () => {
    office = await openApiOffice({ packs: ['mazhang-2026-short'] });
    const administrator = await as('440811-office');
    const drafted = await administrator.post('/cycles', { pack: 'mazhang-2026-short', year: 2026, drillFrom: '2026-04-02T01:00:00.000Z', ...documents });
    slug = String(drafted.body['obligation']).replaceAll('/', '-');
    expect((await administrator.post(`/cycles/${slug}/launch`)).status).toBe(200);
    await until(administrator, `/cycles/${slug}`, (answer) => answer.body['status'] === 'open');
    expect((await prepare()).body.status).toBe('inside');
  });
  afterAll(async () => { await office.close(); });

  describe('a report on its way through the unit', () => {
    it('is the task of whoever holds it, and no longer of whoever prepared it', async () => {
      expect(await tasks(`${town}-deputy`)).toEqual([`${town} ${duty} check`]);
      expect((await tasks(`${town}-office`)).filter((task) => task.startsWith(`${town} ${duty}`))).toEqual([]);
      expect((await tasks('440811-office')).filter((task) => task.includes(duty))).toEqual([]);
    });

    it('shows the level above where it is, and the unit alone what it says', async () => {
      const above = await report('440811-office');
      expect(above).toMatchObject({ status: 'inside', received: false, draft: null, submissions: [], steps: [{ id: 'inCharge', state: 'now', passed: [] }, { id: 'principal', state: 'toCome' }] });
      expect(above.steps[0]?.posts.map(({ person }) => person)).toEqual(['太平镇分管副镇长']);
      expect((await report(`${town}-deputy`)).draft).toMatchObject({ problems: '无', handedBack: null });
      const bodyOf = async (login: string): Promise<object | undefined> =>
        ((await (await as(login)).get(`/cycles/${slug}/units/${town}/obligations/${duty}`)).body['events'] as { type: string; body: object }[]).find(({ type }) => type === 'reportPrepared')?.body;
      expect(await bodyOf('440811-office')).not.toHaveProperty('figures');
      expect(await bodyOf(`${town}-deputy`)).toHaveProperty('figures');
    });

    it('cannot be accepted yet, nor passed out of turn', async () => {
      expect(await (await as('440811-office')).post(`${pathTo()}/accept`)).toMatchObject({ status: 409, body: { code: 'notPossibleNow', facts: { status: 'inside' } } });
      expect(await (await as(`${town}-mayor`)).post(`${pathTo()}/steps/pass`)).toMatchObject({ status: 409, body: { code: 'notThisStep', facts: { posts: [`${town}/deputy`] } } });
      expect(await (await as(`${town}-office`)).post(`${pathTo()}/steps/pass`)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    });

    it('is handed back to whoever prepared it, who reads why; the level above does not', async () => {
      expect((await (await as(`${town}-deputy`)).post(`${pathTo()}/steps/return`, { reason: '务工人数请再核' })).body.status).toBe('handedBack');
      expect((await report(`${town}-office`)).draft).toMatchObject({ handedBack: { step: 'inCharge', reason: '务工人数请再核', by: '太平镇分管副镇长' } });
      const seen = await (await as('440811-office')).get(`/cycles/${slug}/units/${town}/obligations/${duty}`);
      expect(JSON.stringify(seen.body)).not.toContain('务工人数请再核');
      expect(await tasks(`${town}-office`)).toContain(`${town} ${duty} report`);
      expect(await prepare()).toMatchObject({ status: 409, body: { code: 'nothingChanged' } });
      const { asked } = await report(`${town}-office`);
      const again = { figures: asked.map(({ indicator, planned }) => ({ indicator, value: planned })), problems: '无，已再核', nextSteps: '继续推进' };
      expect((await (await as(`${town}-office`)).post(`${pathTo()}/submit`, again)).body.status).toBe('inside');
    });
  });

  const scan = pdf('审签单');
  const sha256 = createHash('sha256').update(scan).digest('hex');
  const isRead = async (login: string): Promise<void> => {
    const { status, headers, content } = await (await as(login)).download(`/documents/${sha256}`);
    expect({ login, status, same: content.equals(scan), type: headers.get('content-type'), shown: headers.get('content-disposition')?.startsWith('attachment') })
      .toEqual({ login, status: 200, same: true, type: 'application/pdf', shown: true });
  };

  describe('a scan', () => {
    const upload = async (content: Uint8Array, { unit = town, login = `${town}-office`, type = 'application/pdf' } = {}): Promise<Answer> =>
      (await as(login)).upload(`/documents?unit=${unit}&name=${encodeURIComponent('审签单.pdf')}`, content, type);

    it.each([
      ['a text that calls itself a PDF', Buffer.from('hello'), 'application/pdf', 415, 'documentType'],
      ['JSON', Buffer.from('{}'), 'application/json', 415, 'documentType'],
      ['nothing', Buffer.alloc(0), 'application/pdf', 422, 'documentEmpty'],
      ['more than 5 MB', Buffer.concat([pdf(''), Buffer.alloc(5 * 1024 * 1024)]), 'application/pdf', 413, 'documentTooLarge'],
    ])('is not %s', async (_what, content, type, status, code) => {
      expect(await upload(content, { type })).toMatchObject({ status, body: { code } });
    });

    it('is brought by the unit’s own people, and kept once however often it is brought', async () => {
      expect(await upload(scan, { login: `${other}-office` })).toMatchObject({ status: 403, body: { code: 'notOwnUnit' } });
      expect(await upload(scan)).toMatchObject({ status: 200, body: { sha256, type: 'application/pdf', bytes: scan.length, unit: town, name: '审签单.pdf' } });
      expect((await upload(scan)).status).toBe(200);
      expect((await upload(scan, { login: `${town}-mayor` })).status).toBe(200);
      const count = async (table: string): Promise<number> => Number((await office.source.query(`SELECT COUNT(*) AS n FROM ${table} WHERE sha256 = ?`, [sha256]) as { n: number }[])[0]?.n);
      expect([await count('document'), await count('document_upload')]).toEqual([1, 2]);
      expect((await upload(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('x')]), { type: 'image/png' })).body).toMatchObject({ type: 'image/png' });
    });

    it('is one of so many that a unit may bring in a day; what it brought before it may bring again, and other units bring theirs', async () => {
      await office.source.query(
        "INSERT INTO document_upload (sha256, unit, person, name, at) WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 196) SELECT LPAD(HEX(n), 64, '0'), ?, 'somebody', '扫描件', UTC_TIMESTAMP(3) FROM s", [town]);
      expect((await upload(pdf('第二百份'))).status).toBe(200);
      expect(await upload(pdf('第二百零一份'))).toMatchObject({ status: 429, body: { code: 'tooManyDocuments', facts: { unit: town, limit: 200 } } });
      expect((await upload(scan)).status).toBe(200);
      expect((await upload(pdf('别镇'), { unit: other, login: `${other}-office` })).status).toBe(200);
      await office.source.query("UPDATE document_upload SET at = DATE_SUB(at, INTERVAL 1 DAY) WHERE person = 'somebody'");
      expect((await upload(pdf('次日'))).status).toBe(200);
    });

    it('stands for a sign-off on paper, which names signer and registrar; sent again it is the same act', async () => {
      const path = `${pathTo()}/steps/offline`;
      const registrar = await as(`${town}-office`);
      const paper = { post: `${town}/deputy`, signedOn: '2026-04-02', document: sha256 };
      expect(await registrar.post(path, { ...paper, document: 'f'.repeat(64) })).toMatchObject({ status: 422, body: { code: 'documentUnknown', errors: [{ pointer: '/document' }] } });
      expect(await registrar.post(path, { ...paper, post: `${town}/ghost` })).toMatchObject({ status: 422, body: { code: 'signerUnknown', errors: [{ pointer: '/post' }] } });
      expect(await registrar.post(path, { ...paper, signedOn: '2026-04-03' })).toMatchObject({ status: 422, body: { code: 'signedInFuture', errors: [{ pointer: '/signedOn' }] } });
      expect(await registrar.post(path, { ...paper, signer: 'somebody' })).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/signer' }] } });
      const key = randomUUID();
      const first = await registrar.post(path, paper, key);
      expect(first).toMatchObject({ status: 200, body: { events: ['stepPassed'], status: 'inside' } });
      expect((await registrar.post(path, paper, key)).body).toEqual(first.body);
      expect((await report('440811-office')).steps[0]).toMatchObject({ state: 'passed', passed: [{ person: '太平镇分管副镇长', offline: { signedOn: '2026-04-02', document: sha256, registeredBy: '太平镇乡村振兴办主任' } }] });
    });

    it('is refused where the signer would register for himself', async () => {
      await office.source.query("INSERT INTO tenure (id, post, person, valid_from) SELECT 'both', ?, person, '2026-01-01' FROM tenure WHERE post = ? LIMIT 1", [`${town}/mayor`, `${town}/office`]);
      const paper = { post: `${town}/mayor`, signedOn: '2026-04-02', document: sha256 };
      const answer = await (await as(`${town}-office`)).post(`${pathTo()}/steps/offline`, paper);
      await office.source.query("DELETE FROM tenure WHERE id = 'both'");
      expect(answer).toMatchObject({ status: 422, body: { code: 'signerRegisters', errors: [{ pointer: '/post' }] } });
    });

    it('is the unit’s own until it is submitted, and is not there for others', async () => {
      for (const login of [`${town}-office`, `${town}-mayor`]) await isRead(login);
      for (const login of ['440811-office', `${other}-office`, `${town}206-partySecretary`]) expect(await (await as(login)).get(`/documents/${sha256}`)).toMatchObject({ status: 404, body: { code: 'unknownDocument' } });
    });

    it('cannot be changed or removed by the application', async () => {
      const application = new URL(office.settings.mysqlUrl);
      [application.username, application.password] = [`app_${application.pathname.slice(-8)}`, 'only-for-this-test'];
      await setUpRecord(office.settings.mysqlUrl, application.toString());
      const source = await recordSource(application.toString(), 1).initialize();
      try {
        expect(await source.query('SELECT type FROM document WHERE sha256 = ?', [sha256])).toEqual([{ type: 'application/pdf' }]);
        for (const table of ['document', 'document_upload']) {
          await expect(source.query(`UPDATE ${table} SET at = '2026-01-01'`)).rejects.toMatchObject({ errno: 1142 });
          await expect(source.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ errno: 1142 });
        }
      } finally {
        await source.destroy();
        await office.source.query('DROP USER ?', [application.username]);
      }
    });
  });

  describe('the departments', () => {
    it('are asked side by side once the last step has passed', async () => {
      expect(await tasks(`${labour}-sectionChief`)).toEqual([]);
      const passed = await (await as(`${town}-mayor`)).post(`${pathTo()}/steps/pass`);
      expect(passed.body).toMatchObject({ status: 'submitted', events: ['stepPassed', 'reportSubmitted', ...Array.from({ length: 5 }, () => 'verificationOpened')] });
      for (const department of [labour, insurance]) expect(await tasks(`${department}-sectionChief`)).toEqual([`${town} ${duty}-by-${department} verify`]);
      // The scan that a step rests on was submitted with it.
      await isRead('440811-office');
      expect((await (await as(`${other}-office`)).get(`/documents/${sha256}`)).status).toBe(404);
    });

    it('see the report and their own verification, and nothing else of the unit', async () => {
      const chief = await as(`${labour}-sectionChief`);
      const unit = `/cycles/${slug}/units/${town}`;
      const own = [pathTo(), verificationBy(labour), `${unit}/obligations/${duty}`, `${unit}/obligations/${duty}-by-${labour}`];
      expect(await Promise.all(own.map(async (path) => (await chief.get(path)).status))).toEqual([200, 200, 200, 200]);
      const others = [verificationBy(insurance), `${unit}/letters/letter`, `${unit}/obligations/letter`, `${unit}/obligations/${duty}-by-${insurance}`, pathTo(duty, `${town}206`), `/cycles/${slug}/tree?under=${town}`];
      for (const path of others) expect(await chief.get(path)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
      for (const list of ['letters', 'reports']) expect((await chief.get(`/cycles/${slug}/${list}`)).body).toMatchObject({ items: [] });
      expect((await (await as('440811D06-sectionChief')).get(pathTo())).status).toBe(403);
      expect((await report(`${labour}-director`)).draft).toBeNull();
    });

    it('answer for their own figures only', async () => {
      const chief = await as(`${labour}-sectionChief`);
      expect(await chief.post(`${verificationBy(insurance)}/confirm`)).toMatchObject({ status: 403, body: { code: 'notAllowed', facts: { unit: insurance } } });
      expect(await chief.post(`${verificationBy(labour)}/dispute`, { disputes: [{ indicator: 'healthInsured', reason: '不符' }] })).toMatchObject({ status: 422, body: { code: 'notYourFigure', errors: [{ pointer: '/disputes/0/indicator' }] } });
      expect((await (await as(`${labour}-director`)).post(`${verificationBy(labour)}/confirm`)).status).toBe(403);
    });

    it('are not asked for figures of their own unit: whoever holds a post in the unit may not answer', async () => {
      await office.source.query("INSERT INTO tenure (id, post, person, valid_from) SELECT 'both', ?, person, '2026-01-01' FROM tenure WHERE post = ? LIMIT 1", [`${town}/deputy`, `${labour}/sectionChief`]);
      const answer = await (await as(`${labour}-sectionChief`)).post(`${verificationBy(labour)}/confirm`);
      await office.source.query("DELETE FROM tenure WHERE id = 'both'");
      expect(answer).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    });

    it('confirm or dispute, and the report shows each figure’s opinion', async () => {
      expect((await (await as(`${insurance}-sectionChief`)).post(`${verificationBy(insurance)}/confirm`)).body.status).toBe('confirmed');
      expect((await (await as(`${labour}-sectionChief`)).post(`${verificationBy(labour)}/dispute`, { disputes: [{ indicator: 'labourEmployed', value: 880, reason: '系统登记880人' }] })).body.status).toBe('disputed');
      const opinions = new Map((await report(`${town}-office`)).opinions.map((one) => [one.indicator, one]));
      expect(opinions.get('healthInsured')).toMatchObject({ opinion: 'confirmed', by: '区医疗保障局股长', department: insurance, until: null });
      expect(opinions.get('labourEmployed')).toMatchObject({ opinion: 'disputed', reason: '系统登记880人', proposed: 880, value: 68 });
      expect(opinions.get('fundsSpent')).toMatchObject({ opinion: 'waiting', until: '2026-04-10', by: null });
    });

    it('that are silent are shown as 未核 when the date has passed', async () => {
      await advance(await as('440811-office'), slug, '2026-04-13T02:00:00.000Z');
      const opinions = (await report('440811-office')).opinions;
      expect(opinions.filter(({ opinion }) => opinion === 'unverified').map(({ indicator, words, by }) => [indicator, words.zh, by]))
        .toEqual([['fundsSpent', '未核', null], ['outOfSchool', '未核', null], ['measuresInPlace', '未核', null]]);
      expect((await (await as('440811-office')).get(verificationBy('440811D03'))).body).toMatchObject({ status: 'unverified', words: { zh: '未核' }, figures: [{ indicator: 'outOfSchool', opinion: 'unverified' }] });
    });

    it('are listened to: a disputed figure is accepted only with the reason', async () => {
      const reviewer = await as('440811-office');
      expect(await reviewer.post(`${pathTo()}/accept`)).toMatchObject({ status: 409, body: { code: 'figuresDisputed', facts: { indicators: ['labourEmployed'] }, errors: [{ pointer: '/despite' }] } });
      expect((await reviewer.post(`${pathTo()}/accept`, { despite: '已逐户核对名册' })).body.status).toBe('accepted');
      expect(await report('440811-office')).toMatchObject({ status: 'accepted', acceptedDespite: '已逐户核对名册' });
    });
  });
});
