import type { OrderPolicy } from '../../contracts/policy.ts';
import { startOf } from '../policy/planning.ts';
import type { Planning } from '../policy/planning.ts';
import type { OrderStart } from './order.ts';

/** What an order to this unit will be like; its key and title come when one is drafted. */
export function planOrder(duty: OrderPolicy, planning: Planning): OrderStart[] {
  const { series, overdueMatter, title } = duty;
  return [{
    ...startOf(planning, duty, duty.id), kind: 'order', title, overdueMatter,
    series: { id: series.id, template: series.template.replaceAll('{year}', String(planning.terms.year)) },
  }];
}
