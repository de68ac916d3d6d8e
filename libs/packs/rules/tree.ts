import { findingAt, within } from '../place.ts';
import type { Rule } from './rule.ts';
import type { Finding } from '../finding.ts';

/** The units of an organisation form one tree, each where its type may stand. */
export const oneTree: Rule = ({ layers, organisation }) => {
  if (!organisation) return [];
  const { value: { root, units }, at } = organisation;
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const found: Finding[] = [];
  if (!byId.has(root)) found.push(findingAt(within(at, 'root'), 'unitUnknown', `没有单位 ${root}`, `there is no unit ${root}`));
  units.forEach((unit, i) => {
    const place = within(at, 'units', i);
    if (unit.id === root) return;
    if (unit.under === undefined) {
      found.push(findingAt(place, 'unitMisplaced', `${unit.name} 没有上级，也不是根`, `${unit.id} has nothing above it and is not the root`));
      return;
    }
    const above = byId.get(unit.under);
    if (!above) {
      found.push(findingAt(within(place, 'under'), 'unitUnknown', `没有单位 ${unit.under}`, `there is no unit ${unit.under}`));
      return;
    }
    const allowed = layers.unitTypes.get(unit.type)?.value.under;
    if (allowed && layers.unitTypes.has(above.type) && !allowed.includes(above.type)) {
      found.push(findingAt(within(place, 'under'), 'unitMisplaced', `${unit.type} 不能设在 ${above.type} 之下`, `a ${unit.type} cannot stand under a ${above.type}`));
    } else if (!reaches(root, unit.id)) {
      found.push(findingAt(within(place, 'under'), 'unitMisplaced', `${unit.name} 的上级关系成环`, `the units above ${unit.id} form a circle`));
    }
  });
  return found;

  function reaches(top: string, from: string): boolean {
    let unit = byId.get(from);
    for (let steps = 0; unit && steps <= 20; steps += 1) {
      // A break further up is reported where it is.
      if (unit.id === top || unit.under === undefined || !byId.has(unit.under)) return true;
      unit = byId.get(unit.under);
    }
    return false;
  }
};

/** Holders and vacancies name posts that their unit has. */
export const postsHeld: Rule = ({ layers, organisation }) => {
  if (!organisation) return [];
  const { value: { units, holders, vacant }, at } = organisation;
  const types = new Map(units.map((unit) => [unit.id, unit.type]));
  const named = [
    ...holders.flatMap((holder, i) => holder.posts.map((post, j) => ({ unit: holder.unit, post, entry: within(at, 'holders', i), last: ['posts', j] }))),
    ...vacant.map((one, i) => ({ unit: one.unit, post: one.post, entry: within(at, 'vacant', i), last: ['post'] })),
  ];
  return named.flatMap(({ unit, post, entry, last }) => {
    const type = types.get(unit);
    if (type === undefined) return [findingAt(within(entry, 'unit'), 'unitUnknown', `没有单位 ${unit}`, `there is no unit ${unit}`)];
    const posts = layers.unitTypes.get(type)?.value.posts;
    return !posts || posts.some((one) => one.kind === post) ? []
      : [findingAt(within(entry, ...last), 'postUnknown', `${type} 没有职务 ${post}`, `a ${type} has no post ${post}`)];
  });
};
