import type { Basis, DutyPolicy, LetterPolicy, PolicyPack, PostAt, ReportPolicy } from '../../contracts/policy.ts';
import { periodDates, roll } from '../calendar/calendar.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import type { CallPolicy, ResolvedStage } from '../call/call.ts';
import type { DocumentReference, Target } from '../letter/letter.ts';
import { askedIn } from '../report/report.ts';
import { addDays, instantAt } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { LetterStart, ReportStart, UnitYearStart } from '../unit-year/state.ts';
import { basisText } from './basis.ts';

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
}

export const unitYearStream = (cycle: string, unit: string): string => `unit-year/${cycle}/${unit}`;
export const postOf = (unit: string, kind: string): string => `${unit}/${kind}`;

/** Units that owe the campaign something: administered from within the tree, of a type that a duty names. */
export function unitsThatOwe(tree: readonly TreeUnit[], pack: PolicyPack): TreeUnit[] {
  const types = new Set(pack.duties.flatMap((duty) => duty.owedBy.map((owed) => owed.unitType)));
  const byId = new Map(tree.map((unit) => [unit.id, unit]));
  const isOutside = (unit: TreeUnit | undefined): boolean => unit !== undefined && (unit.administeredBy !== null || isOutside(unit.under === null ? undefined : byId.get(unit.under)));
  return tree.filter((unit) => unit.under !== null && types.has(unit.type) && !isOutside(unit));
}

/**
 * Resolves pack, calendar and tree into what one unit's year needs: each date with its basis, each ladder with
 * its posts.
 *
 * @throws RangeError when the unit has no superior in the tree, or a date lies outside the calendar
 */
export function planUnitYear(terms: CycleTerms, tree: ReadonlyMap<string, TreeUnit>, root: string, unit: TreeUnit): UnitYearStart {
  const superior = unit.under === null ? undefined : tree.get(unit.under);
  if (!superior) throw new RangeError(`${unit.id} has nobody above it`);
  const { pack } = terms;
  const find = postFinder(pack, unit, superior, tree.get(root));
  const owed = pack.duties.filter((duty) => duty.owedBy.some((one) => one.unitType === unit.type));
  const used = new Set(owed.flatMap((duty) => Object.values(duty.calls).map((call) => call.ladder)));
  return {
    stream: unitYearStream(terms.cycle, unit.id),
    cycle: terms.cycle,
    unit: { id: unit.id, name: unit.name, type: unit.type },
    superior: { id: superior.id, name: superior.name },
    root,
    subordinates: unitsThatOwe([...tree.values()], pack).filter((one) => one.under === unit.id).map((one) => unitYearStream(terms.cycle, one.id)),
    timing: {
      calendar: terms.calendar,
      slots: pack.settings.deliverySlots.value,
      nearWorkingDays: pack.settings.nearWorkingDays.value,
      escalationDelayMinutes: terms.isDrill ? 0 : spread(unit.id, pack.settings.escalationWindowMinutes.value),
      ladders: Object.fromEntries([...used].map((name) => [name, resolveLadder(pack, name, find)])),
    },
    duties: owed.flatMap((duty): (LetterStart | ReportStart)[] => (duty.kind === 'letter'
      ? [planLetter(terms, duty, unit, superior.id === root, find)]
      : duty.periods.map((period) => planReport(terms, duty, period, unit, find)).filter((report) => report.dueOn >= (terms.launchedOn ?? ''))),
    ),
  };
}

type PostFinder = (at: PostAt) => string[];

function postFinder(pack: PolicyPack, unit: TreeUnit, superior: TreeUnit, root: TreeUnit | undefined): PostFinder {
  return (at) => {
    const where = at.of === 'unit' ? unit : at.of === 'superior' ? superior : root;
    const type = pack.unitTypes.find((one) => one.id === where?.type);
    return (type?.posts ?? []).filter((post) => post.functions.includes(at.function)).map((post) => postOf(where?.id ?? '', post.kind));
  };
}

