import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { pages, pagesWithoutYear } from '#apps/web/pages';
import { Desk } from './support/desk.ts';
import type { DeskYear, Sitting } from './support/desk.ts';

/** Where pictures of every page are laid, in both languages, desktop and phone: `ZEREN_SCREENS=docs/screens`. */
const screens = process.env['ZEREN_SCREENS'];

const [office, mayor] = ['440811-office', '440811101-mayor'];
const duty = (unit: string, key: string): string => `/units/${unit}/obligations/${key}`;

/** Each row of the table of pages, as somebody sees it who needs it; of an obligation's page, one of each kind. */
const seen: readonly { name: string; of: string; at: string; by: string; isFree?: true }[] = [
  { name: 'tasks', of: '/tasks', at: '/tasks', by: mayor },
  { name: 'letters', of: '/letters', at: '/letters', by: office },
  { name: 'ceremony', of: '/letters/ceremony', at: '/letters/ceremony', by: office },
  { name: 'inbox', of: '/inbox', at: '/inbox', by: mayor },
  { name: 'unit', of: '/units/:unit', at: '/units/440811101', by: office },
  { name: 'overview', of: '/overview', at: '/overview', by: office },
  { name: 'overdue', of: '/overdue', at: '/overdue', by: office },
  { name: 'matrix', of: '/matrix', at: '/matrix', by: office },
  { name: 'completeness', of: '/completeness', at: '/completeness', by: office },
  { name: 'own-unit', of: '/unit', at: '/unit', by: mayor },
  { name: 'new-order', of: '/units/:unit/new-order', at: '/units/440811101/new-order', by: office },
  { name: 'orders', of: '/orders', at: '/orders', by: office },
  { name: 'funds', of: '/funds', at: '/funds', by: office },
  { name: 'funds-line', of: '/funds/:line', at: '/funds/L1', by: office },
  { name: 'funds-queue', of: '/funds/queue', at: '/funds/queue', by: '440811D01-sectionChief' },
  { name: 'funds-flows', of: '/funds/flows', at: '/funds/flows', by: office },
  { name: 'funds-curve', of: '/funds/curve', at: '/funds/curve', by: office },
  { name: 'candidates', of: '/candidates', at: '/candidates', by: office },
  { name: 'candidate', of: '/funds/:line/candidates/:candidate', at: '/funds/L1/candidates/c1', by: office },
  { name: 'funds-books', of: '/funds/books', at: '/funds/books', by: '440811D01-sectionChief' },
  { name: 'funds-import', of: '/funds/import', at: '/funds/import', by: office },
  { name: 'funds-new', of: '/funds/new', at: '/funds/new', by: office },
  { name: 'projects', of: '/projects', at: '/projects', by: office },
  { name: 'project', of: '/projects/:code', at: '/projects/MZ2026-01', by: '440811101-office' },
  { name: 'project-new', of: '/new-project', at: '/new-project', by: '440811101-office' },
  { name: 'public-notices', of: '/public-notices', at: '/public-notices', by: '440811101-office' },
  { name: 'public-notice', of: '/public-notices/:notice', at: '/public-notices/N1', by: '440811101-office' },
  { name: 'public-notice-new', of: '/public-notices/new', at: '/public-notices/new?project=MZ2026-01', by: '440811101-office' },
  { name: 'year', of: '/year', at: '/year', by: office },
  { name: 'office', of: '/office', at: '/office', by: office },
  { name: 'start', of: '/start', at: '/start', by: office },
  { name: 'letter', of: '/units/:unit/obligations/:duty', at: duty('440811101', 'letter'), by: mayor },
  { name: 'allocation', of: '/units/:unit/obligations/:duty', at: duty('440811F01', 'allocation'), by: '440811F01-manager' },
  { name: 'report', of: '/units/:unit/obligations/:duty', at: duty('440811101', 'progress-Q1'), by: '440811101-office' },
  { name: 'plan', of: '/units/:unit/obligations/:duty', at: duty('440811101', 'annualPlan'), by: '440811101-office' },
  { name: 'meeting', of: '/units/:unit/obligations/:duty', at: duty('440811101', 'study-Q1'), by: '440811101-office' },
  { name: 'new-year', of: '/start', at: '/start', by: office, isFree: true },
  { name: 'password', of: '/password', at: '/password', by: mayor, isFree: true },
];

const sittings: readonly (Sitting & { name: string })[] = [
  { name: 'desktop-zh' }, { name: 'phone-en', phone: true, language: 'en' },
  ...(screens === undefined ? [] : [{ name: 'desktop-en', language: 'en' } as const, { name: 'phone-zh', phone: true } as const]),
];

