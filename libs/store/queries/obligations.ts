import type { Light } from '../../domain/light.ts';
import type { Extension } from '../../domain/extension/extension.ts';
import type { Letter, Target } from '../../domain/letter/letter.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Report } from '../../domain/report/report.ts';
import { verificationKey } from '../../domain/verification/verification.ts';
import type { Verification } from '../../domain/verification/verification.ts';
import type { Duty } from '../../domain/unit-year/state.ts';
import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Key, Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { lightSql } from './light.ts';
import { breadthOf, inSight } from './places.ts';
import type { Breadth, Sight } from './places.ts';

/** An obligation as it stands at an instant. */
export interface ObligationFacts<D extends Duty = Duty> {
  id: string;
  unit: string;
  unitName: string;
  superior: string;
  superiorName: string;
  key: string;
  kind: Duty['kind'];
  period: string | null;
  status: string;
  light: Light;
  opensAt: string;
  dueOn: string | null;
  dueAt: string | null;
  originalDueOn: string | null;
  firstSubmittedAt: string | null;
  onTime: boolean | null;
  completeAt: string | null;
  /** Of the unit's stream: the last turn that changed it. */
  seq: number;
  detail: D;
}

const columns = `o.id, o.unit, u.name AS unitName, o.superior, o.obligation_key AS \`key\`, o.kind, o.period, o.status, o.opens_at AS opensAt, o.due_on AS dueOn,
  o.due_at AS dueAt, o.original_due_on AS originalDueOn, o.first_submitted_at AS firstSubmittedAt, o.on_time AS onTime, o.complete_at AS completeAt, o.seq, o.detail`;

type Row = Omit<ObligationFacts, 'detail'> & { detail: unknown };
const factsOf = <D extends Duty>({ detail, ...row }: Row): ObligationFacts<D> => ({ ...row, detail: fromJson<D>(detail) });

/** One obligation of a unit, by its key. */
export async function obligationOf(sql: Sql, cycle: string, unit: string, key: string, now: string): Promise<ObligationFacts | null> {
  const light = lightSql(now);
  const [row] = await sql.query<Row>(
    `SELECT ${columns}, s.name AS superiorName, ${light.sql} AS light FROM obligation o
      JOIN unit u ON u.id = o.unit JOIN unit s ON s.id = o.superior WHERE o.id = ?`,
    [...light.values, `${cycle}/${unit}/${key}`],
  );
  return row ? factsOf(row) : null;
}

/** The letters of the units directly below, voided and lapsed ones left out. */
export async function lettersBelow(sql: Sql, cycle: string, superior: string): Promise<{ unit: string; status: string; targets: Target[] }[]> {
  const rows = await sql.query<{ unit: string; status: string; detail: unknown }>(
    `SELECT unit, status, detail FROM obligation WHERE cycle = ? AND superior = ? AND kind = 'letter' AND status NOT IN ('voided', 'lapsed') ORDER BY unit LIMIT 1000`, [cycle, superior]);
  return rows.map(({ unit, status, detail }) => ({ unit, status, targets: fromJson<Letter>(detail).targets }));
}

/** Units that an issued order names as assisting: they read what is no unit's of theirs, and give word. */
export async function assistingUnits(sql: Sql, obligation: string): Promise<string[]> {
  const [row] = await sql.query<{ detail: unknown }>("SELECT detail FROM obligation WHERE id = ? AND kind = 'order' AND status NOT IN ('drafted', 'discarded')", [obligation]);
  return row === undefined ? [] : fromJson<Order>(row.detail).assisting.map(({ unit }) => unit);
}

/** The verifications of a unit's report, by the departments' ids. */
export async function verificationsOf(sql: Sql, cycle: string, unit: string, report: string): Promise<Verification[]> {
  const rows = await sql.query<{ detail: unknown }>(
    "SELECT detail FROM obligation WHERE cycle = ? AND unit = ? AND kind = 'verification' AND LEFT(obligation_key, ?) = ? ORDER BY obligation_key LIMIT 60",
    [cycle, unit, report.length + '-by-'.length, verificationKey(report, '')],
  );
  return rows.map(({ detail }) => fromJson<Verification>(detail));
}

