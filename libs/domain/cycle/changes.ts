import type { LocalDate } from '../time/instant.ts';

/** So many are named; all are counted. What is told must be read, and an event stays small for a province too. */
const mostNamed = 50;

export interface Few<T> {
  n: number;
  items: T[];
}

export const few = <T>(items: readonly T[]): Few<T> => ({ n: items.length, items: items.slice(0, mostNamed) });

export interface UnitSeen {
  id: string;
  name: string;
  under: string;
  underName: string;
}

export interface PostSeen {
  post: string;
  title: string;
  unitName: string;
  /** Null where it was vacant on the day looked at. */
  holder: { person: string; name: string } | null;
}

export interface TargetSeen {
  unit: string;
  unitName: string;
  indicator: string;
  name: string;
  measure: string;
  value: number;
}

/** A year as it is compared: the units that owe, the posts of its tree with their holders on one day, what the letters ask. */
export interface YearSeen {
  cycle: string;
  pack: { id: string; version: string; digest: string };
  units: readonly UnitSeen[];
  posts: readonly PostSeen[];
  targets: readonly TargetSeen[];
}

type Named = { unit: string; name: string };
type Held = Pick<PostSeen, 'post' | 'title' | 'unitName'>;

/** What a year's draft has otherwise than the year before. */
export interface YearChanges {
  /** The cycle compared with. */
  since: string;
  joined: Few<Named>;
  left: Few<Named>;
  renamed: Few<{ unit: string; from: string; to: string }>;
  moved: Few<Named & { from: string; to: string }>;
  /** Posts that nobody holds now, whoever held them then. */
  vacant: Few<Held>;
  /** Posts that another person holds than then; null where it was vacant then. */
  holders: Few<Held & { from: string | null; to: string }>;
  /** Null where one of the years does not ask for it. Compared is what the letters said at the end, not what was first planned. */
  targets: Few<Omit<TargetSeen, 'value'> & { from: number | null; to: number | null }>;
  /** Targets that are as they were: nobody has decided them for the new year yet. */
  targetsKept: number;
  pack: { from: string; to: string; isSame: boolean };
}

/** Compares a draft with the year before: both as the record shows them, neither changed by it. */
export function compareYears(last: YearSeen, next: YearSeen): YearChanges {
  const [then, now] = [byId(last.units), byId(next.units)];
  const both = next.units.flatMap((unit) => {
    const before = then.get(unit.id);
    return before ? [{ before, unit }] : [];
  });
  const heldThen = new Map(last.posts.map((post) => [post.post, post.holder]));
  const { changed, kept } = compareTargets(last.targets, next.targets);
  return {
    since: last.cycle,
    joined: few(next.units.filter(({ id }) => !then.has(id)).map(named)),
    left: few(last.units.filter(({ id }) => !now.has(id)).map(named)),
    renamed: few(both.filter(({ before, unit }) => before.name !== unit.name).map(({ before, unit }) => ({ unit: unit.id, from: before.name, to: unit.name }))),
    moved: few(both.filter(({ before, unit }) => before.under !== unit.under).map(({ before, unit }) => ({ ...named(unit), from: before.underName, to: unit.underName }))),
    vacant: few(next.posts.filter(({ holder }) => holder === null).map(heldPost)),
    holders: few(next.posts.flatMap((post) => {
      const before = heldThen.get(post.post);
      // A post that is new has had nobody: whoever holds it took it over from no one.
      return post.holder === null || before === undefined || before?.person === post.holder.person ? [] : [{ ...heldPost(post), from: before?.name ?? null, to: post.holder.name }];
    })),
    targets: few(changed),
    targetsKept: kept,
    pack: { from: last.pack.version, to: next.pack.version, isSame: last.pack.digest === next.pack.digest },
  };
}

const byId = (units: readonly UnitSeen[]): Map<string, UnitSeen> => new Map(units.map((unit) => [unit.id, unit]));
const named = ({ id, name }: UnitSeen): Named => ({ unit: id, name });
const heldPost = ({ post, title, unitName }: PostSeen): Held => ({ post, title, unitName });

/** Targets of units that owe in both years; of a unit that joined or left it is said that it did. */
function compareTargets(last: readonly TargetSeen[], next: readonly TargetSeen[]): { changed: YearChanges['targets']['items']; kept: number } {
  const keyOf = ({ unit, indicator }: TargetSeen): string => `${unit} ${indicator}`;
  const [then, now] = [last, next].map((targets) => new Map(targets.map((target) => [keyOf(target), target]))) as [Map<string, TargetSeen>, Map<string, TargetSeen>];
  const [unitsThen, unitsNow] = [last, next].map((targets) => new Set(targets.map(({ unit }) => unit))) as [Set<string>, Set<string>];
  const changed: YearChanges['targets']['items'] = [];
  let kept = 0;
  for (const [key, { value, ...target }] of now) {
    if (!unitsThen.has(target.unit)) continue;
    const from = then.get(key)?.value ?? null;
    if (from === value) kept += 1;
    else changed.push({ ...target, from, to: value });
  }
  for (const [key, { value, ...target }] of then) if (unitsNow.has(target.unit) && !now.has(key)) changed.push({ ...target, from: value, to: null });
  return { changed, kept };
}

/** Dates of a draft that rest on years whose holiday notice is still to come, as units have them alike. */
export interface ProvisionalDates {
  /** The first day that is provisional, and the years that are. */
  from: LocalDate;
  years: number[];
  dates: Few<{ duty: string; title: string; dueOn: LocalDate; units: number }>;
}

/** What is kept with a draft for whoever decides about it. */
export interface DraftReview {
  provisional: ProvisionalDates | null;
  /** Null where no live year came before. */
  changes: YearChanges | null;
  /** Due dates set by hand on days off, with the next working day; absent in drafts without any. */
  daysOff?: Few<{ duty: string; title: string; dueOn: LocalDate; next: LocalDate }>;
}
