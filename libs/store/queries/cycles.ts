import type { DraftReview } from '../../domain/cycle/changes.ts';
import type { Cycle, OverSigning } from '../../domain/cycle/cycle.ts';
import type { SetDate } from '../../domain/policy/set-dates.ts';
import { cycleStream } from '../../domain/cycle/series.ts';
import type { PolicyPack } from '../../contracts/policy.ts';
import type { WorkingCalendar } from '../../domain/calendar/calendar.ts';
import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';

/** A cycle's row as routes need it. */
export interface CycleFacts {
  id: string;
  campaign: string;
  year: number;
  title: string;
  status: string;
  isDrill: boolean;
  /** The drill's clock; null in a live cycle. */
  drillNow: string | null;
  packId: string;
  packVersion: string;
  packDigest: string;
  calendarVersion: string;
  root: string;
  launchedAt: string | null;
  units: number;
  advancingTo: string | null;
  requiredBy: { number: string; title: string } | null;
  approvedBy: { number: string; title: string } | null;
  cancelledFor: string | null;
  pauses: Cycle['pauses'];
  targetsOverride: NonNullable<Cycle['draft']>['targetsOverride'] | null;
  overSigning: OverSigning | null;
  dueDates: SetDate[];
  nextYear: NonNullable<Cycle['nextYear']> | null;
}

const columns = `c.id, c.campaign, c.year, c.title, c.status, c.is_drill AS isDrill, c.drill_now AS drillNow, c.pack_id AS packId, c.pack_version AS packVersion,
  c.pack_digest AS packDigest, c.calendar_version AS calendarVersion, c.root, c.launched_at AS launchedAt, c.units, c.advancing_to AS advancingTo, c.detail`;

type Row = Omit<CycleFacts, 'requiredBy' | 'approvedBy' | 'cancelledFor' | 'pauses' | 'targetsOverride' | 'overSigning' | 'dueDates' | 'nextYear'> & { detail: unknown };

const factsOf = ({ detail, ...row }: Row): CycleFacts => {
  const { draft, cancelledFor, pauses, overSigning, nextYear } = fromJson<Cycle>(detail);
  return {
    ...row, requiredBy: draft?.requiredBy ?? null, approvedBy: draft?.approvedBy ?? null, cancelledFor, pauses,
    targetsOverride: draft?.targetsOverride ?? null, dueDates: draft?.dueDates ?? [], overSigning: overSigning ?? null, nextYear: nextYear ?? null,
  };
};

export async function cycleOf(sql: Sql, id: string): Promise<CycleFacts | null> {
  const [row] = await sql.query<Row>(`SELECT ${columns} FROM cycle c WHERE c.id = ?`, [id]);
  return row ? factsOf(row) : null;
}

/**
 * Cycles in whose tree the person holds a post on the cycle's own day, the latest year first.
 *
 * @param now the instant that counts for live cycles
 */
export async function cyclesOf(sql: Sql, person: string, now: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<CycleFacts>> {
  const after = keyOf(page.cursor, ['number', 'string']);
  const day = 'DATE(DATE_ADD(COALESCE(c.drill_now, ?), INTERVAL 8 HOUR))';
  const at = sqlInstant(now);
  const rows = await sql.query<Row>(
    `SELECT ${columns} FROM cycle c WHERE EXISTS (
        SELECT 1 FROM tenure t JOIN post p ON p.id = t.post JOIN unit_path up ON up.unit = p.unit
        WHERE t.person = ? AND t.valid_from <= ${day} AND (t.valid_to IS NULL OR t.valid_to >= ${day})
          AND up.valid_from <= ${day} AND (up.valid_to IS NULL OR up.valid_to >= ${day}) AND up.path LIKE CONCAT('%/', c.root, '/%'))
      ${after ? 'AND (c.year < ? OR (c.year = ? AND c.id < ?))' : ''} ORDER BY c.year DESC, c.id DESC LIMIT ?`,
    [person, at, at, at, at, ...(after ? [after[0], after[0], after[1]] : []), page.limit + 1],
  );
  return pageOf(rows, page.limit, (row) => [row.year, row.id], factsOf);
}

/** What was kept with a cycle's draft, its latest, for whoever decides about it. Drafts of an earlier release have none. */
export async function reviewOf(sql: Sql, cycle: string): Promise<DraftReview> {
  const [row] = await sql.query<{ body: string }>("SELECT body FROM event WHERE stream = ? AND type IN ('cycleDrafted', 'cycleRedrafted') ORDER BY seq DESC LIMIT 1", [cycleStream(cycle)]);
  return (row && (JSON.parse(row.body) as { review?: DraftReview }).review) ?? { provisional: null, changes: null };
}

/** How many units' streams are recorded: the progress of a launch. */
export async function unitsStarted(sql: Sql, cycle: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>("SELECT COUNT(*) AS n FROM stream WHERE cycle = ? AND kind = 'unit-year' AND head_seq > 0", [cycle]);
  return row?.n ?? 0;
}

/** What a cycle pinned. Both never change under their key, so that a caller may keep them. */
export async function packOf(sql: Sql, digest: string): Promise<PolicyPack> {
  const [row] = await sql.query<{ content: unknown }>('SELECT content FROM policy_pack WHERE digest = ?', [digest]);
  if (!row) throw new RangeError(`pack ${digest} is not stored`);
  return fromJson<PolicyPack>(row.content);
}

export async function calendarOf(sql: Sql, version: string): Promise<WorkingCalendar> {
  const [row] = await sql.query<{ content: unknown }>('SELECT content FROM calendar WHERE version = ?', [version]);
  if (!row) throw new RangeError(`calendar ${version} is not stored`);
  return fromJson<WorkingCalendar>(row.content);
}

/**
 * Stores what a cycle is about to pin.
 *
 * @returns false when another calendar stands under this version: a cycle would rest on dates nobody checked
 */
export async function pin(sql: Sql, pack: PolicyPack, digest: string, calendar: WorkingCalendar): Promise<boolean> {
  await sql.run('INSERT IGNORE INTO policy_pack (digest, id, version, content) VALUES (?, ?, ?, ?)', [digest, pack.id, pack.version, JSON.stringify(pack)]);
  return pinCalendar(sql, calendar);
}

/** Stores a calendar under its version; false when another stands there. */
export async function pinCalendar(sql: Sql, calendar: WorkingCalendar): Promise<boolean> {
  await sql.run('INSERT IGNORE INTO calendar (version, content) VALUES (?, ?)', [calendar.version, JSON.stringify(calendar)]);
  const stored = await calendarOf(sql, calendar.version);
  return stored.days === calendar.days && stored.from === calendar.from;
}

/** Numbers of the drills of a year that are recorded. */
export async function drillNumbers(sql: Sql, campaign: string, year: number): Promise<Set<number>> {
  const rows = await sql.query<{ id: string }>('SELECT id FROM cycle WHERE campaign = ? AND year = ? AND is_drill = 1 LIMIT 10000', [campaign, year]);
  return new Set(rows.map(({ id }) => Number(id.replace(/^.*drill-/, ''))));
}
