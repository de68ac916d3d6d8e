import type { PolicyPack } from '../../contracts/policy.ts';
import type { ResolvedStage } from '../call/call.ts';
import { kindOf, planDuty } from '../unit-year/kinds.ts';
import type { DutyStart, UnitYearStart } from '../unit-year/state.ts';
import { departmentsLadder } from './planning.ts';
import type { CycleTerms, Planning, TreeUnit } from './planning.ts';
import { askedInTime, withSetDate } from './set-dates.ts';
import { unitYearStream } from './streams.ts';

export { unitYearStream } from './streams.ts';

export const postOf = (unit: string, kind: string): string => `${unit}/${kind}`;

/** Units that owe the campaign something: administered from within the tree, of a type that a duty names. */
export function unitsThatOwe(tree: readonly TreeUnit[], pack: PolicyPack): TreeUnit[] {
  const types = new Set(pack.duties.flatMap((duty) => duty.owedBy.map((owed) => owed.unitType)));
  const byId = new Map(tree.map((unit) => [unit.id, unit]));
  const isOutside = (unit: TreeUnit | undefined): boolean => unit !== undefined && (unit.administeredBy !== null || isOutside(unit.under === null ? undefined : byId.get(unit.under)));
  return tree.filter((unit) => unit.under !== null && types.has(unit.type) && !isOutside(unit));
}

/** By tree and pack: a launch asks for every unit, and a province has tens of thousands. */
const owing = new WeakMap<object, WeakMap<PolicyPack, Map<string, TreeUnit[]>>>();

/** Units that owe, by the unit right above them. */
function owingBelow(tree: ReadonlyMap<string, TreeUnit>, pack: PolicyPack): Map<string, TreeUnit[]> {
  const ofTree = owing.get(tree) ?? new WeakMap<PolicyPack, Map<string, TreeUnit[]>>();
  owing.set(tree, ofTree);
  const known = ofTree.get(pack);
  if (known) return known;
  const units = new Map<string, TreeUnit[]>();
  for (const unit of unitsThatOwe([...tree.values()], pack)) {
    const known = units.get(unit.under ?? '');
    if (known) known.push(unit);
    else units.set(unit.under ?? '', [unit]);
  }
  ofTree.set(pack, units);
  return units;
}

/**
 * Resolves pack, calendar and tree into what one unit's year needs: each date with its basis, each ladder with
 * its posts.
 *
 * @throws RangeError when the unit has no superior in the tree, or a date lies outside the calendar
 */
export function planUnitYear(terms: CycleTerms, tree: ReadonlyMap<string, TreeUnit>, root: string, unit: TreeUnit): UnitYearStart {
  const planning = planningOf(terms, tree, root, unit);
  const { find, superior, below } = planning;
  const { pack } = terms;
  const duties = askedInTime(dutiesByRule(planning).map((duty) => withSetDate(duty, terms.dueDates)), terms.launchedOn);
  const templates = startsOf(planning, true);
  const used = new Set([...duties, ...templates].flatMap((duty) => Object.values(duty.calls).map((call) => call.ladder)));
  return {
    stream: unitYearStream(terms.cycle, unit.id),
    cycle: terms.cycle,
    unit: { id: unit.id, name: unit.name, type: unit.type },
    superior: { id: superior.id, name: superior.name },
    root,
    subordinates: below.map((one) => unitYearStream(terms.cycle, one.id)),
    timing: {
      calendar: terms.calendar,
      slots: pack.settings.deliverySlots.value,
      nearWorkingDays: pack.settings.nearWorkingDays.value,
      escalationDelayMinutes: terms.isDrill ? 0 : spread(unit.id, pack.settings.escalationWindowMinutes.value),
      ladders: Object.fromEntries([...used].map((name) => [name, resolveLadder(pack, name, find)])),
    },
    duties,
    templates,
  };
}

/** @throws RangeError when the unit has no superior in the tree */
export function planningOf(terms: CycleTerms, tree: ReadonlyMap<string, TreeUnit>, root: string, unit: TreeUnit): Planning {
  const superior = unit.under === null ? undefined : tree.get(unit.under);
  if (!superior) throw new RangeError(`${unit.id} has nobody above it`);
  const below = owingBelow(tree, terms.pack).get(unit.id) ?? [];
  return { terms, tree, unit, superior, below, isDirect: superior.id === root, find: postFinder(terms.pack, unit, superior, tree.get(root), tree) };
}

/** All that the unit owes in the year by the pack's rules alone: no date set by hand, none left out for being past. */
export const dutiesByRule = (planning: Planning): DutyStart[] => startsOf(planning, false);

const startsOf = (planning: Planning, onDemand: boolean): DutyStart[] => planning.terms.pack.duties
  .filter((duty) => duty.owedBy.some((one) => one.unitType === planning.unit.type) && (kindOf(duty).isOnDemand ?? false) === onDemand)
  .flatMap((duty) => planDuty(duty, planning));

/** Finds the posts with a function at a place seen from a unit. */
export function postFinder(pack: PolicyPack, unit: TreeUnit, superior: TreeUnit, root: TreeUnit | undefined, tree: ReadonlyMap<string, TreeUnit>): Planning['find'] {
  return (at, department) => {
    const where = { unit, superior, root, department: tree.get(department ?? '') }[at.of];
    const type = pack.unitTypes.find((one) => one.id === where?.type);
    return (type?.posts ?? []).filter((post) => post.functions.includes(at.function)).map((post) => postOf(where?.id ?? '', post.kind));
  };
}

export function resolveLadder(pack: PolicyPack, name: string, find: Planning['find']): ResolvedStage[] {
  const { ladder, department } = departmentsLadder(name);
  return (pack.ladders[ladder] ?? []).map((stage) => ({
    id: stage.id,
    when: stage.when,
    slot: stage.slot ?? pack.settings.deliverySlots.value[0] ?? '09:00',
    tell: [...new Set(stage.tell.filter((at) => at.function !== 'holder').flatMap((at) => find(at, department)))],
    ...(stage.tell.some((at) => at.function === 'holder') ? { tellsHolder: true as const } : {}),
    action: stage.action,
    ...(stage.order === undefined ? {} : { order: stage.order }),
    words: stage.words.zh,
  }));
}

/** A unit's share of the morning's window, the same each time: escalations of one day do not all go at once. */
export function spread(unit: string, windowMinutes: number): number {
  let sum = 0;
  for (const character of unit) sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
  return windowMinutes === 0 ? 0 : sum % windowMinutes;
}
