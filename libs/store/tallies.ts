import type { RecordRequest } from '../contracts/record.ts';
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
 * Hands a turn to the roller: its events for the feed, and for the tallies what stood before its rows were written and
 * what stands after. In `record`'s transaction, and only inserts: the roller alone writes the tallies (ADR 18).
 *
 * @param writeRows what writes the turn's rows
 * @returns the statements around `writeRows`, in their order; none of them in between may insert into a table that numbers its rows
 */
export function handToRoller(request: RecordRequest, head: number, last: number, writtenAt: string, writeRows: readonly Statement[]): Statement[] {
  const obligations = request.kind === 'cycle' ? [] : Object.keys(request.rows);
  return [
    ['INSERT INTO unfed (stream, from_seq, to_seq, at) VALUES (?, ?, ?, ?)', [request.stream, head + 1, last, sqlInstant(writtenAt)]],
    // A stream that opens had no rows.
    ...(head === 0 ? [] : counted(obligations, -1)),
    ...writeRows,
    ...counted(obligations, 1),
  ];
}

const counted = (obligations: readonly string[], n: 1 | -1): Statement[] => (obligations.length === 0 ? [] : [[
  `INSERT INTO tally_delta (turn, obligation, n, ${tallyColumns.join(', ')})
    SELECT LAST_INSERT_ID(), o.id, ${n}, ${tallyKey('o')} FROM obligation o WHERE o.id IN (${obligations.map(() => '?').join(', ')})`,
  obligations,
]]);
