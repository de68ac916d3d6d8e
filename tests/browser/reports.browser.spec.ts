import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** What axe finds that keeps somebody out. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate('axe.run()') as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
  return found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('a report', () => {
  const village = '440811101206';
  let desk: Desk;
  let year: DeskYear;
  let clerk: Page;
  const reportOf = (unit: string): string => year.at(`/units/${unit}/obligations/progress-Q1`);
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year({ from: '2026-04-02T01:00:00.000Z' });
    clerk = await desk.signIn(`${village}-clerk`, { phone: true });
  });
  afterAll(async () => { await desk?.close(); });

  it('is kept while it is typed: after a reload, and in another browser, it is there', async () => {
    await clerk.goto(reportOf(village));
    await clerk.getByLabel('走访监测对象').fill('６');
    await clerk.getByText(/^已保存 \d\d:\d\d$/).waitFor();
    await clerk.reload();
    await clerk.getByText(/这是您.+保存的内容/).waitFor();
    expect(await clerk.getByLabel('走访监测对象').inputValue()).toBe('６');
    const desktop = await desk.signIn(`${village}-clerk`);
    await desktop.goto(reportOf(village));
    await desktop.getByText(/已填1项，还差\d+项/).waitFor();
    expect([await overflow(clerk), await barriers(clerk), await barriers(desktop)]).toEqual([0, [], []]);
  });

  it('says at each field what is missing, leads there, and asks for the cause where a figure falls short', async () => {
    await clerk.getByRole('button', { name: '报送', exact: true }).click();
    const summary = clerk.getByRole('alert');
    await summary.getByText(/处要改/).waitFor();
    await summary.getByRole('button', { name: /公示/ }).click();
    expect(await clerk.evaluate(() => document.activeElement?.getAttribute('inputmode'))).toBe('decimal');
    expect(await clerk.getByLabel('原因').count()).toBe(0);
    await clerk.getByLabel('本村脱贫劳动力务工').fill('3');
    await clerk.getByLabel('未达到计划的原因').waitFor();
    await clerk.getByLabel('本村脱贫劳动力务工').fill('9999');
    expect(await clerk.getByLabel('未达到计划的原因').count()).toBe(0);
  });

  it('is handed in from a phone with its figures, a cause and a file, and then waits above', async () => {
    const inputs = clerk.locator('input[inputmode=decimal]');
    for (let n = 0; n < await inputs.count(); n += 1) await inputs.nth(n).fill('100');
    await clerk.getByLabel('本村脱贫劳动力务工').fill('3');
    await clerk.getByLabel('未达到计划的原因').fill('春节后返岗较晚');
    await clerk.getByLabel('添加附件').setInputFiles({ name: '名册.png', mimeType: 'image/png', buffer: png });
    await clerk.getByRole('link', { name: '名册.png' }).waitFor();
    await clerk.getByRole('button', { name: '报送', exact: true }).click();
    await clerk.getByText('已报太平镇，等待审核。').waitFor();
    // What was done is said where the eye and the keyboard are, not at the top of a long page.
    const said = clerk.getByText('已办好，下一步：太平镇审核。');
    await said.waitFor();
    expect(await said.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight && one.parentElement === document.activeElement;
    })).toBe(true);
    expect(await clerk.getByText('原因：春节后返岗较晚').count()).toBe(1);
    // What was kept is gone with it.
    const kept = await (await desk.person(`${village}-clerk`)).get(`/cycles/${year.slug}/units/${village}/drafts/progress-Q1`);
    expect(kept.body['draft']).toBeNull();
  });

  it('comes back with the comment at its field, shows each change before and after, and is accepted', async () => {
    const town = await desk.signIn('440811101-office');
    await town.goto(reportOf(village));
    await town.getByRole('button', { name: /写意见.*本村脱贫劳动力务工/ }).click();
    await town.getByLabel('对“本村脱贫劳动力务工”的意见').fill('请与人社局名册核对');
    expect(await barriers(town)).toEqual([]);
    await town.getByRole('button', { name: '退回（1条意见）' }).click();
    await clerk.getByText('上级意见：请与人社局名册核对').waitFor();
    await clerk.getByRole('button', { name: '补正后报送' }).click();
    await clerk.getByText(/与退回的一稿完全相同/).waitFor();
    await clerk.getByLabel('本村脱贫劳动力务工').fill('34');
    await clerk.getByText('3 → 34 人').waitFor();
    await clerk.getByRole('button', { name: '补正后报送' }).click();
    await clerk.getByText('已报太平镇，等待审核。').waitFor();
    await town.reload();
    await town.getByText(/比上一稿改了\d处/).waitFor();
    await town.getByText('3 →').waitFor();
    await town.getByRole('button', { name: '接收', exact: true }).click();
    await clerk.getByText(/太平镇已接收/).waitFor();
  });

  it('goes through the steps of a town: given back, corrected, passed, and signed off on paper with its scan', async () => {
    const [office, deputy, mayor] = await Promise.all(['office', 'deputy', 'mayor'].map((post) => desk.signIn(`440811101-${post}`))) as [Page, Page, Page];
    await office.goto(reportOf('440811101'));
    await office.getByLabel('风险消除户').waitFor();
    const inputs = office.locator('input[inputmode=decimal]');
    for (let n = 0; n < await inputs.count(); n += 1) await inputs.nth(n).fill('100');
    const causes = office.getByLabel('未达到计划的原因');
    for (let n = 0; n < await causes.count(); n += 1) await causes.nth(n).fill('已逐户核对');
    await office.getByRole('button', { name: '送分管领导审核' }).click();
    await office.getByText('现在在这里').waitFor();
    await mayor.goto(reportOf('440811101'));
    await mayor.getByText('现在在这里').waitFor();
    expect(await mayor.getByRole('button', { name: /审核通过|同意报出/ }).count()).toBe(0);
    await deputy.goto(reportOf('440811101'));
    await deputy.getByRole('button', { name: '退回修改' }).click();
    await deputy.getByRole('dialog').getByLabel('理由').fill('请写明下一步');
    await deputy.getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
    await office.getByText('“分管领导审核”退回修改：请写明下一步').waitFor();
    await office.getByLabel('下一步打算').fill('二季度逐户走访');
    await office.getByRole('button', { name: '送分管领导审核' }).click();
    await deputy.getByRole('button', { name: '审核通过' }).click();
    await office.locator('[aria-current=step]').getByText('主要领导签发').waitFor();
    await office.getByRole('button', { name: '登记书面签字' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.getByText('请上传扫描件').waitFor();
    await dialog.getByLabel('签字日期').fill('2026-04-02');
    await dialog.getByText('2026年4月2日 星期四').waitFor();
    await dialog.getByLabel('添加附件').setInputFiles({ name: '签字页.png', mimeType: 'image/png', buffer: png });
    await dialog.getByRole('link', { name: '签字页.png' }).waitFor();
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByText('已报麻章区，等待审核。').waitFor();
    await office.getByText(/书面签字/).first().waitFor();
  });

  it('is verified by a department: what it disputes stands beside the figure, and is accepted above only with a reason', async () => {
    const chief = await desk.signIn('440811D02-sectionChief', { phone: true });
    await chief.goto(year.at('/units/440811101/obligations/progress-Q1-by-440811D02'));
    await chief.getByRole('checkbox', { name: '对“脱贫劳动力务工”有异议' }).check();
    await chief.getByLabel('我们掌握的数').fill('100');
    await chief.getByLabel('理由').fill('与就业台账不符');
    await chief.getByRole('button', { name: '提出异议（1项）' }).click();
    await chief.getByText(/所报相同/).first().waitFor();
    await chief.getByLabel('我们掌握的数').fill('88');
    expect([await overflow(chief), await barriers(chief)]).toEqual([0, []]);
    await chief.getByRole('button', { name: '提出异议（1项）' }).click();
    await chief.getByText(/认为是 88 人/).waitFor();
    const district = await desk.signIn('440811-office');
    await district.goto(reportOf('440811101'));
    await district.getByText(/认为是 88 人/).waitFor();
    await district.getByRole('button', { name: '仍然接收' }).click();
    await district.getByText('请填写').waitFor();
    await district.getByLabel(/接收须写明理由/).fill('台账更新滞后，已当面核对');
    await district.getByRole('button', { name: '仍然接收' }).click();
    await district.getByText(/麻章区已接收/).waitFor();
    await district.getByText('有异议仍接收的理由：台账更新滞后，已当面核对').waitFor();
  });

  it('may be nil with one reason, and fall away for the year with another; the level above requires it all the same', async () => {
    const nil = await desk.signIn('440811100203-clerk', { phone: true });
    await nil.goto(reportOf('440811100203'));
    await nil.getByRole('button', { name: '零报告' }).click();
    await nil.getByRole('dialog').getByLabel('理由').fill('本季没有发生');
    await nil.getByRole('dialog').getByRole('button', { name: '零报告' }).click();
    await nil.getByText('零报告：本季没有发生').waitFor();
    const leader = await desk.signIn('440811100202-partySecretary', { phone: true });
    await leader.goto(reportOf('440811100202'));
    await leader.getByRole('button', { name: '无此项任务' }).click();
    await leader.getByRole('dialog').getByRole('button', { name: '报无此项任务' }).click();
    await leader.getByRole('dialog').getByText('请填写').waitFor();
    await leader.getByRole('dialog').getByLabel('理由').fill('本社区没有监测对象');
    await leader.getByRole('dialog').getByRole('button', { name: '报无此项任务' }).click();
    await leader.getByText(/无此项任务：本社区没有监测对象/).first().waitFor();
    const town = await desk.signIn('440811100-office');
    await town.goto(reportOf('440811100202'));
    await town.getByRole('button', { name: '要求办理' }).click();
    await town.getByRole('dialog').getByLabel('理由').fill('仍有公示任务');
    await town.getByRole('dialog').getByRole('button', { name: '要求办理' }).click();
    await leader.getByRole('button', { name: '无此项任务' }).waitFor();
  });

  it('speaks English as well, and complains of nothing', async () => {
    const page = await desk.signIn('440811100201-clerk', { language: 'en' });
    await page.goto(reportOf('440811100201'));
    await page.getByRole('button', { name: 'Hand it in', exact: true }).click();
    await page.getByText(/to put right first/).waitFor();
    await page.getByText(/at least/).first().waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
