import type { Task } from '#libs/domain/decider';
import type { UnitYear } from '#libs/domain/unit-year/state';
import { unitYearDecider } from '#libs/domain/unit-year/unit-year';
import { fromJson } from '#libs/store/queries/json';
import type { Sql } from '#libs/store/sql';
import { cycleColumns, differences, obligationColumns } from './compare.ts';
import type { Columns, Difference } from './compare.ts';
import { fundsColumnsOf, recordedLine, rowsOfLine } from './funds-record.ts';
import { noticeColumnsOf, projectColumnsOf, recordedNotice, recordedProject, rowsOfProject } from './project-record.ts';

type Row = Record<string, unknown>;

/** What a workflow answers to `view`. */
export interface View {
  seq: number;
  state: unknown;
  rows: Readonly<Record<string, Row>>;
  nextDeadline: string | null;
}

/** One stream's read model. */
export interface StreamRecord {
  id: string;
  kind: string;
  seq: number;
  nextDeadline: string | null;
  endedAt: string | null;
  rows: Record<string, Row>;
  /** `{obligation} {post} {act}`; null for streams that give no tasks. */
  tasks: string[] | null;
}

type Rows = Readonly<Record<string, Row>>;

/** Streams of other kinds than a unit's year and a cycle: their rows as recorded, the workflow's taken apart alike, and their columns. */
const otherKinds: Record<string, { recorded(sql: Sql, cycle: string, stream: string): Promise<Record<string, Row>>; taken(rows: Rows): Rows; columns(id: string): Columns }> = {
  'funds-line': { recorded: recordedLine, taken: rowsOfLine, columns: fundsColumnsOf },
  'project': { recorded: recordedProject, taken: rowsOfProject, columns: projectColumnsOf },
  'public-notice': { recorded: recordedNotice, taken: (rows) => rows, columns: noticeColumnsOf },
};

export async function recordedStream(sql: Sql, id: string): Promise<StreamRecord | null> {
  const [stream] = await sql.query<{ kind: string; cycle: string; unit: string | null; head_seq: number; next_deadline: string | null; ended_at: string | null }>(
    'SELECT kind, cycle, unit, head_seq, next_deadline, ended_at FROM stream WHERE id = ?', [id]);
  if (!stream) return null;
  const { kind, cycle, unit } = stream;
  const head = { id, kind, seq: stream.head_seq, nextDeadline: stream.next_deadline, endedAt: stream.ended_at };
  const other = otherKinds[kind];
  if (other) return { ...head, rows: await other.recorded(sql, cycle, id), tasks: null };
  const rows = kind === 'cycle'
    ? await sql.query<Row>(`SELECT ${Object.keys(cycleColumns).join(', ')} FROM cycle WHERE id = ?`, [cycle])
    : await sql.query<Row>(`SELECT ${Object.keys(obligationColumns).join(', ')} FROM obligation WHERE cycle = ? AND unit = ? AND kind <> 'money'`, [cycle, unit]);
  const tasks = kind === 'cycle' ? null : await sql.query<Task & { obligation: string }>(
    "SELECT t.obligation, t.post, t.act FROM task t JOIN obligation o ON o.id = t.obligation WHERE o.cycle = ? AND o.unit = ? AND o.kind <> 'money'", [cycle, unit]);
  return {
    ...head,
    rows: Object.fromEntries(rows.map((row) => [String(row['id']), { ...row, detail: fromJson(row['detail']) }])),
    tasks: tasks && tasks.map(taskKey).sort(),
  };
}

const taskKey = ({ obligation, post, act }: Pick<Task, 'obligation' | 'post' | 'act'>): string => `${obligation} ${post} ${act}`;

/** Where a stream's record and its workflow differ: head, deadline, each row, the tasks. */
export function agreesWith(record: StreamRecord, view: View): (Difference & { subject: string })[] {
  const subject = record.id;
  if (record.seq !== view.seq) return [{ subject, column: 'head_seq', inRecord: record.seq, inWorkflow: view.seq }];
  const known = otherKinds[record.kind]?.taken(view.rows) ?? view.rows;
  const ids = [...new Set([...Object.keys(record.rows), ...Object.keys(known)])];
  return [
    ...(record.nextDeadline === view.nextDeadline ? [] : [{ subject, column: 'next_deadline', inRecord: record.nextDeadline, inWorkflow: view.nextDeadline }]),
    ...ids.flatMap((id) => differences(record.rows[id] ?? null, known[id] ?? null, columnsOf(record.kind, id)).map((one) => ({ ...one, subject: id }))),
    ...tasksDiffer(record, view),
  ];
}

const columnsOf = (kind: string, id: string): Columns => (kind === 'cycle' ? cycleColumns : otherKinds[kind]?.columns(id) ?? obligationColumns);

function tasksDiffer(record: StreamRecord, view: View): (Difference & { subject: string })[] {
  if (record.tasks === null) return [];
  const owed = unitYearDecider.tasksOf(view.state as UnitYear).map(taskKey);
  const inRecord = record.tasks.filter((task) => !owed.includes(task));
  const inWorkflow = owed.filter((task) => !record.tasks?.includes(task));
  return inRecord.length + inWorkflow.length === 0 ? [] : [{ subject: record.id, column: 'task', inRecord, inWorkflow }];
}