/** A draft of an order, and one that was discarded, is not yet the unit's: it is of whoever stands above it. */
export const unissuedOrder = "(o.kind = 'order' AND JSON_VALUE(o.detail, '$.issued.at') IS NULL)";

interface ListOptions {
  cycle: string;
  now: string;
  sight: Sight;
  limit: number;
  cursor?: string | undefined;
}

export const lettersOf = (sql: Sql, options: ListOptions & { status?: string | undefined }): Promise<Page<ObligationFacts<Letter>>> =>
  listOf<Letter>(sql, options, 'letter', [['o.status', options.status]]);

export const reportsOf = (sql: Sql, options: ListOptions & { period?: string | undefined; light?: Light | undefined }): Promise<Page<ObligationFacts<Report>>> =>
  listOf<Report>(sql, options, 'report', [['o.period', options.period]], options.light);

export const extensionsOf = (sql: Sql, options: ListOptions & { status?: string | undefined }): Promise<Page<ObligationFacts<Extension>>> =>
  listOf<Extension>(sql, options, 'extension', [['o.status', options.status]]);

/** Of every kind, or narrowed to one; see `Duty`. */
export const obligationsOf = (sql: Sql, options: ListOptions & { kind?: string | undefined; policy?: string | undefined; period?: string | undefined; light?: Light | undefined }): Promise<Page<ObligationFacts>> =>
  listOf<Duty>(sql, options, null, [['o.kind', options.kind], ['o.policy', options.policy], ['o.period', options.period]], options.light);

export const ordersOf = (sql: Sql, options: ListOptions & { status?: string | undefined }): Promise<Page<ObligationFacts<Order>>> =>
  listOf<Order>(sql, options, 'order', [['o.status', options.status]]);

/** The order of a list, and of what follows in it. Late ones: the longest overdue first. */
const orders = {
  byUnit: { columns: ['o.unit', 'o.obligation_key'], index: 'obligation_unit', keyOf: (row: Row) => [row.unit, row.key] },
  byDue: { columns: ['o.due_at', 'o.unit', 'o.obligation_key'], index: 'obligation_late', keyOf: (row: Row) => [row.dueAt ?? '', row.unit, row.key] },
} as const;

/** Where the duties of a list are looked for: from the units in sight, or in the order of the list with the units looked up. */
const among: Record<Breadth['of'], (index: string, inSight: string) => string> = {
  few: (_, seen) => `unit_path up JOIN obligation o FORCE INDEX (obligation_unit) ON o.unit = up.unit AND ${seen}`,
  many: (index, seen) => `obligation o FORCE INDEX (${index}) JOIN (SELECT DISTINCT up.unit FROM unit_path up WHERE ${seen}) up ON up.unit = o.unit`,
  most: (index, seen) => `obligation o FORCE INDEX (${index}) JOIN unit_path up ON up.unit = o.unit AND ${seen}`,
};

/**
 * Obligations in sight, by unit and key; what is late, by due date. Which they are is found in an index alone, from the
 * units where few are in sight, else in the order of the list; then the rows of the page are read.
 */
