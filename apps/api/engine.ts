import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import type { Settings } from '#libs/platform/settings';
import { settingsToken } from './settings.ts';

/** The way to Temporal. Connects when first asked: sign-in and reads work while it is away. */
@Injectable()
export class Engine implements OnApplicationShutdown {
  readonly client: Client;
  readonly taskQueue: string;
  readonly namespace: string;
  private readonly connection: Connection;

  constructor(@Inject(settingsToken) settings: Settings) {
    this.connection = Connection.lazy({ address: settings.temporalAddress, connectTimeout: '5s' });
    this.client = new Client({ connection: this.connection, namespace: settings.temporalNamespace });
    this.taskQueue = settings.taskQueue;
    this.namespace = settings.temporalNamespace;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}
