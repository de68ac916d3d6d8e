import { ask, Refusal } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { unitIn } from './match.ts';
import type { Known } from './match.ts';
import type { Row } from './signing.ts';

export type Outcome = AnswerOf<'registerCeremony'>['outcomes'][number];

/** One file that was dropped, the unit it is of, and what became of it. */
export interface Scan {
  id: string;
  file: File;
  unit: string | null;
  /** SHA-256 once it was brought for this unit. */
  brought: { unit: string; sha256: string } | null;
  refusal: Refusal | null;
  outcome: Outcome | null;
}

/** As many letters as one request registers. */
export const mostLetters = 200;

export const scanOf = (file: File, known: readonly Known[]): Scan => ({ id: crypto.randomUUID(), file, unit: unitIn(file.name, known), brought: null, refusal: null, outcome: null });

/** The units whose letters can be registered, with the names above them that a file name may say too. */
export const knownOf = (rows: readonly Row[]): Known[] => rows.map(({ unit, unitName, underName }) => ({ unit, name: unitName, above: underName === null ? [] : [underName] }));

/** Units that two files are said to be of. */
export const twice = (scans: readonly Scan[]): ReadonlySet<string> => {
  const units = scans.flatMap(({ unit }) => (unit === null ? [] : [unit]));
  return new Set(units.filter((unit, n) => units.indexOf(unit) < n));
};

/** A file's name as the record keeps it: one line of at most 120 characters, its ending kept. */
const nameOf = ({ name }: File): string => {
  const clean = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  return clean.length <= 120 ? clean : `${clean.slice(0, 110)}${clean.slice(-10)}`;
};

/** Brings a scan for its unit, once: tried again after a refusal, and not when it is there already. */
export async function bring(scan: Scan): Promise<Scan> {
  const { unit, file, brought } = scan;
  if (unit === null || brought?.unit === unit) return scan;
  try {
    const { sha256 } = await ask('uploadDocument', { query: { unit, name: nameOf(file) } }, { file });
    return { ...scan, brought: { unit, sha256 }, refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...scan, refusal: error };
  }
}
