/** A JSON column: text in MariaDB, parsed already by MySQL's driver. */
export const fromJson = <T>(value: unknown): T => (typeof value === 'string' ? (JSON.parse(value) as T) : (value as T));
