import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planUnitYear, unitsThatOwe } from '#libs/domain/policy/plan-unit-year';
import type { CycleTerms, TreeUnit } from '#libs/domain/policy/planning';
import { silentYear } from '#libs/domain/rehearsal/silent-year';
import { loadPack } from '#libs/packs/load';
import { advance, documents, openApiOffice, tinyPack, until } from './support/api-office.ts';

const start = '2026-01-05T01:00:00.000Z';
const end = '2026-05-20T08:00:00.000Z';

/** Communities and parks under a subdistrict, enterprises in the parks: any number of each. */
const trees = fc.record({ communities: fc.integer({ min: 0, max: 3 }), parks: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }) })
  .filter(({ communities, parks }) => communities + parks.length > 0);

function packWith({ communities, parks }: { communities: number; parks: number[] }): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'zeren-tree-')), 'tiny');
  cpSync(tinyPack, folder, { recursive: true });
  const units = [
    '{id: S1, name: 街道, type: subdistrict}',
    ...Array.from({ length: communities }, (_, n) => `{id: C${n + 1}, name: 社区${n + 1}, type: community, under: S1}`),
    ...parks.flatMap((enterprises, p) => [`{id: P${p + 1}, name: 园区${p + 1}, type: park, under: S1}`, ...Array.from({ length: enterprises }, (_, n) => `{id: E${p + 1}${n + 1}, name: 企业, type: enterprise, under: P${p + 1}}`)]),
  ];
  writeFileSync(join(folder, 'organisation.yaml'), `root: S1\nunits:\n${units.map((unit) => `  - ${unit}\n`).join('')}`);
  const pack = join(folder, 'pack.yaml');
  // The fixture names a unit of its own tree, which is not there.
  writeFileSync(pack, readFileSync(pack, 'utf8').replace(/^.*unit: E2\}.*$/m, ''));
  return folder;
}

describe('a rehearsal', () => {
  it.each(fc.sample(trees, { seed: Number(process.env['PROPERTY_SEED'] ?? 20_260_401), numRuns: 3 }))('of %j is the outbox of a drill in which nobody acts, row for row', async (tree) => {
    const folder = packWith(tree);
    const office = await openApiOffice({ packs: [folder] });
    try {
      const administrator = await office.signIn('S1-safetyOffice');
      const drafted = await administrator.post('/cycles', { pack: 'tiny', year: 2026, drillFrom: start, ...documents });
      const slug = String(drafted.body['obligation']).replaceAll('/', '-');
      const foretold = (await administrator.get(`/cycles/${slug}/rehearsal?limit=200`)).body as unknown as { items: { post: string; months: Record<string, number> }[]; errors: number };
      await administrator.post(`/cycles/${slug}/launch`);
      await until(administrator, `/cycles/${slug}`, ({ body }) => body['status'] === 'open');
      await advance(administrator, slug, end);

      const { pack, calendar, organisation } = await loadPack(folder);
      const units = new Map((organisation?.units ?? []).map((unit): [string, TreeUnit] => [unit.id, { id: unit.id, name: unit.name, type: unit.type, under: unit.under ?? null, administeredBy: null }]));
      const terms: CycleTerms = { cycle: 'safety/2026/drill-1', year: 2026, isDrill: true, pack, calendar, letterDocuments: documents, launchedOn: '2026-01-05' };
      const expected = unitsThatOwe([...units.values()], pack).flatMap((unit) => silentYear(planUnitYear(terms, units, 'S1', unit), start, end).notices.map(({ key, at }) => `${key} ${at}`));
      const rows = await office.source.query("SELECT notice_key, DATE_FORMAT(at, '%Y-%m-%dT%H:%i:%s.000Z') AS at FROM notice WHERE status <> 'cancelled'") as { notice_key: string; at: string }[];
      expect(rows.map((row) => `${row.notice_key} ${row.at}`).sort()).toEqual(expected.sort());
      expect(rows.length).toBeGreaterThan(3);
      // What the API foretold counts the same rows, month by month.
      const months = new Map<string, number>();
      for (const { notice_key: key, at } of rows) {
        const month = `${key.split('/').slice(-2).join('/')} ${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 7)}`;
        months.set(month, (months.get(month) ?? 0) + 1);
      }
      const told = foretold.items.flatMap(({ post, months: byMonth }) => Object.entries(byMonth).map(([month, n]) => [`${post} ${month}`, n] as const)).filter(([key]) => key.slice(-7) <= '2026-05');
      expect(Object.fromEntries(told.sort())).toEqual(Object.fromEntries([...months].sort()));
    } finally {
      await office.close();
    }
  }, 120_000);

  it('that finds what cannot work keeps the year from being launched', async () => {
    const office = await openApiOffice();
    try {
      const administrator = await office.signIn('S1-safetyOffice');
      const drafted = await administrator.post('/cycles', { pack: 'tiny', year: 2026, drillFrom: start, ...documents });
      const slug = String(drafted.body['obligation']).replaceAll('/', '-');
      // The pack as it was pinned, without the one post that reports for an enterprise.
      const [pinned] = await office.source.query('SELECT digest, content FROM policy_pack') as { digest: string; content: string }[];
      const pack = JSON.parse(pinned?.content ?? '') as { unitTypes: { id: string; posts: { kind: string }[] }[] };
      for (const type of pack.unitTypes) type.posts = type.posts.filter(({ kind }) => kind !== 'safetyOfficer');
      await office.source.query('UPDATE policy_pack SET content = ? WHERE digest = ?', [JSON.stringify(pack), pinned?.digest]);
      expect(await administrator.get(`/cycles/${slug}/rehearsal`)).toMatchObject({ status: 200, body: { errors: 5, findings: [{ severity: 'error', code: 'nobodyCanAct', units: 2, exampleNames: [expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/\p{Script=Han}/u)] }, {}, {}, {}, {}] } });
      expect(await administrator.post(`/cycles/${slug}/launch`)).toMatchObject({ status: 422, body: { code: 'rehearsalFailed', facts: { errors: 5, first: '2个单位的“hazard”没有岗位能办（report）' } } });
      expect((await administrator.get(`/cycles/${slug}`)).body).toMatchObject({ status: 'draft' });
    } finally {
      await office.close();
    }
  });
});
