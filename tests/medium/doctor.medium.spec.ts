import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { systemAct } from '#libs/contracts/record';
import type { ActOutcome, ActRequest } from '#libs/contracts/record';
import { fundsStream } from '#libs/domain/funds/line';
import { planLine } from '#libs/domain/funds/plan-line';
import { planUnitYear } from '#libs/domain/policy/plan-unit-year';
import type { TreeUnit, CycleTerms } from '#libs/domain/policy/planning';
import { listPacks, loadPack } from '#libs/packs/load';
import type { LoadedPack } from '#libs/packs/load';
import type { Settings } from '#libs/platform/settings';
import { temporalClient } from '#libs/platform/temporal';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { recordSource } from '#libs/store/sql';
import { doctor } from '#apps/cli/doctor/doctor';
import type { DoctorOptions } from '#apps/cli/doctor/doctor';
import type { Finding } from '#apps/cli/doctor/examination';
import { harmfulOn } from '#apps/cli/doctor/examinations/rights';
import type { Report } from '#apps/cli/doctor/report';
import { createWorker } from '#apps/worker/worker';
import type { RunningWorker } from '#apps/worker/worker';
import { eventually, servers } from '../support/office.ts';
import { workflowBundle } from '../support/workflow-bundles.ts';

const town = '440811101';
const at = '2026-02-03T01:00:00.000Z';
const name = `doctor_${randomBytes(4).toString('hex')}`;
const secretary: Partial<ActRequest> = { account: 'secretary', person: 'secretary', posts: [{ post: `${town}/partySecretary`, tenure: 's' }] };
const mayor: Partial<ActRequest> = { account: 'mayor', person: 'mayor', posts: [{ post: `${town}/mayor`, tenure: 'm' }] };

let settings: Settings;
/** The owner's connection: what an application cannot do to the record, its administrator can. */
let owner: DataSource;
let client: Client;
let worker: RunningWorker;
let running: Promise<void>;
let pack: LoadedPack;

