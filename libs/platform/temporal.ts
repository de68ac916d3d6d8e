import { Client, Connection } from '@temporalio/client';
import type { Settings } from './settings.ts';

/** A client of the Temporal server; `close` when the process stops. */
export async function temporalClient({ temporalAddress, temporalNamespace }: Pick<Settings, 'temporalAddress' | 'temporalNamespace'>): Promise<Client> {
  const connection = await Connection.connect({ address: temporalAddress, connectTimeout: '10s' });
  return new Client({ connection, namespace: temporalNamespace });
}
