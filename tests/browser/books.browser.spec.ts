import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

const [town, village, other] = ['440811101', '440811101206', '440811102'];
const finance = '440811D01-sectionChief';
const csv = (rows: readonly (readonly (string | number)[])[]) => ({ name: 'book.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${rows.map((row) => row.join(',')).join('\r\n')}`) });
/** Where a picture of each step is laid, to be looked at. */
const screens = process.env['ZEREN_STEPS'];

const seriousOn = async (on: Page): Promise<string[]> => {
  await on.evaluate(axe.source);
  const { violations } = await on.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 2).join(' ')}`);
};
const isTooWide = (on: Page): Promise<boolean> => on.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('the finance office’s books', () => {
  let desk: Desk;
  let year: DeskYear;
  let office: Page;
  let payer: Page;
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year();
    [office, payer] = await Promise.all([desk.signIn('440811-office'), desk.signIn(finance)]);
  });
  afterAll(async () => { await desk?.close(); });
  const look = async (page: Page, name: string): Promise<void> => {
    expect([name, await isTooWide(page), await seriousOn(page)]).toEqual([name, false, []]);
    if (screens) await page.screenshot({ path: `${screens}/${name}.png`, fullPage: true });
  };
  const bring = (page: Page, rows: Parameters<typeof csv>[0]): Promise<void> => page.locator('input[type=file]').setInputFiles(csv(rows));
  const entry = (page: Page, voucher: string) => page.getByRole('listitem', { name: `凭证${voucher}`, exact: true });

  const head = ['资金渠道', '指标文号', '资金用途', '指标金额（万元）', '到位时间', '用款单位', '下达时限', '序号'];
  const ledger = [
    ['省级驻镇帮镇扶村资金', '粤财农〔2026〕31号', '通明村村道硬化', '28.8', '2026-02-02', '通明村', '收到后20日内下达', 1], ['省级驻镇帮镇扶村资金', '粤财农〔2026〕31号', '供水管网', '１００', '2月2日', '太平镇', '', 2],
    ['中央财政', '湛麻财农〔2026〕7号', '务工补贴', '46.8', '2026.2.2', '湖光镇', '', 3],
  ];

  it('take a ledger in after it was looked at: each fault at its cell, then what it would register, then all of it; again, nothing', async () => {
    await office.goto(year.at('/funds'));
    await office.getByRole('link', { name: '导入资金台账' }).click();
    await office.getByText('一行一笔资金').waitFor();
    await look(office, 'ledger-empty');
    await bring(office, [head, ...ledger, ['某专项', '粤财农〔2026〕31号', '甲', '-3', '2月30日', '没有村', '', 4]]);
    await office.getByText('有4处要改，改好以后重新放进来。现在什么都没有收。').waitFor();
    const fault = (column: string) => office.getByRole('row').filter({ has: office.getByRole('cell', { name: column, exact: true }) });
    expect(await fault('F 用款单位').innerText()).toMatch(/5\s+F 用款单位\s+没有单位“没有村”；请写单位代码或全称/);
    await fault('D 指标金额（万元）').getByText('金额“-3”为负').waitFor();
    expect(await office.getByRole('button', { name: /^登记这/ }).count()).toBe(0);
    await look(office, 'ledger-faults');
    await bring(office, [head, ...ledger, ['合计', '', '', '175.6', '', '', '', '']]);
    await office.getByText('3行没有错：要登记3笔、175.6万元，1处合计核对无误。').waitFor();
    expect(await office.getByRole('region', { name: '按来源' }).getByRole('row').filter({ hasText: '省级驻镇帮镇扶村资金' }).innerText()).toMatch(/2\s+128\.8万元/);
    await office.getByText('不认识的列，没有读：序号').waitFor();
    await look(office, 'ledger-checked');
    await office.getByRole('button', { name: '登记这3笔' }).click();
    await office.getByText('3笔、175.6万元都已登记，各环节的期限已开始计。').waitFor();
    await look(office, 'ledger-done');
    await office.getByRole('link', { name: '再导入一份' }).click();
    await bring(office, [head, ...ledger]);
    await office.getByText('没有变化：台账里的3笔都已登记。').waitFor();
    expect(await office.getByRole('button', { name: /^登记这/ }).count()).toBe(0);
    const { body } = await year.office.get(`/cycles/${year.slug}/funds/L1`);
    expect(body).toMatchObject({ purpose: '通明村村道硬化', received: 28_800_000, route: [{ unit: '440811' }, { unit: town }, { unit: village }], parcels: [{ due: { dueOn: '2026-02-22' } }] });
  });

  it('begin with a template that has the headings', async () => {
    await office.goto(year.at('/funds/import'));
    const [download] = await Promise.all([office.waitForEvent('download'), office.getByRole('link', { name: '下载模板' }).click()]);
    expect((await readSheet(await readFile(await download.path())))[0]?.slice(0, 5)).toEqual(['资金来源', '文件文号', '文件名称', '项目/用途', '金额（万元）']);
  });

  const listHead = ['支付凭证编号', '清算日期', '收款人全称', '实付金额(元)', '预算单位名称', '指标文号', '摘要'];

  it('show the treasury’s list beside the record: faults by cell, then what agrees, and how much waits', async () => {
    const on = '2026-02-02';
    const given = async (login: string, path: string, body: object): Promise<void> => { expect(await (await desk.person(login)).insist(`/cycles/${year.slug}/funds/${path}`, body)).toMatchObject({ status: 200 }); };
    await given('440811-office', 'L1/pass-on', { parcel: 'p1', parts: [{ to: town, amount: 28_800_000 }], on });
    await given(`${town}-office`, 'L1/receive', { hop: 'h1', on });
    await given(`${town}-office`, 'L1/pass-on', { parcel: 'p2', parts: [{ to: village, amount: 28_800_000 }], on });
    await given(`${village}-clerk`, 'L1/receive', { hop: 'h2', on });
    for (const amount of [10_000_000, 8_000_000, 2_000_000]) await given(`${village}-clerk`, 'L1/requests/file', { parcel: 'p3', amount, payee: '湛江某路桥工程有限公司', on });
    for (const request of ['r1', 'r2']) await given(finance, 'L1/requests/accept', { request, on });
    await given(finance, 'L1/requests/pay', { request: 'r2', voucher: '国库支付〔2026〕8号', on });
    await given('440811-office', 'L3/pass-on', { parcel: 'p1', parts: [{ to: other, amount: 46_800_000 }], on });
    await given(`${other}-office`, 'L3/receive', { hop: 'h1', on });
    await year.advance('2026-03-16T02:00:00.000Z');

    await payer.goto(year.at('/funds/books'));
    await payer.getByText('还没有收到国库的支付明细').waitFor();
    await look(payer, 'books-empty');
    await bring(payer, [listHead, ['', '2026-13-01', '某公司', '约3', '', '', '']]);
    await payer.getByText('有3处要改').waitFor();
    await look(payer, 'books-faults');
    await bring(payer, [
      listHead, ['国库支付〔2026〕7号', '2026-02-27', '湛江某路桥工程有限公司', '100000', '通明村', '粤财农〔2026〕31号', '工程款'], ['国库支付〔2026〕8号', on, '湛江某路桥工程公司', '79999.99', '通明村', '粤财农〔2026〕31号', '工程款'],
      ['国库支付〔2026〕9号', '2026-03-12', '湛江某劳务公司', '468000', '湖光镇', '湛麻财农〔2026〕7号', '务工补贴'], ['国库支付〔2026〕10号', '2026-03-13', '市直某公司', '77.77', '', '', ''],
      ['国库支付〔2026〕11号', '2026-03-13', '湛江某路桥工程有限公司', '20000', '通明村', '', '工程款'],
    ]);
    await payer.getByText('读到5笔、668,077.76元：新收5笔。').waitFor();
    await payer.getByText('国库2月2日 星期一至3月13日 星期五的支付：0笔、0元与系统一致，还有5笔、668,077.76元等您核对。').waitFor();
    expect(await payer.getByRole('navigation', { name: '国库对账' }).getByRole('link').allInnerTexts()).toEqual(['国库有、系统无（4）', '两边不一致（1）', '系统有、国库无（0）', '已搁置（0）', '一致（0）']);
    await look(payer, 'books-missing');
  });

  it('make an unmatched payment the record by one confirmation', async () => {
    const first = entry(payer, '国库支付〔2026〕7号');
    await first.getByText('通明村申请付给湛江某路桥工程有限公司，已受理').waitFor();
    await first.getByText('对得上：金额、收款人、单位、文号').waitFor();
    await first.getByRole('button', { name: /就是这笔，登记支付/ }).click();
    await payer.getByText('已登记：凭证国库支付〔2026〕7号，10万元。').waitFor();
    await payer.getByText('1笔、10万元与系统一致，还有4笔').waitFor();
    await payer.getByText('5笔中已核对1笔').waitFor();
    // A request that is not accepted yet is waited for; what nobody knows is said to be so.
    await entry(payer, '国库支付〔2026〕11号').getByText('先受理这份申请，再回来确认。').waitFor();
    await entry(payer, '国库支付〔2026〕10号').getByText('找不到对应的申请或资金').waitFor();
    expect(await entry(payer, '国库支付〔2026〕10号').getByRole('button', { name: /登记支付|补记/ }).count()).toBe(0);
  });

  it('enter in one step what was paid without a request on record, on a phone; the days before are nobody’s', async () => {
    const phone = await desk.signIn(finance, { phone: true });
    await phone.goto(year.at('/funds/books'));
    const one = entry(phone, '国库支付〔2026〕9号');
    await one.getByText('湖光镇手里的指标，可用46.8万元').waitFor();
    await one.getByText('到支付为止的天数不计在谁头上').waitFor();
    await look(phone, 'books-phone');
    await one.getByRole('button', { name: /补记这笔支付/ }).click();
    await phone.getByText('已补记：凭证国库支付〔2026〕9号，46.8万元。').waitFor();
    // Finance's page was open all the while.
    await payer.getByText('2笔、56.8万元与系统一致').waitFor();
    await payer.goto(year.at('/funds/L3'));
    await payer.getByText('其中46.8万元是按国库凭证补记的，没有申请记录，到支付为止的天数不计在谁头上。').waitFor();
    await payer.getByText('3月16日 星期一补记').waitFor();
    expect(await payer.getByRole('table', { name: /钱在谁手里/ }).getByRole('row').filter({ hasText: '补记：没有申请记录' }).innerText()).toContain('不计在谁头上');
    await look(payer, 'line-caught-up');
  });

  it('mark what differs on both sides, and set it aside with a reason', async () => {
    await payer.goto(year.at('/funds/books?state=differing'));
    const one = entry(payer, '国库支付〔2026〕8号');
    await one.waitFor();
    expect((await one.locator('mark').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([expect.stringContaining('79,999.99元'), expect.stringContaining('湛江某路桥工程公司'), expect.stringContaining('8万元'), expect.stringContaining('湛江某路桥工程有限公司')]);
    await look(payer, 'books-differing');
    await one.getByRole('button', { name: '搁置' }).click();
    await payer.getByRole('dialog').getByRole('button', { name: '搁置' }).click();
    await payer.getByText('请填写').waitFor();
    await payer.getByRole('dialog').getByLabel('理由').fill('银行扣了手续费，见回单');
    await payer.getByRole('dialog').getByRole('button', { name: '搁置' }).click();
    await payer.getByText('已搁置：凭证国库支付〔2026〕8号。').waitFor();
    await payer.getByRole('link', { name: '已搁置（1）' }).click();
    await entry(payer, '国库支付〔2026〕8号').getByText(/搁置：银行扣了手续费，见回单/).waitFor();
    await payer.getByRole('link', { name: '一致（2）' }).click();
    await entry(payer, '国库支付〔2026〕9号').getByText('补记').waitFor();
    await look(payer, 'books-matched');
  });

  it('show to whoever may only look what is theirs, and offer nothing', async () => {
    const clerk = await desk.signIn(`${village}-clerk`, { phone: true });
    await clerk.goto(year.at('/funds/books'));
    await entry(clerk, '国库支付〔2026〕11号').waitFor();
    expect([await entry(clerk, '国库支付〔2026〕10号').count(), await clerk.locator('input[type=file]').count(), await clerk.getByRole('main').getByRole('button', { name: /登记支付|补记|搁置/ }).count()]).toEqual([0, 0, 0]);
  });

  it('come out as files', async () => {
    await office.goto(year.at('/funds'));
    const books = office.getByRole('region', { name: '导出账册' });
    const taken = async (name: string): Promise<Buffer> => {
      const [download] = await Promise.all([office.waitForEvent('download'), books.getByRole('button', { name }).click()]);
      return readFile(await download.path());
    };
    expect((await readSheet(await taken('支付明细'))).slice(1).map((row) => [row[0], row[4]])).toEqual(expect.arrayContaining([['国库支付〔2026〕7号', 100_000], ['国库支付〔2026〕9号', 468_000]]));
    await books.getByLabel('格式').selectOption('csv');
    expect((await taken('资金台账')).toString('utf8').split('\r\n').length).toBe(5);
    await look(office, 'funds');
  });

  it('close with what is left, which is carried over into the next year with its dates, and once', async () => {
    await office.goto(year.at('/year?part=end'));
    await office.getByText('没用完的110.8万元留在各单位手里').waitFor();
    await look(office, 'year-end');
    expect(await year.office.insist(`/cycles/${year.slug}/close`, {})).toMatchObject({ status: 200 });
    const next = await desk.year({ from: '2026-04-01T01:00:00.000Z' });
    await office.goto(next.at('/funds/new'));
    await office.getByLabel('这笔钱怎么来的').selectOption({ label: '从上年结转' });
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByText('请选择结转哪一笔').waitFor();
    expect(await office.getByLabel('结转哪一笔').locator(`option[value='${year.slug} L1']`).textContent()).toContain('通明村村道硬化，剩10.8万元（粤财农〔2026〕31号');
    await office.getByLabel('结转哪一笔').selectOption(`${year.slug} L1`);
    await office.getByText('剩下的10.8万元整笔结转，第1年。各环节的期限照旧').waitFor();
    await office.getByRole('row').filter({ hasText: '通明村' }).getByText('10.8万元').waitFor();
    expect(await office.getByLabel('用途').inputValue()).toBe('通明村村道硬化');
    await look(office, 'carried');
    await office.getByRole('button', { name: '登记', exact: true }).click();
    await office.getByRole('heading', { name: '通明村村道硬化 10.8万元' }).waitFor();
    await office.getByText('从上年结转（1年）').waitFor();
    await office.goto(next.at('/funds/new'));
    await office.getByLabel('这笔钱怎么来的').selectOption({ label: '从上年结转' });
    await office.getByText(/另有\d+笔已经结转。/).waitFor();
  }, 60_000);

  it('are all of it on a phone, in English too, within the screen', async () => {
    const phone = await desk.signIn('440811-office', { phone: true, language: 'en' });
    for (const [path, heading] of [['/funds/books', 'Reconciliation'], ['/funds/books?state=matched', 'Reconciliation'], ['/funds/import', 'Import a ledger'], ['/funds', 'Money']] as const) {
      await phone.goto(year.at(path));
      await phone.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await phone.waitForLoadState('networkidle');
      await look(phone, `phone-en${path.replaceAll(/[/?=]/g, '-')}`);
    }
    expect(desk.complaints).toEqual([]);
  });
});
