import type { RecordRequest } from '../contracts/record.ts';
import type { ObligationRow } from '../domain/unit-year/rows.ts';
import { obligationRows } from './rows.ts';
import { sqlInstant } from './sql.ts';
import type { Statement } from './sql.ts';

/** What duties are counted by. All that a light is derived from is in it, so that a tally shows the light of each duty it counts at any instant. */
export const tallyColumns = ['cycle', 'unit', 'kind', 'status', 'standing', 'opens_at', 'near_at', 'due_at'] as const;

/** No instant of a record comes before or after these. */
const always = "'1000-01-01 00:00:00.000'";
const never = "'9999-12-31 00:00:00.000'";

/**
 * The values of `tallyColumns` for a row of `obligation`: dates only where the light asks for them (`lightOf`), so that
 * what is settled is counted together whatever its dates were.
 */
export const tallyKey = (o: string): string => {
  const owed = (then: string, otherwise: string): string => `IF(${o}.standing = 'owed', ${then}, ${otherwise})`;
  return [
    ...['cycle', 'unit', 'kind', 'status', 'standing'].map((column) => `${o}.${column}`),
    owed(`${o}.opens_at`, always), owed(`COALESCE(${o}.near_at, ${never})`, never), owed(`COALESCE(${o}.due_at, ${never})`, never),
  ].join(', ');
};

/**
 * Hands a turn to the roller: its events for the feed, and for the tallies what its duties were counted by (-1) and what
 * they are counted by now (+1). In `record`'s transaction, before its rows are written, and only inserts: the roller
 * alone writes the tallies (ADR 18).
 */
export function handToRoller(request: RecordRequest, head: number, last: number, writtenAt: string): Statement[] {
  const rows = obligationRows(request);
  return [
    ['INSERT INTO unfed (stream, from_seq, to_seq, at) VALUES (?, ?, ?, ?)', [request.stream, head + 1, last, sqlInstant(writtenAt)]],
    ...(rows.length === 0 ? [] : [changed(rows, head > 0)]),
  ];
}

function changed(rows: readonly ObligationRow[], mayBeKnown: boolean): Statement {
  const key = tallyKey('o');
  const were = `SELECT LAST_INSERT_ID(), o.id, -1, ${key} FROM obligation o WHERE o.id IN (${rows.map(() => '?').join(', ')}) UNION ALL`;
  const given = ['id', ...tallyColumns];
  const [first, others] = [given.map((column) => `? AS ${column}`).join(', '), given.map(() => '?').join(', ')];
  return [
    `INSERT INTO tally_delta (turn, obligation, n, ${tallyColumns.join(', ')}) ${mayBeKnown ? were : ''}
      SELECT LAST_INSERT_ID(), o.id, 1, ${key} FROM (${rows.map((_, n) => `SELECT ${n === 0 ? first : others}`).join(' UNION ALL ')}) o`,
    [
      ...(mayBeKnown ? rows.map(({ id }) => id) : []),
      ...rows.flatMap((row) => [row.id, row.cycle, row.unit, row.kind, row.status, row.standing, sqlInstant(row.opensAt), sqlInstant(row.nearAt), sqlInstant(row.dueAt)]),
    ],
  ];
}
