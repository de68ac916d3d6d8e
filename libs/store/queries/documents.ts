import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';

export interface StoredDocument {
  sha256: string;
  type: string;
  content: Buffer;
}

/** Keeps a document's bytes once, and who brought them for which unit; bringing the same again changes nothing. */
export async function keepDocument(sql: Sql, { sha256, type, content, unit, person, name, at }: StoredDocument & { unit: string; person: string; name: string; at: string }): Promise<void> {
  await sql.run('INSERT IGNORE INTO document (sha256, type, bytes, content, at) VALUES (?, ?, ?, ?, ?)', [sha256, type, content.length, content, sqlInstant(at)]);
  await sql.run('INSERT IGNORE INTO document_upload (sha256, unit, person, name, at) VALUES (?, ?, ?, ?, ?)', [sha256, unit, person, name, sqlInstant(at)]);
}

/** What was brought for one unit goes with the papers of another, too. */
export async function bringAlso(sql: Sql, { sha256, unit, person, name, at }: { sha256: string; unit: string; person: string; name: string; at: string }): Promise<void> {
  await sql.run('INSERT IGNORE INTO document_upload (sha256, unit, person, name, at) VALUES (?, ?, ?, ?, ?)', [sha256, unit, person, name, sqlInstant(at)]);
}

/** Documents brought for a unit since an instant, the one named aside: bringing that again adds nothing. */
export async function uploadsSince(sql: Sql, unit: string, since: string, { sha256, person }: { sha256: string; person: string }): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT IF(EXISTS(SELECT 1 FROM document_upload WHERE sha256 = ? AND unit = ? AND person = ?), 0, (SELECT COUNT(*) FROM document_upload WHERE unit = ? AND at >= ?)) AS n`,
    [sha256, unit, person, unit, sqlInstant(since)]);
  return Number(row?.n ?? 0);
}

export async function documentOf(sql: Sql, sha256: string): Promise<StoredDocument | null> {
  const [row] = await sql.query<StoredDocument>('SELECT sha256, type, content FROM document WHERE sha256 = ?', [sha256]);
  return row ?? null;
}

/** Who brought a document, for which unit, under which name. */
export const uploadsOf = (sql: Sql, sha256: string): Promise<{ unit: string; person: string; name: string }[]> =>
  sql.query('SELECT unit, person, name FROM document_upload WHERE sha256 = ? ORDER BY at, unit, person LIMIT 200', [sha256]);

/** Events that may bear attachments. */
const attaching = ['reportPrepared', 'reportSubmitted', 'planSubmitted', 'meetingRecorded', 'orderFeedback', 'extensionRequested'];

export interface NamingObligation {
  cycle: string;
  unit: string;
  duty: string;
  /** Whether what names it has been submitted, or still lies inside the unit. */
  isSubmitted: boolean;
}

/**
 * Obligations whose journal names a document, as a scan or attached: only those of the units that it was brought for can. A
 * letter's signing is nobody's secret; a report inside its unit is, until it is submitted.
 */
export async function obligationsNaming(sql: Sql, sha256: string): Promise<NamingObligation[]> {
  const rows = await sql.query<Omit<NamingObligation, 'isSubmitted'> & { submitted: number }>(
    `SELECT DISTINCT s.cycle, s.unit, JSON_VALUE(e.body, '$.duty') AS duty,
        e.type NOT IN ('stepPassed', 'reportPrepared') OR EXISTS(SELECT 1 FROM obligation o WHERE o.id = CONCAT(s.cycle, '/', s.unit, '/', JSON_VALUE(e.body, '$.duty')) AND LOCATE(?, JSON_QUERY(o.detail, '$.submissions')) > 0) AS submitted
      FROM document_upload d
      JOIN stream s ON s.unit = d.unit AND s.kind = 'unit-year' JOIN event e ON e.stream = s.id
      WHERE d.sha256 = ? AND (e.type = 'stepPassed' AND JSON_VALUE(e.body, '$.offline.document') = ?
        OR e.type IN ('letterSigned', 'letterCountersigned') AND JSON_VALUE(e.body, '$.onPaper.document') = ?
        OR e.type IN (${attaching.map(() => '?').join(', ')}) AND JSON_SEARCH(e.body, 'one', ?, NULL, '$.attachments[*].sha256') IS NOT NULL) LIMIT 200`,
    [sha256, sha256, sha256, sha256, ...attaching, sha256],
  );
  return rows.map(({ submitted, ...row }) => ({ ...row, isSubmitted: Number(submitted) === 1 }));
}

/** Whoever held a post on a day; where tenures overlap, the later one. */
export async function personOn(sql: Sql, post: string, day: string): Promise<string | null> {
  const [row] = await sql.query<{ person: string }>(
    'SELECT person FROM tenure WHERE post = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) ORDER BY valid_from DESC, id DESC LIMIT 1', [post, day, day]);
  return row?.person ?? null;
}
