import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepYearlyDrafts } from '#activities/yearly-draft';
import { freezeDue } from '#libs/delivery/freeze';
import { sendDue } from '#libs/delivery/send';
import { smtpChannel } from '#libs/delivery/transport';
import { addDays, localDateOf, timeOfDayOf } from '#libs/domain/time/instant';
import { yearlyDraftId } from '#libs/platform/workflow-ids';
import type { Person } from '../support/person.ts';
import { openMailServer } from './delivery-bench.ts';
import { documents, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const today = localDateOf(new Date().toISOString());
const year = Number(today.slice(0, 4));
const next = year + 1;

interface Notice { notice_key: string; cycle: string; post: string; at: string; status: string; content: string }

describe('the yearly Schedule', () => {
  let office: ApiOffice;
  let administrator: Person;
  beforeAll(async () => {
    office = await openApiOffice();
    administrator = await office.signIn('S1-safetyOffice');
    await launch(year, { pack: 'tiny', year, ...documents });
  });
  afterAll(async () => { await office.close(); });

  const launch = async (which: number, draft?: object): Promise<void> => {
    if (draft) expect(await administrator.post('/cycles', draft)).toMatchObject({ status: 200 });
    expect(await administrator.post(`/cycles/safety-${which}/launch`)).toMatchObject({ status: 200 });
    await until(administrator, `/cycles/safety-${which}`, ({ body }) => body['status'] === 'open');
  };
  const schedule = () => office.client.schedule.getHandle(yearlyDraftId('safety'));
  const notices = async (): Promise<Notice[]> => office.source.query("SELECT * FROM notice WHERE stage IN ('launch', 'draftNext') ORDER BY id");
  /** Fires it now and waits until its errand is done. */
  const trigger = async (): Promise<unknown> => {
    const before = (await schedule().describe()).info.recentActions.length;
    await schedule().trigger();
    for (;;) {
      const { info } = await schedule().describe();
      const [started, last] = [info.recentActions.length, info.recentActions.at(-1)];
      if (started > before && last) return office.client.workflow.getHandle(last.action.workflow.workflowId, last.action.workflow.firstExecutionRunId).result();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  /** What goes out at a slot, as a mail server receives it. */
  const mailsAt = async (slot: string): Promise<string[]> => {
    const mailbox = await openMailServer();
    const channel = smtpChannel({ url: mailbox.url });
    await freezeDue(office.source, { cycle: null, now: slot });
    await sendDue(office.source, channel, { clock: () => new Date(slot), publicUrl: 'https://zeren.test' });
    channel.close();
    await mailbox.close();
    return mailbox.received.flatMap(({ parts }) => parts);
  };

  it('is kept from the launch of a live year on, for the day that the pack sets, and put back when a worker starts', async () => {
    await until(administrator, `/cycles/safety-${year}`, ({ body }) => body['status'] === 'open');
    const shown = async () => {
      const { info: { nextActionTimes }, policies, action } = await schedule().describe();
      return { at: nextActionTimes.slice(0, 2).map((at) => at.toISOString().slice(4)), policies: { overlap: policies.overlap, catchupWindow: policies.catchupWindow }, type: action.type === 'startWorkflow' ? action.workflowType : '' };
    };
    const kept = { at: ['-11-20T01:00:00.000Z', '-11-20T01:00:00.000Z'], policies: { overlap: 'SKIP', catchupWindow: 60 * 86_400_000 }, type: 'yearlyDraft' };
    expect(await shown()).toEqual(kept);
    const open = { source: office.source, client: office.client, taskQueue: office.settings.taskQueue };
    await keepYearlyDrafts(open);
    expect(await shown()).toEqual(kept);
    await schedule().delete();
    await keepYearlyDrafts(open);
    expect(await shown()).toEqual(kept);
  });

  it('drafts the next year with the tree and the people as they are, says what changed, and tells the administrator once', async () => {
    const { source } = office;
    const ended = addDays(today, -1);
    await source.query('UPDATE cycle SET launched_at = DATE_SUB(launched_at, INTERVAL 30 DAY)');
    await source.query("UPDATE unit SET name = '西苑新社区' WHERE id = 'C2'");
    await source.query("INSERT INTO unit (id, name, type, under, valid_from) VALUES ('C4', '新港社区', 'community', 'S1', ?)", [today]);
    await source.query("INSERT INTO unit_path (unit, path, valid_from) VALUES ('C4', '/S1/C4/', ?)", [today]);
    await source.query("INSERT INTO post (id, unit, kind, title, functions) VALUES ('C4/secretary', 'C4', 'secretary', '社区书记', '[\"principalLeader\",\"reporter\"]')");
    await source.query("UPDATE unit_path SET valid_to = ? WHERE unit = 'C3'", [ended]);
    await source.query("UPDATE unit SET under = 'S1' WHERE id = 'E2'");
    await source.query("UPDATE unit_path SET path = '/S1/E2/' WHERE unit = 'E2'");
    await source.query("UPDATE tenure SET valid_to = ? WHERE post = 'P1/director'", [ended]);
    await source.query("INSERT INTO tenure (id, post, person, valid_from) VALUES ('P1/director@new', 'P1/director', 'C1-secretary', ?)", [today]);

    expect(await trigger()).toEqual({ kind: 'drafted', cycle: `safety/${next}` });
    expect((await administrator.get(`/cycles/safety-${next}`)).body).toMatchObject({
      status: 'draft', isDrill: false, root: 'S1', pack: 'tiny', calendar: `${year}+${next}p+${next + 1}p`, requiredBy: null, approvedBy: null,
    });
    const { body } = await administrator.get(`/cycles/safety-${next}/changes`);
    expect(body).toMatchObject({
      missing: ['requiredBy', 'approvedBy'],
      provisional: { from: `${next}-01-01`, years: [next, next + 1] },
      changes: {
        since: `safety/${year}`,
        joined: { n: 1, items: [{ unit: 'C4', name: '新港社区' }] },
        left: { n: 1, items: [{ unit: 'C3', name: '南苑社区' }] },
        renamed: { n: 1, items: [{ unit: 'C2', from: '西苑社区', to: '西苑新社区' }] },
        moved: { n: 1, items: [{ unit: 'E2', from: '北苑产业园', to: '示例街道' }] },
        vacant: { n: 1, items: [{ post: 'C4/secretary' }] },
        holders: { n: 1, items: [{ post: 'P1/director', from: '北苑产业园区主任', to: '东苑社区社区书记' }] },
        targets: { n: 0 }, pack: { isSame: true },
      },
    });
    const { dates } = body['provisional'] as { dates: { n: number; items: { duty: string; dueOn: string; units: number }[] } };
    expect(dates.items.filter(({ duty }) => duty === 'hazard-M01')).toEqual([{ duty: 'hazard-M01', title: `${next}年1月隐患排查月报`, dueOn: `${next}-02-04`, units: 5 }]);
    expect((body['changes'] as { targetsKept: number }).targetsKept).toBeGreaterThan(0);

    const told = await notices();
    expect(told).toMatchObject([{ cycle: `safety/${next}`, post: 'S1/safetyOffice', status: 'planned' }]);
    const slot = new Date(told[0]?.at ?? '').toISOString();
    expect(timeOfDayOf(slot)).toBe('10:00');

    const text = (await mailsAt(slot)).find((part) => part.includes('草案'));
    expect(text).toContain(`${next}年安全生产责任年：草案已拟好，请核对并补齐文件后启动`);
    for (const said of [`与${year}年相比：新增1个单位（新港社区），减少1个单位（南苑社区），1个单位更名（西苑社区→西苑新社区）`, '1个岗位空缺（新港社区社区书记）', '待定', '放假安排尚未公布', '还缺要求签订责任书的文件、批准责任书的会议纪要']) expect(text).toContain(said);
    expect(text).toContain(`https://zeren.test/cycles/safety-${next}/start`);

    expect(await trigger()).toEqual({ kind: 'alreadyThere', cycle: `safety/${next}`, status: 'draft' });
    expect(await notices()).toHaveLength(1);
    expect(await source.query('SELECT seq FROM event WHERE stream = ?', [`cycle/safety/${next}`])).toHaveLength(1);
  });

  it('makes a draft that is launched only once its documents are entered', async () => {
    expect(await administrator.post(`/cycles/safety-${next}/launch`)).toMatchObject({ status: 422, body: { code: 'letterWithoutDocument' } });
    expect(await administrator.post(`/cycles/safety-${next}/documents`, documents)).toMatchObject({ status: 200 });
    // What changed since it was drafted is taken over by drafting it anew, and what was entered stays.
    await office.source.query("INSERT INTO tenure (id, post, person, valid_from) VALUES ('C4/secretary@new', 'C4/secretary', 'C2-secretary', ?)", [today]);
    expect((await administrator.get(`/cycles/safety-${next}/changes`)).body).toMatchObject({ changes: { vacant: { n: 1 } } });
    expect(await administrator.post(`/cycles/safety-${next}/redraft`)).toMatchObject({ status: 200, body: { events: ['cycleRedrafted'] } });
    expect((await administrator.get(`/cycles/safety-${next}/changes`)).body).toMatchObject({ missing: [], changes: { vacant: { n: 0 }, joined: { n: 1 } } });
    expect(await administrator.post(`/cycles/safety-${year}/redraft`)).toMatchObject({ status: 409, body: { code: 'cycleNotPossibleNow' } });
    expect((await administrator.get(`/cycles/safety-${next}/changes`)).body).toMatchObject({ missing: [] });
    await launch(next);
  });

  it('waits where a year’s calendar is not known, says for which once, and leaves no half draft', async () => {
    const ids = ['wait-1', 'wait-2'];
    for (const workflowId of ids) {
      const handle = await office.client.workflow.start('yearlyDraft', { workflowId, taskQueue: office.settings.taskQueue, args: ['safety', `${next}-11-20T01:00:00.000Z`] });
      await until(administrator, `/cycles/safety-${next}`, ({ body }) => body['nextYearWaits'] !== null);
      const failure = async () => (await handle.describe()).raw.pendingActivities?.[0]?.lastFailure?.message ?? '';
      while (await failure() === '') await new Promise((resolve) => setTimeout(resolve, 50));
      expect([await failure(), (await handle.describe()).status.name]).toEqual([expect.stringContaining(`还缺${next + 2}年的放假安排`), 'RUNNING']);
      await handle.terminate();
    }
    expect((await administrator.get(`/cycles/safety-${next}`)).body['nextYearWaits']).toMatchObject({ year: next + 1, code: 'calendarTooShort', words: { zh: expect.stringContaining(`还缺${next + 2}年的放假安排`) } });
    const told = (await notices()).filter(({ notice_key: key }) => key.startsWith(`safety/${next + 1}/draftNext`));
    expect(told).toMatchObject([{ cycle: `safety/${next}`, post: 'S1/safetyOffice', status: 'planned' }]);
    expect(told[0]?.content).toContain(`还缺${next + 2}年的放假安排`);
    expect(await administrator.get(`/cycles/safety-${next + 1}`)).toMatchObject({ status: 404 });
  });

  it('drafts nothing for a campaign without a year that was launched', async () => {
    expect(await office.client.workflow.execute('yearlyDraft', { workflowId: 'nobody', taskQueue: office.settings.taskQueue, args: ['nobody'] })).toEqual({ kind: 'nothingToFollow', year: next });
  });
});