async function listOf<D extends Duty>(sql: Sql, { cycle, now, sight, limit, cursor }: ListOptions, kind: D['kind'] | null, filters: readonly [string, string | undefined][], lit?: Light): Promise<Page<ObligationFacts<D>>> {
  const order = lit === 'late' ? orders.byDue : orders.byUnit;
  const after = keyOf(cursor, order.columns.map(() => 'string' as const));
  const light = lightSql(now);
  const seen = inSight(sight);
  const below = standsBelow(sight);
  // A draft is nobody's to owe: it is never late, and only orders have drafts.
  const hidesDrafts = lit !== 'late' && [kind, ...filters.flatMap(([column, value]) => (column === 'o.kind' ? [value] : []))].every((one) => one === null || one === undefined || one === 'order');
  const given = [['o.kind', kind ?? undefined] as [string, string | undefined], ...filters].filter((filter): filter is [string, string] => filter[1] !== undefined);
  const lighted = lit === undefined ? null : lit === 'late' ? { sql: "o.standing = 'owed' AND o.due_at <= ?", values: [sqlInstant(now)] } : { sql: `${light.sql} = ?`, values: [...light.values, lit] };
  const breadth = await breadthOf(sql, seen);
  // Ids of units follow the tree more often than not: what lies elsewhere in the index need not be looked up.
  const ids = breadth.of === 'many' ? [breadth.from, breadth.to] : [];
  // Of one duty alone the overdue stand together, in the order of the list.
  const index = order === orders.byDue && given.some(([column]) => column === 'o.policy') ? 'obligation_late_policy' : order.index;
  const follows = after === null ? null : following(order.columns, after);
  const rows = await sql.query<Row>(
    `SELECT ${columns}, s.name AS superiorName, ${light.sql} AS light FROM (
        SELECT STRAIGHT_JOIN o.id FROM ${among[breadth.of](index, seen.where)} WHERE o.cycle = ? ${ids.length > 0 ? 'AND o.unit BETWEEN ? AND ?' : ''} ${given.map(([column]) => `AND ${column} = ?`).join(' ')} ${lighted === null ? '' : `AND ${lighted.sql}`}
          ${hidesDrafts ? `AND (NOT ${unissuedOrder} OR ${below.sql})` : ''} ${follows === null ? '' : `AND (${follows.sql})`} ORDER BY ${order.columns.join(', ')} LIMIT ?) page
      JOIN obligation o ON o.id = page.id JOIN unit u ON u.id = o.unit JOIN unit s ON s.id = o.superior ORDER BY ${order.columns.join(', ')}`,
    [...light.values, ...seen.values, cycle, ...ids, ...given.map(([, value]) => value), ...(lighted?.values ?? []), ...(hidesDrafts ? below.values : []), ...(follows?.values ?? []), limit + 1],
  );
  return pageOf(rows, limit, order.keyOf, (row) => factsOf<D>(row));
}

/** The unit stands below one in sight; it is not itself all that is seen. */
const standsBelow = ({ day, paths }: Sight): { sql: string; values: string[] } => ({
  sql: `EXISTS (SELECT 1 FROM unit_path b WHERE b.unit = o.unit AND b.valid_from <= ? AND (b.valid_to IS NULL OR b.valid_to >= ?) AND (${paths.map(() => 'b.path LIKE ?').join(' OR ') || 'FALSE'}))`,
  values: [day, day, ...paths.map((path) => `${path}_%`)],
});

/** Whatever comes after a key, column by column, so that an index in this order begins there. */
function following(of: readonly string[], key: Key): { sql: string; values: (string | number | null)[] } {
  const values = key.map((part, n) => (of[n]?.endsWith('_at') ? sqlInstant(String(part)) : part));
  return {
    sql: of.map((column, n) => `(${[...of.slice(0, n).map((same) => `${same} = ?`), `${column} > ?`].join(' AND ')})`).join(' OR '),
    values: of.flatMap((_, n) => values.slice(0, n + 1)),
  };
}

export const dutiesAtOnce = 500;

/** Duties of a unit, in the order of their keys, from the first or those after one; at most 500. A unit that pays has thousands. */
export async function dutiesOfUnit(sql: Sql, cycle: string, unit: string, now: string, after = ''): Promise<ObligationFacts[]> {
  const light = lightSql(now);
  const rows = await sql.query<Row>(
    `SELECT ${columns}, s.name AS superiorName, ${light.sql} AS light FROM obligation o
      JOIN unit u ON u.id = o.unit JOIN unit s ON s.id = o.superior WHERE o.cycle = ? AND o.unit = ? AND o.obligation_key > ? AND NOT ${unissuedOrder} ORDER BY o.obligation_key LIMIT ${dutiesAtOnce}`,
    [...light.values, cycle, unit, after],
  );
  return rows.map((row) => factsOf(row));
}
