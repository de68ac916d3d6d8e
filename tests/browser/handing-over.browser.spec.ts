import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#libs/domain/time/instant';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

describe('who holds a post, and from which day', () => {
  let desk: Desk;
  // Other names and another day each time, so that it can run again in the same office; later than any drill goes.
  const minute = Math.floor(Date.now() / 60_000);
  const [login, name] = [`xu-${minute}`, `许继光${minute}`];
  const [from, before] = [addDays('2035-01-01', minute % 20_000), addDays('2034-12-31', minute % 20_000)];
  beforeAll(async () => {
    desk = await Desk.open();
    // The office’s pages stand beside a year’s.
    await desk.year();
  });
  afterAll(async () => { await desk?.close(); });

  it('a person is added with a first password, and chooses their own before anything else', async () => {
    const page = await desk.signIn('440811-office');
    await page.goto('/');
    await page.getByRole('link', { name: '单位和人' }).click();
    await page.getByRole('button', { name: '新增人员' }).click();
    await page.getByLabel('姓名', { exact: true }).fill(name);
    await page.getByLabel('登录名', { exact: true }).fill(login);
    await page.getByRole('button', { name: '新增，并给初始密码' }).click();
    const first = await page.getByRole('dialog').locator('code').innerText();

    const desktop = await desk.stranger();
    await desktop.goto('/');
    await desktop.getByLabel('用户名').fill(login);
    await desktop.getByLabel('密码').fill(first);
    await desktop.getByRole('button', { name: '登录' }).click();
    await desktop.getByRole('heading', { name: '设自己的密码' }).waitFor();
    await desktop.getByLabel('初始密码').fill(first);
    await desktop.getByLabel(/^新密码/).fill('my-own-words-2026');
    await desktop.getByLabel('再输一遍新密码').fill('my-own-words-2027');
    await desktop.getByRole('button', { name: '改好' }).click();
    await desktop.getByText('两次输入的新密码不一样').waitFor();
    await desktop.getByLabel('再输一遍新密码').fill('my-own-words-2026');
    await desktop.getByRole('button', { name: '改好' }).click();
    await desktop.getByRole('heading', { name: '设自己的密码' }).waitFor({ state: 'hidden' });
    await desktop.getByRole('button', { name: '退出' }).click();
    // The first one opens nothing any more.
    await desktop.getByLabel('用户名').fill(login);
    await desktop.getByLabel('密码').fill(first);
    await desktop.getByRole('button', { name: '登录' }).click();
    await desktop.getByRole('alert').getByText('用户名或密码不正确').waitFor();
  });

  it('is appointed from a day on, the one before until the day before; a tenure can be given an earlier end', async () => {
    const page = await desk.signIn('440811-office');
    await page.goto('/');
    await page.getByRole('link', { name: '单位和人' }).click();
    await page.goto(`${new URL(page.url()).pathname}?unit=440811100`);
    await page.getByRole('button', { name: '换人：麻章镇 分管副镇长' }).click();
    await page.getByLabel('谁', { exact: true }).fill(login);
    await page.getByRole('radio', { name: new RegExp(login) }).check();
    await page.getByText('麻章镇分管副镇长的任职到前一天为止。').waitFor();
    await page.getByLabel('从哪天起').fill(from);
    await page.getByRole('button', { name: '登记任职' }).click();
    const post = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: '换人：麻章镇 分管副镇长' }) });
    await post.getByText(`以后：${name}，${from}起`).waitFor();
    await post.getByText(/^2020-01-01至/).waitFor();
    await post.getByRole('button', { name: /^免职：/ }).click();
    await post.getByLabel('最后一天').fill(addDays(before, -30));
    await post.getByRole('button', { name: '登记到这一天为止' }).click();
    await post.getByText(`2020-01-01至${addDays(before, -30)}`).waitFor();
    expect(desk.complaints).toEqual([]);
  });
});

describe('a post changes hands within the year', () => {
  // The demonstration's own office: the secretary of 太平镇 changes on 16 March.
  const [predecessor, successor] = ['440811101-partySecretary', '440811101-partySecretary-2'];
  const letter = '/units/440811101/obligations/letter';
  const toSign = /去签订：太平镇/;
  let desk: Desk;
  let year: DeskYear;
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year({ from: '2026-03-11T00:30:00.000Z' });
    await year.advance('2026-03-13T02:00:00.000Z');
  });
  afterAll(async () => { await desk?.close(); });

  it('what is to be done is the predecessor’s until that day', async () => {
    const page = await desk.signIn(predecessor);
    await page.goto(year.at('/tasks'));
    await page.getByRole('link', { name: toSign }).waitFor();
    await page.getByRole('button', { name: '退出' }).waitFor();
    const asked = await (await desk.person(predecessor)).insist(`/cycles/${year.slug}/units/440811101/obligations/annualPlan/extension`, { dueOn: '2026-04-20', reason: '规划尚在征求意见', progress: '' });
    expect(asked.status).toBe(200);
  });

  it('from that day it is the successor’s, and the predecessor has nothing to do any more', async () => {
    await year.advance('2026-03-17T02:00:00.000Z');
    const next = await desk.signIn(successor);
    await next.goto(year.at('/tasks'));
    await next.getByRole('link', { name: toSign }).waitFor();
    const former = await desk.signIn(predecessor);
    await former.goto(year.at('/tasks'));
    await former.getByText('今天没有要办的事').waitFor();
    expect(await former.getByRole('link', { name: toSign }).count()).toBe(0);
  });

  it('and the story names each of them in their own time: who was told and who asked then, who signs now', async () => {
    expect((await (await desk.person(successor)).insist(`/cycles/${year.slug}/units/440811101/letters/letter/sign`, {})).status).toBe(200);
    const page = await desk.signIn(successor);
    await page.goto(year.at(letter));
    const happened = page.getByRole('list', { name: '已经发生' });
    await happened.getByRole('listitem').filter({ hasText: '3月17日' }).getByText('太平镇党委书记（继任）').first().waitFor();
    await happened.getByRole('listitem').filter({ hasText: /3月1[1-3]日.*已告知太平镇党委书记（前任）/ }).first().waitFor();
    expect(await happened.getByRole('listitem').filter({ hasText: /3月1[1-5]日.*（继任）/ }).count()).toBe(0);
    // What the predecessor asked for stays under the predecessor's name.
    await page.goto(year.at('/units/440811101/obligations/extension-1'));
    await page.getByText(/太平镇党委书记（前任） 3月13日 星期五.*提出/).waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
