import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

const farm = '440811F01';
const allocation = `/units/${farm}/obligations/allocation`;

describe('targets passed down in a grid', () => {
  let desk: Desk;
  let year: DeskYear;
  /** The farm's letter in force: its one community's share falls short of it. */
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year();
    for (const [login, act] of [[`${farm}-manager`, 'sign'], [`${farm}-partySecretary`, 'sign'], ['440811-head', 'countersign']] as const) {
      const answer = await (await desk.person(login)).insist(`/cycles/${year.slug}/units/${farm}/letters/letter/${act}`, {});
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    }
  });
  afterAll(async () => { await desk?.close(); });

  const cell = (page: Page, period: string) => page.getByLabel(`湖光农场场部社区 本村脱贫劳动力务工 ${period}（人）`);

  it('say on top, and in red words at the column, what is missing, until nothing is', async () => {
    const page = await desk.signIn(`${farm}-manager`);
    await page.goto(year.at(allocation));
    await page.getByText('“脱贫劳动力务工”全年还差44人').waitFor();
    await page.getByText('还差44人', { exact: true }).waitFor();
    await cell(page, '全年').fill('90');
    await page.getByText('“脱贫劳动力务工”第四季度还差', { exact: false }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '本村脱贫劳动力务工的分期计划' }).click();
    for (const [period, figure] of [['第一季度', '65'], ['第二季度', '80'], ['第三季度', '87']] as const) await cell(page, period).fill(figure);
    await page.getByText('各项目标都已分齐，可以下达。').waitFor();
    await page.getByRole('button', { name: '分解并下达' }).waitFor();
    expect(await page.getByText('已分齐', { exact: true }).count()).toBe(5);
  });

  it('take a row copied from a spreadsheet, move with the arrows, and mark what is no figure', async () => {
    const page = await desk.signIn(`${farm}-manager`);
    await page.goto(year.at(allocation));
    await page.getByRole('button', { name: '本村脱贫劳动力务工的分期计划' }).click();
    await cell(page, '全年').focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', '90\t65\t80\t87\t90\r\n');
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    expect(await cell(page, '第三季度').inputValue()).toBe('87');
    await page.getByText('各项目标都已分齐，可以下达。').waitFor();
    await cell(page, '全年').press('ArrowRight');
    expect(await cell(page, '第一季度').evaluate((field) => field === document.activeElement)).toBe(true);
    await cell(page, '第一季度').fill('很多');
    await page.getByRole('alert').getByText('有1格不是数字，请先改正。').waitFor();
    expect(await page.getByRole('button', { name: '说明理由后下达' }).or(page.getByRole('button', { name: '分解并下达' })).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '恢复预定的分法' }).click();
    expect(await cell(page, '全年').inputValue()).toBe('46');
  });

  it('on a phone come one unit at a time, and nothing is cut off', async () => {
    const page = await desk.signIn(`${farm}-manager`, { phone: true });
    await page.goto(year.at(allocation));
    await cell(page, '全年').fill('50');
    await page.getByText('还差40人', { exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    expect((await cell(page, '全年').boundingBox())?.height).toBeGreaterThanOrEqual(44);
  });

  it('are only read by whoever may not pass them down', async () => {
    const page = await desk.signIn('440811-office');
    await page.goto(year.at(allocation));
    await page.getByText('“脱贫劳动力务工”全年还差44人').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: /下达/ }).count()).toBe(0);
  });

  it('are issued short only with a reason, which stays, and the letter below is then issued with the share typed', async () => {
    const page = await desk.signIn(`${farm}-manager`);
    await page.goto(year.at(allocation));
    await cell(page, '全年').fill('60');
    await page.getByRole('button', { name: '说明理由后下达' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/全年还差30人/).waitFor();
    await dialog.getByRole('button', { name: '分解并下达' }).click();
    await dialog.getByText('请填写').waitFor();
    await dialog.getByLabel('理由').fill('其余由场部自招。');
    await dialog.getByRole('button', { name: '分解并下达' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('没有分齐，说明的理由：其余由场部自招。').waitFor();
    const below = await desk.signIn('440811100007-clerk');
    await below.goto(year.at('/units/440811100007/obligations/letter'));
    await below.getByRole('row', { name: /本村脱贫劳动力务工/ }).getByText('不少于60').waitFor();
  });

  it('nothing of it makes the browser complain', () => { expect(desk.complaints).toEqual([]); });
});
