import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { breadthOf, inSight, sightOf } from './places.ts';

/**
 * How complete and how timely the reports of a subtree are, as DHIS2 counts reporting rates: of a data set (a report of
 * the pack), a period, and a unit with all below it.
 *
 * - `expected`: the reports owed. One that was declared 无此项任务 or waived is owed by nobody; one that lapsed at the
 *   close still was.
 * - `received`: handed in at least once to the unit above. A nil return counts; so does a report that was returned, for a
 *   return moves no blame; one that is still on its way through the unit's own steps does not.
 * - `onTime`, of those received: the first time was by the date that counts now, so that a date that was moved (an
 *   extension, a pause, one act for many, another calendar) counts as kept. `onTimeByOriginalDate`: by the first date on
 *   record. What is between the two is lateness that was justified.
 * - `late`: received and not in time. `missing`: not received, and the date has passed or the year has ended without it.
 *   `toCome`: not received, and still in time, or paused.
 * - `accepted`: received and accepted by the unit above.
 *
 * expected = received + missing + toCome; received = onTime + late.
 */
export interface Completeness {
  expected: number;
  received: number;
  onTime: number;
  onTimeByOriginalDate: number;
  late: number;
  missing: number;
  toCome: number;
  accepted: number;
}

export const nothingExpected: Completeness = { expected: 0, received: 0, onTime: 0, onTimeByOriginalDate: 0, late: 0, missing: 0, toCome: 0, accepted: 0 };

interface Where {
  cycle: string;
  now: string;
  day: string;
  /** The path of the unit whose subtree is meant. */
  path: string;
  period?: string | undefined;
  policy?: string | undefined;
}

/** Of the unit itself (under the key '') and of each unit directly below it with all that is below that. */
export async function completenessBelow(sql: Sql, { cycle, now, day, path, period, policy }: Where): Promise<Map<string, Completeness>> {
  const seen = inSight(sightOf(day, [path]));
  const rows = await sql.query<Omit<Completeness, 'late' | 'toCome'> & { unit: string }>(
    `SELECT STRAIGHT_JOIN SUBSTRING_INDEX(SUBSTRING(up.path, ?), '/', 1) AS unit, COUNT(*) AS expected, SUM(o.first_submitted_at IS NOT NULL) AS received,
        SUM(o.first_submitted_at IS NOT NULL AND COALESCE(o.on_time, 0)) AS onTime,
        COALESCE(SUM(o.first_submitted_at < DATE_ADD(o.original_due_on, INTERVAL 16 HOUR)), 0) AS onTimeByOriginalDate,
        SUM(o.first_submitted_at IS NULL AND (o.status = 'lapsed' OR (o.standing = 'owed' AND o.due_at <= ?))) AS missing, SUM(o.complete_at IS NOT NULL) AS accepted
      FROM ${(await breadthOf(sql, seen)).of === 'few'
        ? 'unit_path up JOIN obligation o FORCE INDEX (obligation_unit) ON o.unit = up.unit'
        : 'obligation o FORCE INDEX (obligation_period) JOIN unit_path up ON up.unit = o.unit'}
      WHERE ${seen.where} AND o.cycle = ? AND o.kind = 'report'
        ${period === undefined ? '' : 'AND o.period = ?'} ${policy === undefined ? '' : 'AND o.policy = ?'} AND o.status NOT IN ('noTask', 'waived')
      GROUP BY 1`,
    [path.length + 1, sqlInstant(now), ...seen.values, cycle, ...[period, policy].filter((given) => given !== undefined)],
  );
  return new Map(rows.map(({ unit, ...counts }) => {
    const { expected, received, onTime, onTimeByOriginalDate, missing, accepted } = Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, Number(n)])) as typeof counts;
    return [unit, { expected, received, onTime, onTimeByOriginalDate, late: received - onTime, missing, toCome: expected - received - missing, accepted }];
  }));
}

/** Two parts of a subtree together. */
export const together = (a: Completeness, b: Completeness): Completeness =>
  Object.fromEntries(Object.entries(a).map(([name, n]) => [name, n + b[name as keyof Completeness]])) as unknown as Completeness;
