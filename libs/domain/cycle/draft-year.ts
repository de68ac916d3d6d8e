import type { PolicyPack } from '../../contracts/policy.ts';
import { rootShortfalls } from '../allocation/root-totals.ts';
import { calendarOfYear } from '../calendar/calendar.ts';
import type { CalendarYear, WorkingCalendar } from '../calendar/calendar.ts';
import { isRejection, reject } from '../decider.ts';
import type { Json, Rejection } from '../decider.ts';
import type { DocumentReference } from '../letter/letter.ts';
import { planUnitYear, unitsThatOwe } from '../policy/plan-unit-year.ts';
import type { CycleTerms, TreeUnit } from '../policy/planning.ts';
import type { SetDate } from '../policy/set-dates.ts';
import { addDays, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import { tryYear } from '../unit-year/try-year.ts';
import { few } from './changes.ts';
import type { DraftReview, ProvisionalDates } from './changes.ts';
import type { CycleDraft } from './cycle.ts';
import { judgeSetDates, ruleDates, setOnDaysOff } from './judge-dates.ts';
import type { RuleDate } from './judge-dates.ts';

/** What whoever drafts a year decides; the documents may come later. */
export interface YearWish {
  year: number;
  /** A drill starts its own clock here; null for a live year. */
  drillFrom: Instant | null;
  requiredBy: DocumentReference | null;
  approvedBy: DocumentReference | null;
  /** Why it is drafted though the letters directly below do not add up to the root's totals. */
  overrideReason?: string | undefined;
  /** Due dates set in the place of the rules'. */
  dueDates?: readonly SetDate[];
}

/** What a draft is made of: the pack, the years whose holidays are known, the tree as it stands at `now`. */
export interface YearGround {
  pack: PolicyPack;
  digest: string;
  calendarYears: readonly CalendarYear[];
  tree: ReadonlyMap<string, TreeUnit>;
  root: string;
  now: Instant;
}

export interface DraftedYear {
  draft: CycleDraft;
  calendar: WorkingCalendar;
  provisional: ProvisionalDates | null;
  daysOff: DraftReview['daysOff'] | null;
}

/**
 * Drafts a year, by hand or by the yearly Schedule: lays out the dates of every unit before anything is stored.
 *
 * @rejects calendarTooShort (with the years nobody knows), targetsFallShort, packUnusable, and of the dates set setDateTwice,
 *   setDateUnknownDuty, setDateOutsideCalendar, setDateBeforeLaunch, setDateBeforeOpening — never half a draft
 */
export function draftYear(wish: YearWish, ground: YearGround): DraftedYear | Rejection {
  const { pack, digest, calendarYears, tree, root, now } = ground;
  const { year, drillFrom, requiredBy, approvedBy } = wish;
  const launchedAt = drillFrom ?? now;
  const calendar = calendarOfYear(calendarYears, year, localDateOf(launchedAt));
  if ('missing' in calendar) {
    const known = calendarYears.map((one) => one.year);
    return reject('calendarTooShort', { year, missing: calendar.missing, until: `${Math.max(...known)}-12-31`, needed: `${year + 1}-12-31` });
  }
  const targetsOverride = totalsReached(ground, wish.overrideReason);
  if (isRejection(targetsOverride)) return targetsOverride;
  const terms = termsOf(ground, wish, calendar);
  const set = wish.dueDates ?? [];
  const rules = set.length > 0 ? rulesOf(ground, terms) : new Map<string, RuleDate>();
  if (isRejection(rules)) return rules;
  const wrong = judgeSetDates(set, terms, rules);
  if (wrong) return wrong;
  const provisional = layOut(ground, wish, terms);
  if (isRejection(provisional)) return provisional;
  const daysOff = setOnDaysOff(set, terms, rules);
  const draft: CycleDraft = {
    campaign: pack.campaign.id, year, title: titleOf(pack, year, tree.get(root)?.name ?? root), drillFrom,
    pack: { id: pack.id, version: pack.version, digest },
    calendarVersion: calendar.version, calendarUntil: addDays(calendar.from, calendar.days.length - 1),
    root, requiredBy, approvedBy, ...(targetsOverride ? { targetsOverride } : {}),
    ...(set.length > 0 ? { dueDates: [...set] } : {}),
  };
  return { draft, calendar, provisional, daysOff: daysOff.n > 0 ? daysOff : null };
}

const titleOf = (pack: PolicyPack, year: number, rootName: string): string => `${rootName}${year}年${pack.campaign.name.zh}责任年`.slice(0, 120);

/** The letters directly below the root add up to its totals, or somebody says why not. @rejects targetsFallShort with the figures */
function totalsReached({ pack, tree, root }: YearGround, reason: string | undefined): NonNullable<CycleDraft['targetsOverride']> | null | Rejection {
  const shortfalls = rootShortfalls(pack, unitsThatOwe([...tree.values()], pack), root);
  const [first] = shortfalls;
  if (!first) return null;
  if (reason === undefined) return reject('targetsFallShort', { ...first, shortfalls } as unknown as Record<string, Json>, '/overrideReason');
  return { reason, shortfalls };
}

/** What the year would fix. The dates must work with documents too, which may come later. */
function termsOf({ pack, now }: YearGround, { year, drillFrom, requiredBy, approvedBy, dueDates }: YearWish, calendar: WorkingCalendar): CycleTerms {
  const document = { number: '-', title: '-' };
  return {
    cycle: `${pack.campaign.id}/${year}`, year, isDrill: drillFrom !== null, pack, calendar, launchedOn: localDateOf(drillFrom ?? now),
    letterDocuments: { requiredBy: requiredBy ?? document, approvedBy: approvedBy ?? document }, ...(dueDates ? { dueDates } : {}),
  };
}

/** @rejects packUnusable */
function rulesOf({ tree, root }: YearGround, terms: CycleTerms): ReadonlyMap<string, RuleDate> | Rejection {
  try {
    return ruleDates(terms, tree, root);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return reject('packUnusable', { year: terms.year, reason: error.message });
  }
}

/** Lays out every unit's year in thought. @rejects packUnusable with the unit whose dates cannot be laid out, setDateOutsideCalendar */
function layOut({ pack, tree, root, now }: YearGround, { year, drillFrom }: YearWish, terms: CycleTerms): ProvisionalDates | null | Rejection {
  const launchedAt = drillFrom ?? now;
  const { calendar } = terms;
  const units = unitsThatOwe([...tree.values()], pack);
  if (units.length === 0) return reject('packUnusable', { year, reason: '树中没有承担责任的单位 · no unit of the tree owes anything' });
  const dates = new Map<string, ProvisionalDates['dates']['items'][number]>();
  for (const unit of units) {
    try {
      const start = planUnitYear(terms, tree, root, unit);
      tryYear(start, launchedAt);
      for (const duty of start.duties) {
        const dueOn = 'dueOn' in duty ? (duty.dueOn as LocalDate) : null;
        if (dueOn === null || calendar.provisionalFrom === undefined || dueOn < calendar.provisionalFrom || countsFromLaunch(terms, duty)) continue;
        const known = dates.get(`${duty.key} ${dueOn}`);
        dates.set(`${duty.key} ${dueOn}`, { duty: duty.key, title: duty.title.zh, dueOn, units: (known?.units ?? 0) + 1 });
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const far = tooFar(terms, tree, root, unit, launchedAt);
      if (far !== undefined) return far;
      return reject('packUnusable', { year, unit: unit.id, reason: `${unit.name}（${unit.id}）：${error.message}` });
    }
  }
  if (calendar.provisionalFrom === undefined || dates.size === 0) return null;
  const from = Number(calendar.provisionalFrom.slice(0, 4));
  const inOrder = [...dates.values()].sort((a, b) => (a.dueOn === b.dueOn ? (a.duty < b.duty ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1));
  return { from: calendar.provisionalFrom, years: Array.from({ length: year + 2 - from }, (_, n) => from + n), dates: few(inOrder) };
}

/** The first date set whose reminders run past the calendar's end, where no other makes it so. @rejects setDateOutsideCalendar */
function tooFar(terms: CycleTerms, tree: ReadonlyMap<string, TreeUnit>, root: string, unit: TreeUnit, launchedAt: Instant): Rejection | undefined {
  const { dueDates = [], calendar: { from, days } } = terms;
  const works = (set: readonly SetDate[]): boolean => {
    try {
      tryYear(planUnitYear({ ...terms, dueDates: set }, tree, root, unit), launchedAt);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  };
  if (!works([])) return undefined;
  const n = dueDates.findIndex((one) => !works([one]));
  const [one] = dueDates.slice(n);
  return n < 0 || !one ? undefined : reject('setDateOutsideCalendar', { title: one.duty, dueOn: one.dueOn, from, until: addDays(from, days.length - 1) }, `/dueDates/${n}/dueOn`);
}

/** A date counted from the launch is no date yet, unless one was set. */
function countsFromLaunch({ pack, dueDates }: CycleTerms, { key, policy }: { key: string; policy: string }): boolean {
  const duty = pack.duties.find(({ id }) => id === policy);
  return duty?.kind === 'plan' && 'workingDaysAfterLaunch' in duty.due && dueDates?.some((one) => one.duty === key) !== true;
}
