import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PackProblem, listPacks, loadPack } from './load.ts';
import { repositoryRoot } from './place.ts';

const tiny = join(repositoryRoot(), 'tests/fixtures/packs/tiny');

/** Packs side by side in a folder of their own; gives the path of the last. */
function packs(contents: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  for (const [id, body] of Object.entries(contents)) {
    mkdirSync(join(folder, id));
    writeFileSync(join(folder, id, 'pack.yaml'), `id: ${id}\ntitle: {zh: 测试, en: Test}\n${body}`);
  }
  return join(folder, Object.keys(contents).at(-1) ?? '');
}

const settings = `settings:
  deliverySlots: {value: ['10:00'], basis: {setting: parent}}
  quietHours: {value: {from: '18:00', to: '09:00'}, basis: {setting: parent}}
  nearWorkingDays: {value: 2, basis: {setting: parent}}
  escalationWindowMinutes: {value: 0, basis: {setting: parent}}
`;
const parent = `version: 1.0.0
label: {zh: 标注, en: Label}
${settings}sources: [{id: S, title: Old, articles: 3}, {id: T, title: Kept, articles: 4}]
unitTypes:
  - {id: town, name: {zh: 镇, en: Town}, posts: []}
targets: [{for: {unitType: town}, indicator: roads, value: 1}]
`;
const child = `version: 2.0.0
buildsOn: parent@1.0.0
campaign: {id: roads, name: {zh: 道路, en: Roads}}
settings:
  nearWorkingDays: {value: 5, basis: {setting: child}}
sources: [{id: S, title: New, articles: 9}]
targets: [{for: {unitType: town}, indicator: roads, value: 2}]
`;

