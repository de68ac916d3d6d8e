import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { Settings } from '#libs/platform/settings';
import { settingsToken } from './settings.ts';

/** Retried for about a second only: the caller has a key and does better to try again than to hang. */
const brief = defaultGrpcRetryOptions({ maxAttempts: 4 });
const resourceExhausted = 8;
const retries = makeGrpcRetryInterceptor({
  ...brief, retryableDecider: (attempt, status) => Number(status.code) !== resourceExhausted && brief.retryableDecider(attempt, status),
});

/** The way to Temporal. Connects when first asked: sign-in and reads work while it is away. */
@Injectable()
export class Engine implements OnApplicationShutdown {
  readonly client: Client;
  readonly taskQueue: string;
  readonly namespace: string;
  private readonly connection: Connection;

  constructor(@Inject(settingsToken) settings: Settings) {
    this.connection = Connection.lazy({ address: settings.temporalAddress, connectTimeout: '5s', interceptors: [retries] });
    this.client = new Client({ connection: this.connection, namespace: settings.temporalNamespace });
    this.taskQueue = settings.taskQueue;
    this.namespace = settings.temporalNamespace;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}
