import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Acts } from '#apps/api/acts/perform';
import type { CalendarYear } from '#libs/domain/calendar/calendar';
import { loadPack } from '#libs/packs/load';
import type { Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, tinyPack, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

describe('time that moves', () => {
  let office: ApiOffice;
  let administrator: Person;
  let chief: Person;
  let secretary: Person;
  let at: string;
  beforeAll(async () => {
    office = await openApiOffice();
    administrator = await office.signIn('S1-safetyOffice');
    at = `/cycles/${await launchDrill(administrator)}`;
    [chief, secretary] = [await office.signIn('S1-chief'), await office.signIn('C1-secretary')];
  });
  afterAll(async () => { await office.close(); });

  const asking = { dueOn: '2026-02-12', reason: '台账系统升级', progress: '已排查八成' };
  const story = async (unit: string, duty: string) => (await administrator.get(`${at}/units/${unit}/obligations/${duty}`)).body as unknown as
    { dueOn: string; originalDueOn: string; status: string; events: { type: string; words: { zh: string } }[]; notices: { stage: string; dating: number; status: string }[] };

  it('a holiday notice shows what it would move, moves it when confirmed, and only once', async () => {
    const { calendarYears } = await loadPack(tinyPack);
    const { holidays, workedWeekendDays } = calendarYears.find(({ year }) => year === 2026) as CalendarYear;
    // The monthly report of March is due on 5 April, a day off, and so on the working day before it.
    const notice = { year: 2026, source: '国办发明电〔2026〕1号', holidays: [...holidays, { name: '补休', from: '2026-04-03', to: '2026-04-03' }], workedWeekendDays: [...workedWeekendDays] };
    const contradicting = { ...notice, workedWeekendDays: [...workedWeekendDays, '2026-10-01'] };
    expect(await administrator.post(`${at}/calendar/preview`, contradicting)).toMatchObject({ status: 422, body: { code: 'calendarContradicts', facts: { reason: '2026-10-01 is both a holiday and a worked day' } } });
    expect(await administrator.post(`${at}/calendar/preview`, { ...notice, holidays: [...holidays] })).toMatchObject({ status: 409, body: { code: 'calendarUnchanged' } });
    const preview = (await administrator.post(`${at}/calendar/preview`, notice)).body as unknown as { hash: string; changes: { unit: string; dates: object[]; goes: { stage: string; at: string }[]; comes: { stage: string; at: string }[] }[] };
    expect(preview.changes.find(({ unit }) => unit === 'C3')).toMatchObject({ dates: [{ duty: 'hazard-M03', from: '2026-04-03', to: '2026-04-02' }] });
    expect(await secretary.post(`${at}/calendar`, { ...notice, preview: preview.hash })).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await administrator.post(`${at}/calendar`, { ...notice, preview: '0'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'previewStale' } });
    expect(await administrator.post(`${at}/calendar`, { ...notice, preview: preview.hash })).toMatchObject({ status: 200, body: { events: ['calendarChanged'] } });
    await until(administrator, `${at}/units/C3/obligations/hazard-M03`, ({ body }) => body['dueOn'] === '2026-04-02');
    expect((await administrator.get(at)).body['calendar']).toMatch(/^2026\+2027p~[0-9a-f]{8}$/);
    expect((await story('C3', 'hazard-M03'))).toMatchObject({ originalDueOn: '2026-04-03', events: expect.arrayContaining([expect.objectContaining({ type: 'dueMoved' })]) as never });
    expect(await administrator.post(`${at}/calendar`, { ...notice, preview: preview.hash })).toMatchObject({ status: 409, body: { code: 'calendarUnchanged' } });
  });

  it('a unit asks for more time, the office above sees it waiting, grants it to a date, and the first date stays', async () => {
    expect(await secretary.post(`${at}/units/C1/obligations/hazard-M01/extension`, asking)).toMatchObject({ status: 200, body: { events: ['dutyOpened', 'extensionRequested'] } });
    expect(await secretary.post(`${at}/units/C1/obligations/hazard-M01/extension`, { ...asking, dueOn: '2026-02-20' })).toMatchObject({ status: 409, body: { code: 'extensionPending' } });
    expect((await administrator.get(`/tasks?cycle=${at.slice(8)}`)).body).toMatchObject({ items: [{ duty: 'moreTime-1', act: 'decide', unit: 'C1', dueOn: '2026-01-07', title: { zh: '2026年1月隐患排查月报宽限申请' } }] });
    expect((await administrator.get(`${at}/extensions?status=requested`)).body).toMatchObject({ items: [{ unit: 'C1', of: 'hazard-M01', from: '2026-02-05', asked: '2026-02-12', reason: '台账系统升级' }] });
    const grant = { dueOn: '2026-02-10', reason: '属实，至10日' };
    expect(await secretary.post(`${at}/units/C1/extensions/moreTime-1/grant`, grant)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await chief.post(`${at}/units/C1/extensions/moreTime-1/grant`, grant)).toMatchObject({ status: 403, body: { code: 'notYourTurn' } });
    expect(await administrator.post(`${at}/units/C1/extensions/moreTime-1/grant`, grant)).toMatchObject({ status: 200, body: { events: ['extensionGranted', 'dueMoved'], status: 'granted' } });
    const told = await story('C1', 'hazard-M01');
    expect([told.dueOn, told.originalDueOn]).toEqual(['2026-02-10', '2026-02-05']);
    expect(told.events.map(({ words }) => words.zh).slice(-2)).toEqual([
      '申请将期限由2026年2月5日 星期四延至2026年2月12日 星期四：台账系统升级；上级须于2026年1月7日 星期三前决定', '期限由2026年2月5日 星期四延至2026年2月10日 星期二（准予延期）',
    ]);
  });

  it('a unit withdraws its request before it is decided, and may ask again', async () => {
    const other = await office.signIn('C2-secretary');
    const ask = () => other.post(`${at}/units/C2/obligations/hazard-M02/extension`, { ...asking, dueOn: '2026-03-12' });
    expect(await ask()).toMatchObject({ status: 200, body: { events: ['dutyOpened', 'extensionRequested'] } });
    expect(await other.post(`${at}/units/C2/extensions/moreTime-1/withdraw`)).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    expect(await ask()).toMatchObject({ status: 200, body: { events: ['dutyOpened', 'extensionRequested'] } });
    expect(await other.post(`${at}/units/C2/extensions/moreTime-2/withdraw`)).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
  });

  it('a date that is not later, or that is no date at all, is refused at its field', async () => {
    expect(await secretary.post(`${at}/units/C1/obligations/hazard-M02/extension`, { ...asking, dueOn: '2026-03-05' })).toMatchObject({ status: 422, body: { code: 'extensionNotLater', errors: [{ pointer: '/dueOn' }] } });
    expect(await secretary.post(`${at}/units/C1/obligations/hazard-M02/extension`, { ...asking, dueOn: '2026-02-30' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/dueOn' }] } });
  });

  it('one act moves the date of many units by its document, as the preview said, once', async () => {
    const query = 'duty=hazard-M03&dueOn=2026-04-20';
    const preview = (await chief.get(`${at}/dates?${query}`)).body as unknown as { hash: string; units: number; moving: number; items: { unit: string; from: string; to: string }[] };
    expect([preview.units, preview.moving]).toEqual([6, 5]);
    expect(preview.items.map(({ unit, from, to }) => `${unit} ${from} ${to}`)).toEqual(['C1', 'C2', 'C3', 'E1', 'E2'].map((unit) => `${unit} 2026-04-02 2026-04-20`));
    const act = { duty: 'hazard-M03', dueOn: '2026-04-20', document: { number: '示街办〔2026〕9号', title: '关于延期报送的通知' }, reason: '台风', preview: preview.hash };
    expect(await chief.post(`${at}/dates`, { ...act, preview: '0'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'previewStale' } });
    expect(await administrator.post(`${at}/dates`, act)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    // What happened since makes it stale: one unit has moved on.
    await secretary.post(`${at}/units/C1/letters/pledge/sign`);
    expect(await chief.post(`${at}/dates`, act)).toMatchObject({ status: 409, body: { code: 'previewStale' } });
    const fresh = { ...act, preview: (await chief.get(`${at}/dates?${query}`)).body['hash'] };
    const done = await chief.post(`${at}/dates`, fresh, 'typhoon-0001');
    expect(done).toMatchObject({ status: 200, body: { events: ['datesMoved'] } });
    for (const unit of ['C1', 'E2']) await until(administrator, `${at}/units/${unit}/obligations/hazard-M03`, ({ body }) => body['dueOn'] === '2026-04-20');
    expect(await chief.post(`${at}/dates`, fresh, 'typhoon-0001')).toMatchObject({ status: 200, body: done.body });
    expect((await story('E2', 'hazard-M03')).events.at(-1)?.words.zh).toBe('期限由2026年4月2日 星期四统一延至2026年4月20日 星期一（示街办〔2026〕9号 关于延期报送的通知：台风）');
    expect(await chief.post(`${at}/dates`, { ...fresh, reason: '再发' })).toMatchObject({ status: 409, body: { code: 'nothingMoves' } });
    expect(await chief.get(`${at}/dates?${query}&under=440811`)).toMatchObject({ status: 404, body: { code: 'unknownUnit' } });
  });

  it('the same act sent twice at once has one answer, though the first has changed what the second is judged by', async () => {
    const query = 'duty=hazard-M03&dueOn=2026-04-23';
    const act = { duty: 'hazard-M03', dueOn: '2026-04-23', document: { number: '示街办〔2026〕10号', title: '关于再延期报送的通知' }, reason: '台风' };
    const notice = { year: 2026, source: '国办发明电〔2026〕2号', holidays: [{ name: '补休', from: '2026-09-01', to: '2026-09-01' }], workedWeekendDays: [] };
    for (const [person, path, given, key] of [[chief, 'dates', act, 'twice-dates-1'], [administrator, 'calendar', notice, 'twice-calendar-1']] as const) {
      const shown = path === 'dates' ? await chief.get(`${at}/dates?${query}`) : await administrator.post(`${at}/calendar/preview`, notice);
      const body = { ...given, preview: shown.body['hash'] };
      const first = await person.post(`${at}/${path}`, body, key);
      expect(first).toMatchObject({ status: 200 });
      if (path === 'dates') await until(administrator, `${at}/units/C1/obligations/hazard-M03`, (answer) => answer.body['dueOn'] === '2026-04-23');
      // The second looked before the first was recorded, and judges after it.
      const known = jest.spyOn(office.app.get(Acts), 'known').mockImplementationOnce(async () => null);
      expect(await person.post(`${at}/${path}`, body, key)).toMatchObject({ status: 200, body: first.body });
      known.mockRestore();
    }
  });

  it('a subtree is paused and goes on: what it waited for gets its working days back, the others keep their dates', async () => {
    const set = { under: 'P1', reason: '防汛应急', document: { number: '示街办〔2026〕12号', title: '关于启动应急响应的通知' } };
    expect(await administrator.post(`${at}/pauses`, { ...set, from: '2026-01-04T00:00:00.000Z' })).toMatchObject({ status: 422, body: { code: 'pauseInPast', errors: [{ pointer: '/from' }] } });
    expect(await secretary.post(`${at}/pauses`, set)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    const before = await story('P1', 'pledge');
    expect(await administrator.post(`${at}/pauses`, set)).toMatchObject({ status: 200, body: { events: ['pauseSet'] } });
    expect((await administrator.get(at)).body).toMatchObject({ pauses: [{ pause: 'p1', under: 'P1', to: null, reason: '防汛应急' }] });
    await until(administrator, `${at}/units/P1/obligations/pledge`, ({ body }) => (body['notices'] as { status: string }[]).every(({ status }) => status === 'cancelled'));
    await advance(administrator, at.slice(8), '2026-01-08T01:00:00.000Z');
    expect(await administrator.post(`${at}/pauses/p7/end`)).toMatchObject({ status: 404, body: { code: 'unknownPause' } });
    expect(await administrator.post(`${at}/pauses/p1/end`)).toMatchObject({ status: 200, body: { events: ['pauseEnded'] } });
    expect(await administrator.post(`${at}/pauses/p1/end`)).toMatchObject({ status: 409, body: { code: 'pauseOver' } });
    // Launched on Monday the 5th, paused at once until Thursday the 8th: three working days.
    await until(administrator, `${at}/units/P1/obligations/pledge`, ({ body }) => body['dueOn'] === '2026-01-19');
    expect([before.dueOn, (await story('P1', 'pledge')).originalDueOn, (await story('C2', 'pledge')).dueOn]).toEqual(['2026-01-14', '2026-01-14', '2026-01-14']);
  });

  it('after the date it is too late to ask; being late is explained, and the date stays', async () => {
    await advance(administrator, at.slice(8), '2026-02-11T01:00:00.000Z');
    const explain = `${at}/units/C2/obligations/hazard-M01`;
    const other = await office.signIn('C2-secretary');
    expect(await other.post(`${explain}/extension`, asking)).toMatchObject({ status: 409, body: { code: 'extensionTooLate', facts: { dueOn: '2026-02-05' } } });
    expect(await other.post(`${explain}/explanation`, { text: '  ' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/text' }] } });
    expect(await other.post(`${explain}/explanation`, { text: '道路中断三天' })).toMatchObject({ status: 200, body: { events: ['latenessExplained'] } });
    const told = await story('C2', 'hazard-M01');
    expect([told.dueOn, told.events.at(-1)?.words.zh]).toEqual(['2026-02-05', '逾期说明：道路中断三天']);
    expect(await other.post(`${at}/units/C2/obligations/hazard-M02/explanation`, { text: '无' })).toMatchObject({ status: 409, body: { code: 'notLate' } });
  });
});
