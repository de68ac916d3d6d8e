import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import type { Person } from '../support/person.ts';
import { openApiOffice } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const pack = 'mazhang-2026-demo';
const [district, town] = ['440811', '440811102'];

describe('units come from the country’s divisions', () => {
  let office: ApiOffice;
  let administrator: Person;
  beforeAll(async () => {
    office = await openApiOffice({ packs: [pack], withWorker: false });
    administrator = await office.signIn('440811-office');
  });
  afterAll(async () => { await office.close(); });

  const find = async (query: string) => (await administrator.get(`/divisions?${query}`)).body as unknown as { items: { code: string; name: string; level: string; within: string[]; below: object[] }[]; next: string | null };
  const table = (division: string, types: string, more = '') => administrator.download(`/divisions/${division}/table.xlsx?pack=${pack}&types=${types}${more}`);
  const preview = (file: Buffer) => administrator.upload(`/imports/preview?pack=${pack}`, file);
  const send = (file: Buffer) => administrator.upload(`/imports?pack=${pack}`, file, 'application/octet-stream', randomUUID());
  const units = async (): Promise<Record<string, string>> => Object.fromEntries((await office.source.query('SELECT id, name FROM unit') as { id: string; name: string }[]).map(({ id, name }) => [id, name]));

  it('which are found by name or code, each with what it stands in and how much stands below', async () => {
    expect((await find('q=麻章区')).items[0]).toEqual({ code: district, name: '麻章区', level: 'area', within: ['广东省', '湛江市'], below: [{ level: 'street', n: 7 }] });
    expect((await find('q=4408111')).items.map(({ name }) => name)).toEqual(['麻章镇', '太平镇', '湖光镇', '硇洲镇']);
    expect((await find('')).items).toHaveLength(31);
    expect((await find(`under=${town}`)).items[0]).toMatchObject({ level: 'village', within: ['广东省', '湛江市', '麻章区', '湖光镇'] });
  });

  it('page by page, and by no cursor of another list', async () => {
    const seen: string[] = [];
    for (let cursor = '', more = true; more;) {
      const { items, next } = await find(`q=街道&under=44&limit=200${cursor}`);
      seen.push(...items.map(({ code }) => code));
      cursor = `&cursor=${next ?? ''}`;
      more = next !== null;
    }
    expect(seen.length).toBeGreaterThan(400);
    expect(new Set(seen).size).toBe(seen.length);
    expect(await administrator.get('/divisions?q=街道&cursor=WyJ4Il0')).toMatchObject({ status: 400, body: { code: 'cursorInvalid' } });
  });

  it('as a table of what is not on record: the import takes it with its posts, and what is there stays as it is', async () => {
    const before = await units();
    // The whole district is on record already.
    const nothing = await table(district, 'district,township,village');
    expect(await readSheet(nothing.content)).toHaveLength(1);
    expect((await preview(nothing.content)).body).toMatchObject({ isPossible: true, rows: 0, changes: 0 });
    // A village of its own street, taken away, comes back below the nearest division on record.
    await office.source.query("DELETE FROM tenure WHERE post LIKE '440811102207/%'");
    for (const [from, column] of [['post', 'unit'], ['unit_path', 'unit'], ['unit', 'id']] as const) await office.source.query(`DELETE FROM ${from} WHERE ${column} = '440811102207'`);
    const { content } = await table(town, 'township,village');
    expect((await readSheet(content) as string[][]).slice(1)).toEqual([['440811102207', '云脚村委会', '村（社区）', town]]);
    expect(await send(content)).toMatchObject({ status: 200, body: { state: 'done', counts: { units: { new: 1, changed: 0 }, people: { new: 0 }, tenures: { new: 0 } } } });
    expect(await units()).toEqual({ ...before, '440811102207': '云脚村委会' });
    expect(await office.source.query("SELECT u.type, p.path FROM unit u JOIN unit_path p ON p.unit = u.id WHERE u.id = '440811102207'")).toEqual([{ type: 'village', path: '/440811/440811102/440811102207/' }]);
    expect((await office.source.query("SELECT kind FROM post WHERE unit = '440811102207' ORDER BY kind") as { kind: string }[]).length).toBeGreaterThan(1);
    expect(await readSheet((await table(town, 'township,village')).content)).toHaveLength(1);
  });

  it('only below what one administers, by the pack’s types, and down to the level asked for', async () => {
    const faults = async (file: Buffer) => ((await preview(file)).body['faults'] as { row: number; code: string }[]).map(({ row, code }) => `${row} ${code}`);
    expect(await faults((await table('440802', 'district')).content)).toEqual(['2 rootNotYours']);
    expect(await faults((await table('440802001', 'village', '&under=440811')).content)).toEqual(['2 parentMisplaced']);
    expect(await readSheet((await table('440802', 'district,township')).content)).toHaveLength(1 + 1 + (await find('under=440802')).items.length);
    expect(await administrator.get(`/divisions/99/table.xlsx?pack=${pack}&types=district`)).toMatchObject({ status: 404, body: { code: 'unknownDivision' } });
    expect(await (await office.signIn('440811101-mayor')).get('/divisions')).toMatchObject({ status: 403, body: { code: 'notAdministrator' } });
  });
});
