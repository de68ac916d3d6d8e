import { findingAt, within } from '../place.ts';
import type { Rule } from './rule.ts';

/** Whoever may decide instead of a silent office begins with a stage of the ladder, so that everybody knows when. */
export const deputiesHaveTheirStage: Rule = ({ layers }) => [...layers.duties.values()].flatMap(({ value: duty, at }) => {
  if (duty.kind !== 'extension' || !duty.deputy) return [];
  const stages = layers.ladders.get(duty.calls.decide.ladder)?.value ?? [];
  return stages.some(({ id, action }) => id === 'deputy' && action === 'escalate') ? []
    : [findingAt(within(at, 'deputy'), 'deputyWithoutStage', `${duty.title.zh}有代为决定者，但催办阶梯 ${duty.calls.decide.ladder} 没有上报阶段 deputy`, `${duty.id} names a deputy, and the ladder ${duty.calls.decide.ladder} has no escalation called deputy`)];
});
