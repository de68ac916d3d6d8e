import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '#libs/packs/place';
import type { Person } from '../support/person.ts';
import { documents, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const harbour = join(repositoryRoot(), 'tests/fixtures/packs/harbour-safety');

/** A campaign nobody wrote code for, and a pack whose parent has gone. */
describe('another campaign', () => {
  let office: ApiOffice;
  let administrator: Person;
  const orphan = join(mkdtempSync(join(tmpdir(), 'zeren-orphan-')), 'orphan');
  const draft = (pack: string) => administrator.post('/cycles', { pack, year: 2026, drillFrom: '2026-02-02T01:00:00.000Z', ...documents });
  const rows = async (): Promise<unknown> => office.source.query(
    'SELECT (SELECT COUNT(*) FROM cycle) AS cycles, (SELECT COUNT(*) FROM policy_pack) AS packs, (SELECT COUNT(*) FROM event) AS events, (SELECT COUNT(*) FROM act) AS acts');

  beforeAll(async () => {
    cpSync(harbour, orphan, { recursive: true });
    office = await openApiOffice({ packs: [harbour, orphan] });
    administrator = await office.signIn('H1-office');
  });
  afterAll(async () => { await office.close(); });

  it('whose parent is missing is refused by file, line and reason, and nothing is changed', async () => {
    const file = join(orphan, 'pack.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('buildsOn: base@1.1.0', 'buildsOn: basis@1.1.0'));
    const before = await rows();
    const refused = await draft('orphan');
    expect(refused).toMatchObject({ status: 422, body: { code: 'packUnusable' } });
    expect(JSON.stringify(refused.body)).toMatch(/orphan\/pack\.yaml:6 {2}parentUnknown {2}找不到所依托的政策包 basis · the pack it builds on, basis, is unknown/);
    expect(await rows()).toEqual(before);
  });

  it('is a pack and no code: it is drafted, rehearsed and launched, in its own words and on its own articles', async () => {
    const drafted = await draft('harbour-safety');
    expect(drafted.status).toBe(200);
    const slug = String(drafted.body['obligation']).replaceAll('/', '-');
    expect((await administrator.get(`/cycles/${slug}`)).body).toMatchObject({ title: '示例县2026年安全生产责任年', packLineage: ['harbour-safety@0.1.0', expect.stringMatching(/^base@/)] });
    const rehearsed = (await administrator.get(`/cycles/${slug}/rehearsal?limit=200`)).body as unknown as { items: { post: string }[]; errors: number };
    // The village's letter waits for the town's, which nobody signs.
    expect([rehearsed.errors, [...new Set(rehearsed.items.map(({ post }) => post.split('/')[0]))].sort()]).toEqual([0, ['H1', 'H11', 'H12']]);
    await administrator.post(`/cycles/${slug}/launch`);
    await until(administrator, `/cycles/${slug}`, ({ body }) => body['status'] === 'open');
    const story = await administrator.get(`/cycles/${slug}/units/H11/obligations/letter`);
    expect(story.body).toMatchObject({ title: { zh: '2026年安全生产责任状' }, basis: { zh: '《示例县安全生产责任制规定》第四条（H4）' } });
    expect((await administrator.get(`/cycles/${slug}/units/H111/obligations/progress-Q1`)).status).toBe(404);
  });
});
