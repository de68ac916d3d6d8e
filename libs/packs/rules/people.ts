import type { PostAt, UnitType } from '#libs/contracts/policy';
import { findingAt, within } from '../place.ts';
import { callsOf, functionsKnown, isHolder, mayBeLacking, rootTypes } from './rule.ts';
import type { Checked, Rule } from './rule.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../place.ts';

/** Whatever a duty waits for, somebody can do it: wherever a unit that owes it may stand. */
export const somebodyAccepts: Rule = (checked) => callsOf(checked).flatMap(({ duty, name, call, at, owedBy }) => {
  const missing = owedBy.flatMap((type) => gaps(checked, call.by, type));
  return missing.length === 0 ? []
    : [findingAt(within(at, 'by'), 'nobodyAccepts', `${duty.title.zh}（${name}）无人可办：${zhOf(missing, call.by)}`, `nobody can do ${name} of ${duty.id}: ${enOf(missing, call.by)}`)];
});

/** Whomever a stage tells, there is such a post: for each unit whose duty climbs this ladder. */
export const somebodyIsTold: Rule = (checked) => {
  const told = new Map<string, { post: PostAt; at: Place; missing: Gap[] }>();
  for (const { call, owedBy } of callsOf(checked)) {
    const ladder = checked.layers.ladders.get(call.ladder);
    ladder?.value.forEach((stage, i) => stage.tell.forEach((post, j) => {
      const missing = mayBeLacking(post) && stage.tell.length > 1 ? [] : owedBy.flatMap((type) => gaps(checked, post, type));
      const key = `${call.ladder}/${i}/${j}`;
      told.set(key, { post, at: within(ladder.at, i, 'tell', j), missing: [...(told.get(key)?.missing ?? []), ...missing] });
    }));
  }
  return [...told.values()]
    .filter(({ missing }) => missing.length > 0)
    .map(({ post, at, missing }) => findingAt(at, 'nobodyToTell', `无人可告知：${zhOf(missing, post)}`, `nobody to tell: ${enOf(missing, post)}`));
};

/** A letter is issued when the one above is in force, so the unit above must be the root or owe the letter too. */
export const lettersReachDown: Rule = (checked) => [...checked.layers.duties.values()].flatMap(({ value: duty, owedByAt }): Finding[] => {
  if (duty.kind !== 'letter') return [];
  const signing = new Set([...duty.owedBy.map((owed) => owed.unitType), ...rootTypes(checked).map(({ id }) => id)]);
  return duty.owedBy.flatMap(({ unitType }, i) => (checked.layers.unitTypes.get(unitType)?.value.under ?? [])
    .filter((above) => !signing.has(above) && (checked.layers.unitTypes.get(above)?.value.under.length ?? 0) > 0)
    .map((above) => findingAt(within(owedByAt, i), 'letterNeverIssued', `${unitType} 的上级 ${above} 不签责任书，下级责任书无从下达`, `${above} above ${unitType} owes no letter, so none would be issued below it`)));
});

/** A type of unit in whose place nobody has the function; null when there is no unit above at all. */
export interface Gap {
  owedBy: string;
  lacking: string | null;
}

export function gaps(checked: Checked, post: PostAt, owedBy: string): Gap[] {
  const type = checked.layers.unitTypes.get(owedBy)?.value;
  // An unknown type or function is another finding.
  // Whoever holds the paper is somebody as long as somebody accepts the call.
  if (!type || isTheRootsAlone(checked, owedBy) || isHolder(post) || !functionsKnown(checked).has(post.function)) return [];
  const places = placesOf(checked, post, type);
  if (places.length === 0) return type.under.length === 0 ? [{ owedBy, lacking: null }] : [];
  return places
    .filter((place) => !place.posts.some((one) => one.functions.includes(post.function)))
    .map((place) => ({ owedBy, lacking: place.id }));
}

/** The root answers to nobody and owes nothing; where only it is of a type, a duty of that type is owed by nobody here. */
const isTheRootsAlone = ({ organisation }: Checked, type: string): boolean => {
  const ofType = organisation?.value.units.filter((unit) => unit.type === type) ?? [];
  return ofType.length === 1 && ofType[0]?.id === organisation?.value.root;
};

function placesOf(checked: Checked, post: PostAt, type: UnitType): UnitType[] {
  const types = [...checked.layers.unitTypes.values()].map(({ value }) => value);
  switch (post.of) {
    case 'unit':
      return [type];
    case 'superior':
      return types.filter((one) => type.under.includes(one.id));
    case 'root':
      return rootTypes(checked);
    case 'department':
      return types.filter((one) => verifyingTypes(checked).has(one.id));
    default:
      return post.of satisfies never;
  }
}

/** Types of the units that verify a figure, as far as the organisation says. */
function verifyingTypes({ layers, organisation }: Checked): Set<string> {
  const verifiers = new Set([...layers.indicators.values()].map(({ value }) => value.verifiedBy));
  return new Set((organisation?.value.units ?? []).filter(({ id }) => verifiers.has(id)).map(({ type }) => type));
}

const unique = (gapsFound: readonly Gap[], said: (gap: Gap) => string): string[] => [...new Set(gapsFound.map(said))];

export const zhOf = (missing: readonly Gap[], post: PostAt): string =>
  unique(missing, ({ owedBy, lacking }) => (lacking === null ? `${owedBy} 没有上级` : `${lacking} 没有具有 ${post.function} 职能的职务`)).join('；');

export const enOf = (missing: readonly Gap[], post: PostAt): string =>
  unique(missing, ({ owedBy, lacking }) => (lacking === null ? `${owedBy} has no unit above` : `${lacking} has no post with the function ${post.function}`)).join('; ');
