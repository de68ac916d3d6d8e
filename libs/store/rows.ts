import type { RecordRequest } from '../contracts/record.ts';
import type { CycleRow } from '../domain/cycle/cycle.ts';
import type { FundsLineRow } from '../domain/funds/rows.ts';
import type { ProjectRow } from '../domain/project/rows.ts';
import type { NoticeRow } from '../domain/public-notice/rows.ts';
import type { LocalDate } from '../domain/time/instant.ts';
import type { ObligationRow } from '../domain/unit-year/rows.ts';
import { upsertNotice, upsertProject } from './project-rows.ts';
import { addSpending } from './spending-rows.ts';
import { placeholders, sqlInstant } from './sql.ts';
import type { Statement } from './sql.ts';
import { upsert } from './upsert.ts';

/** The read-model rows a turn changed, and the tasks that follow from them. */
export function writeRows(request: RecordRequest, seq: number): Statement[] {
  if (request.kind === 'cycle') return Object.values(request.rows).map((row) => upsertCycle(row as unknown as CycleRow));
  if (request.kind === 'project') return Object.values(request.rows).flatMap((row) => upsertProject(row as unknown as ProjectRow, request.stream, seq));
  if (request.kind === 'public-notice') return Object.values(request.rows).flatMap((row) => upsertNotice(row as unknown as NoticeRow, request.stream, seq));
  const rows = obligationRows(request);
  const lines = request.kind === 'funds-line' ? Object.entries(request.rows).filter(([id]) => !rows.some((row) => row.id === id)).map(([, row]) => row as unknown as FundsLineRow) : [];
  return [...lines.flatMap((line) => upsertLine(line, request.events, seq)), ...upsertObligations(rows, seq), ...replaceTasks(request)];
}

/** The obligations among a turn's rows: of a line those about its money, beside the line itself. */
export const obligationRows = ({ kind, rows }: RecordRequest): ObligationRow[] =>
  (kind === 'unit-year' || kind === 'funds-line' ? Object.values(rows).filter((row) => (row as { standing?: string }).standing !== undefined) as unknown as ObligationRow[] : []);

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

/** A voucher that stands for a payment of another line is refused by its key: no two turns can both have it. */
function upsertLine(row: FundsLineRow, events: RecordRequest['events'], seq: number): Statement[] {
  const paid = new Set(events.flatMap(({ type, body }) => (type === 'moneyPaid' ? [(body as unknown as { payment: { id: string } }).payment.id] : [])));
  const vouchers = row.vouchers.filter(({ payment }) => paid.has(payment));
  const of = { cycle: row.cycle, line: row.line };
  return [
    ...upsert('funds_line', ['cycle', 'line', 'line_no', 'source', 'document_number', 'kind', 'purpose', 'received_on', 'used_by'], [{
      ...of, line_no: Number(row.line.slice(1)), late_on: lateOn(row), status: row.status, source: row.source, document_number: row.documentNumber, kind: row.kind, purpose: row.purpose, received_on: row.receivedOn, used_by: row.usedBy,
      received: row.received, held: row.held, in_flight: row.inFlight, paid: row.paid, returned: row.returned, retained: row.retained, seq, detail: JSON.stringify(row.detail),
    }]),
    ...upsert('funds_parcel', ['cycle', 'line', 'parcel', 'unit', 'amount', 'received_on', 'original_due_on'], row.parcels.map((parcel) => ({
      ...of, parcel: parcel.id, unit: parcel.unit, amount: parcel.amount, held: parcel.held, in_flight: parcel.inFlight, paid: parcel.paid, received_on: parcel.receivedOn, due_on: parcel.dueOn,
      original_due_on: parcel.originalDueOn, is_suspended: parcel.isSuspended,
    }))),
    ['DELETE FROM funds_holding WHERE cycle = ? AND line = ?', [of.cycle, of.line]],
    ...upsert('funds_holding', ['cycle', 'line', 'n'], row.status === 'closed' ? [] : row.holdings.map((holding, n) => ({
      ...of, n, source: row.source, purpose: row.purpose, parcel: holding.parcel, unit: holding.unit, phase: holding.phase, amount: holding.amount, item: holding.item, party: holding.party, since: holding.since, due_on: holding.dueOn, late_from: holding.lateFrom, is_suspended: holding.isSuspended,
    }))),
    ...upsert('candidate', ['cycle', 'line', 'candidate', 'situation', 'sign', 'unit', 'obligation', 'due_on', 'listed_at'], row.candidates.map((one) => ({
      ...of, candidate: one.id, situation: one.situation, sign: one.sign, unit: one.unit, obligation: `${row.cycle}/${one.unit}/${one.duty}`, amount: one.amount, due_on: one.dueOn, status: one.status,
      listed_at: sqlInstant(one.listedAt), ended_at: sqlInstant(one.endedAt),
    }))),
    ...addSpending(row, events, seq),
    ...(vouchers.length === 0 ? [] : [[
      `INSERT INTO funds_voucher (voucher, cycle, line, payment, amount, paid_on, payee, payees, unit) VALUES ${placeholders(vouchers.length, 9)}`,
      vouchers.flatMap(({ voucher, payment, amount, on, payee, payees, unit }) => [voucher, of.cycle, of.line, payment, amount, on, payee, payees, unit]),
    ] satisfies Statement]),
  ];
}

/** The earliest date of what somebody has, and after every day where nobody has anything by a date. */
const lateOn = ({ status, holdings }: FundsLineRow): LocalDate =>
  (status === 'closed' ? [] : holdings).flatMap(({ lateFrom, isSuspended }) => (lateFrom === null || isSuspended ? [] : [lateFrom])).sort()[0] ?? '9999-12-31';
