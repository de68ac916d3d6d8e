import type { FundsLine } from '../../domain/funds/line.ts';
import type { Project } from '../../domain/project/project.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

export interface ProjectFacts {
  code: string;
  nextDueOn: LocalDate | null;
  project: Project;
}

/** Projects of the units in sight, and those that a department in sight accepts, by code. @param lateOn only with something late by that day, or reached late */
export async function projectsOf(sql: Sql, cycle: string, options: { sight: Sight; stage?: string | undefined; unit?: string | undefined; line?: string | undefined; lateOn?: LocalDate | undefined; limit: number; cursor?: string | undefined }): Promise<Page<ProjectFacts>> {
  const { sight, stage, unit, line, lateOn, limit, cursor } = options;
  const seen = inSight(sight);
  const after = keyOf(cursor, ['string']);
  const rows = await sql.query<{ code: string; nextDueOn: LocalDate | null; detail: unknown }>(
    `SELECT p.code, p.next_due_on AS nextDueOn, p.detail FROM project p
      WHERE p.cycle = ? AND EXISTS (SELECT 1 FROM unit_path up WHERE up.unit IN (p.unit, p.department) AND ${seen.where}) ${stage === undefined ? '' : 'AND p.stage = ?'} ${unit === undefined ? '' : 'AND p.unit = ?'}
        ${line === undefined ? '' : 'AND EXISTS (SELECT 1 FROM project_funds f WHERE f.cycle = p.cycle AND f.code = p.code AND f.line = ?)'}
        ${lateOn === undefined ? '' : 'AND (p.next_due_on < ? OR p.was_late)'} ${after ? 'AND p.code > ?' : ''} ORDER BY p.code LIMIT ?`,
    [cycle, ...seen.values, ...(stage === undefined ? [] : [stage]), ...(unit === undefined ? [] : [unit]), ...(line === undefined ? [] : [line]), ...(lateOn === undefined ? [] : [lateOn]), ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, ({ code }) => [code], ({ detail, ...row }) => ({ ...row, project: fromJson<Project>(detail) }));
}

/** A project whole, and where its journal stands. */
export async function projectOf(sql: Sql, cycle: string, code: string): Promise<{ seq: number; project: Project } | null> {
  const [row] = await sql.query<{ seq: number; detail: unknown }>('SELECT seq, detail FROM project WHERE cycle = ? AND code = ?', [cycle, code]);
  return row ? { seq: row.seq, project: fromJson<Project>(row.detail) } : null;
}

/** Lines whole, by their keys; those that are not there are left out. */
export async function linesByKey(sql: Sql, cycle: string, keys: readonly string[]): Promise<Map<string, FundsLine>> {
  if (keys.length === 0) return new Map();
  const rows = await sql.query<{ line: string; detail: unknown }>(`SELECT line, detail FROM funds_line WHERE cycle = ? AND line IN (${keys.map(() => '?').join(', ')})`, [cycle, ...keys]);
  return new Map(rows.map(({ line, detail }) => [line, fromJson<FundsLine>(detail)]));
}

/** Lines of a document whose way leads to a unit, also before anything has come there. */
export async function linesOfDocument(sql: Sql, cycle: string, unit: string, numbers: readonly string[]): Promise<{ line: string; purpose: string; documentNumber: string; received: number }[]> {
  const rows = await sql.query<{ line: string; purpose: string; documentNumber: string; received: number; detail: unknown }>(
    `SELECT line, purpose, document_number AS documentNumber, received, detail FROM funds_line WHERE cycle = ? AND document_number IN (${numbers.map(() => '?').join(', ')}) ORDER BY line LIMIT 200`, [cycle, ...numbers]);
  return rows.filter(({ detail }) => Object.hasOwn(fromJson<FundsLine>(detail).route, unit)).slice(0, 50).map(({ line, purpose, documentNumber, received }) => ({ line, purpose, documentNumber, received: Number(received) }));
}

/** Who names a document as evidence: only whoever sees that unit's project or notice may read it. */
export const evidenceOf = (sql: Sql, sha256: string): Promise<{ cycle: string; unit: string; department: string | null }[]> =>
  sql.query('SELECT cycle, unit, department FROM document_naming WHERE sha256 = ? ORDER BY stream LIMIT 200', [sha256]);
