import { fromJson } from '#libs/store/queries/json';
import type { Sql } from '#libs/store/sql';
import type { Columns } from './compare.ts';

type Row = Record<string, unknown>;

const projectColumns: Columns = {
  cycle: 'cycle', code: 'code', name: 'name', unit: 'unit', department: 'department', stage: 'stage', stage_on: 'stageOn', approved_on: 'approvedOn', finished_on: 'finishedOn', cost: 'cost', next_due_on: 'nextDueOn',
  was_late: 'wasLate', detail: 'detail',
};
const shareColumns: Columns = { line: 'line', amount: 'amount' };
const noticeColumns: Columns = {
  cycle: 'cycle', notice: 'notice', status: 'status', unit: 'unit', stage: 'stage', project: 'project', line: 'line', is_up: 'isUp', posted_on: 'postedOn', until_on: 'until', detail: 'detail',
};

export const noticeColumnsOf = (): Columns => noticeColumns;
/** Columns of a row by its id: `MZ-01`, and `MZ-01/L1` for the money of a line. */
export const projectColumnsOf = (id: string): Columns => (id.includes('/') ? shareColumns : projectColumns);

/** The rows of a project's read model: the project, and which money pays it. */
export async function recordedProject(sql: Sql, cycle: string, stream: string): Promise<Record<string, Row>> {
  const code = stream.slice(`project/${cycle}/`.length);
  const of = (table: string, columns: Columns): Promise<Row[]> => sql.query<Row>(`SELECT ${Object.keys(columns).join(', ')} FROM ${table} WHERE cycle = ? AND code = ?`, [cycle, code]);
  const [projects, shares] = [await of('project', projectColumns), await of('project_funds', shareColumns)];
  return Object.fromEntries([...projects.map((row) => [code, { ...row, detail: fromJson(row['detail']) }]), ...shares.map((row) => [`${code}/${String(row['line'])}`, row])]) as Record<string, Row>;
}

export async function recordedNotice(sql: Sql, cycle: string, stream: string): Promise<Record<string, Row>> {
  const notice = stream.slice(`public-notice/${cycle}/`.length);
  const rows = await sql.query<Row>(`SELECT ${Object.keys(noticeColumns).join(', ')} FROM public_notice WHERE cycle = ? AND notice = ?`, [cycle, notice]);
  return Object.fromEntries(rows.map((row) => [notice, { ...row, detail: fromJson(row['detail']) }])) as Record<string, Row>;
}

/** The workflow's row of a project, taken apart as the record keeps it. */
export function rowsOfProject(rows: Readonly<Record<string, Row>>): Record<string, Row> {
  return Object.fromEntries(Object.entries(rows).flatMap(([code, row]) => [[code, row], ...(row as { funds: { line: string }[] }).funds.map((share) => [`${code}/${share.line}`, share])])) as Record<string, Row>;
}
