import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Client, ScheduleOptions } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { workflowTypes, yearlyDraftId } from '#libs/platform/workflow-ids';
import { packOf } from '#libs/store/queries/cycles';
import { sqlOf } from '#libs/store/sql';

interface Open {
  client: Client;
  taskQueue: string;
}

const months = ['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'] as const;

/**
 * Keeps a campaign's Schedule: once a year, on the day that the pack of its latest year sets, at nine. Safe to repeat; a
 * pack with another day moves it.
 *
 * @param draftedOn MM-DD
 */
export async function keepYearlyDraft({ client, taskQueue }: Open, campaign: string, draftedOn: string): Promise<void> {
  const scheduleId = yearlyDraftId(campaign);
  const month = months[Number(draftedOn.slice(0, 2)) - 1];
  if (month === undefined) throw new RangeError(`${draftedOn} is no day of a year`);
  const kept = {
    spec: { calendars: [{ month, dayOfMonth: Number(draftedOn.slice(3)), hour: 9 }], timezone: 'Asia/Shanghai' },
    action: { type: 'startWorkflow', workflowType: workflowTypes.yearlyDraft, workflowId: scheduleId, args: [campaign], taskQueue },
    // Away for weeks, the server still starts it; while one waits, no second one begins.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '60d' },
  } satisfies Omit<ScheduleOptions, 'scheduleId'>;
  try {
    await client.schedule.create({ scheduleId, ...kept });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...kept, state }));
  }
}

/** The Schedules of all campaigns with a live year that was launched; run when a worker starts. */
export async function keepYearlyDrafts({ source, ...open }: Open & { source: DataSource }): Promise<number> {
  const sql = sqlOf(source);
  const live = await sql.query<{ campaign: string; digest: string }>(
    `SELECT c.campaign, c.pack_digest AS digest FROM cycle c WHERE c.is_drill = 0 AND c.launched_at IS NOT NULL AND c.status IN ('launching', 'open', 'closing')
      AND NOT EXISTS (SELECT 1 FROM cycle l WHERE l.campaign = c.campaign AND l.is_drill = 0 AND l.launched_at IS NOT NULL AND l.status IN ('launching', 'open', 'closing') AND l.year > c.year)
      ORDER BY c.campaign LIMIT 200`);
  for (const { campaign, digest } of live) {
    const { nextYear } = (await packOf(sql, digest)).settings;
    if (nextYear) await keepYearlyDraft(open, campaign, nextYear.value.draftedOn);
  }
  return live.length;
}
