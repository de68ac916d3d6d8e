import type { Basis, DutyPolicy, PolicyPack, PostAt } from '../../contracts/policy.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import type { CallPolicy, DutyStartBase } from '../call/call.ts';
import type { DocumentReference, Target } from '../letter/letter.ts';
import type { LocalDate } from '../time/instant.ts';
import { basisText } from './basis.ts';
import type { SetDate } from './set-dates.ts';

/** A unit of the cycle's tree on the day of the launch. */
export interface TreeUnit {
  id: string;
  name: string;
  type: string;
  under: string | null;
  /** Set where somebody else administers the unit: then it owes this campaign nothing. */
  administeredBy: string | null;
}

/** What a cycle fixes for all its units. */
export interface CycleTerms {
  cycle: string;
  year: number;
  isDrill: boolean;
  pack: PolicyPack;
  calendar: WorkingCalendar;
  letterDocuments: { requiredBy: DocumentReference | null; approvedBy: DocumentReference | null };
  /** The day of the launch: a report due before it is not asked for, since nobody was asked in time. */
  launchedOn?: LocalDate;
  /** Due dates set in the place of the rules'; each duty once. */
  dueDates?: readonly SetDate[];
}

/** What a kind of duty may look at when it is planned for one unit. */
export interface Planning {
  terms: CycleTerms;
  tree: ReadonlyMap<string, TreeUnit>;
  unit: TreeUnit;
  superior: TreeUnit;
  /** The units directly below that owe the campaign something. */
  below: readonly TreeUnit[];
  /** The superior is the root, which has no letter. */
  isDirect: boolean;
  /** The posts with a function at a place seen from the unit; at a department, which is meant. */
  find(at: PostAt, department?: string): string[];
}

/** A ladder as one department climbs it: whom it tells differs by department. */
export const ladderOfDepartment = (ladder: string, department: string): string => `${ladder}@${department}`;

/** @returns the pack's name of the ladder, and the department where it is a department's */
export function departmentsLadder(name: string): { ladder: string; department: string | undefined } {
  const [ladder = '', department] = name.split('@');
  return { ladder, department };
}

/** The basis on which a unit of this type owes the duty. */
export const owedBasis = (duty: DutyPolicy, unit: TreeUnit): Basis => {
  const owed = duty.owedBy.find((one) => one.unitType === unit.type);
  if (!owed) throw new RangeError(`${duty.id} is not owed by ${unit.type}`);
  return owed.basis;
};

/**
 * What every kind of duty is planned with, its title aside.
 *
 * @param main the call whose date is the duty's own, and where that date comes from
 * @param department the department that is asked, where it is not the unit or who is above it
 */
export function startOf({ terms: { pack }, unit, find }: Planning, duty: DutyPolicy, key: string, main?: { call: string; basis: Basis }, department?: string): Omit<DutyStartBase, 'title'> {
  const owedOn = owedBasis(duty, unit);
  const named = Object.entries(duty.calls as Record<string, (Omit<CallPolicy, 'posts' | 'basis'> & { by: PostAt; basis?: Basis | undefined }) | undefined>);
  const calls = named.flatMap(([name, call]): [string, CallPolicy][] => (call === undefined ? [] : [[name, {
    posts: find(call.by, department),
    ...(call.withinWorkingDays === undefined ? {} : { withinWorkingDays: call.withinWorkingDays }),
    ladder: department === undefined ? call.ladder : ladderOfDepartment(call.ladder, department),
    basis: basisText(pack, call.basis ?? (name === main?.call ? main.basis : owedOn)),
  }]]));
  return { key, policy: duty.id, basis: basisText(pack, owedOn), calls: Object.fromEntries(calls) };
}

/** The unit's targets: a line for the unit wins over one for its type, a later line over an earlier. */
export function targetsOf(pack: PolicyPack, unit: Pick<TreeUnit, 'id' | 'type'>): Target[] {
  const chosen = new Map<string, PolicyPack['targets'][number]>();
  const forType = pack.targets.filter((line) => 'unitType' in line.for && line.for.unitType === unit.type);
  const forUnit = pack.targets.filter((line) => 'unit' in line.for && line.for.unit === unit.id);
  for (const line of [...forType, ...forUnit]) chosen.set(line.indicator, line);
  return [...chosen.values()].flatMap((line) => {
    const indicator = pack.indicators.find((one) => one.id === line.indicator);
    if (!indicator) return [];
    const { direction, period, aggregation, source } = indicator;
    return [{
      indicator: indicator.id, name: indicator.name.zh, measure: indicator.measure.zh, direction, period, aggregation, source,
      value: line.value, byPeriod: line.byPeriod ?? {},
    }];
  });
}
