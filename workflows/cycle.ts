import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import { systemAct } from '#libs/contracts/record';
import { cycleDecider } from '#libs/domain/cycle/cycle';
import type { Cycle } from '#libs/domain/cycle/cycle';
import type { CycleActivities } from '#activities/cycle';
import { hostDecider } from './host.ts';
import type { HostStart } from './host.ts';

const { launchUnits, advanceDrill, endUnits } = proxyActivities<CycleActivities>({
  startToCloseTimeout: '12h',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/** One campaign's year: drafted, launched, its drill clock moved, closed or cancelled. Long work is an activity beside the acts. */
export async function cycle(start: HostStart<Cycle>): Promise<void> {
  const host = hostDecider(cycleDecider, start, (next) => continueAsNew<typeof cycle>(next));
  let isWorking = false;
  /** The drill's clock stands where it stands; a live year's is the wall's. */
  const now = (): string => (start.isDrill ? host.state.now : new Date().toISOString());

  const step = async (): Promise<void> => {
    const { id, status, advancingTo } = host.state;
    if (status === 'launching') {
      const units = await launchUnits(id);
      await host.submit(systemAct('finishLaunch', { units }, now()));
    } else if (status === 'advancing' && advancingTo) {
      await advanceDrill(id, advancingTo);
      await host.submit(systemAct('finishAdvance', { to: advancingTo }, advancingTo));
    } else if (status === 'closing') {
      const units = await endUnits(id, 'closed');
      await host.submit(systemAct('finishClose', { units }, now()));
    } else if (status === 'cancelling') {
      const units = await endUnits(id, 'cancelled');
      await host.submit(systemAct('finishCancel', { units }, now()));
    }
  };
  const work = async (): Promise<void> => {
    isWorking = true;
    // What cannot be recorded was set aside; the next turn finds the work still to be done.
    await step().catch(() => undefined);
    isWorking = false;
  };

  while (!host.isOver) {
    await host.untilActOrDeadline();
    await host.record();
    if (!isWorking && ['launching', 'advancing', 'closing', 'cancelling'].includes(host.state.status)) void work();
    if (host.shouldContinue && !isWorking) await host.continueAsNew();
  }
}
