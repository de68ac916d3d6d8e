import { nextSlot } from '../calendar/calendar.ts';
import type { Timing } from '../call/call.ts';
import type { NoticeFrame } from '../call/stages.ts';
import type { NoticePlan } from '../decider.ts';
import type { Instant } from '../time/instant.ts';
import type { Order } from './order.ts';

const inHand: readonly Order['status'][] = ['issued', 'acknowledged', 'reported'];

/**
 * What the units that assist are told, once, at the slot after the issue. It is planned anew with each call of the
 * order until that slot: a quick receipt ends the call, and with it all that was planned of the order.
 */
export function assistingNotices(order: Order, { calendar, slots }: Timing, { unit, unitName, link }: NoticeFrame, now: Instant): NoticePlan[] {
  if (order.issued === null || order.deadline === null || !inHand.includes(order.status)) return [];
  // Issued in a pause it is told when that is over; whoever was told before is not told again.
  const at = nextSlot(calendar, slots, order.call?.toldFrom ?? order.issued.at);
  const { obligation, deadline, title, basis } = order;
  return at < now ? [] : order.assisting.flatMap(({ posts }) => posts).map((post) => ({
    key: `${obligation}/issue.assisting/1/${post}`, obligation, stage: 'issue.assisting', dating: 1, post, at,
    content: { unit, unitName, title: title.zh, act: 'assist', stage: 'assisting', dueOn: deadline, originalDueOn: deadline, basis: basis.zh, link },
  }));
}