const resolveLadder = (pack: PolicyPack, name: string, find: PostFinder): ResolvedStage[] =>
  (pack.ladders[name] ?? []).map((stage) => ({
    id: stage.id,
    when: stage.when,
    slot: stage.slot ?? pack.settings.deliverySlots.value[0] ?? '09:00',
    tell: [...new Set(stage.tell.flatMap(find))],
    action: stage.action,
    words: stage.words.zh,
  }));

function dutyStart(pack: PolicyPack, duty: DutyPolicy, key: string, owedOn: Basis, find: PostFinder, main: Basis) {
  const calls = Object.entries(duty.calls).map(([name, call]): [string, CallPolicy] => [name, {
    posts: find(call.by),
    ...(call.withinWorkingDays === undefined ? {} : { withinWorkingDays: call.withinWorkingDays }),
    ladder: call.ladder,
    basis: basisText(pack, call.basis ?? (name === 'report' ? main : owedOn)),
  }]);
  return { key, policy: duty.id, basis: basisText(pack, owedOn), calls: Object.fromEntries(calls) };
}

const owedBasis = (duty: DutyPolicy, unit: TreeUnit): Basis => {
  const owed = duty.owedBy.find((one) => one.unitType === unit.type);
  if (!owed) throw new RangeError(`${duty.id} is not owed by ${unit.type}`);
  return owed.basis;
};

function planLetter(terms: CycleTerms, duty: LetterPolicy, unit: TreeUnit, issueAtLaunch: boolean, find: PostFinder): LetterStart {
  const basis = owedBasis(duty, unit);
  return {
    ...dutyStart(terms.pack, duty, duty.id, basis, find, basis),
    kind: 'letter',
    title: { zh: `${terms.year}年${duty.title.zh}`, en: `${duty.title.en} ${terms.year}` },
    ...terms.letterDocuments,
    targets: targetsOf(terms.pack, unit),
    needsCountersign: duty.countersignedFor.includes(unit.type),
    issueAtLaunch,
  };
}

function planReport(terms: CycleTerms, duty: ReportPolicy, period: string, unit: TreeUnit, find: PostFinder): ReportStart {
  const basis = owedBasis(duty, unit);
  const { to } = periodDates(terms.year, period);
  return {
    ...dutyStart(terms.pack, duty, `${duty.id}-${period}`, basis, find, duty.due.basis ?? basis),
    kind: 'report',
    title: { zh: `${terms.year}年${periodNames(period).zh}${duty.title.zh}`, en: `${duty.title.en}, ${periodNames(period).en} ${terms.year}` },
    period,
    opensAt: instantAt(addDays(to, duty.opensDaysAfterPeriod), '00:00'),
    dueOn: reportDueOn(terms.calendar, duty, to),
    asked: duty.indicators ? askedIn(targetsOf(terms.pack, unit), period) : [],
  };
}

/** The due date of a report whose period ends on `periodEnd`, rolled as the pack says. */
export const reportDueOn = (calendar: WorkingCalendar, duty: Pick<ReportPolicy, 'due'>, periodEnd: LocalDate): LocalDate =>
  roll(calendar, addDays(periodEnd, duty.due.daysAfterPeriod), duty.due.roll);

function periodNames(period: string): { zh: string; en: string } {
  if (period === 'Y') return { zh: '年度', en: 'year' };
  const n = Number(period.slice(1));
  return period.startsWith('Q') ? { zh: `第${['一', '二', '三', '四'][n - 1]}季度`, en: `quarter ${n}` } : { zh: `${n}月`, en: `month ${n}` };
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

/** A unit's share of the morning's window, the same each time: escalations of one day do not all go at once. */
function spread(unit: string, windowMinutes: number): number {
  let sum = 0;
  for (const character of unit) sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
  return windowMinutes === 0 ? 0 : sum % windowMinutes;
}
