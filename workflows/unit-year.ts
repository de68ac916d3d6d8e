import { continueAsNew, defineQuery, setHandler } from '@temporalio/workflow';
import type { Instant } from '#libs/domain/time/instant';
import type { Light } from '#libs/domain/light';
import { lightsOf } from '#libs/domain/unit-year/rows';
import type { UnitYear } from '#libs/domain/unit-year/state';
import { unitYearDecider } from '#libs/domain/unit-year/unit-year';
import { hostDecider } from './host.ts';
import type { HostStart } from './host.ts';

export const lightsQuery = defineQuery<Record<string, Light>, [Instant]>('lights');

/** One unit's responsibility year: from launch until each duty is fulfilled, or the year ends without it. */
export async function unitYear(start: HostStart<UnitYear>): Promise<void> {
  const host = hostDecider(unitYearDecider, start, (next) => continueAsNew<typeof unitYear>(next));
  setHandler(lightsQuery, (now) => lightsOf(host.state, now));
  while (!host.isOver) {
    await host.untilActOrDeadline();
    await host.record();
    if (host.shouldContinue) await host.continueAsNew();
  }
}
