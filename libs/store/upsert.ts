import { placeholders } from './sql.ts';
import type { Statement } from './sql.ts';

/** Writes rows of a read model whole; what is a key, or never changes, is left as it was. */
export const upsert = (table: string, keys: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): Statement[] => {
  const columns = Object.keys(rows[0] ?? {});
  return columns.length === 0 ? [] : [[
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${placeholders(rows.length, columns.length)}
      ON DUPLICATE KEY UPDATE ${columns.filter((column) => !keys.includes(column)).map((column) => `${column} = VALUES(${column})`).join(', ')}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  ]];
};
