import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

describe('plans, meetings and their dates', () => {
  const town = '440811101';
  let desk: Desk;
  let year: DeskYear;
  let office: Page;
  const pageOf = (duty: string, unit = town): string => year.at(`/units/${unit}/obligations/${duty}`);
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year({ from: '2026-03-16T01:00:00.000Z' });
    office = await desk.signIn(`${town}-office`);
  });
  afterAll(async () => { await desk?.close(); });

  it('a plan is typed item by item, its money exact to the fen in 万元 or 元, and kept meanwhile', async () => {
    await office.goto(pageOf('annualPlan'));
    await office.getByRole('button', { name: '报送计划' }).click();
    await office.getByRole('alert').getByText(/第1件 · 负责人/).waitFor();
    const first = office.getByRole('listitem', { name: '第1件' });
    await first.getByLabel('事项').fill('修缮供水管网');
    await first.getByLabel('负责人').fill('分管副镇长');
    await first.getByLabel('完成时间').fill('2027-01-10');
    await first.getByText('2027年1月10日 星期日').waitFor();
    await first.getByText(/不在2026年内/).waitFor();
    await first.getByLabel('完成时间').fill('2026-09-30');
    await first.getByLabel('金额').fill('1.0000051');
    await first.getByText('请填金额，精确到分').waitFor();
    await first.getByLabel('金额').fill('28.800005');
    await first.getByText('= 288,000.05 元').waitFor();
    await office.getByLabel('金额单位').selectOption('yuan');
    expect(await first.getByLabel('金额').inputValue()).toBe('288000.05');
    await office.getByText(/^已保存/).waitFor();
    await office.getByRole('button', { name: '报送计划' }).click();
    await office.getByText('已报麻章区，等待审批。').waitFor();
    const plan = await year.office.get(`/cycles/${year.slug}/units/${town}/plans/annualPlan`);
    expect((plan.body['submission'] as { items: object[] }).items).toEqual([{ title: '修缮供水管网', owner: '分管副镇长', dueOn: '2026-09-30', amountFen: 28_800_005 }]);
  });

  it('it is returned with a comment at an item, corrected and approved', async () => {
    const district = await desk.signIn('440811-office');
    await district.goto(pageOf('annualPlan'));
    await district.getByRole('button', { name: /写意见.*修缮供水管网/ }).click();
    await district.getByLabel('对修缮供水管网的意见').fill('请写明资金来源');
    await district.getByRole('button', { name: '退回（1条意见）' }).click();
    await office.getByText('上级意见：请写明资金来源').waitFor();
    await office.getByRole('button', { name: '补正后报送' }).click();
    await office.getByText(/与退回的一稿完全相同/).waitFor();
    await office.getByLabel('说明（可不填）').fill('资金来源：衔接补助资金');
    await office.getByRole('button', { name: '补正后报送' }).click();
    await district.getByText(/第2稿/).waitFor();
    await district.getByRole('button', { name: '批准', exact: true }).click();
    await office.getByText(/麻章区已批准/).waitFor();
  });

  it('a meeting is recorded from a phone with its date, number, topic and attendees', async () => {
    const phone = await desk.signIn(`${town}-office`, { phone: true });
    await phone.goto(pageOf('study-Q1'));
    await phone.getByLabel('开会日期').fill('2026-03-10');
    await phone.getByText('2026年3月10日 星期二').waitFor();
    await phone.getByLabel('会议纪要编号').fill('太委纪〔2026〕3号');
    await phone.getByRole('button', { name: '登记会议' }).click();
    await phone.getByRole('alert').getByText(/议题/).waitFor();
    await phone.getByLabel('议题').fill('研究常态化帮扶');
    await phone.getByLabel('参会人数').fill('12');
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await phone.getByRole('button', { name: '登记会议' }).click();
    await phone.getByText(/2026年3月10日 星期二召开，/).waitFor();
  });

  it('more time is asked for with a date and a reason, granted above, and moves the date; refused, it does not', async () => {
    const mayor = await desk.signIn('440811102-mayor', { phone: true });
    await mayor.goto(pageOf('annualPlan', '440811102'));
    await mayor.getByRole('button', { name: '申请延期' }).click();
    const dialog = mayor.getByRole('dialog');
    await dialog.getByLabel('延到哪天').fill('2026-04-10');
    await dialog.getByText(/2026年4月10日 星期五 · 比现在晚10天（7个工作日）/).waitFor();
    await dialog.getByRole('button', { name: '申请延期' }).click();
    await dialog.getByText('请填写').waitFor();
    await dialog.getByLabel('理由').fill('机构调整');
    await dialog.getByLabel('做到哪一步了').fill('已完成八成');
    await dialog.getByRole('button', { name: '申请延期' }).click();
    await mayor.getByRole('link', { name: '看申请' }).click();
    await mayor.getByRole('button', { name: '撤回申请' }).waitFor();
    const district = await desk.signIn('440811-office');
    await district.goto(pageOf('extension-1', '440811102'));
    await district.getByRole('button', { name: '同意延期' }).click();
    await district.getByRole('dialog').getByLabel('理由').fill('情况属实');
    await district.getByRole('dialog').getByRole('button', { name: '同意延期' }).click();
    await district.getByText(/同意延到2026年4月10日 星期五：情况属实/).waitFor();
    await mayor.goto(pageOf('annualPlan', '440811102'));
    await mayor.getByText('原定3月31日 星期二').first().waitFor();
  });

  it('what is late is explained, which stays on record and moves nothing', async () => {
    await year.advance('2026-04-02T01:00:00.000Z');
    const farm = await desk.signIn('440811F01-manager');
    await farm.goto(pageOf('annualPlan', '440811F01'));
    await farm.getByRole('button', { name: '逾期说明' }).click();
    await farm.getByRole('dialog').getByLabel('说明').fill('场部机构调整，责任人刚到位');
    await farm.getByRole('dialog').getByRole('button', { name: '逾期说明' }).click();
    await farm.getByText('说明已记下。').waitFor();
    await farm.getByText(/场部机构调整，责任人刚到位/).first().waitFor();
    expect(await farm.getByRole('button', { name: '申请延期' }).count()).toBe(0);
    expect(desk.complaints).toEqual([]);
  });
});
