import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { organisation as organisationSchema } from '#libs/contracts/policy';
import type { Organisation, PolicyPack, Words } from '#libs/contracts/policy';
import { readCalendars } from './calendars.ts';
import { PackProblem } from './finding.ts';
import { lacking, layer, listPackFolders, packFolder, readLineage } from './layers.ts';
import { parse } from './parse.ts';
import { findingAt, readYaml } from './place.ts';
import type { Calendars } from './calendars.ts';
import type { Layers } from './layers.ts';

export { PackProblem } from './finding.ts';

/** Everything a cycle is launched with. */
export interface LoadedPack extends Calendars {
  pack: PolicyPack;
  /** The units and people that come with the pack; null when an office brings its own. */
  organisation: Organisation | null;
  /** SHA-256 of the merged pack as canonical JSON: what a cycle pins. Neither calendar nor organisation is in it. */
  digest: string;
}

export interface PackSummary {
  id: string;
  version: string;
  title: Words;
  folder: string;
  /** False for a pack that names no campaign: it is only built upon. */
  isRunnable: boolean;
}

/**
 * Loads a pack with its parents laid under it.
 *
 * @param folderOrId a shipped pack's id, or the path of a folder that holds pack.yaml
 * @throws PackProblem with file, line and reason when it cannot be read, or names no campaign and so cannot be run
 */
export async function loadPack(folderOrId: string): Promise<LoadedPack> {
  const folder = packFolder(folderOrId);
  const pack = merged(layer(readLineage(folder)));
  const digest = createHash('sha256').update(canonicalize(pack) ?? '').digest('hex');
  return { pack, ...readCalendars(folder), organisation: readOrganisation(folder), digest };
}

/** The shipped packs, by id. */
export async function listPacks(): Promise<PackSummary[]> {
  return listPackFolders().flatMap((folder) => {
    const files = readLineage(folder);
    const isRunnable = files.some((file) => file.content.campaign);
    return files.slice(0, 1).map(({ content: { id, version, title } }) => ({ id, version, title, folder, isRunnable }));
  });
}

/** @throws PackProblem when the pack names no campaign or lacks a setting */
function merged(layers: Layers): PolicyPack {
  const files = layers.files.map((file) => file.content);
  const [own] = layers.files;
  if (!own) throw new RangeError('no pack to merge');
  const campaign = files.find((file) => file.campaign)?.campaign;
  const label = files.find((file) => file.label)?.label;
  const missing = lacking(layers);
  if (!campaign) {
    missing.push(findingAt({ yaml: own.yaml, path: [] }, 'campaignMissing', '该政策包没有工作名称，只能被依托，不能启动', 'the pack names no campaign: it can be built upon, not run'));
  }
  if (!campaign || missing.length > 0) throw new PackProblem(missing);
  const values = <T>(entries: Iterable<{ value: T }>): T[] => [...entries].map((entry) => entry.value);
  return {
    id: own.content.id,
    version: own.content.version,
    title: own.content.title,
    ...(label ? { label } : {}),
    campaign,
    lineage: files.map((file) => `${file.id}@${file.version}`),
    settings: settingsOf(layers),
    sources: values(layers.sources.values()),
    unitTypes: values(layers.unitTypes.values()),
    ladders: Object.fromEntries([...layers.ladders].map(([name, { value }]) => [name, [...value]])),
    indicators: values(layers.indicators.values()),
    targets: values(layers.targets),
    duties: values(layers.duties.values()),
    accountability: {
      weights: values(layers.weights.values()),
      measures: values(layers.measures.values()),
      ...(layers.measuresOpen ? { measuresOpen: layers.measuresOpen.value } : {}),
      objects: values(layers.objects.values()),
      situations: values(layers.situations.values()),
    },
  };
}

/** The settings as a pack writes them: those of a group in their group again. */
function settingsOf(layers: Layers): PolicyPack['settings'] {
  const settings: Record<string, unknown> = {};
  for (const [path, { value }] of layers.settings) {
    const [group = '', name] = path.split('.');
    settings[group] = name === undefined ? value : { ...(settings[group] as object | undefined), [name]: value };
  }
  // The checker and `lacking` answer for what must be there.
  return settings as PolicyPack['settings'];
}

function readOrganisation(folder: string): Organisation | null {
  const file = join(folder, 'organisation.yaml');
  if (!existsSync(file)) return null;
  const parsed = parse(readYaml(file), organisationSchema);
  if ('findings' in parsed) throw new PackProblem(parsed.findings);
  return parsed.content;
}
