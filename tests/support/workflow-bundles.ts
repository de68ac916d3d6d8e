import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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

/** A bundle that was made of the same sources serves again: making one takes a processor four seconds, and most test files need the same. */
async function bundleOf(folder: string): Promise<WorkflowBundleOption> {
  const kept = join(root, '.zeren/bundles');
  const codePath = join(kept, `${keyOf(folder)}.js`);
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(folder, 'index.ts'),
      logger: { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: console.error },
      webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['@zeren/source', '...'] } }),
    });
    mkdirSync(kept, { recursive: true });
    for (const name of readdirSync(kept)) if (Date.now() - statSync(join(kept, name)).mtimeMs > 86_400_000) rmSync(join(kept, name), { force: true });
    const written = join(kept, randomUUID()); // another test file may be making the same
    writeFileSync(written, code);
    renameSync(written, codePath);
  }
  return { codePath };
}

/** Of the text of all that a bundle can be made of: the folder's files, the libraries, and the versions of what is installed. */
function keyOf(folder: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const from of [folder, join(root, 'libs')]) {
    const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && file.name.endsWith('.ts')).map((file) => join(file.parentPath, file.name)).sort();
    for (const file of files) hash.update(`\n${relative(from, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}
