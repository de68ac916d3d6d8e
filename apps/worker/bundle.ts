import { mkdir, writeFile } from 'node:fs/promises';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Made at build time, so that a worker starts at once and runs what was tested. */
const { code } = await bundleWorkflowCode({ workflowsPath: new URL('../../workflows/index.js', import.meta.url).pathname });
const folder = new URL('../../workflows/', import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL('bundle.js', folder), code);
