import { checkPack, findingLine } from '#libs/packs/check';
import { listPackFolders } from '#libs/packs/layers';

/**
 * Prints what must be mended in policy packs, one finding a line, or that there is nothing to mend.
 *
 * @param folders packs by id or folder; none means all that are shipped
 * @returns the exit code: 1 when anything must be mended
 */
export async function policyCheck(folders: string[]): Promise<number> {
  const asked = folders.length > 0 ? folders : listPackFolders();
  // A fault in a parent shows in each pack that builds on it; it is said once.
  const lines = new Set(asked.flatMap((folder) => checkPack(folder)).map(findingLine));
  for (const line of lines) console.log(line);
  if (lines.size === 0) console.log(`${asked.length} 个政策包没有问题 · ${asked.length === 1 ? '1 pack' : `${asked.length} packs`}, nothing to mend`);
  return lines.size === 0 ? 0 : 1;
}
