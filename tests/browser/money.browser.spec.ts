import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

const [town, village] = ['440811101', '440811101206'];
const finance = '440811D01-sectionChief';

const seriousOn = async (on: Page): Promise<string[]> => {
  await on.evaluate(axe.source);
  const { violations } = await on.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 2).join(' ')}`);
};
const isTooWide = (on: Page): Promise<boolean> => on.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
/** Presses what opens a dialogue, fills it in, and gives the act with the same verb. */
async function act(page: Page, verb: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: verb, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await page.getByText(`已办：${verb}`).waitFor();
}

describe('money', () => {
  let desk: Desk;
  let year: DeskYear;
  let office: Page;
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year();
    office = await desk.signIn('440811-office');
  });
  afterAll(async () => { await desk?.close(); });
  const line = async (): Promise<Record<string, never>> => (await year.office.get(`/cycles/${year.slug}/funds/L1`)).body as never;

  it('is registered from its document, the dates of the whole way shown before; where nothing speaks, that is said', async () => {
    await office.goto(year.at('/funds'));
    await office.getByText('还没有登记资金。').waitFor();
    await office.getByRole('link', { name: '登记一笔资金' }).click();
    await office.getByRole('button', { name: '登记', exact: true }).click();
    // What is missing is said at its field before anything is sent.
    await office.getByText('请填写').first().waitFor();
    await office.getByLabel('文号').fill('粤财农〔2026〕31号');
    await office.getByLabel('标题').fill('关于下达省级驻镇帮镇扶村资金的通知');
    await office.getByLabel('资金来源').selectOption({ label: '省级驻镇帮镇扶村资金' });
    await office.getByLabel('用途').fill('通明村村道硬化');
    await office.getByLabel('金额', { exact: true }).fill('28.8');
    await office.getByText('合288,000元').waitFor();
    await office.getByRole('button', { name: '选麻章区的下一级' }).click();
    await office.getByLabel('太平镇', { exact: true }).check();
    await office.getByRole('button', { name: '选太平镇的下一级' }).click();
    await office.getByLabel('通明村', { exact: true }).check();
    await office.getByText('路线上3个单位').waitFor();
    await office.getByRole('button', { name: '加一条期限' }).click();
    await office.getByLabel('管谁（第1条）').selectOption({ label: '麻章区' });
    await office.getByLabel('天数（第1条）').fill('20');
    await office.getByLabel('文件原话（第1条）').fill('区收到后20日内下达到镇');
    const row = (unit: string) => office.getByRole('row').filter({ has: office.getByRole('rowheader', { name: unit, exact: true }) });
    // Twenty days from 2 February; from the town on, nothing names a date but the setting for those who use it.
    await row('麻章区').getByText('2026年2月22日 星期日前').waitFor();
    await row('麻章区').getByText('粤财农〔2026〕31号：区收到后20日内下达到镇').waitFor();
    await row('太平镇').getByText('没有规定时限').waitFor();
    expect(await row('通明村').innerText()).toContain('90日');
    expect(await seriousOn(office)).toEqual([]);
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByRole('heading', { name: '通明村村道硬化 28.8万元' }).waitFor();
    expect(await line()).toMatchObject({ received: 28_800_000, kind: 'budget', route: [{ unit: '440811' }, { unit: town }, { unit: village }], parcels: [{ due: { dueOn: '2026-02-22' } }] });
  });

  it('is passed on no further than there is, said in 万元 before it is sent', async () => {
    await office.getByRole('button', { name: '下达、拨付' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByLabel('给太平镇的金额', { exact: true }).fill('30');
    await dialog.getByRole('button', { name: '下达、拨付' }).click();
    await dialog.getByText('合计30万元，超过可用的28.8万元').waitFor();
    await dialog.getByLabel('给太平镇的金额', { exact: true }).fill('288,000.00');
    await dialog.getByRole('button', { name: '下达、拨付' }).click();
    await office.getByText('已办：下达、拨付').waitFor();
    await office.getByText('28.8万元已发太平镇，还没登记到账').first().waitFor({ state: 'attached' });
  });

  it('is recorded, passed on and asked for on a phone, each in one dialogue that is filled in before; the others see it at once', async () => {
    const clerk = await desk.signIn('440811101-office', { phone: true });
    await clerk.goto(year.at('/funds/queue'));
    await clerk.getByText('待登记到账1笔、28.8万元').waitFor();
    await act(clerk, '登记到账');
    await clerk.goto(year.at('/funds/L1'));
    await act(clerk, '下达、拨付');
    // The office's page was open all the while.
    await office.getByText('28.8万元已发通明村，还没登记到账').first().waitFor({ state: 'attached' });

    const villager = await desk.signIn(`${village}-clerk`, { phone: true });
    await villager.goto(year.at('/funds/L1'));
    await act(villager, '登记到账');
    const began = Date.now();
    await act(villager, '申请支付', async (dialog) => {
      // All of it, today: one thing is left to say.
      expect(await dialog.getByLabel('金额', { exact: true }).inputValue()).toBe('28.8');
      await dialog.getByLabel('收款人').fill('湛江某路桥工程有限公司');
      expect([await isTooWide(villager), await seriousOn(villager)]).toEqual([false, []]);
    });
    expect(Date.now() - began).toBeLessThan(30_000);
    expect(await line()).toMatchObject({ requests: [{ amount: 28_800_000, payee: '湛江某路桥工程有限公司', status: 'filed' }] });
  });

  it('waits in finance’s queue: returned with all defects at once, corrected, accepted, and paid with a voucher', async () => {
    const payer = await desk.signIn(finance, { phone: true });
    await payer.goto(year.at('/funds/queue'));
    await payer.getByText('待审核1笔、28.8万元').waitFor();
    await act(payer, '退回补正', (dialog) => dialog.getByLabel('缺陷，一行一条，一次列全').fill('缺施工合同\n缺验收单'));
    const villager = await desk.signIn(`${village}-clerk`, { phone: true });
    await villager.goto(year.at('/funds/queue'));
    await villager.getByText('缺施工合同、缺验收单').waitFor();
    await act(villager, '补正后重报');
    await payer.goto(year.at('/funds/queue?what=examine'));
    await act(payer, '受理');
    await year.advance('2026-03-16T02:00:00.000Z');
    await payer.goto(year.at('/funds/queue?what=pay'));
    await payer.getByText(/^超\d+天$/).waitFor();
    const began = Date.now();
    await act(payer, '支付，登记凭证', (dialog) => dialog.getByLabel('支付凭证号').fill('2026-0316-118'));
    expect(Date.now() - began).toBeLessThan(30_000);
    // The rate moves where the page was open all the while.
    await office.getByText('已付收款人（100%）').waitFor();
    expect(await line()).toMatchObject({ paid: 28_800_000, payments: [{ voucher: '2026-0316-118', on: '2026-03-16' }] });
  });

  it('is traced from the document to the payee, the gap in days at the door of whoever had it', async () => {
    const supervisor = await desk.signIn('440811-head');
    await supervisor.goto(year.at('/funds/L1'));
    await supervisor.getByText(/^到收款人用了42天，其中42天在区财政局：超出\d+天，不计太平镇、通明村。$/).waitFor();
    const table = supervisor.getByRole('table', { name: /钱在谁手里，从哪天到哪天/ });
    expect((await table.getByRole('rowheader').allInnerTexts()).map((text) => text.trim())).toEqual(['区财政局', '湛江某路桥工程有限公司']);
    await supervisor.getByText('凭证2026-0316-118').first().waitFor({ state: 'attached' });
    expect(await seriousOn(supervisor)).toEqual([]);
    // Nothing is offered to whoever may only look.
    expect(await supervisor.getByRole('main').getByRole('button', { name: /下达|收回|支付/ }).count()).toBe(0);
  });

  it('is listed where it is late: the sentence, the list, its ages and the sheet of Excel have the same figures', async () => {
    const body = { document: { number: '湛麻财农〔2026〕3号', title: '关于下达资金的通知' }, source: 'centre', kind: 'budget', payee: 'contractor', purpose: '=供水管网', amount: 180_000_000, receivedOn: '2026-03-16', route: [{ unit: '440811', from: null }, { unit: town, from: '440811' }], terms: [{ of: 'passOn', within: { days: 5, counted: 'natural' }, says: '5日内下达' }] };
    expect((await year.office.insist(`/cycles/${year.slug}/funds`, body)).status).toBe(200);
    await year.advance('2026-03-31T02:00:00.000Z');
    await office.goto(year.at('/funds'));
    await office.getByText('2笔资金共208.8万元，已付收款人28.8万元（13.79%），还有180万元在各级手里或在途。其中180万元逾期（1笔），在麻章区手里的有180万元。').waitFor();
    const late = office.getByRole('listitem').filter({ hasText: '麻章区 · =供水管网' });
    await late.getByText('超10天').waitFor();
    await late.getByText(/湛麻财农〔2026〕3号：5日内下达/).waitFor();
    await office.getByRole('row').filter({ hasText: '麻章区' }).getByText('180万元').first().waitFor();
    expect(await seriousOn(office)).toEqual([]);
    const [download] = await Promise.all([office.waitForEvent('download'), office.getByRole('region', { name: '逾期的钱' }).getByRole('button', { name: '导出 Excel' }).click()]);
    const read = await readXlsxFile(await readFile(await download.path())) as unknown;
    const rows = ((read as { data?: unknown[][] }[])[0]?.data ?? read) as unknown[][];
    // A purpose that begins like a formula stays a text.
    expect(rows.slice(1).map(([days, amount, unit, , , purpose]) => [days, amount, unit, purpose])).toEqual([[10, 1_800_000, '麻章区', '=供水管网']]);
    const inHands = office.getByLabel('在谁手里').first();
    await inHands.selectOption({ label: '麻章区' });
    await office.getByText('1笔，合计180万元').waitFor();
    await inHands.selectOption({ label: '全部' });
    await office.getByLabel('资金来源').first().selectOption({ label: '省级驻镇帮镇扶村资金' });
    await office.getByText('这样筛选没有逾期的钱。').waitFor();
  });

  it('is copied as text for a work group', async () => {
    await office.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await office.goto(year.at('/funds'));
    await office.getByRole('button', { name: '复制成文字' }).click();
    await office.getByText('已复制1项').waitFor();
    expect(await office.evaluate(() => navigator.clipboard.readText())).toContain('1. 麻章区：=供水管网180万元，在手，应于3月21日 星期六前办出，超10天');
  });

  it('flows from its sources to payees, the picture beside the same figures', async () => {
    await office.goto(year.at('/funds'));
    await office.getByRole('link', { name: '全年资金流向' }).click();
    await office.getByText('进来208.8万元，到收款人28.8万元（13.79%），在手180万元。').waitFor();
    await office.getByRole('img', { name: /资金从来源逐级流到收款人/ }).locator('svg').waitFor();
    const figures = async (unit: RegExp): Promise<string[]> => (await office.getByRole('row').filter({ has: office.getByRole('rowheader', { name: unit }) }).first().getByRole('cell').allInnerTexts()).map((text) => text.trim());
    expect([await figures(/^区/), await figures(/^村/)]).toEqual([['208.8万元', '28.8万元', '—', '180万元', '—', '—'], ['28.8万元', '—', '28.8万元', '—', '—', '—']]);
    expect(await seriousOn(office)).toEqual([]);
  });

  it('is suspended, called back, given to another, kept back, given back and taken out: each by whoever may, with its document', async () => {
    await office.goto(year.at('/funds/L2'));
    await act(office, '下达、拨付', (dialog) => dialog.getByLabel('给太平镇的金额', { exact: true }).fill('100万'));
    const other = async (page: Page, thing: RegExp, verb: string, fill: Parameters<typeof act>[2] = async () => undefined): Promise<void> => {
      const item = page.getByRole('listitem', { includeHidden: true }).filter({ hasText: thing }).filter({ has: page.getByRole('button', { name: verb, exact: true, includeHidden: true }) }).first();
      await item.waitFor({ state: 'attached' });
      if (!await item.isVisible()) await page.getByText(/^其他可以办的/).click();
      await item.getByRole('button', { name: verb, exact: true }).click();
      await fill(page.getByRole('dialog'));
      await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
      await page.getByText(`已办：${verb}`).waitFor();
    };
    const because = (dialog: ReturnType<Page['getByRole']>) => dialog.getByLabel('理由').fill('误发');
    const paper = async (dialog: ReturnType<Page['getByRole']>, amount: string): Promise<void> => {
      await dialog.getByLabel('金额', { exact: true }).fill(amount);
      await dialog.getByLabel('文号').fill('湛麻财农〔2026〕21号');
      await dialog.getByLabel('文件标题').fill('关于收回部分资金的通知');
    };
    await other(office, /麻章区发给太平镇的100万元/, '撤回这笔拨付', because);
    await act(office, '下达、拨付', (dialog) => dialog.getByLabel('给太平镇的金额', { exact: true }).fill('100'));
    const clerk = await desk.signIn('440811101-office');
    await clerk.goto(year.at('/funds/L2?do=recordReceipt&at=h2'));
    await clerk.getByRole('dialog').getByRole('button', { name: '登记到账' }).click();
    await clerk.getByText('已办：登记到账').waitFor();
    await other(clerk, /太平镇手里的100万元/, '留质保金', async (dialog) => {
      await dialog.getByLabel('金额', { exact: true }).fill('30000元');
      await dialog.getByLabel('质保金哪天到期').fill('2026-12-31');
      await dialog.getByLabel('依据').fill('施工合同第12条');
    });
    await other(clerk, /太平镇手里的100万元，可用97万元/, '退回上一级', async (dialog) => { await dialog.getByLabel('金额', { exact: true }).fill('7'); await because(dialog); });
    await other(office, /太平镇手里的93万元/, '暂停计时', because);
    await office.getByText(/起暂停计时：误发/).first().waitFor({ state: 'attached' });
    await other(office, /太平镇手里的93万元/, '恢复计时');
    await other(office, /太平镇手里的93万元/, '收回', (dialog) => paper(dialog, '20'));
    await other(office, /麻章区手里的20万元/, '调剂', async (dialog) => { await dialog.getByLabel('给哪个单位').selectOption({ label: '太平镇' }); await paper(dialog, '5'); });
    await other(office, /整笔资金/, '调减或退回来源', (dialog) => paper(dialog, '10'));
    expect((await year.office.get(`/cycles/${year.slug}/funds/L2`)).body).toMatchObject({ received: 180_000_000, held: 163_000_000, inFlight: 7_000_000, returned: 10_000_000, retained: 3_000_000, paid: 0 });
    expect(await seriousOn(office)).toEqual([]);
  });

  it('is all of it on a phone, in English too, within the screen', async () => {
    const phone = await desk.signIn('440811-office', { phone: true, language: 'en' });
    for (const [path, heading] of [['/funds', 'Money'], ['/funds/L1', /CNY 288,000/], ['/funds/queue', 'What waits with money'], ['/funds/flows', 'How the year’s money flowed'], ['/funds/new', 'Register an allocation']] as const) {
      await phone.goto(year.at(path));
      await phone.getByRole('heading', { name: heading, level: 1 }).waitFor();
      expect([path, await isTooWide(phone), await seriousOn(phone)]).toEqual([path, false, []]);
    }
    expect(desk.complaints).toEqual([]);
  });
});
