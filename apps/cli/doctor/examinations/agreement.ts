import { QueryRejectedError, WorkflowNotFoundError } from '@temporalio/client';
import { inWindow } from '#activities/in-window';
import { workflowTypes } from '#libs/platform/workflow-ids';
import { mostNamed } from '../examination.ts';
import type { Examination, Finding, Patient } from '../examination.ts';
import { pollersOf } from '../polling.ts';
import { deadlineExceeded, statusOf } from '../reach.ts';
import { agreesWith, recordedStream } from '../stream-record.ts';
import type { View } from '../stream-record.ts';
import { counted, minutesBefore, shown } from '../words.ts';

/** Streams asked at once: the office goes on working beside us. */
const width = 4;
const pageSize = 200;
const answerMillis = 10_000;
/** So many that do not answer in a row are one trouble, not many. */
const silenceEnough = 8;
/** A turn between our two readings makes them differ; what differs each time differs. */
const readings = 4;

/** For each open stream: what the record says and what the workflow says are the same. */
export const agreement: Examination = {
  name: 'agreement',
  title: { zh: '记录与流程一致', en: 'record and workflows agree' },
  async examine(patient) {
    if ((await pollersOf(patient)).workflow.length === 0) return [unasked];
    const { streams, isPart } = await openStreams(patient);
    const findings: Finding[] = [];
    let done = 0;
    let silent = 0;
    await inWindow(streams, width, async (stream) => {
      if (silent >= silenceEnough) return;
      const found = await compare(patient, stream);
      silent = found === 'silent' ? silent + 1 : 0;
      if (found === 'silent') findings.push(noAnswer(stream));
      else findings.push(...found);
      done += 1;
      patient.progress(done, streams.length);
    });
    patient.progress(done, done);
    patient.note({ zh: `对照了 ${done} 条进行中的流${isPart ? '（抽样）' : ''}`, en: `${counted(done, 'open stream')} compared${isPart ? ' (a sample)' : ''}` }, { compared: done });
    return [...findings, ...await unrecorded(patient)];
  },
};

const unasked: Finding = {
  code: 'notCompared',
  what: { zh: '没有工作进程，无法询问流程', en: 'no worker answers for the workflows' },
  todo: { zh: '启动 worker，再运行一次', en: 'start a worker, then run this again' },
  about: {},
};

const noAnswer = (stream: string): Finding => ({
  code: 'noAnswer',
  what: { zh: `流程 ${stream} 在 ${answerMillis / 1_000} 秒内没有回答`, en: `the workflow ${stream} did not answer within ${answerMillis / 1_000} s` },
  todo: { zh: '看 worker 的日志：它可能太忙，或该流程无法重放', en: 'read the worker’s log: it is too busy, or this workflow does not replay' },
  about: { stream },
});

/** All open streams in the order of their ids; or a part of them, spread evenly. */
async function openStreams({ sql, sample }: Patient): Promise<{ streams: string[]; isPart: boolean }> {
  const all: string[] = [];
  for (let after = ''; ;) {
    const page = await sql.query<{ id: string }>('SELECT id FROM stream WHERE id > ? AND ended_at IS NULL AND head_seq > 0 ORDER BY id LIMIT ?', [after, pageSize * 50]);
    all.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (!last || page.length < pageSize * 50) break;
    after = last.id;
  }
  if (sample === null || sample >= all.length) return { streams: all, isPart: false };
  const step = all.length / sample;
  const from = Math.random() * step;
  return { streams: Array.from({ length: sample }, (_, n) => all[Math.floor(from + n * step)] ?? '').filter(Boolean), isPart: true };
}

