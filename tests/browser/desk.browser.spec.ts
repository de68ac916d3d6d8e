import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from './support/desk.ts';
import type { DeskYear } from './support/desk.ts';

describe('at a desk in the morning', () => {
  let desk: Desk;
  let year: DeskYear;
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year();
  });
  afterAll(async () => { await desk?.close(); });

  it('whoever is not signed in signs in, is told in words when that fails, and then sees what is owed', async () => {
    const page = await desk.stranger();
    await page.goto('/');
    await page.getByLabel('用户名').fill('440811101-mayor');
    await page.getByLabel('密码').fill('not this');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('alert').getByText('用户名或密码不正确').waitFor();
    await page.getByLabel('密码').fill('zeren-demo');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('link', { name: '我的待办' }).waitFor();
    await page.goto(year.at('/tasks'));
    await page.getByRole('link', { name: /去签订：太平镇/ }).waitFor();
    expect(await page.getByText('依据：').count()).toBeGreaterThan(0);
  });

  it('the same page is English after one click, and stays so', async () => {
    const page = await desk.signIn('440811101-mayor');
    await page.goto(year.at('/tasks'));
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: 'My tasks' }).waitFor();
    await page.reload();
    await page.getByText('Basis: ').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('what another person does through another process appears without reload', async () => {
    const page = await desk.signIn('440811101-mayor', { otherProcess: true });
    await page.goto(year.at('/units/440811101/obligations/letter'));
    await page.getByRole('heading', { name: '来龙去脉' }).waitFor();
    const mayor = await desk.person('440811101-mayor');
    const before = await page.getByRole('list', { name: '已经发生' }).getByRole('listitem').count();
    expect((await mayor.insist(`/cycles/${year.slug}/units/440811101/letters/letter/sign`)).status).toBe(200);
    await page.waitForFunction((n) => document.querySelectorAll('ol[aria-label="已经发生"] li').length > n, before);
  });

  it('a person of another subtree is told that this is not theirs to see, and is shown nothing of it', async () => {
    const page = await desk.signIn('440811100203-clerk');
    await page.goto(year.at('/units/440811101/obligations/letter'));
    await page.getByRole('alert').waitFor();
    expect(await page.getByText('太平镇').count()).toBe(0);
  });

  it('whoever has not signed is reminded once the clock has moved there: the mail leads to the letter, and the inbox has it too', async () => {
    const office = await desk.signIn('440811-office');
    await office.goto(year.at('/tasks'));
    for (const day of ['2月9日', '2月16日', '2月23日', '3月2日']) {
      await office.getByRole('button', { name: '过一周' }).click();
      await office.getByText(`演练时间 2026年${day}`).waitFor({ timeout: 60_000 });
    }
    const mails = (await desk.mails(year.slug)).filter(({ to }) => to.some(({ address }) => address.startsWith('440811101-partySecretary@')));
    expect(mails.map(({ subject }) => subject)).toContainEqual(expect.stringContaining('【演练】'));
    const [link] = mails.flatMap(({ text }) => /https?:\/\/\S+\/units\/440811101\/obligations\/letter/.exec(text) ?? []);
    const secretary = await desk.signIn('440811101-partySecretary');
    await secretary.goto(new URL(link ?? '').pathname);
    await secretary.getByRole('heading', { name: /太平镇.*责任书/ }).first().waitFor();
    await secretary.getByRole('link', { name: '消息' }).click();
    await secretary.getByText(/请签订/).first().waitFor();
  });

  it('runs without a complaint, and no script stands in a page', async () => {
    expect(desk.complaints).toEqual([]);
    const answer = await fetch(`${desk.urls[0]}${year.at('/tasks')}`);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(await answer.text()).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });
});
