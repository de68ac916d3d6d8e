import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import mysql from 'mysql2/promise';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { Person } from '../support/person.ts';
import { startWholeStack } from '../support/whole-stack.ts';
import type { WholeStack } from '../support/whole-stack.ts';

const documents = { requiredBy: { number: '演练〔2026〕1号', title: '演练方案' }, approvedBy: { number: '演练纪要〔2026〕1号', title: '会议纪要' } };
const packId = process.env['ZEREN_DEMO_PACK'] ?? 'mazhang-2026-demo';
const root = '440811';
/** Towns and the farm: each has its letter from the launch, and two leaders. */
const towns = ['440811100', '440811101', '440811102'];

describe('whatever is killed, what was acknowledged is in the journal once', () => {
  let stack: WholeStack;
  let sql: Connection;
  let administrator: Person;
  let cycle = '';
  const leaders: Record<string, Person> = {};

  const rows = async <T extends object>(statement: string, values: unknown[] = []): Promise<T[]> => (await sql.query<(T & RowDataPacket)[]>(statement, values))[0];
  const reconnect = async () => {
    await sql?.end().catch(() => undefined);
    sql = await mysql.createConnection({ uri: stack.ownerUrl, database: stack.database });
  };
  const until = async (what: () => Promise<boolean>, millis = 60_000) => {
    const end = Date.now() + millis;
    while (!(await what().catch(() => false))) {
      if (Date.now() > end) throw new Error('it did not come about in time');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const isOpen = async () => (await administrator.get(`/cycles/${cycle}`)).body.status === 'open';
  const draft = async () => String((await administrator.insist('/cycles', { pack: packId, year: 2026, drillFrom: '2026-02-02T01:00:00.000Z', ...documents })).body['stream']).replace(/^cycle\//, '').replaceAll('/', '-');
  const letter = (town: string) => `/cycles/${cycle}/units/${town}/letters/letter`;
  const timesRecorded = async (key: string) => Number((await rows<{ n: number }>('SELECT COUNT(*) AS n FROM event WHERE act_key = ?', [key]))[0]?.n);
  const signatures = async (town: string) => Number((await rows<{ n: number }>(
    `SELECT COUNT(*) AS n FROM event WHERE type = 'letterSigned' AND stream = ?`, [`unit-year/${cycleId()}/${town}`]))[0]?.n);
  const cycleId = () => cycle.replace(/^(\w+)-(\d{4})-/, '$1/$2/');

  beforeAll(async () => {
    stack = await startWholeStack();
    await reconnect();
    administrator = await Person.signIn(stack.apiUrl, `${root}-office`);
    for (const town of towns) {
      leaders[`${town}-partySecretary`] = await Person.signIn(stack.apiUrl, `${town}-partySecretary`);
      leaders[`${town}-mayor`] = await Person.signIn(stack.apiUrl, `${town}-mayor`);
    }
  });
  afterAll(async () => {
    await sql?.end().catch(() => undefined);
    await stack?.close();
  });
  const by = (login: string): Person => leaders[login] as Person;

  it('a launch whose worker is killed half-way starts every unit once', async () => {
    cycle = await draft();
    const launched = administrator.insist(`/cycles/${cycle}/launch`);
    await until(async () => Number((await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM stream WHERE kind = 'unit-year'`))[0]?.n) > 10);
    await stack.killWorker();
    const halfway = Number((await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM stream WHERE kind = 'unit-year'`))[0]?.n);
    await stack.startWorker();
    expect((await launched).status).toBe(200);
    await until(isOpen, 90_000);
    expect(halfway).toBeLessThan(112);
    const opened = await rows<{ n: number; streams: number }>(`SELECT COUNT(*) AS n, COUNT(DISTINCT stream) AS streams FROM event WHERE type = 'yearOpened'`);
    expect(opened.map(({ n, streams }) => [Number(n), Number(streams)])).toEqual([[112, 112]]);
  });

  it('a worker killed in the middle of an act: the repeated key is recorded once', async () => {
    const key = randomUUID();
    const signing = by(`${towns[0]}-mayor`).insist(`${letter(towns[0] ?? '')}/sign`, {}, key);
    await stack.killWorker();
    await stack.startWorker();
    expect((await signing).body).toMatchObject({ state: 'recorded' });
    expect(await timesRecorded(key)).toBe(1);
    expect(await signatures(towns[0] ?? '')).toBe(1);
  });

  it('a worker killed between the SQL commit and Temporal’s task completion: recorded once, answered as first recorded', async () => {
    const key = randomUUID();
    let killed: Promise<void> | undefined;
    stack.proxy.arm(key, () => { killed = stack.killWorker(); });
    const signing = by(`${towns[0]}-partySecretary`).insist(`${letter(towns[0] ?? '')}/sign`, {}, key);
    await until(async () => killed !== undefined);
    await killed;
    expect(await timesRecorded(key)).toBeGreaterThan(0);
    const [before] = await rows<{ seq: number }>('SELECT seq FROM act WHERE act_key = ?', [key]);
    await stack.startWorker();
    expect((await signing).body).toMatchObject({ state: 'recorded', seq: before?.seq });
    expect(await signatures(towns[0] ?? '')).toBe(2);
    // The stream goes on from what the journal knew.
    const next = await (await Person.signIn(stack.apiUrl, `${root}-head`)).insist(`${letter(towns[0] ?? '')}/countersign`);
    expect(next.body).toMatchObject({ state: 'recorded', status: 'inForce' });
  });

  it('worker, Temporal and API killed together at that moment: recorded once, and the old session still holds', async () => {
    const key = randomUUID();
    let killed: Promise<unknown> | undefined;
    stack.proxy.arm(key, () => { killed = Promise.all([stack.killWorker(), stack.killTemporal(), stack.killApi()]); });
    const signing = by(`${towns[1]}-mayor`).insist(`${letter(towns[1] ?? '')}/sign`, {}, key, 90_000);
    await until(async () => killed !== undefined);
    await killed;
    await stack.startTemporal();
    await stack.startWorker();
    await stack.startApi();
    expect((await signing).body).toMatchObject({ state: 'recorded' });
    expect(await timesRecorded(key)).toBe(1);
    expect(await signatures(towns[1] ?? '')).toBe(1);
    // The workflow heard of it, not only the record: the other leader's signature completes the letter.
    const other = await by(`${towns[1]}-partySecretary`).insist(`${letter(towns[1] ?? '')}/sign`);
    expect(other.body).toMatchObject({ state: 'recorded', status: 'countersigning' });
  });

  it('a letter signed while MariaDB is away is promised, then recorded once', async () => {
    const key = randomUUID();
    const person = by(`${towns[2]}-mayor`);
    await person.get(letter(towns[2] ?? ''));
    await stack.stopMariadb();
    let promised = await person.post(`${letter(towns[2] ?? '')}/sign`, {}, key);
    for (let attempt = 0; promised.status === 503 && attempt < 5; attempt += 1) promised = await person.post(`${letter(towns[2] ?? '')}/sign`, {}, key);
    expect(promised.status).toBe(202);
    const address = promised.headers.get('location') ?? '';
    expect(address).toContain(key);
    await stack.startMariadb();
    await reconnect();
    await until(async () => (await person.get(`/acts/${key}`)).body.state === 'recorded');
    expect(await timesRecorded(key)).toBe(1);
    expect(await signatures(towns[2] ?? '')).toBe(1);
  });

  it('the same key gives the first answer again, also after continue-as-new; with another body it is refused', async () => {
    const person = by(`${towns[2]}-partySecretary`);
    const above = await Person.signIn(stack.apiUrl, `${root}-head`);
    const path = letter(towns[2] ?? '');
    const key = randomUUID();
    const first = await person.insist(`${path}/object`, { indicator: 'riskResolved', reason: '偏高', proposed: 20 }, key);
    await above.insist(`${path}/refuse`, { reason: '任务已定' });
    for (let n = 0; n < 105; n += 1) {
      await person.insist(`${path}/object`, { indicator: 'riskResolved', reason: '偏高', proposed: 21 + (n % 5) });
      await above.insist(`${path}/refuse`, { reason: '任务已定' });
    }
    const again = await person.post(`${path}/object`, { indicator: 'riskResolved', reason: '偏高', proposed: 20 }, key);
    expect(again.body).toEqual(first.body);
    const other = await person.post(`${path}/object`, { indicator: 'riskResolved', reason: '偏高', proposed: 19 }, key);
    expect([other.status, other.body.code]).toEqual([422, 'keyReused']);
  });
});
