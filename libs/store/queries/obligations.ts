import type { Light } from '../../domain/light.ts';
import type { Extension } from '../../domain/extension/extension.ts';
import type { Letter, Target } from '../../domain/letter/letter.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Report } from '../../domain/report/report.ts';
import { verificationKey } from '../../domain/verification/verification.ts';
import type { Verification } from '../../domain/verification/verification.ts';
import type { Duty } from '../../domain/unit-year/state.ts';
import type { Sql } from '../sql.ts';
import { keyOf, pageOf } from './cursor.ts';
import type { Page } from './cursor.ts';
import { fromJson } from './json.ts';
import { lightSql } from './light.ts';
import { inSight } from './places.ts';
import type { Sight } from './places.ts';

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
  detail: D;
}

const columns = `o.id, o.unit, u.name AS unitName, o.superior, o.obligation_key AS \`key\`, o.kind, o.period, o.status, o.opens_at AS opensAt, o.due_on AS dueOn,
  o.due_at AS dueAt, o.original_due_on AS originalDueOn, o.first_submitted_at AS firstSubmittedAt, o.on_time AS onTime, o.complete_at AS completeAt, o.detail`;

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

/** Obligations in sight, by unit and key; runs over the index (cycle, unit). */
async function listOf<D extends Duty>(sql: Sql, { cycle, now, sight, limit, cursor }: ListOptions, kind: D['kind'] | null, filters: readonly [string, string | undefined][], lit?: Light): Promise<Page<ObligationFacts<D>>> {
  const after = keyOf(cursor, ['string', 'string']);
  const light = lightSql(now);
  const seen = inSight(sight);
  const above = sight.paths.map((path) => `${path}_%`);
  const given = [['o.kind', kind ?? undefined] as [string, string | undefined], ...filters].filter((filter): filter is [string, string] => filter[1] !== undefined);
  const rows = await sql.query<Row>(
    `SELECT ${columns}, s.name AS superiorName, ${light.sql} AS light FROM obligation o
      JOIN unit_path up ON up.unit = o.unit JOIN unit u ON u.id = o.unit JOIN unit s ON s.id = o.superior
      WHERE o.cycle = ? AND ${seen.where} AND (NOT ${unissuedOrder} OR ${above.map(() => 'up.path LIKE ?').join(' OR ') || 'FALSE'}) ${given.map(([column]) => `AND ${column} = ?`).join(' ')}
        ${lit === undefined ? '' : `AND ${light.sql} = ?`} ${after ? 'AND (o.unit > ? OR (o.unit = ? AND o.obligation_key > ?))' : ''}
      ORDER BY o.unit, o.obligation_key LIMIT ?`,
    [
      ...light.values, cycle, ...seen.values, ...above, ...given.map(([, value]) => value),
      ...(lit === undefined ? [] : [...light.values, lit]), ...(after ? [after[0], after[0], after[1]] : []), limit + 1,
    ],
  );
  return pageOf(rows, limit, (row) => [row.unit, row.key], (row) => factsOf<D>(row));
}

/** Every duty of a unit, in the order of their keys; at most 500. */
export async function dutiesOfUnit(sql: Sql, cycle: string, unit: string, now: string): Promise<ObligationFacts[]> {
  const light = lightSql(now);
  const rows = await sql.query<Row>(
    `SELECT ${columns}, s.name AS superiorName, ${light.sql} AS light FROM obligation o
      JOIN unit u ON u.id = o.unit JOIN unit s ON s.id = o.superior WHERE o.cycle = ? AND o.unit = ? AND NOT ${unissuedOrder} ORDER BY o.obligation_key LIMIT 500`,
    [...light.values, cycle, unit],
  );
  return rows.map((row) => factsOf(row));
}
