import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLASS_SERIALIZER_OPTIONS } from '@nestjs/common/serializer/class-serializer.constants.js';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { z } from 'zod';
import { routes } from '#libs/contracts/routes';
import type { Route, RouteName } from '#libs/contracts/routes';
import { cycleCommands } from '#libs/domain/cycle/cycle';
import { yearCommands } from '#libs/domain/extension/dates';
import { fundsCommands, whoRegisters } from '#libs/domain/funds/funds-line';
import { postsNamed } from '#libs/domain/may';
import type { WhoMay } from '#libs/domain/may';
import { unproposed } from '#libs/domain/project/project';
import { projectCommands, whoMayWithProject } from '#libs/domain/project/project-decider';
import { noticeCommands, whoPosts } from '#libs/domain/public-notice/notice-decider';
import { dutyCommands, dutyOpenings, whoMay as whoMayInYear } from '#libs/domain/unit-year/kinds';
import { fromJson } from '#libs/store/queries/json';
import type { Answer, Person } from '../support/person.ts';
import { documents, openApiOffice } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

/** A body that fits, for each route that takes one. A new route without a row here does not compile. */
type WithBody = { [Name in RouteName]: (typeof routes)[Name] extends { body: unknown } ? Name : never }[RouteName];
const bodies: Record<WithBody, object> = {
  signIn: { login: 'C1-secretary', password: 'zeren-demo' },
  confirmPassword: { password: 'zeren-demo' },
  draftCycle: { pack: 'tiny', year: 2026, drillFrom: '2026-01-05T01:00:00.000Z', ...documents },
  amendCycle: documents,
  redraftCycle: { dueDates: [] },
  launchCycle: {},
  advanceClock: { to: '2026-02-05T01:00:00.000Z' },
  previewCalendar: { year: 2027, source: '国办发明电〔2026〕00号', holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }], workedWeekendDays: ['2027-01-10'] },
  changeCalendar: { ...{ year: 2027, source: '国办发明电〔2026〕00号', holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }], workedWeekendDays: ['2027-01-10'] }, preview: '0'.repeat(64) },
  setPause: { reason: '防汛' },
  endPause: {},
  closeCycle: {},
  cancelCycle: { reason: '另行安排' },
  keepDraft: { form: 'letter', seq: 0, version: 0, content: { reason: '正在写' } },
  registerLine: { document: { number: '某财农〔2026〕1号', title: '关于下达资金的通知' }, source: 'budget', kind: 'budget', payee: 'contractor', purpose: '村道硬化', amount: 96_000_000, receivedOn: '2026-01-04', route: [{ unit: 'S1', from: null }, { unit: 'P1', from: 'S1' }], terms: [{ of: 'passOn', within: { days: 30, counted: 'natural' }, says: '收到后30日内下达' }] },
  passOn: { parcel: 'p1', parts: [{ to: 'P1', amount: 50_000_000 }], on: '2026-01-05' },
  recordReceipt: { hop: 'h1', on: '2026-01-05' },
  takeBack: { hop: 'h1', on: '2026-01-05', reason: '重复下达' },
  giveBack: { parcel: 'p2', amount: 1_000_000, on: '2026-01-05', reason: '项目取消' },
  callBack: { parcel: 'p2', amount: 1_000_000, on: '2026-01-05', document: { number: '某财农〔2026〕2号', title: '关于收回资金的通知' } },
  reallocate: { parcel: 'p2', amount: 1_000_000, to: 'S1', on: '2026-01-05', document: { number: '某财农〔2026〕3号', title: '关于调剂资金的通知' } },
  takeOut: { amount: 1_000_000, on: '2026-01-05', document: { number: '某财农〔2026〕4号', title: '关于调减资金的通知' }, why: 'reduced' },
  setRetention: { parcel: 'p2', amount: 1_500_000, dueOn: '2026-12-31', basis: '施工合同第12条', on: '2026-01-05' },
  fileRequest: { parcel: 'p2', amount: 10_000_000, payee: '某某建筑公司', on: '2026-01-05' },
  returnRequest: { request: 'r1', defects: ['缺合同', '缺验收单'], on: '2026-01-05' },
  refileRequest: { request: 'r1', note: '已补合同和验收单', on: '2026-01-05' },
  acceptRequest: { request: 'r1', on: '2026-01-05' },
  withdrawRequest: { request: 'r1', on: '2026-01-05' },
  payRequest: { request: 'r1', voucher: '国库2026-0001', on: '2026-01-05' },
  recordPayment: { parcel: 'p2', amount: 1_000_000, payee: '某某建筑公司', voucher: '现金2026-0001', on: '2026-01-05' },
  suspendMoney: { parcel: 'p2', on: '2026-01-05', reason: '审计期间暂停' },
  resumeMoney: { parcel: 'p2', on: '2026-01-05' },
  confirmPayment: { line: 'L1', request: 'r1' },
  catchUpPayment: { line: 'L1', parcel: 'p2' },
  setAsideDifference: { reason: '国库更正' },
  proposeProject: { code: 'MZ-2026-001', name: '村道硬化1.8公里', unit: 'E1', cost: 96_000_000, funds: [], plan: { start: { dueOn: '2026-04-01', basis: '项目计划' }, finish: { dueOn: '2026-09-30', basis: '施工合同第5条' } }, milestones: [{ name: '路基完成', dueOn: '2026-06-30', basis: '施工合同第5条' }], on: '2026-01-05' },
  approveProject: { on: '2026-01-05', document: { number: '某项目办〔2026〕3号', title: '关于项目立项的批复' } },
  startProject: { on: '2026-01-05' },
  finishProject: { on: '2026-01-05' },
  acceptProject: { on: '2026-01-05', opinion: '符合设计要求，同意验收' },
  closeProject: { on: '2026-01-05' },
  withdrawProject: { on: '2026-01-05', reason: '用地未落实' },
  reachMilestone: { milestone: 'm1', on: '2026-01-05' },
  revisePlan: { milestone: 'finish', dueOn: '2026-10-31', document: { number: '某项目办〔2026〕3号', title: '关于项目立项的批复' }, on: '2026-01-05' },
  setFunds: { cost: 96_000_000, funds: [], document: { number: '某项目办〔2026〕3号', title: '关于项目立项的批复' }, on: '2026-01-05' },
  nameRequest: { line: 'L1', request: 'r1' },
  addPhotos: { milestone: 'start', on: '2026-01-05', attachments: [{ sha256: '0'.repeat(64), name: '开工照片.jpg' }] },
  postNotice: { unit: 'E1', stage: 'before', what: '村道硬化项目资金安排', where: '村务公开栏', from: '2026-01-05', to: '2026-01-20' },
  proveNotice: { on: '2026-01-05', attachments: [{ sha256: '0'.repeat(64), name: '公示栏照片.jpg' }] },
  takeDownNotice: { on: '2026-01-05', reason: '公示栏拆除' },
  postNoticeAgain: { where: '村务公开栏', from: '2026-01-05', to: '2026-01-20' },
  recordObjection: { text: '路线没有经过第三村民小组', on: '2026-01-05' },
  answerObjection: { objection: 'o1', answer: '已列入下一期', on: '2026-01-05' },
  previewLine: { document: { number: '某财农〔2026〕1号', title: '关于下达资金的通知' }, source: 'budget', kind: 'budget', payee: 'contractor', purpose: '村道硬化', amount: 96_000_000, receivedOn: '2026-01-04', route: [{ unit: 'S1', from: null }, { unit: 'P1', from: 'S1' }], terms: [{ of: 'passOn', within: { days: 30, counted: 'natural' }, says: '收到后30日内下达' }] },
  signLetter: {},
  objectToLetter: { indicator: 'fatalAccidents', reason: '与实际不符', proposed: 1 },
  reviseLetter: { value: 1, reason: '采纳' },
  refuseObjection: { reason: '不采纳' },
  countersignLetter: {},
  registerSigning: { signedOn: '2026-02-10', document: '0'.repeat(64) },
  registerCeremony: { signedOn: '2026-02-10', items: [{ unit: 'E1', duty: 'pledge', document: '0'.repeat(64) }] },
  voidLetter: { reason: '误发' },
  supplementLetter: { targets: [{ indicator: 'fatalAccidents', value: 1 }], requiredBy: documents.requiredBy, reason: '追加' },
  withdrawSupplement: { reason: '暂缓' },
  allocateTargets: { shares: [{ unit: 'E1', indicator: 'hazardsFixed', value: 5 }], overrideReason: '暂缺' },
  submitReport: { figures: [], problems: '', nextSteps: '' },
  returnReport: { comments: [{ field: 'problems', comment: '请写明' }] },
  passStep: {},
  returnStep: { reason: '再核' },
  passStepOffline: { post: 'E1/owner', signedOn: '2026-02-01', document: '0'.repeat(64) },
  acceptReport: {},
  requestExtension: { dueOn: '2026-04-20', reason: '台风', progress: '已完成一半' },
  explainLateness: { text: '道路中断' },
  moveDates: { duty: 'hazard-M03', dueOn: '2026-04-20', document: { number: '某办〔2026〕9号', title: '通知' }, reason: '台风', preview: '0'.repeat(64) },
  grantExtension: { dueOn: '2026-04-20', reason: '属实' },
  refuseExtension: { reason: '理由不足' },
  withdrawExtension: {},
  submitNil: { reason: '本期没有发生' },
  submitPlan: { items: [{ title: '整改隐患', owner: '分管负责人', dueOn: '2026-06-30' }], text: '' },
  returnPlan: { comments: [{ field: 'text', comment: '请写明' }] },
  approvePlan: {},
  recordMeeting: { heldOn: '2026-01-20', minutesNumber: '纪要〔2026〕4号', topic: '部署安全生产' },
  declareNoTask: { reason: '没有这项任务' },
  requireTask: { reason: '仍须办理' },
  waiveDuty: { reason: '机构调整', document: documents.requiredBy },
  remindDuty: {},
  logPhoneReminder: { whom: '值班员', note: '明天上午报' },
  remindAll: { obligations: [{ unit: 'E1', duty: 'pledge' }] },
  draftOrder: { origin: { kind: 'instruction', reference: '主要领导批示〔2026〕5号' }, subject: '项目开工督办', matter: '请查明未开工原因，明确责任人，限期开工。', deadline: '2026-02-27', stages: [{ what: '报整改方案', dueOn: '2026-02-13' }], assisting: [] },
  issueOrder: { deadline: '2026-02-27' },
  discardOrder: { reason: '已另行布置' },
  acknowledgeOrder: {},
  giveFeedback: { text: '已明确责任人，正在办理。' },
  assistFeedback: { text: '已配合办理。' },
  completeOrder: { result: '已办结，佐证材料齐备。' },
  returnOrder: { reason: '请补充佐证材料' },
  closeOrder: { opinion: '同意销号' },
  voidOrder: { reason: '重复签发' },
  confirmFigures: {},
  disputeFigures: { disputes: [{ indicator: 'fatalAccidents', reason: '与台账不符' }] },
  importPasswords: {},
  addUnit: { pack: 'tiny', unit: 'C9', name: '新苑社区', type: 'community', under: 'S1' },
  changeUnit: { name: '示例重机厂' },
  addPost: { pack: 'tiny', kind: 'safetyOfficer' },
  appoint: { person: 'E1-owner', from: '2099-01-01' },
  endTenure: { tenure: 'E1/pledge@2020-01-01', to: '2099-12-31' },
  addPerson: { login: 'zhangsan', name: '张三' },
  changePerson: { name: '李四' },
  newFirstPassword: {},
  changePassword: { old: 'zeren-demo', new: 'a-password-of-my-own' },
};

