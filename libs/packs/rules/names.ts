import { findingAt, within } from '../place.ts';
import { basesOf, callsOf, functionsKnown, postsTold, stepsOf } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../place.ts';

/** A cited article exists: its source is listed, and has so many articles, and the article so many items. */
export const articles: Rule = (checked) => basesOf(checked).flatMap(({ value: basis, at }) => {
  if (!('article' in basis)) return [];
  const [, id = '', number = '', item] = /^([A-Z]+)(\d+)(?:\((\d+)\))?$/.exec(basis.article) ?? [];
  const place = within(at, 'article');
  const source = checked.layers.sources.get(id)?.value;
  if (!source) return [findingAt(place, 'articleUnknown', `引用了未列出的文件 ${id}`, `the source ${id} is not listed`)];
  if (Number(number) < 1 || Number(number) > source.articles) {
    return [findingAt(place, 'articleUnknown', `《${source.title}》共${source.articles}条，没有第${number}条`, `${id} has ${source.articles} articles, not ${number}`)];
  }
  if (source.citable && !source.citable.includes(Number(number))) {
    return [findingAt(place, 'articleNotCitable', `《${source.title}》手头的文本不全可信，只能引用第${source.citable.join('、')}条`, `of ${id} only ${source.citable.join(', ')} may be cited: the text at hand is not to be trusted`)];
  }
  const items = source.items?.[number] ?? 0;
  if (item !== undefined && (Number(item) < 1 || Number(item) > items)) {
    return [findingAt(place, 'itemUnknown', `《${source.title}》第${number}条列有${items}项，没有第${item}项`, `${id}${number} has ${items} numbered items, not ${item}`)];
  }
  return [];
});

export const ladders: Rule = (checked) => callsOf(checked)
  .filter(({ call }) => !checked.layers.ladders.has(call.ladder))
  .map(({ call, at }) => findingAt(within(at, 'ladder'), 'ladderUnknown', `没有名为 ${call.ladder} 的提醒阶梯`, `there is no ladder ${call.ladder}`));

export const functions: Rule = (checked) => {
  const known = functionsKnown(checked);
  const asked = [
    ...callsOf(checked).map(({ call, at }) => ({ value: call.by, at: within(at, 'by') })), ...postsTold(checked), ...stepsOf(checked).map(({ step, at }) => ({ value: step, at })),
    ...[...checked.layers.objects.values()].flatMap(({ value: { decides }, at }) => (decides ? [{ value: decides.by, at: within(at, 'decides', 'by') }] : [])),
  ];
  return asked
    .filter(({ value }) => !known.has(value.function))
    .map(({ value, at }) => findingAt(within(at, 'function'), 'functionUnknown', `没有任何职务具有职能 ${value.function}`, `no post has the function ${value.function}`));
};

export const unitTypes: Rule = ({ layers, organisation }) => {
  const found: Finding[] = [];
  const expect = (type: string, at: Place): void => {
    if (!layers.unitTypes.has(type)) found.push(findingAt(at, 'unitTypeUnknown', `没有单位类型 ${type}`, `there is no unit type ${type}`));
  };
  for (const { value, at } of layers.unitTypes.values()) value.under.forEach((type, i) => expect(type, within(at, 'under', i)));
  for (const { value: duty, at, owedByAt } of layers.duties.values()) {
    duty.owedBy.forEach((owed, i) => expect(owed.unitType, within(owedByAt, i, 'unitType')));
    if (duty.kind === 'report') duty.nilAllowedFor.forEach((type, i) => expect(type, within(at, 'nilAllowedFor', i)));
    if (duty.kind === 'letter') duty.countersignedFor.forEach((type, i) => expect(type, within(at, 'countersignedFor', i)));
  }
  for (const { value: { decides }, at } of layers.objects.values()) decides?.for.forEach((type, i) => expect(type, within(at, 'decides', 'for', i)));
  for (const { value, at } of layers.targets) if ('unitType' in value.for) expect(value.for.unitType, within(at, 'for', 'unitType'));
  organisation?.value.units.forEach((unit, i) => expect(unit.type, within(organisation.at, 'units', i, 'type')));
  return found;
};

