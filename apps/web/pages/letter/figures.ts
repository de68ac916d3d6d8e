import { stateWords } from '#libs/contracts/state-words';
import { retarget } from '#libs/domain/letter/letter';
import type { Target } from '#libs/domain/letter/letter';
import type { AnswerOf } from '../../base/api.ts';
import type { Say } from '../../base/say.ts';
import { drawingWords } from '../../base/year-drawing-words.ts';
import { directionWords, sheetWords } from './words.ts';

export type LetterView = AnswerOf<'letter'>;
export type TargetOf = LetterView['targets'][number];

/** 不少于1,240: a target's figure with its direction in words. */
export const figureIn = (say: Say, { direction }: Pick<TargetOf, 'direction'>, value: number): string => say(directionWords[direction] ?? { zh: '{figure}', en: '{figure}' }, { figure: say.number(value) });

/** Q1 before Q2, M02 before M11, as far as any target is planned by period. */
export const periodsOf = (targets: readonly Pick<TargetOf, 'byPeriod'>[]): string[] => [...new Set(targets.flatMap(({ byPeriod }) => Object.keys(byPeriod)))].sort();

/** 第一季度 6、第二季度 15… */
export const planIn = (say: Say, byPeriod: Readonly<Record<string, number>>): string => Object.keys(byPeriod).sort()
  .map((period) => say(sheetWords.onePeriod, { period: say(stateWords(period)), value: say.number(byPeriod[period] ?? 0) })).join(say.language === 'zh' ? '，' : ', ');

/** The target as the server will have it with another figure: its plan by period follows. */
export const afterwards = (target: TargetOf, value: number): TargetOf => retarget(target as Target, value) as TargetOf;

/** 2026年2月10日, as on paper. */
export function paperDate(say: Say, date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return say(sheetWords.paperDate, { year, month: say.language === 'zh' ? Number(month) : drawingWords.english[Number(month) - 1] ?? '', day: Number(day) });
}

/** What changed between two versions, by indicator; null for the first. */
export function changesBetween(before: LetterView['versions'][number] | undefined, after: LetterView['versions'][number]): { indicator: string; before: number; after: number }[] | null {
  if (!before) return null;
  return Object.entries(after.targets).flatMap(([indicator, value]) => (before.targets[indicator] === value ? [] : [{ indicator, before: before.targets[indicator] ?? 0, after: value }]));
}
