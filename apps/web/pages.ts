import type { ComponentType } from 'react';
import { lettersNav } from './pages/letters/nav-words.ts';
import { frameWords } from './shell/words.ts';
import type { Pair } from './base/say.ts';

/** What a post must be able to do for a page to be in its navigation; the API decides what is shown on it. */
export type Audience = 'everyone' | 'administrator' | 'issuer' | 'supervisor';

export interface Page {
  /** Below `/cycles/{cycle}`. */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Absent from the navigation when it has no name there. */
  nav?: { words: Pair; for: Audience | readonly Audience[] };
}

/** Every page of a year, in the order of the navigation. A page is a folder in `pages/` and a row here. */
export const pages: readonly Page[] = [
  { path: '/tasks', load: () => import('./pages/tasks/tasks.tsx'), nav: { words: frameWords.tasks, for: 'everyone' } },
  { path: '/letters', load: () => import('./pages/letters/letters.tsx'), nav: { words: lettersNav, for: 'everyone' } },
  { path: '/letters/ceremony', load: () => import('./pages/letters/ceremony.tsx') },
  { path: '/inbox', load: () => import('./pages/inbox/inbox.tsx'), nav: { words: frameWords.inbox, for: 'everyone' } },
  { path: '/year', load: () => import('./pages/year/year.tsx'), nav: { words: frameWords.yearPage, for: ['administrator', 'issuer'] } },
  { path: '/office', load: () => import('./pages/office/office.tsx'), nav: { words: frameWords.office, for: 'administrator' } },
  { path: '/start', load: () => import('./pages/start/start.tsx') },
  { path: '/units/:unit/obligations/:duty', load: () => import('./pages/obligation/obligation.tsx') },
];

/** Pages that are about no year, or about one that is still to come. */
export const pagesWithoutYear: readonly Pick<Page, 'path' | 'load'>[] = [
  { path: '/start', load: () => import('./pages/start/new-year.tsx') },
  { path: '/password', load: () => import('./pages/sign-in/password.tsx') },
];
