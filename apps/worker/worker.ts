import { readFileSync } from 'node:fs';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import { cycleActivities } from '#activities/cycle';
import { deliverActivities, drainCycle } from '#activities/deliver';
import { nextYearActivities } from '#activities/next-year';
import { beginLedgers, ledgerActivities } from '#activities/ledger';
import { recordActivities } from '#activities/record';
import { relayActivities, wakeRecent } from '#activities/relay';
import { rollerActivities } from '#activities/roller';
import { keepYearlyDrafts } from '#activities/yearly-draft';
import { smtpChannel } from '#libs/delivery/transport';
import { logger } from '#libs/platform/log';
import type { Settings } from '#libs/platform/settings';
import { temporalClient } from '#libs/platform/temporal';
import { dispatcherId, relayId, rollerId, workflowTypes } from '#libs/platform/workflow-ids';
import { journalSource, recordSource } from '#libs/store/sql';

const log = logger('worker');

export interface RunningWorker {
  run(): Promise<void>;
  shutdown(): void;
}

/** The bundle made at build time; a test passes its own. */
const builtBundle = (): WorkflowBundleOption => ({ code: readFileSync(new URL('../../workflows/bundle.js', import.meta.url), 'utf8') });

/** A worker of all workflows and activities, with its connections; `run` ends when it has shut down and let go of them. */
export async function createWorker(settings: Settings, workflowBundle: WorkflowBundleOption = builtBundle()): Promise<RunningWorker> {
  const [source, journal] = await Promise.all([recordSource(settings.mysqlUrl, 12).initialize(), journalSource(settings.mysqlUrl, 16).initialize()]);
  const client = await temporalClient(settings);
  const connection = await NativeConnection.connect({ address: settings.temporalAddress });
  const channel = smtpChannel({ url: settings.smtpUrl, ...(settings.mailFrom ? { from: settings.mailFrom } : {}) });
  const delivery = { source, channel, publicUrl: settings.publicUrl, onFault: ({ cycle, cause }: { cycle: string; cause: unknown }) => log.error({ cycle, cause: String(cause) }, 'a cycle’s delivery stands still') };
  const { taskQueue } = settings;
  const worker = await Worker.create({
    connection,
    namespace: settings.temporalNamespace,
    taskQueue,
    workflowBundle,
    activities: {
      ...recordActivities({ source, journal }),
      ...cycleActivities({ source, client, taskQueue, drainCycle: (cycle, now) => drainCycle(delivery, cycle, now) }),
      ...relayActivities({ source, client }),
      ...rollerActivities({ source }),
      ...nextYearActivities({ source, client, taskQueue, packFolders: settings.packFolders }),
      ...deliverActivities(delivery),
      ...ledgerActivities({ source, client, taskQueue }),
    },
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
    maxCachedWorkflows: 2_000,
    shutdownGraceTime: '1s',
  });
  return {
    async run() {
      try {
        await ensureRunning(client, taskQueue);
        const running = worker.run();
        wakeRecent({ source, client }).catch((error: unknown) => log.warn({ error: String(error) }, 'not every stream could be woken; each is when it is next asked'));
        keepYearlyDrafts({ source, client, taskQueue }).catch((error: unknown) => log.warn({ error: String(error) }, 'the yearly Schedules could not be looked after; each is at its next launch'));
        beginLedgers({ source, client, taskQueue }).catch((error: unknown) => log.warn({ error: String(error) }, 'imported ledgers could not be begun; each is when its progress is asked'));
        await running;
      } finally {
        channel.close();
        await Promise.allSettled([connection.close(), client.connection.close(), source.destroy(), journal.destroy()]);
      }
    },
    shutdown: () => worker.shutdown(),
  };
}

/** Relay, dispatcher and roller run for as long as the office does: started once, found running ever after. */
async function ensureRunning(client: Client, taskQueue: string): Promise<void> {
  for (const [workflowId, type] of [[relayId, workflowTypes.relay], [dispatcherId, workflowTypes.dispatcher], [rollerId, workflowTypes.roller]] as const) {
    await client.workflow.start(type, { workflowId, taskQueue, workflowIdConflictPolicy: 'USE_EXISTING', args: [] });
  }
}
