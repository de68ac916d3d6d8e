import { findingAt, within } from '../place.ts';
import type { Rule } from './rule.ts';

export const indicators: Rule = ({ layers }) => layers.targets
  .filter(({ value }) => !layers.indicators.has(value.indicator))
  .map(({ value, at }) => findingAt(within(at, 'indicator'), 'indicatorUnknown', `没有指标 ${value.indicator}`, `there is no indicator ${value.indicator}`));

/** A target is asked for by a letter; a unit without one would never see it. */
export const targetsInLetters: Rule = ({ layers, organisation }) => {
  const owing = new Set([...layers.duties.values()].flatMap(({ value }) => (value.kind === 'letter' ? value.owedBy.map((owed) => owed.unitType) : [])));
  const typeOfUnit = new Map(organisation?.value.units.map((unit) => [unit.id, unit.type]));
  return layers.targets.flatMap(({ value, at }) => {
    const type = 'unitType' in value.for ? value.for.unitType : typeOfUnit.get(value.for.unit);
    if (type === undefined || !layers.unitTypes.has(type) || owing.has(type)) return [];
    return [findingAt(within(at, 'for'), 'targetWithoutLetter', `${type} 不签责任书，不能下达目标`, `${type} owes no letter, so it cannot have a target`)];
  });
};

/** A report is compiled from another report that the same units owe. */
export const compiledFromReports: Rule = ({ layers }) => [...layers.duties.values()].flatMap(({ value: duty, at }) => {
  if (duty.kind !== 'report' || duty.compiledFrom === undefined) return [];
  const source = layers.duties.get(duty.compiledFrom)?.value;
  const owing = source?.kind === 'report' && source.id !== duty.id ? source.owedBy.map((owed) => owed.unitType) : [];
  const without = duty.owedBy.find((owed) => !owing.includes(owed.unitType));
  return without === undefined ? []
    : [findingAt(within(at, 'compiledFrom'), 'compiledFromUnknown', `${without.unitType} 不报送 ${duty.compiledFrom}，无从汇编`, `${without.unitType} owes no report ${duty.compiledFrom} that could be compiled`)];
});

export const yearEndOnce: Rule = ({ layers }) => layers.targets
  .filter(({ value }) => value.byPeriod !== undefined && layers.indicators.get(value.indicator)?.value.period === 'yearEnd')
  .map(({ value, at }) => findingAt(within(at, 'byPeriod'), 'yearEndByPeriod', `${value.indicator} 只在年终考核，不能分期下达`, `${value.indicator} is judged at the year's end and has no figures by period`));
