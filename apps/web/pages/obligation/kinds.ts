import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { DutyProps } from './duty.ts';

export type { DutyProps } from './duty.ts';

/** The part of each kind's page above its story: read, and act. A new kind of duty is a row here. */
export const dutyPages: Readonly<Record<string, ComponentType<DutyProps>>> = {
  letter: lazy(() => import('../letter/letter.tsx')),
  allocation: lazy(() => import('../allocation/allocation.tsx')),
  report: lazy(() => import('../report/report.tsx')),
  plan: lazy(() => import('../plan/plan.tsx')),
  meeting: lazy(() => import('../meeting/meeting.tsx')),
  verification: lazy(() => import('../verification/verification.tsx')),
  extension: lazy(() => import('../extension/extension.tsx')),
  order: lazy(() => import('../order/order.tsx')),
};