/** A whole installation: the product's own worker in a namespace, a database and under an account of its own. */
beforeAll(async () => {
  const { mysqlUrl, temporalAddress } = servers();
  const application = new URL(withDatabase(mysqlUrl, name));
  application.username = name;
  application.password = randomBytes(9).toString('hex');
  settings = {
    mysqlUrl: application.href, temporalAddress, temporalNamespace: name, taskQueue: name, smtpUrl: process.env['SMTP_URL'] ?? '', publicUrl: 'http://127.0.0.1', port: 0,
  };
  await setUpRecord(mysqlUrl, settings.mysqlUrl);
  owner = await recordSource(withDatabase(mysqlUrl, name), 3).initialize();
  client = await temporalClient(settings);
  await client.workflowService.registerNamespace({ namespace: name, workflowExecutionRetentionPeriod: { seconds: 30 * 86_400 as never } });
  await eventually(() => client.workflowService.describeTaskQueue({ namespace: name, taskQueue: { name }, taskQueueType: 1 }).then(() => true, () => false), 30_000);
  const silent = { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  Runtime.install({ logger: silent });
  worker = await createWorker(settings, await workflowBundle());
  running = worker.run();
  running.catch(() => undefined);
  pack = await loadPack((await listPacks()).find(({ id }) => id.endsWith('-demo'))?.id ?? '');
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await owner.query(`DROP DATABASE \`${name}\``);
  await owner.query(`DROP USER \`${name}\`@'%'`);
  await owner.destroy();
  await client.connection.close();
});

const office = () => ({ root: pack.organisation?.root ?? '', tree: new Map((pack.organisation?.units ?? []).map((unit): [string, TreeUnit] => [unit.id, { ...unit, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }])) });
let cycles = 0;
async function openYear(isRecorded = true): Promise<string> {
  cycles += 1;
  const cycle = `test/2026/drill-${cycles}`;
  const { tree, root } = office();
  const document = { number: '文〔2026〕1号', title: '工作方案' };
  const terms: CycleTerms = { cycle, year: 2026, isDrill: true, pack: pack.pack, calendar: pack.calendar, letterDocuments: { requiredBy: document, approvedBy: document } };
  const start = planUnitYear(terms, tree, root, tree.get(town) as TreeUnit);
  const host = { stream: start.stream, cycle, unit: town, isDrill: true, ...(isRecorded && { opening: systemAct('openYear', start as never, '2026-02-02T01:00:00.000Z') }) };
  await client.workflow.start('unitYear', { workflowId: start.stream, taskQueue: name, args: [host] });
  if (isRecorded) await eventually(async () => (await rows<{ n: number }>('SELECT COUNT(*) AS n FROM event WHERE stream = ?', start.stream))[0]?.n);
  return start.stream;
}

const rows = <T>(statement: string, ...values: unknown[]): Promise<T[]> => owner.query(statement, values);

function act(stream: string, command: string, input: object, by: Partial<ActRequest>): Promise<ActOutcome> {
  const request: ActRequest = {
    command, input: input as never, key: randomBytes(8).toString('hex'), bodyHash: 'a'.repeat(64), account: '', person: '', posts: [], receivedAt: at, ...by,
  };
  return client.workflow.getHandle(stream).executeUpdate<ActOutcome, [ActRequest]>(command, { args: [request] });
}

/** A year with a letter objected to, the objection refused, and signed by one of two. */
async function livelyYear(): Promise<string> {
  const stream = await openYear();
  await act(stream, 'objectToLetter', { duty: 'letter', indicator: 'riskResolved', reason: '偏高', proposed: 30 }, mayor);
  await act(stream, 'refuseObjection', { duty: 'letter', reason: '任务已定' }, { account: 'head', person: 'head', posts: [{ post: '440811/head', tenure: 'h' }] });
  await act(stream, 'signLetter', { duty: 'letter' }, secretary);
  return stream;
}

async function examine(options: Omit<DoctorOptions, 'json'> = {}, now?: () => Date): Promise<{ code: number; report: Report; findings: Finding[] }> {
  const lines: string[] = [];
  const code = await doctor({ ...options, json: true }, { settings: () => settings, print: (line) => lines.push(line), ...(now && { now }) });
  const report = JSON.parse(lines.join('\n')) as Report;
  return { code, report, findings: report.examinations.flatMap(({ findings }) => findings) };
}

/** Does something to the record, examines it, and undoes it: then the doctor must be content again. */
async function foundAfter(change: () => Promise<unknown>, undo: () => Promise<unknown>, now?: () => Date): Promise<Finding[]> {
  await change();
  const { code, findings } = await examine({}, now).finally(undo);
  expect(code).toBe(1);
  expect((await examine()).findings).toEqual([]);
  return findings;
}

/** Alters one column of one event, as the database's root would. */
async function altered(stream: string, seq: number, column: string, change: string): Promise<Finding[]> {
  const [before] = await rows<Record<string, unknown>>(`SELECT \`${column}\` AS value FROM event WHERE stream = ? AND seq = ?`, stream, seq);
  return foundAfter(
    () => rows(`UPDATE event SET \`${column}\` = ${change} WHERE stream = ? AND seq = ?`, stream, seq),
    () => rows(`UPDATE event SET \`${column}\` = ? WHERE stream = ? AND seq = ?`, sqlText(before?.['value']), stream, seq),
  );
}
const sqlText = (value: unknown): unknown => (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? value.replace('T', ' ').replace('Z', '') : value);

describe('the doctor', () => {
  let stream: string;
  beforeAll(async () => { stream = await livelyYear(); });

  it('finds an installation healthy after a few acts, and says what runs', async () => {
    const { code, report, findings } = await examine();
    expect(findings).toEqual([]);
    expect(code).toBe(0);
    expect(report.facts).toMatchObject({ node: process.versions.node, zeren: '0.1.0', namespace: name, workers: 1, migrationsPending: 0, compared: 1 });
    expect(String(report.facts['database'])).toMatch(/^\d+\.\d+/);
    expect(Number(report.facts['events'])).toBeGreaterThanOrEqual(5);
  });

  it('prints Chinese first, then English', async () => {
    const lines: string[] = [];
    expect(await doctor({}, { settings: () => settings, print: (line) => lines.push(line) })).toBe(0);
    expect(lines[0]).toBe('责任诊断 · zeren doctor');
    expect(lines.at(-1)).toMatch(/^一切正常.*all is well/);
  });

  describe('of the journal', () => {
    it('names the event whose body was changed by one byte', async () => {
      const findings = await altered(stream, 3, 'body', "REPLACE(body, '偏高', '偏低')");
      expect(findings).toMatchObject([{ code: 'eventChanged', about: { stream, seq: 3 } }]);
      expect(findings[0]?.about['columns']).toContain('body');
    });

    it.each([
      ['a blank in the body, which says the same', 'body', "CONCAT(' ', body)"],
      ['another instant', 'at', 'at - INTERVAL 1 DAY'],
      ['another account', 'account', "'someone'"],
      ['another type', 'type', "'letterSigned'"],
      ['another key', 'act_key', 'NULL'],
      ['its hash', 'hash', "REPEAT('0', 64)"],
      ['the hash before it', 'prev_hash', "REPEAT('0', 64)"],
    ])('names the column: %s', async (_, column, change) => {
      expect(await altered(stream, 3, column, change)).toMatchObject([{ code: 'eventChanged', about: { stream, seq: 3, columns: [column] } }]);
    });

    it.each([['in the middle', 3], ['at the end', 5]])('names an event deleted %s', async (_, seq) => {
      const findings = await foundAfter(
        async () => { await rows('CREATE TABLE kept AS SELECT * FROM event WHERE stream = ? AND seq = ?', stream, seq); await rows('DELETE FROM event WHERE stream = ? AND seq = ?', stream, seq); },
        async () => { await rows('INSERT INTO event SELECT * FROM kept'); await rows('DROP TABLE kept'); },
      );
      expect(findings).toMatchObject([{ code: 'eventMissing', about: { stream, seq } }]);
    });

    it('names an event exchanged whole, with a hash of its own', async () => {
      const { eventHash } = await import('#libs/store/journal');
      const { eventOf } = await import('#libs/store/record');
      const [row] = await rows<Parameters<typeof eventOf>[0]>('SELECT * FROM event WHERE stream = ? AND seq = 3', stream);
      if (!row) throw new Error('no event');
      const forged = { ...row, body: row.body.replace('偏高', '偏低') };
      const hash = eventHash(stream, 3, row.prev_hash, eventOf(forged));
      const findings = await foundAfter(
        () => rows('UPDATE event SET body = ?, hash = ? WHERE stream = ? AND seq = 3', forged.body, hash, stream),
        () => rows('UPDATE event SET body = ?, hash = ? WHERE stream = ? AND seq = 3', row.body, row.hash, stream),
      );
      expect(findings).toMatchObject([{ code: 'eventExchanged', about: { stream, seq: 3 } }]);
    });

    it('names a head that does not fit, and events of no stream', async () => {
      const findings = await foundAfter(
        async () => {
          await rows("UPDATE stream SET head_hash = REPEAT('f', 64) WHERE id = ?", stream);
          await rows("INSERT INTO event (stream, seq, type, at, posts, body, prev_hash, hash) VALUES ('nobody/1', 1, 'x', '2026-01-01', '[]', '{}', REPEAT('0', 64), REPEAT('0', 64))");
        },
        async () => {
          await rows('UPDATE stream SET head_hash = (SELECT hash FROM event WHERE stream = ? AND seq = 5) WHERE id = ?', stream, stream);
          await rows("DELETE FROM event WHERE stream = 'nobody/1'");
        },
      );
      expect(findings).toMatchObject([{ code: 'headWrong', about: { stream, column: 'head_hash' } }, { code: 'eventsOrphaned', about: { stream: 'nobody/1', events: 1 } }]);
    });
  });

  describe('of record and workflows', () => {
    it('names an obligation whose row says something else than its workflow', async () => {
      const [before] = await rows<{ id: string; status: string }>("SELECT id, status FROM obligation WHERE kind = 'letter' LIMIT 1");
      const findings = await foundAfter(
        () => rows("UPDATE obligation SET status = 'inForce' WHERE id = ?", before?.id),
        () => rows('UPDATE obligation SET status = ? WHERE id = ?', before?.status, before?.id),
      );
      expect(findings).toMatchObject([{ code: 'recordDisagrees', about: { stream, subject: before?.id, column: 'status', inRecord: 'inForce', inWorkflow: 'issued' } }]);
    });

    it('names a task that nobody owes', async () => {
      const findings = await foundAfter(
        () => rows("INSERT INTO task (obligation, post, act, cycle, opens_at, due_on, due_at) SELECT obligation, 'somebody/else', act, cycle, opens_at, due_on, due_at FROM task LIMIT 1"),
        () => rows("DELETE FROM task WHERE post = 'somebody/else'"),
      );
      expect(findings).toMatchObject([{ code: 'recordDisagrees', about: { stream, column: 'task' } }]);
    });

    it('names an open stream whose workflow is gone, and a workflow the record does not know', async () => {
      const gone = await openYear();
      const stranger = await openYear(false);
      const minutesOn = () => new Date(Date.now() + 5 * 60_000);
      const findings = await foundAfter(
        async () => {
          await client.workflow.getHandle(gone).terminate('a test');
          await eventually(async () => { for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" })) if (workflowId === stranger) return true; return false; });
        },
        async () => {
          await rows('UPDATE stream SET ended_at = last_at WHERE id = ?', gone);
          await client.workflow.getHandle(stranger).terminate('a test');
        },
        minutesOn,
      );
      expect(findings).toMatchObject([{ code: 'workflowMissing', about: { stream: gone } }, { code: 'streamMissing', about: { stream: stranger } }]);
    });

    it('compares a sample where it is asked to', async () => {
      const others = [await openYear(), await openYear()];
      expect((await examine({ sample: 2 })).report.facts['compared']).toBe(2);
      expect((await examine()).report.facts['compared']).toBe(1 + others.length);
    });
  });

  describe('of money', () => {
    const [line, cycle, money] = ['L1', 'test/2026/drill-money', fundsStream('test/2026/drill-money', 'L1')];
    beforeAll(async () => {
      const { tree, root } = office();
      const document = { number: '财农〔2026〕1号', title: '资金文件' };
      const planned = planLine({ document, source: 'raised', kind: 'cash', payee: 'contractor', purpose: '修路', amount: 500_00, receivedOn: '2026-02-02', route: [{ unit: root, from: null }], terms: [] }, { cycle, line, root, pack: pack.pack, calendar: pack.calendar, tree, isDrill: true });
      await client.workflow.start('fundsLine', { workflowId: money, taskQueue: name, args: [{ stream: money, cycle, unit: root, isDrill: true, opening: systemAct('registerLine', planned as never, at) }] });
      await eventually(async () => (await rows<{ n: number }>('SELECT COUNT(*) AS n FROM event WHERE stream = ?', money))[0]?.n);
      await act(money, 'recordPayment', { parcel: 'p1', amount: 100_00, payee: '某公司', voucher: '凭1', payees: 1, on: '2026-02-03' }, secretary);
    });
    afterAll(() => act(money, 'closeLine', {}, secretary));
    it('names the column of a line, of the money at a unit and of a voucher that somebody changed, and what is not there', async () => {
      expect((await examine()).findings).toEqual([]);
      const changes: [table: string, column: string, to: unknown, from: unknown, subject: string][] = [
        ['funds_line', 'paid', 99_00, 100_00, 'L1'], ['funds_line', 'purpose', '修桥', '修路', 'L1'], ['funds_parcel', 'held', 401_00, 400_00, 'L1/p1'], ['funds_parcel', 'is_suspended', true, false, 'L1/p1'], ['funds_voucher', 'amount', 1, 100_00, 'L1/v1'],
      ];
      for (const [table, column, to, from, subject] of changes) {
        const set = (value: unknown) => () => rows(`UPDATE ${table} SET ${column} = ? WHERE cycle = ?`, value, cycle);
        expect(await foundAfter(set(to), set(from))).toMatchObject([{ code: 'recordDisagrees', about: { stream: money, subject, column, inRecord: String(to), inWorkflow: String(from) } }, ...(column === 'paid' ? [{ code: 'lineWrong' }] : [])]);
      }
      const elsewhere = (from: string, to: string) => () => rows('UPDATE funds_parcel SET line = ? WHERE cycle = ? AND line = ?', to, cycle, from);
      expect(await foundAfter(elsewhere('L1', 'L2'), elsewhere('L2', 'L1'))).toMatchObject([{ code: 'recordDisagrees', about: { stream: money, subject: 'L1/p1', column: '*' } }]);
    });
  });

  describe('of what should have been told', () => {
    const cycle = (id: string, isDrill: boolean, drillNow: string | null, status = 'open') => rows(
      `INSERT INTO cycle (id, campaign, year, title, status, is_drill, drill_now, pack_id, pack_version, pack_digest, calendar_version, root, units, detail)
        VALUES (?, 'x', 2026, '', ?, ?, ?, '', '', '', '', '', 0, '{}')`, id, status, isDrill, drillNow);
    const notice = (key: string, of: string, when: string, status = 'planned', mail: number | null = null) => rows(
      "INSERT INTO notice (notice_key, cycle, stream, obligation, stage, dating, post, at, status, content, mail) VALUES (?, ?, '', ?, '', 1, '', ?, ?, '{}', ?)", key, of, key, when, status, mail);
    const mail = async (of: string, status: string, response: string | null, slot = '2026-02-02 01:00:00') => (await rows("INSERT INTO mail (cycle, person, slot, address, status, next_attempt_at, sending_at, response) VALUES (?, 'p', ?, 'a@b.test', ?, '2099-01-01', '2026-01-01', ?)", of, slot, status, response) as unknown as { insertId: number }).insertId;
    const clear = async () => { for (const table of ['cycle', 'notice', 'mail', 'message', 'set_aside']) await rows(`DELETE FROM \`${table}\` WHERE ${{ message: "from_stream LIKE 'a/%'", set_aside: "stream LIKE 'a/%'" }[table] ?? "TRUE"}${table === 'notice' ? " AND stream = ''" : ''}`); };
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString().replace('T', ' ').replace('Z', '');

    it('names a planned notice past its instant: in a live cycle by the clock, in a drill by the drill’s', async () => {
      const findings = await foundAfter(async () => {
        await cycle('live', false, null);
        await notice('late', 'live', minutesAgo(12));
        await notice('just-now', 'live', minutesAgo(8));
        await cycle('drill', true, '2026-03-01 01:00:00');
        await notice('drill-late', 'drill', '2026-03-01 00:00:00');
        await notice('drill-to-come', 'drill', '2026-03-02 01:00:00');
        await cycle('moving', true, '2026-03-01 01:00:00', 'advancing');
        await notice('drill-on-its-way', 'moving', '2026-03-01 00:00:00');
        await cycle('gone', false, null, 'cancelled');
        await notice('of-no-concern', 'gone', minutesAgo(60));
      }, clear);
      expect(findings.map(({ code, about: { cycle: of, notices: n, keys } }) => ({ code, of, n, keys }))).toEqual([
        { code: 'noticesOverdue', of: 'drill', n: 1, keys: ['drill-late'] }, { code: 'noticesOverdue', of: 'live', n: 1, keys: ['late'] },
      ]);
    });

    it('names notices frozen into a mail that does not go, and not those whose mail waits to be tried again', async () => {
      const findings = await foundAfter(async () => {
        await cycle('drill', true, '2026-03-01 01:00:00');
        await notice('stuck', 'drill', '2026-02-02 01:00:00', 'frozen', null);
      }, clear);
      expect(findings).toMatchObject([{ code: 'noticesFrozen', about: { cycle: 'drill', keys: ['stuck'] } }]);
    });

    it('gives the mail server’s words for what it deferred and refused', async () => {
      const findings = await foundAfter(async () => {
        await mail('live', 'failed', '550 no such user here');
        await mail('live', 'deferred', '451 try again later', '2026-02-03 01:00:00');
        await mail('live', 'sent', '250 ok', '2026-02-04 01:00:00');
      }, clear);
      expect(findings).toMatchObject([{ code: 'mailDeferred', about: { response: '451 try again later' } }, { code: 'mailFailed', about: { response: '550 no such user here', addresses: ['a@b.test'] } }]);
      expect(findings[1]?.what.zh).toContain('550 no such user here');
    });

    it('names a message nobody took, one that came back, and none that is on its way', async () => {
      const message = (to: string, created: string, returned: string | null) => rows(
        "INSERT INTO message (from_stream, to_stream, n, body, created_at, returned_at) VALUES ('a/1', ?, 1, '{}', ?, ?)", to, created, returned);
      const findings = await foundAfter(async () => {
        await message('a/2', minutesAgo(2), null);
        await message('a/3', minutesAgo(0), null);
        await message('a/4', minutesAgo(9), minutesAgo(8));
      }, clear);
      expect(findings).toMatchObject([{ code: 'messageUndelivered', about: { to: 'a/2' } }, { code: 'messageReturned', about: { to: 'a/4' } }]);
    });

    it('tells of an act set aside, its cause and what to do', async () => {
      const aside = (key: string, mended: string | null) => rows(
        "INSERT INTO set_aside (stream, act_key, what, cause, at, request, mended_at) VALUES ('a/1', ?, 'signLetter', 'a CONSTRAINT failed', '2026-02-02', '{}', ?)", key, mended);
      const findings = await foundAfter(async () => { await aside('k1', null); await aside('k2', '2026-02-03'); }, clear);
      expect(findings).toMatchObject([{ code: 'actSetAside', about: { stream: 'a/1', key: 'k1', cause: 'a CONSTRAINT failed' } }]);
    });
  });

  describe('of the surroundings', () => {
    it('names a right of the application’s account to change the journal', async () => {
      const findings = await foundAfter(() => rows(`GRANT UPDATE (body), DELETE ON event TO \`${name}\`@'%'`), () => rows(`REVOKE UPDATE (body), DELETE ON event FROM \`${name}\`@'%'`));
      expect(findings.map(({ code, about }) => [code, about['right']]).sort()).toEqual([['journalWritable', 'DELETE'], ['journalWritable', 'UPDATE']]);
    });

    it('reads a right on the schema, on a pattern of its name, and on everything', () => {
      const on = (grant: string) => harmfulOn([grant], 'zeren_1').map(({ right }) => right);
      expect(on('GRANT SELECT, INSERT ON `zeren_1`.`event` TO `a`@`%`')).toEqual([]);
      expect(on('GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD \'x\'')).toEqual([]);
      expect(on('GRANT ALL PRIVILEGES ON *.* TO `a`@`%` WITH GRANT OPTION')).toEqual(['ALL PRIVILEGES']);
      expect(on('GRANT SELECT, UPDATE ON `zeren\\_1`.* TO `a`@`%`')).toEqual(['UPDATE']);
      expect(on('GRANT DELETE ON `zeren%`.* TO `a`@`%`')).toEqual(['DELETE']);
      expect(on('GRANT UPDATE ON `zeren_1`.`notice` TO `a`@`%`')).toEqual([]);
      expect(on('GRANT UPDATE ON `other`.* TO `a`@`%`')).toEqual([]);
    });

    it('names a migration that is not applied, and one of a newer version', async () => {
      const findings = await foundAfter(() => rows("UPDATE migration SET name = 'Newer' WHERE name = 'TheRecord1767225600000'"), () => rows("UPDATE migration SET name = 'TheRecord1767225600000' WHERE name = 'Newer'"));
      expect(findings.map(({ code }) => code)).toEqual(['migrationPending', 'migrationUnknown']);
    });

    it('names a dispatcher that does not run, and a mail server that is away', async () => {
      await client.workflow.getHandle('dispatcher').terminate('a test');
      const right = settings;
      settings = { ...settings, smtpUrl: 'smtp://127.0.0.1:9' };
      const { findings } = await examine();
      settings = right;
      await client.workflow.start('dispatcher', { workflowId: 'dispatcher', taskQueue: name });
      expect(findings).toMatchObject([{ code: 'noMailServer', about: { smtp: '127.0.0.1:9' } }, { code: 'notRunning', about: { workflow: 'dispatcher', status: 'TERMINATED' } }]);
    });

    it('names a task queue nobody works on, and does not wait for answers', async () => {
      const right = settings;
      settings = { ...settings, taskQueue: 'nobody' };
      const { findings } = await examine();
      settings = right;
      expect(findings.map(({ code }) => code)).toEqual(['noWorker', 'notCompared']);
    });

    it.each([
      ['a database that is away', { mysqlUrl: 'mysql://a:b@127.0.0.1:9/x' }, /127\.0\.0\.1:9 .*MYSQL_APP_URL/],
      ['a Temporal that is away', { temporalAddress: '127.0.0.1:9' }, /127\.0\.0\.1:9 .*TEMPORAL_ADDRESS/],
    ])('says in one line what to do about %s', async (_, away, words) => {
      const lines: string[] = [];
      const code = await doctor({}, { settings: () => ({ ...settings, ...away }), print: (line) => lines.push(line), complain: (line) => lines.push(line) });
      expect(code).toBe(1);
      expect(lines).toEqual([expect.stringMatching(words)]);
      expect(lines[0]).not.toMatch(/\n|mysql:\/\//);
    });

    it('says in one line what to do about an account that is not there', async () => {
      const lines: string[] = [];
      const stranger = new URL(settings.mysqlUrl);
      stranger.password = 'wrong';
      expect(await doctor({}, { settings: () => ({ ...settings, mysqlUrl: stranger.href }), complain: (line) => lines.push(line) })).toBe(1);
      expect(lines).toEqual([expect.stringContaining('npm run zeren -- setup')]);
    });
  });
});
