import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { policyPack, settingGroups } from '#libs/contracts/policy';
import type { Accountability, AccountableObject, Basis, DutyPolicy, Indicator, MeasurePolicy, PolicyPackFile, Refinement, SituationPolicy, Stage, UnitType } from '#libs/contracts/policy';
import { PackProblem } from './finding.ts';
import { parse } from './parse.ts';
import { findingAt, readYaml, repositoryRoot, within } from './place.ts';
import type { Finding } from './finding.ts';
import type { Place, PlacedYaml } from './place.ts';

export interface PackFile {
  yaml: PlacedYaml;
  content: PolicyPackFile;
}

/** A part of a merged pack, and the file it came from. */
export interface Placed<T> {
  value: T;
  at: Place;
}

/** A duty, and where it says who owes it: a child may have refined just that. */
export interface PlacedDuty extends Placed<DutyPolicy> {
  owedByAt: Place;
}

/** A setting as all of them are: a value and its basis. */
export interface SettingValue {
  value: unknown;
  basis: Basis;
}

export type Source = PolicyPackFile['sources'][number];
export type Target = PolicyPackFile['targets'][number];

/** A pack laid over the packs it builds on. */
export interface Layers {
  /** Nearest first. */
  files: readonly PackFile[];
  sources: Map<string, Placed<Source>>;
  unitTypes: Map<string, Placed<UnitType>>;
  ladders: Map<string, Placed<readonly Stage[]>>;
  indicators: Map<string, Placed<Indicator>>;
  duties: Map<string, PlacedDuty>;
  /** By name, those of a group as `group.name`. */
  settings: Map<string, Placed<SettingValue>>;
  /** The parents' first: of two equally exact ones the later wins. */
  targets: Placed<Target>[];
  /** What packs refine of their parents' duties, by the duty's id. */
  refined: Placed<string>[];
  weights: Map<string, Placed<Accountability['weights'][number]>>;
  measures: Map<string, Placed<MeasurePolicy>>;
  objects: Map<string, Placed<AccountableObject>>;
  situations: Map<string, Placed<SituationPolicy>>;
  measuresOpen: Placed<NonNullable<Accountability['measuresOpen']>> | null;
}

export const dataFolder = (): string => join(repositoryRoot(), 'libs/packs/data');

/** The folders of the shipped packs, by id. */
export const listPackFolders = (): string[] =>
  readdirSync(dataFolder(), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(dataFolder(), entry.name)).sort();

/** A pack's folder: a shipped pack's id, or a path. A path is written with a separator or exists as it stands. */
export function packFolder(folderOrId: string): string {
  const shipped = join(dataFolder(), folderOrId);
  return /^[a-z][a-z0-9-]*$/.test(folderOrId) && existsSync(join(shipped, 'pack.yaml')) ? shipped : resolve(folderOrId);
}

/**
 * Reads a pack and each pack it builds on, nearest first. A parent lies beside its child or among the shipped packs.
 *
 * @throws PackProblem when a file is missing or not a pack, or a parent is unknown or its own ancestor
 */
export function readLineage(folder: string): PackFile[] {
  const files: PackFile[] = [];
  let next: string | undefined = folder;
  while (next !== undefined) {
    const file = readPackFile(next);
    files.push(file);
    next = parentFolder(file, next, files);
  }
  return files;
}

function readPackFile(folder: string): PackFile {
  const file = join(folder, 'pack.yaml');
  if (!existsSync(file)) {
    const nothing: PlacedYaml = { file, value: undefined, syntax: [], lineOf: () => 1 };
    throw new PackProblem([findingAt({ yaml: nothing, path: [] }, 'fileMissing', '没有这个政策包文件', 'there is no such pack file')]);
  }
  const yaml = readYaml(file);
  const parsed = parse(yaml, policyPack);
  if ('findings' in parsed) throw new PackProblem(parsed.findings);
  return { yaml, content: parsed.content };
}

function parentFolder(file: PackFile, folder: string, read: readonly PackFile[]): string | undefined {
  const wanted = file.content.buildsOn;
  if (wanted === undefined) return undefined;
  const refuse = (zh: string, en: string): never => {
    throw new PackProblem([findingAt({ yaml: file.yaml, path: ['buildsOn'] }, 'parentUnknown', zh, en)]);
  };
  const [id = '', version] = wanted.split('@');
  const parent = [join(dirname(folder), id), join(dataFolder(), id)].find((candidate) => existsSync(join(candidate, 'pack.yaml')));
  if (parent === undefined) return refuse(`找不到所依托的政策包 ${id}`, `the pack it builds on, ${id}, is unknown`);
  if (read.some((earlier) => dirname(earlier.yaml.file) === parent)) return refuse(`政策包 ${id} 依托于自身`, `${id} builds on itself`);
  const found = readPackFile(parent).content;
  if (found.id !== id) return refuse(`文件夹 ${id} 中是政策包 ${found.id}`, `the folder ${id} holds the pack ${found.id}`);
  return found.version === version ? parent : refuse(`所依托的 ${id} 现为 ${found.version} 版，不是 ${version} 版`, `${id} is at version ${found.version}, not ${version}`);
}

