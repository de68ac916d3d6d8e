import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalendarYear } from '#libs/domain/calendar/calendar';
import { loadPack } from '#libs/packs/load';
import type { Person } from '../support/person.ts';
import { documents, openApiOffice, tinyPack, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

describe('due dates set for a year before it is launched', () => {
  let office: ApiOffice;
  let administrator: Person;
  let at: string;
  beforeAll(async () => {
    office = await openApiOffice();
    administrator = await office.signIn('S1-safetyOffice');
    const drafted = await administrator.post('/cycles', { pack: 'tiny', year: 2026, drillFrom: '2026-01-05T01:00:00.000Z', ...documents });
    at = `/cycles/${String(drafted.body['obligation']).replaceAll('/', '-')}`;
  });
  afterAll(async () => { await office.close(); });

  const report = { duty: 'hazard-M03', dueOn: '2026-04-09', reason: '示街办〔2026〕9号' };
  const summary = { duty: 'summary-Q1', dueOn: '2026-04-18', reason: '集中汇总' };
  const dueDates = async (): Promise<unknown> => (await administrator.get(at)).body['dueDates'];
  const shown = async (duty: string) => ((await administrator.get(`${at}/dates-of-year`)).body['duties'] as { duty: string; dates: { dueOn: string }[]; set: object | null; dueBasis: { zh: string } }[]).find((one) => one.duty === duty);

  it('are kept by the next draft that says nothing of them, replaced by a list, and taken back by an empty one', async () => {
    expect(await dueDates()).toEqual([]);
    expect(await administrator.post(`${at}/redraft`, { dueDates: [report, summary] })).toMatchObject({ status: 200, body: { events: ['cycleRedrafted'] } });
    expect(await administrator.post(`${at}/redraft`, {})).toMatchObject({ status: 200 });
    expect(await dueDates()).toEqual([report, summary]);
    expect(await administrator.post(`${at}/redraft`, { dueDates: [] })).toMatchObject({ status: 200 });
    expect(await dueDates()).toEqual([]);
    expect(await shown('hazard-M03')).toMatchObject({ dates: [{ dueOn: '2026-04-03' }], set: null });
  });

  it('are refused at their place in the list, and then nothing of it holds', async () => {
    for (const [wrong, code, pointer] of [
      [{ ...report, duty: 'hazard-M07' }, 'setDateUnknownDuty', '/dueDates/1/duty'], [{ ...report, duty: 'pledge' }, 'setDateUnknownDuty', '/dueDates/1/duty'], [summary, 'setDateTwice', '/dueDates/1/duty'],
      [{ ...report, dueOn: '2029-04-01' }, 'setDateOutsideCalendar', '/dueDates/1/dueOn'], [{ ...report, dueOn: '2026-01-04' }, 'setDateBeforeLaunch', '/dueDates/1/dueOn'],
      [{ ...report, dueOn: '2026-03-20' }, 'setDateBeforeOpening', '/dueDates/1/dueOn'],
    ] as const) expect(await administrator.post(`${at}/redraft`, { dueDates: [summary, wrong] })).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
    expect(await administrator.post(`${at}/redraft`, { dueDates: [{ ...report, reason: '' }] })).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer: '/dueDates/0/reason' }] } });
    expect(await dueDates()).toEqual([]);
  });

  it('stand in the year drawn with what the rule gives, warn of a day off, and are rehearsed', async () => {
    await administrator.post(`${at}/redraft`, { dueDates: [{ ...report, dueOn: '2026-04-11' }, summary] });
    // 11 and 18 April are Saturdays; the summary’s rule leaves dates where they fall, the report’s does not.
    expect(await shown('hazard-M03')).toMatchObject({ dates: [{ dueOn: '2026-04-11' }], set: { reason: report.reason, byRule: '2026-04-03', nextWorkingDay: '2026-04-13' } });
    expect(await shown('summary-Q1')).toMatchObject({ dates: [{ dueOn: '2026-04-18' }], set: { byRule: '2026-04-15', nextWorkingDay: null } });
    expect((await shown('summary-Q1'))?.dueBasis.zh).toMatch(/^集中汇总，定为2026-04-18；按规则为2026-04-15（.+）$/);
    const changes = (await administrator.get(`${at}/changes`)).body as unknown as { daysOff: object; words: { zh: string } };
    expect(changes).toMatchObject({ daysOff: { n: 1, items: [{ duty: 'hazard-M03', dueOn: '2026-04-11', next: '2026-04-13' }] } });
    expect(changes.words.zh).toContain('2026-04-11→2026-04-13');
    const { findings } = (await administrator.get(`${at}/rehearsal`)).body as unknown as { findings: { code: string; duty: string; facts: object }[] };
    expect(findings.find(({ code, duty }) => code === 'dueOnDayOff' && duty === 'hazard-M03')?.facts).toEqual({ dueOn: '2026-04-11' });
    await administrator.post(`${at}/redraft`, { dueDates: [report, summary] });
  });

  it('are what the launch gives to each unit, with why, and no holiday notice moves them', async () => {
    expect(await administrator.post(`${at}/launch`)).toMatchObject({ status: 200 });
    await until(administrator, at, ({ body }) => body['status'] === 'open');
    for (const unit of ['C1', 'C3']) {
      expect((await administrator.get(`${at}/units/${unit}/obligations/hazard-M03`)).body).toMatchObject({
        dueOn: '2026-04-09', originalDueOn: '2026-04-09', waitsFor: { basis: { zh: expect.stringMatching(/^示街办〔2026〕9号，定为2026-04-09；按规则为2026-04-03（.+）$/) as never } },
      });
    }
    const { calendarYears } = await loadPack(tinyPack);
    const { holidays, workedWeekendDays } = calendarYears.find(({ year }) => year === 2026) as CalendarYear;
    const notice = { year: 2026, source: '国办发明电〔2026〕1号', holidays: [...holidays, { name: '补休', from: '2026-04-03', to: '2026-04-03' }, { name: '另一补休', from: '2026-04-09', to: '2026-04-09' }], workedWeekendDays: [...workedWeekendDays] };
    const preview = (await administrator.post(`${at}/calendar/preview`, notice)).body as unknown as { changes: { dates: { duty: string }[] }[] };
    expect(preview.changes.flatMap(({ dates }) => dates).filter(({ duty }) => duty === 'hazard-M03')).toEqual([]);
    expect(await administrator.post(`${at}/redraft`, { dueDates: [] })).toMatchObject({ status: 409, body: { code: 'cycleNotPossibleNow' } });
  });
});
