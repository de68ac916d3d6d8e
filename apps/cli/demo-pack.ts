import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listPacks } from '#libs/packs/load';

/** The shipped pack that can be run and brings its own organisation, the largest lineage aside: the demo. */
export async function demoPack(): Promise<string> {
  const runnable = (await listPacks()).filter((pack) => pack.isRunnable && existsSync(join(pack.folder, 'organisation.yaml')));
  const demo = runnable.find((pack) => pack.id.endsWith('-demo')) ?? runnable[0];
  if (!demo) throw new RangeError('no shipped pack brings an organisation');
  return demo.id;
}
