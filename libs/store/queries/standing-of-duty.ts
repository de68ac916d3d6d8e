import type { Duty } from '../../domain/unit-year/state.ts';
import { eventOf } from '../record.ts';
import type { EventRow } from '../record.ts';
import type { RecordedEvent } from '../../contracts/record.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';

/** How far a duty is, and its unit's stream at that same moment; null where there is no such duty. */
export async function standingOfDuty(sql: Sql, stream: string, obligation: string): Promise<{ seq: number; head: number } | null> {
  const [row] = await sql.query<{ seq: number; head: number }>('SELECT o.seq, s.head_seq AS head FROM obligation o JOIN stream s ON s.id = ? WHERE o.id = ?', [stream, obligation]);
  return row ?? null;
}

/** The last event after one number that was about a duty; else the last of all: one about the whole year moved it. */
export async function lastEventOn(sql: Sql, stream: string, duty: string, after: number): Promise<RecordedEvent | null> {
  const [row] = await sql.query<EventRow>(
    `SELECT seq, type, at, account, person, posts, act_key, body, prev_hash, hash FROM event WHERE stream = ? AND seq > ?
      ORDER BY (JSON_VALUE(body, '$.duty') <=> ? OR JSON_VALUE(body, '$.of') <=> ?) DESC, seq DESC LIMIT 1`,
    [stream, after, duty, duty],
  );
  return row ? eventOf(row) : null;
}

/** The duty as it stands. */
export async function dutyOf(sql: Sql, obligation: string): Promise<Duty | null> {
  const [row] = await sql.query<{ detail: unknown }>('SELECT detail FROM obligation WHERE id = ?', [obligation]);
  return row ? fromJson<Duty>(row.detail) : null;
}
