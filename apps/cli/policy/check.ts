import { checkPack, findingLine } from '#libs/packs/check';
import { listPackFolders, packFolder, readLineage } from '#libs/packs/layers';

/**
 * Prints each pack that has nothing to mend with the packs it builds on, and of the others what must be mended, one finding
 * a line.
 *
 * @param folders packs by id or folder; none means all that are shipped
 * @returns the exit code: 1 when anything must be mended
 */
export async function policyCheck(folders: string[]): Promise<number> {
  const asked = folders.length > 0 ? folders : listPackFolders();
  const checked = asked.map((folder) => ({ folder, findings: checkPack(folder) }));
  // A fault in a parent shows in each pack that builds on it; it is said once.
  const lines = new Set(checked.flatMap(({ findings }) => findings).map(findingLine));
  for (const line of lines) console.log(line);
  for (const { folder } of checked.filter(({ findings }) => findings.length === 0)) console.log(lineageLine(folder));
  if (lines.size === 0) console.log(`${asked.length} 个政策包没有问题 · ${asked.length === 1 ? '1 pack' : `${asked.length} packs`}, nothing to mend`);
  return lines.size === 0 ? 0 : 1;
}

/** `child@1.0.0 ← parent@1.0.0 ← …  what it is`, and whether it can be run. */
function lineageLine(folder: string): string {
  const files = readLineage(packFolder(folder)).map(({ content }) => content);
  const run = files.some(({ campaign }) => campaign) ? '可启动 · can be run' : '只供依托 · to be built upon';
  return `${files.map(({ id, version }) => `${id}@${version}`).join(' ← ')}  ${files[0]?.title.zh ?? ''} · ${files[0]?.title.en ?? ''}  ${run}`;
}
