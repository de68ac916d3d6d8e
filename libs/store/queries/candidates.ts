import type { Candidate } from '../../domain/funds/chasing.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

export interface CandidateFacts extends Pick<Candidate, 'situation' | 'sign' | 'unit' | 'amount' | 'dueOn' | 'status' | 'listedAt' | 'endedAt'> {
  line: string;
  candidate: string;
  unitName: string;
  purpose: string;
  source: string;
  documentNumber: string;
}

const columns = `c.line, c.candidate, c.situation, c.sign, c.unit, u.name AS unitName, l.purpose, l.source, l.document_number AS documentNumber, c.amount, c.due_on AS dueOn, c.status,
  c.listed_at AS listedAt, c.ended_at AS endedAt`;
const joined = 'candidate c JOIN funds_line l ON l.cycle = c.cycle AND l.line = c.line JOIN unit u ON u.id = c.unit';

/** Candidates at units in sight, the first listed first. */
export async function candidatesOf(sql: Sql, cycle: string, { sight, status, unit, line, limit, cursor }: { sight: Sight; status: string; unit?: string | undefined; line?: string | undefined; limit: number; cursor?: string | undefined }): Promise<Page<CandidateFacts>> {
  const seen = inSight(sight);
  const after = keyOf(cursor, ['string', 'string', 'string']);
  const rows = await sql.query<CandidateFacts & { key: string }>(
    `SELECT ${columns}, DATE_FORMAT(c.listed_at, '%Y-%m-%d %H:%i:%s.%f') AS \`key\` FROM ${joined} JOIN unit_path up ON up.unit = c.unit
      WHERE c.cycle = ? AND c.status = ? AND ${seen.where} ${unit === undefined ? '' : 'AND c.unit = ?'} ${line === undefined ? '' : 'AND c.line = ?'} ${after ? 'AND (c.listed_at, c.line, c.candidate) > (?, ?, ?)' : ''}
      ORDER BY c.listed_at, c.line, c.candidate LIMIT ?`,
    [cycle, status, ...seen.values, ...(unit === undefined ? [] : [unit]), ...(line === undefined ? [] : [line]), ...(after ?? []), limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.key, row.line, row.candidate], ({ key: _key, ...row }) => row);
}

/** Supervision orders drafted because of one duty. */
export async function ordersAbout(sql: Sql, cycle: string, unit: string, duty: string): Promise<{ unit: string; duty: string; status: string; number: string | null; deadline: string | null }[]> {
  return sql.query(
    `SELECT unit, obligation_key AS duty, status, JSON_VALUE(detail, '$.number.text') AS number, JSON_VALUE(detail, '$.deadline') AS deadline FROM obligation
      WHERE cycle = ? AND unit = ? AND kind = 'order' AND JSON_VALUE(detail, '$.origin.duty') = ? ORDER BY obligation_key LIMIT 50`, [cycle, unit, duty]);
}
