import { basename } from 'node:path';
import { reject } from '#libs/domain/decider';
import type { Rejection } from '#libs/domain/decider';
import { listPacks, loadPack, PackProblem } from './load.ts';
import type { LoadedPack } from './load.ts';

/**
 * The pack of this id as it is now, its newest version: among an office's own folders, then among those shipped.
 *
 * @rejects packUnknown, packUnusable (with file, line and reason)
 */
export async function findPack(id: string, year: number, folders: readonly string[] = []): Promise<LoadedPack | Rejection> {
  const own = folders.map((folder) => ({ id: basename(folder), folder, isRunnable: true }));
  try {
    const packs = [...own, ...await listPacks()].filter((pack) => pack.isRunnable);
    const pack = packs.find((one) => one.id === id);
    if (!pack) return reject('packUnknown', { pack: id, known: packs.map((one) => one.id) }, '/pack');
    return await loadPack(pack.folder);
  } catch (error) {
    if (error instanceof PackProblem) return reject('packUnusable', { year, reason: error.message });
    throw error;
  }
}
