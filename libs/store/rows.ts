import type { RecordRequest } from '../contracts/record.ts';
import type { CycleRow } from '../domain/cycle/cycle.ts';
import type { ObligationRow } from '../domain/unit-year/rows.ts';
import { placeholders, sqlInstant } from './sql.ts';
import type { Statement } from './sql.ts';

/** The read-model rows a turn changed, and the tasks that follow from them. */
export function writeRows(request: RecordRequest, seq: number): Statement[] {
  if (request.kind === 'cycle') return Object.values(request.rows).map((row) => upsertCycle(row as unknown as CycleRow));
  const rows = Object.values(request.rows) as unknown as ObligationRow[];
  return [...upsertObligations(rows, seq), ...replaceTasks(request)];
}

const cycleColumns = ['id', 'campaign', 'year', 'title', 'status', 'is_drill', 'drill_from', 'pack_id', 'pack_version', 'pack_digest', 'calendar_version', 'root', 'launched_at', 'units', 'advancing_to', 'detail'];

function upsertCycle(row: CycleRow): Statement {
  const values = [
    row.id, row.campaign, row.year, row.title, row.status, row.isDrill, sqlInstant(row.drillFrom), row.packId, row.packVersion, row.packDigest,
    row.calendarVersion, row.root, sqlInstant(row.launchedAt), row.units, sqlInstant(row.advancingTo), JSON.stringify(row.detail),
  ];
  // `drill_now` starts where the drill starts; afterwards only the advance moves it.
  return [
    `INSERT INTO cycle (${cycleColumns.join(', ')}, drill_now) VALUES (${values.map(() => '?').join(', ')}, ?)
      ON DUPLICATE KEY UPDATE ${cycleColumns.slice(1).map((column) => `${column} = VALUES(${column})`).join(', ')}`,
    [...values, sqlInstant(row.drillFrom)],
  ];
}

const obligationColumns = [
  'id', 'cycle', 'unit', 'superior', 'obligation_key', 'kind', 'policy', 'period', 'status', 'standing', 'waits_for', 'opens_at', 'near_at', 'due_on',
  'due_at', 'original_due_on', 'first_submitted_at', 'on_time', 'complete_at', 'escalations', 'seq', 'detail',
];
/** What never changes after the first write. */
const fixed = new Set(['id', 'cycle', 'unit', 'superior', 'obligation_key', 'kind', 'policy', 'period']);

const upsertObligations = (rows: readonly ObligationRow[], seq: number): Statement[] => (rows.length === 0 ? [] : [[
  `INSERT INTO obligation (${obligationColumns.join(', ')}) VALUES ${placeholders(rows.length, obligationColumns.length)}
    ON DUPLICATE KEY UPDATE ${obligationColumns.filter((column) => !fixed.has(column)).map((column) => `${column} = VALUES(${column})`).join(', ')}`,
  rows.flatMap((row) => [
    row.id, row.cycle, row.unit, row.superior, row.key, row.kind, row.policy, row.period, row.status, row.standing, row.call, sqlInstant(row.opensAt),
    sqlInstant(row.nearAt), row.dueOn, sqlInstant(row.dueAt), row.originalDueOn, sqlInstant(row.firstSubmittedAt), row.onTime, sqlInstant(row.completeAt),
    row.escalations, seq, JSON.stringify(row.detail),
  ]),
]]);

function replaceTasks({ tasks, cycle, expectedSeq }: RecordRequest): Statement[] {
  const obligations = Object.keys(tasks);
  const rows = Object.values(tasks).flat();
  const statements: Statement[] = [];
  if (obligations.length > 0 && expectedSeq > 0) statements.push([`DELETE FROM task WHERE obligation IN (${obligations.map(() => '?').join(', ')})`, obligations]);
  if (rows.length > 0) {
    statements.push([
      `INSERT INTO task (obligation, post, act, cycle, opens_at, due_on, due_at) VALUES ${placeholders(rows.length, 7)}`,
      rows.flatMap((task) => [task.obligation, task.post, task.act, cycle, sqlInstant(task.opensAt), task.dueOn, sqlInstant(task.dueAt)]),
    ]);
  }
  return statements;
}
