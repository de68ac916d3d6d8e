import type { Patient } from './examination.ts';

/** Long polls last a minute; the server remembers a poller for five. One not heard of for two is gone. */
const aliveMillis = 120_000;

const kinds = { workflow: 1, activity: 2 } as const;

/** Who takes work from our task queue now, by identity. */
export async function pollersOf({ client, settings }: Pick<Patient, 'client' | 'settings'>): Promise<Record<keyof typeof kinds, string[]>> {
  const ask = async (taskQueueType: number): Promise<string[]> => {
    const { pollers } = await client.workflowService.describeTaskQueue({ namespace: settings.temporalNamespace, taskQueue: { name: settings.taskQueue }, taskQueueType });
    return (pollers ?? []).filter(({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1_000 < aliveMillis).map(({ identity }) => identity ?? '?');
  };
  return { workflow: await ask(kinds.workflow), activity: await ask(kinds.activity) };
}
