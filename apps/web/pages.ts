import type { ComponentType } from 'react';
import { candidatesNav } from './pages/candidates/nav-words.ts';
import { curveNav } from './pages/curve/nav-words.ts';
import { lettersNav } from './pages/letters/nav-words.ts';
import { booksNav, moneyNav, moneyQueueNav } from './pages/funds/nav-words.ts';
import { noticesNav } from './pages/notices/nav-words.ts';
import { projectsNav } from './pages/projects/nav-words.ts';
import { sightWords } from './shell/sight-words.ts';
import { frameWords } from './shell/words.ts';
import type { Pair } from './base/say.ts';

/** What a post must be able to do for a page to be in its navigation; the API decides what is shown on it. */
export type Audience = 'everyone' | 'administrator' | 'issuer' | 'supervisor' | 'reviewer' | 'leaderInCharge' | 'principalLeader' | 'fundsKeeper' | 'treasurer' | 'verifier';

/** What is done for units below: issue to them, review, supervise, lead what they report. */
const superiors: readonly Audience[] = ['issuer', 'reviewer', 'supervisor', 'leaderInCharge'];

/** Who has to do with money: keeps it, pays it, answers for it, registers it, or looks after how it goes. */
const ofMoney: readonly Audience[] = ['fundsKeeper', 'treasurer', 'principalLeader', 'leaderInCharge', 'administrator', 'supervisor'];

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
  { path: '/unit', load: () => import('./pages/unit/own.tsx'), nav: { words: sightWords.unit, for: 'everyone' } },
  { path: '/overview', load: () => import('./pages/overview/overview.tsx'), nav: { words: sightWords.overview, for: superiors } },
  { path: '/overdue', load: () => import('./pages/overdue/overdue.tsx'), nav: { words: sightWords.overdue, for: superiors } },
  { path: '/matrix', load: () => import('./pages/matrix/matrix.tsx'), nav: { words: sightWords.matrix, for: superiors } },
  { path: '/completeness', load: () => import('./pages/completeness/completeness.tsx'), nav: { words: sightWords.completeness, for: superiors } },
  { path: '/orders', load: () => import('./pages/orders/orders.tsx'), nav: { words: sightWords.orders, for: 'everyone' } },
  { path: '/funds', load: () => import('./pages/funds/funds.tsx'), nav: { words: moneyNav, for: ofMoney } },
  { path: '/funds/queue', load: () => import('./pages/funds/queue.tsx'), nav: { words: moneyQueueNav, for: ['fundsKeeper', 'treasurer'] } },
  { path: '/funds/flows', load: () => import('./pages/funds/flows.tsx') },
  { path: '/funds/books', load: () => import('./pages/funds/books.tsx'), nav: { words: booksNav, for: 'treasurer' } },
  { path: '/funds/import', load: () => import('./pages/funds/import-ledger.tsx') },
  { path: '/funds/new', load: () => import('./pages/funds/register.tsx') },
  { path: '/funds/curve', load: () => import('./pages/curve/curve.tsx'), nav: { words: curveNav, for: ofMoney } },
  { path: '/candidates', load: () => import('./pages/candidates/candidates.tsx'), nav: { words: candidatesNav, for: ['administrator', 'supervisor'] } },
  { path: '/funds/:line/candidates/:candidate', load: () => import('./pages/candidates/candidate.tsx') },
  { path: '/funds/:line', load: () => import('./pages/funds/line.tsx') },
  { path: '/projects', load: () => import('./pages/projects/projects.tsx'), nav: { words: projectsNav, for: [...ofMoney, 'verifier'] } },
  { path: '/new-project', load: () => import('./pages/projects/propose.tsx') },
  { path: '/projects/:code', load: () => import('./pages/projects/project.tsx') },
  { path: '/public-notices', load: () => import('./pages/notices/notices.tsx'), nav: { words: noticesNav, for: ofMoney } },
  { path: '/public-notices/new', load: () => import('./pages/notices/post.tsx') },
  { path: '/public-notices/:notice', load: () => import('./pages/notices/notice.tsx') },
  { path: '/year', load: () => import('./pages/year/year.tsx'), nav: { words: frameWords.yearPage, for: ['administrator', 'issuer'] } },
  { path: '/office', load: () => import('./pages/office/office.tsx'), nav: { words: frameWords.office, for: 'administrator' } },
  { path: '/start', load: () => import('./pages/start/start.tsx') },
  { path: '/units/:unit', load: () => import('./pages/unit/unit.tsx') },
  { path: '/units/:unit/new-order', load: () => import('./pages/orders/draft.tsx') },
  { path: '/units/:unit/obligations/:duty', load: () => import('./pages/obligation/obligation.tsx') },
];

/** Pages that are about no year, or about one that is still to come. */
export const pagesWithoutYear: readonly Pick<Page, 'path' | 'load'>[] = [
  { path: '/start', load: () => import('./pages/start/new-year.tsx') },
  { path: '/password', load: () => import('./pages/sign-in/password.tsx') },
];
