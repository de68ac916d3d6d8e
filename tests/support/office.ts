import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { recordActivities } from '#activities/record';
import { relayPass } from '#activities/relay';
import { systemAct } from '#libs/contracts/record';
import type { ActOutcome, ActRequest } from '#libs/contracts/record';
import { planUnitYear } from '#libs/domain/policy/plan-unit-year';
import type { CycleTerms, TreeUnit } from '#libs/domain/policy/planning';
import { loadPack, listPacks } from '#libs/packs/load';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { journalSource } from '#libs/store/sql';
import { keepHistories } from './keep-histories.ts';
import { workflowBundle } from './workflow-bundles.ts';

/** The servers the test runner started; each test file takes a database and a task queue of its own. */
export const servers = () => ({
  mysqlUrl: process.env['MYSQL_URL'] ?? '',
  temporalAddress: process.env['TEMPORAL_ADDRESS'] ?? '',
});

export interface Office {
  source: DataSource;
  client: Client;
  database: string;
  /** Opens a unit's year directly, as the launch would. */
  openYear(unit: string, cycle: string, at?: string): Promise<string>;
  act(stream: string, command: string, input: object, by: Partial<ActRequest>): Promise<ActOutcome>;
  relay(): Promise<number>;
  close(): Promise<void>;
}

/** A worker for unit years on a real Temporal and MariaDB, in this process, with the demo's pack and tree. */
export async function openOffice(): Promise<Office> {
  const name = `test_${randomBytes(5).toString('hex')}`;
  const { mysqlUrl, temporalAddress } = servers();
  const owner = withDatabase(mysqlUrl, name);
  await setUpRecord(mysqlUrl, owner);
  const source = await journalSource(owner, 10).initialize();
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection });
  const native = await NativeConnection.connect({ address: temporalAddress });
  const worker = await Worker.create({ connection: native, taskQueue: name, workflowBundle: await workflowBundle(), activities: recordActivities({ source, journal: source }) });
  const running = worker.run();

  const packs = await listPacks();
  const loaded = await loadPack(packs.find((pack) => pack.id.endsWith('-demo'))?.id ?? '');
  const tree = new Map((loaded.organisation?.units ?? []).map((unit): [string, TreeUnit] => [unit.id, {
    id: unit.id, name: unit.name, type: unit.type, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null,
  }]));

  return {
    source, client, database: name,
    async openYear(unit, cycle, at = '2026-02-02T01:00:00.000Z') {
      const terms: CycleTerms = {
        cycle, year: 2026, isDrill: true, pack: loaded.pack, calendar: loaded.calendar,
        letterDocuments: { requiredBy: { number: '文〔2026〕1号', title: '工作方案' }, approvedBy: { number: '纪要〔2026〕1号', title: '会议纪要' } },
      };
      const planned = tree.get(unit);
      if (!planned) throw new RangeError(`no unit ${unit}`);
      const start = planUnitYear(terms, tree, loaded.organisation?.root ?? '', planned);
      await client.workflow.start('unitYear', {
        workflowId: start.stream, taskQueue: name,
        args: [{ stream: start.stream, cycle, unit, isDrill: true, opening: systemAct('openYear', start as never, at) }],
      });
      return start.stream;
    },
    async act(stream, command, input, by) {
      const request: ActRequest = {
        command, input: input as never, key: randomBytes(8).toString('hex'), bodyHash: 'a'.repeat(64), account: 'tester', person: 'tester', posts: [],
        receivedAt: '2026-02-03T01:00:00.000Z', ...by,
      };
      return client.workflow.getHandle(stream).executeUpdate<ActOutcome, [ActRequest]>(command, {
        args: [request], updateId: `${request.account}/${request.key}/${request.bodyHash}`,
      });
    },
    relay: async () => (await relayPass({ source, client }, null)).settled,
    async close() {
      worker.shutdown();
      await running;
      await keepHistories(client, name);
      await source.query(`DROP DATABASE \`${name}\``);
      await source.destroy();
      await native.close();
      await connection.close();
    },
  };
}

/** Waits until something holds, at most ten seconds. */
export async function eventually<T>(what: () => Promise<T | null | undefined | false>, millis = 10_000): Promise<T> {
  const end = Date.now() + millis;
  for (;;) {
    const found = await what();
    if (found) return found;
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