/** How a route that anyone signed in may read shows only what is one's own. */
type Own = Exclude<{ [Name in RouteName]: (typeof routes)[Name] extends { sees: 'signedIn' } ? Name : never }[RouteName], 'uploadDocument'>;
const own: Record<Own, 'myself' | 'nothingOfOthers' | 'everyonesAlike'> = {
  packs: 'everyonesAlike', calendar: 'everyonesAlike', changePassword: 'myself',
  whoAmI: 'myself', confirmPassword: 'myself', signOut: 'myself', myTasks: 'nothingOfOthers', myInbox: 'nothingOfOthers', myAct: 'nothingOfOthers', document: 'nothingOfOthers', cycles: 'nothingOfOthers',
};

const table = Object.entries<Route>(routes) as [RouteName, Route][];
const unit = 'E1';
const cycle = 'safety-2026-drill-1';
const department = 'C2';
const pathOf = (route: Route): string => route.path.replace('{cycle}', cycle).replace('{unit}', unit).replace('{candidate}', 'c1').replace('{code}', 'XM-01').replace('{notice}', 'N1').replace('verifications/{duty}', `verifications/hazard-M01-by-${department}`).replace('{duty}', 'pledge').replace('{sha256}', '0'.repeat(64)).replace('{key}', 'some-key-01').replace('{pause}', 'p1').replace('{import}', '3f2b8c1e-9d7a-4c55-8e21-0a1b2c3d4e5f').replace('{kind}', 'owner').replace('{person}', 'E1-owner').replace('{year}', '2026').replace('{division}', '440811').replace('{line}', 'L1').replace('{entry}', 't1');
const needsOf = (route: Route): string => (route.path === '/tasks' ? `?cycle=${cycle}` : route.path.endsWith('/dates') && route.method === 'GET' ? '?duty=hazard-M03&dueOn=2026-04-20' : route.path.endsWith('/search') ? '?q=社区' : route.path.endsWith('/figures') ? '?period=Q1' : route.streams ? '?since=0' : route.path === '/documents' ? `?unit=${unit}&name=scan.pdf` : route.path.endsWith('/ageing') ? '?by=unit' : route.path.endsWith('/money/curve') ? '?source=budget' : route.path.endsWith('/money/export') ? '?of=ledger' : route.path.endsWith('/ledger/import') ? `?preview=${'0'.repeat(64)}` : /\/units\/[^/]+\/lines$/.test(route.path) ? '?document=1' : route.path.endsWith('/public-notices/days') ? '?from=2026-01-05' : route.path.endsWith('/table.xlsx') ? '?pack=tiny&types=street' : route.path.startsWith('/imports') && !route.params || route.path.startsWith('/calendars') ? '?pack=tiny' : '');
/** One act for many units is the issuer's; all else that is read here, the administrator may see. */
const readerOf = (route: Route): string => (route.foretells === 'moveDates' ? 'S1-chief' : 'S1-safetyOffice');
const isList = (route: Route): boolean => 'items' in ((route.answer as z.ZodObject).shape ?? {});
const decidesItself = /\/projects|\/public-notices/;
const whoMay = (command: string): WhoMay => (Object.hasOwn(dutyCommands, command) || Object.hasOwn(dutyOpenings, command)
  ? whoMayInYear(command as keyof typeof dutyCommands)
  : Object.hasOwn(fundsCommands, command) ? fundsCommands[command as keyof typeof fundsCommands].who
  : command === 'registerLine' ? whoRegisters
  : command === 'proposeProject' || command === 'postNotice' ? whoPosts
  : Object.hasOwn(projectCommands, command) ? whoMayWithProject(command as keyof typeof projectCommands, unproposed)
  : Object.hasOwn(noticeCommands, command) ? noticeCommands[command as keyof typeof noticeCommands].who
  : Object.hasOwn(yearCommands, command) ? yearCommands[command as keyof typeof yearCommands].who : cycleCommands[command as keyof typeof cycleCommands].who);

