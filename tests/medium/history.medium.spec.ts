import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { systemAct } from '#libs/contracts/record';
import type { UnitYearEvent } from '#libs/domain/unit-year/events';
import { planUnitYear } from '#libs/domain/policy/plan-unit-year';
import type { CycleTerms, TreeUnit } from '#libs/domain/policy/planning';
import type { Report } from '#libs/domain/report/report';
import type { UnitYear, UnitYearStart } from '#libs/domain/unit-year/state';
import { unitYearDecider } from '#libs/domain/unit-year/unit-year';
import { listPacks, loadPack } from '#libs/packs/load';
import type { LoadedPack } from '#libs/packs/load';
import { sqlOf } from '#libs/store/sql';
import { eventually, openOffice } from '../support/office.ts';
import type { Office } from '../support/office.ts';

/** A year of eleven duties done in time may cost Temporal so many events of history. */
const promised = 130;
/** The last of them are of the year's end: a unit that may be given an order has its year until it is closed. */
const promisedLive = 160;
const town = '440811100';
const kept = ['letter', 'allocation', 'progress-Q1', 'progress-Q2', 'progress-Q3', 'progress-Q4', 'annualPlan', 'fundsPlan', 'study-Q1', 'study-Q2', 'annualReport-Y'];

let office: Office;
let loaded: LoadedPack;
beforeAll(async () => {
  office = await openOffice();
  loaded = await loadPack((await listPacks()).find(({ id }) => id.endsWith('-demo'))?.id ?? '');
});
afterAll(async () => { await office.close(); });

const cycle = `test/2026/drill-${process.pid % 10_000}`;
const launched = '2026-02-02T01:00:00.000Z';

/** A town's year; `of` leaves out what is not to be counted. */
async function opened(of: (start: UnitYearStart) => UnitYearStart): Promise<string> {
  const tree = new Map((loaded.organisation?.units ?? []).map((unit): [string, TreeUnit] => [unit.id, { ...unit, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }]));
  const document = { number: '文〔2026〕1号', title: '工作方案' };
  const terms: CycleTerms = { cycle, year: 2026, isDrill: true, pack: loaded.pack, calendar: loaded.calendar, letterDocuments: { requiredBy: document, approvedBy: document } };
  const start = of(planUnitYear(terms, tree, loaded.organisation?.root ?? '', tree.get(town) as TreeUnit));
  await office.client.workflow.start('unitYear', {
    workflowId: start.stream, taskQueue: office.database, args: [{ stream: start.stream, cycle, unit: town, isDrill: true, opening: systemAct('openYear', start as never, launched) }],
  });
  await eventually(async () => (await sqlOf(office.source).query('SELECT 1 FROM event WHERE stream = ? LIMIT 1', [start.stream]))[0]);
  return start.stream;
}

/** A typical year: signed by both leaders and countersigned, plans approved, meetings recorded, reports as planned and accepted, all in time. */
async function lived(stream: string): Promise<void> {
  const act = async (command: string, input: { duty: string } & Record<string, unknown>, on: string, post: string) => {
    const outcome = await office.act(stream, command, input, {
      key: randomBytes(8).toString('hex'), posts: [{ post, tenure: post }], person: post, account: post.replace('/', '-'), receivedAt: `${on}T02:00:00.000Z`,
    });
    if (outcome.kind !== 'applied') throw new Error(`${command}: ${outcome.rejection.rejected}`);
  };
  const [reporter, reviewer] = [`${town}/office`, '440811/office'];
  await act('signLetter', { duty: 'letter' }, '2026-02-03', `${town}/partySecretary`);
  await act('signLetter', { duty: 'letter' }, '2026-02-04', `${town}/mayor`);
  await act('countersignLetter', { duty: 'letter' }, '2026-02-05', '440811/head');
  for (const [duty, on] of [['annualPlan', '2026-03-20'], ['fundsPlan', '2026-03-24']] as const) {
    await act('submitPlan', { duty, items: [{ title: '走访监测对象', owner: '乡村振兴办', dueOn: '2026-06-30' }], text: '' }, on, reporter);
    await act('approvePlan', { duty }, on, reviewer);
  }
  for (const [quarter, on] of [['Q1', '2026-04-02'], ['Q2', '2026-07-02'], ['Q3', '2026-10-08'], ['Q4', '2027-01-04']] as const) {
    if (quarter === 'Q1' || quarter === 'Q2') {
      await act('recordMeeting', { duty: `study-${quarter}`, heldOn: `2026-0${quarter === 'Q1' ? 3 : 6}-12`, minutesNumber: `纪要〔2026〕${quarter}号`, topic: '专题研究部署' }, on, reporter);
    }
    await report(`progress-${quarter}`, on);
  }
  await report('annualReport-Y', '2027-01-12');

  async function report(duty: string, on: string): Promise<void> {
    const { state } = await office.client.workflow.getHandle(stream).query<{ state: UnitYear }>('view');
    const { asked, compiled } = state.duties[duty] as Report;
    const figures = asked.map(({ indicator, planned }) => ({ indicator, value: compiled.find((one) => one.indicator === indicator)?.value ?? planned }));
    await act('submitReport', { duty, figures, problems: '无', nextSteps: '继续' }, on, reporter);
    await act('acceptReport', { duty }, on, reviewer);
  }
}

const historyOf = async (stream: string): Promise<number> => (await office.client.workflow.getHandle(stream).fetchHistory()).events?.length ?? 0;

/** What a live year's one timer adds: it is started, fires at a deadline that is met already, and is started again. */
async function timersOf(stream: string): Promise<number> {
  const rows = await sqlOf(office.source).query<{ at: string; body: string }>('SELECT at, body FROM event WHERE stream = ? ORDER BY seq', [stream]);
  let state = unitYearDecider.initial;
  let events = 0;
  const arm = (timer: string | null): string | null => {
    const deadline = unitYearDecider.nextDeadline(state);
    if (deadline === null || (timer !== null && timer <= deadline)) return timer;
    events += timer === null ? 1 : 2;
    return deadline;
  };
  let timer: string | null = null;
  for (const [n, { at, body }] of rows.entries()) {
    while (timer !== null && timer <= at) {
      // Fired, and a workflow task of three events that finds nothing due.
      events += 4;
      timer = arm(null);
    }
    state = unitYearDecider.evolve(state, { ...(JSON.parse(body) as UnitYearEvent), at });
    if (rows[n + 1]?.at !== at) timer = arm(timer);
  }
  return events;
}

it('a year of eleven duties, done in time, stays within the history that was promised', async () => {
  const stream = await opened((start) => ({
    ...start, duties: start.duties.filter(({ key }) => kept.includes(key)).map((duty) => (duty.kind === 'report' ? { ...duty, steps: [] } : duty)),
  }));
  expect((await sqlOf(office.source).query('SELECT id FROM obligation WHERE cycle = ?', [cycle])).length).toBe(kept.length);
  await lived(stream);
  await office.act(stream, 'endYear', { reason: 'closed' }, systemAct('endYear', { reason: 'closed' }, '2027-02-01T02:00:00.000Z'));
  const { status } = (await office.client.workflow.getHandle(stream).query<{ state: UnitYear }>('view')).state;
  const history = await historyOf(stream);
  expect(status).toBe('ended');
  expect(history).toBeGreaterThan(100);
  expect(history).toBeLessThanOrEqual(promised);
  // Live, the one timer comes on top: each time it fires at a deadline that was met it costs five events.
  expect(history + await timersOf(stream)).toBeLessThanOrEqual(promisedLive);
});
