import type { Say } from '../../base/say.ts';
import type { Flows } from './filter.tsx';
import { moneyPageWords } from './words.ts';

/** A level by the kinds of unit at it: 镇（街道）、农场. */
export const levelName = ({ names }: Flows['levels'][number], say: Say): string => names.map((name) => say(name)).join(say(moneyPageWords.separator));