/** Lays files over each other: entries are joined by id, the nearer file's entry wins as a whole; targets are appended. */
export function layer(files: readonly PackFile[]): Layers {
  const layers: Layers = {
    files,
    sources: new Map(),
    unitTypes: new Map(),
    ladders: new Map(),
    indicators: new Map(),
    duties: new Map(),
    settings: new Map(),
    targets: [],
    refined: [],
    weights: new Map(),
    measures: new Map(),
    objects: new Map(),
    situations: new Map(),
    measuresOpen: null,
  };
  for (const { yaml, content } of [...files].reverse()) {
    const at = (...path: (string | number)[]): Place => ({ yaml, path });
    content.sources.forEach((value, i) => layers.sources.set(value.id, { value, at: at('sources', i) }));
    content.unitTypes.forEach((value, i) => layers.unitTypes.set(value.id, { value, at: at('unitTypes', i) }));
    content.indicators.forEach((value, i) => layers.indicators.set(value.id, { value, at: at('indicators', i) }));
    content.duties.forEach((value, i) => layers.duties.set(value.id, { value, at: at('duties', i), owedByAt: at('duties', i, 'owedBy') }));
    content.targets.forEach((value, i) => layers.targets.push({ value, at: at('targets', i) }));
    for (const [name, value] of Object.entries(content.ladders)) layers.ladders.set(name, { value, at: at('ladders', name) });
    for (const [duty, refinement] of Object.entries(content.refines)) {
      layers.refined.push({ value: duty, at: at('refines', duty) });
      const known = layers.duties.get(duty);
      if (known) layers.duties.set(duty, refine(known, refinement, at('refines', duty, 'owedBy')));
    }
    layCases(layers, content.accountability, (...path) => at('accountability', ...path));
    laySettings(layers, content.settings, (...path) => at('settings', ...path));
  }
  return layers;
}

function refine({ value, at, owedByAt }: PlacedDuty, { title, owedBy }: Refinement, place: Place): PlacedDuty {
  return { value: { ...value, ...(title ? { title } : {}), ...(owedBy ? { owedBy } : {}) }, at, owedByAt: owedBy ? place : owedByAt };
}

type At = (...path: (string | number)[]) => Place;

function layCases(layers: Layers, { weights, measures, objects, situations, measuresOpen }: Accountability, at: At): void {
  weights.forEach((value, i) => layers.weights.set(value.id, { value, at: at('weights', i) }));
  measures.forEach((value, i) => layers.measures.set(value.id, { value, at: at('measures', i) }));
  objects.forEach((value, i) => layers.objects.set(value.id, { value, at: at('objects', i) }));
  situations.forEach((value, i) => layers.situations.set(value.id, { value, at: at('situations', i) }));
  if (measuresOpen) layers.measuresOpen = { value: measuresOpen, at: at('measuresOpen') };
}

/** Single settings replace single settings, in a group too. */
function laySettings(layers: Layers, given: PolicyPackFile['settings'], at: At): void {
  for (const [name, value] of Object.entries(given)) {
    if (!isGroup(name)) layers.settings.set(name, { value: value as SettingValue, at: at(name) });
    else for (const [inner, one] of Object.entries(value ?? {})) layers.settings.set(`${name}.${inner}`, { value: one as SettingValue, at: at(name, inner) });
  }
}

export const isGroup = (name: string): boolean => (settingGroups as readonly string[]).includes(name);

/** What a pack lacks that a cycle needs. A pack without a campaign is there to be built upon. */
export function lacking(layers: Layers): Finding[] {
  const own = layers.files[0];
  if (!own || !layers.files.some((file) => file.content.campaign)) return [];
  const top: Place = { yaml: own.yaml, path: ['settings'] };
  return (['deliverySlots', 'quietHours', 'nearWorkingDays', 'escalationWindowMinutes'] as const)
    .filter((name) => !layers.settings.has(name))
    .map((name) => findingAt(within(top, name), 'settingMissing', `缺少设定 ${name}`, `the setting ${name} is missing`));
}
