import { findingAt, within } from '../place.ts';
import { callsOf } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Finding } from '../finding.ts';

/**
 * A stage that drafts an order can do so for every unit whose duty climbs its ladder, and the order goes to whoever is
 * late: not to the unit for what lies with the level above, and not for an order itself.
 */
export const ordersDrafted: Rule = (checked) => callsOf(checked).flatMap(({ duty, name, call, owedBy }) => {
  const ladder = checked.layers.ladders.get(call.ladder);
  return (ladder?.value ?? []).flatMap((stage, i): Finding[] => {
    if (stage.action !== 'draftOrder' || !ladder) return [];
    const place = within(ladder.at, i, 'order');
    const order = checked.layers.duties.get(stage.order ?? '')?.value;
    if (order?.kind !== 'order') return [findingAt(place, 'orderUnknown', `没有督办单 ${stage.order ?? ''}`, `there is no order ${stage.order ?? ''}`)];
    if (call.by.of !== 'unit' || duty.kind === 'order') {
      return [findingAt(place, 'orderMisplaced', `${duty.title.zh}（${name}）不能由本单位的督办单来催办`, `${name} of ${duty.id} cannot be pressed by an order to the unit`)];
    }
    const without = owedBy.filter((type) => !order.owedBy.some((owed) => owed.unitType === type));
    return without.length === 0 ? []
      : [findingAt(place, 'orderMisplaced', `${order.title.zh} 不适用于 ${without.join('、')}，${duty.title.zh} 却由其承担`, `${order.id} is not for ${without.join(', ')}, who owe ${duty.id}`)];
  });
});