describe('every route of the API', () => {
  let office: ApiOffice;
  const people = new Map<string, Person>();
  const as = async (login: string): Promise<Person> => {
    const known = people.get(login) ?? await office.signIn(login);
    people.set(login, known);
    return known;
  };

  beforeAll(async () => {
    office = await openApiOffice({ packs: [new URL('../fixtures/packs/tiny', import.meta.url).pathname, 'mazhang-2026-demo'] });
    const drafted = await (await as('S1-safetyOffice')).post('/cycles', bodies.draftCycle);
    expect(drafted.body['obligation']).toBe('safety/2026/drill-1');
  });
  afterAll(async () => { await office.close(); });

  const call = async (route: Route, person: Person | null, { query = needsOf(route), body }: { query?: string; body?: unknown } = {}): Promise<Answer> => {
    const path = `${pathOf(route)}${query}`;
    const given = body ?? bodies[nameOf(route) as WithBody];
    if (person && route.method === 'GET') return person.get(path);
    if (person && route.method === 'POST') return person.post(path, given as object);
    if (person && route.method === 'DELETE' && route.path !== '/session') return person.delete(path);
    const answer = await fetch(`${office.url}${path}`, {
      method: route.method, headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, ...(given ? { body: JSON.stringify(given) } : {}),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() as Answer['body'] };
  };
  const nameOf = (route: Route): RouteName => table.find(([, one]) => one === route)?.[0] as RouteName;

  it('is a row of the table, and every row is served', () => {
    const served = (office.app.getHttpAdapter().getInstance() as unknown as { router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] } }).router.stack
      .flatMap(({ route }) => (route?.path.startsWith('/api/v1') ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : []));
    const written = table.map(([, route]) => `${route.method} /api/v1${route.path.replace(/\{(\w+)\}/g, ':$1')}`);
    expect(served.sort()).toEqual(written.sort());
  });

  it('says who may: a command with its rule, or who sees it', () => {
    for (const [name, route] of table) {
      expect({ name, rules: [route.acts, route.sees].filter(Boolean).length }).toEqual({ name, rules: 1 });
      if (route.acts) expect({ name, isSystems: 'system' in whoMay(route.acts) }).toEqual({ name, isSystems: false });
      // Who may bring a document for a unit is asked of documents.medium.spec.
      if (route.sees === 'signedIn' && name !== 'uploadDocument') expect(Object.keys(own)).toContain(name);
      if (route.sees === 'subtree') expect(route.path).toContain('{cycle}');
    }
  });

  it('passes its answer through the schema of the table', () => {
    const discovery = new DiscoveryService(office.app.get(ModulesContainer));
    const scanner = new MetadataScanner();
    const handlers = discovery.getControllers().flatMap(({ metatype }) =>
      scanner.getAllMethodNames((metatype as { prototype: object }).prototype).map((method) => (metatype as { prototype: Record<string, object> }).prototype[method] as object));
    const schemas = new Map(handlers.map((handler): [string, unknown] =>
      [Reflect.getMetadata('zeren:route', handler) as string, (Reflect.getMetadata(CLASS_SERIALIZER_OPTIONS, handler) as { schema: unknown } | undefined)?.schema]));
    for (const [name, route] of table) expect({ name, same: schemas.get(name) === route.answer }).toEqual({ name, same: true });
  });

  it('answers 500 rather than something its schema does not know', async () => {
    const person = await office.signIn('C3-secretary');
    await office.source.query("UPDATE account SET role = 'emperor' WHERE id = 'C3-secretary'");
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    expect(await person.get('/session')).toMatchObject({ status: 500, body: { code: 'internal' } });
    await office.source.query("UPDATE account SET role = 'official' WHERE id = 'C3-secretary'");
  });

  describe.each(table)('%s', (name, route) => {
    if (route.sees !== 'anyone') {
      it('is refused without a session', async () => {
        expect(await call(route, null)).toMatchObject({ status: 401, body: { code: 'notSignedIn', status: 401 } });
      });
    }

    if (route.body) {
      it('refuses and names what it does not know in the body', async () => {
        const answer = await call(route, route.sees === 'anyone' ? null : await as('S1-safetyOffice'), { body: { ...bodies[name as WithBody], typo: 1 } });
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/typo' }] } });
      });
    }

    if (route.query) {
      it('refuses and names what it does not know in the query', async () => {
        const answer = await call(route, await as('S1-safetyOffice'), { query: `${needsOf(route) || '?limit=5'}&typo=1` });
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/typo' }] } });
      });
    }

    if (route.params) {
      it('refuses an id that cannot be one', async () => {
        const odd = { ...route, path: route.path.replace(/\{\w+\}/, '%20') };
        const answer = await call(odd, await as('S1-safetyOffice'), { query: '', body: bodies[name as WithBody] });
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } });
        expect((answer.body['errors'] as { pointer: string }[])[0]?.pointer).toBe(`/${/\{(\w+)\}/.exec(route.path)?.[1]}`);
      });
    }

    if (isList(route)) {
      it.each(['0', '201', 'many'])('has a limit of 1 to 200, not %s', async (limit) => {
        const answer = await call(route, await as('S1-safetyOffice'), { query: `${needsOf(route) || '?'}&limit=${limit}`.replace('?&', '?') });
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/limit' }] } });
      });
      it('refuses a cursor it never gave', async () => {
        const answer = await call(route, await as(readerOf(route)), { query: `${needsOf(route) || '?'}&cursor=bm8`.replace('?&', '?') });
        expect(answer).toMatchObject({ status: 400, body: { code: 'cursorInvalid' } });
      });
    }

    // Where an act with money, a project or a public notice falls, these say: asked of api-funds.medium.spec and api-projects.medium.spec.
    if (route.acts && !Object.hasOwn(fundsCommands, route.acts) && !decidesItself.test(route.path)) {
      const named = postsNamed(whoMay(route.acts));
      const functions = named.map((one) => one.function);
      // What the sample names is no order: no unit assists with it, and nobody may.
      const placeOf = (of: (typeof named)[number]['of'] = 'root') => ({ unit, superior: 'P1', root: 'S1', above: 'S1', assisting: null, department })[of];
      const where = placeOf(route.path.includes('{unit}') ? named[0]?.of : 'root');
      const may = (post: { functions: string[] }): boolean => functions.some((one) => post.functions.includes(one));
      // A command may be for one post here and another there: what counts is the post at its place. A cycle stands below nothing.
      const isPlaced = (post: { unit: string; functions: string[] }): boolean => named.some(({ function: one, of }) =>
        post.functions.includes(one) && post.unit === (route.path.includes('{unit}') ? placeOf(of) : of === 'superior' && named.length > 1 ? null : 'S1'));
      const posts = async () => (await office.source.query('SELECT id, unit, functions FROM post') as { id: string; unit: string; functions: unknown }[])
        .map((post) => ({ login: post.id.replace('/', '-'), unit: post.unit, functions: fromJson<string[]>(post.functions) }));
      const holderOf = async (login: string) => (login === 'E1-manager' ? 'E1-owner' : login);

      it('is refused to a post at the right place with another role, naming who it takes', async () => {
        const wrong = (await posts()).filter((post) => (where === null || post.unit === where) && !isPlaced(post));
        expect(wrong.length).toBeGreaterThan(0);
        for (const { login } of wrong.slice(0, 2)) {
          expect(await call(route, await as(await holderOf(login)))).toMatchObject({ status: 403, body: { code: 'notAllowed', facts: { function: functions[0], unit: where } } });
        }
      });

      it('is refused to the same role at another place', async () => {
        const elsewhere = (await posts()).filter((post) => !isPlaced(post) && may(post));
        const near = elsewhere.filter((post) => /^[SCPE]\d$/.test(post.unit)).slice(0, 2);
        const far = elsewhere.filter((post) => post.unit.startsWith('440811')).slice(0, 1);
        expect(far.length).toBe(1);
        for (const { login } of [...near, ...far]) {
          expect(await call(route, await as(await holderOf(login)))).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
        }
      });
    }

    if (route.acts || route.actsForMany) {
      it('is refused without an Idempotency-Key', async () => {
        const person = await as('S1-safetyOffice');
        const raw = await fetch(`${office.url}${pathOf(route)}`, { method: 'POST', body: JSON.stringify(bodies[name as WithBody]), headers: { ...headersOf(person), 'content-type': 'application/json' } });
        expect(await raw.json()).toMatchObject({ status: 400, code: 'idempotencyKeyMissing' });
      });
    }

    if (route.method !== 'GET' && route.sees !== 'anyone') {
      it('is refused without the CSRF token', async () => {
        const { cookie } = headersOf(await as('S1-safetyOffice'));
        const raw = await fetch(`${office.url}${pathOf(route)}`, { method: route.method, headers: { cookie, 'idempotency-key': randomUUID() } });
        expect(await raw.json()).toMatchObject({ status: 403, code: 'csrfMismatch' });
      });
    }

    if (route.sees === 'subtree') {
      it('is refused outside the subtree', async () => {
        const outside = route.path.includes('{unit}') ? ['440811-office', 'C1-secretary', 'E2-owner'] : ['440811-office'];
        for (const login of outside) expect(await call(route, await as(login))).toMatchObject({ status: 403, body: { code: 'outsideSubtree' } });
      });
      it('knows no other cycle', async () => {
        const other = { ...route, path: route.path.replace('{cycle}', 'safety-2031') };
        expect(await call(other, await as('S1-safetyOffice'), { body: bodies[name as WithBody] })).toMatchObject({ status: 404, body: { code: 'unknownCycle' } });
      });
    }

    if (route.foretells) {
      it('is only for whoever may do what it foretells', async () => {
        const answer = await call(route, await as('C1-secretary'));
        expect(answer).toMatchObject({ status: 403, body: { code: 'notAllowed', facts: { unit: 'S1' } } });
        expect((await call(route, await as(readerOf(route)))).status).not.toBe(403);
      });
    }

    if (route.sees === 'administrator') {
      it('is refused to whoever administers nothing', async () => {
        expect(await call(route, await as('C1-secretary'))).toMatchObject({ status: 403, body: { code: 'notAdministrator' } });
      });
    }

    if (route.sees === 'administrator' && route.path.includes('{unit}')) {
      it('is refused to the administrator of another tree', async () => {
        expect(await call(route, await as('440811-office'))).toMatchObject({ status: 403, body: { code: 'notAdministrator' } });
      });
    }

    if (route.path.includes('{cycle}') && route.path.includes('{unit}')) {
      it('knows no unit of another tree', async () => {
        const other = { ...route, path: route.path.replace('{unit}', '440811101') };
        expect(await call(other, await as('440811-office'), { body: bodies[name as WithBody] })).toMatchObject({ status: 404, body: { code: 'unknownUnit' } });
      });
    }

    if (own[name as Own] === 'nothingOfOthers') {
      it('shows a stranger nothing', async () => {
        const answer = await call(route, await as('440811-office'));
        if (isList(route)) expect(answer).toMatchObject({ status: 200, body: { items: [] } });
        else expect(answer).toMatchObject({ status: 404 });
      });
    }
  });
});

/** What a person sends: read from the person, who keeps it to itself. */
const headersOf = (person: Person): { cookie: string; 'x-csrf-token': string } => {
  const { cookie, csrf } = person as unknown as { cookie: string; csrf: string };
  return { cookie, 'x-csrf-token': csrf };
};
