import { lazy } from 'react';
import type { ComponentType } from 'react';

/** What a kind's own part of the page is given. */
export interface DutyProps {
  cycle: string;
  unit: string;
  duty: string;
}

/** The part of each kind's page above its story: read, and act. A new kind of duty is a row here. */
export const dutyPages: Readonly<Record<string, ComponentType<DutyProps>>> = {
  letter: lazy(() => import('../letter/letter.tsx')),
  allocation: lazy(() => import('../allocation/allocation.tsx')),
  report: lazy(() => import('../report/report.tsx')),
  plan: lazy(() => import('../plan/plan.tsx')),
  meeting: lazy(() => import('../meeting/meeting.tsx')),
  verification: lazy(() => import('../verification/verification.tsx')),
  extension: lazy(() => import('../extension/extension.tsx')),
};

