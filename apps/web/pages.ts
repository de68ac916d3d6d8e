import type { ComponentType } from 'react';
import { sightWords } from './shell/sight-words.ts';
import { frameWords } from './shell/words.ts';
import type { Pair } from './base/say.ts';

/** What a post must be able to do for a page to be in its navigation; the API decides what is shown on it. `superior`: what those do who have units below. */
export type Audience = 'everyone' | 'administrator' | 'supervisor' | 'superior';

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
  { path: '/inbox', load: () => import('./pages/inbox/inbox.tsx'), nav: { words: frameWords.inbox, for: 'everyone' } },
  { path: '/unit', load: () => import('./pages/unit/own.tsx'), nav: { words: sightWords.unit, for: 'everyone' } },
  { path: '/overview', load: () => import('./pages/overview/overview.tsx'), nav: { words: sightWords.overview, for: 'superior' } },
  { path: '/overdue', load: () => import('./pages/overdue/overdue.tsx'), nav: { words: sightWords.overdue, for: 'superior' } },
  { path: '/matrix', load: () => import('./pages/matrix/matrix.tsx'), nav: { words: sightWords.matrix, for: 'superior' } },
  { path: '/completeness', load: () => import('./pages/completeness/completeness.tsx'), nav: { words: sightWords.completeness, for: 'superior' } },
  { path: '/orders', load: () => import('./pages/orders/orders.tsx'), nav: { words: sightWords.orders, for: 'everyone' } },
  { path: '/units/:unit', load: () => import('./pages/unit/unit.tsx') },
  { path: '/units/:unit/new-order', load: () => import('./pages/orders/draft.tsx') },
  { path: '/units/:unit/obligations/:duty', load: () => import('./pages/obligation/obligation.tsx') },
];
