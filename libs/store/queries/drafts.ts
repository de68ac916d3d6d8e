import { sqlInstant } from '../sql.ts';
import type { Sql } from '../sql.ts';
import { fromJson } from './json.ts';

/** A form as somebody left it. The office's own notes, no matter of the journal: they are changed, and thrown away. */
export interface DraftKept {
  form: string;
  content: Record<string, unknown>;
  /** The obligation's seq when it was begun. */
  seq: number;
  /** Counts from 1 with each time it is kept. */
  version: number;
  at: string;
}

export interface DraftPlace {
  account: string;
  cycle: string;
  unit: string;
  duty: string;
}

/** An account keeps so many; what nobody has touched for so many days is thrown away. */
export const mostDrafts = 500;
const keptDays = 60;

const where = 'account = ? AND cycle = ? AND unit = ? AND duty = ?';
const valuesOf = ({ account, cycle, unit, duty }: DraftPlace): string[] => [account, cycle, unit, duty];
const tooOld = (now: string): string | null => sqlInstant(new Date(Date.parse(now) - keptDays * 86_400_000).toISOString());

export async function draftOf(sql: Sql, place: DraftPlace, now: string): Promise<DraftKept | null> {
  const [row] = await sql.query<Omit<DraftKept, 'content'> & { content: unknown }>(`SELECT form, content, seq, version, at FROM draft WHERE ${where} AND at >= ?`, [...valuesOf(place), tooOld(now)]);
  return row ? { ...row, content: fromJson<DraftKept['content']>(row.content) } : null;
}

/**
 * Keeps a draft over the version it was made from, and sweeps away what is too old.
 *
 * @param known the version that the writer had before; 0 for none
 * @returns `kept` with its version, `newer` when another was kept meanwhile, `tooMany` when the account has all it may have
 */
export async function keepDraft(sql: Sql, place: DraftPlace, { form, content, seq }: Pick<DraftKept, 'form' | 'content' | 'seq'>, known: number, now: string): Promise<'kept' | 'newer' | 'tooMany'> {
  await sql.run('DELETE FROM draft WHERE at < ? LIMIT 1000', [tooOld(now)]);
  const text = JSON.stringify(content);
  // Written over the version it was made from, in one statement: of two windows one finds another version.
  const { affectedRows } = await sql.run(`UPDATE draft SET form = ?, content = ?, seq = ?, version = version + 1, at = ? WHERE ${where} AND version = ?`, [form, text, seq, sqlInstant(now), ...valuesOf(place), known]);
  if (affectedRows > 0) return 'kept';
  const there = await draftOf(sql, place, now);
  // What a broken connection makes us send twice was kept the first time.
  if (there) return there.version === known + 1 && there.seq === seq && there.form === form && JSON.stringify(there.content) === text ? 'kept' : 'newer';
  const [count] = await sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM draft WHERE account = ?', [place.account]);
  if (Number(count?.n) >= mostDrafts) return 'tooMany';
  const { affectedRows: inserted } = await sql.run(
    'INSERT IGNORE INTO draft (account, cycle, unit, duty, form, content, seq, version, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [...valuesOf(place), form, text, seq, known + 1, sqlInstant(now)]);
  return inserted > 0 ? 'kept' : 'newer';
}

export const dropDraft = async (sql: Sql, place: DraftPlace): Promise<void> => {
  await sql.run(`DELETE FROM draft WHERE ${where}`, valuesOf(place));
};

/** The seq of the event that changed an obligation last; null when there is none. */
export async function headOfObligation(sql: Sql, id: string): Promise<number | null> {
  const [row] = await sql.query<{ seq: number }>('SELECT seq FROM obligation WHERE id = ?', [id]);
  return row?.seq ?? null;
}
