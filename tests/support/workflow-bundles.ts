import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';

const root = new URL('../../', import.meta.url).pathname;
const silent = () => undefined;

/** What to write instead of passages, by file of `workflows/`; each passage must be there once. */
export type Alteration = Readonly<Record<string, readonly (readonly [passage: string, instead: string])[]>>;

const made = new Map<Alteration | undefined, Promise<WorkflowBundleOption>>();

/** The workflows as a worker runs them; with an alteration, those of a copy that differs from them in that and nothing else. */
export function workflowBundle(alteration?: Alteration): Promise<WorkflowBundleOption> {
  const bundle = made.get(alteration) ?? (alteration ? altered(alteration) : bundleOf(join(root, 'workflows')));
  made.set(alteration, bundle);
  return bundle;
}

async function altered(alteration: Alteration): Promise<WorkflowBundleOption> {
  // Inside the repository: what the copy imports from libs is found as from the original.
  mkdirSync(join(root, '.zeren'), { recursive: true });
  const copy = mkdtempSync(join(root, '.zeren/workflows-'));
  try {
    cpSync(join(root, 'workflows'), copy, { recursive: true });
    for (const [file, passages] of Object.entries(alteration)) {
      writeFileSync(join(copy, file), passages.reduce((text, [passage, instead]) => {
        if (text.split(passage).length !== 2) throw new Error(`${file} has not exactly one ${passage}`);
        return text.replace(passage, () => instead);
      }, readFileSync(join(copy, file), 'utf8')));
    }
    return await bundleOf(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const bundleOf = (folder: string): Promise<WorkflowBundleOption> => bundleWorkflowCode({
  workflowsPath: join(folder, 'index.ts'),
  logger: { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: console.error },
  webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['@zeren/source', '...'] } }),
});
