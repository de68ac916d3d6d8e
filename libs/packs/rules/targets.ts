import { findingAt, within } from '../place.ts';
import type { Rule } from './rule.ts';
import type { Finding } from '../finding.ts';

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
    // The root signs nothing: its totals are what the letters directly below add up to.
    if ('unit' in value.for && value.for.unit === organisation?.value.root && layers.indicators.get(value.indicator)?.value.aggregation === 'sum') return [];
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

/** What is passed down is carried in the same measure and over the same time; what does not aggregate is not passed down. */
export const passedDownAlike: Rule = ({ layers }) => [...layers.indicators.values()].flatMap(({ value, at }): Finding[] => {
  if (value.passesTo === undefined) return [];
  const place = within(at, 'passesTo');
  const to = layers.indicators.get(value.passesTo)?.value;
  if (!to) return [findingAt(place, 'indicatorUnknown', `没有指标 ${value.passesTo}`, `there is no indicator ${value.passesTo}`)];
  if (value.aggregation === 'none') return [findingAt(place, 'passesNothing', `${value.id} 不汇总，不能向下分解`, `${value.id} does not aggregate, so it cannot be passed down`)];
  if (value.measure.zh !== to.measure.zh || value.period !== to.period) {
    return [findingAt(place, 'passesOtherMeasure', `${value.id}（${value.measure.zh}）与 ${to.id}（${to.measure.zh}）计量单位或考核时段不同`, `${value.id} (${value.measure.en}, ${value.period}) and ${to.id} (${to.measure.en}, ${to.period}) are not measured alike`)];
  }
  const twice = [...layers.indicators.values()].some(({ value: other }) => other.passesTo === to.id && other.id < value.id);
  return twice ? [findingAt(place, 'passesTwice', `${to.id} 已承接另一项指标`, `${to.id} carries another indicator already`)] : [];
});

/** Targets are passed down out of a letter: a unit without one has nothing to pass down, and nobody would notice. */
export const allocationsHaveLetters: Rule = ({ layers }) => {
  const signing = new Set([...layers.duties.values()].flatMap(({ value }) => (value.kind === 'letter' ? value.owedBy.map(({ unitType }) => unitType) : [])));
  return [...layers.duties.values()].flatMap(({ value, owedByAt }) => (value.kind !== 'allocation' ? [] : value.owedBy.flatMap(({ unitType }, i) =>
    (signing.has(unitType) || !layers.unitTypes.has(unitType) ? []
      : [findingAt(within(owedByAt, i), 'allocationWithoutLetter', `${unitType} 不签责任书，没有目标可分解`, `${unitType} owes no letter, so it has no targets to pass down`)]))));
};
