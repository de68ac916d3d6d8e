import type { ComponentType } from 'react';
import { lettersNav } from './pages/letters/nav-words.ts';
import { frameWords } from './shell/words.ts';
import type { Pair } from './base/say.ts';

/** What a post must be able to do for a page to be in its navigation; the API decides what is shown on it. */
export type Audience = 'everyone' | 'administrator' | 'supervisor';

export interface Page {
  /** Below `/cycles/{cycle}`. */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Absent from the navigation when it has no name there. */
  nav?: { words: Pair; for: Audience };
}

/** Every page of a year, in the order of the navigation. A page is a folder in `pages/` and a row here. */
export const pages: readonly Page[] = [
  { path: '/tasks', load: () => import('./pages/tasks/tasks.tsx'), nav: { words: frameWords.tasks, for: 'everyone' } },
  { path: '/letters', load: () => import('./pages/letters/letters.tsx'), nav: { words: lettersNav, for: 'everyone' } },
  { path: '/letters/ceremony', load: () => import('./pages/letters/ceremony.tsx') },
  { path: '/inbox', load: () => import('./pages/inbox/inbox.tsx'), nav: { words: frameWords.inbox, for: 'everyone' } },
  { path: '/units/:unit/obligations/:duty', load: () => import('./pages/obligation/obligation.tsx') },
];
