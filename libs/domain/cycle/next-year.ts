import type { NoticePlan } from '../decider.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** How the next year's draft, or what it waits for, is told: to which posts, when, and by when it is looked at, on what basis. */
export interface Telling {
  posts: string[];
  /** A slot of a working day. */
  at: Instant;
  unit: string;
  unitName: string;
  title: string;
  dueOn: LocalDate;
  basis: string;
  words: string;
  link: string;
}

/** Why the Schedule could not draft the next year yet, in both languages. */
export interface NextYearWaits {
  year: number;
  code: string;
  zh: string;
  en: string;
}

/**
 * @param cycle the next year's cycle, drafted or still to come
 * @param nth tells this time from earlier ones, where what is waited for has changed
 */
export const noticesOf = (cycle: string, act: 'launch' | 'draftNext', nth: number, { posts, at, ...told }: Telling): NoticePlan[] => posts.map((post) => ({
  key: `${cycle}/${act}/${nth}/${post}`, obligation: cycle, stage: act, dating: nth, post, at,
  content: {
    unit: told.unit, unitName: told.unitName, title: told.title, act, stage: act, words: told.words, dueOn: told.dueOn, originalDueOn: told.dueOn, basis: told.basis, link: told.link,
  },
}));
