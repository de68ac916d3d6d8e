import { continueAsNew } from '@temporalio/workflow';
import { noticeDecider } from '#libs/domain/public-notice/notice-decider';
import type { PublicNotice } from '#libs/domain/public-notice/public-notice';
import { hostDecider } from './host.ts';
import type { HostStart } from './host.ts';

/** One public notice: from its posting until the year is over. */
export async function publicNotice(start: HostStart<PublicNotice>): Promise<void> {
  const host = hostDecider(noticeDecider, start, (next) => continueAsNew<typeof publicNotice>(next));
  while (!host.isOver) {
    await host.untilActOrDeadline();
    await host.record();
    if (host.shouldContinue) await host.continueAsNew();
  }
}
