import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agreesWith, recordedStream } from '#apps/cli/doctor/stream-record';
import type { StreamRecord, View } from '#apps/cli/doctor/stream-record';
import { projectCommands } from '#libs/domain/project/project-decider';
import { noticeCommands } from '#libs/domain/public-notice/notice-decider';
import { sqlOf } from '#libs/store/sql';
import type { Answer, Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const document = { number: '示街项〔2026〕3号', title: '关于隐患整治项目的批复' };
const today = '2026-01-05';

describe('projects and public notices', () => {
  let office: ApiOffice;
  let slug: string;
  let registrar: Person;
  let park: Person;
  let plant: Person;
  let finance: Person;
  let numbered = 0;
  let taken = 0;
  beforeAll(async () => {
    office = await openApiOffice();
    [registrar, park, plant, finance] = await Promise.all(['S1-safetyOffice', 'P1-deskOfficer', 'E1-safetyOfficer', 'C1-secretary'].map((login) => office.signIn(login))) as [Person, Person, Person, Person];
    slug = await launchDrill(registrar);
  });
  afterAll(async () => { await office.close(); });

  const newCode = (): string => { numbered += 1; return `XM-${String(numbered).padStart(2, '0')}`; };
  const proposal = (code: string, more: object = {}): object => ({
    code, name: '消防水池', unit: 'E1', cost: 500_000_00, on: today,
    plan: { start: { dueOn: '2026-02-02', basis: '项目计划' }, finish: { dueOn: '2026-03-02', basis: '施工合同第5条' }, acceptance: { dueOn: '2026-03-16', basis: '项目计划' } }, milestones: [{ name: '池体完成', dueOn: '2026-02-16', basis: '施工合同第5条' }], ...more,
  });
  const post = (person: Person, path: string, body: object): Promise<Answer> => person.post(`/cycles/${slug}${path}`, body);
  const done = async (person: Person, path: string, body: object): Promise<Answer> => {
    const answer = await post(person, path, body);
    expect({ path, ...answer }).toMatchObject({ path, status: 200 });
    return answer;
  };
  const propose = async (more: object = {}): Promise<string> => {
    const code = newCode();
    await done(plant, '/projects', proposal(code, more));
    return code;
  };
  const read = async (path: string, person = registrar): Promise<Record<string, never>> => (await person.get(`/cycles/${slug}${path}`)).body as never;
  const items = async (path: string, person = registrar): Promise<Record<string, unknown>[]> => (await read(path, person))['items'] as unknown as Record<string, unknown>[];
  const photo = async (person: Person, unit: string): Promise<{ sha256: string; name: string }> => {
    taken += 1;
    const { body } = await person.upload(`/documents?unit=${unit}&name=${encodeURIComponent('照片.pdf')}`, Buffer.from(`%PDF-1.4 photo ${taken}`));
    return { sha256: String(body['sha256']), name: '照片.pdf' };
  };

  it('goes through its stages, each with its day; planned days stay on record, and photos are for whoever sees the unit', async () => {
    const code = await propose();
    const shot = await photo(plant, 'E1');
    await done(registrar, `/projects/${code}/approve`, { on: today, document });
    await done(registrar, `/projects/${code}/plan`, { milestone: 'finish', dueOn: '2026-03-10', document, on: today });
    await done(plant, `/projects/${code}/start`, { on: today, attachments: [shot] });
    await done(plant, `/projects/${code}/milestones`, { milestone: 'm1', on: today });
    await done(plant, `/projects/${code}/photos`, { milestone: 'm1', on: today, attachments: [await photo(plant, 'E1')] });
    await done(plant, `/projects/${code}/finish`, { on: today });
    await done(registrar, `/projects/${code}/accept`, { on: today, opinion: '符合设计' });
    await done(registrar, `/projects/${code}/close`, { on: today });
    expect(await read(`/projects/${code}`)).toMatchObject({
      code, unit: 'E1', unitName: '示例机械厂', stage: 'closed', stageOn: today, department: null, late: [], stages: [{ stage: 'proposed' }, { stage: 'approved', document }, { stage: 'started' }, { stage: 'finished' }, { stage: 'accepted', note: '符合设计' }, { stage: 'closed' }],
      milestones: [
        { id: 'start', dueOn: '2026-02-02', basis: '项目计划', reachedOn: today, photos: [shot] }, { id: 'finish', dueOn: '2026-03-10', originalDueOn: '2026-03-02', basis: `${document.number} ${document.title}`, revisions: [{ from: '2026-03-02', to: '2026-03-10', document }] },
        { id: 'acceptance', reachedOn: today }, { id: 'm1', name: '池体完成', reachedOn: today, photos: [{}] },
      ],
    });
    const happened = async (): Promise<unknown[]> => (await items('/happenings?limit=200', park)).map((one) => (one['words'] as { zh: string }).zh);
    expect((await until(park, `/cycles/${slug}/happenings?limit=200`, ({ body }) => JSON.stringify(body).includes('已结项'))).status).toBe(200);
    expect(await happened()).toEqual(expect.arrayContaining([`项目${code}：申报“消防水池”（2026年1月5日 星期一）`, `项目${code}：已验收（2026年1月5日 星期一）：符合设计`, `项目${code}：完工计划调整到2026年3月10日 星期二（${document.number}）`]));
    expect((await items(`/projects`, plant)).find((one) => one['code'] === code)).toMatchObject({ paid: null, plan: [{ milestone: 'start', dueOn: '2026-02-02', reachedOn: today }, { milestone: 'finish', dueOn: '2026-03-10' }, { milestone: 'acceptance' }] });
    expect((await park.download(`/documents/${shot.sha256}`)).status).toBe(200);
    expect((await (await office.signIn('C2-secretary')).download(`/documents/${shot.sha256}`)).status).toBe(404);
    expect(await post(plant, `/projects/${code}/photos`, { milestone: 'm1', on: today, attachments: [shot] })).toMatchObject({ status: 409, body: { code: 'projectOver' } });
  });

  it('is given to by the post it takes, and accepted by nobody of its own unit', async () => {
    const code = await propose();
    const acts: Record<keyof typeof projectCommands, [path: string, body: object, may: string]> = {
      approveProject: ['approve', { on: today, document }, 'S1-safetyOffice'], startProject: ['start', { on: today }, 'E1-safetyOfficer'], finishProject: ['finish', { on: today }, 'E1-safetyOfficer'],
      acceptProject: ['accept', { on: today, opinion: '' }, 'S1-safetyOffice'], closeProject: ['close', { on: today }, 'S1-safetyOffice'], withdrawProject: ['withdraw', { on: today, reason: '停建' }, 'S1-safetyOffice'],
      reachMilestone: ['milestones', { milestone: 'm1', on: today }, 'E1-safetyOfficer'], revisePlan: ['plan', { milestone: 'm1', dueOn: '2026-02-20', document, on: today }, 'S1-safetyOffice'],
      nameRequest: ['requests', { line: 'L1', request: 'r1' }, 'E1-safetyOfficer'], setFunds: ['funds', { cost: 1, funds: [], document, on: today }, 'S1-safetyOffice'], addPhotos: ['photos', { milestone: 'm1', on: today, attachments: [await photo(plant, 'E1')] }, 'E1-safetyOfficer'],
    };
    for (const [path, body, may] of Object.values(acts)) {
      for (const login of ['S1-safetyOffice', 'P1-deskOfficer', 'E1-safetyOfficer', 'E1-owner', 'C2-secretary'].filter((one) => one !== may)) {
        expect({ path, login, ...await post(await office.signIn(login), `/projects/${code}/${path}`, body) }).toMatchObject({ path, login, status: 403, body: { code: 'notAllowed' } });
      }
    }
    expect(await post(registrar, '/projects', proposal(newCode()))).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await post(registrar, '/projects', proposal(newCode(), { unit: 'S1' }))).toMatchObject({ status: 422, body: { code: 'acceptedByItself' } });
    expect(await post(plant, '/projects', proposal(newCode(), { department: 'C2' }))).toMatchObject({ status: 422, body: { code: 'unknownDepartment' } });
    for (const login of ['E2-safetyOfficer', 'C2-secretary']) expect(await (await office.signIn(login)).get(`/cycles/${slug}/projects/${code}`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    expect(await items('/projects', await office.signIn('E2-safetyOfficer'))).toEqual([]);
    // What a page offers is what each of them was not refused above, and no more than is possible now.
    const offered = async (person: Person): Promise<string[]> => [...new Set((await read(`/projects/${code}`, person) as unknown as { may: { act: string; unit: string }[] }).may.map((one) => `${one.act} ${one.unit}`))];
    expect([await offered(registrar), await offered(plant), await offered(park)]).toEqual([['approveProject S1', 'withdrawProject S1', 'revisePlan S1', 'setFunds S1'], ['addPhotos E1'], []]);
    await done(registrar, `/projects/${code}/withdraw`, { on: today, reason: '停建' });
    expect(await offered(registrar)).toEqual([]);
    expect((await items('/projects?stage=withdrawn')).map((one) => one['code'])).toEqual([code]);
  });

  it('is refused precisely where something is wrong, and nothing changes', async () => {
    const code = await propose();
    const before = await read(`/projects/${code}`);
    const wrong: [Person, string, object, number, string, string | null][] = [
      [plant, '', proposal(code), 409, 'projectExists', null], [plant, '', proposal(newCode(), { cost: -5 }), 400, 'invalid', '/cost'], [plant, '', proposal(newCode(), { cost: 0.5 }), 400, 'invalid', '/cost'],
      [plant, '', proposal(newCode(), { funds: [{ line: 'L99', amount: 5 }] }), 422, 'lineNotThere', '/funds/0/line'], [plant, '', proposal(newCode(), { on: '2026-01-06' }), 422, 'dayInFuture', '/on'],
      [plant, `/${code}/start`, { on: today }, 409, 'notPossibleNow', null], [plant, `/${code}/finish`, { on: today }, 409, 'notPossibleNow', null], [registrar, `/${code}/accept`, { on: today, opinion: '' }, 409, 'notPossibleNow', null],
      [registrar, `/${code}/approve`, { on: '2026-01-06', document }, 422, 'dayInFuture', '/on'], [registrar, `/${code}/approve`, { on: '2026-01-04', document }, 422, 'beforeStage', '/on'],
      [registrar, `/${code}/plan`, { milestone: 'm9', dueOn: '2026-02-20', document, on: today }, 422, 'unknownMilestone', '/milestone'], [registrar, `/${code}/plan`, { milestone: 'finish', dueOn: '2026-01-20', document, on: today }, 422, 'planOutOfOrder', '/dueOn'],
      [registrar, `/${code}/funds`, { cost: 5, funds: [{ line: 'L99', amount: 6 }], document, on: today }, 422, 'lineNotThere', '/funds/0/line'],
      [plant, `/${code}/photos`, { milestone: 'm1', on: today, attachments: [{ sha256: '1'.repeat(64), name: '没有传过' }] }, 422, 'documentUnknown', '/attachments/0/sha256'],
      [registrar, '/XM-99/approve', { on: today, document }, 404, 'unknownProject', null],
    ];
    for (const [person, path, body, status, rejected, pointer] of wrong) {
      expect({ path, ...await post(person, `/projects${path}`, body) }).toMatchObject({ path, status, body: { code: rejected, ...(pointer === null ? {} : { errors: [{ pointer }] }) } });
    }
    expect(await read(`/projects/${code}`)).toEqual(before);
  });

  it('counts a notice when its days have run, it is proved, and every objection is answered; taken down early it begins again', async () => {
    const code = await propose();
    const posted = { unit: 'E1', stage: 'before', of: { project: code }, what: '消防水池资金安排', where: '厂区公告栏', from: today };
    expect(await post(plant, '/public-notices', { ...posted, to: '2026-01-14' })).toMatchObject({ status: 422, body: { code: 'noticeTooShort', facts: { days: 10, last: '2026-01-15' }, errors: [{ pointer: '/to' }] } });
    expect(await post(plant, '/public-notices', { ...posted, from: '2026-01-06', to: '2026-01-20' })).toMatchObject({ status: 422, body: { code: 'dayInFuture' } });
    expect(await post(plant, '/public-notices', { ...posted, of: { project: 'XM-99' }, to: '2026-01-15' })).toMatchObject({ status: 404, body: { code: 'unknownProject' } });
    expect(await post(await office.signIn('E2-safetyOfficer'), '/public-notices', { ...posted, unit: 'E2', to: '2026-01-15' })).toMatchObject({ status: 422, body: { code: 'noticeElsewhere' } });
    await done(registrar, `/projects/${code}/approve`, { on: today, document });
    const lacking = async (): Promise<unknown[]> => (await items('/public-notices/lacking?stage=before')).filter((one) => JSON.stringify(one['of']) === JSON.stringify({ project: code }));
    expect(await lacking()).toMatchObject([{ unit: 'E1', unitName: '示例机械厂', title: '消防水池', since: today }]);
    await done(plant, '/public-notices', { ...posted, to: '2026-01-15' });
    const [{ notice }] = await items(`/public-notices?project=${code}`) as [{ notice: string }];
    expect(await lacking()).toEqual([]);
    const missing = async (): Promise<string[]> => (await read(`/public-notices/${notice}`) as unknown as { missing: { code: string }[] }).missing.map((one) => one.code);
    expect(await read(`/public-notices/${notice}`)).toMatchObject({ unit: 'E1', of: { project: code }, countsFrom: '2026-01-06', setUntil: '2026-01-15', counted: false, countedOn: null, setDays: { days: 10, counted: 'natural' }, missing: [{ code: 'noticeRunning', words: { zh: '公示到2026-01-15为止，还没有期满' } }, { code: 'noticeUnproved' }] });
    expect(await read(`/public-notices/${notice}`)).toMatchObject({ title: '消防水池', from: today, where: '厂区公告栏', may: [{ act: 'recordObjection', at: '', unit: 'S1' }] });
    expect((await read(`/public-notices/${notice}`, plant) as unknown as { may: { act: string }[] }).may.map((one) => one.act)).toEqual(['proveNotice', 'takeDownNotice', 'recordObjection']);
    expect((await read(`/public-notices/${notice}`) as unknown as { days: { on: string; n: number | null }[] }).days.map(({ on, n }) => `${on} ${n}`)).toEqual([`${today} null`, ...Array.from({ length: 10 }, (_, n) => `2026-01-${String(n + 6).padStart(2, '0')} ${n + 1}`)]);
    await done(plant, `/public-notices/${notice}/proof`, { on: today, attachments: [await photo(plant, 'E1')] });
    await done(registrar, `/public-notices/${notice}/objections`, { text: '选址离宿舍太近', on: today });
    await done(plant, `/public-notices/${notice}/take-down`, { on: today, reason: '公告栏拆除' });
    expect(await missing()).toEqual(['noticeTakenDown', 'objectionOpen']);
    expect(await lacking()).toHaveLength(1);
    await done(plant, `/public-notices/${notice}/post-again`, { where: '厂门口', from: today, to: '2026-01-15', attachments: [await photo(plant, 'E1')] });
    expect(await missing()).toEqual(['noticeRunning', 'objectionOpen']);
    await advance(registrar, slug, '2026-01-16T01:00:00.000Z');
    expect(await missing()).toEqual(['objectionOpen']);
    expect(await post(plant, `/public-notices/${notice}/objections/answer`, { objection: 'o9', answer: '已核', on: '2026-01-16' })).toMatchObject({ status: 422, body: { code: 'unknownObjection' } });
    await done(plant, `/public-notices/${notice}/objections/answer`, { objection: 'o1', answer: '已按消防规范核距离', on: '2026-01-16' });
    expect(await post(plant, `/public-notices/${notice}/objections/answer`, { objection: 'o1', answer: '再答', on: '2026-01-16' })).toMatchObject({ status: 409, body: { code: 'alreadyAnswered' } });
    expect(await post(plant, `/public-notices/${notice}/objections`, { text: '太晚', on: '2026-01-16' })).toMatchObject({ status: 422, body: { code: 'objectionOutside' } });
    expect(await post(plant, `/public-notices/${notice}/take-down`, { on: '2026-01-16', reason: '期满' })).toMatchObject({ status: 422, body: { code: 'noticeRan' } });
    expect(await read(`/public-notices/${notice}`)).toMatchObject({ counted: true, countedOn: '2026-01-16', missing: [], objections: [{ id: 'o1', by: null, contact: null, answered: { on: '2026-01-16' } }], postings: [{ takenDown: { on: today } }, { where: '厂门口', takenDown: null }] });
    // Besides what the office may hear, these are the unit's own.
    const at = { on: '2026-01-16' };
    const others: Record<keyof typeof noticeCommands, [path: string, body: object, may: readonly Person[]]> = {
      proveNotice: ['proof', { ...at, attachments: [await photo(plant, 'E1')] }, [plant]], takeDownNotice: ['take-down', { ...at, reason: '误' }, [plant]], postNoticeAgain: ['post-again', { where: '门口', from: '2026-01-16', to: '2026-01-30' }, [plant]],
      recordObjection: ['objections', { ...at, text: '异议' }, [plant, registrar]], answerObjection: ['objections/answer', { ...at, objection: 'o1', answer: '答' }, [plant]],
    };
    for (const [path, body, may] of Object.values(others)) {
      for (const person of [registrar, park, plant, finance].filter((one) => !may.includes(one))) expect({ path, ...await post(person, `/public-notices/${notice}/${path}`, body) }).toMatchObject({ path, status: 403, body: { code: 'notAllowed' } });
    }
  });

  it('tells a milestone that is late by late money from one that is late by its own unit', async () => {
    const now = '2026-01-16';
    await done(registrar, '/funds', {
      document, source: 'budget', kind: 'budget', payee: 'contractor', purpose: '消防水池', amount: 500_000_00, receivedOn: now, route: [{ unit: 'S1', from: null }, { unit: 'P1', from: 'S1' }, { unit: 'E1', from: 'P1' }],
      terms: [{ of: { unit: 'S1' }, within: { days: 10, counted: 'natural' }, says: '收到后10日内下达' }, { of: { unit: 'P1' }, within: { days: 30, counted: 'natural' }, says: '收到后30日内下达' }],
    });
    const [{ line }] = await items('/funds?limit=200') as [{ line: string }];
    // Nothing has come yet: found by its document, with the brackets of a keyboard, where its way leads and nowhere else.
    const linesAt = (unit: string, number: string): Promise<unknown> => read(`/units/${unit}/lines?document=${encodeURIComponent(number)}`);
    expect(await linesAt('E1', '示街项[2026]3号')).toEqual({ lines: [{ line, purpose: '消防水池', documentNumber: document.number, received: 500_000_00 }] });
    expect([await linesAt('E2', document.number), await linesAt('E1', '示街项〔2026〕4号')]).toEqual([{ lines: [] }, { lines: [] }]);
    expect(await (await office.signIn('E2-safetyOfficer')).get(`/cycles/${slug}/units/E1/lines?document=1`)).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
    const late = await propose({ on: now, funds: [{ line, amount: 500_000_00 }] });
    const own = await propose({ on: now });
    expect(await post(await office.signIn('E2-safetyOfficer'), '/projects', proposal(newCode(), { unit: 'E2', on: now, funds: [{ line, amount: 5 }] }))).toMatchObject({ status: 422, body: { code: 'lineNotHere' } });
    for (const code of [late, own]) await done(registrar, `/projects/${code}/approve`, { on: now, document });
    await advance(registrar, slug, '2026-02-12T01:00:00.000Z');
    await done(registrar, `/funds/${line}/pass-on`, { parcel: 'p1', parts: [{ to: 'P1', amount: 500_000_00 }], on: '2026-02-12' });
    await done(park, `/funds/${line}/receive`, { hop: 'h1', on: '2026-02-12' });
    await done(park, `/funds/${line}/pass-on`, { parcel: 'p2', parts: [{ to: 'E1', amount: 500_000_00 }], on: '2026-02-12' });
    await done(plant, `/funds/${line}/receive`, { hop: 'h2', on: '2026-02-12' });
    await advance(registrar, slug, '2026-02-15T01:00:00.000Z');
    for (const code of [late, own]) await done(plant, `/projects/${code}/start`, { on: '2026-02-15' });
    // Planned for 2 February, begun on the 15th; the district should have passed the money on by 26 January, and did on 12 February.
    expect((await read(`/projects/${late}`))['late']).toEqual([{ milestone: 'start', dueOn: '2026-02-02', until: '2026-02-15', days: 13, own: 3, byMoney: [{ line, unit: 'S1', unitName: '示例街道', from: '2026-02-02', to: '2026-02-12', days: 10 }] }]);
    expect((await read(`/projects/${own}`))['late']).toEqual([{ milestone: 'start', dueOn: '2026-02-02', until: '2026-02-15', days: 13, own: 13, byMoney: [] }]);
    // What pays for it is called by what it is for; who has filed nothing has nothing to name.
    expect(await read(`/projects/${late}`)).toMatchObject({ paid: null, isInside: true, funds: [{ line, purpose: '消防水池', documentNumber: document.number, got: 500_000_00, filed: [] }] });
    expect((await items(`/projects?line=${line}`)).map((one) => [one['code'], one['late']])).toEqual([[late, [{ milestone: 'start', days: 13, own: 3, money: 10, isOpen: false }]]]);
    const codes = async (query: string): Promise<unknown[]> => (await items(`/projects?${query}`)).map((one) => one['code']);
    expect(await codes('late=money')).toEqual([late]);
    expect(await codes('late=own')).toEqual(expect.arrayContaining([late, own]));
    const first = await read('/projects?late=own&limit=1') as unknown as { items: { code: string }[]; next: string };
    expect((await codes(`late=own&limit=200&cursor=${first.next}`))[0]).not.toBe(first.items[0]?.code);
    // What has come and is shown nowhere is asked for; at the root it is not.
    expect((await items('/public-notices/lacking')).filter((one) => JSON.stringify(one['of']) === JSON.stringify({ line }))).toMatchObject([{ unit: 'E1', stage: 'before', title: '消防水池' }]);
    expect(await post(plant, `/projects/${late}/finish`, { on: '2026-02-14' })).toMatchObject({ status: 422, body: { code: 'beforeStage', facts: { since: '2026-02-15' } } });
    expect(await post(registrar, `/projects/${own}/plan`, { milestone: 'start', dueOn: '2026-02-20', document, on: '2026-02-15' })).toMatchObject({ status: 409, body: { code: 'milestoneReached' } });
  });

  it('is compared by the doctor with what its workflow knows, column by column', async () => {
    const cycle = slug.replaceAll('-', '/').replace('drill/', 'drill-');
    const [{ code }] = await items('/projects?late=money') as [{ code: string }];
    const [{ notice }] = await items('/public-notices') as [{ notice: string }];
    const differ = async (stream: string) => agreesWith(await recordedStream(sqlOf(office.source), stream) as StreamRecord, await office.client.workflow.getHandle(stream).query<View>('view'));
    const changes: [stream: string, subject: string, table: string, column: string, to: unknown, from: unknown][] = [
      [`project/${cycle}/${code}`, code, 'project', 'stage', 'closed', 'started'], [`project/${cycle}/${code}`, `${code}/L1`, 'project_funds', 'amount', 1, 500_000_00], [`public-notice/${cycle}/${notice}`, notice, 'public_notice', 'is_up', false, true],
    ];
    for (const [stream, subject, table, column, to, from] of changes) {
      const set = (value: unknown) => office.source.query(`UPDATE ${table} SET ${column} = ? WHERE cycle = ? AND ${table === 'public_notice' ? 'notice' : 'code'} = ?`, [value, cycle, subject.split('/')[0]]);
      expect(await differ(stream)).toEqual([]);
      await set(to);
      expect(await differ(stream)).toMatchObject([{ subject, column }]);
      await set(from);
    }
  });

  it('ends with the year: what is unfinished is carried, notices stand as they are', async () => {
    const code = await propose({ on: '2026-02-15', plan: {} });
    await done(registrar, '/close', {});
    await until(registrar, `/cycles/${slug}`, (answer) => answer.body['status'] === 'closed');
    expect(await read(`/projects/${code}`)).toMatchObject({ stage: 'carried', stages: [{ stage: 'proposed' }, { stage: 'carried', on: '2026-02-15' }] });
    const [{ notice }] = await items('/public-notices') as [{ notice: string }];
    expect(await read(`/public-notices/${notice}`)).toMatchObject({ status: 'closed', counted: true });
    expect(await post(plant, `/projects/${code}/start`, { on: '2026-02-15' })).toMatchObject({ status: 409 });
    const open = await office.source.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM stream WHERE kind IN ('project', 'public-notice') AND ended_at IS NULL");
    expect(Number(open[0]?.n)).toBe(0);
  });
});
