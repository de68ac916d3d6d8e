import type { SituationPolicy } from '#libs/contracts/policy';
import { findingAt, within } from '../place.ts';
import { enOf, gaps, zhOf } from './people.ts';
import type { Rule } from './rule.ts';
import type { Finding } from '../finding.ts';
import type { Layers, Placed } from '../layers.ts';
import type { Place } from '../place.ts';

/** Accountability as data (M26, M27 in the demo): what the rows must keep beyond their schema. */

type Consequence = SituationPolicy['base'][number];

/** All consequences of all situations, the aggravated ones too. */
const consequencesOf = ({ situations }: Layers): Placed<Consequence>[] => [...situations.values()].flatMap(({ value: { base, aggravated }, at }) => [
  ...base.map((value, i) => ({ value, at: within(at, 'base', i) })),
  ...aggravated.flatMap(({ consequences }, a) => consequences.map((value, i) => ({ value, at: within(at, 'aggravated', a, 'consequences', i) }))),
]);

/** A situation names objects and measures that there are; a body decides on measures that there are. */
export const casesNamed: Rule = ({ layers }) => {
  const { objects, measures } = layers;
  const unknownMeasures = (named: readonly string[], at: Place): Finding[] => named.flatMap((id, i) => (measures.has(id) ? []
    : [findingAt(within(at, i), 'measureUnknown', `没有问责方式 ${id}`, `there is no measure ${id}`)]));
  return [
    ...consequencesOf(layers).flatMap(({ value, at }) => [
      ...(objects.has(value.object) ? [] : [findingAt(within(at, 'object'), 'objectUnknown', `没有问责对象 ${value.object}`, `there is no object ${value.object}`)]),
      ...unknownMeasures(value.measures, within(at, 'measures')),
    ]),
    ...[...objects.values()].flatMap(({ value: { decides }, at }) => (decides ? unknownMeasures(decides.measures, within(at, 'decides', 'measures')) : [])),
  ];
};

/** For every object somebody decides, here or elsewhere; and each measure that a row names for it is decided by someone. */
export const everyMeasureHasItsBody: Rule = ({ layers }) => {
  const without = [...layers.objects.values()].filter(({ value }) => !value.decides && !value.refers);
  const named = new Set(without.map(({ value }) => value.id));
  return [
    ...without.map(({ value, at }) => findingAt(at, 'objectWithoutBody', `问责对象 ${value.id} 没有决定机关：写明由谁决定，或提请、移送给谁`, `nobody decides on ${value.id}: say who does, or to whom it is referred`)),
    ...consequencesOf(layers).flatMap(({ value, at }) => {
      const object = layers.objects.get(value.object)?.value;
      if (!object || object.refers || named.has(object.id)) return [];
      return value.measures.flatMap((id, i) => (!layers.measures.has(id) || object.decides?.measures.includes(id) ? []
        : [findingAt(within(at, 'measures', i), 'objectWithoutBody', `${object.id} 的 ${id} 没有决定机关，也没有写明移送给谁`, `nobody decides on ${id} for ${object.id}, and it is referred to nobody`)]));
    }),
  ];
};

/** 诫勉 and above are never decided here: only referred. */
export const referredStayReferred: Rule = ({ layers }) => [...layers.objects.values()].flatMap(({ value: { decides }, at }) =>
  (decides?.measures ?? []).flatMap((id, i) => {
    const measure = layers.measures.get(id)?.value;
    return measure?.kind !== 'referred' ? []
      : [findingAt(within(at, 'decides', 'measures', i), 'measureNotDecidedHere', `${measure.name.zh}只能移送，不能由本工作决定`, `${measure.name.en.toLowerCase()} is only referred, never decided here`)];
  }));

/** What is made public was decided. */
export const publishedAreDecided: Rule = ({ layers }) => [...layers.objects.values()].flatMap(({ value: { decides }, at }) =>
  (decides?.published ?? []).flatMap((id, i) => (decides?.measures.includes(id) ? []
    : [findingAt(within(at, 'decides', 'published', i), 'measureUnknown', `公开的 ${id} 不在其决定的方式之内`, `${id} is published and not among what it decides`)])));

/** The body that decides has a post that does: wherever a unit concerned may stand. */
export const bodiesDecide: Rule = (checked) => [...checked.layers.objects.values()].flatMap(({ value: { id, decides }, at }) => {
  const missing = (decides?.for ?? []).flatMap((type) => (decides ? gaps(checked, decides.by, type) : []));
  return decides === undefined || missing.length === 0 ? []
    : [findingAt(within(at, 'decides', 'by'), 'nobodyDecides', `对 ${id} 无人可作决定：${zhOf(missing, decides.by)}`, `nobody can decide on ${id}: ${enOf(missing, decides.by)}`)];
});

/** What is said to be detected has something that the record shows, and a finding has nothing that it does. */
export const detectable: Rule = ({ layers }) => [...layers.situations.values()].flatMap(({ value: { id, detected, conditions }, at }) => {
  const isShown = conditions.some(({ anyOf }) => anyOf.some(({ shownBy }) => shownBy === 'record'));
  return (detected !== 'finding') === isShown ? []
    : [findingAt(within(at, 'detected'), 'nothingDetected', `${id} 的发现方式 ${detected} 与其要件不符：${isShown ? '有' : '没有'}可由记录显示的要件`, `${id} is detected as ${detected}, and the record shows ${isShown ? 'some' : 'none'} of its facts`)];
});
