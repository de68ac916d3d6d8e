import { temporalClient } from './temporal.ts';
import type { Settings } from './settings.ts';
import { searchKeys } from './workflow-ids.ts';

const indexedValueTypes: Record<string, number> = { KEYWORD: 2, INT: 3 };

/** Makes the search attributes known to the server; those it knows already stay. */
export async function registerSearchAttributes(settings: Pick<Settings, 'temporalAddress' | 'temporalNamespace'>): Promise<void> {
  const client = await temporalClient(settings);
  try {
    const namespace = settings.temporalNamespace;
    const known = await client.connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.values(searchKeys).filter((key) => !(key.name in (known.customAttributes ?? {})));
    if (missing.length === 0) return;
    await client.connection.operatorService.addSearchAttributes({
      namespace, searchAttributes: Object.fromEntries(missing.map((key) => [key.name, indexedValueTypes[key.type] ?? 2])),
    });
  } finally {
    await client.connection.close();
  }
}
