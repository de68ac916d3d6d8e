import { continueAsNew } from '@temporalio/workflow';
import { fundsLineDecider } from '#libs/domain/funds/funds-line';
import type { FundsLine } from '#libs/domain/funds/line';
import { hostDecider } from './host.ts';
import type { HostStart } from './host.ts';

/** One allocation: from its registration until the year is over. */
export async function fundsLine(start: HostStart<FundsLine>): Promise<void> {
  const host = hostDecider(fundsLineDecider, start, (next) => continueAsNew<typeof fundsLine>(next));
  while (!host.isOver) {
    await host.untilActOrDeadline();
    await host.record();
    if (host.shouldContinue) await host.continueAsNew();
  }
}
