import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { ReadName } from '../../base/api.ts';
import type { DutyProps } from './duty.ts';

export type { DutyProps } from './duty.ts';

/** The part of each kind's page above its story: read, and act. A new kind of duty is a row here, named as the route its page reads. */
export const dutyParts = {
  letter: () => import('../letter/letter.tsx'),
  allocation: () => import('../allocation/allocation.tsx'),
  report: () => import('../report/report.tsx'),
  plan: () => import('../plan/plan.tsx'),
  meeting: () => import('../meeting/meeting.tsx'),
  verification: () => import('../verification/verification.tsx'),
  extension: () => import('../extension/extension.tsx'),
  order: () => import('../order/order.tsx'),
} as const satisfies Partial<Record<ReadName, () => Promise<{ default: ComponentType<DutyProps> }>>>;

export const isKind = (kind: string): kind is keyof typeof dutyParts => Object.hasOwn(dutyParts, kind);

export const dutyPages: Readonly<Record<string, ComponentType<DutyProps>>> = Object.fromEntries(Object.entries(dutyParts).map(([kind, load]) => [kind, lazy(load)]));
