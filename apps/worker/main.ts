import { Runtime } from '@temporalio/worker';
import { logger } from '#libs/platform/log';
import { readSettings, SettingMissing } from '#libs/platform/settings';
import { createWorker } from './worker.ts';

const log = logger('worker');
Runtime.install({ shutdownSignals: ['SIGINT', 'SIGTERM'], logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: (message, meta) => log.warn(meta, message), error: (message, meta) => log.error({ ...meta, error: String(meta?.['error'] ?? '') }, message) } });
try {
  const worker = await createWorker(readSettings());
  log.info('ready');
  await worker.run();
} catch (error) {
  if (error instanceof SettingMissing) console.error(error.message);
  else log.error({ error: error instanceof Error ? error.message : String(error) }, 'stopped');
  process.exitCode = 1;
}
