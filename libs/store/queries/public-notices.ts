import type { NoticeOf, PublicNotice } from '../../domain/public-notice/public-notice.ts';
import type { LocalDate } from '../../domain/time/instant.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

interface NoticesOptions {
  sight: Sight;
  unit?: string | undefined;
  stage?: 'before' | 'after' | undefined;
  project?: string | undefined;
  line?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Public notices of the units in sight, the latest first. */
export async function publicNoticesOf(sql: Sql, cycle: string, { sight, limit, cursor, ...asked }: NoticesOptions): Promise<Page<PublicNotice>> {
  const seen = inSight(sight);
  const after = keyOf(cursor, ['number']);
  const narrowed = (['unit', 'stage', 'project', 'line'] as const).flatMap((column) => (asked[column] === undefined ? [] : [{ where: `AND n.${column} = ?`, value: asked[column] }]));
  const rows = await sql.query<{ n: number; detail: unknown }>(
    `SELECT CAST(SUBSTRING(n.notice, 2) AS UNSIGNED) AS n, n.detail FROM public_notice n JOIN unit_path up ON up.unit = n.unit
      WHERE n.cycle = ? AND ${seen.where} ${narrowed.map(({ where }) => where).join(' ')} ${after ? 'AND CAST(SUBSTRING(n.notice, 2) AS UNSIGNED) < ?' : ''} ORDER BY n DESC LIMIT ?`,
    [cycle, ...seen.values, ...narrowed.map(({ value }) => value), ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, ({ n }) => [Number(n)], ({ detail }) => fromJson<PublicNotice>(detail));
}

export async function publicNoticeOf(sql: Sql, cycle: string, id: string): Promise<{ seq: number; notice: PublicNotice } | null> {
  const [row] = await sql.query<{ seq: number; detail: unknown }>('SELECT seq, detail FROM public_notice WHERE cycle = ? AND notice = ?', [cycle, id]);
  return row ? { seq: row.seq, notice: fromJson<PublicNotice>(row.detail) } : null;
}

export async function lastNotice(sql: Sql, cycle: string): Promise<number> {
  const [row] = await sql.query<{ n: number | null }>('SELECT MAX(CAST(SUBSTRING(notice, 2) AS UNSIGNED)) AS n FROM public_notice WHERE cycle = ?', [cycle]);
  return Number(row?.n ?? 0);
}

/** What projects are called, by their codes, and what the money of lines is for, by their keys. */
export async function titlesOf(sql: Sql, cycle: string, subjects: readonly NoticeOf[]): Promise<{ projects: Map<string, string>; lines: Map<string, string> }> {
  const named = async (keys: readonly string[], query: string): Promise<Map<string, string>> =>
    new Map(keys.length === 0 ? [] : (await sql.query<{ id: string; title: string }>(`${query} IN (${keys.map(() => '?').join(', ')})`, [cycle, ...keys])).map(({ id, title }) => [id, title]));
  const codes = subjects.flatMap((of) => (of && 'project' in of ? [of.project] : []));
  const keys = subjects.flatMap((of) => (of && 'line' in of ? [of.line] : []));
  const [projects, lines] = await Promise.all([named(codes, 'SELECT code AS id, name AS title FROM project WHERE cycle = ? AND code'), named(keys, 'SELECT line AS id, purpose AS title FROM funds_line WHERE cycle = ? AND line')]);
  return { projects, lines };
}

export interface Lacking {
  of: { project: string } | { line: string };
  unit: string;
  unitName: string;
  title: string;
  stage: 'before' | 'after';
  since: LocalDate;
}

/** A notice that stands up (was not taken down early) for a project or a unit's money of a line; one of the project counts for the money that pays it. */
const shown = `EXISTS (SELECT 1 FROM public_notice n JOIN unit_path np ON np.unit = n.unit AND np.valid_from <= ? AND (np.valid_to IS NULL OR np.valid_to >= ?)
  WHERE n.cycle = t.cycle AND n.is_up AND n.stage = t.stage AND (t.kind = 'project' AND n.project = t.code
    OR t.kind = 'line' AND np.path LIKE CONCAT(t.path, '%') AND (n.line = t.code OR n.project IN (SELECT f.code FROM project_funds f WHERE f.cycle = t.cycle AND f.line = t.code))))`;

/**
 * What should be shown in public and is not, at the units in sight, the longest first: before spending, projects that were
 * approved and money that has come; after spending, projects that were finished and money that was paid. Not at the root: what
 * is shown is shown at town and village (公示).
 */
export async function lackingNotices(sql: Sql, cycle: string, { sight, root, unit, stage, limit, cursor }: { sight: Sight; root: string; unit?: string | undefined; stage?: 'before' | 'after' | undefined; limit: number; cursor?: string | undefined }): Promise<Page<Lacking>> {
  const seen = inSight(sight);
  const after = keyOf(cursor, ['string', 'string', 'string', 'string']);
  const of = (kind: 'project' | 'line', when: 'before' | 'after', code: string, title: string, since: string, from: string, more: string): string =>
    `SELECT '${kind}' AS kind, '${when}' AS stage, o.cycle, ${code} AS code, ${title} AS title, o.unit, u.name AS unitName, up.path, ${since} AS since
      FROM ${from} JOIN unit u ON u.id = o.unit JOIN unit_path up ON up.unit = o.unit WHERE o.cycle = ? AND o.unit <> ? AND ${seen.where} ${more}`;
  const parts = [
    of('project', 'before', 'o.code', 'o.name', 'o.approved_on', 'project o', "AND o.approved_on IS NOT NULL AND o.stage <> 'withdrawn'"),
    of('project', 'after', 'o.code', 'o.name', 'o.finished_on', 'project o', 'AND o.finished_on IS NOT NULL'),
    of('line', 'before', 'o.line', 'MAX(l.purpose)', 'MIN(o.received_on)', 'funds_parcel o JOIN funds_line l ON l.cycle = o.cycle AND l.line = o.line', 'AND o.held + o.paid > 0 GROUP BY o.cycle, o.line, o.unit, u.name, up.path'),
    of('line', 'after', 'o.line', 'MAX(l.purpose)', 'MIN(o.received_on)', 'funds_parcel o JOIN funds_line l ON l.cycle = o.cycle AND l.line = o.line', 'AND o.paid > 0 GROUP BY o.cycle, o.line, o.unit, u.name, up.path'),
  ];
  const rows = await sql.query<{ kind: 'project' | 'line'; stage: 'before' | 'after'; code: string; title: string; unit: string; unitName: string; since: LocalDate }>(
    `SELECT t.kind, t.stage, t.code, t.title, t.unit, t.unitName, t.since FROM (${parts.join(' UNION ALL ')}) t
      WHERE NOT ${shown} ${unit === undefined ? '' : 'AND t.unit = ?'} ${stage === undefined ? '' : 'AND t.stage = ?'} ${after ? "AND (t.since, CONCAT(t.kind, '-', t.code), t.unit, t.stage) > (?, ?, ?, ?)" : ''}
      ORDER BY t.since, CONCAT(t.kind, '-', t.code), t.unit, t.stage LIMIT ?`,
    [...parts.flatMap(() => [cycle, root, ...seen.values]), sight.day, sight.day, ...(unit === undefined ? [] : [unit]), ...(stage === undefined ? [] : [stage]), ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.since, `${row.kind}-${row.code}`, row.unit, row.stage], ({ kind, code, ...row }) => ({ ...row, of: kind === 'project' ? { project: code } : { line: code } }));
}
