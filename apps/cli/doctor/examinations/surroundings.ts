import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import { dispatcherId, relayId, rollerId } from '#libs/platform/workflow-ids';
import type { Examination, Finding, Patient } from '../examination.ts';
import { pollersOf } from '../polling.ts';
import { notFound, statusOf } from '../reach.ts';

/** What runs, in which version, and what should run and does not. */
export const surroundings: Examination = {
  name: 'surroundings',
  title: { zh: '运行环境', en: 'what runs' },
  async examine(patient) {
    const zeren = ownVersion();
    patient.note({ zh: `责任 ${zeren}，Node ${process.versions.node}`, en: `zeren ${zeren} on Node ${process.versions.node}` }, { zeren, node: process.versions.node });
    await noteDatabase(patient);
    const findings = [...await temporal(patient), ...await mailServer(patient)];
    // Without its namespace there is nobody to ask for.
    if (findings.some(({ code }) => code === 'namespaceMissing')) return findings;
    return [...findings, ...await workers(patient), ...await longLived(patient)];
  },
};

/** The version of the nearest package.json upwards: source and build find the same one. */
function ownVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return (JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string }).version ?? '?';
  }
  return '?';
}

async function noteDatabase({ sql, note }: Patient): Promise<void> {
  const [row] = await sql.query<{ version: string; name: string }>('SELECT VERSION() AS version, DATABASE() AS name');
  note({ zh: `数据库 ${row?.version}，库 ${row?.name}`, en: `database ${row?.version}, schema ${row?.name}` }, { database: row?.version ?? '?', schema: row?.name ?? '?' });
}

const retentionDays = 30;

async function temporal({ client, settings, note }: Patient): Promise<Finding[]> {
  const namespace = settings.temporalNamespace;
  const { serverVersion = '?' } = await client.workflowService.getSystemInfo({});
  note({ zh: `Temporal ${serverVersion}，命名空间 ${namespace}`, en: `Temporal ${serverVersion}, namespace ${namespace}` }, { temporal: serverVersion ?? '?', namespace });
  try {
    const { config } = await client.workflowService.describeNamespace({ namespace });
    const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
    if (days >= retentionDays) return [];
    return [{
      code: 'retentionShort',
      what: { zh: `命名空间 ${namespace} 只保留 ${days} 天`, en: `namespace ${namespace} keeps finished workflows for ${days} days only` },
      todo: { zh: `temporal operator namespace update --namespace ${namespace} --retention 30d`, en: 'run this command: a finished year is looked up for a month' },
      about: { namespace, days },
    }];
  } catch (error) {
    if (statusOf(error) !== notFound) throw error;
    return [{
      code: 'namespaceMissing',
      what: { zh: `Temporal 没有命名空间 ${namespace}`, en: `Temporal has no namespace ${namespace}` },
      todo: { zh: `建立它（保留 ${retentionDays} 天以上），或改正 TEMPORAL_NAMESPACE`, en: `make it (retention ${retentionDays} days or more), or correct TEMPORAL_NAMESPACE` },
      about: { namespace },
    }];
  }
}

async function workers(patient: Patient): Promise<Finding[]> {
  const { taskQueue } = patient.settings;
  const { workflow, activity } = await pollersOf(patient);
  patient.note({ zh: `任务队列 ${taskQueue}：工作进程 ${workflow.length} 个`, en: `task queue ${taskQueue}: ${workflow.length === 1 ? '1 worker' : `${workflow.length} workers`}` }, { taskQueue, workers: workflow.length });
  if (workflow.length > 0 && activity.length > 0) return [];
  return [{
    code: 'noWorker',
    what: { zh: `没有工作进程在任务队列 ${taskQueue} 上取活`, en: `no worker polls the task queue ${taskQueue}` },
    todo: { zh: '启动 worker（npm start 会一并启动），或改正 TEMPORAL_TASK_QUEUE', en: 'start a worker (npm start does), or correct TEMPORAL_TASK_QUEUE' },
    about: { taskQueue },
  }];
}

/** An activity that failed this often is not having a bad moment. */
const patience = 3;

/** The relay carries messages, the dispatcher tells what is due, the roller counts what changed: all run as long as the office does. */
async function longLived({ client, note }: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [id, zh] of [[relayId, '传递流程'], [dispatcherId, '派送流程'], [rollerId, '汇总流程']] as const) {
    const found = await client.workflow.getHandle(id).describe().catch((error: unknown) => {
      if (statusOf(error) === notFound || (error as Error).name === 'WorkflowNotFoundError') return null;
      throw error;
    });
    if (found?.status.name !== 'RUNNING') {
      const status = found?.status.name ?? 'NOT_FOUND';
      findings.push({
        code: 'notRunning',
        what: { zh: `${zh} ${id} 没有运行（${status}）`, en: `${id} is not running (${status})` },
        todo: { zh: '重新启动 worker：它启动时会一并启动', en: 'restart a worker: it starts them' },
        about: { workflow: id, status },
      });
      continue;
    }
    note({ zh: `${zh} ${id} 在运行`, en: `${id} runs` });
    for (const { attempt, lastFailure } of found.raw.pendingActivities ?? []) {
      if (Number(attempt ?? 0) <= patience) continue;
      const words = lastFailure?.message ?? '?';
      findings.push({
        code: 'keepsFailing',
        what: { zh: `${zh} ${id} 已连续失败 ${attempt} 次：${words}`, en: `${id} has failed ${attempt} times in a row: ${words}` },
        todo: { zh: '处理所述原因；它会自行再试', en: 'mend what it says; it tries again by itself' },
        about: { workflow: id, attempts: Number(attempt), cause: words },
      });
    }
  }
  return findings;
}

async function mailServer({ settings, note }: Patient): Promise<Finding[]> {
  const place = URL.canParse(settings.smtpUrl) ? new URL(settings.smtpUrl).host : '?';
  const timeout = 5_000;
  const transport = createTransport({ url: settings.smtpUrl, connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, dnsTimeout: timeout });
  try {
    await transport.verify();
    note({ zh: `邮件服务器 ${place} 可用`, en: `mail server ${place} answers` }, { smtp: place });
    return [];
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return [{
      code: 'noMailServer',
      what: { zh: `邮件服务器 ${place} 不可用：${words}`, en: `the mail server ${place} cannot be used: ${words}` },
      todo: { zh: '启动它，或改正 SMTP_URL；在此之前邮件会顺延，站内消息照常', en: 'start it, or correct SMTP_URL; until then mails are deferred, the inbox goes on' },
      about: { smtp: place, cause: words },
    }];
  } finally {
    transport.close();
  }
}
