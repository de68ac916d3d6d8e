import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import writeSheet from 'write-excel-file/node';
import { addDays, localDateOf } from '#libs/domain/time/instant';
import { Person } from '../support/person.ts';
import type { Answer } from '../support/person.ts';
import { openApiOffice } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const headings = ['单位代码', '单位名称', '单位类型', '上级单位代码', '岗位', '姓名', '电子邮箱', '任职起', '任职止', '登录名', '手机'];
type Cell = string | number | Date | null;

const sheet = (rows: readonly (readonly Cell[])[], head: readonly string[] = headings): Promise<Buffer> => writeSheet(
  [head, ...rows].map((row) => row.map((value) => (value === null || value === '' ? null : value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value }))) as never).toBuffer();

const today = localDateOf(new Date().toISOString());
const community = (code: string, name: string, ...post: Cell[]): Cell[] => [code, name, '社区', 'S1', ...post];

describe('units, posts and people come from a table', () => {
  let office: ApiOffice;
  let administrator: Person;
  beforeAll(async () => {
    office = await openApiOffice({ packs: [new URL('../fixtures/packs/tiny', import.meta.url).pathname, 'mazhang-2026-demo'], withWorker: false });
    administrator = await office.signIn('S1-safetyOffice');
  });
  afterAll(async () => { await office.close(); });

  const preview = (file: Buffer, person = administrator): Promise<Answer> => person.upload('/imports/preview?pack=tiny', file);
  const send = (file: Buffer, key: string = randomUUID(), person = administrator, more = ''): Promise<Answer> => person.upload(`/imports?pack=tiny${more}`, file, 'application/octet-stream', key);
  const faultsIn = ({ body }: Answer) => (body['faults'] as { row: number; column: string; heading: string; code: string; words: { zh: string; en: string } }[]).map(({ row, column, heading, code }) => [row, column, heading, code]);
  const count = async (table: string): Promise<number> => Number((await office.source.query(`SELECT COUNT(*) AS n FROM ${table}`) as { n: number }[])[0]?.n);

  it('names each fault by row and column, imports nothing until they are gone, all then, and nothing the second time', async () => {
    const rows = [
      community('C4', '北苑社区', '社区书记', '赵一', 'zhao@office.example', new Date('2026-03-01T00:00:00Z'), null, null, 13_800_138_000),
      community('C5', '中苑社区', '社区书记', '钱二', 'not-an-address'),
      ['P2', '新产业园', '工业园', 'S1', null, null],
    ];
    const faulty = await preview(await sheet(rows));
    expect(faulty).toMatchObject({ status: 200, body: { isPossible: false, faultCount: 2, ignored: [{ column: 'K', heading: '手机' }] } });
    expect(faultsIn(faulty)).toEqual([[3, 'G', '电子邮箱', 'emailInvalid'], [4, 'C', '单位类型', 'typeUnknown']]);
    const units = await count('unit');
    const refused = await send(await sheet(rows));
    expect(refused).toMatchObject({ status: 422, body: { code: 'importFaults', facts: { faults: 2, row: 3, column: 'G' }, errors: [{ pointer: '/3/G' }, { pointer: '/4/C' }] } });
    expect(await count('unit')).toBe(units);

    const right = await sheet([rows[0] ?? [], community('C5', '中苑社区', '社区书记', '钱二', 'qian@office.example'), ['P2', '新产业园', '产业园', 'S1', null, null]]);
    const shown = await preview(right);
    expect(shown.body).toMatchObject({ isPossible: true, faults: [], counts: { units: { new: 3, changed: 0 }, people: { new: 2 }, tenures: { new: 2 }, posts: { new: 5 } } });
    expect(await count('unit')).toBe(units);
    const key = randomUUID();
    const done = await send(right, key, administrator, `&preview=${String(shown.body['hash'])}`);
    expect(done).toMatchObject({ status: 200, body: { state: 'done', changes: 12 } });
    expect(await count('unit')).toBe(units + 3);
    expect(await office.source.query("SELECT path FROM unit_path WHERE unit = 'P2'")).toEqual([{ path: '/S1/P2/' }]);
    expect(await office.source.query("SELECT valid_from AS f, valid_to AS t FROM tenure WHERE post = 'C4/secretary'")).toEqual([{ f: '2026-03-01', t: null }]);

    expect((await send(right, key, administrator, `&preview=${String(shown.body['hash'])}`)).body['import']).toBe(done.body['import']);
    expect(await send(await sheet([]), key)).toMatchObject({ status: 422, body: { code: 'keyReused' } });
    expect((await administrator.get(`/imports/${String(done.body['import'])}`)).body).toMatchObject({ state: 'done', counts: { units: { new: 3 } } });
    const [people, lines] = [await count('person'), await count('admin_audit')];
    expect(await send(right)).toMatchObject({ status: 200, body: { state: 'done', changes: 0, counts: { units: { new: 0, changed: 0, unchanged: 3 }, tenures: { new: 0, changed: 0, unchanged: 2 } } } });
    expect([await count('person'), await count('admin_audit')]).toEqual([people, lines]);
    expect(await send(right, randomUUID(), administrator, `&preview=${'0'.repeat(64)}`)).toMatchObject({ status: 409, body: { code: 'previewStale' } });
  });

  it('keeps who changed what, from what to what, and the application cannot change that', async () => {
    const lines = await office.source.query("SELECT account, what, subject, after_is FROM admin_audit WHERE subject IN ('C4', 'C4/secretary@2026-03-01') ORDER BY id") as { account: string; what: string; after_is: string }[];
    expect(lines.map(({ account, what }) => [account, what])).toEqual([['S1-safetyOffice', 'unitAdded'], ['S1-safetyOffice', 'tenureAdded']]);
    expect(JSON.parse(lines[0]?.after_is ?? '')).toMatchObject({ name: '北苑社区', under: 'S1' });
    const { grantToApplication } = await import('#libs/store/grants');
    const asked: string[] = [];
    await grantToApplication({ query: async (statement: string) => { asked.push(statement); return [{ name: 'admin_audit' }]; } } as never, 'zeren_app');
    expect(asked.at(-1)).toContain('GRANT SELECT, INSERT ON `admin_audit`');
  });

  it('reads a CSV of GBK, as Excel saves it, and one of UTF-8 with its mark', async () => {
    // 「单位代码,单位名称,单位类型」「C6,梅苑社区,社区」in GB 18030; made by hand, since Node only decodes it.
    const gbk = Buffer.concat([Buffer.from('b5a5cebbb4fac2eb2cb5a5cebbc3fbb3c62cb5a5cebbc0e0d0cd0a', 'hex'), Buffer.from('43362c', 'hex'), Buffer.from('c3b7d4b7c9e7c7f82cc9e7c7f80a', 'hex')]);
    expect(new TextDecoder('gb18030').decode(gbk)).toBe('单位代码,单位名称,单位类型\nC6,梅苑社区,社区\n');
    expect((await preview(gbk)).body).toMatchObject({ faultCount: 1, rows: 1 });
    const utf8 = Buffer.from('\ufeffunit code,unit name,unit type,parent unit code,post,name\nC6,"梅苑,社区",Community,S1,Community secretary,孙三\n');
    expect((await preview(utf8)).body).toMatchObject({ isPossible: true, units: [{ unit: 'C6', name: '梅苑,社区' }], people: [{ person: 'C6-secretary', name: '孙三' }] });
  });

  it('finds every other fault where it stands', async () => {
    const answer = await preview(await sheet([
      community('C7', '兰苑社区', '社区书记', '李四'),
      community('C7', '另一名称', '社区书记', '周五'),
      ['C8', '竹苑社区', '社区', 'X9'],
      ['E8', '甲厂', '企业', 'E9'], ['E9', '乙厂', '企业', 'E8'],
      ['E7', '丙厂', '企业', 'S1'],
      ['C9', '菊苑社区', '社区', 'S1', '园区主任', '吴六'],
      community('C1', '东苑社区', '社区书记', '郑七', null, '2026/02/30'),
      community('C2', '西苑社区', '社区书记', '王八', null, '2021-01-01'),
      ['440811', '麻章区', '街道', null],
      ['R1', '另一棵树', '街道', null],
    ]));
    expect(faultsIn(answer).map(([row, column, , code]) => `${row}${column} ${code}`)).toEqual([
      '3B unitNamedTwice', '3H tenureOverlaps', '4D parentUnknown', '5D circle', '7D parentMisplaced', '8E postUnknown', '9H dateInvalid', '10H heldInThePast', '11C typeChanged', '11A notYours', '12D rootNotYours',
    ]);
    for (const { words } of answer.body['faults'] as { words: { zh: string; en: string } }[]) expect(`${words.zh}${words.en}`).not.toMatch(/[{}]/);
  });

  it('hands a post over: whoever held it holds it until the day before', async () => {
    const from = addDays(today, 10);
    const done = await send(await sheet([community('C3', '南苑社区', '社区书记', '冯九', 'feng@office.example', from)]));
    expect(done).toMatchObject({ status: 200, body: { state: 'done', counts: { tenures: { new: 1, changed: 1 } } } });
    expect(await office.source.query("SELECT person, valid_from AS f, valid_to AS t FROM tenure WHERE post = 'C3/secretary' ORDER BY valid_from")).toEqual([
      { person: 'C3-secretary', f: '2020-01-01', t: addDays(from, -1) }, { person: 'C3-secretary-2', f: from, t: null },
    ]);
  });

  it('is refused to an administrator of another tree, and to whoever is none', async () => {
    const stranger = await office.signIn('440811-office');
    const file = await sheet([community('C10', '外苑社区')]);
    expect(faultsIn(await preview(file, stranger))).toEqual([[2, 'A', '单位代码', 'notYours']]);
    expect(await send(file, randomUUID(), stranger)).toMatchObject({ status: 422, body: { code: 'importFaults' } });
    expect(await send(file, randomUUID(), await office.signIn('C1-secretary'))).toMatchObject({ status: 403, body: { code: 'notAdministrator' } });
  });

  it('may not change a person who also serves elsewhere', async () => {
    const answer = await preview(await sheet([community('C1', '东苑社区', '社区书记', '改名', null, addDays(today, 5), null, '440811-office')]));
    expect(faultsIn(answer)).toEqual([[2, 'F', '姓名', 'personElsewhere']]);
  });

  it('gives first passwords that open nothing but the way to one’s own', async () => {
    const done = await send(await sheet([community('C11', '柳苑社区', '社区书记', '陈十', 'chen@office.example')]));
    const list = async (): Promise<string[]> => {
      const answer = await fetch(`${office.url}/imports/${String(done.body['import'])}/passwords`, { method: 'POST', body: '{}', headers: { ...headersOf(administrator), 'content-type': 'application/json' } });
      return (await readSheet(Buffer.from(await answer.arrayBuffer())))[1] as unknown as string[];
    };
    const [, , , name, login, first = ''] = await list();
    expect([name, login, first]).toEqual(['陈十', 'C11-secretary', expect.stringMatching(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/)]);
    const second = (await list())[5] ?? '';
    await expect(Person.signIn(office.url, 'C11-secretary', first)).rejects.toThrow('signInFailed');
    const newcomer = await Person.signIn(office.url, 'C11-secretary', second);
    expect((await newcomer.get('/session')).body).toMatchObject({ mustChangePassword: true });
    expect(await newcomer.get('/cycles')).toMatchObject({ status: 403, body: { code: 'passwordToChange' } });
    expect(await newcomer.post('/session/password', { old: 'wrong', new: 'a-password-of-my-own' })).toMatchObject({ status: 422, body: { code: 'passwordWrong' } });
    expect(await newcomer.post('/session/password', { old: second, new: 'a-password-of-my-own' })).toMatchObject({ status: 200 });
    expect(await newcomer.get('/cycles')).toMatchObject({ status: 200 });
    expect((await newcomer.get('/session')).body).toMatchObject({ mustChangePassword: false });
    await expect(Person.signIn(office.url, 'C11-secretary', second)).rejects.toThrow('signInFailed');
    await Person.signIn(office.url, 'C11-secretary', 'a-password-of-my-own');
    const stored = JSON.stringify(await office.source.query('SELECT * FROM admin_audit')) + JSON.stringify(await office.source.query('SELECT * FROM account')) + JSON.stringify(await office.source.query('SELECT * FROM import_batch'));
    expect([first, second].filter((password) => stored.includes(password))).toEqual([]);
  });

  it('does not unpack more than a table can be, nor read what is none', async () => {
    const zeros = deflateRawSync(Buffer.alloc(130 * 1024 * 1024));
    expect(await preview(zipOf('xl/worksheets/sheet1.xml', zeros))).toMatchObject({ status: 413, body: { code: 'tableTooLarge' } });
    expect(await preview(zipOf('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.from('<c r="A1"/><c r="XFD1048576"/>'))))).toMatchObject({ status: 413, body: { code: 'tableTooLarge' } });
    expect(await preview(Buffer.from('PK\x03\x04 and nothing more'))).toMatchObject({ status: 422, body: { code: 'tableBroken' } });
    expect(await preview(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toMatchObject({ status: 415, body: { code: 'tableType' } });
    expect(await preview(Buffer.alloc(10 * 1024 * 1024 + 1, 65))).toMatchObject({ status: 413, body: { code: 'documentTooLarge' } });
  });

  it('takes its own template', async () => {
    const { content } = await administrator.download('/imports/template.xlsx?pack=tiny');
    const [head, first] = await readSheet(content);
    expect(head).toEqual(headings.slice(0, 10));
    expect(first?.slice(2, 6)).toEqual(['街道', null, '街道办事处主任', '张三']);
    expect((await preview(content)).body).toMatchObject({ faultCount: 2, faults: [{ row: 2, column: 'D', code: 'rootNotYours' }, { row: 3, column: 'A', code: 'notYours' }] });
  });

  it('brings a thousand units with two people each, and can be asked meanwhile how far it is', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => [['园区主任', '甲'], ['园区安全专员', '乙']].map(([post = '', name = '']) => [`Q${n}`, `第${n}园`, '产业园', 'S1', post, `${name}${n}`])).flat();
    const file = await sheet(rows);
    const started = await send(file);
    let state = started.body;
    while (state.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 100));
      state = (await administrator.get(`/imports/${String(started.body['import'])}`)).body;
    }
    expect(state).toMatchObject({ state: 'done', counts: { units: { new: 1_000 }, people: { new: 2_000 }, tenures: { new: 2_000 } } });
  });
});

const headersOf = (person: Person): { cookie: string; 'x-csrf-token': string } => {
  const { cookie, csrf } = person as unknown as { cookie: string; csrf: string };
  return { cookie, 'x-csrf-token': csrf };
};

/** A zip of one part that says it is a byte long when unpacked. */
function zipOf(name: string, packed: Buffer): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(1, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(1, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}
