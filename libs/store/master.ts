import type { PolicyPack } from '../contracts/policy.ts';
import type { WorkingCalendar } from '../domain/calendar/calendar.ts';
import type { CycleTerms, TreeUnit } from '../domain/policy/planning.ts';
import type { Cycle } from '../domain/cycle/cycle.ts';
import type { Sql } from './sql.ts';

/** The units of a tree on a day, root included: everything below the root, by its path. */
export async function treeOn(sql: Sql, root: string, day: string): Promise<Map<string, TreeUnit>> {
  const rows = await sql.query<{ id: string; name: string; type: string; under: string | null; administered_by: string | null }>(
    `SELECT u.id, u.name, u.type, u.under, u.administered_by FROM unit_path p JOIN unit u ON u.id = p.unit
      WHERE p.path LIKE CONCAT((SELECT path FROM unit_path WHERE unit = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) LIMIT 1), '%')
        AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?) ORDER BY p.path LIMIT 50000`,
    [root, day, day, day, day],
  );
  return new Map(rows.map((row) => [row.id, { id: row.id, name: row.name, type: row.type, under: row.under, administeredBy: row.administered_by }]));
}

/** What a cycle pinned when it was drafted: pack, calendar and documents, and its root. */
export async function termsOf(sql: Sql, cycle: string): Promise<{ terms: CycleTerms; root: string; status: string; drillNow: string | null }> {
  const [row] = await sql.query<{ detail: string | Cycle; pack: string; calendar: string; drill_now: string | null; status: string }>(
    `SELECT c.detail, p.content AS pack, k.content AS calendar, c.drill_now, c.status FROM cycle c
      JOIN policy_pack p ON p.digest = c.pack_digest JOIN calendar k ON k.version = c.calendar_version WHERE c.id = ?`,
    [cycle],
  );
  const detail = typeof row?.detail === 'string' ? (JSON.parse(row.detail) as Cycle) : row?.detail;
  if (!row || !detail?.draft) throw new RangeError(`cycle ${cycle} is not drafted`);
  const { year, drillFrom, requiredBy, approvedBy, root, dueDates } = detail.draft;
  return {
    root,
    status: row.status,
    drillNow: row.drill_now,
    terms: {
      cycle, year, isDrill: drillFrom !== null, pack: JSON.parse(row.pack) as PolicyPack, calendar: JSON.parse(row.calendar) as WorkingCalendar,
      letterDocuments: { requiredBy, approvedBy }, ...(dueDates ? { dueDates } : {}),
    },
  };
}
