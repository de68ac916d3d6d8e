import { DataSource } from 'typeorm';
import type { DataSourceOptions, Logger, QueryRunner } from 'typeorm';
import { migrations } from './migrations/index.ts';

/** Instants travel as ISO text; MariaDB wants them without T and Z. */
export const sqlInstant = (instant: string | null): string | null => (instant === null ? null : instant.replace('T', ' ').replace('Z', ''));

interface Field {
  type: string;
  length: number;
  string(encoding?: string): string | null;
}

/** DATETIME as ISO UTC text, DATE as text, TINYINT(1) as boolean, JSON left to the reader. */
function typeCast(field: Field, next: () => unknown): unknown {
  if (field.type === 'DATETIME' || field.type === 'TIMESTAMP') {
    const text = field.string();
    return text === null ? null : `${text.slice(0, 10)}T${text.slice(11, 19)}.${(text.slice(20) || '0').padEnd(3, '0')}Z`;
  }
  if (field.type === 'DATE') return field.string();
  if (field.type === 'TINY' && field.length === 1) {
    const text = field.string();
    return text === null ? null : text === '1';
  }
  if (field.type === 'NEWDECIMAL' || field.type === 'LONGLONG') {
    const text = field.string();
    return text === null ? null : Number(text);
  }
  return next();
}

const nothing = (): void => undefined;
/** Statements carry what people wrote: none is printed; who asked says what went wrong. */
const silent: Logger = { logQuery: nothing, logQueryError: nothing, logQuerySlow: nothing, logSchemaBuild: nothing, logMigration: nothing, log: nothing };

/**
 * The record's connections: UTC, READ COMMITTED, quick to say that the database is away (connect 2 s).
 *
 * REPEATABLE READ's gap locks deadlock under one transaction per stream (ADR 4).
 */
export function recordSource(url: string, poolSize = 12, statementMillis = 4_000): DataSource {
  return new DataSource(optionsOf(url, poolSize, statementMillis));
}

/**
 * Connections that take several statements in one round trip: for the journal alone, whose statements are all ours.
 */
export function journalSource(url: string, poolSize = 12, statementMillis = 4_000): DataSource {
  const options = optionsOf(url, poolSize, statementMillis);
  return new DataSource({ ...options, extra: { ...options.extra, multipleStatements: true } });
}

function optionsOf(url: string, poolSize: number, statementMillis: number) {
  return {
    type: 'mariadb',
    url,
    timezone: 'Z',
    charset: 'utf8mb4',
    connectTimeout: 2_000,
    poolSize,
    migrations,
    migrationsTransactionMode: 'each',
    migrationsTableName: 'migration',
    synchronize: false,
    // A database that hangs is away: a statement that takes longer is given up.
    enableQueryTimeout: true,
    maxQueryExecutionTime: statementMillis,
    logger: silent,
    supportBigNumbers: true,
    extra: { typeCast, enableKeepAlive: true, maxIdle: poolSize, idleTimeout: 600_000 },
  } satisfies DataSourceOptions;
}

/** Statements that read or write; a DataSource, or one transaction. */
export interface Sql {
  query<T = Record<string, unknown>>(statement: string, values?: readonly unknown[]): Promise<T[]>;
  run(statement: string, values?: readonly unknown[]): Promise<{ affectedRows: number; insertId: number }>;
}

const over = (runner: Pick<QueryRunner, 'query'>): Sql => ({
  query: (statement, values = []) => runner.query(statement, values as unknown[]) as never,
  run: async (statement, values = []) => (await runner.query(statement, values as unknown[])) as never,
});

/** Statements outside a transaction. */
export const sqlOf = (source: DataSource): Sql => over({ query: (statement: string, values?: unknown[]) => source.query(statement, values) } as never);

/** Connections that were told once. */
const readCommitted = new WeakSet<object>();

const transient = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT']);

/**
 * Runs one READ COMMITTED transaction; a deadlock or lock wait (1213, 1205) is tried again, at most five times.
 */
export async function transaction<T>(source: DataSource, work: (sql: Sql) => Promise<T>): Promise<T> {
  return retried(source, async (runner) => {
    await runner.query('START TRANSACTION');
    const result = await work(over(runner));
    await runner.query('COMMIT');
    return result;
  });
}

/** One statement with its values. */
export type Statement = readonly [statement: string, values: readonly unknown[]];

/**
 * One READ COMMITTED transaction in two round trips: the questions travel with START TRANSACTION, what the answers
 * lead to with COMMIT. A statement that fails stops those behind it, COMMIT among them.
 *
 * @param source of `journalSource`
 * @param decide the rows of each question → what to write, and the result
 */
export async function askThenWrite<T>(
  source: DataSource, questions: readonly Statement[], decide: (answers: readonly unknown[][], sql: Sql) => Promise<{ write: readonly Statement[]; result: T }>,
): Promise<T> {
  return retried(source, async (runner) => {
    const [, ...answers] = await together(runner, [['START TRANSACTION', []], ...questions]);
    const { write, result } = await decide(answers as unknown[][], over(runner));
    await together(runner, [...write, ['COMMIT', []]]);
    return result;
  });
}

/** Sends statements together; their results in order. */
async function together(runner: QueryRunner, statements: readonly Statement[]): Promise<unknown[]> {
  const results = await runner.query(statements.map(([statement]) => statement).join(';\n'), statements.flatMap(([, values]) => values)) as unknown;
  return statements.length === 1 ? [results] : results as unknown[];
}

async function retried<T>(source: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const runner = source.createQueryRunner();
    try {
      const connection = await runner.connect() as object;
      if (!readCommitted.has(connection)) {
        await runner.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
        readCommitted.add(connection);
      }
      return await work(runner);
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      const code = (error as { code?: string }).code ?? '';
      if (!transient.has(code) || attempt === 5) throw error;
    } finally {
      await runner.release();
    }
  }
}

/** Rows of `(?, ?, …)` for a multi-row insert. */
export const placeholders = (rows: number, columns: number): string =>
  Array.from({ length: rows }, () => `(${Array.from({ length: columns }, () => '?').join(', ')})`).join(', ');
