import { stateWords } from '#libs/contracts/state-words';
import { lights } from '#libs/domain/light';
import type { Light } from '#libs/domain/light';
import type { AnswerOf } from '../../base/api.ts';
import type { Pair } from '../../base/say.ts';

export type Column = AnswerOf<'matrix'>['columns'][number];
/** What of a column is needed to find it. */
type Named = Pick<Column, 'key' | 'kind'>;

/**
 * The column a duty stands in: its own, or for what is opened during the year (`order-3`) and for verifications
 * (`progress-Q1-by-D12`) the one that all of its policy share.
 */
export function columnOf<C extends Named>(duty: string, columns: readonly C[]): C | undefined {
  const report = /^(.+)-by-[^-]+$/.exec(duty)?.[1];
  if (report !== undefined) {
    const policy = report.replace(/-[^-]+$/, '');
    const verifications = columns.filter(({ kind }) => kind === 'verification');
    return verifications.find(({ key }) => key === policy || key.startsWith(`${policy}-`)) ?? verifications[0];
  }
  return columns.find(({ key }) => key === duty) ?? columns.find(({ key }) => key === duty.replace(/-\d+$/, ''));
}

/** Whether a column holds what is opened during the year: several duties of a unit, or one with a number. */
export const isFolded = ({ kind }: Pick<Column, 'kind'>): boolean => ['order', 'extension', 'verification'].includes(kind);

export const periodWords = (period: string | null): Pair | null => (period === null || period === 'Y' ? null : stateWords(period));

/** Letters first, then what follows from them; within a kind as the pack and the year have it. */
const kinds = ['letter', 'allocation', 'plan', 'report', 'verification', 'meeting', 'order', 'extension'];
export const byKind = <C extends Pick<Column, 'kind'>>(columns: readonly C[]): C[] => [...columns].sort((a, b) => placeOf(a) - placeOf(b));
const placeOf = ({ kind }: Pick<Column, 'kind'>): number => { const place = kinds.indexOf(kind); return place < 0 ? kinds.length : place; };

const none = Object.fromEntries(lights.map((light) => [light, 0])) as Record<Light, number>;
export const countsOf = (column: Pick<Column, 'counts'> | undefined): Record<Light, number> => ({ ...none, ...column?.counts });

/** Units that owe something there: all but those that owe nothing. */
export const owedIn = (counts: Readonly<Record<Light, number>>): number => lights.reduce((sum, light) => sum + (light === 'void' ? 0 : counts[light]), 0);

/** Whether its time has come for anybody: nothing else is worth a place on a first look. */
export const hasBegun = (column: Pick<Column, 'counts'>): boolean => {
  const counts = countsOf(column);
  return counts.late + counts.near + counts.onTrack + counts.waiting + counts.done > 0;
};

/** One number in percent, with one decimal; null of nothing. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 1000) / 10);
