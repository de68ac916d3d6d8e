/** A cursor came back that this list never gave. */
export class CursorInvalid extends Error {}

/** One page of a list: its items, and the cursor of what follows (null at the end). */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export type Key = readonly (string | number)[];

/** The place after an item, as text that callers pass back and need not understand. */
export const cursorOf = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Where a page begins.
 *
 * @param parts how many columns the list is ordered by, and of which kind
 * @throws CursorInvalid when the text is not a cursor of this list
 */
export function keyOf(cursor: string | undefined, parts: readonly ('string' | 'number')[]): Key | null {
  if (cursor === undefined) return null;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new CursorInvalid('not a cursor');
  }
  if (!Array.isArray(key) || key.length !== parts.length || !key.every((part, index) => typeof part === parts[index] && isKeyPart(part as string | number))) throw new CursorInvalid('a cursor of another list');
  return key as Key;
}

/** Keys are ids and instants: plain ASCII, and numbers that are counted. */
const isKeyPart = (part: string | number): boolean => (typeof part === 'number' ? Number.isSafeInteger(part) : /^[\x20-\x7e]*$/.test(part));

/** Makes a page of what was asked for with one row more than the limit. */
export function pageOf<Row, T>(rows: readonly Row[], limit: number, keyOfRow: (row: Row) => Key, shape: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(shape), next: rows.length > limit && last !== undefined ? cursorOf(keyOfRow(last)) : null };
}