async function compare(patient: Patient, stream: string): Promise<Finding[] | 'silent'> {
  for (let reading = 1; ; reading += 1) {
    const view = await viewOf(patient, stream);
    if (view === 'silent') return view;
    const record = await recordedStream(patient.sql, stream);
    // It ended while we looked.
    if (!record || record.endedAt !== null) return [];
    const disagreements = view === 'gone' ? [] : agreesWith(record, view);
    if (view !== 'gone' && disagreements.length === 0) return [];
    if (reading < readings) {
      await new Promise((resolve) => setTimeout(resolve, 150 * reading));
      continue;
    }
    if (view === 'gone') return [workflowMissing(stream)];
    return disagreements.map(({ subject, column, inRecord, inWorkflow }): Finding => ({
      code: 'recordDisagrees',
      what: {
        zh: `${subject} 的 ${column}：记录为 ${shown(inRecord)}，流程为 ${shown(inWorkflow)}`,
        en: `${column} of ${subject} is ${shown(inRecord)} in the record and ${shown(inWorkflow)} in the workflow`,
      },
      todo: todoFor(column, inRecord, inWorkflow),
      about: { stream, subject, column, inRecord: shown(inRecord), inWorkflow: shown(inWorkflow) },
    }));
  }
}

function todoFor(column: string, inRecord: unknown, inWorkflow: unknown): Finding['todo'] {
  if (column !== 'head_seq') return { zh: '日志为准：查出谁改了这一行，该义务的下一次办理会重写它', en: 'the journal counts: find out who changed this row; the next act on this obligation writes it anew' };
  return Number(inRecord) > Number(inWorkflow)
    ? { zh: '记录在前：重新启动 worker，传递流程会唤醒它，使其读完日志', en: 'the record is ahead: restart a worker, the relay wakes the stream and it reads the rest' }
    : { zh: '流程在前：数据库可能由较旧的备份恢复；请停止办理，用最近的备份恢复', en: 'the workflow is ahead: the database may come from an older backup; stop the acts and restore the latest one' };
}

const workflowMissing = (stream: string): Finding => ({
  code: 'workflowMissing',
  what: { zh: `${stream} 未结束，却没有运行中的流程`, en: `${stream} is open and no workflow runs for it` },
  todo: { zh: '不再能办理：查看 Temporal 中该流程如何终止，由日志重建', en: 'nobody can act on it: look in Temporal how the workflow ended, then rebuild it from the journal' },
  about: { stream },
});

async function viewOf({ client }: Patient, stream: string): Promise<View | 'gone' | 'silent'> {
  try {
    return await client.withDeadline(Date.now() + answerMillis, () => client.workflow.getHandle(stream).query<View>('view'));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof QueryRejectedError) return 'gone';
    if (statusOf(error) === deadlineExceeded) return 'silent';
    throw error;
  }
}

/** A start that has not reached the record after this long does not reach it by itself. */
const graceMinutes = 1;

/** Running workflows of ours that the record does not know. */
async function unrecorded({ client, sql, settings, now }: Patient): Promise<Finding[]> {
  const types = [workflowTypes.cycle, workflowTypes.unitYear, workflowTypes.fundsLine, workflowTypes.project, workflowTypes.publicNotice].map((type) => `'${type}'`).join(', ');
  const running = client.workflow.list({
    query: `ExecutionStatus = 'Running' AND TaskQueue = '${settings.taskQueue}' AND WorkflowType IN (${types}) AND StartTime < '${minutesBefore(now(), graceMinutes)}'`, pageSize,
  });
  const findings: Finding[] = [];
  let page: string[] = [];
  const settle = async (): Promise<void> => {
    if (page.length === 0) return;
    const known = new Set((await sql.query<{ id: string }>(`SELECT id FROM stream WHERE id IN (${page.map(() => '?').join(', ')}) AND head_seq > 0`, page)).map(({ id }) => id));
    for (const workflow of page) {
      // The list lags behind: what is over by now is no finding.
      if (known.has(workflow) || (await client.workflow.getHandle(workflow).describe()).status.name !== 'RUNNING') continue;
      findings.push({
        code: 'streamMissing',
        what: { zh: `流程 ${workflow} 在运行，记录中却没有它`, en: `the workflow ${workflow} runs and the record does not know it` },
        todo: { zh: '数据库可能由较旧的备份恢复，或首次写入被搁置：看下面搁置的办理与 worker 的日志', en: 'the database may come from an older backup, or its first act was set aside: see below, and the worker’s log' },
        about: { stream: workflow },
      });
    }
    page = [];
  };
  for await (const { workflowId } of running) {
    page.push(workflowId);
    if (page.length === pageSize) await settle();
    if (findings.length >= mostNamed) return findings;
  }
  await settle();
  return findings;
}
