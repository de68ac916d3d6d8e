import type { ProjectRow } from '../domain/project/rows.ts';
import type { NoticeRow } from '../domain/public-notice/rows.ts';
import type { Statement } from './sql.ts';
import { upsert } from './upsert.ts';

/** A project as lists read it, which money pays it, and what may be read by whoever sees it. */
export function upsertProject(row: ProjectRow, stream: string, seq: number): Statement[] {
  const of = { cycle: row.cycle, code: row.code };
  return [
    ...upsert('project', ['cycle', 'code', 'name', 'unit', 'department'], [{
      ...of, name: row.name, unit: row.unit, department: row.department, stage: row.stage, stage_on: row.stageOn, approved_on: row.approvedOn, finished_on: row.finishedOn, cost: row.cost, next_due_on: row.nextDueOn, was_late: row.wasLate, seq, detail: JSON.stringify(row.detail),
    }]),
    ['DELETE FROM project_funds WHERE cycle = ? AND code = ?', [of.cycle, of.code]],
    ...upsert('project_funds', ['cycle', 'code', 'line'], row.funds.map(({ line, amount }) => ({ ...of, line, amount }))),
    ...evidence(row.evidence, { stream, cycle: row.cycle, unit: row.unit, department: row.department }),
  ];
}

export function upsertNotice(row: NoticeRow, stream: string, seq: number): Statement[] {
  return [
    ...upsert('public_notice', ['cycle', 'notice', 'unit', 'stage', 'project', 'line'], [{
      cycle: row.cycle, notice: row.notice, status: row.status, unit: row.unit, stage: row.stage, project: row.project, line: row.line, is_up: row.isUp, posted_on: row.postedOn, until_on: row.until, seq,
      detail: JSON.stringify(row.detail),
    }]),
    ...evidence(row.evidence, { stream, cycle: row.cycle, unit: row.unit, department: null }),
  ];
}

const evidence = (documents: readonly string[], of: { stream: string; cycle: string; unit: string; department: string | null }): Statement[] =>
  upsert('document_naming', ['sha256', 'stream', 'cycle', 'department'], [...new Set(documents)].map((sha256) => ({ sha256, ...of })));
