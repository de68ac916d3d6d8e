import type { ActOutcome } from '../../contracts/record.ts';
import type { Sql } from '../sql.ts';

export interface KnownAct {
  bodyHash: string;
  outcome: ActOutcome;
}

/** What became of an act, by account and key; null when no such act is recorded. */
export async function knownAct(sql: Sql, account: string, key: string): Promise<KnownAct | null> {
  const [row] = await sql.query<{ body_hash: string; outcome: string }>('SELECT body_hash, outcome FROM act WHERE account = ? AND act_key = ?', [account, key]);
  return row ? { bodyHash: row.body_hash, outcome: JSON.parse(row.outcome) as ActOutcome } : null;
}

/** Whether a stream is recorded, and whether it has ended. */
export async function streamStanding(sql: Sql, stream: string): Promise<'unknown' | 'open' | 'ended'> {
  const [row] = await sql.query<{ ended_at: string | null }>('SELECT ended_at FROM stream WHERE id = ?', [stream]);
  return row ? (row.ended_at === null ? 'open' : 'ended') : 'unknown';
}

/** The seq of a stream's last event; null when it has none. */
export async function headOf(sql: Sql, stream: string): Promise<number | null> {
  const [row] = await sql.query<{ seq: number }>('SELECT head_seq AS seq FROM stream WHERE id = ?', [stream]);
  return row ? Number(row.seq) : null;
}