describe('a pack is laid over the pack it builds on', () => {
  test('entries are joined by id and the child wins; targets are appended, the later last', async () => {
    const { pack } = await loadPack(packs({ parent, child }));
    expect(pack.lineage).toEqual(['child@2.0.0', 'parent@1.0.0']);
    expect(pack.sources.map(({ id, title, articles }) => [id, title, articles])).toEqual([['S', 'New', 9], ['T', 'Kept', 4]]);
    expect(pack.settings.nearWorkingDays).toEqual({ value: 5, basis: { setting: 'child' } });
    expect(pack.settings.deliverySlots.basis).toEqual({ setting: 'parent' });
    expect(pack.targets.map((target) => target.value)).toEqual([1, 2]);
    expect(pack.label?.en).toBe('Label');
    expect(pack.unitTypes.map((type) => type.id)).toEqual(['town']);
  });

  test('of a group of settings single ones are replaced, of a duty what is refined, of the table of cases single entries', async () => {
    const money = (text: string): string => parent.replace('settings:\n', `settings:\n  funds: ${text}\n`);
    const duty = `ladders: {press: [{id: asked, when: start, tell: [{function: reporter, of: unit}], action: remind, words: {zh: 问, en: Ask}}]}
duties:
  - id: study
    kind: meeting
    title: {zh: 旧称, en: Old}
    owedBy: [{unitType: town, basis: {article: S1}}]
    periods: [Q1]
    due: {daysAfterPeriod: 5, roll: none}
    calls: {record: {by: {function: reporter, of: unit}, ladder: press}}
`;
    const cases = (name: string): string => `accountability:
  measures: [{id: talk, name: {zh: ${name}, en: Talk}, kind: drafted, basis: {article: S1}}${name === '谈' ? ', {id: note, name: {zh: 函, en: Note}, kind: drafted, basis: {article: S1}}' : ''}]
`;
    const { pack } = await loadPack(packs({
      parent: money('{retentionPercent: {value: 3, basis: {setting: parent}}, surplusAfterYears: {value: 2, basis: {setting: parent}}}') + duty + cases('谈'),
      child: child.replace('settings:\n', 'settings:\n  funds: {retentionPercent: {value: 5, basis: {setting: child}}}\n') + cases('约谈')
        + 'refines: {study: {title: {zh: 新称, en: New}}}\n',
      grandchild: 'version: 1.0.0\nbuildsOn: child@2.0.0\nrefines: {study: {owedBy: [{unitType: town, basis: {article: S9}}]}}\n',
    }));
    expect(pack.settings.funds).toEqual({ retentionPercent: { value: 5, basis: { setting: 'child' } }, surplusAfterYears: { value: 2, basis: { setting: 'parent' } } });
    expect(pack.accountability.measures.map(({ id, name }) => [id, name.zh])).toEqual([['talk', '约谈'], ['note', '函']]);
    expect(pack.duties[0]).toMatchObject({ id: 'study', title: { zh: '新称' }, owedBy: [{ basis: { article: 'S9' } }], due: { daysAfterPeriod: 5 } });
  });

  test('the digest follows the merged content, not its spelling', async () => {
    const digest = async (text: string): Promise<string> => (await loadPack(packs({ parent: text, child }))).digest;
    const first = await digest(parent);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await digest(`# a comment\n${parent}`)).toBe(first);
    expect(await digest(parent.replace('articles: 4', 'articles: 5'))).not.toBe(first);
    expect(await digest(`${parent}accountability: {weights: [{id: grave, name: {zh: 情节, en: Grave}, basis: {article: S1}}]}\n`)).not.toBe(first);
  });

  test('a parent of another version, or a pack that builds on itself, is refused', async () => {
    await expect(loadPack(packs({ parent: parent.replace('1.0.0', '1.1.0'), child }))).rejects.toThrow(/parentUnknown/);
    await expect(loadPack(packs({ loop: 'version: 1.0.0\nbuildsOn: loop@1.0.0\n' }))).rejects.toThrow(/parentUnknown/);
  });

  test('a pack without a campaign can be built upon, not run', async () => {
    await expect(loadPack('base')).rejects.toThrow(/campaignMissing/);
    await expect(loadPack('base')).rejects.toBeInstanceOf(PackProblem);
    expect((await listPacks()).find((one) => one.id === 'base')?.isRunnable).toBe(false);
  });

  test('a pack that lacks a setting is refused by file and line', async () => {
    const bare = packs({ bare: 'version: 1.0.0\ncampaign: {id: bare, name: {zh: 无, en: None}}\n' });
    await expect(loadPack(bare)).rejects.toThrow(/bare\/pack\.yaml:\d+ {2}settingMissing/);
  });
});

describe('what comes with a pack', () => {
  test('the small fixture is another campaign with duties of its own, and its own way to ask for more time', async () => {
    const { pack, organisation } = await loadPack(tiny);
    expect(pack.duties.map((duty) => `${duty.kind} ${duty.id}`)).toEqual(['letter pledge', 'report hazard', 'report summary', 'extension moreTime', 'order rectify']);
    expect(organisation?.units).toHaveLength(7);
  });

  test('a pack that brings calendars of its own has those, and only those', async () => {
    const { calendar, calendarYears } = await loadPack(join(repositoryRoot(), 'tests/fixtures/packs/ten'));
    expect(calendarYears.map(({ year }) => year)).toEqual([2036, 2037]);
    expect(calendar).toMatchObject({ from: '2036-01-01' });
  });

  test('the calendar covers 2026 as published and 2027 provisionally; 2028 is known for drafts', async () => {
    const { calendar, calendarYears } = await loadPack(tiny);
    expect(calendarYears.map(({ year, standing }) => `${year} ${standing}`)).toEqual(['2026 official', '2027 provisional', '2028 provisional']);
    expect(calendar).toMatchObject({ version: '2026+2027p', from: '2026-01-01', provisionalFrom: '2027-01-01' });
    expect(calendar.days).toHaveLength(730);
    // 365 days less 104 on weekends; 19 holidays on weekdays; 6 weekend days worked.
    expect([...calendar.days.slice(0, 365)].filter((day) => day === '1')).toHaveLength(365 - 104 - 19 + 6);
  });
});
