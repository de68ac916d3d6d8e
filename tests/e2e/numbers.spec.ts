import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mysql from 'mysql2/promise';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { Person } from '../support/person.ts';
import { startWholeStack } from '../support/whole-stack.ts';
import type { WholeStack } from '../support/whole-stack.ts';

const documents = { requiredBy: { number: '演练〔2026〕1号', title: '演练方案' }, approvedBy: { number: '演练纪要〔2026〕1号', title: '会议纪要' } };
const root = '440811';
const units = ['440811100', '440811101', '440811102', '440811F01'];
const each = 10;
const draft = { origin: { kind: 'meeting', reference: '专题会议纪要' }, subject: '编号演练', matter: '请限期办理。', deadline: '2026-03-20' };

describe('numbers of a series', () => {
  let stack: WholeStack;
  let sql: Connection;
  let officer: Person;
  let slug = '';
  const rows = async <T extends object>(statement: string): Promise<T[]> => (await sql.query<(T & RowDataPacket)[]>(statement))[0];
  const until = async (what: () => Promise<boolean>, millis = 60_000) => {
    const end = Date.now() + millis;
    while (!(await what().catch(() => false))) {
      if (Date.now() > end) throw new Error('it did not come about in time');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  beforeAll(async () => {
    stack = await startWholeStack('mazhang-2026-short');
    sql = await mysql.createConnection({ uri: stack.ownerUrl, database: stack.database });
    officer = await Person.signIn(stack.apiUrl, `${root}-office`);
    const drafted = await officer.insist('/cycles', { pack: 'mazhang-2026-short', year: 2026, drillFrom: '2026-02-02T01:00:00.000Z', ...documents });
    slug = String(drafted.body['stream']).replace(/^cycle\//, '').replaceAll('/', '-');
    await officer.insist(`/cycles/${slug}/launch`);
    await until(async () => (await officer.get(`/cycles/${slug}`)).body.status === 'open');
  });
  afterAll(async () => {
    await sql?.end().catch(() => undefined);
    await stack?.close();
  });

  it('are 1 to 40, each once, for 40 orders issued at once, though the worker is killed between the commit of a number and its acknowledgement, twice', async () => {
    const path = (unit: string, duty: string, verb: string) => `/cycles/${slug}/units/${unit}/orders/${duty}/${verb}`;
    for (const unit of units) for (let n = 0; n < each; n += 1) await officer.insist(path(unit, 'order', 'draft'), draft);
    let kills = 0;
    let reviving = Promise.resolve();
    // The 6th number of the cycle (as it stands in SQL, its quotes escaped), and a paper that is just getting its own.
    const killAt = (marker: string) => stack.proxy.arm(marker, () => {
      kills += 1;
      reviving = stack.killWorker().then(() => stack.startWorker());
    });
    killAt(String.raw`\"n\":6,\"series\"`);
    const issuing = Promise.all(units.map(async (unit) => {
      for (let n = 1; n <= each; n += 1) expect((await officer.insist(path(unit, `order-${n}`, 'issue'), {}, undefined, 90_000)).body).toMatchObject({ status: 'issued' });
    }));
    await until(async () => kills === 1);
    await reviving;
    killAt('orderNumbered');
    await issuing;
    await until(async () => kills === 2);
    await reviving;
    const numbered = () => rows<{ stream: string; n: number; duty: string }>("SELECT stream, JSON_VALUE(body, '$.n') AS n, JSON_VALUE(body, '$.duty') AS duty FROM event WHERE type = 'orderNumbered'");
    await until(async () => (await numbered()).length >= units.length * each);
    const expected = Array.from({ length: units.length * each }, (_, n) => n + 1);
    expect((await numbered()).map(({ n }) => Number(n)).sort((a, b) => a - b)).toEqual(expected);
    expect(new Set((await numbered()).map(({ stream, duty }) => `${stream}/${duty}`)).size).toBe(expected.length);
    const given = await rows<{ n: number }>("SELECT JSON_VALUE(body, '$.n') AS n FROM event WHERE type = 'numberGiven' ORDER BY seq");
    expect(given.map(({ n }) => Number(n))).toEqual(expected);
    expect(kills).toBe(2);
  });
});
