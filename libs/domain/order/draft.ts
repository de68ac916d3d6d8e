import { dueWithin } from '../call/call.ts';
import type { BasisText, Timing } from '../call/call.ts';
import { localDateOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { OrderEvent, OrderStart } from './order.ts';

type Drafted = Extract<OrderEvent, { type: 'orderDrafted' }>;

/** The two events of a drafting: the item, and what it is about. The officer's days to decide count from now. */
export function drafting(template: OrderStart, key: string, subject: BasisText, draft: Pick<Drafted, 'by' | 'origin' | 'matter' | 'deadline' | 'stages' | 'assisting'>, now: Instant, timing: Timing): UnitYearEvent[] {
  const title = { zh: `${template.title.zh}：${subject.zh}`, en: `${template.title.en}: ${subject.en}` };
  return [
    { type: 'dutyOpened', duty: key, policy: template.policy, title },
    { type: 'orderDrafted', duty: key, ...draft, issueDueOn: dueWithin(template, 'issue', localDateOf(now), timing) },
  ];
}
