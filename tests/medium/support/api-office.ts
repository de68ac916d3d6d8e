import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { hash } from '@node-rs/argon2';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { SMTPServer } from 'smtp-server';
import type { DataSource } from 'typeorm';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApi } from '#apps/api/main';
import { createWorker } from '#apps/worker/worker';
import type { Settings } from '#libs/platform/settings';
import { registerSearchAttributes } from '#libs/platform/search-attributes';
import { loadPack } from '#libs/packs/load';
import { seedOrganisation } from '#libs/store/seed';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { recordSource } from '#libs/store/sql';
import type { Answer } from '../../support/person.ts';
import { Person } from '../../support/person.ts';
import { keepHistories } from '../../support/keep-histories.ts';
import { workflowBundle } from '../../support/workflow-bundles.ts';
import { wireTo } from './wire.ts';
import type { Wire } from './wire.ts';

export const tinyPack = new URL('../../fixtures/packs/tiny', import.meta.url).pathname;

/** An office in this process: API and worker on a database and a namespace of its own, and mail that is swallowed. */
export interface ApiOffice {
  app: NestExpressApplication;
  url: string;
  source: DataSource;
  client: Client;
  settings: Settings;
  /** Between API, worker and the record; absent unless asked for. */
  wire: Wire | null;
  signIn(login: string): Promise<Person>;
  /** Stops the worker and starts one with other workflows: a release. */
  release(workflows: WorkflowBundleOption): Promise<void>;
  close(): Promise<void>;
}

let hasRuntime = false;

/** Before the first worker, and only then: a runtime ends with its last worker, and one that never had any keeps the process alive. */
function installRuntime(): void {
  // A worker that cannot reach the database says so at length; here that is the point of the test.
  if (!hasRuntime) Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  hasRuntime = true;
}

/** @param packs folders or ids whose organisations are laid in; people sign in as `{unit}-{post}` with `zeren-demo` */
export async function openApiOffice({ packs = [tinyPack], withWorker = true, wired = false, temporalAddress = process.env['TEMPORAL_ADDRESS'] ?? '', workflows }: { packs?: readonly string[]; withWorker?: boolean; wired?: boolean; temporalAddress?: string; workflows?: WorkflowBundleOption } = {}): Promise<ApiOffice> {
  const name = `api_${randomBytes(5).toString('hex')}`;
  const mysqlUrl = withDatabase(process.env['MYSQL_URL'] ?? '', name);
  await setUpRecord(process.env['MYSQL_URL'] ?? '', mysqlUrl);
  const source = await recordSource(mysqlUrl, 3).initialize();
  const passwordHash = await hash('zeren-demo', { memoryCost: 1024, timeCost: 1 });
  for (const folder of packs) {
    const { pack, organisation } = await loadPack(folder);
    if (organisation) await seedOrganisation(source, organisation, { unitTypes: pack.unitTypes, passwordHash, mailDomain: 'office.example' });
  }

  const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData: (stream, _session, done) => { stream.on('end', done).resume(); } });
  await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', resolve); });
  const wire = wired ? await wireTo(mysqlUrl) : null;
  const settings: Settings = {
    mysqlUrl: wire?.url ?? mysqlUrl, temporalAddress, temporalNamespace: name, taskQueue: name, port: 0, publicUrl: 'http://127.0.0.1', packFolders: packs.filter((folder) => folder.includes('/')),
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
  };
  const connection = await Connection.connect({ address: temporalAddress });
  await connection.workflowService.registerNamespace({ namespace: name, workflowExecutionRetentionPeriod: { seconds: 86_400 as never } });
  const client = new Client({ connection, namespace: name });
  await namespaceIsKnown(client, name);
  await registerSearchAttributes(settings);

  if (withWorker) installRuntime();
  let worker = withWorker ? await createWorker(settings, workflows ?? await workflowBundle()) : null;
  let running = worker?.run();
  const app = await createApi(settings);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/api/v1`;

  return {
    app, url, source, client, settings, wire,
    signIn: (login) => Person.signIn(url, login),
    async release(released) {
      installRuntime();
      worker?.shutdown();
      await running;
      worker = await createWorker(settings, released);
      running = worker.run();
    },
    async close() {
      await app.close();
      worker?.shutdown();
      await running;
      await keepHistories(client);
      await connection.close();
      await wire?.close();
      await new Promise<void>((resolve) => { smtp.close(() => resolve()); });
      await source.query(`DROP DATABASE \`${name}\``);
      await source.destroy();
    },
  };
}

/** Asks until something holds, at most thirty seconds. */
export async function until(person: Person, path: string, holds: (answer: Answer) => boolean): Promise<Answer> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await person.get(path);
    if (holds(answer)) return answer;
    if (Date.now() > end) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const documents = {
  requiredBy: { number: '示街办〔2026〕1号', title: '安全生产目标管理办法' },
  approvedBy: { number: '纪要〔2026〕3号', title: '街道办事处会议纪要' },
};

/** Drafts and launches a drill of the tiny pack that begins on 5 January 2026; gives its slug once it is open. */
export async function launchDrill(administrator: Person): Promise<string> {
  const drafted = await administrator.post('/cycles', { pack: 'tiny', year: 2026, drillFrom: '2026-01-05T01:00:00.000Z', ...documents });
  if (drafted.status !== 200) throw new Error(JSON.stringify(drafted.body));
  const slug = String(drafted.body['obligation']).replaceAll('/', '-');
  await administrator.post(`/cycles/${slug}/launch`);
  await until(administrator, `/cycles/${slug}`, (answer) => answer.body['status'] === 'open');
  return slug;
}

/** Moves a drill's clock and waits until it stands there. */
export async function advance(administrator: Person, slug: string, to: string): Promise<void> {
  const started = await administrator.post(`/cycles/${slug}/clock`, { to });
  if (started.status !== 200) throw new Error(JSON.stringify(started.body));
  await until(administrator, `/cycles/${slug}`, (answer) => answer.body['status'] === 'open' && answer.body['now'] === to);
}

/** A new namespace reaches the server's caches within a few seconds. */
async function namespaceIsKnown(client: Client, namespace: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      await client.workflowService.describeTaskQueue({ namespace, taskQueue: { name: namespace }, taskQueueType: 1 });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`namespace ${namespace} did not appear`);
}
