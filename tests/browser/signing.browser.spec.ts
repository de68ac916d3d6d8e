import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

const [mazhang, taiping, huguang, farm] = ['440811100', '440811101', '440811102', '440811F01'];
/** A page with nothing on it, as small as a PDF may be; `mark` makes each another. */
const pdf = (mark: string): Buffer => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%${mark}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

describe('signing, layer by layer', () => {
  let desk: Desk;
  let year: DeskYear;
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year();
    await (await desk.person(`${taiping}-mayor`)).insist(`/cycles/${year.slug}/units/${taiping}/letters/letter/sign`, {});
  });
  afterAll(async () => { await desk?.close(); });

  it('stands in bars and in words: who issues, and how many letters stand where', async () => {
    const page = await desk.signIn('440811-office');
    await page.goto(year.at('/letters'));
    const layer = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '麻章区下达' }) });
    await layer.getByText('待签订3份').waitFor();
    await layer.getByText('部分签订1份').waitFor();
    await page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /等4个单位下达/ }) }).getByText('未下达9份').waitFor();
    await layer.getByRole('button', { name: '只看这一层' }).click();
    await page.getByRole('heading', { name: '下面的单位 4份' }).waitFor();
    await page.getByLabel('按单位名称或代码找').fill('太平');
    await page.getByRole('heading', { name: '下面的单位 1份' }).waitFor();
  });

  it('those who have not signed are reminded together, and a second time on the same day it says why not', async () => {
    const page = await desk.signIn('440811-office');
    await page.goto(year.at('/letters'));
    await page.getByLabel('选择湖光镇').check();
    await page.getByLabel('选择太平镇').check();
    await page.getByRole('button', { name: '催签', exact: true }).click();
    await page.getByText('2份已催签，下一次发送时告知。').waitFor();
    await page.getByLabel('选择湖光镇').check();
    await page.getByRole('button', { name: '催签', exact: true }).click();
    await page.getByText('0份已催签，1份没有催：').waitFor();
    await page.getByRole('listitem').filter({ hasText: /^湖光镇 · / }).waitFor();
  });

  it('the list is copied as polite words for a work group, by the unit above, with date and days', async () => {
    const page = await desk.signIn('440811-office');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(year.at('/letters'));
    await page.getByLabel('选择列出的全部').check();
    await page.getByRole('button', { name: '复制成文字' }).click();
    await page.getByText('已复制，可以粘贴到工作群').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain('【麻章区】');
    expect(text).toContain('太平镇：请签订，2月28日 星期六前，还有26天');
    expect(text.split('\n').filter((line) => line.includes('请签订'))).toHaveLength(4);
  });

  it('the list, as it is filtered, goes to Excel: a row for each letter, counts as numbers, dates as dates', async () => {
    const page = await desk.signIn('440811-office');
    await page.goto(year.at('/letters'));
    await page.getByLabel('签订情况').selectOption('waiting');
    await page.getByRole('heading', { name: '下面的单位 4份' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 Excel' }).click()]);
    const [{ data: [headings = [], ...rows] }] = await readXlsxFile(await readFile(await download.path())) as unknown as [{ data: unknown[][] }];
    expect(headings.slice(0, 4)).toEqual(['单位', '代码', '下达单位', '情况']);
    expect(rows.map((row) => row.map((value) => (value instanceof Date ? { date: value.toISOString().slice(0, 10) } : value))).find(([unit]) => unit === '太平镇'))
      .toEqual(['太平镇', taiping, '麻章区', '部分签订', expect.any(String), 1, 2, { date: '2026-02-28' }, null]);
    expect(rows).toHaveLength(4);
  });

  it('a telephone call is on record with who answered, and stands in the story', async () => {
    const page = await desk.signIn('440811-office');
    await page.goto(year.at('/letters'));
    await page.getByRole('button', { name: '记电话：麻章镇' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('谁接的电话').fill('镇办小陈');
    await dialog.getByLabel('谁接的电话').press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.goto(year.at(`/units/${mazhang}/obligations/letter`));
    await page.getByRole('list', { name: '已经发生' }).getByText(/镇办小陈/).waitFor();
  });

  it('a ceremony’s scans are dropped at once, matched by name or code, the rest chosen by hand, and registered with one date', async () => {
    const page = await desk.signIn('440811-office');
    await page.goto(year.at('/letters'));
    await page.getByRole('link', { name: '登记集中签订' }).click();
    await page.getByLabel('把扫描件拖到这里，或点击选择').setInputFiles([
      { name: '湖光镇责任书（签字）.pdf', mimeType: 'application/pdf', buffer: pdf('a') },
      { name: `${farm}_签字页.pdf`, mimeType: 'application/pdf', buffer: pdf('b') },
      { name: '扫描0001.pdf', mimeType: 'application/pdf', buffer: pdf('c') },
      { name: '麻章镇.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no PDF at all') },
    ]);
    await page.getByText('4个文件，3个已对上，1个要您选单位。').waitFor();
    await page.getByLabel('扫描0001.pdf是哪个单位的').click();
    await page.getByTitle('太平镇 · 麻章区').click();
    await page.getByText('党委书记 太平镇党委书记（前任）', { exact: true }).waitFor();
    await page.getByLabel('签订日期').fill('2026-02-02');
    await page.getByLabel('上级当场会签的人').selectOption('440811/head');
    await page.getByRole('button', { name: '登记4份' }).click();
    await page.getByText('登记了3份，1份没有登记，原因见表中；改正后再登记一次。').waitFor();
    expect(await page.getByText('已登记，已生效').count()).toBe(3);
    await page.getByText('只收 PDF', { exact: false }).last().waitFor();
    await page.goto(year.at(`/units/${huguang}/obligations/letter`));
    await page.getByRole('article').getByRole('link', { name: '签字扫描件' }).first().waitFor();
  });

  it('on a phone nothing of it is cut off', async () => {
    const page = await desk.signIn('440811-office', { phone: true });
    for (const path of ['/letters', '/letters/ceremony']) {
      await page.goto(year.at(path));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });

  it('nothing of it makes the browser complain', () => { expect(desk.complaints).toEqual([]); });
});
