import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Settings } from '#libs/platform/settings';
import { recordSource, sqlOf, transaction } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';
import { Problem } from '../problem/problem.ts';
import { settingsToken } from '../settings.ts';

/** The database is away: nothing could be asked. */
export class RecordAway extends Error {}

const awayCodes = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENOTFOUND', 'PROTOCOL_CONNECTION_LOST', 'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', 'ER_NORMAL_SHUTDOWN', 'ER_CONNECTION_KILLED', 'ER_NEW_ABORTING_CONNECTION',
]);

/** Asking again would only wait as long again. */
const tooSlow = new Set(['ETIMEDOUT', 'PROTOCOL_SEQUENCE_TIMEOUT']);

export const isRecordAway = (error: unknown): boolean => {
  const { code, fatal, message } = (error ?? {}) as { code?: string; fatal?: boolean; message?: string };
  return error instanceof RecordAway || (code !== undefined && awayCodes.has(code)) || (fatal === true && /closed|lost/i.test(message ?? ''))
    || /Can't add new command when connection is in closed state/.test(message ?? '');
};

/** Answers older than this are not used, even while the database is away (DESIGN 3.7). */
const rememberedMillis = 5 * 60_000;
/** Just after a failed connection questions are not even tried: each would wait for its own time-out. */
const awayMillis = 500;
const mostRemembered = 20_000;

/**
 * The API's way to the record. With the database there every answer is fresh; while it is away, what was asked in
 * the last five minutes is still known, so that acts go on.
 */
@Injectable()
export class RecordAccess implements OnApplicationShutdown {
  private readonly source: DataSource;
  private ready: Promise<unknown> | null = null;
  private awayUntil = 0;
  private readonly remembered = new Map<string, { at: number; answer: unknown }>();

  constructor(@Inject(settingsToken) settings: Settings) {
    this.source = recordSource(settings.mysqlUrl);
  }

  /** Statements that fail with `RecordAway` or the driver's own error; the problem filter makes both a 503. */
  readonly sql: Sql = {
    query: (statement, values) => this.ask((sql) => sql.query(statement, values)),
    run: (statement, values) => this.ask((sql) => sql.run(statement, values)),
  };

  /**
   * One READ COMMITTED transaction. Unlike a question it is not tried again when the connection dies: nobody would know
   * whether it was committed.
   */
  async inTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.connected();
    return transaction(this.source, work);
  }

  /**
   * Asks, and remembers; while the database is away, gives what was remembered.
   *
   * @throws Problem recordUnavailable when nothing is remembered, or too long ago
   */
  async freshOrRemembered<T>(key: string, ask: (sql: Sql) => Promise<T>): Promise<T> {
    try {
      const answer = await ask(this.sql);
      this.remember(key, answer);
      return answer;
    } catch (error) {
      if (!isRecordAway(error)) throw error;
      const known = this.remembered.get(key);
      if (!known || Date.now() - known.at > rememberedMillis) throw new Problem('recordUnavailable', {}, { retryAfter: 5 });
      return known.answer as T;
    }
  }

  remember(key: string, answer: unknown): void {
    this.remembered.delete(key);
    this.remembered.set(key, { at: Date.now(), answer });
    if (this.remembered.size > mostRemembered) this.remembered.delete(this.remembered.keys().next().value as string);
  }

  forget(key: string): void {
    this.remembered.delete(key);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  private async ask<T>(question: (sql: Sql) => Promise<T>): Promise<T> {
    if (Date.now() < this.awayUntil) throw new RecordAway('the database was away a moment ago');
    try {
      await this.connected();
      return await question(sqlOf(this.source));
    } catch (error) {
      if (!isRecordAway(error)) throw error;
      if (tooSlow.has((error as { code?: string }).code ?? '')) throw this.away(error);
    }
    // One connection may have died on its own; all that the API asks or writes may be asked twice.
    try {
      await this.connected();
      return await question(sqlOf(this.source));
    } catch (error) {
      if (!isRecordAway(error)) throw error;
      throw this.away(error);
    }
  }

  private away(error: unknown): RecordAway {
    this.awayUntil = Date.now() + awayMillis;
    return new RecordAway((error as Error).message);
  }

  private async connected(): Promise<void> {
    if (this.source.isInitialized) return;
    this.ready ??= this.source.initialize().finally(() => {
      this.ready = null;
    });
    await this.ready;
  }
}