/** Units that the pack's lines name. Without an organisation of its own a pack cannot be judged on this. */
export const units: Rule = ({ layers, organisation }) => {
  if (!organisation) return [];
  const ids = new Set(organisation.value.units.map((unit) => unit.id));
  const unknown = (id: string, at: Place): Finding => findingAt(at, 'unitUnknown', `没有单位 ${id}`, `there is no unit ${id}`);
  const targets = layers.targets.flatMap(({ value, at }) =>
    ('unit' in value.for && !ids.has(value.for.unit) ? [unknown(value.for.unit, within(at, 'for', 'unit'))] : []));
  const verifiers = [...layers.indicators.values()].flatMap(({ value: { verifiedBy }, at }) =>
    (verifiedBy !== undefined && !ids.has(verifiedBy) && !layers.unitTypes.has(verifiedBy) ? [unknown(verifiedBy, within(at, 'verifiedBy'))] : []));
  return [...targets, ...verifiers];
};

/** Two entries of one list with one id: in a file the second would silently replace the first. */
export const duplicates: Rule = ({ layers, organisation }) => {
  const found: Finding[] = [];
  const distinct = (ids: readonly string[], place: (index: number) => Place): void => ids.forEach((id, i) => {
    if (ids.indexOf(id) < i) found.push(findingAt(place(i), 'duplicateId', `${id} 重复`, `${id} appears twice`));
  });
  for (const { yaml, content } of layers.files) {
    const top: Place = { yaml, path: [] };
    for (const list of ['sources', 'unitTypes', 'indicators', 'duties'] as const) {
      distinct(content[list].map((entry) => entry.id), (i) => within(top, list, i, 'id'));
    }
    for (const list of ['weights', 'measures', 'objects', 'situations'] as const) {
      distinct(content.accountability[list].map((entry) => entry.id), (i) => within(top, 'accountability', list, i, 'id'));
    }
    for (const [name, stages] of Object.entries(content.ladders)) distinct(stages.map((stage) => stage.id), (i) => within(top, 'ladders', name, i, 'id'));
    content.unitTypes.forEach((type, t) => distinct(type.posts.map((post) => post.kind), (i) => within(top, 'unitTypes', t, 'posts', i, 'kind')));
    content.unitTypes.forEach((type, t) => distinct(type.steps.map((step) => step.id), (i) => within(top, 'unitTypes', t, 'steps', i, 'id')));
  }
  for (const { value: { value }, at } of layers.settings.values()) {
    const ids = Array.isArray(value) ? value.flatMap((one: unknown) => (typeof one === 'object' && one !== null && 'id' in one ? [String(one.id)] : [])) : [];
    distinct(ids, (i) => within(at, 'value', i, 'id'));
  }
  // Rows are cited by their number, and what was confirmed of a row by its fact.
  const situations = [...layers.situations.values()];
  const citedAs = situations.map(({ value }) => `${JSON.stringify(value.basis)} ${value.row}`);
  distinct(citedAs, (i) => within(situations[i]?.at as Place, 'row'));
  for (const { value: { conditions, aggravated }, at } of situations) {
    const facts = conditions.flatMap(({ anyOf }, c) => anyOf.map(({ id }, i) => ({ id, at: within(at, 'conditions', c, 'anyOf', i, 'id') })));
    const graver = aggravated.map(({ id }, i) => ({ id, at: within(at, 'aggravated', i, 'id') }));
    for (const list of [facts, graver]) distinct(list.map(({ id }) => id), (i) => list[i]?.at as Place);
  }
  if (organisation) {
    // A map, because indexOf over the units of a province would be slow.
    const seen = new Set<string>();
    organisation.value.units.forEach(({ id }, i) => {
      if (seen.has(id)) found.push(findingAt(within(organisation.at, 'units', i, 'id'), 'duplicateId', `${id} 重复`, `${id} appears twice`));
      seen.add(id);
    });
  }
  return found;
};
