import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import { systemAct } from '#libs/contracts/record';
import { cycleDecider } from '#libs/domain/cycle/cycle';
import type { Cycle } from '#libs/domain/cycle/cycle';
import type { CycleActivities } from '#activities/cycle';
import { hostDecider } from './host.ts';
import type { HostStart } from './host.ts';

const { launchUnits, advanceDrill, cancelUnits } = proxyActivities<CycleActivities>({
  startToCloseTimeout: '12h',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/** One campaign's year: drafted, launched, its drill clock moved, cancelled. Long work is an activity beside the acts. */
export async function cycle(start: HostStart<Cycle>): Promise<void> {
  const host = hostDecider(cycleDecider, start, (next) => continueAsNew<typeof cycle>(next));
  let isWorking = false;

  const work = async (): Promise<void> => {
    const { id, status, advancingTo, now } = host.state;
    isWorking = true;
    if (status === 'launching') host.submit(systemAct('finishLaunch', { units: await launchUnits(id) }, now));
    if (status === 'advancing' && advancingTo) {
      await advanceDrill(id, advancingTo);
      host.submit(systemAct('finishAdvance', { to: advancingTo }, advancingTo));
    }
    if (status === 'cancelling') host.submit(systemAct('finishCancel', { units: await cancelUnits(id) }, now));
    isWorking = false;
  };

  while (!host.isOver) {
    await host.untilActOrDeadline();
    await host.record();
    if (!isWorking && ['launching', 'advancing', 'cancelling'].includes(host.state.status)) void work();
    if (host.shouldContinue && !isWorking) await host.continueAsNew();
  }
  await host.settle();
}
