import { continueAsNew } from '@temporalio/workflow';
import type { Project } from '#libs/domain/project/project';
import { projectDecider } from '#libs/domain/project/project-decider';
import { hostDecider } from './host.ts';
import type { HostStart } from './host.ts';

/** One project of the library: from its proposal until it is closed, withdrawn, or the year is over. */
export async function project(start: HostStart<Project>): Promise<void> {
  const host = hostDecider(projectDecider, start, (next) => continueAsNew<typeof project>(next));
  while (!host.isOver) {
    await host.untilActOrDeadline();
    await host.record();
    if (host.shouldContinue) await host.continueAsNew();
  }
}