describe('every page', () => {
  let desk: Desk;
  let year: DeskYear;
  beforeAll(async () => {
    desk = await Desk.open();
    year = await desk.year();
    await money(desk, year);
    await shownProject(desk, year);
    // Nobody did anything until May: every kind of lateness is there to be shown.
    await year.advance('2026-05-20T08:00:00.000Z');
    if (screens) mkdirSync(screens, { recursive: true });
  });
  afterAll(async () => { await desk?.close(); });

  it('of the table is looked at here', () => {
    expect([...pages.map(({ path }) => path), ...pagesWithoutYear.map(({ path }) => path)].filter((path) => !seen.some(({ of }) => of === path))).toEqual([]);
  });

  describe.each(sittings)('$name', (sitting) => {
    const signedIn = new Map<string, Promise<Page>>();
    afterAll(async () => { for (const page of signedIn.values()) await (await page).context().close(); });

    it.each(seen)('$name: whole, within its width, and nothing serious for those who do not see or point', async ({ name, at, by, isFree }) => {
      signedIn.set(by, signedIn.get(by) ?? desk.signIn(by, sitting));
      const page = await signedIn.get(by) as Page;
      await page.goto(isFree ? at : year.at(at));
      await page.locator('main h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect({ refused: await page.locator('main [role=alert]').allInnerTexts(), wide: await overflow(page), barriers: await barriers(page) }).toEqual({ refused: [], wide: 0, barriers: [] });
      if (screens) await page.screenshot({ path: join(screens, `${name}-${sitting.name}.png`), fullPage: sitting.phone !== true });
    });
  });

  it('runs without a complaint', () => {
    expect(desk.complaints).toEqual([]);
  });
});

/** An allocation that two towns got, one of which asked for its part; the rest stays at the district. */
async function money(desk: Desk, { slug, office: registrar }: DeskYear): Promise<void> {
  const [root, taiping, huguang] = ['440811', '440811101', '440811102'];
  const on = '2026-02-02';
  const line = `/cycles/${slug}/funds/L1`;
  await registrar.insist(`/cycles/${slug}/funds`, {
    document: { number: '粤财农〔2026〕5号', title: '关于下达省级驻镇帮镇扶村资金的通知' }, source: 'province', kind: 'budget', payee: 'contractor', purpose: '驻镇帮镇扶村', amount: 3_600_000_000, receivedOn: on,
    route: [{ unit: root, from: null }, { unit: taiping, from: root }, { unit: huguang, from: root }], terms: [{ of: 'passOn', within: { days: 30, counted: 'natural' }, says: '区收到后30日内下达到镇' }],
  });
  await registrar.insist(`${line}/pass-on`, { parcel: 'p1', parts: [{ to: taiping, amount: 1_240_000_000 }, { to: huguang, amount: 1_150_000_000 }], on });
  const town = await desk.person(`${taiping}-office`);
  await town.insist(`${line}/receive`, { hop: 'h1', on });
  await town.insist(`${line}/requests/file`, { parcel: 'p2', amount: 93_120_000, payee: '湛江某路桥工程有限公司', on });
}

/** A town’s project that was started and not finished, and its notice with an objection that nobody answered. */
async function shownProject(desk: Desk, { slug, office: approver }: DeskYear): Promise<void> {
  const [unit, on, code] = ['440811101', '2026-02-02', 'MZ2026-01'];
  const town = await desk.person(`${unit}-office`);
  const planned = (dueOn: string) => ({ dueOn, basis: '施工合同第5条' });
  const [projects, notices] = [`/cycles/${slug}/projects`, `/cycles/${slug}/public-notices`];
  await town.insist(projects, { code, name: '村道硬化1.8公里（通明村）', unit, cost: 96_000_000, funds: [{ line: 'L1', amount: 96_000_000 }], plan: { start: planned('2026-02-09'), finish: planned('2026-04-30'), acceptance: planned('2026-06-30') }, milestones: [{ name: '路基验收', ...planned('2026-03-20') }], on });
  await approver.insist(`${projects}/${code}/approve`, { on, document: { number: '麻项批〔2026〕1号', title: '关于项目立项的批复' } });
  await town.insist(`${projects}/${code}/start`, { on });
  await town.insist(notices, { unit, stage: 'before', of: { project: code }, what: '村道硬化项目资金安排', where: '镇公示栏', from: on, to: '2026-02-12' });
  await approver.insist(`${notices}/N1/objections`, { text: '路面宽度与会议定的不一致。', on });
}

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What axe calls serious or critical, with where it stands. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
