import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

const letterOf = (unit: string): string => `/units/${unit}/obligations/letter`;
const [mazhang, taiping, huguang] = ['440811100', '440811101', '440811102'];

/** Gives the act behind a button, in the dialogue it opens. */
async function giveIn(page: Page, button: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>, verb = button): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fill(dialog);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Signing asks for the password, wherever the office has it confirmed. */
async function password(dialog: ReturnType<Page['getByRole']>): Promise<void> {
  const field = dialog.getByLabel('登录密码');
  if (await field.count() > 0) await field.fill('zeren-demo');
}

describe('a letter on the desk', () => {
  let desk: Desk;
  let year: DeskYear;
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year();
  });
  afterAll(async () => { await desk?.close(); });

  it('is read as the document it will be: parties, what requires it, every target with its plan, and empty lines to sign on', async () => {
    const page = await desk.signIn('440811101-mayor');
    await page.goto(year.at(letterOf(taiping)));
    const sheet = page.getByRole('article', { name: '责任书正文' });
    await sheet.getByRole('heading', { name: '《2026年常态化帮扶目标责任书》' }).waitFor();
    // That Saturday is worked, in exchange for the Spring Festival: the date is no mistake, and says so.
    await page.getByText('2月28日 星期六到期（调休上班）').waitFor();
    expect(await sheet.getByRole('columnheader').allInnerTexts()).toEqual(expect.arrayContaining(['一季度', '四季度']));
    const text = await sheet.innerText();
    expect(text).toContain('下达单位：麻章区');
    expect(text).toContain('《2026年常态化帮扶工作方案》（湛麻农领〔2026〕1号）');
    expect(await sheet.getByRole('row').count()).toBe(9);
    expect((await sheet.getByRole('row', { name: /风险消除户/ }).innerText()).replace(/\s+/g, ' ')).toBe('6 风险消除户 户 不少于36 6 15 25 36');
    expect(await sheet.getByText('尚未签署').count()).toBe(3);
  });

  it('is signed by each principal leader in turn, then countersigned above, and is in force', async () => {
    for (const login of ['440811101-mayor', '440811101-partySecretary']) {
      const page = await desk.signIn(login);
      await page.goto(year.at('/tasks'));
      await page.getByRole('heading', { level: 1, name: /^有\d+件事.*请签订2026年.*，\d+月\d+日 星期.前$/ }).waitFor();
      await page.goto(year.at(letterOf(taiping)));
      await giveIn(page, '签订', async (dialog) => {
        await dialog.getByText(/您以太平镇.*的身份签订，对8项目标负责/).waitFor();
        await password(dialog);
      });
      await page.getByText('已签订').first().waitFor();
      // Whoever has signed has agreed: there is nothing left to object to.
      expect(await page.getByRole('button', { name: '对目标提出异议' }).count()).toBe(0);
      expect(await page.getByRole('button', { name: '签订', exact: true }).count()).toBe(0);
    }
    const head = await desk.signIn('440811-head');
    await head.goto(year.at(letterOf(taiping)));
    await giveIn(head, '会签', password);
    await head.getByText('已生效').first().waitFor();
    expect(await head.getByRole('article').getByText('2026年2月2日').count()).toBe(3);
  });

  it('is objected to with a figure and a reason; the issuer sees old and new, revises, and it is a new version', async () => {
    const mayor = await desk.signIn('440811100-mayor');
    await mayor.goto(year.at(letterOf(mazhang)));
    await mayor.getByRole('button', { name: '对目标提出异议' }).click();
    const dialog = mayor.getByRole('dialog');
    await dialog.getByRole('button', { name: '提出异议' }).click();
    expect(await dialog.getByText('请填写').count()).toBeGreaterThan(1);
    await dialog.getByLabel('哪一项目标').selectOption('riskResolved');
    await dialog.getByLabel('您认为合适的数（户）').fill('31');
    await dialog.getByLabel('理由').fill('2户已随迁出本镇，名单附后。');
    await dialog.getByRole('button', { name: '提出异议' }).click();
    await dialog.getByText(/提出的数与原定目标相同/).waitFor();
    expect(await dialog.getByLabel('理由').inputValue()).toBe('2户已随迁出本镇，名单附后。');
    await dialog.getByLabel('您认为合适的数（户）').fill('29');
    await dialog.getByText('31 → 29 户').waitFor();
    await dialog.getByRole('button', { name: '提出异议' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await mayor.getByText('有异议待答复').first().waitFor();

    const head = await desk.signIn('440811-head');
    await head.goto(year.at(letterOf(mazhang)));
    await head.getByText('31 → 29 户').waitFor();
    await giveIn(head, '采纳，调整目标', async (answer) => {
      await answer.getByText(/分期计划：.*第四季度 29/).waitFor();
      await answer.getByLabel('理由').fill('名单已核实。');
    });
    await head.getByText('已调整为29 户').waitFor();
    await head.getByText('历次文本（2稿）').click();
    await head.getByText('风险消除户：31 → 29 户').waitFor();
  });

  it('keeps its target when the objection is refused with a reason, which the unit reads', async () => {
    const mayor = await desk.person('440811102-mayor');
    expect((await mayor.insist(`/cycles/${year.slug}/units/${huguang}/letters/letter/object`, { indicator: 'riskResolved', proposed: 20, reason: '任务偏重' })).status).toBe(200);
    const head = await desk.signIn('440811-head');
    await head.goto(year.at(letterOf(huguang)));
    await giveIn(head, '不采纳', (dialog) => dialog.getByLabel('理由').fill('与上年实绩相符。'));
    const page = await desk.signIn('440811102-mayor');
    await page.goto(year.at(letterOf(huguang)));
    await page.getByText('没有采纳').waitFor();
    await page.getByText(/与上年实绩相符。/).first().waitFor();
    await page.getByRole('button', { name: '签订', exact: true }).waitFor();
  });

  it('in force, it is supplemented on a document, which the unit sees old beside new, and the issuer withdraws', async () => {
    const head = await desk.signIn('440811-head');
    await head.goto(year.at(letterOf(taiping)));
    await giveIn(head, '补充', async (dialog) => {
      await dialog.getByLabel('哪一项目标').selectOption('projectsAccepted');
      await dialog.getByLabel('新的全年目标 (个)').fill('14');
      await dialog.getByText('12 → 14 个').waitFor();
      await dialog.getByLabel('依据文件的标题').fill('关于调整2026年度部分目标的通知');
      await dialog.getByLabel('依据文件的文号').fill('湛麻农领〔2026〕9号');
      await dialog.getByLabel('理由').fill('新增两个项目。');
    });
    const mayor = await desk.signIn('440811101-mayor');
    await mayor.goto(year.at(letterOf(taiping)));
    await mayor.getByText('12 → 14 个').waitFor();
    await mayor.getByRole('button', { name: '签署补充' }).waitFor();
    await giveIn(head, '撤回补充', (dialog) => dialog.getByLabel('理由').fill('文件有误，另发。'));
    await head.getByText('已生效').first().waitFor();
  });

  it('is voided with a reason from under «more», and stays readable', async () => {
    const head = await desk.signIn('440811-head');
    await head.goto(year.at(letterOf(huguang)));
    await head.getByText('更多').click();
    await giveIn(head, '作废责任书', (dialog) => dialog.getByLabel('理由').fill('区划调整，另行签订。'));
    await head.getByRole('article').getByText('已作废：区划调整，另行签订。').waitFor();
  });

  it('is only read by whoever may do nothing about it', async () => {
    const page = await desk.signIn('440811101-office');
    await page.goto(year.at(letterOf(mazhang)));
    await page.goto(year.at(letterOf(taiping)));
    await page.getByRole('article', { name: '责任书正文' }).waitFor();
    for (const name of ['签订', '会签', '补充', '对目标提出异议']) expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
  });

  it('on paper there is the sheet alone; on a phone nothing is cut off', async () => {
    const page = await desk.signIn('440811101-mayor', { phone: true });
    await page.goto(year.at(letterOf(taiping)));
    await page.getByRole('article', { name: '责任书正文' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: '来龙去脉' }).isVisible()).toBe(false);
    expect(await page.getByRole('article', { name: '责任书正文' }).isVisible()).toBe(true);
  });

  it('speaks English as completely', async () => {
    const page = await desk.signIn('440811100-mayor', { language: 'en' });
    await page.goto(year.at(letterOf(mazhang)));
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByRole('dialog').getByText(/and answer for 8 targets/).waitFor();
  });

  it('nothing of it makes the browser complain', () => { expect(desk.complaints).toEqual([]); });
});
