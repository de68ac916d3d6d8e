import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Finding, FindingCode } from './finding.ts';
import type { Words } from '#libs/contracts/policy';

export type Path = readonly PropertyKey[];

/** A YAML file that remembers on which line each part of it stands. */
export interface PlacedYaml {
  file: string;
  value: unknown;
  syntax: readonly { line: number; message: string }[];
  /** Line of the last step of `path` that exists: a missing key points at its parent. */
  lineOf(path: Path): number;
}

/** A part of a file. */
export interface Place {
  yaml: PlacedYaml;
  path: Path;
}

export const within = (place: Place, ...steps: Path): Place => ({ yaml: place.yaml, path: [...place.path, ...steps] });

export const findingAt = (place: Place, code: FindingCode, zh: string, en: string): Finding => {
  const message: Words = { zh, en };
  const path = place.path.map(String).join('.');
  return { file: shownPath(place.yaml.file), line: place.yaml.lineOf(place.path), severity: 'error', code, path, message };
};

/**
 * The folder of the repository: the nearest one upwards whose package.json is named zeren. YAML is not copied
 * into dist, so the compiled loader finds the same files as the source does.
 *
 * @throws Error when nothing above this file is zeren
 */
export function repositoryRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'zeren') return folder;
    if (folder === dirname(folder)) throw new Error('no package.json named zeren above the policy packs');
  }
}

function shownPath(file: string): string {
  const fromRoot = relative(repositoryRoot(), file);
  return (fromRoot.startsWith('..') ? relative(process.cwd(), file) : fromRoot).split(sep).join('/');
}

/** @throws Error (ENOENT …) when the file cannot be read; bad YAML is no error here but listed in `syntax` */
export function readYaml(file: string): PlacedYaml {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const syntax = document.errors.map((error) => ({ line: error.linePos?.[0].line ?? 1, message: error.message.split('\n')[0] ?? '' }));
  return {
    file,
    value: syntax.length > 0 ? undefined : (document.toJS() as unknown),
    syntax,
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line || 1,
  };
}

/** Where the last existing step of `path` begins: the key in a map, the item in a list. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      next = pair.value;
    } else if (isSeq(node)) {
      next = node.items[Number(step)];
      if (next === undefined) break;
      offset = startOf(next) ?? offset;
    } else break;
    node = next;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
