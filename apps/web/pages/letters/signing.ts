import type { AnswerOf } from '../../base/api.ts';

export type LetterItem = AnswerOf<'letters'>['items'][number];

/** Where a unit stands in the tree. */
export interface Place {
  unit: string;
  name: string;
  under: string | null;
  depth: number;
}

export interface Row extends LetterItem {
  under: string | null;
  underName: string | null;
  depth: number;
}

/** How far signing has come, in the order in which it comes. */
export const stages = ['drafted', 'issued', 'partlySigned', 'objected', 'countersigning', 'inForce', 'ended'] as const;
export type Stage = (typeof stages)[number];

const stageOfStatus: Readonly<Record<string, Stage>> = {
  drafted: 'drafted', objected: 'objected', countersigning: 'countersigning', inForce: 'inForce',
  // While a supplement is signed the version before it is in force.
  supplementing: 'inForce', supplementSigned: 'inForce', voided: 'ended', lapsed: 'ended',
};

export const stageOf = ({ status, signed }: Pick<LetterItem, 'status' | 'signed'>): Stage => stageOfStatus[status] ?? (signed > 0 ? 'partlySigned' : 'issued');

/** Whether somebody has to be asked to sign, answer or countersign. */
export const isWaiting = (letter: Pick<LetterItem, 'status'>): boolean => ['issued', 'objected', 'countersigning', 'supplementing', 'supplementSigned'].includes(letter.status);

/** The letters in the order of the tree, with where their units stand; a unit whose place is not known stands last, by itself. */
export function rowsOf(letters: readonly LetterItem[], places: readonly Place[]): Row[] {
  const known = new Map(places.map((place, n) => [place.unit, { ...place, n }]));
  const rows = letters.map((letter) => {
    const place = known.get(letter.unit);
    return { n: place?.n ?? Infinity, row: { ...letter, under: place?.under ?? null, underName: known.get(place?.under ?? '')?.name ?? null, depth: place?.depth ?? 0 } };
  });
  return rows.sort((a, b) => (a.n === b.n ? 0 : a.n - b.n)).map(({ row }) => row);
}

export interface Layer {
  depth: number;
  letters: number;
  /** Who issues: the units one layer above, by name. */
  above: string[];
  units: string[];
  counts: Readonly<Record<Stage, number>>;
}

/** Signing layer by layer, from the top of what is in sight: how many letters stand at each stage. */
export function layersOf(rows: readonly Row[]): Layer[] {
  const depths = [...new Set(rows.map(({ depth }) => depth))].sort((a, b) => a - b);
  return depths.map((depth) => {
    const here = rows.filter((row) => row.depth === depth);
    return {
      depth, letters: here.length, above: [...new Set(here.flatMap(({ underName }) => (underName === null ? [] : [underName])))], units: here.map(({ unitName }) => unitName),
      counts: Object.fromEntries(stages.map((stage) => [stage, here.filter((row) => stageOf(row) === stage).length])) as Record<Stage, number>,
    };
  });
}

export interface Wanted {
  stage: Stage | 'waiting' | 'all';
  depth: number | null;
  /** Part of a unit's name or code, or of the unit above it. */
  text: string;
}

export const matching = (rows: readonly Row[], { stage, depth, text }: Wanted): Row[] => {
  const asked = text.normalize('NFKC').trim().toLowerCase();
  return rows.filter((row) => (stage === 'all' || (stage === 'waiting' ? isWaiting(row) : stageOf(row) === stage)) && (depth === null || row.depth === depth)
    && (asked === '' || [row.unitName, row.unit, row.underName ?? ''].some((one) => one.toLowerCase().includes(asked))));
};

/** Those somebody has to sign or answer stand first, the rest after them; each as they stood. */
export const waitingFirst = (rows: readonly Row[]): Row[] => [...rows.filter(isWaiting), ...rows.filter((row) => !isWaiting(row))];

/** Groups by the unit above, in the order of the list. */
export function byUnitAbove(rows: readonly Row[]): { name: string | null; rows: Row[] }[] {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) groups.set(row.underName, [...(groups.get(row.underName) ?? []), row]);
  return [...groups].map(([name, all]) => ({ name, rows: all }));
}
