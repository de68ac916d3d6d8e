import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

const [root, town] = ['440811', '440811101'];
const photo = (name: string, n: number) => ({ name, mimeType: 'image/png', buffer: Buffer.concat([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), Buffer.from(String(n))]) });
/** A picture of one point in a form that the record does not take: it has to be made a JPEG first. */
const bitmap = { name: '路面.bmp', mimeType: 'image/bmp', buffer: Buffer.from('424d3a0000000000000036000000280000000100000001000000010018000000000004000000130b0000130b00000000000000000000ff000000', 'hex') };

const faultsOn = async (on: Page): Promise<unknown[]> => {
  await on.evaluate(axe.source);
  const { violations } = await on.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return [await on.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 2).join(' ')}`)];
};
/** Presses what opens a dialogue, fills it in, and gives the act with the same verb. */
async function act(page: Page, verb: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined, opener = verb): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: opener, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await page.getByText(`已办：${verb}`).waitFor();
}
const fillDocument = async (dialog: ReturnType<Page['getByRole']>, number: string, title: string): Promise<void> => {
  await dialog.getByLabel('文号').fill(number);
  await dialog.getByLabel('文件标题').fill(title);
};

describe('projects and public notices', () => {
  let desk: Desk;
  let year: DeskYear;
  let builder: Page;
  let office: Page;
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year();
    const body = { document: { number: '湛麻财农〔2026〕3号', title: '关于下达资金的通知' }, source: 'province', kind: 'budget', payee: 'contractor', purpose: '驻镇帮镇扶村', amount: 96_000_000, receivedOn: '2026-02-02', route: [{ unit: root, from: null }, { unit: town, from: root }], terms: [{ of: { unit: root }, within: { days: 5, counted: 'natural' }, says: '5日内下达' }] };
    expect((await year.office.insist(`/cycles/${year.slug}/funds`, body)).status).toBe(200);
    builder = await desk.signIn(`${town}-office`, { phone: true });
    office = await desk.signIn(`${root}-office`);
  });
  afterAll(async () => { await desk?.close(); });
  const read = async (path: string): Promise<Record<string, never>> => (await year.office.get(`/cycles/${year.slug}${path}`)).body as never;

  it('a project is proposed with its plan and money; what is missing is said before it is sent', async () => {
    await builder.goto(year.at('/projects'));
    await builder.getByText('项目库里还没有项目。申报第一个以后').waitFor();
    await builder.getByRole('link', { name: '申报项目' }).click();
    await builder.getByRole('button', { name: '申报', exact: true }).click();
    await builder.getByText('请填写').first().waitFor();
    await builder.getByLabel('项目名称').fill('村道硬化1.8公里（通明村）');
    await builder.getByLabel('项目编号').fill('MZ2026-01');
    await builder.getByLabel('造价', { exact: true }).fill('96');
    for (const [what, day] of [['开工', '2026-02-09'], ['完工', '2026-03-09'], ['验收', '2026-03-31']] as const) {
      await builder.getByLabel(`${what}：计划哪天`).fill(day);
      await builder.getByLabel(`${what}：依据`).fill('施工合同第5条');
    }
    await builder.getByRole('button', { name: '加一个节点' }).click();
    await builder.getByLabel('第1个节点', { exact: true }).fill('路基验收');
    await builder.getByLabel('第1个节点：计划哪天').fill('2026-02-25');
    await builder.getByLabel('第1个节点：依据').fill('合同附件');
    // Nothing of it has come yet: it is found by its document, typed with the brackets of a keyboard.
    await builder.getByLabel('还没到账的资金，按文号找').fill('湛麻财农[2026]3号');
    await builder.getByRole('button', { name: '找', exact: true }).click();
    await builder.getByText('驻镇帮镇扶村 · 湛麻财农〔2026〕3号').waitFor({ state: 'attached' });
    await builder.getByLabel('第1笔安排多少', { exact: true }).fill('96');
    expect(await faultsOn(builder)).toEqual([false, []]);
    await builder.getByRole('button', { name: '申报', exact: true }).click();
    await builder.getByRole('heading', { name: '村道硬化1.8公里（通明村）' }).waitFor();
    await builder.getByText('已申报，下一步开工，计划2月9日 星期一。').waitFor();
    expect(await read('/projects/MZ2026-01')).toMatchObject({ stage: 'proposed', unit: town, cost: 96_000_000, funds: [{ line: 'L1', amount: 96_000_000 }], milestones: [{}, {}, {}, { name: '路基验收', dueOn: '2026-02-25' }] });
    // Nobody approves one's own.
    expect(await builder.getByRole('button', { name: '立项批复' }).count()).toBe(0);
  });

  it('is approved by the office, and started on a phone with photos from it; each is seen large', async () => {
    await office.goto(year.at('/projects/MZ2026-01'));
    await act(office, '立项批复', (dialog) => fillDocument(dialog, '麻项批〔2026〕1号', '关于项目立项的批复'));
    await act(builder, '登记开工', async (dialog) => {
      expect(await dialog.getByText('拍照').locator('input').getAttribute('capture')).toBe('environment');
      await dialog.getByLabel('选照片').setInputFiles([photo('开工现场.png', 1), bitmap]);
      await dialog.getByRole('img', { name: '开工照片，第2张：路面.jpg' }).waitFor();
      expect(await faultsOn(builder)).toEqual([false, []]);
    });
    await builder.getByRole('button', { name: '看大图：开工，第1张：开工现场.png' }).click();
    const large = builder.getByRole('dialog', { name: '开工，第1张：开工现场.png' });
    await large.getByText('第1张，共2张').waitFor();
    await large.getByRole('button', { name: '下一张' }).click();
    const second = builder.getByRole('dialog', { name: '开工，第2张：路面.jpg' });
    expect(await second.getByRole('img').evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1);
    await second.getByRole('button', { name: '关闭' }).click();
    expect(await read('/projects/MZ2026-01')).toMatchObject({ stage: 'started', milestones: [{ id: 'start', photos: [{ name: '开工现场.png' }, { name: '路面.jpg' }] }, {}, {}, {}] });
  });

  it('a delay is told apart: days on which its money lay late elsewhere are not its own', async () => {
    await year.advance('2026-02-12T02:00:00.000Z');
    await year.office.insist(`/cycles/${year.slug}/funds/L1/pass-on`, { parcel: 'p1', parts: [{ to: town, amount: 96_000_000 }], on: '2026-02-12' });
    await act(builder, '补照片', (dialog) => dialog.getByLabel('选照片').setInputFiles([photo('路基.png', 2)]), '路基验收 补照片');
    await year.advance('2026-03-02T02:00:00.000Z');
    const town2 = await desk.person(`${town}-office`);
    await town2.insist(`/cycles/${year.slug}/funds/L1/receive`, { hop: 'h1', on: '2026-03-01' });
    await builder.getByText('路基验收应于2月25日 星期三，已晚5天：因资金在麻章区耽搁4天，本单位1天。').waitFor();
    await office.goto(year.at('/projects'));
    await office.getByText('1个项目：已开工1个。1个有节点到期没有完成：1个两样都有。').waitFor();
    await office.getByLabel('晚在谁').selectOption('money');
    const row = office.getByRole('row').filter({ has: office.getByRole('rowheader', { name: '村道硬化1.8公里' }) });
    await row.getByText('晚5天，因资金4天').waitFor();
    expect(await faultsOn(office)).toEqual([false, []]);
    // From the money to what it pays for, and back.
    await office.goto(year.at('/funds/L1'));
    await office.getByRole('link', { name: '太平镇 · 村道硬化1.8公里（通明村）' }).click();
    await office.getByRole('heading', { name: '村道硬化1.8公里（通明村）' }).waitFor();
    await office.getByRole('link', { name: '驻镇帮镇扶村' }).waitFor();
  });

  it('is finished and accepted, never by its own unit, with what acceptance found', async () => {
    await act(builder, '登记完成', (dialog) => dialog.getByLabel('哪一天').fill('2026-03-02'));
    await act(builder, '登记完工', (dialog) => dialog.getByLabel('选照片').setInputFiles([photo('完工路面.png', 3)]));
    expect(await builder.getByRole('button', { name: '验收', exact: true }).count()).toBe(0);
    const judge = await desk.signIn(`${root}-office`, { phone: true });
    await judge.goto(year.at('/projects/MZ2026-01'));
    await act(judge, '验收', async (dialog) => {
      await dialog.getByLabel('验收意见').fill('长度、厚度与设计相符，同意验收。');
      await dialog.getByLabel('选照片').setInputFiles([photo('验收现场.png', 4)]);
      await dialog.getByRole('img', { name: /验收现场/ }).waitFor();
    });
    await judge.getByText('长度、厚度与设计相符，同意验收。').waitFor();
    expect(await faultsOn(judge)).toEqual([false, []]);
    expect(await read('/projects/MZ2026-01')).toMatchObject({ stage: 'accepted', milestones: [{}, { photos: [{ name: '完工路面.png' }] }, { photos: [{ name: '验收现场.png' }] }, { reachedOn: '2026-03-02', photos: [{ name: '路基.png' }] }] });
  });

  it('what should be shown in public is listed, recorded with a photo, and its ten days are counted one by one', async () => {
    await builder.goto(year.at('/public-notices'));
    await builder.getByRole('listitem').filter({ hasText: '资金安排' }).getByRole('link', { name: '去公示 村道硬化1.8公里（通明村）' }).click();
    expect(await builder.getByLabel('公示内容').inputValue()).toBe('村道硬化1.8公里（通明村）资金安排');
    await builder.getByLabel('贴在哪里').fill('镇公示栏');
    const strip = builder.getByRole('list', { name: '逐日计数' });
    await strip.getByText('第10天').waitFor();
    expect(await builder.getByLabel('公示到哪天').inputValue()).toBe('2026-03-12');
    await builder.getByLabel('公示到哪天').fill('2026-03-10');
    await builder.getByRole('button', { name: '登记公示' }).click();
    await builder.getByRole('alert').or(builder.locator('[id$=-error]')).first().waitFor();
    await builder.getByLabel('公示到哪天').fill('2026-03-12');
    await builder.getByRole('button', { name: '登记公示' }).click();
    await builder.getByText('今天不计数，已满0天，共10天；3月12日 星期四满10天，公示到3月12日 星期四；还缺：张贴照片。').waitFor();
    await act(builder, '补张贴照片', (dialog) => dialog.getByLabel('选照片').setInputFiles([photo('公示栏.png', 5)]));
    await year.advance('2026-03-05T02:00:00.000Z');
    await builder.getByText('今天是第3天，共10天；3月12日 星期四满10天，公示到3月12日 星期四。').waitFor();
    expect(await builder.getByRole('list', { name: '逐日计数' }).getByRole('listitem').evaluateAll((days) => days.findIndex((day) => day.getAttribute('aria-current') === 'date'))).toBe(3);
    expect(await faultsOn(builder)).toEqual([false, []]);
  });

  it('an objection keeps it from being valid until it is answered; a supervisor sees what was never shown', async () => {
    await office.goto(year.at('/public-notices/N1'));
    await act(office, '登记异议', (dialog) => dialog.getByLabel('异议内容').fill('路面宽度与会议定的不一致。'));
    // Whoever hears it does not answer it.
    expect(await office.getByRole('main').getByRole('button', { name: '答复' }).count()).toBe(0);
    await year.advance('2026-03-13T02:00:00.000Z');
    await builder.getByText('3月12日 星期四已期满，还不能算数；还缺：1条异议的答复。').waitFor();
    await act(builder, '答复', (dialog) => dialog.getByLabel('答复').fill('按批复宽3.5米，会议纪要已同时张贴。'));
    await builder.getByText('公示有效：3月2日 星期一张贴，公示到3月12日 星期四，3月13日 星期五起算数。').waitFor();
    const supervisor = await desk.signIn(`${root}-head`);
    await supervisor.goto(year.at('/public-notices'));
    await supervisor.getByText('1份公示：1份有效。另有1项该公示还没有公示。').waitFor();
    await supervisor.getByText('3月2日 星期一完工，11天没有公示使用结果').waitFor();
    expect(await supervisor.getByRole('main').getByRole('link', { name: /去公示/ }).count()).toBe(0);
    expect(await faultsOn(supervisor)).toEqual([false, []]);
    expect(desk.complaints).toEqual([]);
  });
});
