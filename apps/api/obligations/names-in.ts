import type { Duty } from '#libs/domain/unit-year/state';
import type { Names } from './event-words.ts';

/** How the duty itself calls its indicators, and what its stages said when they came. */
export function namesIn(duty: Duty, notices: readonly { stage: string; words: string }[]): Names {
  const named = [...('targets' in duty ? duty.targets : []), ...('asked' in duty ? duty.asked : [])] as readonly { indicator: string; name?: string }[];
  return {
    indicator: (id) => named.find(({ indicator }) => indicator === id)?.name ?? id,
    stage: (stage) => notices.find((notice) => notice.stage === stage)?.words,
  };
}
