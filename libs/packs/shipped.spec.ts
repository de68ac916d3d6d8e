import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { addWorkingDays, periodDates } from '#libs/domain/calendar/calendar';
import { reportDueOn } from '#libs/domain/report/plan';
import type { Organisation } from '#libs/contracts/policy';
import { listPackFolders } from './layers.ts';
import { listPacks, loadPack } from './load.ts';
import { repositoryRoot } from './place.ts';

const load = async () => {
  const { organisation, ...rest } = await loadPack('mazhang-2026-demo');
  return { ...rest, organisation: organisation as Organisation };
};

describe('the tree of 麻章区', () => {
  test('has the units of the official map, the farm and the departments', async () => {
    const { organisation: { units, root } } = await load();
    const below = (id: string) => units.filter((unit) => unit.under === id);
    const named = (name: string) => units.find((unit) => unit.name === name)?.id ?? name;
    expect(root).toBe('440811');
    expect(units).toHaveLength(156);
    expect(['麻章镇', '太平镇', '湖光镇', '国营湖光农场'].map((name) => below(named(name)).length)).toEqual([40, 31, 29, 1]);
    expect(below(named('国营湖光农场'))[0]?.name).toBe('湖光农场场部社区');
    expect(['东山街道', '东简街道', '民安街道', '硇洲镇'].map((name) => below(named(name)).length)).toEqual([14, 7, 10, 8]);
    expect(units.filter((unit) => unit.type === 'department')).toHaveLength(6);
    expect(new Set(units.map((unit) => unit.id)).size).toBe(156);
  });

  test('leaves to the development zone what it administers: 4 divisions with 39 villages', async () => {
    const { organisation: { units } } = await load();
    const away = units.filter((unit) => unit.administeredBy !== undefined);
    expect([away.filter((unit) => unit.type === 'township').length, away.filter((unit) => unit.type === 'village').length]).toEqual([4, 39]);
    expect(units.filter((unit) => unit.type === 'village' && unit.administeredBy === undefined)).toHaveLength(101);
    expect(units.filter((unit) => unit.under !== undefined && away.some((one) => one.id === unit.under && unit.administeredBy === undefined))).toEqual([]);
  });

  test('has people as in life: a change, one person in both posts, an empty post, a missing address', async () => {
    const { organisation: { units, holders, vacant } } = await load();
    const taiping = holders.filter((holder) => holder.unit === '440811101');
    expect(taiping.map(({ from, to }) => [from, to])).toEqual([[undefined, '2026-03-15'], ['2026-03-16', undefined]]);
    const both = holders.filter((holder) => holder.posts.length === 2);
    expect(both).toHaveLength(49);
    expect(both.some((holder) => holder.person === '通明村党组织书记、村委会主任')).toBe(true);
    expect(holders.filter((holder) => holder.email === null)).toHaveLength(1);
    expect(vacant).toHaveLength(1);
    const odd = [...holders.filter((holder) => holder.email === null), ...vacant].map(({ unit }) => units.find((one) => one.id === unit));
    expect(odd.map((unit) => unit?.under)).toEqual(['440811102', '440811102']);
    expect(new Set(odd).size).toBe(2);
  });
});

describe('the demo of 2026', () => {
  test('has targets whose sums are the district\'s', async () => {
    const { pack, organisation } = await load();
    const isRoot = ({ for: whose }: (typeof pack.targets)[number]) => 'unit' in whose && whose.unit === organisation.root;
    const sum = (indicator: string) => pack.targets.filter((target) => target.indicator === indicator && !isRoot(target)).reduce((total, { value }) => total + value, 0);
    expect(['riskResolved', 'labourEmployed', 'projectsAccepted'].map(sum)).toEqual([100, 3600, 38]);
    expect(pack.targets.filter(isRoot).map(({ indicator, value }) => [indicator, value])).toEqual([['riskResolved', 100], ['labourEmployed', 3600], ['projectsAccepted', 38]]);
    const last = pack.targets.filter((target) => target.byPeriod).map((target) => target.value - (target.byPeriod?.['Q4'] ?? NaN));
    expect(new Set(last)).toEqual(new Set([0]));
  });

  test('asks for reports on the tenth, rolled forward, and reminds in the days in which one can report', async () => {
    const { pack, calendar } = await load();
    const progress = pack.duties.find((duty) => duty.id === 'progress');
    if (progress?.kind !== 'report') throw new Error('progress is a report');
    const due = progress.periods.map((period) => reportDueOn(calendar, progress, periodDates(2026, period).to));
    expect(due).toEqual(['2026-04-10', '2026-07-10', '2026-10-10', '2027-01-11']);
    // Why the ladder reminds 2 and 1 working days before, and not 5 and 3: in the third quarter those lie in September.
    expect([-5, -3, -2, -1].map((days) => addWorkingDays(calendar, '2026-10-10', days))).toEqual(['2026-09-28', '2026-09-30', '2026-10-08', '2026-10-09']);
  });
});

test('no pack name and no 扶贫 outside packs, seeds and docs', async () => {
  const shipped = (await listPacks()).filter((one) => one.isRunnable);
  const names = await Promise.all(shipped.map(async ({ id }) => {
    const { pack: { campaign } } = await loadPack(id);
    return [id, campaign.id, campaign.name.zh];
  }));
  const others = (await listPacks()).filter((one) => !one.isRunnable && /\d/.test(one.id)).map(({ id }) => id);
  expect(others).toHaveLength(3);
  const forbidden = ['扶贫', ...names.flat(), ...others];
  expect(forbidden.length).toBeGreaterThan(3);
  const found = ['apps', 'workflows', 'activities', 'libs'].flatMap((folder) => filesBelow(join(repositoryRoot(), folder)))
    .filter((file) => !excepted(file))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return forbidden.filter((name) => text.includes(name)).map((name) => `${relative(repositoryRoot(), file)}: ${name}`);
    });
  expect(found).toEqual([]);
});

test('the pack that others build on names no campaign', () => {
  const base = listPackFolders().find((folder) => folder.endsWith('/base')) ?? '';
  expect(readFileSync(join(base, 'pack.yaml'), 'utf8')).not.toMatch(/扶贫|帮扶|麻章|乡村振兴|mazhang/i);
});

const excepted = (file: string): boolean =>
  ['libs/packs/data/', 'libs/packs/shipped'].some((path) => relative(repositoryRoot(), file).startsWith(path));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}
